"""Opening the database, its transactions, and its troubles in our words."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sync.core.errors import (
    DamagedDatabaseError,
    DiskFullError,
    ReadOnlyError,
    StoreError,
)
from sync.store import engine as engine_module
from sync.store.engine import explained, open_engine, reading, writing


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Return an engine on a table of numbers."""
    engine = open_engine(tmp_path / "folder" / "some.db")
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE number (n INTEGER PRIMARY KEY)")
    yield engine
    engine.dispose()


def count(engine: Engine) -> int:
    """Return how many numbers there are."""
    with reading(engine) as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM number").scalar_one())


def write(engine: Engine, *statements: str) -> None:
    """Run statements in one transaction."""
    with writing(engine) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def open_files(path: Path) -> int:
    """Return how many handles this process holds on a file."""
    links = list(Path("/proc/self/fd").iterdir())
    return sum(1 for link in links if link.is_symlink() and link.readlink() == path)


def test_the_folder_is_made_and_the_log_is_written_ahead(engine: Engine) -> None:
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 15_000


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1? & more" / "some.db"
    engine = open_engine(path)
    write(engine, "CREATE TABLE number (n INTEGER PRIMARY KEY)")
    engine.dispose()
    assert [one.name for one in path.parent.iterdir()] == ["some.db"]


def test_what_is_acknowledged_is_flushed_to_the_disk(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "some.db")
    engine_module._prepare(connection, None)  # the fixtures relax it for speed
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.close()


def test_a_write_stays_and_a_failed_one_does_not(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO number VALUES (1)")
    with pytest.raises(StoreError):
        write(engine, "INSERT INTO number VALUES (2)", "INSERT INTO nowhere VALUES (2)")
    assert count(engine) == 1


def test_a_reader_sees_one_moment_and_does_not_wait_for_the_writer(engine: Engine) -> None:
    with reading(engine) as reader:
        before = reader.exec_driver_sql("SELECT count(*) FROM number").scalar_one()
        with writing(engine) as writer:
            writer.exec_driver_sql("INSERT INTO number VALUES (1)")
        after = reader.exec_driver_sql("SELECT count(*) FROM number").scalar_one()
    assert (before, after) == (0, 0)
    assert count(engine) == 1


def test_a_busy_database_is_a_clear_error(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "BUSY_MS", 20)
    other = open_engine(Path(str(engine.url.database)))
    with writing(engine), pytest.raises(StoreError, match="locked"), writing(other):
        pytest.fail("two writers at once")
    other.dispose()
    assert count(engine) == 0


def test_garbage_is_a_damaged_database_and_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(b"This is a letter, not a database. " * 100)
    with pytest.raises(DamagedDatabaseError) as raised:
        open_engine(path)
    assert raised.value.fields["path"] == str(path)
    assert open_files(path) == 0


def test_a_damaged_page_is_a_damaged_database(engine: Engine) -> None:
    path = Path(str(engine.url.database))
    with writing(engine) as connection:
        numbers = ", ".join(f"({n})" for n in range(5_000))
        connection.exec_driver_sql(f"INSERT INTO number VALUES {numbers}")
    engine.dispose()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(DamagedDatabaseError):
        count(engine)


def test_a_file_where_a_folder_should_be_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("not a folder")
    with pytest.raises(StoreError) as raised:
        open_engine(tmp_path / "folder" / "some.db")
    assert raised.value.fields["path"] == str(tmp_path / "folder" / "some.db")


def test_a_folder_where_the_file_should_be_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "some.db").mkdir()
    with pytest.raises(ReadOnlyError):
        open_engine(tmp_path / "some.db")


def test_a_file_that_may_not_be_written_is_read_only(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tests may run as root, whom no permission stops, so the question is stubbed.
    monkeypatch.setattr(os, "access", lambda _file, _mode: False)
    with pytest.raises(ReadOnlyError):
        open_engine(Path(str(engine.url.database)))


def test_a_write_to_a_read_only_connection_is_read_only(engine: Engine) -> None:
    with pytest.raises(ReadOnlyError):
        write(engine, "PRAGMA query_only = ON", "INSERT INTO number VALUES (1)")


def test_a_full_disk_says_so_and_keeps_what_was_saved(engine: Engine) -> None:
    write(engine, "INSERT INTO number VALUES (1)", "CREATE TABLE words (text TEXT)")
    with pytest.raises(DiskFullError):
        write(
            engine,
            "INSERT INTO number VALUES (2)",
            "PRAGMA max_page_count = 10",
            "INSERT INTO words VALUES (hex(zeroblob(100000)))",
        )
    assert count(engine) == 1


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFullError),
        (OSError(errno.EROFS, "Read-only file system"), ReadOnlyError),
        (PermissionError(errno.EACCES, "Permission denied"), ReadOnlyError),
        (OSError(errno.EIO, "Input/output error"), StoreError),
        (sqlite3.OperationalError("database or disk is full"), DiskFullError),
        (sqlite3.DatabaseError("database disk image is malformed"), DamagedDatabaseError),
        (sqlite3.OperationalError("attempt to write a readonly database"), ReadOnlyError),
        (sqlite3.OperationalError("disk I/O error"), StoreError),
    ],
)
def test_every_trouble_has_its_name(error: Exception, kind: type[StoreError]) -> None:
    with pytest.raises(StoreError) as raised, explained("/data"):
        raise error
    assert type(raised.value) is kind
    assert raised.value.fields == {"path": "/data", "detail": str(error).lower()}


def test_only_a_writer_that_asks_for_less_leaves_the_disk_its_time(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "a.db")
    found = []
    for durable in (False, True, False):
        with writing(engine, durable=durable) as connection:
            found.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
    engine.dispose()
    assert found == [1, 2, 1]  # NORMAL, FULL
