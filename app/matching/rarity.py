"""How much it says that two subjects have something in common: little, if many have it."""

import math
from collections import Counter
from collections.abc import Callable, Iterable

from app.matching.company import is_general
from app.matching.facts import Facts
from app.matching.keys import fact_keys

_UNSEEN = 1_000
"""Names there are beside those in the notebook; without them a small one would take
every word in it for rare."""
_GENERAL_BITS = 2.5
"""A word such as "hotel", of which a notebook may happen to have few."""

Count = Callable[[str], int]


class Rarity:
    """Bits by key, from how many subjects have it.

    Args:
        count: How many have a key of `fact_keys`.
        total: How many subjects there are.
    """

    def __init__(self, count: Count, total: int) -> None:
        self._count = count
        self._total = total + _UNSEEN
        self._words: dict[str, float] = {}

    @property
    def asked(self) -> float:
        """Bits it takes to tell one among all."""
        return math.log2(self._total)

    def bits(self, key: str) -> float:
        """Return what it says that two have this; the two themselves are not counted."""
        return self.of(self._count(key))

    def of(self, count: int) -> float:
        """Return the same of what so many have."""
        return math.log2(self._total / max(1, count - 1))

    def whole(self, words: tuple[str, ...], most: float) -> float:
        """Return the same of a whole name; the words say it while no third one has it."""
        key = f"n:{' '.join(words)}"
        return self.bits(key) if self._count(key) > 2 else most

    def word(self, word: str) -> float:
        """Return the same of a word of a name."""
        known = self._words.get(word)
        if known is None:
            bits = self.bits(f"w:{word}")
            known = self._words[word] = min(bits, _GENERAL_BITS) if is_general(word) else bits
        return known


def counted(all_facts: Iterable[Facts]) -> Rarity:
    """Count what these subjects have."""
    counts: Counter[str] = Counter()
    total = 0
    for facts in all_facts:
        counts.update(fact_keys(facts))
        total += 1
    return Rarity(counts.__getitem__, total)
