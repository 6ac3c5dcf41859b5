"""Keys under which what may be the same is found; equal keys, and two are compared."""

from collections.abc import Iterator
from typing import Final

from app.matching.company import is_general
from app.matching.facts import Facts
from app.matching.folding import skeleton
from app.matching.person import initials
from app.matching.reach import local

_SHORT: Final = 2
"""Words of fewer letters say nothing alone."""
_BONES: Final = (3, 9)
"""A name's bones of so many letters are also tried with one of them left out: a wrong
letter, one too many, too few or two changed about leave one such key equal."""
_LOCAL_PART: Final = 5
_PERSON_WORDS: Final = 3
"""Names of more words are hardly a person's, whose first name may be an initial."""
_CROWD: Final = 40
_CROWD_ROUGH: Final = 12


def crowd(key: str) -> int:
    """Return how many may have a key for it to lead anywhere: their other keys do."""
    return _CROWD_ROUGH if key[0] in "ti" else _CROWD


def leads(key: str) -> bool:
    """Tell a key that alone is reason to compare two: a phone number, not a word."""
    return key[0] in "peldabj"


def leads_anywhere(key: str) -> bool:
    """Tell a key that does so in any two towns: every town has its Market Square 1."""
    return leads(key) and key[0] != "a"


def fact_keys(facts: Facts) -> Iterator[str]:
    """Yield what is counted of a subject, to know how much it says when two have it."""
    for word in dict.fromkeys(facts.words):
        yield f"w:{word}"
    if facts.words:
        yield f"n:{' '.join(facts.words)}"
    for number in facts.phones:
        yield f"p:{local(number)}"
    for address in facts.emails:
        yield f"e:{address}"
    for domain in facts.domains:
        yield f"d:{domain}"
    if address_key := _address(facts):
        yield address_key
    for name, value in (
        ("c", facts.city),
        ("z", facts.postcode),
        ("b", facts.born),
        ("o", facts.company_id),
    ):
        if value:
            yield f"{name}:{value}"


def search_keys(facts: Facts) -> Iterator[str]:
    """Yield what leads from a subject to those it is worth comparing with."""
    for word in dict.fromkeys(facts.words):
        if len(word) >= _SHORT and not is_general(word):
            yield f"w:{word}"
            if len(word) > 3:
                yield f"s:{skeleton(word)}"
    yield from _whole_names(facts)
    yield from (f"p:{local(number)}" for number in facts.phones)
    yield from (f"d:{domain}" for domain in facts.domains)
    for address in facts.emails:
        before = address.partition("@")[0]
        yield f"e:{address}"
        if len(before) >= _LOCAL_PART:
            yield f"l:{before}"
    if address_key := _address(facts):
        yield address_key
    if facts.born:
        yield f"b:{facts.born}"


def _address(facts: Facts) -> str:
    where = facts.street
    return f"a:{where.house} {skeleton(where.words[0])}" if where.house and where.words else ""


def _whole_names(facts: Facts) -> Iterator[str]:
    words = sorted(facts.words)
    if not words:
        return
    yield f"j:{''.join(words)}"
    bones = "".join(skeleton(word) for word in words)
    if _BONES[0] <= len(bones):
        bones = bones[: _BONES[1]]
        yield f"t:{bones}"
        for at in range(len(bones)):
            yield f"t:{bones[:at]}{bones[at + 1 :]}"
    telling = [word for word in words if not is_general(word)]
    if 1 < len(telling) <= _PERSON_WORDS:
        for word in telling:
            others = frozenset().union(*(initials(one) for one in telling if one != word))
            if len(word) > 1:
                yield from (f"i:{letter} {skeleton(word)}" for letter in others)
