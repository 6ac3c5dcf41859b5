"""What the server itself writes: ordinary changes by device number 0.

Its hybrid clock is the team's, in the head row; its writes go the way of
everyone's: merge, then positions.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from sync.core.change import Change, Scalar, newest
from sync.core.clock import SERVER, Clock
from sync.server.history import Writing
from sync.server.rows import Row, load, save
from sync.server.tables import TEAM_HEAD

_CLOCK = select(TEAM_HEAD.c.clock).where(TEAM_HEAD.c.team_id == bindparam("team")).with_for_update()


@dataclass(frozen=True, slots=True)
class OwnWrite:
    """Registers of one record, to be written by the server."""

    kind: str
    id: str
    fields: Mapping[str, Scalar]


def write(
    connection: Connection,
    team_id: str,
    writes: Collection[OwnWrite],
    now_ms: int,
    user_id: str = "",
) -> int:
    """Write records in sight of what they replace; the last step of a transaction.

    Args:
        connection: A writing transaction.
        team_id: The team.
        writes: What to write.
        now_ms: The server's wall clock.
        user_id: On whose behalf; empty for whoever runs the server.

    Returns:
        The team's new head.
    """
    # Records before the head, as everybody locks them.
    rows = load(connection, team_id, {w.id for w in writes})
    clock = Clock.load(SERVER, connection.execute(_CLOCK, {"team": team_id}).scalar_one())
    for w in writes:
        row = rows.setdefault(w.id, Row(w.kind, w.id))
        clock = clock.observe(newest(row.stamps)).tick(now_ms)
        row.meet(Change(0, w.kind, w.id, w.fields, clock.stamp, seen=row.stamps))
        row.settled_by = SERVER
    # Later stamps always win, so there is something to save.
    writing = Writing(now_ms, SERVER, user_id)
    head = save(connection, team_id, rows.values(), writing, clock.stamp)
    return 0 if head is None else head.seq
