"""Spanish for who writes recordings down. Keys sorted within each section, as in `en`."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # dictation: who writes down what was spoken
}
