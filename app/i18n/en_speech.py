"""English for what is spoken: recording it, writing it down.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # recording: the one gesture, held or tapped
    "recording.another": "Someone else",
    "recording.cancel": "Throw away",
    "recording.cancelled": "Thrown away: {length} of recording",
    "recording.capture": "Write a note. Hold to speak.",
    "recording.disk_full": (
        "This device has no room left. What you said until then is kept. Make some room to go on."
    ),
    "recording.hands_free": "You can let go. Tap the button when you are done.",
    "recording.hold": "Let go to save. Slide up to go on without holding, left to throw away.",
    "recording.keys": "R saves. Escape throws away, with a way back.",
    "recording.kept_from_last_time": "A recording from last time is kept: {length}, {name}",
    "recording.kept_from_last_time_unnamed": (
        "A recording from last time is kept: {length}. Whose was it?"
    ),
    "recording.listening": "Listening",
    "recording.lost": "The microphone went away. What you said until then is kept.",
    "recording.longest": "An hour is the longest recording. It is kept; start another to go on.",
    "recording.left": "You left the app, so the recording ended. It is kept.",
    "recording.meter": "How loud it is",
    "recording.no_microphone": "There is no microphone here. Plug one in, or type instead.",
    "recording.no_microphone_title": "No microphone found",
    "recording.nothing": "Nothing was recorded. Hold the button while you speak.",
    "recording.pause": "Pause",
    "recording.paused": "Paused",
    "recording.refused": (
        "Rapport may not use the microphone. Allow it in this device's settings, under Rapport, "
        "then try again. You can type until then."
    ),
    "recording.refused_browser": (
        "This page may not use the microphone. Tap the sign beside the address above, "
        "allow the microphone, then try again. You can type until then."
    ),
    "recording.refused_title": "The microphone is not allowed",
    "recording.resume": "Go on",
    "recording.save": "Save",
    "recording.saved": "Saved to {name} · writing it down",
    "recording.saved_unnamed": "Saved · whose was it?",
    "recording.speak": "Speak instead of typing",
    "recording.starting": "One moment",
    "recording.to": "To",
    "recording.type": "Type instead",
    "recording.whose": "Whose is it?",
    # speech: sound to words
    "speech.bench_missing": 'To compare what is heard, install: pip install ".[speech-bench]"',
    "speech.empty": "There is no sound in this recording. It is kept.",
    "speech.engine_missing": (
        "This device has nothing to write recordings down with. They are kept. "
        'On a computer this adds it: pip install ".[speech]"'
    ),
    "speech.failed": "This recording could not be written down. It is kept; you can try again.",
    "speech.fetch_failed": (
        "What is needed to write recordings down could not be fetched. What came is kept, "
        "and the next try goes on from there. Look at the connection and try again."
    ),
    "speech.fetched": "{name} is here. Recordings can be written down.",
    "speech.fetching": "{name}: {share} of {size} MB",
    "speech.heard": "{name}: {words} words in {length}",
    "speech.language": (
        "{engine} does not know this language. The recording is kept; choose another."
    ),
    "speech.languages.one": "{count} language",
    "speech.languages.other": "{count} languages",
    "speech.listed": "{name}  {size} MB  {licence}  {languages}  {state}",
    "speech.model_damaged": (
        "What is needed to write recordings down is damaged. Recordings are kept. "
        "This fetches it again: rapport speech install"
    ),
    "speech.model_missing": (
        "What is needed to write recordings down is not here yet. Recordings are kept. "
        "This fetches it, once: rapport speech install"
    ),
    "speech.no_engine": "Nothing here can write this recording down now. It is kept and waits.",
    "speech.no_manifest": (
        "The folder has no list of its recordings: a file manifest.tsv whose columns "
        "are called file and transcript."
    ),
    "speech.no_words": "No words were heard.",
    "speech.state_no_engine": "its program is not installed",
    "speech.state_no_model": "can be fetched",
    "speech.state_ready": "ready",
    "speech.unknown_engine": "There is no {engine}. There are: {names}",
    "speech.unreadable": "This recording cannot be read. Is the file there, and the disk sound?",
    "speech.wrong_format": (
        "This is no recording that can be read. WAV, FLAC, Ogg and MP3 files are."
    ),
}
