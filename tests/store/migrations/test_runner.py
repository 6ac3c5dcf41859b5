"""Migrations: a backup first, whole steps or none, never a newer database."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from sync.client.replica import Replica
from sync.core.errors import DamagedDatabaseError, NewerDatabaseError, StoreError
from sync.store.engine import open_engine, reading, writing
from sync.store.migrations import runner
from sync.store.migrations.runner import MIGRATIONS, backup, migrate, version_of
from tests.fakes import CountedBits, ManualClock


def add_colour(connection: Connection) -> None:
    """Do what a later version may do: add a column."""
    connection.exec_driver_sql("ALTER TABLE deal ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")


def break_down(connection: Connection) -> None:
    """Write something, then fail."""
    connection.exec_driver_sql("ALTER TABLE deal ADD COLUMN half TEXT")
    connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database lies."""
    return tmp_path / "rapport.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    """Return an engine on a database of the first version, with a deal in it."""
    engine = open_engine(path)
    migrate(engine, path, MIGRATIONS[:1])
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO deal (id, title) VALUES ('d', 'Belts')")
    yield engine
    engine.dispose()


def columns(engine: Engine) -> set[str]:
    """Return the columns deals have."""
    with reading(engine) as connection:
        return {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(deal)")}


def test_an_empty_file_gets_every_table_and_no_backup(path: Path) -> None:
    engine = open_engine(path)
    assert version_of(engine) == 0
    assert migrate(engine, path) is None
    assert version_of(engine) == len(MIGRATIONS)
    engine.dispose()
    assert list(path.parent.glob("*backup*")) == []


def test_nothing_is_done_twice(engine: Engine, path: Path) -> None:
    assert migrate(engine, path, MIGRATIONS[:1]) is None
    assert version_of(engine) == 1


def test_a_backup_is_made_before_the_first_step(engine: Engine, path: Path) -> None:
    saved = migrate(engine, path, (*MIGRATIONS[:1], add_colour))
    assert saved == path.with_name("rapport.v1.backup")
    assert "colour" in columns(engine)
    old = open_engine(saved)
    assert version_of(old) == 1
    assert "colour" not in columns(old)
    with reading(old) as connection:
        assert connection.exec_driver_sql("SELECT title FROM deal").scalars().all() == ["Belts"]
    old.dispose()


def test_a_failed_step_leaves_the_version_before_it(engine: Engine, path: Path) -> None:
    with pytest.raises(StoreError):
        migrate(engine, path, (*MIGRATIONS[:1], add_colour, break_down))
    assert version_of(engine) == 2
    assert "colour" in columns(engine)
    assert "half" not in columns(engine)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT title FROM deal").scalars().all() == ["Belts"]


def test_a_database_of_a_later_version_is_refused_untouched(engine: Engine, path: Path) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    engine.dispose()
    before = path.read_bytes()
    with pytest.raises(NewerDatabaseError) as raised:
        Replica(path, ManualClock(), CountedBits())
    assert raised.value.fields == {"path": str(path), "found": 99, "known": len(MIGRATIONS)}
    assert path.read_bytes() == before


def test_a_step_another_process_has_just_done_is_not_done_again(
    engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (*MIGRATIONS[:1], add_colour)

    def be_slow(asked: Engine) -> int:
        monkeypatch.undo()
        version = version_of(asked)
        other = open_engine(path)
        migrate(other, path, steps)
        other.dispose()
        return version

    monkeypatch.setattr(runner, "version_of", be_slow)
    assert migrate(engine, path, steps) is None
    assert version_of(engine) == 2
    old = open_engine(path.with_name("rapport.v1.backup"))
    assert "colour" not in columns(old)
    old.dispose()


def test_a_backup_holds_what_is_only_in_the_log_yet(engine: Engine, path: Path) -> None:
    copy = backup(path, path.with_name("copy.db"))
    assert path.with_name("rapport.db-wal").stat().st_size > 0
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT title FROM deal").fetchall() == [("Belts",)]
    connection.close()
    assert version_of(engine) == 1


def test_a_backup_replaces_an_older_one_and_a_broken_off_one(engine: Engine, path: Path) -> None:
    target = path.with_name("copy.db")
    target.write_text("old")
    target.with_name("copy.db.partial").write_text("broken off")
    backup(path, target)
    assert sorted(p.name for p in path.parent.glob("copy*")) == ["copy.db"]
    connection = sqlite3.connect(target)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert version_of(engine) == 1


def test_a_backup_that_cannot_be_written_stops_the_migration(engine: Engine, path: Path) -> None:
    path.with_name("rapport.v1.backup").mkdir()
    with pytest.raises(StoreError):
        migrate(engine, path, (*MIGRATIONS[:1], add_colour))
    assert version_of(engine) == 1
    assert "colour" not in columns(engine)


def test_a_damaged_file_is_not_backed_up_over_a_good_copy(path: Path) -> None:
    path.write_bytes(b"garbage" * 1_000)
    good = path.with_name("rapport.v1.backup")
    good.write_text("good")
    with pytest.raises(DamagedDatabaseError):
        Replica(path, ManualClock(), CountedBits())
    assert good.read_text() == "good"


def test_what_an_older_version_kept_without_knowing_it_appears(engine: Engine, path: Path) -> None:
    kept = '{"given_by": "maria", "given_from": "anna", "given_why": 7, "mood_2031": "blue"}'
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE deal SET extra = ?", (kept,))
    migrate(engine, path)
    with reading(engine) as connection:
        found = connection.exec_driver_sql(
            "SELECT given_by, given_from, given_why, extra FROM deal"
        ).one()
    assert tuple(found) == ("maria", "anna", "", '{"given_why":7,"mood_2031":"blue"}')


@pytest.mark.parametrize("there", [False, True])
def test_lines_remember_their_import_from_the_third_version_on(path: Path, *, there: bool) -> None:
    """Also in a notebook that had the column before, or the word of it alone."""
    engine = open_engine(path)
    migrate(engine, path, MIGRATIONS[:2])
    with writing(engine) as connection:
        if there:
            connection.exec_driver_sql(
                "ALTER TABLE deal_line ADD COLUMN imported TEXT NOT NULL DEFAULT ''"
            )
        connection.exec_driver_sql(
            "INSERT INTO deal_line (id, extra) VALUES (?, ?)", ("l", '{"imported":"run","x":1}')
        )
        connection.exec_driver_sql("INSERT INTO match_key VALUES (1, 1)")
    assert migrate(engine, path) is not None
    with reading(engine) as connection:
        lines = connection.exec_driver_sql("SELECT imported, extra FROM deal_line").all()
        keys = connection.exec_driver_sql("SELECT count(*) FROM match_key").scalar()
    assert (lines, keys) == ([("run", '{"x":1}')], 0)
    engine.dispose()
