"""German for the care of what is known: one gentle question, and two-minute fixes.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # gentle: the one question about a note that says nothing
    "gentle.added": "Zur Notiz dazugeschrieben",
    "gentle.empty": "Was wurde vereinbart?",
    "gentle.leave": "So lassen",
    "gentle.left": "So gelassen",
    "gentle.repeated": "Was war diesmal anders?",
    "gentle.speak": "Sagen",
    "gentle.write": "Dazuschreiben",
}
