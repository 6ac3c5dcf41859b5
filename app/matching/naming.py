"""How like two names are, word by word, whatever the order."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from rapidfuzz.distance import OSA

from app.matching.folding import skeleton, spelling
from app.matching.person import GOES_BY, other_ending, same_given

How = Literal["same", "spelled", "given", "initial", "short", "garbled", "joined"]

_WAYS: Final[tuple[How, ...]] = ("spelled", "given", "initial", "short", "garbled")
"""The surest first."""
_TYPO: Final = 4
"""From so many letters on one may be wrong, and from twice so many two."""
_ABBREVIATED: Final = 3
_GARBLED: Final = 0.6


class Pair(NamedTuple):
    """A word of each name that may be the same word; of joined ones the one that is longer."""

    one: str
    other: str
    how: How


class Alignment(NamedTuple):
    """Two names laid beside each other.

    Attributes:
        left: Words of the first that nothing stands for.
        right: The same of the second.
    """

    pairs: Sequence[Pair]
    left: Sequence[str]
    right: Sequence[str]


def align(
    one: tuple[str, ...], other: tuple[str, ...], *, people: bool, hasty: bool = False
) -> Alignment:
    """Lay two names beside each other, the surest pairs first.

    Args:
        one: The words of a name.
        other: Those of the other.
        people: Whether both are people's, who have short names; companies shorten words.
        hasty: Whether a word may have its letters in disorder, too.
    """
    left, right = list(one), list(other)
    pairs: list[Pair] = []
    for word in one:
        if word in right:
            left.remove(word)
            right.remove(word)
            pairs.append(Pair(word, word, "same"))
    if left and right:
        _join(left, right, pairs)
        _join(right, left, pairs)
        _liken(left, right, pairs, people=people, hasty=hasty)
    return Alignment(pairs, left, right)


def _join(left: list[str], right: list[str], pairs: list[Pair]) -> None:
    """Take what is one word here and two there: ``daycare``."""
    at = 0
    while at < len(right) - 1:
        word = right[at] + right[at + 1]
        if word in left:
            left.remove(word)
            del right[at : at + 2]
            pairs.append(Pair(word, word, "joined"))
        else:
            at += 1


def _liken(
    left: list[str], right: list[str], pairs: list[Pair], *, people: bool, hasty: bool
) -> None:
    """Take the words that may stand for each other."""
    # Two words that are one begin or end alike, or are names that one person goes by. There
    # are millions of pairs, so the rest is left away right here.
    found = [
        (way, one, other)
        for one in left
        for other in right
        if (hasty or one[0] == other[0] or one[-1] == other[-1] or one in GOES_BY)
        and (way := _way(one, other, people, hasty)) is not None
    ]
    for way, one, other in sorted(found):
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            pairs.append(Pair(one, other, _WAYS[way]))


@lru_cache(maxsize=1 << 16)
def _way(one: str, other: str, people: bool, hasty: bool) -> int | None:  # noqa: FBT001  # a name costs
    """Return in which of `_WAYS` two words may be the same; none for different ones."""
    if same_given(one, other):
        return 1
    if misspelled(one, other) and not (people and other_ending(one, other)):
        return 0
    if one[0] == other[0] and min(len(one), len(other)) == 1:
        return 2
    if not people and one[0] == other[0] and _shortened(one, other):
        return 3
    return 4 if hasty and _garbled(one, other) else None


def misspelled(one: str, other: str) -> bool:
    """Tell whether one word may be the other with a typing error, or in another spelling."""
    if len(one) < _TYPO or len(other) < _TYPO:
        return False
    distance = OSA.distance(one, other, score_cutoff=2)
    same = spelling(one) == spelling(other)
    if (distance > 2 and not same) or not (one.isalpha() and other.isalpha()):
        return False
    if same or distance < 2:
        return True
    if one[0] != other[0]:
        return False
    # Two errors are too many for a short word, unless its bones are whole.
    long = max(len(one), len(other))
    return long > 2 * _TYPO or (long > _TYPO and skeleton(one) == skeleton(other))


def _garbled(one: str, other: str) -> bool:
    """Tell whether one may be the other typed in a hurry: most of its letters, in disorder.

    Names that both are known ones are no errors, nor are a man's and a woman's.
    """
    if min(len(one), len(other)) < _TYPO - 1 or (one in GOES_BY and other in GOES_BY):
        return False
    if other_ending(one, other) or not (one.isalpha() and other.isalpha()):
        return False
    if OSA.distance(one, other, score_cutoff=1) <= 1:
        return True
    near = OSA.normalized_similarity(one, other) >= _GARBLED
    return min(len(one), len(other)) > _TYPO and (near or sorted(one) == sorted(other))


def _shortened(one: str, other: str) -> bool:
    """Tell whether one is cut short from the other: ``intl``, ``assn``, ``chem``."""
    short, long = sorted((one, other), key=len)
    if len(short) < _ABBREVIATED or len(short) > len(long) * 0.75 or short[0] != long[0]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
