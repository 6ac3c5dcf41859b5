"""Weigh what speaks for two being one, and what against it, in bits.

Evidence is added up as Fellegi and Sunter (1969) did, each agreement worth the logarithm
of how rarely it happens by chance: a word that one customer has says much, "Hotel" says
little, and so does a phone number that a whole house answers. Against it stands what it
takes to tell one among all the notebook has. The figures were set on pairs of our own
(``tests/matching``) and looked at on others; they are few, so that they hold elsewhere.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from app.matching import reach
from app.matching.company import is_general
from app.matching.facts import Facts
from app.matching.naming import Alignment, Pair, align
from app.matching.person import other_ending
from app.matching.place import Street
from app.matching.rarity import Rarity

_BEYOND: Final = {"account": -1.0, "contact": -2.0}
"""Bits asked beyond telling one among all: fewer, as what is known of two is seldom alike by
chance, and a question costs a person less than a customer written down twice."""
_PRIVATE: Final = -4.0
"""The same, for two people who have something private in common: a date of birth, a mailbox,
a phone, a house. Nobody else is born that day and called nearly that."""
_MOST: Final = 11.0
"""No one thing is worth more: two may share a mailbox, or a name."""
_RARE_NAME: Final = 4.0
"""What the same name of rare words may be worth beyond what is asked: a person like whom
nobody else is called, with another employer now. Houses of one chain have rare names, too."""
_SPELLED: Final = 2.0
"""Bits a typing error, another form of the name, or a word cut short costs."""
_IN_DISORDER: Final = -4.0
"""A word of the one has most letters of the other's, but not in their order."""
_INITIAL: Final = 3.0
"""What an initial says: there are some twenty, not all as frequent."""
_OTHER_PERSON: Final = -18.0
"""Another first name, or another last name, at whatever phone and house."""
_PERHAPS_OTHER: Final = -7.0
"""The same, where the two are near."""
_PERHAPS_TWINS: Final = -10.0
"""The same, where both were born on one day."""
_HALF_A_NAME: Final = -5.0
"""The same, where one may have only a first name and one only a last."""
_DESK_PHONE: Final = 4.0
"""What a phone says of two who work at one place and may share it."""
_NEAR_NAME: Final = 0.6
_LOCAL_PART: Final = 5
_LONG_PART: Final = 7
"""What stands before the @ may have one typing error, and from more letters on two."""
_NEAR_DOMAIN: Final = 0.7
_MAIL_ALIKE: Final = 9.0
_LOCAL_ALIKE: Final = 5.0
_DESK_MAIL: Final = 2.0
_OTHER_MAILBOX: Final = -8.0
"""Two addresses of one company, which gives each of its people one."""
_OTHER_WORDS: Final = 0.7
_OTHER_WORDS_MOST: Final = 6.0
"""Both names have a word that the other lacks: the share of its bits, and no more."""
_NO_WORD: Final = -7.0
"""Names that have nothing in common, whatever else: mostly two houses of one owner."""
_GENERAL_APART: Final = 1.0
_REST: Final = 0.15
"""One name is the other's and more: the share of the bits of what is more."""
_OTHER_NUMBER: Final = -12.0
_ONE_NUMBER: Final = -2.0
_OTHER_FORM: Final = -1.5
_OTHER_GENERATION: Final = -20.0
_ONE_GENERATION: Final = -3.0
_OTHER_PHONE: Final = -1.0
_OTHER_DOMAIN: Final = -2.0
_OTHER_STREET: Final = -8.0
_OTHER_HOUSE: Final = -3.0
_OTHER_CITY: Final = -4.0
_OTHER_HOME: Final = -3.0
_OTHER_POSTCODE: Final = -2.0
_OTHER_COUNTRY: Final = -5.0
_SAME_COMPANY: Final = 6.0
_SAME_HOUSE: Final = 8.0
_SAME_STREET: Final = 3.0
_SAME_CITY: Final = 4.0
_SAME_POSTCODE: Final = 3.0
_NEAR_TOWN: Final = 0.75
_NEAR_STREET: Final = 0.8
_PERHAPS_TOWN: Final = 0.5
_OTHER_BIRTH: Final = -3.0
_OTHER_COMPANY: Final = -7.0
_NEAR_BIRTH: Final = 3.0
_COLLEAGUES: Final = 2.0
"""What a person's company says by its domain, which all who work there have."""


class Reason(NamedTuple):
    """Something that speaks for two being one, or against it.

    Attributes:
        key: What, such as ``phone``; the catalog has words for it.
        bits: How much; below zero against.
    """

    key: str
    bits: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two are the same: at least likely enough for a person to be asked.

    Attributes:
        bits: Above zero it is likelier than not.
        reasons: Why, the strongest first.
    """

    bits: float
    reasons: tuple[Reason, ...]


def weigh(one: Facts, other: Facts, rarity: Rarity) -> Likeness | None:
    """Weigh two customers, or two people; None for two that nobody needs to be asked about.

    The order does not matter. Most of those who share a phone or a roof have names without
    a word in common, and no mailbox or site: that is seen first.
    """
    people = one.kind == "contact"
    colleagues = one.company_id != "" and one.company_id == other.company_id
    beside = align(one.words, other.words, people=people, hasty=people and not colleagues)
    named = bool(one.words and other.words)
    if named and not people and not beside.pairs and one.domains.isdisjoint(other.domains):
        return None
    found = _beside(one, other, rarity)
    known = sum([bits for _, bits in found]) - _BEYOND[one.kind]
    if people and not colleagues and any(bits > _SAME_CITY for _, bits in found):
        known -= _PRIVATE
    if known + (_RARE_NAME if people else 0.0) < 0:
        return None
    names = [_named(one, other, beside, rarity)] if named else []
    if sum([bits for _, bits in names]) - rarity.asked + known < 0:
        return None
    if named:
        names += _apart(one, other, beside, rarity)
    bits = sum([bits for _, bits in names]) - rarity.asked + known
    if bits < 0:
        return None
    reasons = [reason for reason in (*names, *found) if reason.bits]
    return Likeness(bits, tuple(sorted(reasons, key=lambda reason: -reason.bits)))


def _beside(one: Facts, other: Facts, rarity: Rarity) -> list[Reason]:
    """Return what is known beside the names."""
    people = one.kind == "contact"
    colleagues = people and one.company_id != "" and one.company_id == other.company_id
    found = []
    if one.phones and other.phones:
        found.append(_phones(one, other, rarity, _DESK_PHONE if colleagues else _MOST))
    if (one.emails or one.domains) and (other.emails or other.domains):
        found.append(_emails(one, other, rarity, people=people))
    if not colleagues:
        found.append(_places(one, other, rarity, people=people))
    if one.born and other.born:
        found.append(_born(one.born, other.born, rarity))
    if one.company_id and other.company_id:
        same = min(_SAME_COMPANY, rarity.bits(f"o:{one.company_id}"))
        found.append(Reason("company", same if colleagues else _OTHER_COMPANY))
    return found


def _named(one: Facts, other: Facts, beside: Alignment, rarity: Rarity) -> Reason:
    """Return what the words say that both names have."""
    if not beside.pairs:
        return Reason("name", 0.0)
    same = sorted(one.words) == sorted(other.words)
    most = rarity.asked + (_RARE_NAME if same and one.kind == "contact" else 0.0)
    bits = min(most, sum(_word(pair, rarity) for pair in beside.pairs))
    if one.words == other.words:
        bits = min(bits, rarity.whole(one.words, most))
    return Reason(_name_key(one, other, beside), bits)


def _apart(one: Facts, other: Facts, beside: Alignment, rarity: Rarity) -> list[Reason]:
    """Return what the rest of the names says against it."""
    if one.kind == "contact":
        against = _other_person(beside, born=one.born != "" and one.born == other.born)
    else:
        against = _other_house(beside, rarity)
    found = [Reason("other_name", against)]
    if one.forms and other.forms and one.forms.isdisjoint(other.forms):
        found.append(Reason("form", _OTHER_FORM))
    if one.generation != other.generation:
        both = one.generation and other.generation
        found.append(Reason("generation", _OTHER_GENERATION if both else _ONE_GENERATION))
    return found


def _word(pair: Pair, rarity: Rarity) -> float:
    if pair.how == "initial":
        return _INITIAL
    if pair.how in ("same", "joined"):
        return rarity.word(pair.one)
    return max(0.0, min(rarity.word(pair.one), rarity.word(pair.other)) - _SPELLED)


def _name_key(one: Facts, other: Facts, beside: Alignment) -> str:
    if one.words == other.words:
        return "name"
    ways = {pair.how for pair in beside.pairs}
    if beside.left or beside.right:
        return "name_part"
    if ways <= {"same", "joined"}:
        return "name_turned" if "joined" not in ways else "name"
    return "name_short" if ways & {"given", "initial", "short"} else "name_spelled"


def _other_house(beside: Alignment, rarity: Rarity) -> float:
    left, right = beside.left, beside.right
    bits = 0.0
    numbers = [{w for w in words if w.isdigit()} for words in (left, right)]
    if any(numbers):
        bits += _OTHER_NUMBER if all(numbers) else _ONE_NUMBER
    rests = sorted(
        sum(_only(word, rarity) for word in words if not word.isdigit()) for words in (left, right)
    )
    if not beside.pairs:
        bits += _NO_WORD
    return bits - min(_OTHER_WORDS_MOST, _OTHER_WORDS * rests[0] + _REST * rests[1])


def _only(word: str, rarity: Rarity) -> float:
    """Return what it says that only one has this word; of "centre" next to nothing."""
    return _GENERAL_APART if is_general(word) else rarity.word(word)


def _other_person(beside: Alignment, *, born: bool) -> float:
    disorder = _IN_DISORDER if any(pair.how == "garbled" for pair in beside.pairs) else 0.0
    if not (beside.left and beside.right):
        return disorder
    both = [(one, other) for one in beside.left for other in beside.right]
    if any(other_ending(*pair) for pair in both):
        return _OTHER_PERSON
    alike = max(OSA.normalized_similarity(*pair) for pair in both)
    if not beside.pairs and 1 in (len(beside.left), len(beside.right)):
        return _HALF_A_NAME
    if alike >= _NEAR_NAME:
        return _PERHAPS_OTHER
    return disorder + (_PERHAPS_TWINS if born else _OTHER_PERSON)


def _phones(one: Facts, other: Facts, rarity: Rarity, most: float) -> Reason:
    if same := reach.shared_phones(one.phones, other.phones):
        found = max([rarity.bits(f"p:{reach.local(number)}") for number in same])
        return Reason("phone", min(most, found))
    return Reason("phone", _OTHER_PHONE)


def _emails(one: Facts, other: Facts, rarity: Rarity, *, people: bool) -> Reason:
    shared = one.domains & other.domains
    if same := one.emails & other.emails:
        most = _DESK_MAIL if people and all(map(reach.is_role, same)) else _MOST
        return Reason("email", min(most, max(rarity.bits(f"e:{address}") for address in same)))
    if alike := max([_mail(a, b) for a in one.emails for b in other.emails], default=0.0):
        return Reason("email_alike", alike)
    if people and shared and one.emails and other.emails:
        return Reason("email", _OTHER_MAILBOX)
    if people:
        return Reason("domain", _COLLEAGUES if shared and not one.company_id else 0.0)
    if shared:
        return Reason("domain", min(_MOST, max(rarity.bits(f"d:{domain}") for domain in shared)))
    return Reason("domain", _OTHER_DOMAIN if one.domains and other.domains else 0.0)


def _mail(one: str, other: str) -> float:
    """Return what it says that two addresses differ by a typing error; nothing if by more."""
    before, _, domain = one.partition("@")
    other_before, _, other_domain = other.partition("@")
    if before == other_before:
        near = OSA.normalized_similarity(domain, other_domain) >= _NEAR_DOMAIN
        bits = _MAIL_ALIKE if len(before) >= _LOCAL_PART else _LOCAL_ALIKE
    else:
        errors = 1 + (len(before) > _LONG_PART)
        near = (
            before[:1] == other_before[:1]
            and OSA.distance(one, other, score_cutoff=errors) <= errors
            and len(before) >= _LOCAL_PART
        )
        bits = _LOCAL_ALIKE if near and not other_ending(before, other_before) else 0.0
    return bits if near and not (reach.is_role(one) or reach.is_role(other)) else 0.0


def _places(one: Facts, other: Facts, rarity: Rarity, *, people: bool) -> Reason:
    town = _town(one, other, rarity, people=people)
    street = _street(one.street, other.street)
    # Every town has its Market Square 1.
    return Reason("address", min(_MOST, town + (street if town >= 0 else min(0.0, street))))


def _town(one: Facts, other: Facts, rarity: Rarity, *, people: bool) -> float:
    bits = 0.0
    if one.region and other.region and one.region != other.region:
        bits += _OTHER_COUNTRY
    if one.city and other.city:
        near = one.city == other.city or OSA.normalized_similarity(one.city, other.city)
        if near > _NEAR_TOWN:
            bits += min(_SAME_CITY, rarity.bits(f"c:{one.city}"))
        elif near < _PERHAPS_TOWN:
            bits += _OTHER_HOME if people else _OTHER_CITY
    if one.postcode and other.postcode:
        if one.postcode == other.postcode:
            bits += min(_SAME_POSTCODE, rarity.bits(f"z:{one.postcode}"))
        elif not people or OSA.distance(one.postcode, other.postcode, score_cutoff=1) > 1:
            bits += _OTHER_POSTCODE  # of houses the next one's is as likely as an error
    return bits


def _street(one: Street, other: Street) -> float:
    if not (one.words and other.words):
        return 0.0
    if one.ways and other.ways and one.ways.isdisjoint(other.ways):
        return _OTHER_STREET
    if one.words != other.words and not _same_street(one.words, other.words):
        return _OTHER_STREET
    if one.house and other.house:
        return _SAME_HOUSE if one.house == other.house else _OTHER_HOUSE
    return _SAME_STREET


@lru_cache(maxsize=1 << 14)
def _same_street(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    beside = align(one, other, people=False)
    if beside.pairs and not (beside.left and beside.right):
        return True
    return OSA.normalized_similarity("".join(one), "".join(other)) >= _NEAR_STREET


def _born(one: str, other: str, rarity: Rarity) -> Reason:
    if one == other:
        return Reason("born", min(_MOST, rarity.bits(f"b:{one}")))
    turned = one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]
    parts = sum(a == b for a, b in zip(one.split("-"), other.split("-"), strict=False))
    if turned or parts == 2 or OSA.distance(one, other, score_cutoff=1) == 1:
        return Reason("born", _NEAR_BIRTH)
    return Reason("born", 0.0 if OSA.distance(one, other, score_cutoff=2) == 2 else _OTHER_BIRTH)
