"""Deals as lists, boards and details show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection

from app.queries.deal_order import LATEST, Ranking, ranked, sorted_by
from app.queries.order_rules import OrderRule, values_of
from app.queries.team import STAGE_STEPS, StageOption, stages
from sync.store.search import match_expression

COLUMN: Final = 12
"""Deals a column of the board shows at first: a desktop has room for about six."""


@dataclass(frozen=True, slots=True)
class DealFilter:
    """Which deals to show.

    Attributes:
        text: Words in the deal's title or its customer's name.
        stage_id: One stage; empty for all.
        owner_id: One owner; empty for all.
        outcome: ``open``, ``parked``, ``won``, ``lost``; empty for all. A stage overrules it.
        order: ``soonest``, ``suggested``; empty for one's own order. Of open deals only.
    """

    text: str = ""
    stage_id: str = ""
    owner_id: str = ""
    outcome: str = "open"
    order: str = ""


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in a list.

    Attributes:
        step: Its stage's place among the open ones, from 0; all of them once
            it is won, -1 when it is lost.
        of: How many open stages the pipeline has.
        waiting: Whether an edit of it has not reached the server yet.
        parked: Whether it rests.
        read: The rep's own read of the customer.
        confidence: How sure the rep is, in percent; 0 for unsaid.
        pinned: Whether this person has pinned it.
        why: Why they did.
        placed: Whether it has a place in their own order.
        reasons: In a suggested order, the rules that it meets.
        outside: It stands where it does by chance, not by any rule.
    """

    id: str
    title: str
    account: str
    stage_id: str
    stage: str
    outcome: str
    step: int
    of: int
    amount_minor: int
    currency: str
    expected_on: str
    closed_on: str
    owner: str
    waiting: bool
    parked: bool = False
    read: str = ""
    confidence: int = 0
    pinned: bool = False
    why: str = ""
    placed: bool = False
    reasons: tuple[str, ...] = ()
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of deals in one currency."""

    currency: str
    amount_minor: int
    deals: int


@dataclass(frozen=True, slots=True)
class DealCount:
    """How long a list is.

    Attributes:
        rows: Deals in it.
        parked: Deals that would be in it, but rest.
        known: Whether there is a deal at all, in this list or not.
    """

    rows: int
    parked: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One stage of the board: its totals, and its first deals by date."""

    stage: StageOption
    totals: tuple[Total, ...]
    count: int
    deals: tuple[DealRow, ...]


_COLUMNS = """
SELECT d.id, d.title, coalesce(a.name, ''), coalesce(s.now_id, d.stage_id), coalesce(s.name, ''),
    coalesce(s.outcome, 'open'), coalesce(s.step, 0), coalesce(s.of_steps, 1),
    d.amount_minor, d.currency, d.expected_on, d.closed_on, coalesce(u.name, ''),
    EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = d.id), d.parked, d.read, d.confidence,
    coalesce(p.pinned, 0), coalesce(p.why, ''), coalesce(p.position, 0) > 0
"""
_ROWS = """
FROM picked JOIN deal d ON d.id = picked.id
LEFT JOIN account a ON a.id = d.account_id
LEFT JOIN steps s ON s.id = d.stage_id
LEFT JOIN user u ON u.id = d.owner_id
LEFT JOIN places p ON p.deal_id = d.id
ORDER BY picked.place
"""
_FLAGS: Final = frozenset({13, 14, 17, 19})
"""Columns that say yes or no."""
_MADE: Final = 20
"""Columns there are; whether it stands outside the rules and which of them it meets follow."""

_PLACES = """places AS MATERIALIZED (
    SELECT deal_id, max(pinned) AS pinned, max(why) AS why, max(position) AS position
    FROM deal_place WHERE NOT deleted GROUP BY deal_id
)"""
"""A person has one place for a deal, or two after joining a team: then they come to one."""

_STEPS = f"steps AS MATERIALIZED ({STAGE_STEPS})"
# A deal whose stage is unknown here is open: nothing may vanish.
_OPEN = "d.stage_id NOT IN (SELECT id FROM stage WHERE outcome <> 'open')"


def deals_page(
    connection: Connection,
    wanted: DealFilter,
    offset: int,
    limit: int,
    ranking: Ranking | None = None,
) -> tuple[DealRow, ...]:
    """Return a page of the deals wanted.

    Pinned ones first, then those with a place of their own, then soonest expected;
    won and lost ones latest closed first.

    Args:
        connection: A read transaction.
        wanted: Which, and in which order.
        offset: How many to leave out.
        limit: How many to read.
        ranking: The rules of a suggested order.
    """
    where, values = _where(wanted)
    begin = f"WITH {_STEPS}, {_PLACES}"
    if ranking and ranking.rules and suggests(wanted):
        slots = ranked(where, values, ranking)
        met = "".join(f", {rule.sql}" for rule in ranking.rules)
        found = connection.exec_driver_sql(
            f"{begin}, {slots.sql}, picked AS (SELECT id, place, outside FROM slots"
            f" ORDER BY place LIMIT ? OFFSET ?) {_COLUMNS}, picked.outside{met} {_ROWS}",
            (*slots.values, limit, offset, *values_of(ranking.rules)),
        )
        return tuple(_row(row, ranking.rules) for row in found)
    order = LATEST if wanted.outcome in ("won", "lost") else sorted_by(wanted.order)
    found = connection.exec_driver_sql(
        f"{begin}, picked AS (SELECT d.id, row_number() OVER (ORDER BY {order}) AS place"
        f" FROM deal d LEFT JOIN places p ON p.deal_id = d.id WHERE {where}"
        f" ORDER BY place LIMIT ? OFFSET ?) {_COLUMNS}, 0 {_ROWS}",
        (*values, limit, offset),
    )
    return tuple(_row(row) for row in found)


def suggests(wanted: DealFilter) -> bool:
    """Tell whether the rules of a suggested order have a say in this list."""
    return wanted.order == "suggested" and wanted.outcome in ("", "open")


_ANY: Final = "SELECT EXISTS (SELECT 1 FROM deal WHERE NOT deleted)"


def deals_count(connection: Connection, wanted: DealFilter) -> DealCount:
    """Return how many deals `deals_page` has in all, and how many of the same rest unseen."""
    where, values = _where(wanted)
    rows = connection.exec_driver_sql(
        f"WITH {_STEPS} SELECT count(*) FROM deal d WHERE {where}", tuple(values)
    ).scalar_one()
    known = rows or connection.exec_driver_sql(_ANY).scalar_one()
    if wanted.outcome != "open":
        return DealCount(int(rows), 0, bool(known))
    resting = replace(wanted, outcome="parked")
    where, values = _where(resting)
    parked = connection.exec_driver_sql(
        f"WITH {_STEPS} SELECT count(*) FROM deal d WHERE {where}", tuple(values)
    ).scalar_one()
    return DealCount(int(rows), int(parked), bool(known))


def deals_totals(connection: Connection, wanted: DealFilter) -> tuple[Total, ...]:
    """Return count and sum of the deals wanted, per currency, largest first.

    Deals without an amount count under an empty currency; parked ones count nowhere,
    unless they are what is asked for.
    """
    where, values = _where(wanted)
    awake = "" if wanted.outcome == "parked" else " AND NOT d.parked"
    found = connection.exec_driver_sql(
        f"WITH {_STEPS} SELECT CASE WHEN d.amount_minor = 0 THEN '' ELSE d.currency END AS money,"
        " sum(d.amount_minor), count(*)"
        f" FROM deal d WHERE {where}{awake} GROUP BY money ORDER BY 2 DESC",
        tuple(values),
    )
    return tuple(Total(*row) for row in found)


def board(
    connection: Connection, wanted: DealFilter, pipeline_id: str, shown: Mapping[str, int]
) -> tuple[BoardColumn, ...]:
    """Return one column per stage of a pipeline, with its first deals.

    Args:
        connection: A read transaction.
        wanted: Its words and its owner count; every stage has its column.
        pipeline_id: Which pipeline.
        shown: How many deals of a stage to read, by stage id; `COLUMN` of the others.
    """
    columns = []
    for stage in stages(connection):
        if stage.pipeline_id != pipeline_id:
            continue
        inside = replace(wanted, stage_id=stage.id, outcome=stage.outcome)
        totals = deals_totals(connection, inside)
        deals = deals_page(connection, inside, 0, shown.get(stage.id, COLUMN))
        columns.append(BoardColumn(stage, totals, sum(t.deals for t in totals), deals))
    return tuple(columns)


def deals_where(wanted: DealFilter) -> tuple[str, str, list[str]]:
    """Return how a query of the deals ``d`` wanted begins, its condition, and its values."""
    return (f"WITH {_STEPS}", *_where(wanted))


def _where(wanted: DealFilter) -> tuple[str, list[str]]:
    clauses, values = ["NOT d.deleted"], []
    if wanted.outcome in ("open", "parked"):
        clauses.append("d.parked" if wanted.outcome == "parked" else "NOT d.parked")
    if wanted.stage_id:
        clauses.append("d.stage_id IN (SELECT id FROM steps WHERE now_id = ?)")
        values.append(wanted.stage_id)
    elif wanted.outcome in ("open", "parked"):
        clauses.append(_OPEN)
    elif wanted.outcome:
        clauses.append("d.stage_id IN (SELECT id FROM stage WHERE outcome = ?)")
        values.append(wanted.outcome)
    if wanted.owner_id:
        clauses.append("d.owner_id = ?")
        values.append(wanted.owner_id)
    expression = match_expression(wanted.text)
    if expression:
        hits = (
            "SELECT record_id FROM search_index JOIN search_document"
            " ON search_document.rowid = search_index.rowid"
            " WHERE search_index MATCH ? AND kind = "
        )
        clauses.append(f"(d.id IN ({hits}'deal') OR d.account_id IN ({hits}'account'))")
        values += [f"title : ({expression})"] * 2
    return " AND ".join(clauses), values


def _row(row: Sequence[Any], rules: Sequence[OrderRule] = ()) -> DealRow:
    values: list[Any] = [
        bool(value) if at in _FLAGS else value for at, value in enumerate(row[:_MADE])
    ]
    met = tuple(rule.said for rule, holds in zip(rules, row[_MADE + 1 :], strict=True) if holds)
    return replace(DealRow(*values), reasons=met, outside=bool(row[_MADE]))
