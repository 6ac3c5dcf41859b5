"""Files on a device: kept with their record, moved piece by piece, verified, never lost."""

import io
from hashlib import sha256
from pathlib import Path

import pytest

from sync.client import file_queue as queue
from sync.client import files as files_module
from sync.client.engine import sync_once
from sync.client.file_folder import FileFolder
from sync.client.file_http import HttpFileService
from sync.client.file_queue import FilesWaiting
from sync.client.files import FileProgress, attach, copy_in, fetch_now, move_files, path_of
from sync.client.replica import Replica
from sync.core.errors import (
    ServerFaultError,
    ServiceError,
    SignedOutError,
    UnreachableError,
    ViolationError,
)
from sync.core.files import CHUNK_BYTES
from sync.core.records.attachment import Attachment
from sync.core.spans import HOUR_MS
from tests.client.photos import (
    HASH,
    PHOTO,
    Line,
    content,
    deliver,
    error_of,
    line,
    take,
    waiting,
)
from tests.conftest import Joined
from tests.fakes import ManualClock


def test_a_photo_is_here_with_its_record_before_there_is_any_signal(replica: Replica) -> None:
    copied = copy_in(replica, io.BytesIO(PHOTO))
    with replica.transaction() as writer:
        record_id = attach(replica, writer, copied, Attachment(name="shelf.jpg"))
        record = writer.get(Attachment, record_id)
    assert record is not None
    assert (record.sha256, record.size) == (HASH, len(PHOTO))
    assert content(replica) == PHOTO
    assert waiting(replica) == FilesWaiting(1, len(PHOTO))


def test_a_record_that_is_refused_leaves_no_file(replica: Replica) -> None:
    copied = copy_in(replica, io.BytesIO(PHOTO))
    with pytest.raises(ViolationError), replica.transaction() as writer:
        attach(replica, writer, copied, Attachment(name="x" * 301))
    assert waiting(replica) == FilesWaiting()
    assert path_of(replica, HASH) is None


def test_a_photo_reaches_a_colleague(mia: Joined, bo: Joined) -> None:
    deliver(mia)
    assert waiting(mia.replica) == FilesWaiting()
    sync_once(bo.replica, bo.service)
    assert move_files(bo.replica, line(bo)) == FileProgress()
    assert path_of(bo.replica, HASH) is None
    path = fetch_now(bo.replica, line(bo), HASH, len(PHOTO))
    assert path.read_bytes() == PHOTO
    again = line(bo)
    assert fetch_now(bo.replica, again, HASH, len(PHOTO)) == path
    assert again.said == []


def test_ones_own_files_come_to_ones_other_device(mia: Joined, bo: Joined) -> None:
    owner = bo.replica.state().user_id
    deliver(mia, owner_id=owner)
    sync_once(bo.replica, bo.service)
    told: list[FileProgress] = []
    assert move_files(bo.replica, line(bo), told.append).fetched == 1
    assert content(bo.replica) == PHOTO
    assert [p.waiting.down for p in told] == [1, 1, 1, 0]
    left = [p.waiting.down_bytes for p in told]
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    quiet = line(bo)
    move_files(bo.replica, quiet)
    assert quiet.said == []


def test_an_upload_goes_on_where_it_broke_off(mia: Joined) -> None:
    take(mia)
    sync_once(mia.replica, mia.service)
    cut = line(mia)
    cut.pieces_left = 2
    with pytest.raises(UnreachableError):
        move_files(mia.replica, cut)
    left = len(PHOTO) - 2 * CHUNK_BYTES
    assert waiting(mia.replica) == FilesWaiting(up=1, up_bytes=left)
    assert error_of(mia.replica) == ("", 0)
    again = line(mia)
    assert move_files(mia.replica, again).sent == 1
    assert again.sent == [(2 * CHUNK_BYTES, CHUNK_BYTES), (3 * CHUNK_BYTES, left - CHUNK_BYTES)]


def test_a_download_goes_on_where_it_broke_off(mia: Joined, bo: Joined) -> None:
    deliver(mia)
    sync_once(bo.replica, bo.service)
    cut = line(bo)
    cut.pieces_left = 1
    with pytest.raises(UnreachableError):
        fetch_now(bo.replica, cut, HASH, len(PHOTO))
    started = FileFolder.beside(bo.replica.path).fetched(HASH)
    assert 0 < started < len(PHOTO)
    again = line(bo)
    assert move_files(bo.replica, again).fetched == 1
    assert again.said == [f"fetch {started}"]
    assert content(bo.replica) == PHOTO


def test_a_byte_flipped_on_the_way_up_is_sent_again(mia: Joined, bo: Joined) -> None:
    take(mia)
    sync_once(mia.replica, mia.service)
    bad = line(mia)
    bad.flip = {"up"}
    assert move_files(mia.replica, bad).sent == 1
    assert bad.sent.count((0, CHUNK_BYTES)) == 2
    sync_once(bo.replica, bo.service)
    assert fetch_now(bo.replica, line(bo), HASH, len(PHOTO)).read_bytes() == PHOTO


def test_a_byte_flipped_on_the_way_down_is_fetched_again(mia: Joined, bo: Joined) -> None:
    deliver(mia)
    sync_once(bo.replica, bo.service)
    bad = line(bo)
    bad.flip = {"down"}
    with pytest.raises(ServiceError):
        fetch_now(bo.replica, bad, HASH, len(PHOTO))
    assert path_of(bo.replica, HASH) is None
    assert move_files(bo.replica, bad).fetched == 1
    assert bad.said == ["fetch 0", "fetch 0"]
    assert content(bo.replica) == PHOTO


def test_a_file_the_team_has_is_not_sent_again(mia: Joined, bo: Joined) -> None:
    deliver(mia)
    sync_once(bo.replica, bo.service)
    take(bo, name="the same")
    sync_once(bo.replica, bo.service)
    again = line(bo)
    assert move_files(bo.replica, again).sent == 1
    assert again.said == ["received"]


def test_the_same_file_attached_twice_is_kept_and_sent_once(mia: Joined) -> None:
    deliver(mia)
    take(mia, name="again")
    sync_once(mia.replica, mia.service)
    again = line(mia)
    move_files(mia.replica, again)
    assert again.said == []
    assert content(mia.replica) == PHOTO


def test_a_file_that_fails_holds_up_no_other(mia: Joined, clock: ManualClock) -> None:
    take(mia, b"small")
    take(mia)
    small = sha256(b"small").hexdigest()
    sync_once(mia.replica, mia.service)
    full = ServerFaultError(status=507, error="error.disk_full")
    bad = line(mia)
    bad.answers_to = len(b"small")
    bad.answers = [ServerFaultError(status=404), ServerFaultError(status=404)]
    assert move_files(mia.replica, bad).sent == 1
    assert error_of(mia.replica, small)[1] == 2
    assert waiting(mia.replica) == FilesWaiting(up=1, up_bytes=5, failed=1)
    quiet = line(mia)
    move_files(mia.replica, quiet)
    assert quiet.said == []
    clock.move(HOUR_MS)
    bad.answers = [full]
    with pytest.raises(ServerFaultError):
        move_files(mia.replica, bad)
    assert error_of(mia.replica, small) == ("error.disk_full", 3)
    clock.move(HOUR_MS)
    assert move_files(mia.replica, line(mia)).sent == 1
    assert error_of(mia.replica, small) == ("", 0)


def test_a_file_that_breaks_every_line_lets_others_go_first(mia: Joined) -> None:
    take(mia, b"small")
    take(mia)
    sync_once(mia.replica, mia.service)
    cut = line(mia)
    cut.pieces_left = 0
    with pytest.raises(UnreachableError):
        move_files(mia.replica, cut)
    again = line(mia)
    move_files(mia.replica, again)
    assert [size for offset, size in again.sent if not offset] == [CHUNK_BYTES, 5]


def test_who_is_signed_out_sends_nothing_more(mia: Joined) -> None:
    take(mia)
    stranger = Line(HttpFileService(mia.service._client, "no token"))
    with pytest.raises(SignedOutError):
        move_files(mia.replica, stranger)
    assert waiting(mia.replica).up == 1


def test_a_proxy_that_takes_less_gets_less(mia: Joined) -> None:
    take(mia)
    sync_once(mia.replica, mia.service)
    small = line(mia)
    small.answers = [ServerFaultError(status=413), ServerFaultError(status=413)]
    assert move_files(mia.replica, small).sent == 1
    assert {size for _, size in small.sent[:-1]} == {CHUNK_BYTES // 4}


def test_a_file_too_large_for_the_team_is_put_off_with_its_reason(mia: Joined) -> None:
    take(mia)
    sync_once(mia.replica, mia.service)
    refusing = line(mia)
    refusing.answers = [ServerFaultError(status=413, error="error.too_large")] * 2
    move_files(mia.replica, refusing)
    assert error_of(mia.replica) == ("error.too_large", 2)
    assert content(mia.replica) == PHOTO


def test_a_server_that_lost_a_file_gets_it_again(
    mia: Joined, tmp_path: Path, clock: ManualClock
) -> None:
    deliver(mia)
    (kept,) = tmp_path.glob(f"server/files/*/*/{HASH}")
    kept.unlink()
    early = line(mia)
    move_files(mia.replica, early)
    assert early.said == []
    clock.move(files_module.ASK_EVERY_MS + 1)
    late = line(mia)
    assert move_files(mia.replica, late).sent == 1
    assert late.said[0] == "missing 1"
    assert kept.read_bytes() == PHOTO
    with mia.replica.exclusive() as connection:
        queue.ask_again(connection)
    soon = line(mia)
    assert move_files(mia.replica, soon).sent == 0
    assert soon.said == ["missing 1"]


def test_a_device_that_joined_anew_asks_what_the_server_has(mia: Joined) -> None:
    deliver(mia)
    with mia.replica.exclusive() as connection:
        connection.exec_driver_sql("UPDATE replica_state SET device_id = 'another'")
    asking = line(mia)
    move_files(mia.replica, asking)
    assert asking.said == ["missing 1"]
    move_files(mia.replica, asking)
    assert asking.said == ["missing 1"]


def test_a_file_leaves_the_device_with_its_record(mia: Joined, bo: Joined) -> None:
    record_id = deliver(mia)
    sync_once(bo.replica, bo.service)
    path = fetch_now(bo.replica, line(bo), HASH, len(PHOTO))
    with mia.replica.transaction() as writer:
        writer.edit(Attachment, record_id, shared=False)
    sync_once(mia.replica, mia.service)
    sync_once(bo.replica, bo.service)
    move_files(bo.replica, line(bo))
    assert not path.exists()
    assert content(mia.replica) == PHOTO


def test_a_file_whose_record_left_before_it_was_sent_is_still_sent(mia: Joined, bo: Joined) -> None:
    record_id = take(bo)
    sync_once(bo.replica, bo.service)
    sync_once(mia.replica, mia.service)
    with mia.replica.transaction() as writer:
        writer.edit(Attachment, record_id, owner_id=mia.replica.state().user_id, shared=False)
    sync_once(mia.replica, mia.service)
    sync_once(bo.replica, bo.service)
    with bo.replica.reading() as connection:
        assert not queue.is_named(connection, HASH)
    assert move_files(bo.replica, line(bo)).sent == 1
    assert fetch_now(mia.replica, line(mia), HASH, len(PHOTO)).read_bytes() == PHOTO
    move_files(bo.replica, line(bo))
    assert path_of(bo.replica, HASH) is None


def test_a_file_nobody_names_any_more_is_let_go_in_the_end(bo: Joined, clock: ManualClock) -> None:
    take(bo)
    with bo.replica.exclusive() as connection:
        connection.exec_driver_sql("DELETE FROM attachment")
        connection.exec_driver_sql("DELETE FROM outbox")
    for _ in range(20):
        assert move_files(bo.replica, line(bo)).sent == 0
        clock.move(HOUR_MS)
    assert waiting(bo.replica) == FilesWaiting()
    assert list((bo.replica.path.parent / "files").glob("*/*")) == []


def test_a_file_of_a_removed_attachment_waits_until_it_is_back(mia: Joined) -> None:
    record_id = take(mia)
    with mia.replica.transaction() as writer:
        writer.edit(Attachment, record_id, deleted=True)
    sync_once(mia.replica, mia.service)
    assert waiting(mia.replica) == FilesWaiting()
    assert move_files(mia.replica, line(mia)).sent == 0
    assert content(mia.replica) == PHOTO
    with mia.replica.transaction() as writer:
        writer.edit(Attachment, record_id, deleted=False)
    sync_once(mia.replica, mia.service)
    assert move_files(mia.replica, line(mia)).sent == 1
