"""What matters today: the next stop with its brief, and what was promised."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.queries.brief import Brief, brief
from sync.core.spans import DAY_MS, HOUR_MS

_VISIT_MS = 2 * HOUR_MS
"""A planned visit is over by then."""
_LOOK_BACK_MS = 3 * DAY_MS
"""What nobody wrote about until then has faded."""
_LOOK_AHEAD_MS = 7 * DAY_MS
_QUIET_MS = 30 * DAY_MS
_COMING = 5


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
class Today:
    """The day of one person.

    Attributes:
        next_stop: The first planned visit that is not over, today or later.
        brief: Of the next stop's customer.
        later: The planned visits after it, up to a week ahead.
        unnoted: Planned visits of the last days that nobody wrote about.
        due: Open next steps up to today, oldest first.
        coming: The few after today.
        some_day: How many carry no date.
        customers: Whether there is any customer at all.
        quiet_deals: Open deals nobody has touched for a month; counted on an empty day only.
    """

    next_stop: Stop | None
    brief: Brief | None
    later: tuple[Stop, ...]
    unnoted: tuple[Stop, ...]
    due: tuple[DueStep, ...]
    coming: tuple[DueStep, ...]
    some_day: int
    customers: bool
    quiet_deals: int

    @property
    def empty(self) -> bool:
        """Whether nothing waits for the person today."""
        return not (self.next_stop or self.unnoted or self.due)


def today(
    connection: Connection, user_id: str, today_iso: str, day_start_ms: int, now_ms: int
) -> Today:
    """Return a person's day.

    Args:
        connection: A read transaction.
        user_id: Whose day.
        today_iso: The local date.
        day_start_ms: When the local day began, UTC milliseconds.
        now_ms: The present moment, UTC milliseconds.
    """
    over_ms = now_ms - _VISIT_MS
    planned = _planned(
        connection, user_id, day_start_ms - _LOOK_BACK_MS, day_start_ms + _LOOK_AHEAD_MS
    )
    stops = tuple(stop for stop in planned if stop.at_ms >= over_ms)
    steps = _steps(connection, user_id)
    day = Today(
        next_stop=stops[0] if stops else None,
        brief=brief(connection, stops[0].account_id) if stops else None,
        later=stops[1:],
        unnoted=tuple(stop for stop in planned if stop.at_ms < over_ms),
        due=tuple(s for s in steps if s.due_on and s.due_on <= today_iso),
        coming=tuple(s for s in steps if s.due_on > today_iso)[:_COMING],
        some_day=sum(1 for s in steps if not s.due_on),
        customers=_any_customer(connection),
        quiet_deals=0,
    )
    if not day.empty:
        return day
    return replace(day, quiet_deals=_quiet_deals(connection, user_id, now_ms - _QUIET_MS))


def _planned(connection: Connection, user_id: str, from_ms: int, until_ms: int) -> tuple[Stop, ...]:
    found = connection.exec_driver_sql(
        """
        SELECT v.id, v.account_id, coalesce(a.name, ''), coalesce(a.city, ''), v.at_ms, v.deal_id,
            coalesce(d.title, '')
        FROM visit v LEFT JOIN account a ON a.id = v.account_id
        LEFT JOIN deal d ON d.id = v.deal_id
        WHERE v.owner_id = ? AND NOT v.done AND NOT v.deleted AND v.at_ms >= ? AND v.at_ms < ?
        ORDER BY v.at_ms, v.id LIMIT 40
        """,
        (user_id, from_ms, until_ms),
    )
    return tuple(Stop(*row) for row in found)


def _any_customer(connection: Connection) -> bool:
    found = connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM account WHERE NOT deleted)")
    return bool(found.scalar_one())


def _quiet_deals(connection: Connection, user_id: str, since_ms: int) -> int:
    """Return how many open deals have had no visit, call or word since then."""
    found = connection.exec_driver_sql(
        """
        SELECT count(*) FROM deal d
        WHERE d.owner_id = ? AND NOT d.deleted AND d.created_ms < ?
            AND d.stage_id NOT IN (SELECT id FROM stage WHERE outcome <> 'open')
            AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.account_id = d.account_id
                AND v.at_ms >= ? AND NOT v.deleted)
            AND NOT EXISTS (SELECT 1 FROM note n WHERE n.account_id = d.account_id
                AND n.written_ms >= ? AND NOT n.deleted)
        """,
        (user_id, since_ms, since_ms, since_ms),
    )
    return int(found.scalar_one())


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
