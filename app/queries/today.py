"""What matters today: the next stop with its brief, and what was promised."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from app.queries.brief import Brief, brief
from app.queries.stops import Stop, in_order, ms_of, planned_stops
from sync.core.spans import DAY_MS, HOUR_MS

_VISIT_MS = 2 * HOUR_MS
"""A planned visit is over by then."""
_LOOK_BACK_MS = 3 * DAY_MS
"""What nobody wrote about until then has faded."""
_LOOK_AHEAD_MS = 7 * DAY_MS
_QUIET_MS = 30 * DAY_MS
EVENING = 18
"""The hour from which one is greeted so and reminded of what nobody wrote down; a day's stops
in an order of their own are over by then, too."""
_COMING = 5
_UNHAPPY = 5


@dataclass(frozen=True, slots=True)
class DueStep:
    """An open next step of this person.

    Attributes:
        due_on: ISO date; empty for some day.
        form: Empty for a promise; ``check_in`` for asking, after the sale, how it goes.
    """

    id: str
    text: str
    due_on: str
    account_id: str
    account: str
    deal: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Unhappy:
    """A customer who is unhappy.

    Attributes:
        since_ms: When somebody said so.
        problem: Their oldest open problem; empty for none.
    """

    account_id: str
    account: str
    since_ms: int
    problem: str


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
        unhappy: Customers of this person, and of nobody, who are unhappy, the newest first.
        arrived: Whether the person has said they are at the next stop.
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
    unhappy: tuple[Unhappy, ...] = ()
    arrived: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing waits for the person today."""
        return not (self.next_stop or self.unnoted or self.due or self.unhappy)


def today(connection: Connection, user_id: str, now: datetime, arrived_id: str = "") -> Today:
    """Return a person's day.

    Args:
        connection: A read transaction.
        user_id: Whose day.
        now: The present moment, local.
        arrived_id: The planned visit the person has arrived for; empty for none.
    """
    day_start_ms, now_ms = ms_of(now.replace(hour=0, minute=0)), ms_of(now)
    today_iso = now.date().isoformat()
    planned = planned_stops(
        connection, user_id, day_start_ms - _LOOK_BACK_MS, day_start_ms + _LOOK_AHEAD_MS
    )
    stops, unnoted = _parted(planned, day_start_ms, now_ms, arrived_id)
    steps = _steps(connection, user_id)
    day = Today(
        next_stop=stops[0] if stops else None,
        brief=brief(connection, stops[0].account_id) if stops else None,
        later=stops[1:],
        unnoted=unnoted,
        due=tuple(s for s in steps if s.due_on and s.due_on <= today_iso),
        coming=tuple(s for s in steps if s.due_on > today_iso)[:_COMING],
        some_day=sum(1 for s in steps if not s.due_on),
        customers=_any_customer(connection),
        quiet_deals=0,
        unhappy=_unhappy(connection, user_id),
        arrived=bool(stops) and stops[0].id == arrived_id,
    )
    if not day.empty:
        return day
    return replace(day, quiet_deals=_quiet_deals(connection, user_id, now_ms - _QUIET_MS))


def unwritten_today(connection: Connection, user_id: str, now: datetime) -> int:
    """Return how many of today's planned visits are over and nobody wrote about."""
    day_start_ms, now_ms = ms_of(now.replace(hour=0, minute=0)), ms_of(now)
    return len(planned_stops(connection, user_id, day_start_ms, now_ms - _VISIT_MS))


def _parted(
    planned: tuple[Stop, ...], day_start_ms: int, now_ms: int, arrived_id: str
) -> tuple[tuple[Stop, ...], tuple[Stop, ...]]:
    """Return the stops to come as they are driven, and those nobody wrote about.

    The hours of a day whose stops were put in order are hints: they are over in the
    evening. Where one has arrived one is, whatever the clock says.
    """
    evening = now_ms >= day_start_ms + EVENING * HOUR_MS

    def over(stop: Stop) -> bool:
        if stop.id == arrived_id or stop.at_ms >= now_ms - _VISIT_MS:
            return False
        return evening or stop.at_ms < day_start_ms or not stop.position

    tomorrow_ms = day_start_ms + DAY_MS
    coming = tuple(stop for stop in planned if not over(stop))
    here = tuple(stop for stop in coming if stop.id == arrived_id)
    rest = tuple(stop for stop in coming if stop.id != arrived_id)
    today_stops = in_order(tuple(stop for stop in rest if stop.at_ms < tomorrow_ms))
    later = tuple(stop for stop in rest if stop.at_ms >= tomorrow_ms)
    return (*here, *today_stops, *later), tuple(stop for stop in planned if over(stop))


def _any_customer(connection: Connection) -> bool:
    found = connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM account WHERE NOT deleted)")
    return bool(found.scalar_one())


def _quiet_deals(connection: Connection, user_id: str, since_ms: int) -> int:
    """Return how many open deals have had no visit, call or word since then."""
    found = connection.exec_driver_sql(
        """
        SELECT count(*) FROM deal d
        WHERE d.owner_id = ? AND NOT d.deleted AND NOT d.parked AND d.created_ms < ?
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
        SELECT f.id, f.text, f.due_on, f.account_id, coalesce(a.name, ''), coalesce(d.title, ''),
            f.form
        FROM follow_up f LEFT JOIN account a ON a.id = f.account_id
        LEFT JOIN deal d ON d.id = f.deal_id
        WHERE f.owner_id = ? AND f.done_ms = 0 AND NOT f.deleted
        ORDER BY f.due_on = '', f.due_on, f.id
        """,
        (user_id,),
    )
    return tuple(DueStep(*row) for row in found)


def _unhappy(connection: Connection, user_id: str) -> tuple[Unhappy, ...]:
    found = connection.exec_driver_sql(
        """
        SELECT a.id, a.name, a.mood_ms, coalesce((
            SELECT p.text FROM problem p
            WHERE p.account_id = a.id AND p.state <> 'closed' AND NOT p.deleted
            ORDER BY p.created_ms, p.id LIMIT 1
        ), '')
        FROM account a
        WHERE a.mood = 'unhappy' AND a.mood <> '' AND NOT a.deleted AND a.owner_id IN (?, '')
        ORDER BY a.mood_ms DESC, a.id LIMIT ?
        """,
        (user_id, _UNHAPPY),
    )
    return tuple(Unhappy(*row) for row in found)
