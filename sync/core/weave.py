"""Put two versions of a text together when both come from one that is known.

A three-way merge over words (Khanna, Kunal and Pierce 2007, "A Formal
Investigation of Diff3"): stretches that both left alone divide the texts; between
them, whoever changed something has it their way. Where both did, differently, the
texts cannot be put together without a person.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

LONGEST = 20_000
"""Characters up to which it is tried; comparing is quadratic at worst."""

_WORDS = re.compile(r"\s|[^\s]+")

_Stretch = tuple[int, int, int, int]
"""Where it begins in the base and in the two versions, and how long it is."""


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
    of_one, of_other = _matches(base, one), _matches(base, other)
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


def _matches(base: Sequence[str], version: Sequence[str]) -> list[tuple[int, int, int]]:
    return [
        (m.a, m.b, m.size)
        for m in SequenceMatcher(None, base, version, autojunk=False).get_matching_blocks()
        if m.size
    ]
