"""What is known of practice customers beside their deals: little things, moods, facts, problems."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.practice.chance import Chance, at
from app.practice.houses import House
from sync.core.records.account import Account
from sync.core.records.base import Record
from sync.core.records.contact import Contact
from sync.core.records.fact import Fact
from sync.core.records.problem import Problem

_HOURS: Final = (
    "From seven; the kitchen is busy from eleven to two",
    "Tuesday to Saturday, best before ten",
    "Mornings only, the owner is at the roaster in the afternoon",
    "Always somebody there, ask at the desk",
)
_FAVOURITES: Final = (
    "Espresso without sugar, and a word about football",
    "Dark chocolate from the first of December on",
    "Asks about the boat every time",
    "Oat milk, for the whole team",
    "Likes drawings better than figures",
)
_FACTS: Final = (
    "Their landlord is selling the house",
    "A second place opens in spring",
    "The daughter takes over in January",
    "Being bought by a chain of four",
    "New chief of buying, came from a competitor of theirs",
    "Half of the team left in summer",
    "They look for a cheaper roaster",
    "The terrace gets heating and forty more seats",
)
_PROBLEMS: Final = (
    ("The grinder stops when it gets hot", "A new fuse"),
    ("Steam wand drips since the last service", "New seals, and a spare set left there"),
    ("Two bags of the wrong beans in the delivery", "Sent the right ones the same day"),
    ("Invoice says five machines, they have four", "Corrected, with an apology"),
    ("Water filter came without its adapter", "Adapter brought along"),
)
_MOODS: Final = ("happy",) * 6 + ("fine",) * 3 + ("unhappy",)


def settle(chance: Chance, house: House, today: date) -> None:
    """Write down the little things of a customer and its people, before they are yielded."""
    account = house.account
    if chance.odds(30):
        account.hours = chance.pick(_HOURS)
    if chance.odds(8):
        account.gate_code = chance.digits("####")
    if chance.odds(25):
        account.favourites = chance.pick(_FAVOURITES)
    if chance.odds(12):
        account.renews_on = (today + timedelta(days=chance.between(-20, 300))).isoformat()
    if chance.odds(25):
        account.mood = chance.pick(_MOODS)
        account.mood_ms = _moment(chance, account, today, 120)
    for person in house.contacts:
        _know(chance, person, account, today)


def care(chance: Chance, house: House, today: date) -> Iterator[Record]:
    """Yield what is new at a customer, and what went wrong there."""
    account = house.account
    for text in chance.shuffled(_FACTS)[: chance.odds(25) + chance.odds(8)]:
        told_ms = _moment(chance, account, today, 300)
        yield Fact(
            id=chance.id(told_ms),
            created_ms=told_ms,
            account_id=account.id,
            text=text,
            told_ms=told_ms,
            owner_id=account.owner_id,
        )
    if chance.odds(9):
        text, solution = chance.pick(_PROBLEMS)
        yield _problem(chance, account, today, text, solution if chance.odds(60) else "")


def _know(chance: Chance, person: Contact, account: Account, today: date) -> None:
    """Say when somebody's details were confirmed, and when they have their birthday."""
    if chance.odds(70):
        person.confirmed_ms = _moment(chance, account, today, 500)
    if chance.odds(25):
        person.birthday = f"--{chance.between(1, 12):02d}-{chance.between(1, 28):02d}"


def _problem(chance: Chance, account: Account, today: date, text: str, solution: str) -> Problem:
    since_ms = _moment(chance, account, today, 20)
    return Problem(
        id=chance.id(since_ms),
        created_ms=since_ms,
        account_id=account.id,
        text=text,
        state="closed" if solution else chance.pick(("open", "working")),
        closed_ms=max(since_ms, _moment(chance, account, today, 3)) if solution else 0,
        solution=solution,
        owner_id=account.owner_id,
    )


def _moment(chance: Chance, account: Account, today: date, days: int) -> int:
    """Return a moment of the last so many days, not before the customer was entered."""
    day = today - timedelta(days=chance.between(1, days))
    return max(account.created_ms, at(day, chance.between(480, 1080)))
