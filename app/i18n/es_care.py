"""Spanish for the care of what is known: one gentle question, and two-minute fixes.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # gentle: the one question about a note that says nothing
    "gentle.added": "Añadido a la nota",
    "gentle.empty": "¿En qué quedaron?",
    "gentle.leave": "Dejarlo así",
    "gentle.left": "Se deja así",
    "gentle.repeated": "¿Qué fue distinto esta vez?",
    "gentle.speak": "Decirlo",
    "gentle.write": "Escribir algo",
}
