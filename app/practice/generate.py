"""Make a whole practice team's notebook, customer by customer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.practice.care import care, settle
from app.practice.chance import Chance, at
from app.practice.course import Diary, Ground
from app.practice.goods import GOODS
from app.practice.houses import House, make_house, make_twin, same_person
from app.practice.story import Story
from sync.core.records.base import Record
from sync.core.records.pipeline import Pipeline, Stage
from sync.core.records.product import Product

_TWIN_EVERY = 40
"""One customer of so many was entered twice."""

_NAMESAKE_EVERY = 25
"""At one customer of so many, one person was entered twice."""

_STAGES = (
    ("New", "open", "Somebody asked, nobody has called yet."),
    ("Qualified", "open", "They have the need, the money and the place for it."),
    ("Proposal", "open", "An offer lies on their table."),
    ("Negotiation", "open", "About conditions, no longer about whether."),
    ("Won", "won", "Signed."),
    ("Lost", "lost", "They said no, or nothing for too long."),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make.

    Attributes:
        deals: Deals of all stages.
        customers: Customers, those entered twice included.
        notes: Notes; most belong to a visit or a call.
    """

    deals: int
    customers: int
    notes: int

    @classmethod
    def around(cls, deals: int, customers: int | None = None, notes: int | None = None) -> "Size":
        """Return a size with the usual number of customers and notes for its deals."""
        usual = max(12, deals * 2 // 5)
        return cls(
            deals,
            usual if customers is None else customers,
            deals * 3 // 2 if notes is None else notes,
        )


def records(ground: Ground, size: Size, seed: int, today: date, diary: Diary) -> Iterator[Record]:
    """Yield customers, people, facts, problems, deals, visits, notes and follow-ups.

    The same ground, size, seed and day yield the same records, ids included.

    Args:
        ground: The team, its pipeline and its price list.
        size: How much.
        seed: Which of the many possible teams.
        today: The day of the notebook; every time is relative to it.
        diary: An empty one; afterwards names what was planted.
    """
    diary.appointments(ground.reps)
    chance, caring = Chance(seed, "customers"), Chance(seed, "care")
    deals = _shares(Chance(seed, "deals"), size.deals, size.customers)
    notes = _shares(Chance(seed, "notes"), size.notes, size.customers)
    taken: set[str] = set()
    before: House | None = None
    for number in range(size.customers):
        owner_id = chance.pick(ground.reps)
        if before and number % _TWIN_EVERY == 5:
            house = make_twin(chance, before, owner_id, today)
            diary.twins.append((before.account.id, house.account.id))
        else:
            house = make_house(chance, taken, owner_id, today)
        settle(caring, house, today)
        yield house.account
        yield from house.contacts
        yield from care(caring, house, today)
        if number % _NAMESAKE_EVERY == 7:
            yield _namesake(chance, house, diary)
        yield from Story(chance, house, ground, diary).tell(deals[number], notes[number])
        before = house


def products(seed: int, today: date) -> list[Product]:
    """Return the price list."""
    chance, made_ms = Chance(seed, "products"), at(today, 0)
    return [
        Product(
            id=chance.id(made_ms),
            created_ms=made_ms,
            name=good.name,
            code=good.code,
            price_minor=good.price * 100,
            currency="EUR",
        )
        for good in GOODS
    ]


def pipeline(seed: int, today: date) -> tuple[Pipeline, list[Stage]]:
    """Return the pipeline of a team that has none, with its stages."""
    chance, made_ms = Chance(seed, "pipeline"), at(today, 0)
    made = Pipeline(id=chance.id(made_ms), created_ms=made_ms, name="Sales")
    stages = [
        Stage(
            id=chance.id(made_ms),
            created_ms=made_ms,
            pipeline_id=made.id,
            name=name,
            position=position,
            outcome=outcome,
            meaning=meaning,
        )
        for position, (name, outcome, meaning) in enumerate(_STAGES)
    ]
    return made, stages


def _namesake(chance: Chance, house: House, diary: Diary) -> Record:
    person = house.contacts[0]
    again = same_person(chance, person, house.account, house.account.created_ms)
    diary.namesakes.append((person.id, again.id))
    return again


def _shares(chance: Chance, things: int, customers: int) -> list[int]:
    """Share things out among customers: many have few, few have many."""
    order = chance.shuffled(range(customers))
    shares = [0] * customers
    for _ in range(things):
        shares[order[chance.early(customers, 1.4)]] += 1
    return shares
