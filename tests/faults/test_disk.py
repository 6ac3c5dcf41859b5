"""A replica on a disk that is full, locked or not writable: a clear error, nothing lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from sync.client.engine import Progress, absorb, compose
from sync.client.replica import FILE_NAME, Replica
from sync.core.errors import DiskFullError, ReadOnlyError, StoreError
from sync.store import engine, rows
from tests.builders import make_deal, make_reply, make_row
from tests.fakes import CountedBits, ManualClock


def save(replica: Replica, title: str, words: str = "") -> str:
    """Save a deal."""
    with replica.transaction() as writer:
        return writer.add(make_deal(title, reason=words))


def save_many(replica: Replica) -> None:
    """Save until the disk is full, each in a transaction of its own."""
    for _ in range(200):
        save(replica, "no room", "x" * 1_000)


def titles(replica: Replica) -> list[object]:
    """Return the titles of the deals held."""
    with replica.reading() as connection:
        return [row.values["title"] for row in rows.load_all(connection, "deal")]


@contextmanager
def with_pragma(replica: Replica, pragma: str, undo: str) -> Iterator[None]:
    """Let every connection of a replica live with a setting for a while."""

    def apply(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.execute(pragma)

    def revert(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(undo)

    pool = replica._engine.pool
    event.listen(pool, "checkout", apply)
    event.listen(pool, "checkin", revert)
    yield
    event.remove(pool, "checkout", apply)
    event.remove(pool, "checkin", revert)


def test_a_full_disk_keeps_what_was_saved_and_goes_on_once_there_is_room(
    replica: Replica,
) -> None:
    save(replica, "first")
    before = replica.state()
    with with_pragma(replica, "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"):
        with pytest.raises(DiskFullError):
            save_many(replica)
        saved = titles(replica)
    assert "first" in saved
    replica.check()
    save(replica, "room again")
    assert titles(replica) == [*saved, "room again"]
    assert replica.state().clock > before.clock


def test_a_pull_onto_a_full_disk_takes_neither_rows_nor_cursor(replica: Replica) -> None:
    many = [make_row("deal", f"deal-{n}", reason="x" * 1_000) for n in range(500)]
    request = compose(replica)
    reply = make_reply(*many, accepted=len(request.changes), cursor="9")
    with (
        with_pragma(replica, "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"),
        pytest.raises(DiskFullError),
    ):
        absorb(replica, request, reply, Progress())
    assert replica.state().cursor == ""
    assert compose(replica) == request
    assert absorb(replica, request, reply, Progress()).received == 500
    assert replica.state().cursor == "9"


def test_a_replica_that_may_not_be_written_can_still_be_read(replica: Replica) -> None:
    save(replica, "first")
    with with_pragma(replica, "PRAGMA query_only = ON", "PRAGMA query_only = OFF"):
        with pytest.raises(ReadOnlyError):
            save(replica, "second")
        assert titles(replica) == ["first"]
    save(replica, "second")
    assert titles(replica) == ["first", "second"]


def test_a_folder_that_cannot_be_made_says_which(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReadOnlyError) as raised:
        Replica(tmp_path / "file" / FILE_NAME, ManualClock(), CountedBits())
    assert raised.value.fields["path"] == str(tmp_path / "file" / FILE_NAME)


def test_another_programs_lock_is_waited_for_and_then_said(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(replica, "first")
    replica.close()
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    with closing(sqlite3.connect(replica.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            save(replica, "second")
        assert titles(replica) == ["first"]
        other.rollback()
    save(replica, "second")
    assert titles(replica) == ["first", "second"]
