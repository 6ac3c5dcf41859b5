"""Find what may be the same: for one subject among many, or all pairs of many."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from app.matching.facts import Facts
from app.matching.keys import crowd, leads, leads_anywhere, search_keys
from app.matching.likeness import Likeness, weigh
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


class Index(Protocol):
    """Where those are found that may be like somebody."""

    rarity: Rarity

    def members(self, key: str) -> Sequence[int]:
        """Return who has a key, by number; more than `crowd` allows may be cut off."""

    def facts(self, numbers: Collection[int]) -> Iterable[Facts]:
        """Return what is known of them."""


def like(index: Index, facts: Facts) -> list[Match]:
    """Return those that may be this one, the likeliest first."""
    rarity = index.rarity
    asked = rarity.asked - _LESS
    near: dict[int, float] = defaultdict(float)
    for members, bits in shared(index, set(search_keys(facts)), asked):
        for number in members:
            near[number] += bits
    found = [
        Match(facts.id, other.id, likeness)
        for other in index.facts([number for number, bits in near.items() if bits >= asked])
        if other.id != facts.id and (likeness := weigh(facts, other, rarity))
    ]
    return sorted(found, key=lambda match: (-match.likeness.bits, match.other_id))


def elsewhere(one: Facts, other: Facts) -> bool:
    """Tell customers of two towns, who are not one unless they share more than words."""
    towns = one.city[:1], other.city[:1]
    return one.kind == "account" and all(towns) and towns[0] != towns[1]


def shared(
    index: Index, keys: Iterable[str], asked: float
) -> Iterator[tuple[Sequence[int], float]]:
    """Yield who has each of these keys, and what it says that two have it."""
    for key in keys:
        members = index.members(key)
        if members and len(members) <= crowd(key):
            yield members, asked if leads(key) else index.rarity.of(len(members))


class Matcher:
    """An index in memory of customers, or of people; built once, then asked."""

    def __init__(self, subjects: Iterable[Facts]) -> None:
        self._facts = list(subjects)
        self.rarity: Rarity = counted(self._facts)
        # Four of five keys have only one who has them: no list for these.
        self._first: dict[str, int] = {}
        self._all: dict[str, list[int]] = {}
        for number, facts in enumerate(self._facts):
            for key in search_keys(facts):
                first = self._first.setdefault(key, number)
                if first != number:
                    members = self._all.setdefault(key, [first])
                    if members[-1] != number:
                        members.append(number)

    def members(self, key: str) -> Sequence[int]:
        """Return who has a key, by number."""
        if key in self._all:
            return self._all[key]
        return (self._first[key],) if key in self._first else ()

    def facts(self, numbers: Collection[int]) -> Iterable[Facts]:
        """Return what is known of them."""
        return map(self._facts.__getitem__, numbers)

    def like(self, facts: Facts) -> list[Match]:
        """Return those that may be this one, the likeliest first."""
        return like(self, facts)

    def candidates(self) -> Iterator[tuple[Facts, Facts]]:
        """Yield the pairs worth comparing, each once."""
        asked = self.rarity.asked - _LESS
        for first, (facts, groups) in enumerate(zip(self._facts, self._groups(), strict=True)):
            near: dict[int, float] = defaultdict(float)
            led: set[int] = set()
            for members, bits, anywhere in groups:
                behind = members[bisect_right(members, first) :]
                for second in behind:
                    near[second] += bits
                if anywhere:
                    led.update(behind)
            for second, bits in near.items():
                other = self._facts[second]
                if bits >= asked and (second in led or not elsewhere(facts, other)):
                    yield facts, other

    def _groups(self) -> list[list[tuple[Sequence[int], float, bool]]]:
        """Return for each who shares a key with them, what it says, and whether in any town."""
        asked = self.rarity.asked - _LESS
        groups: list[list[tuple[Sequence[int], float, bool]]] = [[] for _ in self._facts]
        for key, members in self._all.items():
            if len(members) <= crowd(key):
                bits = asked if leads(key) else self.rarity.of(len(members))
                group = (members, bits, leads_anywhere(key))
                for number in members:
                    groups[number].append(group)
        return groups

    def pairs(self) -> list[Match]:
        """Return all pairs that may be the same, the likeliest first."""
        found = [
            Match(one.id, other.id, likeness)
            for one, other in self.candidates()
            if (likeness := weigh(one, other, self.rarity))
        ]
        return sorted(found, key=lambda match: (-match.likeness.bits, match.one_id, match.other_id))
