"""How well and how fast duplicate customers and people are found."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from app.bench.context import Run
from app.bench.labelled import OWN, Labelled, joined, read_labelled
from app.bench.measure import Measurement, each, timed
from app.matching.facts import Facts, Subject, read_facts
from app.matching.finding import Matcher
from app.practice.chance import Chance
from app.practice.houses import make_house, make_twin
from sync.core.records.account import Account

_DAY: Final = date(2026, 11, 20)
_TWICE: Final = 3
"""Of a hundred customers so many are written down twice."""
_KEYSTROKES: Final = 40


def duplicates(run: Run) -> Iterator[Measurement]:
    """Measure what is offered of labelled sets, and the time it takes among many customers."""
    files = (*sorted(OWN.glob("*.csv")), *run.labelled)
    for labelled in map(read_labelled, files):
        yield _offers(f"duplicates_{labelled.name}", labelled)
    customers = _practice(run.size(100_000))
    yield _offers("duplicates_practice", customers)
    matcher = Matcher(customers.facts)
    steps = [partial(matcher.like, facts) for facts in customers.facts[-_KEYSTROKES:]]
    sizes = {"customers": len(customers.facts)}
    note = "all that may be the same as one customer, the index at hand"
    yield Measurement("duplicates_keystroke", sizes, each(steps * run.rounds), note=note)


def _offers(name: str, labelled: Labelled) -> Measurement:
    offered: set[frozenset[str]] = set()

    def check() -> None:
        offered.update(frozenset((m.one_id, m.other_id)) for m in Matcher(labelled.facts).pairs())

    seconds = timed(check)
    right = offered & labelled.same
    return Measurement(
        name,
        {"records": len(labelled.facts), "same": len(labelled.same), "offered": len(offered)},
        (seconds,),
        items=len(labelled.facts),
        note="pairs offered; `merged`: recall once a person took every right one",
        figures={
            "precision": round(len(right) / max(1, len(offered)), 3),
            "recall": round(len(right) / max(1, len(labelled.same)), 3),
            "merged": round(len(joined(right)) / max(1, len(labelled.same)), 3),
        },
    )


def _practice(count: int) -> Labelled:
    """Return customers of the practice team, some of them written down a second time."""
    chance, taken = Chance(1, "duplicates"), set[str]()
    facts: list[Facts] = []
    same: list[frozenset[str]] = []
    while len(facts) < count:
        house = make_house(chance, taken, "owner", _DAY)
        facts.append(_facts(house.account))
        if chance.odds(_TWICE):
            twin = make_twin(chance, house, "owner", _DAY)
            facts.append(_facts(twin.account))
            same.append(frozenset((house.account.id, twin.account.id)))
    return Labelled("practice", tuple(facts), frozenset(same))


def _facts(account: Account) -> Facts:
    subject = Subject(
        account.id,
        account.name,
        (account.phone,),
        (account.email,),
        account.website,
        account.street,
        account.city,
        account.postcode,
        account.country,
    )
    return read_facts(subject, "account")
