"""What a new note starts from: the customer it is likely about, or words left earlier."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.queries.deal_lines import products
from app.queries.drafts import Draft, draft_of, drafts
from app.queries.guess import Guess, Whereabouts, likely

DRAFT_PREFIX = "capture-"
_OFFERED = 5


@dataclass(frozen=True, slots=True)
class CaptureStart:
    """What stands on the form before anybody typed.

    Attributes:
        guesses: Likely customers, likeliest first.
        draft: Words not filed yet: those that were asked for, or the newest, if any.
    """

    guesses: tuple[Guess, ...]
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class DealOption:
    """An open deal a note can be about."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody, or something, by name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class VisitChoices:
    """What can be said of a visit beside words.

    Attributes:
        people: At the customer, those confirmed last first.
        products: What the team sells, by name.
        outcomes: The team's own list; empty when it made none.
    """

    people: tuple[Named, ...] = ()
    products: tuple[Named, ...] = ()
    outcomes: tuple[str, ...] = ()


def visit_choices(connection: Connection, account_id: str) -> VisitChoices:
    """Return what can be said of a visit at a customer."""
    people = connection.exec_driver_sql(
        "SELECT id, name FROM contact WHERE account_id = ? AND account_id <> '' AND NOT deleted"
        " AND name <> '' ORDER BY confirmed_ms DESC, name, id LIMIT 30",
        (account_id,),
    )
    said = connection.exec_driver_sql("SELECT outcomes FROM team").scalar()
    return VisitChoices(
        people=tuple(Named(*row) for row in people),
        products=tuple(Named(one.id, one.name) for one in products(connection)),
        outcomes=tuple(line.strip() for line in str(said or "").splitlines() if line.strip()),
    )


def capture_start(
    connection: Connection, user_id: str, now_ms: int, at: Whereabouts, draft_key: str = ""
) -> CaptureStart:
    """Return what a new note starts from.

    Args:
        connection: A read transaction.
        user_id: Who writes.
        now_ms: The present moment, UTC milliseconds.
        at: The customer on screen, and the planned visit it is about.
        draft_key: The draft to go on with; empty for the newest one, as where it is gone.
    """
    named = draft_of(connection, draft_key) if draft_key.startswith(DRAFT_PREFIX) else None
    return CaptureStart(
        guesses=likely(connection, user_id, now_ms, at, _OFFERED),
        draft=named or next(iter(drafts(connection, DRAFT_PREFIX, 1)), None),
    )


def open_deals(connection: Connection, account_id: str) -> tuple[DealOption, ...]:
    """Return a customer's open deals, the one due first in front."""
    found = connection.exec_driver_sql(
        "SELECT id, title FROM deal WHERE account_id = ? AND account_id <> '' AND NOT deleted"
        " AND stage_id NOT IN (SELECT id FROM stage WHERE outcome <> 'open')"
        " ORDER BY expected_on = '', expected_on, id LIMIT 12",
        (account_id,),
    )
    return tuple(DealOption(*row) for row in found)
