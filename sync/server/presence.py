"""What the server remembers of how far each device has come."""

from sqlalchemy import Connection, bindparam, update

from sync.core.clock import MAX_COUNTER, MAX_DEVICE, NEVER, stamp
from sync.core.spans import DAY_MS
from sync.server.auth import Login
from sync.server.cursor import Cursor
from sync.server.tables import DEVICE, TEAM_HEAD

_DEVICE = (DEVICE.c.team_id == bindparam("at_team"), DEVICE.c.number == bindparam("at_number"))
_SEEN = (
    update(DEVICE)
    .where(*_DEVICE)
    .values(seen_day=bindparam("at_day"), read_pos=bindparam("at_pos"))
)
_OFFERED = update(DEVICE).where(*_DEVICE).values(offered=bindparam("at_epoch"))
_EPOCH = (
    update(TEAM_HEAD)
    .where(TEAM_HEAD.c.team_id == bindparam("at_team"))
    .values(epoch=bindparam("at_epoch"))
)
_CLOCK = (
    update(TEAM_HEAD)
    .where(TEAM_HEAD.c.team_id == bindparam("at_team"), TEAM_HEAD.c.clock < bindparam("at_clock"))
    .values(clock=bindparam("at_clock"))
)


def day_of(now_ms: int) -> int:
    """Return the day since 1970."""
    return now_ms // DAY_MS


def note_seen(connection: Connection, login: Login, cursor: Cursor | None, now_ms: int) -> None:
    """Note, at a device's first request of a day, how far it has read.

    Only for collecting tombstones: a day is all that is kept, and nobody is told.
    """
    day = day_of(now_ms)
    if login.seen_day != day:
        pos = cursor.pos if cursor and cursor.epoch == login.epoch and not cursor.since else 0
        at = {"at_team": login.team_id, "at_number": login.number}
        connection.execute(_SEEN, {**at, "at_day": day, "at_pos": pos})


def begin_epoch(connection: Connection, team_id: str, epoch: str) -> None:
    """Ask every device of a team for what this database may have lost."""
    connection.execute(_EPOCH, {"at_team": team_id, "at_epoch": epoch})


def note_clock(connection: Connection, login: Login, cursor: Cursor | None) -> None:
    """Move the team's clock up to what a device was told before a copy was put back."""
    at = stamp(cursor.clock_ms, MAX_COUNTER, MAX_DEVICE) if cursor else NEVER
    if at > login.clock:
        connection.execute(_CLOCK, {"at_team": login.team_id, "at_clock": at})


def ask_for_offer(connection: Connection, team_id: str, number: int) -> None:
    """Ask a device for all it holds, once it comes."""
    connection.execute(_OFFERED, {"at_team": team_id, "at_number": number, "at_epoch": ""})


def note_offered(connection: Connection, login: Login) -> None:
    """Note that a device has offered all it holds in this epoch."""
    at = {"at_team": login.team_id, "at_number": login.number}
    connection.execute(_OFFERED, {**at, "at_epoch": login.epoch})
