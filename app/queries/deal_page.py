"""One deal with everything its screen shows, and what this person may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection

from app.queries.accounts import ContactRow, contacts_of
from app.queries.deal_lines import Lines, deal_lines
from app.queries.team import STAGE_STEPS, Person, StageOption, people, stages
from app.queries.terms import Terms, terms
from sync.core.change import Scalar
from sync.core.permissions import Actor, refusal
from sync.store import rows

_ASKED: Mapping[str, Scalar] = {"title": "", "owner_id": "", "shared": False, "deleted": True}
"""One register for each right a deal's buttons depend on."""
_FLAGS: Final = frozenset({18, 19, 20, 22, 24})
"""Columns of a deal that say yes or no."""


@dataclass(frozen=True, slots=True)
class DealDetail:
    """Everything of one deal but its timeline."""

    id: str
    title: str
    account_id: str
    account: str
    contact_id: str
    contact: str
    pipeline_id: str
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
    reason_tag: str = ""
    parked: bool = False
    confidence: int = 0
    pinned: bool = False
    pinned_why: str = ""


@dataclass(frozen=True, slots=True)
class DealStep:
    """An open next step of a deal."""

    id: str
    text: str
    due_on: str
    owner: str


@dataclass(frozen=True, slots=True)
class DealPage:
    """What the screen of one deal shows.

    Attributes:
        deal: The deal, deleted or not; None when it is not here.
        may: Registers this person may write, of those that need a right:
            ``title`` stands for every plain one, beside it ``owner_id``,
            ``shared`` and ``deleted``.
        people: Who one meets at the customer.
        next_steps: What is promised, soonest first.
        stages: Of every pipeline.
        team: Who could own it.
        lines: What it is about, line by line.
        terms: What the team agreed on: reasons to pick from.
    """

    deal: DealDetail | None
    may: frozenset[str]
    people: tuple[ContactRow, ...]
    next_steps: tuple[DealStep, ...]
    stages: tuple[StageOption, ...]
    team: tuple[Person, ...]
    lines: Lines = field(default_factory=Lines)
    terms: Terms = field(default_factory=Terms)


def deal_page(connection: Connection, deal_id: str, actor: Actor) -> DealPage:
    """Return one deal as its screen shows it to a person."""
    deal = deal_detail(connection, deal_id)
    row = rows.load(connection, "deal", deal_id)
    return DealPage(
        deal=deal,
        may=frozenset(
            name
            for name, value in _ASKED.items()
            if row and refusal(actor, "deal", deal_id, row.values, {name: value}) is None
        ),
        people=contacts_of(connection, deal.account_id) if deal and deal.account_id else (),
        next_steps=_next_steps(connection, deal_id),
        stages=stages(connection),
        team=people(connection),
        lines=deal_lines(connection, deal_id),
        terms=terms(connection),
    )


def deal_detail(connection: Connection, deal_id: str) -> DealDetail | None:
    """Return one deal, deleted or not; None when it is not here."""
    found = connection.exec_driver_sql(
        f"""
        SELECT d.id, d.title, d.account_id, coalesce(a.name, ''), d.contact_id,
            coalesce(c.name, ''), coalesce(s.pipeline_id, d.pipeline_id),
            coalesce(s.now_id, d.stage_id), coalesce(s.name, ''),
            coalesce(s.outcome, 'open'), d.amount_minor, d.currency, d.expected_on, d.closed_on,
            d.reason, d.read, d.owner_id, coalesce(u.name, ''), d.shared,
            EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = d.id), d.deleted, d.reason_tag,
            d.parked, d.confidence, coalesce(max(p.pinned), 0), coalesce(max(p.why), '')
        FROM deal d
        LEFT JOIN account a ON a.id = d.account_id
        LEFT JOIN contact c ON c.id = d.contact_id
        LEFT JOIN ({STAGE_STEPS}) s ON s.id = d.stage_id
        LEFT JOIN user u ON u.id = d.owner_id
        LEFT JOIN deal_place p ON p.deal_id = d.id AND NOT p.deleted
        WHERE d.id = ? GROUP BY d.id
        """,
        (deal_id,),
    ).first()
    if found is None:
        return None
    values: list[Any] = [bool(v) if at in _FLAGS else v for at, v in enumerate(found)]
    return DealDetail(*values)


def _next_steps(connection: Connection, deal_id: str) -> tuple[DealStep, ...]:
    found = connection.exec_driver_sql(
        """
        SELECT f.id, f.text, f.due_on, coalesce(u.name, '')
        FROM follow_up f LEFT JOIN user u ON u.id = f.owner_id
        WHERE f.deal_id = ? AND f.done_ms = 0 AND NOT f.deleted
        ORDER BY f.due_on = '', f.due_on, f.id
        """,
        (deal_id,),
    )
    return tuple(DealStep(*row) for row in found)
