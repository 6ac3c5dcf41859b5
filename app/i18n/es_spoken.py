"""Spanish for what was spoken: its words, its sound, what it offers. Keys sorted as in `en`."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # offer: what was heard in the words, one tap takes it
    # recordings: how long they are kept
    # spoken: a note's own sheet
}
