"""Deals as lists, boards and details show them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Row

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
        outcome: ``open``, ``won``, ``lost``; empty for all. A stage overrules it.
    """

    text: str = ""
    stage_id: str = ""
    owner_id: str = ""
    outcome: str = "open"


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in a list.

    Attributes:
        step: Its stage's place among the open ones, from 0; all of them once
            it is won, -1 when it is lost.
        of: How many open stages the pipeline has.
        waiting: Whether an edit of it has not reached the server yet.
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


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of deals in one currency."""

    currency: str
    amount_minor: int
    deals: int


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One stage of the board: its totals, and its first deals by date."""

    stage: StageOption
    totals: tuple[Total, ...]
    count: int
    deals: tuple[DealRow, ...]


_ROWS = """
SELECT d.id, d.title, coalesce(a.name, ''), d.stage_id, coalesce(s.name, ''),
    coalesce(s.outcome, 'open'), coalesce(s.step, 0), coalesce(s.of_steps, 1),
    d.amount_minor, d.currency, d.expected_on, d.closed_on, coalesce(u.name, ''),
    EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = d.id)
FROM picked JOIN deal d ON d.id = picked.id
LEFT JOIN account a ON a.id = d.account_id
LEFT JOIN steps s ON s.id = d.stage_id
LEFT JOIN user u ON u.id = d.owner_id
"""

_STEPS = f"steps AS ({STAGE_STEPS})"

_SOONEST = "d.expected_on = '', d.expected_on, d.id"
"""Soonest first, undated last; the id makes the order total, so pages do not overlap."""
_LATEST = "d.closed_on DESC, d.id DESC"


def deals_page(
    connection: Connection, wanted: DealFilter, offset: int, limit: int
) -> tuple[DealRow, ...]:
    """Return a page of the deals wanted.

    Soonest expected first; won and lost ones latest closed first.
    """
    where, values = _where(wanted)
    order = _LATEST if wanted.outcome in ("won", "lost") else _SOONEST
    found = connection.exec_driver_sql(
        f"WITH {_STEPS}, picked AS (SELECT d.id FROM deal d WHERE {where}"
        f" ORDER BY {order} LIMIT ? OFFSET ?) {_ROWS} ORDER BY {order}",
        (*values, limit, offset),
    )
    return tuple(_row(row) for row in found)


def deals_totals(connection: Connection, wanted: DealFilter) -> tuple[Total, ...]:
    """Return count and sum of the deals wanted, per currency, largest first.

    Deals without an amount count under an empty currency.
    """
    where, values = _where(wanted)
    found = connection.exec_driver_sql(
        "SELECT CASE WHEN d.amount_minor = 0 THEN '' ELSE d.currency END AS money,"
        " sum(d.amount_minor), count(*)"
        f" FROM deal d WHERE {where} GROUP BY money ORDER BY 2 DESC",
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


def _where(wanted: DealFilter) -> tuple[str, list[str]]:
    clauses, values = ["NOT d.deleted"], []
    if wanted.stage_id:
        clauses.append("d.stage_id = ?")
        values.append(wanted.stage_id)
    elif wanted.outcome == "open":
        # A deal whose stage is unknown here is open: nothing may vanish.
        clauses.append("d.stage_id NOT IN (SELECT id FROM stage WHERE outcome <> 'open')")
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


def _row(row: Row[Any]) -> DealRow:
    values: list[Any] = [*row[:-1], bool(row[-1])]
    return DealRow(*values)
