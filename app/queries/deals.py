"""Deals as lists, boards and details show them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from app.queries.team import StageOption, stages
from sync.store.search import match_expression


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
        step: Its stage's place in the pipeline, from 0.
        of: How many stages the pipeline has.
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


@dataclass(frozen=True, slots=True)
class DealDetail:
    """Everything of one deal but its timeline."""

    id: str
    title: str
    account_id: str
    account: str
    contact_id: str
    contact: str
    stage_id: str
    stage: str
    outcome: str
    amount_minor: int
    currency: str
    expected_on: str
    closed_on: str
    reason: str
    read: str
    owner_id: str
    owner: str
    shared: bool
    waiting: bool
    deleted: bool


_ROWS = """
SELECT d.id, d.title, coalesce(a.name, ''), d.stage_id, coalesce(s.name, ''),
    coalesce(s.outcome, 'open'), coalesce(s.step, 0), coalesce(s.of_steps, 1),
    d.amount_minor, d.currency, d.expected_on, coalesce(u.name, ''),
    EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = d.id)
FROM picked JOIN deal d ON d.id = picked.id
LEFT JOIN account a ON a.id = d.account_id
LEFT JOIN steps s ON s.id = d.stage_id
LEFT JOIN user u ON u.id = d.owner_id
ORDER BY picked.place
"""

_STEPS = """steps AS (
    SELECT id, name, outcome, row_number() OVER (
        PARTITION BY pipeline_id ORDER BY position, id) - 1 AS step,
        count(*) OVER (PARTITION BY pipeline_id) AS of_steps
    FROM stage WHERE NOT deleted
)"""

_ORDER = "d.expected_on = '', d.expected_on, d.id"
"""Soonest first, undated last; the id makes the order total, so pages do not overlap."""


def deals_page(
    connection: Connection, wanted: DealFilter, offset: int, limit: int
) -> tuple[DealRow, ...]:
    """Return a page of the deals wanted, soonest expected first."""
    where, values = _where(wanted)
    found = connection.exec_driver_sql(
        f"WITH {_STEPS}, picked AS (SELECT d.id, row_number() OVER (ORDER BY {_ORDER}) AS place"
        f" FROM deal d WHERE {where} ORDER BY {_ORDER} LIMIT ? OFFSET ?){_ROWS}",
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
    connection: Connection, wanted: DealFilter, pipeline_id: str, per_stage: int
) -> tuple[BoardColumn, ...]:
    """Return one column per stage of a pipeline, with its first deals."""
    columns = []
    for stage in stages(connection):
        if stage.pipeline_id != pipeline_id:
            continue
        inside = DealFilter(text=wanted.text, stage_id=stage.id, owner_id=wanted.owner_id)
        totals = deals_totals(connection, inside)
        deals = deals_page(connection, inside, 0, per_stage)
        columns.append(BoardColumn(stage, totals, sum(t.deals for t in totals), deals))
    return tuple(columns)


def deal_detail(connection: Connection, deal_id: str) -> DealDetail | None:
    """Return one deal, deleted or not; None when it is not here."""
    found = connection.exec_driver_sql(
        """
        SELECT d.id, d.title, d.account_id, coalesce(a.name, ''), d.contact_id,
            coalesce(c.name, ''), d.stage_id, coalesce(s.name, ''), coalesce(s.outcome, 'open'),
            d.amount_minor, d.currency, d.expected_on, d.closed_on, d.reason, d.read, d.owner_id,
            coalesce(u.name, ''), d.shared,
            EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = d.id), d.deleted
        FROM deal d
        LEFT JOIN account a ON a.id = d.account_id
        LEFT JOIN contact c ON c.id = d.contact_id
        LEFT JOIN stage s ON s.id = d.stage_id
        LEFT JOIN user u ON u.id = d.owner_id
        WHERE d.id = ?
        """,
        (deal_id,),
    ).first()
    if found is None:
        return None
    values: list[Any] = [*found[:-3], *map(bool, found[-3:])]
    return DealDetail(*values)


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
