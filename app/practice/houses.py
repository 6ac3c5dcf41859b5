"""Make practice customers and the people who work there."""

# ruff: noqa: RUF001  # the Turkish letter is meant

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from app.practice.chance import Chance, at
from app.practice.names import FAMILY, FORMS, GIVEN, HOUSES, MUST_KNOW, TRADES
from app.practice.places import MOBILES, STREETS, TOWNS, Town
from sync.core.records.account import Account
from sync.core.records.contact import Contact

_PLAIN = str.maketrans({"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue", "ı": "i", "ł": "l"})
_OLDEST = 900
"""Days since the oldest customer was entered."""


@dataclass(frozen=True, slots=True)
class House:
    """A customer with its people.

    Attributes:
        account: The customer.
        contacts: The people, the most important one first.
        town: Where it is.
        short_name: Its name without the legal form.
    """

    account: Account
    contacts: tuple[Contact, ...]
    town: Town
    short_name: str


def make_house(chance: Chance, taken: set[str], owner_id: str, today: date) -> House:
    """Make a customer whose name nobody has yet.

    Args:
        chance: Where draws come from.
        taken: Names in use, folded; grows by one.
        owner_id: Who looks after it.
        today: The day of the notebook.
    """
    trade, town = chance.weighted(TRADES), chance.weighted(TOWNS)
    short = _unused(chance, chance.pick(trade.patterns[town.tongue]), town, taken)
    form = chance.pick(FORMS[town.tongue])
    made_ms = at(today - timedelta(days=chance.between(60, _OLDEST)), chance.between(480, 1080))
    host = f"{_slug(short)}.example"
    account = Account(
        id=chance.id(made_ms),
        created_ms=made_ms,
        name=f"{short} {form}".strip(),
        must_know=chance.pick(MUST_KNOW) if chance.odds(40) else "",
        industry=trade.industry,
        phone=chance.digits(town.phone),
        email=f"info@{host}" if chance.odds(80) else "",
        website=f"https://{host}" if chance.odds(70) else "",
        street=_address(chance, town),
        city=town.name,
        postcode=chance.digits(town.postcode),
        country=town.country,
        owner_id=owner_id,
    )
    count = 1 + chance.odds(45) + chance.odds(15)
    titles = chance.shuffled(trade.titles)[:count]
    people = [make_person(chance, account, town, title, host) for title in titles]
    return House(account, tuple(people), town, short)


def make_person(chance: Chance, account: Account, town: Town, title: str, host: str) -> Contact:
    """Make somebody who works at a customer."""
    given, family = chance.pick(GIVEN[town.tongue]), chance.pick(FAMILY[town.tongue])
    return Contact(
        id=chance.id(account.created_ms),
        created_ms=account.created_ms,
        account_id=account.id,
        name=f"{given} {family}",
        title=title,
        phone=account.phone if chance.odds(50) else "",
        mobile=chance.digits(MOBILES[town.tongue]) if chance.odds(70) else "",
        email=f"{_slug(given)}.{_slug(family)}@{host}" if chance.odds(75) else "",
        city=account.city,
        country=account.country,
        owner_id=account.owner_id,
    )


def make_twin(chance: Chance, house: House, owner_id: str, today: date) -> House:
    """Make the same customer as a colleague entered it, later and from memory.

    The name lacks or gained its legal form or its accents, the telephone
    number is written another way, "John Smith" became "J. Smith".
    """
    first = house.account
    days = chance.between(5, 50)
    made_ms = max(first.created_ms, at(today - timedelta(days=days), chance.between(480, 1080)))
    account = Account(
        id=chance.id(made_ms),
        created_ms=made_ms,
        name=_misremembered(chance, house),
        industry=first.industry if chance.odds(50) else "",
        phone=_rewritten(chance, first.phone),
        street=first.street.replace("straße", "str.").replace("Street", "St"),
        city=first.city,
        postcode=first.postcode if chance.odds(60) else "",
        country=first.country,
        owner_id=owner_id,
    )
    again = same_person(chance, house.contacts[0], account, made_ms)
    return House(account, (again,), house.town, account.name)


def same_person(chance: Chance, person: Contact, account: Account, made_ms: int) -> Contact:
    """Make a person once more, with an initial and half of the details."""
    given, _, family = person.name.partition(" ")
    name = chance.pick((f"{given[0]}. {family}", f"{given[0]} {family}", f"{family}, {given}"))
    return Contact(
        id=chance.id(made_ms),
        created_ms=made_ms,
        account_id=account.id,
        name=name,
        title=person.title if chance.odds(40) else "",
        mobile=_rewritten(chance, person.mobile),
        email=person.email.upper() if chance.odds(40) else "",
        owner_id=account.owner_id,
    )


def _unused(chance: Chance, pattern: str, town: Town, taken: set[str]) -> str:
    name = _name(chance, pattern, town)
    while name.casefold() in taken:
        again = _name(chance, pattern, town)
        # In a large team two houses may share a name; the street tells them apart.
        street = chance.pick(STREETS[town.tongue])
        name = again if again.casefold() not in taken else f"{again} {street}"
        if name.casefold() in taken:
            name = f"{again} {chance.pick(GIVEN[town.tongue])} {street}"
    taken.add(name.casefold())
    return name


def _name(chance: Chance, pattern: str, town: Town) -> str:
    front, back = HOUSES[town.tongue]
    house = chance.pick(front) + chance.pick(back)
    families = chance.shuffled(FAMILY[town.tongue])
    name = pattern.replace("{house}", house).replace("{family}", families[0], 1)
    return name.replace("{family}", families[1])


def _address(chance: Chance, town: Town) -> str:
    street, number = chance.pick(STREETS[town.tongue]), chance.between(1, 140)
    return f"{street} {number}" if town.tongue == "de" else f"{number} {street}"


def _misremembered(chance: Chance, house: House) -> str:
    """Return another way to write the name: never the same one."""
    short, full = house.short_name, house.account.name
    cut = chance.between(2, max(2, len(short) - 3))
    swapped = short[:cut] + short[cut : cut + 2][::-1] + short[cut + 2 :]
    forms = [f"{short} {form}".strip() for form in (*FORMS[house.town.tongue], "Inc.")]
    ways = (short, short, _without_accents(short), chance.pick(forms), swapped)
    return chance.pick([way for way in ways if way != full] or [f"{short} Inc."])


def _rewritten(chance: Chance, phone: str) -> str:
    bare = phone.replace(" ", "")
    return chance.pick((bare, bare.replace("+", "00"), phone.replace(" ", "-"), phone))


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _slug(text: str) -> str:
    plain = _without_accents(text.casefold().translate(_PLAIN))
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())
