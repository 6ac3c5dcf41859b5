"""SQLite without what SQLAlchemy does around each statement.

A story asks some thousand small questions, and SQLAlchemy's part was more than half of
what it cost. What is asked stays the same, and so do connections and transactions: they
come from the product's own engines, with its own pragmas and its own way to begin. The
stories on PostgreSQL have SQLAlchemy as it is, on the devices, too.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property, partial
from types import TracebackType
from typing import Any, NamedTuple, Self
from unittest import mock
from weakref import WeakKeyDictionary

from sqlalchemy import (
    Connection,
    Delete,
    Dialect,
    Engine,
    Executable,
    Pool,
    Select,
    Update,
    create_engine,
)
from sqlalchemy.engine import IteratorResult, Row
from sqlalchemy.engine.result import SimpleResultMetaData

from sync.store import engine as store

_Process = Any
"""Makes a value fit for Python or for SQLite; None where it fits as it is."""


class _Columns(NamedTuple):
    """What is known of a statement's answers: how a row is made of what SQLite says."""

    meta: SimpleResultMetaData
    row: Callable[[Sequence[Any]], Any]


@cache
def _columns(names: tuple[str, ...], processors: tuple[_Process, ...] | None = None) -> _Columns:
    meta = SimpleResultMetaData(names, _processors=processors)
    return _Columns(meta, partial(Row, meta, processors, meta._key_to_index))  # as its results do


_COLUMNS: dict[tuple[str, tuple[_Process, ...] | None], _Columns] = {}


def _columns_of(
    text: str, cursor: sqlite3.Cursor, processors: tuple[_Process, ...] | None = None
) -> _Columns:
    """Return what is known of an answer; once for all where it does not hang on the tables."""
    known = _COLUMNS.get((text, processors))
    if known is None:
        known = _columns(tuple(name for name, *_ in cursor.description or ()), processors)
        if "*" not in text and len(_COLUMNS) < _MOST:
            _COLUMNS[text, processors] = known
    return known


_MOST = 5_000


class _Answer:
    """What came of a statement; what is rarely asked of it is left to SQLAlchemy."""

    def __init__(self, cursor: sqlite3.Cursor, columns: _Columns) -> None:
        self.cursor, self._columns = cursor, columns
        self.rowcount = cursor.rowcount

    def __getattr__(self, name: str) -> Any:
        return getattr(self._usual, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.cursor.close()

    def __iter__(self) -> Iterator[Any]:
        return map(self._columns.row, self.cursor)

    @cached_property
    def _usual(self) -> IteratorResult[Any]:
        return IteratorResult(self._columns.meta, self.cursor)

    def all(self) -> list[Any]:
        """Return every row."""
        return list(self)

    def first(self) -> Any:
        """Return the first row, or None."""
        row = self.cursor.fetchone()
        self.cursor.close()
        return None if row is None else self._columns.row(row)

    def scalar(self) -> Any:
        """Return the first row's first value, or None."""
        row = self.first()
        return None if row is None else row[0]


class _Question(NamedTuple):
    """A statement as SQLite takes it.

    Attributes:
        text: It.
        values: For each mark its parameter, which of several values that is, what
            stands there if none is given, and how it is made fit.
        processors: What makes each column of an answer fit; None if all do.
    """

    text: str
    values: tuple[tuple[str, int | None, Any, _Process], ...]
    processors: tuple[_Process, ...] | None

    def filled(self, parameters: Mapping[str, Any]) -> list[Any]:
        """Return the values of its marks."""
        found = []
        for name, place, default, process in self.values:
            value = parameters.get(name, default)
            value = value if place is None else list(value)[place]
            found.append(value if process is None else process(value))
        return found


_Shape = tuple[tuple[str, int | None], ...]
_QUESTIONS: WeakKeyDictionary[Executable, dict[_Shape, _Question]] = WeakKeyDictionary()
"""Of every statement that was asked, which the modules keep, by names of its parameters
and the numbers of their values; a new one has no questions yet."""


def _question(
    statement: Executable, dialect: Dialect, parameters: Mapping[str, Any]
) -> _Question | None:
    """Return what a statement asks; None for what is asked for the first time, or only once."""
    known = _QUESTIONS.get(statement)
    if known is None:
        _QUESTIONS[statement] = {}
        return None
    shape = tuple(
        (name, None if value is None or isinstance(value, str | int) else len(value))
        for name, value in parameters.items()
    )
    found = known.get(shape)
    if found is None:
        found = known[shape] = _compiled(statement, dialect, parameters)
    return found


def _compiled(statement: Any, dialect: Dialect, parameters: Mapping[str, Any]) -> _Question:
    compiled = statement.compile(dialect=dialect, column_keys=sorted(parameters))
    assert not compiled.update_prefetch, "a default that is worked out each time"
    expanded = compiled.construct_expanded_state(parameters)
    places = {
        one: (name, n)
        for name, several in expanded.parameter_expansion.items()
        for n, one in enumerate(several)
    }
    values = []
    for one in expanded.positiontup:
        name, place = places.get(one, (one, None))
        default = compiled.binds[name].effective_value
        process = expanded.processors.get(one) or compiled._bind_processors.get(one)
        values.append((name, place, default, process))
    columns = compiled._result_columns
    processors = tuple(
        c.type.dialect_impl(dialect).result_processor(dialect, None) for c in columns
    )
    return _Question(expanded.statement, tuple(values), processors if any(processors) else None)


class _Held:
    """A connection of the driver, out of its pool."""

    is_valid = True

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        # Without what guards a connection that is lost or forgotten.
        self._entry: Any = pool._do_get()
        driver: Any = self._entry.dbapi_connection
        self.dbapi_connection = self.driver_connection = driver
        self.cursor, self.commit = driver.cursor, driver.commit
        if not self._entry.info:
            self._entry.info["held"] = True
            pool.dispatch.checkout(driver, self._entry, self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.driver_connection, name)

    def close(self) -> None:
        """Give it back."""
        if self.driver_connection.in_transaction:
            self.driver_connection.rollback()
        self._pool._do_return_conn(self._entry)


class _Work:
    """A transaction."""

    is_active = True

    def __init__(self, connection: "_Plain") -> None:
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        driver: Any = self._connection.connection.driver_connection
        try:
            if kind is None:
                driver.commit()
        finally:
            if driver.in_transaction:
                driver.rollback()
            self._connection._transaction = None  # the two are one thing


class _Plain(Connection):
    """A connection to SQLite."""

    def __init__(self, engine: Engine) -> None:
        known = _KNOWN.get(engine)
        if known is None:
            super().__init__(engine, _Held(engine.pool))  # type: ignore[arg-type]  # it does what one does
            _KNOWN[engine] = {**vars(self), "_dbapi_connection": None}
        else:
            vars(self).update(known)
            self._dbapi_connection = _Held(engine.pool)  # type: ignore[assignment]  # see above

    def begin(self) -> Any:
        """Begin as the engine's owner wishes."""
        work: Any = _Work(self)
        self._transaction = work
        self.dispatch.begin(self)
        return work

    def close(self) -> None:
        """Give the driver's connection back, whatever was begun on it undone."""
        if self._dbapi_connection is not None:
            self._dbapi_connection.close()
            self._dbapi_connection = self._transaction = None

    def exec_driver_sql(
        self,
        statement: str,
        parameters: Any = None,
        execution_options: Any = None,  # noqa: ARG002  # they are of its results, which are plain
    ) -> Any:
        """Ask what is written as text."""
        if self._transaction is None:
            self.begin()
        driver: Any = self._dbapi_connection.driver_connection  # type: ignore[union-attr]  # it is open
        run = driver.executemany if isinstance(parameters, list) else driver.execute
        cursor = run(statement, parameters or ())
        return _Answer(cursor, _columns_of(statement, cursor))

    def execute(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """Ask what is put together."""
        if self._transaction is None:
            self.begin()
        plain = isinstance(statement, _PUT_TOGETHER) and not isinstance(parameters, list)
        given = parameters or {}
        question = _question(statement, self.dialect, given) if plain else None
        if question is None:
            return super().execute(statement, parameters, **options)
        driver: Any = self._dbapi_connection.driver_connection  # type: ignore[union-attr]  # it is open
        cursor = driver.execute(question.text, question.filled(given))
        return _Answer(cursor, _columns_of(question.text, cursor, question.processors))


_PUT_TOGETHER = (Select, Update, Delete)
"""Statements that have no answer but what they ask for."""
_KNOWN: WeakKeyDictionary[Engine, dict[str, Any]] = WeakKeyDictionary()
"""What every connection of an engine begins with."""


_kept = cache(create_engine)


def _engine(address: str) -> Engine:
    """Make the engine of a team's device once: it can be used again when it was closed."""
    return _kept(address) if "/team/phone-" in address else create_engine(address)


def _connected(engine: Engine) -> Connection:
    return _Plain(engine) if engine.dialect.name == "sqlite" else Connection(engine)


@contextmanager
def plain_answers() -> Iterator[None]:
    """Let SQLite be asked so."""
    with (
        mock.patch.object(Engine, "_connection_cls", staticmethod(_connected)),
        mock.patch.object(store, "create_engine", _engine),
    ):
        yield


@contextmanager
def usual_answers() -> Iterator[None]:
    """Let it be asked through SQLAlchemy all the same."""
    with mock.patch.object(Engine, "_connection_cls", Connection):
        yield
