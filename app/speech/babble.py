"""Engines that lose the thread say the same again and again; nobody spoke so."""

from collections.abc import Sequence

_TIMES = 4
"""Nobody says a phrase four times on end; single words may come up to seven times
("no no no no"), so what repeats must be eight words in all."""
_WORDS = 8
_LONG = 5
"""Words of a phrase that nobody says three times on end."""
_PHRASE = 12
"""Words in the longest phrase looked for."""


def babbles(words: Sequence[str]) -> bool:
    """Whether a phrase comes four times or more on end, or a long one three times."""
    return without_babble(words) != tuple(words)


def without_babble(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words with such a phrase said once, also where hyphens join it: "e-r-e-r-"."""
    return _once(["-".join(_once(word.split("-"))) if "-" in word else word for word in words])


def _once(words: Sequence[str]) -> tuple[str, ...]:
    bare = [word.strip(".,;:!?-").casefold() for word in words]
    kept: list[str] = []
    i = 0
    while i < len(words):
        size, times = _repeated(bare, i)
        kept += words[i : i + size]
        i += size * times
    return tuple(kept)


def _repeated(words: Sequence[str], at: int) -> tuple[int, int]:
    """Return how long the phrase that begins there is, and how often it comes."""
    for size in range(1, _PHRASE + 1):
        phrase = words[at : at + size]
        times = 1
        while words[at + size * times : at + size * (times + 1)] == phrase:
            times += 1
        often = times >= _TIMES and size * times >= _WORDS
        if often or (times == _TIMES - 1 and size >= _LONG):
            return size, times
    return 1, 1
