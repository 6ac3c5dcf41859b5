"""A replica: opened, used by several threads, closed, and two that exchange for real."""

import threading
from pathlib import Path

import pytest

from sync.client import outbox
from sync.client.engine import Progress, absorb, compose, sync_once
from sync.client.replica import FILE_NAME, Replica
from sync.core.clock import stamp
from sync.core.errors import DamagedDatabaseError, DiskFullError, StoreError
from sync.core.protocol import SyncReply, WireRow
from sync.core.records.deal import Deal
from sync.store import rows
from sync.store.migrations import runner
from tests.builders import NOON_MS, make_account, make_deal
from tests.conftest import Joined
from tests.fakes import CountedBits, ManualClock


def test_what_was_saved_is_there_after_a_restart(replica: Replica, clock: ManualClock) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("saved"))
    before = replica.state()
    replica.close()
    again = Replica(replica.path, clock, CountedBits(5))
    with again.transaction() as writer:
        found = writer.get(Deal, deal)
    assert again.state() == before
    assert again.backup is None
    again.close()
    assert found is not None
    assert found.title == "saved"


def test_a_clock_set_back_over_a_restart_does_not_make_old_stamps(
    replica: Replica, clock: ManualClock
) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("first"))
    replica.close()
    clock.move(-(10**12))
    again = Replica(replica.path, clock, CountedBits(5))
    with again.transaction() as writer:
        writer.edit(Deal, deal, title="second")
        made, edited = outbox.pending(writer.connection, 100, 1 << 30)[-1], writer.get(Deal, deal)
    again.close()
    assert edited is not None
    assert edited.stamps > made.stamp


def test_writers_of_many_threads_queue(replica: Replica) -> None:
    def write(name: int) -> None:
        for n in range(5):
            with replica.transaction() as writer:
                writer.add(make_deal(f"{name}-{n}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with replica.reading() as connection:
        changes = outbox.pending(connection, 100, 1 << 30)
        assert len(list(rows.load_all(connection, "deal"))) == 20
    assert len({c.stamp for c in changes}) == len(changes)
    assert [c.n for c in changes] == list(range(1, len(changes) + 1))


def test_a_sound_database_passes_the_check(replica: Replica) -> None:
    replica.check()


def test_a_damaged_one_does_not(replica: Replica) -> None:
    with replica.transaction() as writer:
        for n in range(200):
            writer.add(make_deal(f"deal {n}", reason="x" * 500))
    replica.close()
    size = replica.path.stat().st_size
    with replica.path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xa5" * (size // 3))
    with pytest.raises(DamagedDatabaseError):
        replica.check()


def test_what_is_damaged_within_an_index_is_named(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(make_deal(source_id="S-1"))
    with replica.exclusive() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_deal_source_id ON deal (title)' "
            "WHERE name = 'ix_deal_source_id'"
        )
    replica.close()
    with pytest.raises(DamagedDatabaseError, match="ix_deal_source_id"):
        replica.check()


def test_ids_are_new_each_time(replica: Replica) -> None:
    assert len({replica.new_id() for _ in range(100)}) == 100


def test_a_replica_set_aside_makes_room_for_an_empty_one(replica: Replica, tmp_path: Path) -> None:
    aside = tmp_path / "aside.db"
    fresh = replica.start_over(aside)
    assert not fresh.state().owned
    fresh.close()
    old = Replica(aside, ManualClock(), CountedBits())
    assert old.state().owned
    old.close()


def test_what_is_late_is_written_into_the_notebook_it_was_meant_for(
    replica: Replica, tmp_path: Path
) -> None:
    """A draft, and an exchange that was under way when its person signed out."""
    request = compose(replica)
    fresh = replica.start_over(tmp_path / "aside.db")
    with replica.transaction() as writer:
        writer.add(make_account("Written late"))
    row: WireRow = ("account", "a", stamp(NOON_MS, 0, 1), {"name": "Came late"})
    absorb(replica, request, SyncReply(NOON_MS, "1.x.5", rows=(row,)), Progress())
    assert (fresh.state().cursor, _names(fresh)) == ("", [])
    assert (replica.state().cursor, _names(replica)) == ("1.x.5", ["Came late", "Written late"])
    fresh.close()


def test_a_replica_goes_on_when_no_other_can_take_its_place(
    replica: Replica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(runner, "migrate", fail)
    with pytest.raises(DiskFullError):
        replica.start_over(tmp_path / "aside.db")
    assert replica.state().owned
    assert not (tmp_path / "aside.db").exists()


def test_a_replica_that_cannot_be_set_aside_goes_on(replica: Replica, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError):
        replica.start_over(tmp_path / "file" / FILE_NAME)
    assert replica.state().owned
    with replica.transaction() as writer:
        writer.add(make_deal())


def test_an_edit_on_one_device_is_read_on_another(two_replicas: tuple[Joined, Joined]) -> None:
    mia, bo = two_replicas
    with bo.replica.transaction() as writer:
        deal = writer.add(make_deal("Bo's", owner_id=bo.replica.state().user_id))
    assert sync_once(bo.replica, bo.service).sent == 1
    assert sync_once(mia.replica, mia.service).kinds >= {"deal"}
    with mia.replica.transaction() as writer:
        found = writer.get(Deal, deal)
        writer.edit(Deal, deal, title="Mia's")
    assert found is not None
    assert found.title == "Bo's"
    sync_once(mia.replica, mia.service)
    sync_once(bo.replica, bo.service)
    with bo.replica.transaction() as writer:
        found = writer.get(Deal, deal)
    assert found is not None
    assert found.title == "Mia's"


def test_who_is_invited_knows_their_role_after_the_first_pull(
    two_replicas: tuple[Joined, Joined],
) -> None:
    for joined, role in zip(two_replicas, ("admin", "rep"), strict=True):
        with joined.replica.transaction() as writer:
            assert writer.actor.role == role


def _names(replica: Replica) -> list[str]:
    with replica.reading() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM account ORDER BY 1").scalars())
