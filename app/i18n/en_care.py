"""English for the care of what is known: one gentle question, and two-minute fixes.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # gentle: the one question about a note that says nothing
    "gentle.added": "Added to the note",
    "gentle.empty": "What did they agree to?",
    "gentle.leave": "Leave it",
    "gentle.left": "Left as it is",
    "gentle.repeated": "What was different this time?",
    "gentle.speak": "Say it",
    "gentle.write": "Write a line",
}
