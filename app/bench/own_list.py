"""The list of deals with all that a person does to it: own order, pins, parked, suggested, quiet.

At full size and at a tenth of it, so that one can see what a deal more costs.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from sqlalchemy import Connection

from app.bench.context import Run
from app.bench.measure import Measurement, repeated
from app.commands.deal_places import arrange, pin_deal
from app.commands.deals import park_deal
from app.commands.practice import make_practice
from app.device import open_replica, today
from app.queries.deal_order import Ranking
from app.queries.deals import DealFilter, deals_count, deals_page, deals_totals
from app.queries.order_rules import read_rules
from app.queries.quiet_deals import quiet_deals
from sync.client.join import start_alone
from sync.client.replica import Replica
from sync.core.spans import DAY_MS

_RULES = (
    "+3 overdue\n+2 expected within 14 days\n+2 quiet for 30 days\n+1 keen\n-2 cold\n"
    "+1 over 20,000 EUR\n+2 stage Negotiation\n+1 no next step"
)
_PAGE = 40
_PLACED, _PINNED, _PARKED = 200, 20, 10  # the last: one in so many
_QUIET_DAYS = 90


def deals_list(run: Run) -> Iterator[Measurement]:
    """Measure the first page, its totals, a page under rules, and the quiet deals."""
    for part in (1.0, 0.1):
        deals = run.size(round(20_000 * part))
        replica = open_replica(run.folder / f"deals-{part}")
        try:
            _fill(replica, deals, run)
            yield from _measured(replica, deals, run.rounds)
        finally:
            replica.close()


def _fill(replica: Replica, deals: int, run: Run) -> None:
    start_alone(replica, "Maria Keller", "Bench", "EUR")
    make_practice(
        replica.transaction,
        deals=deals,
        customers=max(1, deals // 2),
        notes=min(deals, run.size(20_000)),
        today=today(),
    )
    with replica.transaction() as writer:
        own = writer.actor.user_id
        found = writer.connection.exec_driver_sql("SELECT id FROM deal ORDER BY expected_on")
        ids = list(found.scalars())
        arrange(writer, ids[:_PLACED], ids[0])
        for deal_id in ids[:_PINNED]:
            pin_deal(writer, deal_id, "Mine")
        for deal_id in ids[::_PARKED]:
            park_deal(writer, deal_id)
        for deal_id in ids[1::2]:
            writer.edit_kind("deal", deal_id, {"owner_id": own})


def _measured(replica: Replica, deals: int, rounds: int) -> Iterator[Measurement]:
    day = today()
    now_ms = (day - date(1970, 1, 1)).days * DAY_MS
    ranking = Ranking(read_rules(_RULES, day).rules, day)
    own, suggested = DealFilter(), DealFilter(order="suggested")
    user_id = replica.state().user_id
    steps: dict[str, tuple[Callable[[Connection], object], str]] = {
        "deals_first_page": (
            partial(deals_page, wanted=own, offset=0, limit=_PAGE),
            f"own order: {_PLACED} places, {_PINNED} pins, one in {_PARKED} parked",
        ),
        "deals_totals": (partial(_sums, wanted=own), "count, parked and sums by currency"),
        "deals_suggested_page": (
            partial(deals_page, wanted=suggested, offset=0, limit=_PAGE, ranking=ranking),
            f"{len(ranking.rules)} rules, with their reasons",
        ),
        "deals_quiet": (
            partial(
                quiet_deals, owner_id=user_id, stale_days=_QUIET_DAYS, today=day, now_ms=now_ms
            ),
            f"half of the deals are this person's, {_QUIET_DAYS} days",
        ),
    }
    for name, (query, note) in steps.items():

        def ask(query: Callable[[Connection], object] = query) -> None:
            with replica.reading() as connection:
                query(connection)

        yield Measurement(name, {"deals": deals}, repeated(rounds * 5, ask), note=note)


def _sums(connection: Connection, wanted: DealFilter) -> None:
    deals_count(connection, wanted)
    deals_totals(connection, wanted)
