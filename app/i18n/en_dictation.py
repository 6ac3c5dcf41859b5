"""English for who writes recordings down. Keys sorted within each section, as in `en`."""

from typing import Final

TEXTS: Final = {
    # dictation: who writes down what was spoken
    "dictation.again_by": "With {name}",
    "dictation.again_said": "It is being written down again",
    "dictation.auto": "Whatever is best here",
    "dictation.auto_is": "Now: {name}",
    "dictation.by": "Written down by",
    "dictation.engine_moonshine-base-en": "Moonshine",
    "dictation.engine_phone": "This phone's own",
    "dictation.engine_whisper-base": "Whisper",
    "dictation.engine_whisper-tiny-en": "Whisper, small",
    "dictation.fetch": "Fetch it, {size} MB",
    "dictation.fetch_again": "Go on",
    "dictation.fetching": "{here} of {size} MB are here. You can go on working.",
    "dictation.fetch_why": (
        "{name} has to be fetched once. Then it works without any signal, and what you say "
        "stays on this device."
    ),
    "dictation.kept.one": "{count} recording has no words",
    "dictation.kept.other": "{count} recordings have no words",
    "dictation.kept_go": "Write down",
    "dictation.kept_said": "They are being written down",
    "dictation.language": "You speak",
    "dictation.language_de": "German",
    "dictation.language_en": "English",
    "dictation.language_es": "Spanish",
    "dictation.languages.one": "{count} language",
    "dictation.languages.other": "{count} languages",
    "dictation.later": "Not now",
    "dictation.new": "Heard now, by {name}",
    "dictation.new_take": "Take these words",
    "dictation.new_taken": "Words changed",
    "dictation.none": "Nobody",
    "dictation.none_why": "Recordings are kept to be listened to.",
    "dictation.offer.one": (
        "{count} recording waits for its words. What writes them down has to be fetched once, "
        "{size} MB."
    ),
    "dictation.offer.other": (
        "{count} recordings wait for their words. What writes them down has to be fetched once, "
        "{size} MB."
    ),
    "dictation.pause": "A recording you do not hold ends after a pause of",
    "dictation.pause_never": "Never",
    "dictation.pause_s": "{count} s",
    "dictation.row": "Writing down what you say",
    "dictation.section": "What you say",
    "dictation.size": "{languages}, {size} MB to be fetched once",
    "dictation.state_no_engine": "Cannot run on this device",
    "dictation.state_ready": "{languages}, ready",
    "dictation.title": "Writing down what you say",
    "dictation.try": "See whether it works",
    "dictation.trying": "One moment, it is being tried",
    "dictation.waiting.one": "{count} recording waits for its words",
    "dictation.waiting.other": "{count} recordings wait for their words",
    "dictation.why": (
        "What you say is recorded first and written down afterwards, here on this device."
    ),
    "dictation.works": "It works",
}
