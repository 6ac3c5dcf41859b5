"""SQLite's answers, without what SQLAlchemy finds out about each of their columns again.

A story asks some thousand small questions, and that is a third of what it costs. What
is asked stays the same.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest import mock

from sqlalchemy import Connection
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData

_USUAL = Connection.exec_driver_sql


class _Answer(IteratorResult[Any]):
    """What came of a statement."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        names = tuple(column[0] for column in cursor.description or ())
        super().__init__(_columns(names), cursor)
        self.rowcount = cursor.rowcount


_columns: Callable[[tuple[str, ...]], SimpleResultMetaData] = cache(SimpleResultMetaData)


def _ask(connection: Connection, statement: str, parameters: Any = None) -> Any:
    driver: Any = connection.connection.driver_connection
    began = connection.in_transaction() or statement.startswith("BEGIN")
    if not began or statement.startswith("PRAGMA") or not isinstance(driver, sqlite3.Connection):
        return _USUAL(connection, statement, parameters)
    run = driver.executemany if isinstance(parameters, list) else driver.execute
    return _Answer(run(statement, parameters or ()))


@contextmanager
def plain_answers() -> Iterator[None]:
    """Let statements that are written as text be answered so."""
    with mock.patch.object(Connection, "exec_driver_sql", _ask):
        yield
