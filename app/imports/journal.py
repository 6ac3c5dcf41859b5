"""Keep an account of a whole import, so that it can be gone on with and taken back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.imports.decide import UNDONE
from sync.client.writer import Writer, Written

KEPT_RUNS = 10
"""Imports that can be taken back; of older ones only the records stay."""


@dataclass(frozen=True, slots=True)
class Run:
    """An import as it is written down.

    Attributes:
        id: Its id, also the name of the folder that holds its files.
        state: ``open``, ``done``, ``undoing`` or ``undone``.
        files: Names of its files.
        options: What the person said, as `app.imports.options` writes it.
        started_ms: When it was begun, UTC milliseconds.
        done: Rows written so far.
        total: Rows of all files.
        added: Records it made.
        changed: Records it changed.
        kept: Records that stayed when it was taken back.
    """

    id: str
    state: str
    files: tuple[str, ...]
    options: str
    started_ms: int
    done: int
    total: int
    added: int
    changed: int
    kept: int


_COLUMNS = "id, state, files, options, started_ms, done, total, added, changed, kept"


def runs(connection: Connection) -> tuple[Run, ...]:
    """Return the imports that can be gone on with or taken back, newest first."""
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM import_run ORDER BY started_ms DESC, id DESC LIMIT {KEPT_RUNS}"  # noqa: S608  # our own columns
    )
    return tuple(Run(row[0], row[1], tuple(json.loads(row[2])), *row[3:]) for row in found)


def run_of(connection: Connection, run_id: str) -> Run | None:
    """Return one import."""
    return next((run for run in runs(connection) if run.id == run_id), None)


def begin(writer: Writer, run_id: str, files: Sequence[str], options: str) -> None:
    """Write an import down before its first row; again only what was said of it changes.

    The oldest are forgotten.
    """
    writer.connection.exec_driver_sql(
        "INSERT INTO import_run (id, state, files, options, started_ms) VALUES (?, 'open', ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET options = excluded.options,"
        " added = CASE state WHEN 'undone' THEN 0 ELSE added END,"
        " changed = CASE state WHEN 'undone' THEN 0 ELSE changed END,"
        " kept = 0, state = 'open'",
        (run_id, json.dumps(list(files)), options, writer.now_ms),
    )
    writer.connection.exec_driver_sql(
        "DELETE FROM import_run WHERE id NOT IN"
        " (SELECT id FROM import_run ORDER BY started_ms DESC, id DESC LIMIT ?)",
        (KEPT_RUNS,),
    )
    writer.connection.exec_driver_sql(
        "DELETE FROM import_write WHERE run_id NOT IN (SELECT id FROM import_run)"
    )


def keep(writer: Writer, run_id: str, done: int, total: int) -> None:
    """Write down what a transaction has written; in the same transaction."""
    connection = writer.connection
    last = connection.exec_driver_sql(
        "SELECT coalesce(max(n), 0) FROM import_write WHERE run_id = ?", (run_id,)
    ).scalar_one()
    rows = [(run_id, last + n, *_told(one)) for n, one in enumerate(writer.written, 1)]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO import_write (run_id, n, kind, record_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )
    added = sum(map(_is_made, writer.written))
    connection.exec_driver_sql(
        "UPDATE import_run SET done = ?, total = ?, added = added + ?, changed = changed + ?"
        " WHERE id = ?",
        (done, total, added, len(writer.written) - added, run_id),
    )


def settle(connection: Connection, run_id: str, state: str, kept: int = 0) -> None:
    """Say how an import stands."""
    connection.exec_driver_sql(
        "UPDATE import_run SET state = ?, kept = kept + ?,"
        " done = CASE WHEN ? = 'done' THEN total ELSE done END WHERE id = ?",
        (state, kept, state, run_id),
    )


def _is_made(one: Written) -> bool:
    """Tell whether a record is here by this: new, or back after its import was taken back."""
    before = one.before
    return before is None or (before.get("deleted") is True and before.get("imported") == UNDONE)


def _told(one: Written) -> tuple[str, str, str, str]:
    if one.before is None or _is_made(one):
        return one.kind, one.id, "", ""
    return one.kind, one.id, json.dumps(dict(one.before)), json.dumps(dict(one.after))
