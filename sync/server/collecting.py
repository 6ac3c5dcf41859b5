"""Take away tombstones that everybody has heard of.

A deleted record goes 180 days after its last change, once every device that came
within 90 days has read past it. A device that was away longer reads from the
start, which sweeps what is gone and keeps what it has to send. The conflicts about
it are deleted then, and go as late again. The history keeps everything.
"""

from collections.abc import Iterator

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, case, delete, func, select, update

from sync.core.change import newest
from sync.core.clock import parse
from sync.core.spans import DAY_MS
from sync.core.tombstones import KEPT_DAYS
from sync.server import gone
from sync.server.checksums import checksum
from sync.server.own_writes import OwnWrite, write
from sync.server.presence import day_of
from sync.server.rows import load
from sync.server.tables import DEVICE, EXIT, RECORD, TEAM_HEAD

_KIND = "conflict"
LIVE_DAYS = 90

_IS_DELETED = '"deleted":true'
_AT_ONCE = 1_000

_TEAMS = select(TEAM_HEAD.c.team_id).order_by(TEAM_HEAD.c.team_id)
_PASSED = select(func.min(DEVICE.c.read_pos)).where(
    DEVICE.c.team_id == bindparam("team"),
    DEVICE.c.revoked.is_(False),
    DEVICE.c.seen_day >= bindparam("since"),
)
_DELETED = select(RECORD.c.id, RECORD.c.pos, RECORD.c.stamps, RECORD.c.fields, RECORD.c.crc).where(
    RECORD.c.team_id == bindparam("team"),
    RECORD.c.pos <= bindparam("upto"),
    RECORD.c.fields.contains(_IS_DELETED, autoescape=True),
)
# Whoever brings it back meanwhile moves it on.
_TAKE_AWAY = delete(RECORD).where(
    RECORD.c.team_id == bindparam("team"),
    RECORD.c.id == bindparam("gone"),
    RECORD.c.pos == bindparam("at_pos"),
)
_ABOUT = select(RECORD.c.id, RECORD.c.about).where(
    RECORD.c.team_id == bindparam("team"),
    RECORD.c.kind == _KIND,
    RECORD.c.about != "",
    RECORD.c.about.in_(bindparam("ids", expanding=True)),
    ~RECORD.c.fields.contains(_IS_DELETED, autoescape=True),
)
_EXITS = delete(EXIT).where(EXIT.c.team_id == bindparam("team"), EXIT.c.pos <= bindparam("upto"))
_COLLECTED = (
    update(TEAM_HEAD)
    .where(TEAM_HEAD.c.team_id == bindparam("at_team"))
    .values(
        collected=case(
            (TEAM_HEAD.c.collected < bindparam("upto"), bindparam("upto")),
            else_=TEAM_HEAD.c.collected,
        )
    )
)


def teams(connection: Connection) -> list[str]:
    """Return the teams there are."""
    return list(connection.execute(_TEAMS).scalars())


def collect(connection: Connection, team_id: str, now_ms: int) -> int:
    """Take away a team's old tombstones, and delete the conflicts about them; return how many.

    Args:
        connection: A writing transaction.
        team_id: The team.
        now_ms: The server's wall clock.
    """
    since = day_of(now_ms) - LIVE_DAYS
    passed = connection.execute(_PASSED, {"team": team_id, "since": since}).scalar()
    if passed is None:
        return 0
    old = sorted(_old(connection, team_id, int(passed), now_ms))[:_AT_ONCE]
    ids = [record_id for record_id, _ in old]
    about = dict(tuple(row) for row in connection.execute(_ABOUT, {"team": team_id, "ids": ids}))
    load(connection, team_id, {*ids, *about})  # locks them in everyone's order
    taken = {
        record_id: pos
        for record_id, pos in old
        if connection.execute(
            _TAKE_AWAY, {"team": team_id, "gone": record_id, "at_pos": pos}
        ).rowcount
    }
    if not taken:
        return 0
    gone.remember(connection, team_id, taken)
    over = [i for i, record_id in about.items() if record_id in taken]
    if over:
        write(connection, team_id, [OwnWrite(_KIND, i, {"deleted": True}) for i in over], now_ms)
    upto = max(taken.values())
    connection.execute(_EXITS, {"team": team_id, "upto": upto})
    connection.execute(_COLLECTED, {"at_team": team_id, "upto": upto})
    return len(taken)


def _old(connection: Connection, team_id: str, upto: int, now_ms: int) -> Iterator[tuple[str, int]]:
    limit_ms = now_ms - KEPT_DAYS * DAY_MS
    for record_id, pos, stamps, fields, crc in connection.execute(
        _DELETED, {"team": team_id, "upto": upto}
    ):
        if checksum(stamps, fields) != crc:
            continue  # a disk changed it: it is to be healed first
        is_old = parse(newest(stamps))[0] < limit_ms
        if is_old and from_json(fields).get("deleted") is True:
            yield record_id, pos
