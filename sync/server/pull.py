"""A page of what a device may read and does not have yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, select

from sync.core.permissions import Actor, can_read, readable_scopes
from sync.core.protocol import PAGE_BYTES
from sync.server.auth import Login
from sync.server.checksums import DamagedRowsError, checksum
from sync.server.cursor import Cursor
from sync.server.erasing import SCOPE as ERASED
from sync.server.rows import wire_text
from sync.server.tables import EXIT, RECORD
from sync.server.within import LED, WITHIN, within

_FETCH = 500
"""Rows read from the database at a time."""
_LEAST_BYTES = 4 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """Rows above a cursor.

    Attributes:
        rows: Each as JSON text, in order of position.
        exits: Kind and id of records that left what the reader may read.
        pos: Position up to which the reader now has everything.
        more: Whether readable rows remain above `pos`.
    """

    rows: list[str]
    exits: Sequence[tuple[str, str]]
    pos: int
    more: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a device asks for: what lies between its cursor and the head, at most so much."""

    cursor: Cursor
    head: int
    most_bytes: int


def read_page(connection: Connection, login: Login, actor: Actor, wanted: Wanted) -> Page:
    """Read the page above a cursor, up to the head.

    Rows that this device wrote and holds as they stand are left out, except in
    a reading from the start.

    Raises:
        DamagedRowsError: If some rows must be healed first.
    """
    cursor, head = wanted.cursor, wanted.head
    if cursor.pos >= head:
        return Page([], (), head, more=False)
    most_bytes = min(max(wanted.most_bytes, _LEAST_BYTES), PAGE_BYTES)
    bounds = {
        "team": login.team_id,
        "after": cursor.pos,
        "upto": head,
        # No row is settled by a negative number, so nothing is left out.
        "device": -1 if cursor.since else login.number,
    }
    rows, pos, more = _rows(connection, actor, bounds, most_bytes)
    upto = pos if more else head
    exits = _exits(connection, actor, {**bounds, "after": max(cursor.pos, cursor.since)}, upto)
    return Page(rows, exits, upto, more)


def _rows(
    connection: Connection, actor: Actor, bounds: dict[str, object], most_bytes: int
) -> tuple[list[str], int, bool]:
    """Return rows until the page is full, the last one's position, and whether more remain."""
    statement = _LED_ROWS if actor.leads else _SCOPED_ROWS
    texts: list[str] = []
    damaged: list[str] = []
    size = last = 0
    more = False
    options = {"yield_per": _FETCH}
    with connection.execute(
        statement, {**bounds, **within(actor)}, execution_options=options
    ) as result:
        for kind, record_id, stamps, fields, crc, pos in result:
            if size >= most_bytes:
                more = True
                break
            if crc != checksum(stamps, fields):
                damaged.append(record_id)
                continue
            text = wire_text(actor, kind, record_id, stamps, fields)
            texts.append(text)
            size += len(text)
            last = pos
    if damaged:
        raise DamagedRowsError(str(bounds["team"]), damaged)
    return texts, last, more


def _exits(
    connection: Connection, actor: Actor, bounds: dict[str, object], upto: int
) -> list[tuple[str, str]]:
    """Return the records that left a scope of the reader and are in none of them now."""
    scopes = (*(readable_scopes(actor) or ()), ERASED)
    result = connection.execute(_EXITS, {**bounds, "upto": upto, "scopes": scopes})
    # Of one that is nowhere, and was not erased, the deletion was told long ago.
    gone = {
        (kind, record_id): None
        for kind, record_id, left, now in result
        if (left == ERASED if now is None else not can_read(actor, now))
    }
    return list(gone)


_ROWS = (
    select(
        RECORD.c.kind,
        RECORD.c.id,
        RECORD.c.stamps,
        RECORD.c.fields,
        RECORD.c.crc,
        RECORD.c.pos,
    )
    .where(
        RECORD.c.team_id == bindparam("team"),
        RECORD.c.pos > bindparam("after"),
        RECORD.c.pos <= bindparam("upto"),
        RECORD.c.settled_by != bindparam("device"),
    )
    .order_by(RECORD.c.pos)
)
_LED_ROWS = _ROWS.where(LED)
_SCOPED_ROWS = _ROWS.where(WITHIN)
_EXITS = (
    select(EXIT.c.kind, EXIT.c.id, EXIT.c.scope, RECORD.c.scope)
    .outerjoin(RECORD, and_(RECORD.c.team_id == EXIT.c.team_id, RECORD.c.id == EXIT.c.id))
    .where(
        EXIT.c.team_id == bindparam("team"),
        EXIT.c.pos > bindparam("after"),
        EXIT.c.pos <= bindparam("upto"),
        EXIT.c.scope.in_(bindparam("scopes", expanding=True)),
    )
    .order_by(EXIT.c.pos)
)
