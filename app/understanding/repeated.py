"""Tell a note that says again what was written before.

Two notes are the same when they have the same words, or the same but for a slip of the
pen. Another number, another name, a word more or less, and something was different.
"""

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import OSA

from app.understanding.line import folded

_WORD: Final = re.compile(r"[^\W_]+")
_FEWEST: Final = 4
"""Words: "nobody there" may be so twice."""
_LONG_WORD: Final = 5
"""Letters from which one wrong letter is a slip; "two" and "ten" are two numbers."""
_SLIPS: Final = 8
"""Words for each of which one may have a slip."""


def is_repeated(text: str, earlier: Iterable[str]) -> bool:
    """Tell whether a text says what one of the earlier ones said."""
    words = _words(text)
    return len(words) >= _FEWEST and any(_same(words, _words(one)) for one in earlier)


def _words(text: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in _WORD.findall(text))


def _same(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if len(words) != len(others):
        return False
    pairs = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(pairs) * _SLIPS <= len(words) + _SLIPS - 1 and all(_slip(*pair) for pair in pairs)


def _slip(word: str, other: str) -> bool:
    return (
        min(len(word), len(other)) >= _LONG_WORD
        and word[0] == other[0]
        and word.isalpha()
        and other.isalpha()
        and OSA.distance(word, other, score_cutoff=1) <= 1
    )
