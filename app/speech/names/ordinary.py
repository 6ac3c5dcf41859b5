"""How ordinary a word is in its language."""

import math
import re
from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Final

from spellchecker import SpellChecker

LANGUAGES: Final = frozenset(SpellChecker.languages())
"""Those with a list of words; in any other no word counts as strange."""

_RARE = 50
"""Uses in the list's films and books up to which a word may as well be somebody's name:
the English list gives every word of a large dictionary at least so many."""
_CERTAIN = 60.0
"""Bits that no word's sound reaches: what a number says is not explained by any word."""

_SIGNS = "&+"
"""What joins the words of a name, and is heard where "and" is said."""
_AMERICAN: Final = (
    (r"our", "or"),
    (r"is(e[ds]?|ing)$", r"iz\1"),
    (r"re(s?)$", r"er\1"),
    (r"ll(ed|ing|er)", r"l\1"),
    (r"ogue", "og"),
    (r"ence$", "ense"),
    (r"s$", ""),
)
"""British spellings as the English list, an American one, has them; and more than one."""
_COUNTED: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million percent"
)
_NUMBERS = frozenset(_COUNTED.split())


_WHEN: Final = (
    "monday tuesday wednesday thursday friday saturday sunday january february july september "
    "october november december today tomorrow yesterday morning afternoon evening"
)
_DAYS = frozenset(_WHEN.split())


def is_settled(word: str) -> bool:
    """Return whether no name is meant by a word: digits, English numbers and days."""
    small = word.casefold()
    said = small.split("-")
    return any(c.isdigit() for c in word) or small in _DAYS or not _NUMBERS.isdisjoint(said)


class Ordinary:
    """The ordinary words of a language; made once a process, by `ordinary`."""

    def __init__(self, uses: Mapping[str, int], total: int) -> None:
        self._uses = uses
        self._total = total

    def surprise(self, word: str) -> float | None:
        """Return the bits it takes to expect the word anywhere; None for a strange one.

        Args:
            word: Without punctuation around it, in any case. Of words with hyphens
                every part must be ordinary.
        """
        if any(c.isdigit() for c in word) or word in _SIGNS or not self._total:
            return _CERTAIN
        uses = [
            self._uses.get(part, 0)
            for part in word.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split("-")
        ]
        if min(uses) <= _RARE:
            return None
        return sum(math.log2(self._total / n) for n in uses)

    def expected(self, word: str) -> float | None:
        """Return the bits it takes to expect the word, in British spelling as well."""
        spelled = chain((word,), (re.sub(*one, word) for one in _AMERICAN))
        return next((bits for one in spelled if (bits := self.surprise(one)) is not None), None)

    def strange(self, word: str) -> bool:
        """Return whether a word is none of the language, in British spelling either."""
        return bool(self._total) and self.expected(word) is None


@cache
def ordinary(language: str) -> Ordinary:
    """Return the ordinary words of a language (ISO 639-1); it takes some tenths of a second."""
    if language not in LANGUAGES:
        return Ordinary({}, 0)
    words = SpellChecker(language=language).word_frequency
    return Ordinary({w: n for w, n in words.dictionary.items() if n > _RARE}, words.total_words)
