"""Opens the server's database and hands out its transactions.

SQLite in the data folder, or PostgreSQL for large teams; what differs is in
`sqlite` and `postgres`, all else is the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy import exc as sqlalchemy

from sync.core.errors import RapportError, ReadOnlyError
from sync.server import sqlite
from sync.server.arrays import write_all
from sync.server.backing import Backing, Relay
from sync.server.errors import BusyError, CollisionError, ConfigurationError
from sync.server.live import Broadcaster
from sync.server.migrations import migrate

FILE_NAME = "server.sqlite3"

_TRIES = 5
"""Whoever was undone finds the other's work done, so that the second try goes
through but for a third writer."""

_T = TypeVar("_T")


def repeated(work: Callable[[], _T]) -> _T:
    """Do work again whose transaction was undone by another's, a few times.

    Args:
        work: Opens its own transaction; may be done twice, as a lost connection
            does not tell whether it committed.

    Raises:
        CollisionError: If it was undone each time.
    """
    for _ in range(_TRIES - 1):
        with suppress(CollisionError):
            return work()
    return work()


def write_many(
    connection: Connection, statement: Insert | Update, rows: Sequence[tuple[object, ...]]
) -> None:
    """Run a statement for each row, as the driver does it best.

    SQLAlchemy's own way costs about 8 microseconds a row for parameters, more
    than SQLite needs to write it (5,000 edits: 40 of 160 ms).

    Args:
        connection: A writing transaction.
        statement: An insert of every column, or an update by primary key; its
            parameters have the names of their columns, and no value may need converting.
            One of the module's own: what it is for the driver is kept.
        rows: Values in the table's order; of an update first what it sets, then the key.
    """
    if not rows:
        return
    driver = _for_driver(statement, connection.dialect)
    if driver.positional:
        connection.exec_driver_sql(driver.text, rows)
    else:
        write_all(connection, statement, driver.names, rows)


def fetched(
    connection: Connection, statement: Select[Any], parameters: Mapping[str, object]
) -> Sequence[Sequence[Any]]:
    """Read all rows of a query as the driver gives them.

    SQLAlchemy's own rows cost as much again; no column may need converting.
    """
    with connection.execute(statement, parameters) as result:
        return result.cursor.fetchall() if result.cursor else ()


@dataclass(frozen=True, slots=True)
class _ForDriver:
    """A statement as its driver takes it, and the names of its parameters in order."""

    text: str
    names: tuple[str, ...]
    positional: bool


@cache
def _for_driver(statement: Insert | Update, dialect: Dialect) -> _ForDriver:
    compiled = statement.compile(dialect=dialect)
    order = compiled.positiontup
    return _ForDriver(str(compiled), tuple(order or compiled.params), order is not None)


class Database:
    """The server's database; one for the life of the process, safe for threads."""

    def __init__(self, backing: Backing) -> None:
        self._backing = backing

    @classmethod
    def open(cls, folder: Path, address: str = "") -> Self:
        """Open, check and migrate the database, making what is missing.

        Args:
            folder: The data folder; holds the database unless it is elsewhere.
            address: Of a PostgreSQL database; empty for SQLite in the folder.

        Raises:
            StoreError: If it cannot be used; the subclass says why.
            BusyError: If it cannot be reached.
            ConfigurationError: If the address or the database is not fit for it.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ReadOnlyError(path=str(folder)) from error
        database = cls(_postgres(address) if address else sqlite.backing(folder / FILE_NAME))
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
            self._backing.check(connection)
        with self.alone() as connection:
            migrate(connection, self._backing.keep)
            self._backing.finish(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment and never waits for writers.

        Raises:
            RapportError: If the database cannot be read now or at all.
        """
        with self._plain_errors(), self._backing.reading.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that may write; commits unless an exception leaves it.

        Raises:
            CollisionError: If another writer came first (see `repeated`).
            RapportError: If the database cannot be written now or at all.
        """
        backing = self._backing
        with self._plain_errors(), backing.turn, backing.writing.begin() as connection:
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Open a transaction that may write, one at a time among all processes.

        For what only the first of several processes does that start at once.

        Raises:
            RapportError: If the database cannot be written now or at all.
        """
        with self.writing() as connection:
            self._backing.exclude(connection)
            yield connection

    def compact(self) -> None:
        """Write the database anew, without what was deleted from it.

        Raises:
            BusyError: If somebody reads all the time.
            RapportError: If there is no room for it.
        """
        with self._plain_errors(), self._backing.turn:
            self._backing.compact()

    def relay(self, broadcaster: Broadcaster) -> Relay:
        """Make what tells a broadcaster the news of other processes, not yet started."""
        return self._backing.relay(broadcaster)

    def close(self) -> None:
        """Close all connections that are not in use."""
        self._backing.reading.dispose()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Turn what the driver says into an error of ours that tells what to do."""
        try:
            yield
        except sqlalchemy.DBAPIError as error:
            known = self._backing.explain(error)
            if known is None:
                raise
            raise known from error
        except sqlalchemy.TimeoutError as error:
            raise BusyError(code="pool") from error


def _postgres(address: str) -> Backing:
    try:
        from sync.server import postgres  # noqa: PLC0415  # its driver is an extra
    except ModuleNotFoundError as error:
        hint = 'PostgreSQL needs its driver: pip install "rapport[postgres]".'
        raise ConfigurationError(hint=hint) from error
    return postgres.backing(address)
