"""Opens the server's database and hands out its transactions.

SQLite runs in WAL mode with `synchronous=FULL`: a commit that was answered
survives a power cut. A writing transaction starts with BEGIN IMMEDIATE, so
that it never finds out halfway that another writer came first.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import Self

from sqlalchemy import URL, Connection, Engine, Insert, Update, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from sync.core.errors import (
    DamagedDatabaseError,
    DiskFullError,
    RapportError,
    ReadOnlyError,
    StoreError,
)
from sync.server.errors import BusyError
from sync.server.migrations import migrate

FILE_NAME = "server.sqlite3"

_BUSY_MS = 10_000
_ERRORS: tuple[tuple[str, type[RapportError]], ...] = (
    ("SQLITE_FULL", DiskFullError),
    ("SQLITE_READONLY", ReadOnlyError),
    ("SQLITE_CANTOPEN", ReadOnlyError),
    ("SQLITE_CORRUPT", DamagedDatabaseError),
    ("SQLITE_NOTADB", DamagedDatabaseError),
    ("SQLITE_BUSY", BusyError),
    ("SQLITE_LOCKED", BusyError),
)


def write_many(
    connection: Connection, statement: Insert | Update, rows: Sequence[dict[str, object]]
) -> None:
    """Run a statement for each row, as the driver does it best.

    SQLAlchemy's own way costs about 8 microseconds a row for parameters, more
    than SQLite needs to write it (5,000 edits: 40 of 160 ms).

    Args:
        connection: A writing transaction.
        statement: An insert of every column, or an update with named parameters;
            no value may need converting.
        rows: Parameters by name, the same in each.
    """
    if not rows:
        return
    compiled = statement.compile(connection.engine)
    order = compiled.positiontup
    values = rows if order is None else list(map(itemgetter(*order), rows))
    connection.exec_driver_sql(str(compiled), values)


class Database:
    """The server's database; one for the life of the process, safe for threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(rapport_writing=True)
        # SQLite lets waiting writers poll, in steps of up to 0.1 s; a lock
        # hands over at once. Other processes still meet the busy timeout.
        on_sqlite = engine.dialect.name == "sqlite"
        self._turn: AbstractContextManager[object] = Lock() if on_sqlite else nullcontext()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open, check and migrate the database in a folder, making both if need be.

        Raises:
            StoreError: If it cannot be used; the subclass says why.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ReadOnlyError(path=str(folder)) from error
        database = cls(_sqlite_engine(folder / FILE_NAME))
        try:
            database.prepare()
        except RapportError:
            database.close()
            raise
        return database

    def prepare(self) -> None:
        """Check that the database is sound and bring it to today's form.

        Raises:
            StoreError: If it cannot be used; the subclass says why.
        """
        with self.reading() as connection:
            if connection.dialect.name == "sqlite":
                verdict = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
                if verdict != "ok":
                    raise DamagedDatabaseError(verdict=str(verdict)[:100])
        with self.writing() as connection:
            migrate(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment and never waits for writers.

        Raises:
            RapportError: If the database cannot be read now or at all.
        """
        with _plain_errors(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that may write; commits unless an exception leaves it.

        Raises:
            RapportError: If the database cannot be written now or at all.
        """
        with _plain_errors(), self._turn, self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections that are not in use."""
        self.engine.dispose()


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what the driver says into an error of ours that tells what to do."""
    try:
        yield
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "")
        for prefix, kind in _ERRORS:
            if name.startswith(prefix):
                raise kind(code=name) from error
        if isinstance(error.orig, sqlite3.Error) and name.startswith("SQLITE_IOERR"):
            raise StoreError(code=name) from error
        raise


def _sqlite_engine(path: Path) -> Engine:
    # hide_parameters: parameters hold people's words and must not reach a log.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        pool_size=40,
        connect_args={"timeout": _BUSY_MS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not start transactions itself: it would start them late
    # and deferred (SQLAlchemy, "Transactions with SQLite and the sqlite3 driver").
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("rapport_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
