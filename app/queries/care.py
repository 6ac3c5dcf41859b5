"""What a customer needs after the sale: problems, facts about them, renewals."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

RENEWAL_DAYS: Final = 60
"""So long before a renewal one may still do something about it; and so long after it is missed."""


@dataclass(frozen=True, slots=True)
class CardProblem:
    """A problem that is not put right.

    Attributes:
        state: ``open`` or ``working``.
        owner: Who sees to it; empty for nobody.
        since_ms: When it was recorded, UTC milliseconds.
        solution: What put it right, where it was solved before and is open again.
    """

    id: str
    text: str
    state: str
    owner_id: str
    owner: str
    since_ms: int
    solution: str = ""


@dataclass(frozen=True, slots=True)
class CardFact:
    """Something that is so at a customer.

    Attributes:
        told_ms: When somebody last said so, UTC milliseconds.
        teller: Who first said so.
    """

    id: str
    text: str
    told_ms: int
    teller: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """A customer whose contract ends or renews soon, or did a little while ago.

    Attributes:
        renews_on: ISO date.
        owner: Who looks after them; empty for nobody.
    """

    account_id: str
    account: str
    city: str
    renews_on: str
    owner_id: str
    owner: str


def open_problems(connection: Connection, account_id: str) -> tuple[CardProblem, ...]:
    """Return what is not put right at a customer, oldest first."""
    found = connection.exec_driver_sql(
        "SELECT p.id, p.text, p.state, p.owner_id, coalesce(u.name, ''), p.created_ms, p.solution"
        " FROM problem p LEFT JOIN user u ON u.id = p.owner_id"
        " WHERE p.account_id = ? AND p.state <> 'closed' AND NOT p.deleted"
        " ORDER BY p.created_ms, p.id",
        (account_id,),
    )
    return tuple(CardProblem(*row) for row in found)


def facts_of(connection: Connection, account_id: str) -> tuple[CardFact, ...]:
    """Return what is so at a customer, last said first."""
    found = connection.exec_driver_sql(
        "SELECT f.id, f.text, f.told_ms, coalesce(u.name, '')"
        " FROM fact f LEFT JOIN user u ON u.id = f.owner_id"
        " WHERE f.account_id = ? AND NOT f.deleted ORDER BY f.told_ms DESC, f.id DESC",
        (account_id,),
    )
    return tuple(CardFact(*row) for row in found)


def renewals(connection: Connection, today: date, owner_id: str = "") -> tuple[Renewal, ...]:
    """Return the customers that renew within `RENEWAL_DAYS` of today, before or after, by day.

    Args:
        connection: A read transaction.
        today: The local date.
        owner_id: Only what this person looks after, or nobody does; empty for everybody's.
    """
    span = timedelta(days=RENEWAL_DAYS)
    found = connection.exec_driver_sql(
        "SELECT a.id, a.name, a.city, a.renews_on, a.owner_id, coalesce(u.name, '')"
        " FROM account a LEFT JOIN user u ON u.id = a.owner_id"
        " WHERE a.renews_on <> '' AND a.renews_on BETWEEN ? AND ? AND NOT a.deleted"
        " AND (? = '' OR a.owner_id IN ('', ?)) ORDER BY a.renews_on, a.name COLLATE NOCASE, a.id",
        ((today - span).isoformat(), (today + span).isoformat(), owner_id, owner_id),
    )
    return tuple(Renewal(*row) for row in found)
