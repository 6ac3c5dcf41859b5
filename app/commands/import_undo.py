"""Take a whole import back: what it made goes, what it changed is as before.

What somebody changed or used since stays as it is. It goes batch by batch,
newest first, so that nothing freezes; cut off, it goes on where it stopped.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from app.imports import journal
from app.imports.decide import UNDONE, as_said
from sync.client.writer import Writer
from sync.core import schema
from sync.core.change import Scalar
from sync.core.errors import RefusedError
from sync.store import rows
from sync.store.rows import Row

_BATCH = 300
_USERS = ("owner_id", "author_id")


@dataclass(frozen=True, slots=True)
class _Write:
    n: int
    kind: str
    id: str
    before: str
    after: str


def undo_import(
    transact: Callable[[], AbstractContextManager[Writer]],
    run_id: str,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Take an import back.

    Args:
        transact: Opens a write transaction; called once per batch.
        run_id: Which import.
        progress: Called after each batch with how many writes of how many are
            taken back; may raise to stop there.

    Returns:
        How many records stay because somebody changed or used them since.

    Raises:
        StoreError: If the replica cannot be written; earlier batches stay.
    """
    with transact() as writer:
        journal.settle(writer.connection, run_id, "undoing")
        total = _left(writer, run_id)
    done, kept = 0, 0
    while True:
        with transact() as writer:
            batch = _newest(writer, run_id)
            stays = _take_back(writer, batch)
            _forget(writer, run_id, batch)
            journal.settle(writer.connection, run_id, "undoing" if batch else "undone", stays)
        if not batch:
            return kept
        done, kept = done + len(batch), kept + stays
        if progress:
            progress(done, total)


def _left(writer: Writer, run_id: str) -> int:
    found = writer.connection.exec_driver_sql(
        "SELECT count(*) FROM import_write WHERE run_id = ?", (run_id,)
    )
    return int(found.scalar_one())


def _newest(writer: Writer, run_id: str) -> list[_Write]:
    """Return the newest writes that are left, all of one kind, up to the first of another."""
    found = writer.connection.exec_driver_sql(
        "SELECT n, kind, record_id, before, after FROM import_write WHERE run_id = ?"
        " ORDER BY n DESC LIMIT ?",
        (run_id, _BATCH),
    )
    batch = [_Write(*row) for row in found]
    return list(takewhile(lambda one: one.kind == batch[0].kind, batch))


def _forget(writer: Writer, run_id: str, batch: Sequence[_Write]) -> None:
    if batch:
        writer.connection.exec_driver_sql(
            "DELETE FROM import_write WHERE run_id = ? AND n = ?",
            [(run_id, one.n) for one in batch],
        )


def _take_back(writer: Writer, batch: Sequence[_Write]) -> int:
    """Take writes of one kind back; return how many records stay."""
    if not batch:
        return 0
    kind = batch[0].kind
    held = rows.load_many(writer.connection, kind, list({one.id for one in batch}))
    made = [one.id for one in batch if not one.before]
    used = _used(writer, kind, made)
    stays, gone = 0, set[str]()
    for one in batch:
        row = held.get(one.id)
        if row is None or row.values["deleted"]:
            continue
        try:
            if one.before:
                row = rows.load(writer.connection, kind, one.id) or row
                writer.edit_kind(kind, one.id, _restored(row, one))
            elif used.get(one.id, gone) - gone or not as_said(kind, row):
                stays += 1
            else:
                marked = {"imported": UNDONE} if "imported" in row.values else {}
                writer.edit_kind(kind, one.id, {"deleted": True, **marked})
                gone.add(one.id)
        except RefusedError:
            stays += 1
    return stays


def _restored(row: Row, one: _Write) -> dict[str, Scalar]:
    """Return the registers that still hold what the import wrote, as they were before."""
    before: Mapping[str, Scalar] = json.loads(one.before)
    after: Mapping[str, Scalar] = json.loads(one.after)
    return {name: value for name, value in before.items() if row.values.get(name) == after[name]}


def _used(writer: Writer, kind: str, ids: Sequence[str]) -> dict[str, set[str]]:
    """Return what else here points to records, by their ids."""
    marks = ", ".join("?" * len(ids))
    found: dict[str, set[str]] = {}
    for other, register in _pointing(kind):
        pointing = writer.connection.exec_driver_sql(
            f"SELECT {register}, id FROM {other}"  # noqa: S608  # our own names
            f" WHERE deleted = 0 AND {register} IN ({marks})",
            tuple(ids),
        )
        for pointed, by in pointing:
            found.setdefault(str(pointed), set()).add(str(by))
    return found


@cache
def _pointing(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the registers that hold ids of a kind."""
    names: Iterable[str] = _USERS if kind == "user" else (f"{kind}_id",)
    names = (*names, "parent_id") if kind == "account" else tuple(names)
    return tuple(
        (other, name)
        for other in schema.RECORDS
        if other != "conflict"
        for name in schema.registers(other)
        if name in names
    )
