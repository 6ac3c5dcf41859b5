"""The bytes of removed files leave a device; who takes that back in time has them still."""

import pytest

from sync.client import file_queue as queue
from sync.client import state
from sync.client.engine import sync_once
from sync.client.file_folder import FileFolder
from sync.client.file_queue import FilesWaiting
from sync.client.file_sweep import sweep
from sync.client.files import ASK_EVERY_MS, attach, copy_in, fetch_now, move_files, path_of
from sync.client.replica import Replica
from sync.core.errors import ServerFaultError
from sync.core.expiry import COPY_DAYS, GRACE_DAYS
from sync.core.records.attachment import Attachment
from sync.core.spans import DAY_MS
from tests.client.photos import HASH, PHOTO, content, deliver, error_of, line, take, waiting
from tests.conftest import Joined
from tests.fakes import ManualClock


def remove(replica: Replica, record_id: str, *, deleted: bool = True) -> None:
    """Remove an attachment, or bring it back."""
    with replica.transaction() as writer:
        writer.edit(Attachment, record_id, deleted=deleted)


def kept(replica: Replica) -> list[str]:
    """Return what lies in the device's folder of files."""
    folder = replica.path.parent / "files"
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_a_removed_file_leaves_every_device_after_a_day(
    mia: Joined, bo: Joined, clock: ManualClock
) -> None:
    record_id = deliver(mia)
    sync_once(bo.replica, bo.service)
    fetch_now(bo.replica, line(bo), HASH, len(PHOTO))
    remove(mia.replica, record_id)
    for one in (mia, bo):
        sync_once(one.replica, one.service)
    clock.move(COPY_DAYS * DAY_MS - 1)
    for one in (mia, bo):
        move_files(one.replica, line(one))
        assert content(one.replica) == PHOTO
    clock.move(2)
    for one in (mia, bo):
        move_files(one.replica, line(one))
        assert kept(one.replica) == []
        assert path_of(one.replica, HASH) is None
    assert waiting(mia.replica) == FilesWaiting()


def test_a_file_taken_back_in_time_stays(mia: Joined, clock: ManualClock) -> None:
    record_id = deliver(mia)
    remove(mia.replica, record_id)
    sync_once(mia.replica, mia.service)
    clock.move(COPY_DAYS * DAY_MS - 1)
    remove(mia.replica, record_id, deleted=False)
    sync_once(mia.replica, mia.service)
    clock.move(9 * DAY_MS)
    move_files(mia.replica, line(mia))
    assert content(mia.replica) == PHOTO


def test_a_file_taken_back_later_comes_from_the_server_again(
    mia: Joined, clock: ManualClock
) -> None:
    record_id = deliver(mia)
    remove(mia.replica, record_id)
    sync_once(mia.replica, mia.service)
    clock.move(2 * DAY_MS)
    move_files(mia.replica, line(mia))
    assert kept(mia.replica) == []
    remove(mia.replica, record_id, deleted=False)
    sync_once(mia.replica, mia.service)
    assert move_files(mia.replica, line(mia)).fetched == 1
    assert content(mia.replica) == PHOTO


def test_a_file_that_another_attachment_names_stays(mia: Joined, clock: ManualClock) -> None:
    first, second = deliver(mia), take(mia)
    remove(mia.replica, first)
    sync_once(mia.replica, mia.service)
    clock.move(9 * DAY_MS)
    move_files(mia.replica, line(mia))
    assert content(mia.replica) == PHOTO
    remove(mia.replica, second)
    sync_once(mia.replica, mia.service)
    move_files(mia.replica, line(mia))
    assert content(mia.replica) == PHOTO  # removed a moment ago
    clock.move(2 * DAY_MS)
    move_files(mia.replica, line(mia))
    assert kept(mia.replica) == []


def test_what_the_server_never_got_stays_as_long_as_it_would_there(
    mia: Joined, clock: ManualClock
) -> None:
    record_id = take(mia)
    remove(mia.replica, record_id)
    sync_once(mia.replica, mia.service)
    clock.move(GRACE_DAYS * DAY_MS - 1)
    move_files(mia.replica, line(mia))
    assert content(mia.replica) == PHOTO
    clock.move(2)
    move_files(mia.replica, line(mia))
    assert kept(mia.replica) == []


def test_who_is_alone_keeps_it_for_a_day(replica: Replica, clock: ManualClock) -> None:
    with (replica.path.parent / "photo").open("w+b") as source:
        source.write(PHOTO)
        source.seek(0)
        copied = copy_in(replica, source)
    with replica.transaction() as writer:
        record_id = attach(replica, writer, copied, Attachment(name="shelf.jpg"))
    clock.move(DAY_MS)
    sweep(replica)
    assert content(replica) == PHOTO
    remove(replica, record_id)
    sweep(replica)
    assert content(replica) == PHOTO
    clock.move(COPY_DAYS * DAY_MS)
    sweep(replica)
    assert kept(replica) == []


def test_a_wall_clock_set_ahead_costs_nothing_once_the_time_is_known(
    mia: Joined, clock: ManualClock
) -> None:
    record_id = deliver(mia)
    remove(mia.replica, record_id)
    sync_once(mia.replica, mia.service)
    steady_ms = clock()
    ahead = Replica(
        mia.replica.path,
        lambda: clock() + 400 * DAY_MS,
        lambda _bits: 1,
        lambda: ("boot", clock() - steady_ms),
    )
    with ahead.exclusive() as connection:
        state.save(connection, heard_ms=clock(), boot="boot", start_ms=steady_ms)
    sweep(ahead)
    assert content(ahead) == PHOTO
    with ahead.exclusive() as connection:
        state.save(connection, heard_ms=0)
    sweep(ahead)
    assert content(ahead) is None
    ahead.close()


def test_a_file_that_is_nowhere_any_more_is_not_asked_for_for_ever(
    mia: Joined, bo: Joined, clock: ManualClock
) -> None:
    take(mia, owner_id=bo.replica.state().user_id)
    sync_once(mia.replica, mia.service)
    sync_once(bo.replica, bo.service)
    asked = 0
    for _ in range(100):
        way = line(bo)
        move_files(bo.replica, way)
        asked += len([said for said in way.said if said.startswith("fetch")])
        clock.move(DAY_MS)
    assert 30 < asked < 50
    assert waiting(bo.replica) == FilesWaiting()
    assert error_of(bo.replica)[0] == "error.record_missing"

    with pytest.raises(ServerFaultError):  # a person asks: it is tried, once
        fetch_now(bo.replica, line(bo), HASH, len(PHOTO))
    tried = line(bo)
    move_files(bo.replica, tried)
    clock.move(2 * ASK_EVERY_MS)
    move_files(bo.replica, tried)
    assert [said for said in tried.said if said.startswith("fetch")] == ["fetch 0"]

    move_files(mia.replica, line(mia))
    path = fetch_now(bo.replica, line(bo), HASH, len(PHOTO))
    assert path.read_bytes() == PHOTO
    assert waiting(bo.replica) == FilesWaiting()


def test_what_was_removed_is_not_fetched(mia: Joined, bo: Joined) -> None:
    record_id = deliver(mia, owner_id=bo.replica.state().user_id)
    sync_once(bo.replica, bo.service)
    with bo.replica.exclusive() as connection:
        queue.want(connection, HASH, len(PHOTO))
    remove(bo.replica, record_id)
    way = line(bo)
    assert move_files(bo.replica, way).fetched == 0
    assert way.said == []
    assert waiting(bo.replica) == FilesWaiting()
    assert FileFolder.beside(bo.replica.path).fetched(HASH) == 0
