"""Open a SQLite database the one way both sides need it.

Write-ahead log, so that readers never wait for the writer; `synchronous=FULL`,
so that what was acknowledged survives a dead battery; explicit transactions,
`BEGIN IMMEDIATE` for those that write, so that a writer never fails half-way
because another one was first.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc

from sync.core.errors import DamagedDatabaseError, DiskFullError, ReadOnlyError, StoreError

BUSY_MS = 15_000
"""How long a writer waits for another before it gives up."""

_WRITING = "rapport_writing"


def open_engine(path: Path) -> Engine:
    """Return an engine on the database file, made if it does not exist.

    Raises:
        StoreError: If the file cannot be opened; the subclass says why.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = engine_on(path)
    try:
        with explained(path), engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except StoreError:
        engine.dispose()
        raise
    return engine


def engine_on(path: Path) -> Engine:
    """Return an engine on a database file that is there; it is opened when it is used."""
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a read transaction: everything in it comes from one moment.

    Raises:
        StoreError: If the database cannot be read.
    """
    with explained(engine.url.database), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, *, durable: bool = True) -> Iterator[Connection]:
    """Open a write transaction; commits at the end, rolls back on an error.

    Args:
        engine: The database.
        durable: Whether it must survive a dead battery from the commit on. If not,
            it does once a durable one has followed; until then it may be undone,
            as a whole and with all that came after it.

    Raises:
        StoreError: If the database cannot be written.
    """
    synchronous = "FULL" if durable else "NORMAL"
    with (
        explained(engine.url.database),
        engine.connect().execution_options(**{_WRITING: synchronous}) as connection,
        connection.begin(),
    ):
        yield connection


def raw(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection, for the few statements of every exchange.

    By way of SQLAlchemy one costs five times as much. Inside `reading` and `writing`
    its errors are explained like any others.
    """
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]  # SQLite's
    return driver


@contextmanager
def explained(path: Path | str | None) -> Iterator[None]:
    """Turn the database's and the file system's errors into ours.

    Raises:
        DiskFullError: If no room is left.
        ReadOnlyError: If the folder or file cannot be written.
        DamagedDatabaseError: If the file is not a sound database.
        StoreError: For any other trouble with the database.
    """
    try:
        yield
    except (exc.DatabaseError, sqlite3.DatabaseError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise _translated(cause, path) from error


_NOT_TO_BE_WRITTEN = (errno.EACCES, errno.EROFS, errno.EPERM, errno.ENOTDIR, errno.EEXIST)
"""The last two: a file stands where the folder should be."""


def _translated(error: BaseException, path: Path | str | None) -> StoreError:
    text = str(error).lower()
    fields: dict[str, object] = {"path": str(path), "detail": text[:200]}
    if "disk is full" in text or getattr(error, "errno", None) == errno.ENOSPC:
        return DiskFullError(**fields)
    if "malformed" in text or "not a database" in text:
        return DamagedDatabaseError(**fields)
    unwritable = "readonly" in text or "unable to open" in text
    if unwritable or getattr(error, "errno", None) in _NOT_TO_BE_WRITTEN:
        return ReadOnlyError(**fields)
    return StoreError(**fields)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Leave transactions to us and set what every connection needs."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    _use_write_ahead_log(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -20000")
    connection.execute("PRAGMA temp_store = MEMORY")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    file = connection.execute("PRAGMA database_list").fetchone()[2]
    if file and not os.access(file, os.W_OK):
        msg = "attempt to write a readonly database"
        raise sqlite3.OperationalError(msg)
    connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    options: Any = connection.get_execution_options()
    database = raw(connection)
    if synchronous := options.get(_WRITING):
        database.execute(f"PRAGMA synchronous = {synchronous}")
    database.execute("BEGIN IMMEDIATE" if synchronous else "BEGIN")
