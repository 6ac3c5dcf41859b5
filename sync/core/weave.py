"""Put two versions of a text together when both come from one that is known.

A three-way merge over words (Khanna, Kunal and Pierce 2007, "A Formal
Investigation of Diff3"): stretches that both left alone divide the texts; between
them, whoever changed something has it their way. Where both did, differently, the
texts cannot be put together without a person.

What a version left alone is what it begins and ends with as the base does, and
between, the words that both have once, in the longest row that keeps their order
(Bram Cohen's patience diff); then the same between each two of those. To overlook
something left alone costs at most a question to a person, so it stops after a few
rounds: other teams wait for the transaction it runs in.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

LONGEST = 20_000
"""Characters up to which it is tried: 50 ms at worst, 20 for what people write."""

_WORDS = re.compile(r"\s|[^\s]+")
_ROUNDS = 4

_Stretch = tuple[int, int, int, int]
"""Where it begins in the base and in the two versions, and how long it is."""
_Match = tuple[int, int, int]
"""Where it begins in the base and in a version, and how long it is."""


def weave(base: str, one: str, other: str) -> str | None:
    """Return a text with the changes of both versions; None when they touch each other.

    Args:
        base: The text both versions come from.
        one: A version.
        other: Another version.
    """
    if max(len(base), len(one), len(other)) > LONGEST:
        return None
    words = [_WORDS.findall(text) for text in (base, one, other)]
    woven: list[str] = []
    done = (0, 0, 0)
    for at_base, at_one, at_other, length in _untouched(*words):
        ends = (at_base, at_one, at_other)
        parts = [w[i:j] for w, i, j in zip(words, done, ends, strict=True)]
        between = _chosen(*parts)
        if between is None:
            return None
        woven += [*between, *words[0][at_base : at_base + length]]
        done = (at_base + length, at_one + length, at_other + length)
    return "".join(woven)


def _chosen(base: list[str], one: list[str], other: list[str]) -> list[str] | None:
    if one in (base, other):
        return other
    return one if other == base else None


def _untouched(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> Iterator[_Stretch]:
    """Yield the stretches that both versions left alone, and an empty one at the end."""
    of_one, of_other = list(_matches(base, one)), list(_matches(base, other))
    i = j = 0
    while i < len(of_one) and j < len(of_other):
        base_one, at_one, length_one = of_one[i]
        base_other, at_other, length_other = of_other[j]
        start = max(base_one, base_other)
        end = min(base_one + length_one, base_other + length_other)
        if start < end:
            yield start, at_one + start - base_one, at_other + start - base_other, end - start
        if base_one + length_one < base_other + length_other:
            i += 1
        else:
            j += 1
    yield len(base), len(one), len(other), 0


def _matches(
    base: Sequence[str], version: Sequence[str], at: tuple[int, int] = (0, 0), rounds: int = _ROUNDS
) -> Iterator[_Match]:
    """Yield what a version left alone, in order; `at` is where both begin."""
    head = _alike(base, version)
    base, version, at = base[head:], version[head:], (at[0] + head, at[1] + head)
    tail = _alike(base[::-1], version[::-1])
    ends = (len(base) - tail, len(version) - tail)
    if head:
        yield at[0] - head, at[1] - head, head
    if rounds and (anchors := _anchors(base[: ends[0]], version[: ends[1]])):
        for (i, j), (i_end, j_end) in pairwise([(0, 0), *anchors, ends]):
            yield from _matches(base[i:i_end], version[j:j_end], (at[0] + i, at[1] + j), rounds - 1)
    if tail:
        yield at[0] + ends[0], at[1] + ends[1], tail


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _anchors(base: Sequence[str], version: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words stand that both have once: the longest row that keeps the order."""
    of_base, of_version = Counter(base), Counter(version)
    places = {word: j for j, word in enumerate(version) if of_version[word] == of_base[word] == 1}
    in_base = {places[word]: i for i, word in enumerate(base) if word in places}
    ends: list[int] = []  # of the rows of each length, the earliest place where one ends
    before: dict[int, int | None] = {}
    for j in in_base:
        longer = bisect_left(ends, j)
        before[j] = ends[longer - 1] if longer else None
        ends[longer : longer + 1] = [j]
    row: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        row.append((in_base[last], last))
        last = before[last]
    return row[::-1]
