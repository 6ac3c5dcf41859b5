"""English for what is spoken: recording it. Keys sorted within each section, as in `en`."""

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
}
