"""English for what is spoken: recording it, writing it down.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # recording: the one gesture, held or tapped
    "recording.another": "Someone else",
    "recording.cancel": "Throw away",
    "recording.capture": "Write a note. Hold to speak.",
    "recording.disk_full": (
        "This device has no room left. What you said until then is kept. Make some room to go on."
    ),
    "recording.keep": "Keep it",
    "recording.kept": "A recording from last time is kept: {name}",
    "recording.kept_unnamed": "A recording from last time is kept. Whose was it?",
    "recording.keys": "R saves. Escape throws away, with a way back.",
    "recording.left": "You left the app, so the recording ended. What you said is kept.",
    "recording.let_go": "Let go to save",
    "recording.let_go_away": "Let go to throw it away",
    "recording.listening": "Listening",
    "recording.lock": "Go on hands-free",
    "recording.longest": "An hour is the longest recording. It is kept. Start another to go on.",
    "recording.lost": "The microphone went away. What you said until then is kept.",
    "recording.meter": "How loud it is",
    "recording.no_microphone": "Plug one in and try again, or type your note.",
    "recording.no_microphone_title": "No microphone found",
    "recording.nothing": "Nothing was recorded. Hold the button while you speak.",
    "recording.pause": "Pause",
    "recording.paused": "Paused",
    "recording.refused": (
        "Allow it for Rapport in this device's settings, then try again. Or type your note."
    ),
    "recording.refused_browser": (
        "Tap the sign beside the address above, allow the microphone, then try again. "
        "Or type your note."
    ),
    "recording.refused_title": "The microphone is not allowed",
    "recording.resume": "Go on",
    "recording.save": "Save",
    "recording.saved": "Saved to {name} · writing it down",
    "recording.saved_unnamed": "Saved · writing it down",
    "recording.saved_words": "Saved to {name}",
    "recording.saved_words_unnamed": "Saved",
    "recording.speak": "Speak",
    "recording.starting": "One moment",
    "recording.taken_back": "Taken back: {length} of recording",
    "recording.taken_back_words.one": "Taken back: {count} word",
    "recording.taken_back_words.other": "Taken back: {count} words",
    "recording.tap_to_save": "Tap to save",
    "recording.thrown": "Thrown away: {length} of recording",
    "recording.thrown_words.one": "Thrown away: {count} word",
    "recording.thrown_words.other": "Thrown away: {count} words",
    "recording.type": "Type instead",
    "recording.unheard": (
        "This phone stopped hearing. What it heard until then is kept. Hold the button to go on."
    ),
    "recording.unwritable": (
        "This device could not go on writing. What you said until then is kept."
    ),
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
