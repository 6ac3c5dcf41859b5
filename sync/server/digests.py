"""Sums over what a device may read, for it to compare with what it has.

Rows are checked against their checksums on the way; one that a disk has changed
is made again from its history and sent to everybody.
"""

from collections.abc import Iterator

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, select

from sync.core import schema
from sync.core.change import Scalar
from sync.core.digest import added, bucket_of, is_forgotten, row_digest
from sync.core.permissions import Actor, can_read, hidden_registers
from sync.core.protocol import DigestReply, DigestRequest, RowsRequest
from sync.server.auth import Login
from sync.server.checksums import DamagedRowsError, checksum
from sync.server.cursor import Cursor, view_of
from sync.server.rows import wire_text
from sync.server.tables import RECORD
from sync.server.within import LED, WITHIN, within

_ROWS = select(RECORD.c.kind, RECORD.c.id, RECORD.c.stamps, RECORD.c.fields, RECORD.c.crc).where(
    RECORD.c.team_id == bindparam("team")
)
_LED = _ROWS.where(LED)
_SCOPED = _ROWS.where(WITHIN)
_THESE = select(RECORD.c.kind, RECORD.c.id, RECORD.c.scope, RECORD.c.stamps, RECORD.c.fields).where(
    RECORD.c.team_id == bindparam("team"), RECORD.c.id.in_(bindparam("ids", expanding=True))
)


def is_current(login: Login, text: str) -> bool:
    """Tell whether a device has read all there is."""
    cursor = Cursor.parse(text, login.secret)
    return (
        cursor is not None
        and cursor.epoch == login.epoch == login.offered
        and cursor.view == view_of(login.actor)
        and cursor.pos == login.head
        and not cursor.since
    )


def digest(
    connection: Connection, login: Login, request: DigestRequest, now_ms: int
) -> DigestReply:
    """Return sums over the rows of a device's view, or the digests of single rows.

    Raises:
        DamagedRowsError: If some rows must be healed first.
    """
    version = min(request.schema, schema.SCHEMA_VERSION)
    if not is_current(login, request.cursor):
        return DigestReply(current=False, schema=version, now_ms=now_ms)
    buckets = frozenset(request.buckets)
    sums: dict[str, int] = {}
    for kind, record_id, stamps, values in _readable(connection, login, request.kind):
        if not schema.known_at(kind, version) or is_forgotten(stamps, values, now_ms):
            continue
        bucket = bucket_of(record_id)
        if buckets and bucket not in buckets:
            continue
        hidden = hidden_registers(login.actor, kind)
        one = row_digest((kind, record_id, stamps, values), version, hidden)
        key = record_id if buckets else str(bucket) if request.kind else kind
        sums[key] = added(sums.get(key, 0), one)
    told = tuple((key, f"{total:032x}") for key, total in sorted(sums.items()))
    return DigestReply(current=True, schema=version, now_ms=now_ms, sums=told)


def read_again(connection: Connection, login: Login, request: RowsRequest) -> list[str]:
    """Return the rows there are among those wanted, each as JSON text."""
    found = connection.execute(_THESE, {"team": login.team_id, "ids": list(request.ids)})
    return [
        wire_text(login.actor, kind, record_id, stamps, fields)
        for kind, record_id, scope, stamps, fields in found
        if kind == request.kind and can_read(login.actor, scope)
    ]


def _readable(
    connection: Connection, login: Login, only: str
) -> Iterator[tuple[str, str, str, dict[str, Scalar]]]:
    """Yield the rows of a device's view; of one kind, when one is named."""
    damaged: list[str] = []
    for kind, record_id, stamps, fields, crc in _stored(connection, login.team_id, login.actor):
        if crc != checksum(stamps, fields):
            damaged.append(record_id)
        elif not only or kind == only:
            yield kind, record_id, stamps, from_json(fields)
    if damaged:
        raise DamagedRowsError(login.team_id, damaged)


def _stored(
    connection: Connection, team_id: str, actor: Actor
) -> Iterator[tuple[str, str, str, str, int]]:
    statement = _LED if actor.leads else _SCOPED
    parameters = {"team": team_id, **within(actor)}
    options = {"yield_per": 1_000}
    with connection.execute(statement, parameters, execution_options=options) as result:
        for row in result:
            yield tuple(row)
