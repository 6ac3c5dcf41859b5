"""Find what may be the same: for one subject among many, or all pairs of many."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.matching.facts import Facts
from app.matching.keys import crowd, leads, search_keys
from app.matching.likeness import Likeness, hopeless, weigh
from app.matching.rarity import Rarity, counted

_LESS: Final = 3.0
"""Two who have but words in common are compared when the rarity of these comes to what is
asked, less so many bits: most share a word that says nothing."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two that may be the same."""

    one_id: str
    other_id: str
    likeness: Likeness


class Matcher:
    """An index of customers, or of people; built once, then asked."""

    def __init__(self, subjects: Iterable[Facts]) -> None:
        self._facts = list(subjects)
        self.rarity: Rarity = counted(self._facts)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for number, facts in enumerate(self._facts):
            for key in set(search_keys(facts)):
                self._by_key[key].append(number)
        self._asked = self.rarity.asked - _LESS

    def like(self, facts: Facts) -> list[Match]:
        """Return those that may be this one, the likeliest first."""
        near: dict[int, float] = defaultdict(float)
        for members, bits in self._shared(set(search_keys(facts))):
            for number in members:
                near[number] += bits
        found = [
            Match(facts.id, other.id, likeness)
            for number, bits in near.items()
            if bits >= self._asked
            and (other := self._facts[number]).id != facts.id
            and not hopeless(facts, other, self.rarity)
            and (likeness := weigh(facts, other, self.rarity)).offered
        ]
        return sorted(found, key=lambda match: (-match.likeness.bits, match.other_id))

    def candidates(self) -> Iterator[tuple[Facts, Facts]]:
        """Yield the pairs worth comparing, each once."""
        for first, others in self._near():
            for second, bits in others.items():
                if bits >= self._asked:
                    yield self._facts[first], self._facts[second]

    def pairs(self) -> list[Match]:
        """Return all pairs that may be the same, the likeliest first."""
        found = [
            Match(one.id, other.id, likeness)
            for one, other in self.candidates()
            if not hopeless(one, other, self.rarity)
            and (likeness := weigh(one, other, self.rarity)).offered
        ]
        return sorted(found, key=lambda match: (-match.likeness.bits, match.one_id, match.other_id))

    def _near(self) -> Iterator[tuple[int, dict[int, float]]]:
        """Yield each subject with those behind it that share a key, and the bits of the keys."""
        for first, facts in enumerate(self._facts):
            near: dict[int, float] = defaultdict(float)
            for members, bits in self._shared(set(search_keys(facts))):
                for second in members[bisect_right(members, first) :]:
                    near[second] += bits
            yield first, near

    def _shared(self, keys: Iterable[str]) -> Iterator[tuple[list[int], float]]:
        for key in keys:
            members = self._by_key.get(key, [])
            if members and len(members) <= crowd(key):
                yield members, self._asked if leads(key) else self.rarity.of(len(members))
