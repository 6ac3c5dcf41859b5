"""Make sure that this replica holds what the server does, and repair what differs.

Both sides sum up their rows at the same place (`sync.core.digest`): by kind, then
by bucket, then row by row. Where they differ the server's row is taken, as at any
page; what stood here is set aside in a file first. The store is never wiped.
"""

import json
import logging
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Protocol

from sqlalchemy import Connection

from sync.client import outbox, state
from sync.client.replica import Replica
from sync.core import schema
from sync.core.digest import added, bucket_of, is_forgotten, row_digest
from sync.core.errors import ServerFaultError
from sync.core.permissions import Actor, hidden_registers
from sync.core.protocol import DigestReply, DigestRequest, RowsReply, RowsRequest, WireRow
from sync.core.spans import DAY_MS
from sync.store import apply, rows
from sync.store.engine import explained

DUE_MS = DAY_MS
SET_ASIDE = "set-aside.jsonl"
"""File beside the replica with the rows that a repair replaced, one JSON object a line."""
_AT_ONCE = 200
_FIRST_SCHEMA = 2
"""The first schema version whose servers can compare."""

log = logging.getLogger(__name__)


class ComparingService(Protocol):
    """The server, as far as comparing needs it."""

    def digest(self, request: DigestRequest) -> DigestReply:
        """Return sums over the rows this device may read."""

    def rows(self, request: RowsRequest) -> RowsReply:
        """Return rows again."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing.

    Attributes:
        done: Whether both sides could be compared; not while anything is on its way.
        repaired: Rows that differed and are the server's now.
    """

    done: bool
    repaired: int = 0


class _MovedOnError(Exception):
    """Something was written or read meanwhile: the sums are of another moment."""


def compare_if_due(replica: Replica, service: ComparingService) -> Compared | None:
    """Compare once a day; None when it is not time yet, or the server cannot.

    A server that fails at it is asked again tomorrow.

    Raises:
        ServiceError: If the server could not be reached, or has signed this device out.
        StoreError: If the replica could not be written.
    """
    now_ms, current = replica.now_ms(), replica.state()
    since_ms = now_ms - current.compared_ms
    if 0 <= since_ms < DUE_MS or current.server_schema < _FIRST_SCHEMA:
        return None
    try:
        return compare(replica, service)
    except ServerFaultError as error:
        log.info("not-compared status=%s", error.fields.get("status"))
        with replica.exclusive() as connection:
            state.save(connection, compared_ms=now_ms)
        return None


def compare(replica: Replica, service: ComparingService) -> Compared:
    """Compare the whole replica with the server, and repair it.

    Raises:
        ServiceError: If the server could not be asked.
        StoreError: If the replica could not be written; rows repaired before stay so.
    """
    try:
        repaired = _compare(replica, service)
    except _MovedOnError:
        return Compared(done=False)
    with replica.exclusive() as connection:
        state.save(connection, compared_ms=replica.now_ms())
    return Compared(done=True, repaired=repaired)


def _compare(replica: Replica, service: ComparingService) -> int:
    with replica.reading() as connection:
        cursor = _settled_cursor(connection)
    top = _asked(service, DigestRequest(cursor, schema.SCHEMA_VERSION))
    mine = _sums(replica, cursor, top, schema.RECORDS, lambda kind, _id: kind)
    repaired = 0
    for kind in _different(mine, top):
        by_bucket = _asked(service, DigestRequest(cursor, schema.SCHEMA_VERSION, kind))
        own = _sums(replica, cursor, top, [kind], lambda _kind, i: str(bucket_of(i)))
        buckets = tuple(int(text) for text in _different(own, by_bucket))
        if buckets:
            theirs = _asked(service, DigestRequest(cursor, schema.SCHEMA_VERSION, kind, buckets))
            single = _sums(replica, cursor, top, [kind], partial(_within, buckets))
            repaired += _repair(replica, service, cursor, kind, _different(single, theirs))
    return repaired


def _within(buckets: tuple[int, ...], _kind: str, record_id: str) -> str:
    """Return a record's own key, if it is in one of these buckets."""
    return record_id if bucket_of(record_id) in buckets else ""


def _settled_cursor(connection: Connection) -> str:
    """Return the cursor, if nothing is on its way in either direction."""
    current = state.load(connection)
    busy = outbox.count(connection) or current.offering or apply.sweeping(connection)
    if busy or not current.cursor:
        raise _MovedOnError
    return current.cursor


def _asked(service: ComparingService, request: DigestRequest) -> DigestReply:
    reply = service.digest(request)
    if not reply.current:
        raise _MovedOnError
    return reply


def _sums(
    replica: Replica,
    cursor: str,
    asked: DigestReply,
    kinds: Collection[str],
    key_of: Callable[[str, str], str],
) -> dict[str, int]:
    """Return the sums of one's own rows by key; rows of an empty key do not count."""
    sums: dict[str, int] = {}
    with replica.reading() as connection:
        if _settled_cursor(connection) != cursor:
            raise _MovedOnError
        actor = state.actor_of(connection)
        in_vain = rows.made_in_vain(connection)
        for kind in kinds:
            for row in _rows(connection, kind, asked, in_vain):
                if key := key_of(kind, row[1]):
                    sums[key] = added(sums.get(key, 0), _digest(row, asked, actor))
    return sums


def _rows(
    connection: Connection, kind: str, asked: DigestReply, in_vain: Collection[tuple[str, str]]
) -> Iterator[WireRow]:
    """Yield the rows of a kind that count."""
    if not schema.known_at(kind, asked.schema):
        return
    for row in rows.load_all(connection, kind):
        if row.made not in in_vain and not is_forgotten(row.stamps, row.values, asked.now_ms):
            yield kind, row.id, row.stamps, row.values


def _digest(row: WireRow, asked: DigestReply, actor: Actor) -> int:
    return row_digest(row, asked.schema, hidden_registers(actor, row[0]))


def _different(mine: dict[str, int], reply: DigestReply) -> list[str]:
    theirs = {key: int(text, 16) for key, text in reply.sums}
    keys = sorted(mine.keys() | theirs.keys())
    return [key for key in keys if mine.get(key, 0) != theirs.get(key, 0)]


def _repair(
    replica: Replica, service: ComparingService, cursor: str, kind: str, ids: Sequence[str]
) -> int:
    """Take the server's rows in place of one's own."""
    remaining = iter(ids)
    while some := tuple(islice(remaining, _AT_ONCE)):
        reply = service.rows(RowsRequest(cursor, kind, some))
        if not reply.current:
            raise _MovedOnError
        with replica.exclusive() as connection:
            if _settled_cursor(connection) != cursor:
                raise _MovedOnError
            held = rows.load_many(connection, kind, some)
            _set_aside(replica, kind, list(held.values()))
            come = {row[1] for row in reply.rows}
            apply.apply_rows(connection, reply.rows, {})
            rows.remove(connection, kind, [i for i in some if i not in come])
    log.warning("rows-repaired kind=%s count=%d", kind, len(ids))
    return len(ids)


def _set_aside(replica: Replica, kind: str, held: Sequence[rows.Row]) -> None:
    path = replica.path.with_name(SET_ASIDE)
    with explained(path), path.open("a", encoding="utf-8") as file:
        for row in held:
            kept = {"kind": kind, "id": row.id, "stamps": row.stamps, "values": dict(row.values)}
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
