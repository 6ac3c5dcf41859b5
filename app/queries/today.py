"""What matters today: the next stop with its brief, and what was promised."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.queries.accounts import open_totals
from app.queries.deals import Total
from app.queries.timeline import Moment, account_timeline

_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Stop:
    """A planned visit."""

    id: str
    account_id: str
    account: str
    city: str
    at_ms: int
    deal_id: str
    deal: str


@dataclass(frozen=True, slots=True)
class DueStep:
    """An open next step of this person.

    Attributes:
        due_on: ISO date; empty for some day.
    """

    id: str
    text: str
    due_on: str
    account_id: str
    account: str
    deal: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know before walking in, each part empty when there is nothing."""

    must_know: str
    promised: str
    promised_on: str
    totals: tuple[Total, ...]
    people: tuple[str, ...]
    last: Moment | None


@dataclass(frozen=True, slots=True)
class Today:
    """The day of one person.

    Attributes:
        next_stop: The first planned visit not done yet, today or later.
        brief: Of the next stop's customer.
        later: The planned visits after it.
        due: Open next steps up to today, oldest first.
        coming: The few after today.
        some_day: How many carry no date.
    """

    next_stop: Stop | None
    brief: Brief | None
    later: tuple[Stop, ...]
    due: tuple[DueStep, ...]
    coming: tuple[DueStep, ...]
    some_day: int


def today(connection: Connection, user_id: str, today_iso: str, day_start_ms: int) -> Today:
    """Return a person's day.

    Args:
        connection: A read transaction.
        user_id: Whose day.
        today_iso: The local date.
        day_start_ms: When the local day began, UTC milliseconds.
    """
    stops = _stops(connection, user_id, day_start_ms)
    steps = _steps(connection, user_id)
    return Today(
        next_stop=stops[0] if stops else None,
        brief=brief(connection, stops[0].account_id) if stops else None,
        later=stops[1:],
        due=tuple(s for s in steps if s.due_on and s.due_on <= today_iso),
        coming=tuple(s for s in steps if s.due_on > today_iso)[:5],
        some_day=sum(1 for s in steps if not s.due_on),
    )


def brief(connection: Connection, account_id: str) -> Brief:
    """Return what to know about a customer before walking in."""
    promised = connection.exec_driver_sql(
        "SELECT text, due_on FROM follow_up WHERE account_id = ? AND done_ms = 0 AND NOT deleted"
        " AND text <> '' ORDER BY due_on = '', due_on LIMIT 1",
        (account_id,),
    ).first()
    must_know = connection.exec_driver_sql(
        "SELECT must_know FROM account WHERE id = ?", (account_id,)
    ).scalar()
    names = connection.exec_driver_sql(
        "SELECT name FROM contact WHERE account_id = ? AND NOT deleted ORDER BY confirmed_ms DESC,"
        " name LIMIT 3",
        (account_id,),
    ).scalars()
    spoken = [m for m in account_timeline(connection, account_id, 0, 5) if m.text]
    return Brief(
        must_know=must_know or "",
        promised=promised[0] if promised else "",
        promised_on=promised[1] if promised else "",
        totals=open_totals(connection, account_id),
        people=tuple(names),
        last=spoken[0] if spoken else None,
    )


def _stops(connection: Connection, user_id: str, day_start_ms: int) -> tuple[Stop, ...]:
    found = connection.exec_driver_sql(
        """
        SELECT v.id, v.account_id, coalesce(a.name, ''), coalesce(a.city, ''), v.at_ms, v.deal_id,
            coalesce(d.title, '')
        FROM visit v LEFT JOIN account a ON a.id = v.account_id
        LEFT JOIN deal d ON d.id = v.deal_id
        WHERE v.owner_id = ? AND NOT v.done AND NOT v.deleted AND v.at_ms BETWEEN ? AND ?
        ORDER BY v.at_ms, v.id LIMIT 20
        """,
        (user_id, day_start_ms, day_start_ms + 7 * _DAY_MS),
    )
    return tuple(Stop(*row) for row in found)


def _steps(connection: Connection, user_id: str) -> tuple[DueStep, ...]:
    found = connection.exec_driver_sql(
        """
        SELECT f.id, f.text, f.due_on, f.account_id, coalesce(a.name, ''), coalesce(d.title, '')
        FROM follow_up f LEFT JOIN account a ON a.id = f.account_id
        LEFT JOIN deal d ON d.id = f.deal_id
        WHERE f.owner_id = ? AND f.done_ms = 0 AND NOT f.deleted
        ORDER BY f.due_on = '', f.due_on, f.id
        """,
        (user_id,),
    )
    return tuple(DueStep(*row) for row in found)
