"""German names of things and of their parts.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # field: what one part of a card is called, inside a sentence
    # kind: what a thing is called, before its name
    # mood: how a customer feels
    # problem: where one stands
    # sameness: what was said about two that look alike
}
