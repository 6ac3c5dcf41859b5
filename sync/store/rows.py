"""Read and write the rows of synced tables by kind, as plain values.

Both the person's edits and the server's pages go through here, so a row looks
the same whoever wrote it. Registers this version does not know are kept in the
row's `extra` and passed on untouched. Rows are as they were written: what is shown
of records that are one is `sync.store.merging`.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection

from sync.core import schema
from sync.core.change import Scalar, pack, unpack
from sync.core.clock import NEVER, STAMP_LENGTH
from sync.store import merging

_IDS_AT_ONCE = 500
"""Ids in one IN list; SQLite on older phones takes 999 parameters."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as merge sees it: all its registers, known and unknown."""

    id: str
    stamps: str
    values: Mapping[str, Scalar]

    @property
    def made(self) -> tuple[str, str]:
        """Its id, and the stamp it was made with."""
        return self.id, self.stamps[:STAMP_LENGTH]


@cache
def _select(kind: str) -> str:
    return f"SELECT id, stamps, extra, {', '.join(schema.registers(kind))} FROM {kind}"


@cache
def _upsert(kind: str) -> str:
    columns = ("id", "stamps", "extra", *schema.registers(kind))
    marks = ", ".join("?" * len(columns))
    updates = ", ".join(f"{c} = excluded.{c}" for c in columns[1:])
    return (
        f"INSERT INTO {kind} ({', '.join(columns)}) VALUES ({marks}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}"
    )


@cache
def _booleans(kind: str) -> frozenset[str]:
    return frozenset(n for n, d in schema.defaults(kind).items() if isinstance(d, bool))


def load(connection: Connection, kind: str, record_id: str) -> Row | None:
    """Return one row, or None when this replica does not hold it.

    Raises:
        UnknownKindError: If this version has no such kind.
    """
    return load_many(connection, kind, [record_id]).get(record_id)


def load_many(connection: Connection, kind: str, ids: Sequence[str]) -> dict[str, Row]:
    """Return the rows held among these ids, by id."""
    rows: dict[str, Row] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = tuple(ids[start : start + _IDS_AT_ONCE])
        marks = ", ".join("?" * len(some))
        written = merging.as_written(connection, kind, some)
        for found in connection.exec_driver_sql(f"{_select(kind)} WHERE id IN ({marks})", some):
            rows[found[0]] = _row(kind, found, written)
    return rows


def load_all(connection: Connection, kind: str, after: str = "") -> Iterable[Row]:
    """Yield the rows of a kind after an id, tombstones included, by id."""
    statement = f"{_select(kind)} WHERE id > ? ORDER BY id"
    written = merging.as_written(connection, kind, None)
    for found in connection.exec_driver_sql(statement, (after,)):
        yield _row(kind, found, written)


def made_in_vain(connection: Connection) -> frozenset[tuple[str, str]]:
    """Return the id and stamp of every making that the server refused.

    A row made so waits here for its person, and is nowhere else. Another row of that
    id is the server's, and came when its person was allowed to read it.
    """
    found = connection.exec_driver_sql(
        "SELECT record_id, stamp FROM outbox WHERE refusal <> '' AND seen = ''"
    )
    return frozenset((record_id, at) for record_id, at in found)


def told(kind: str, row: Row, waiting: Collection[str]) -> Row:
    """Return what a row has to tell another store; no values when that is nothing.

    What is as it always was, and was never written again, needs no word. What waits
    to be sent comes by itself.

    Args:
        kind: Its kind.
        row: As it stands here.
        waiting: Stamps of the changes that wait.
    """
    unwritten = schema.defaults(kind)
    base, exceptions = unpack(row.stamps)
    values = {
        name: value
        for name, value in row.values.items()
        if exceptions.get(name, base) not in waiting
        and (name in exceptions or name not in unwritten or value != unwritten[name])
    }
    sent = {name: at for name, at in exceptions.items() if at not in waiting}
    return Row(row.id, pack(NEVER if base in waiting else base, sent), values)


def save(connection: Connection, kind: str, rows: Iterable[Row]) -> None:
    """Write rows whole; the caller holds a write transaction."""
    saved = list(rows)
    if not saved:
        return
    standing = merging.who_stands(connection)
    others = {
        row.id: merging.shown(standing, kind, row.id, row.values) for row in saved if standing
    }
    names, defaults = schema.registers(kind), schema.defaults(kind)
    unwritten = tuple(map(defaults.__getitem__, names))
    known = frozenset(names)
    parameters = [
        (
            row.id,
            row.stamps,
            "{}" if known.issuperset(row.values) else _extra(row.values, known),
            *map({**row.values, **others.get(row.id, {})}.get, names, unwritten),
        )
        for row in saved
    ]
    connection.exec_driver_sql(_upsert(kind), parameters)
    if standing:
        kept = (
            (row.id, {n: row.values.get(n, defaults[n]) for n in others[row.id]}) for row in saved
        )
        merging.keep(connection, kind, kept)
    merging.after(connection, kind, [row.id for row in saved])


def remove(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Take rows off this replica; no tombstone, they live on elsewhere."""
    removed = list(ids)
    if removed:
        parameters = [(record_id,) for record_id in removed]
        connection.exec_driver_sql(f"DELETE FROM {kind} WHERE id = ?", parameters)
        merging.forget(connection, kind, removed)
        merging.after(connection, kind, removed)


def _row(kind: str, found: Sequence[Scalar], written: Mapping[str, Mapping[str, Scalar]]) -> Row:
    values: dict[str, Scalar] = dict(zip(schema.registers(kind), found[3:], strict=True))
    for name in _booleans(kind):
        values[name] = bool(values[name])
    if found[2] != "{}":
        values.update(json.loads(str(found[2])))
    values.update(written.get(str(found[0]), {}))
    return Row(str(found[0]), str(found[1]), values)


def _extra(values: Mapping[str, Scalar], known: frozenset[str]) -> str:
    unknown = {name: value for name, value in values.items() if name not in known}
    return json.dumps(unknown, sort_keys=True, ensure_ascii=False)
