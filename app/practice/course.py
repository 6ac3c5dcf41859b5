"""Make practice deals: what they are about, how far they came, how they ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta, tzinfo

from app.practice.chance import Chance, at, workday
from app.practice.goods import GOODS, LOST, RATES, WON, Good
from app.practice.houses import House
from sync.core.records.deal import Deal
from sync.core.records.pipeline import Stage

STALE_DAYS = 60
"""An open deal nobody touched for so long is stale."""

_STALE_EVERY = 11
"""One open deal of so many is stale: 9 in a hundred."""

_TODAY = (570, 690, 840, 960)
_TOMORROW = (540, 630, 810)
"""Minutes of the day at which each rep is expected somewhere."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the team has before the first customer.

    Attributes:
        reps: Ids of those who own customers.
        pipeline_id: The pipeline deals go through.
        stages: Its stages, in order.
        product_ids: Ids of `GOODS`, in order.
    """

    reps: tuple[str, ...]
    pipeline_id: str
    stages: tuple[Stage, ...]
    product_ids: tuple[str, ...]

    def having(self, outcome: str) -> tuple[Stage, ...]:
        """Return the stages of one outcome."""
        return tuple(s for s in self.stages if s.outcome == outcome)


@dataclass(slots=True)
class Diary:
    """What the whole run must keep in balance. Lives for one run.

    Attributes:
        today: The day of the notebook.
        zone: Whose hours one works in.
        stale: Ids of the deals planted as stale, in order.
        twins: Pairs of customers planted as the same.
        namesakes: Pairs of people planted as the same.
    """

    today: date
    zone: tzinfo = UTC
    stale: dict[str, None] = field(default_factory=dict)
    twins: list[tuple[str, str]] = field(default_factory=list)
    namesakes: list[tuple[str, str]] = field(default_factory=list)
    open_deals: int = 0
    due_today: dict[str, int] = field(default_factory=dict)
    overdue: dict[str, int] = field(default_factory=dict)
    planned: dict[str, list[int]] = field(default_factory=dict)

    def at(self, day: date, minutes: int) -> int:
        """Return UTC milliseconds of a minute of a working day."""
        return at(day, minutes, self.zone)

    def appointments(self, reps: Sequence[str]) -> None:
        """Open a page for each rep's today and tomorrow."""
        tomorrow = self.today + timedelta(days=1)
        for rep in reps:
            times = [self.at(self.today, m) for m in _TODAY]
            times += [self.at(tomorrow, m) for m in _TOMORROW]
            self.planned[rep] = times[::-1]


@dataclass(frozen=True, slots=True)
class Course:
    """A deal and the days between which one talked about it."""

    deal: Deal
    good: Good
    first: date
    last: date


def make_course(chance: Chance, house: House, ground: Ground, diary: Diary) -> Course:
    """Make one deal of a customer."""
    number = chance.early(len(GOODS), 1.2)
    good, today = GOODS[number], diary.today
    fate = chance.between(1, 100)
    outcome = "open" if fate <= 56 else "won" if fate <= 84 else "lost"
    stages = ground.having(outcome)
    stage = stages[chance.early(len(stages), 1.6)]
    stale = False
    if outcome == "open":
        diary.open_deals += 1
        stale = diary.open_deals % _STALE_EVERY == 4
        first, last = _open_days(chance, today, stale=stale)
    else:
        last = workday(today - timedelta(days=chance.between(2, 330)))
        first = last - timedelta(days=chance.between(9, 120))
    made_ms = diary.at(first, chance.between(480, 1060))
    price, currency = _price(chance, good, house.town.currency)
    expected = today + timedelta(days=chance.between(-6, 110))
    if stale:
        expected = last + timedelta(days=chance.between(5, 40))
    deal = Deal(
        id=chance.id(made_ms),
        created_ms=made_ms,
        account_id=house.account.id,
        contact_id=chance.pick(house.contacts).id,
        product_id=ground.product_ids[number],
        title=price[1],
        pipeline_id=ground.pipeline_id,
        stage_id=stage.id,
        amount_minor=price[0],
        currency=currency,
        expected_on=expected.isoformat() if outcome == "open" and chance.odds(85) else "",
        closed_on="" if outcome == "open" else last.isoformat(),
        reason=chance.pick({"won": WON, "lost": LOST}.get(outcome, ("",))),
        read=chance.pick(("", "", "keen", "keen", "unsure", "cold")) if outcome == "open" else "",
        owner_id=house.account.owner_id,
    )
    if stale:
        diary.stale[deal.id] = None
    return Course(deal, good, first, last)


def _open_days(chance: Chance, today: date, *, stale: bool) -> tuple[date, date]:
    silent = chance.between(STALE_DAYS + 5, 150) if stale else chance.between(1, 24)
    last = workday(today - timedelta(days=silent))
    return last - timedelta(days=chance.between(3, 90)), last


def _price(chance: Chance, good: Good, currency: str) -> tuple[tuple[int, str], str]:
    """Return minor units and title, and the currency."""
    title = chance.pick(good.titles)
    n = 1
    if "{n}" in title:
        n = chance.between(1 if title.startswith("{n}") else 2, good.most)
    whole = good.price * n * RATES[currency] * (100 - chance.pick((0, 0, 0, 3, 5, 8, 10))) / 100
    return (round(whole / 10) * 1000, title.format(n=n)), currency
