"""SQLite under the server: one file, one process, nothing to look after.

It runs in WAL mode with `synchronous=FULL`: a commit that was answered survives
a power cut. A writing transaction starts with BEGIN IMMEDIATE, so that it never
finds out halfway that another writer came first.
"""

import sqlite3
from functools import partial
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from sync.core.errors import (
    DamagedDatabaseError,
    DiskFullError,
    RapportError,
    ReadOnlyError,
    StoreError,
)
from sync.server.backing import Backing
from sync.server.errors import BusyError
from sync.server.live import Broadcaster
from sync.store.migrations.runner import backup

_BUSY_MS = 10_000
_ERRORS: tuple[tuple[str, type[RapportError]], ...] = (
    ("SQLITE_FULL", DiskFullError),
    ("SQLITE_READONLY", ReadOnlyError),
    ("SQLITE_CANTOPEN", ReadOnlyError),
    ("SQLITE_CORRUPT", DamagedDatabaseError),
    ("SQLITE_NOTADB", DamagedDatabaseError),
    ("SQLITE_BUSY", BusyError),
    ("SQLITE_LOCKED", BusyError),
    ("SQLITE_IOERR", StoreError),
)


def backing(path: Path) -> Backing:
    """Open a file, making it if need be."""
    # hide_parameters: parameters hold people's words and must not reach a log.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        pool_size=40,
        connect_args={"timeout": _BUSY_MS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return Backing(
        reading=engine,
        writing=engine.execution_options(rapport_writing=True),
        # SQLite lets waiting writers poll, in steps of up to 0.1 s; a lock
        # hands over at once. Other processes still meet the busy timeout.
        turn=Lock(),
        check=_check,
        exclude=_nothing_to_do,  # BEGIN IMMEDIATE did
        finish=_nothing_to_do,
        keep=partial(_keep, path),
        compact=partial(_compact, engine, path),
        explain=_explain,
        relay=_Alone,
    )


class _Alone:
    """Stands where nobody else is to be told: SQLite serves one process."""

    def __init__(self, _broadcaster: Broadcaster) -> None:
        """Need nothing."""

    def start(self) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""


def _check(connection: Connection) -> None:
    verdict = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    if verdict != "ok":
        raise DamagedDatabaseError(verdict=str(verdict)[:100])


def _keep(path: Path, version: int) -> None:
    backup(path, path.with_suffix(f".v{version}.backup"))


def _compact(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        database = connection.connection.cursor()
        database.execute("VACUUM")
        busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise BusyError(code="readers")
    for copy in path.parent.glob(f"{path.stem}.v*.backup"):
        copy.unlink(missing_ok=True)


def _nothing_to_do(_connection: Connection) -> None:
    """Do nothing."""


def _explain(error: DBAPIError) -> RapportError | None:
    name = getattr(error.orig, "sqlite_errorname", "")
    for prefix, kind in _ERRORS:
        if name.startswith(prefix):
            return kind(code=name)
    return None


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not start transactions itself: it would start them late
    # and deferred (SQLAlchemy, "Transactions with SQLite and the sqlite3 driver").
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # Of each connection, and a busy morning opens twenty; 16 MB each was 90 MB more
    # in all and no faster, since the system keeps the file in memory, too.
    connection.execute("PRAGMA cache_size = -2000")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("rapport_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
