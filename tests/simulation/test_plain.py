"""SQLite asked plainly answers and keeps what it does through SQLAlchemy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import bindparam, select, update

from sync.server.database import Database
from sync.server.tables import GONE
from tests.simulation.plain import plain_answers, usual_answers

_ALL = select(GONE.c.id, GONE.c.team_id, GONE.c.erased).order_by(GONE.c.id)
_SOME = _ALL.where(
    GONE.c.id.in_(bindparam("ids", expanding=True)), GONE.c.team_id == bindparam("team")
)
_MOVED = update(GONE).where(GONE.c.id == bindparam("which"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A server's database with three records that are gone."""
    database = Database.open(tmp_path)
    with database.writing() as connection:
        rows = [("t", "a", True), ("t", "b", False), ("t", "c", True)]
        connection.exec_driver_sql("INSERT INTO gone VALUES (?, ?, ?)", rows)
    yield database
    database.close()


def _answers(database: Database) -> list[object]:
    """Ask each question in all ways, and with several numbers of values."""
    found: list[object] = []
    for ids in ({"a"}, ("a", "b"), ["b", "c"], ()):
        with database.writing() as connection:
            asked = {"ids": ids, "team": "t"}
            found.append([tuple(row) for row in connection.execute(_SOME, asked)])
            found.append([row.erased for row in connection.execute(_SOME, asked)])
            found.append(connection.execute(_SOME, asked).first())
            found.append(connection.execute(_ALL).scalars("id").all())
            found.append(connection.execute(_MOVED, {"which": "c", "erased": not ids}).rowcount)
            found.append(connection.exec_driver_sql("SELECT * FROM gone").mappings().all())
            found.append(connection.exec_driver_sql("SELECT 1 WHERE 0").scalar())
    return found


def test_answers_are_what_they_are_through_sqlalchemy(database: Database) -> None:
    with usual_answers():
        usual = _answers(database)
    with plain_answers():
        plain = _answers(database)

    assert plain == usual
    assert [type(one) for row in plain[:2] for one in row] == [tuple, bool]  # type: ignore[attr-defined]  # a list


def _fail(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(_MOVED, {"which": "c", "erased": False})
        raise ZeroDivisionError


def test_what_fails_halfway_is_undone_and_holds_nobody_up(database: Database) -> None:
    with plain_answers():
        with pytest.raises(ZeroDivisionError):
            _fail(database)
        with database.writing() as connection:
            kept = connection.execute(_ALL).all()[-1]

    assert kept.erased
