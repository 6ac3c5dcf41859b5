"""Spanish for what is spoken: recording it, writing it down.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # recording: the one gesture, held or tapped
    # speech: sound to words
}
