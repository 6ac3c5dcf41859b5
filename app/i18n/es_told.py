"""Spanish for who wrote what: values that lost unseen, and history.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # clash: two people wrote the same thing unseen
    # history: who wrote what, when
    # said: a value inside a sentence
}
