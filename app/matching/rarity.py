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
Bits = Callable[[str], float]


class _Kept(dict[str, float]):
    """Bits that are worked out when they are first asked for."""

    def __init__(self, work_out: Callable[[str], float]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: str) -> float:
        bits = self[key] = self._work_out(key)
        return bits


class Rarity:
    """Bits by key, from how many subjects have it.

    Args:
        count: How many have a key of `fact_keys`.
        total: How many subjects there are.

    Attributes:
        asked: Bits it takes to tell one among all.
        bits: What it says that two have this; the two themselves are not counted.
        word: The same of a word of a name.
    """

    def __init__(self, count: Count, total: int) -> None:
        self._count = count
        self._total = total + _UNSEEN
        self.asked = math.log2(self._total)
        # Asked for by the million, these are spared every call of Python that can be.
        self.bits: Bits = _Kept(lambda key: self.of(count(key))).__getitem__
        self.word: Bits = _Kept(self._word).__getitem__

    def of(self, count: int) -> float:
        """Return what it says that two have what so many have."""
        return math.log2(self._total / max(1, count - 1))

    def whole(self, words: tuple[str, ...], most: float) -> float:
        """Return the same of a whole name; the words say it while no third one has it."""
        key = f"n:{' '.join(words)}"
        return self.bits(key) if self._count(key) > 2 else most

    def _word(self, word: str) -> float:
        bits = self.bits(f"w:{word}")
        return min(bits, _GENERAL_BITS) if is_general(word) else bits


def counted(all_facts: Iterable[Facts]) -> Rarity:
    """Count what these subjects have."""
    counts: Counter[str] = Counter()
    total = 0
    for facts in all_facts:
        counts.update(fact_keys(facts))
        total += 1
    return Rarity(counts.__getitem__, total)
