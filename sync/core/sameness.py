"""Who is one with whom, read from what people have said of pairs.

Two that are the same stay two records; a pair's `sameness` row says so. All that hang
together through such rows are a family, and one of it, the root, stands for all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

_NAMESPACE = UUID("b7a1c0de-5a3e-5d41-9f0b-1c6e7d2a9b53")
"""Never changes: a new one would let two devices say two things of one pair."""


@dataclass(frozen=True, slots=True)
class Same:
    """Two that somebody said are the same, and which of them stands for both."""

    one_id: str
    other_id: str
    kept_id: str

    @property
    def given_up(self) -> str:
        """The one that does not stand for both; empty when that is not said of either."""
        pair = {self.one_id: self.other_id, self.other_id: self.one_id}
        return pair.get(self.kept_id, "")


def sameness_id(one_id: str, other_id: str) -> str:
    """Return the id of the row about a pair, whoever names it first."""
    return str(uuid5(_NAMESPACE, "\n".join(sorted((one_id, other_id)))))


def roots(pairs: Iterable[Same], here: Mapping[str, bool]) -> dict[str, str]:
    """Return for each record that another one stands for the id of that one.

    The root is one that is not deleted, if there is any, and was not given up for
    another such one, if there is any; of several the smallest id. So every device that
    has read the same rows finds the same one, in whatever order they came.

    Args:
        pairs: What was said.
        here: The records that this replica holds, and whether they are deleted.
    """
    said = list(pairs)
    given_up = {pair.given_up for pair in said if here.get(pair.kept_id) is False}
    found: dict[str, str] = {}
    for family in _families(said):
        members = [one for one in family if one in here]
        if len(members) > 1:
            root = min(members, key=lambda one: (here[one], one in given_up, one))
            found |= {one: root for one in members if one != root}
    return found


def _families(pairs: Iterable[Same]) -> Iterator[set[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        beside[pair.one_id].add(pair.other_id)
        beside[pair.other_id].add(pair.one_id)
    while beside:
        family: set[str] = set()
        ahead = {next(iter(beside))}
        while ahead:
            family |= ahead
            ahead = {one for member in ahead for one in beside.pop(member, ())} - family
        yield family
