"""Files on a device: kept with their record, moved piece by piece, verified, never lost."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from sync.client import file_queue as queue
from sync.client import files as files_module
from sync.client.engine import sync_once
from sync.client.file_folder import Copied, FileFolder
from sync.client.file_http import Arriving, HttpFileService
from sync.client.file_queue import FilesWaiting
from sync.client.files import FileProgress, attach, copy_in, fetch_now, move_files, path_of
from sync.client.replica import Replica
from sync.core.errors import (
    DiskFullError,
    RecordMissingError,
    ServerFaultError,
    ServiceError,
    SignedOutError,
    UnreachableError,
    ViolationError,
)
from sync.core.files import CHUNK_BYTES, Received
from sync.core.records.attachment import Attachment
from tests.conftest import Joined
from tests.fakes import ManualClock

PHOTO = b"".join(b"%07d\n" % n for n in range(400_000))
HASH = sha256(PHOTO).hexdigest()
_HOUR_MS = 3_600_000


class Line:
    """A way to the server that a test may break or bend."""

    def __init__(self, service: HttpFileService) -> None:
        self._service = service
        self.said: list[str] = []
        self.pieces_left = 1 << 30
        self.flip: set[str] = set()
        self.sent: list[tuple[int, int]] = []
        self.answers: list[ServiceError] = []
        self.answers_to = 0

    def received(self, sha256: str) -> Received:
        self.said.append("received")
        return self._service.received(sha256)

    def send(self, sha256: str, offset: int, total: int, data: bytes) -> Received:
        self.said.append("send")
        self._break()
        if self.answers and self.answers_to in (0, total):
            raise self.answers.pop()
        self.sent.append((offset, len(data)))
        if "up" in self.flip:
            self.flip.remove("up")
            data = bytes([data[0] ^ 1]) + data[1:]
        return self._service.send(sha256, offset, total, data)

    @contextmanager
    def fetch(self, sha256: str, start: int) -> Iterator[Arriving]:
        self.said.append(f"fetch {start}")
        with self._service.fetch(sha256, start) as arriving:
            yield Arriving(arriving.start, arriving.total, self._bent(arriving.pieces))

    def missing(self, held: tuple[str, ...]) -> tuple[str, ...]:
        self.said.append(f"missing {len(held)}")
        return self._service.missing(held)

    def _bent(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._break()
            if "down" in self.flip:
                self.flip.remove("down")
                yield bytes([piece[0] ^ 1]) + piece[1:]
            else:
                yield piece

    def _break(self) -> None:
        self.pieces_left -= 1
        if self.pieces_left < 0:
            raise UnreachableError(detail="cut")


@pytest.fixture
def mia(two_replicas: tuple[Joined, Joined]) -> Joined:
    return two_replicas[0]


@pytest.fixture
def bo(two_replicas: tuple[Joined, Joined]) -> Joined:
    return two_replicas[1]


def line(joined: Joined) -> Line:
    """Return a device's way to the server."""
    return Line(HttpFileService(joined.service._client, joined.service.token))


def take(joined: Joined, data: bytes = PHOTO, **fields: object) -> str:
    """Attach a file, as a person does who takes a photo."""
    copied = copy_in(joined.replica, io.BytesIO(data))
    owner = joined.replica.state().user_id
    record = Attachment.model_validate({"name": "shelf.jpg", "owner_id": owner, **fields})
    with joined.replica.transaction() as writer:
        return attach(joined.replica, writer, copied, record)


def deliver(joined: Joined, data: bytes = PHOTO, **fields: object) -> str:
    """Attach a file and send it."""
    record_id = take(joined, data, **fields)
    sync_once(joined.replica, joined.service)
    assert move_files(joined.replica, line(joined)).sent == 1
    return record_id


def waiting(replica: Replica) -> FilesWaiting:
    """Return how much waits."""
    with replica.reading() as connection:
        return queue.waiting(connection)


def content(replica: Replica, digest: str = HASH) -> bytes | None:
    """Return a file as this device holds it."""
    path = path_of(replica, digest)
    return None if path is None else path.read_bytes()


def error_of(replica: Replica, digest: str = HASH) -> tuple[str, int]:
    """Return what the queue says of a file's last failure."""
    with replica.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT error, tries FROM file_copy WHERE sha256 = ?", (digest,)
        ).one()
        return found.error, found.tries


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
    clock.move(_HOUR_MS)
    bad.answers = [full]
    with pytest.raises(ServerFaultError):
        move_files(mia.replica, bad)
    assert error_of(mia.replica, small) == ("error.disk_full", 3)
    clock.move(_HOUR_MS)
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
        clock.move(_HOUR_MS)
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


def test_a_file_that_vanished_or_changed_here_is_fetched_from_the_team(
    mia: Joined, bo: Joined
) -> None:
    deliver(mia)
    take(bo, owner_id=bo.replica.state().user_id)
    sync_once(bo.replica, bo.service)
    folder = FileFolder.beside(bo.replica.path)
    folder.path(HASH).unlink()
    assert move_files(bo.replica, line(bo)).fetched == 1
    assert content(bo.replica) == PHOTO

    other = PHOTO[1:]
    digest = sha256(other).hexdigest()
    take(bo, other)
    sync_once(bo.replica, bo.service)
    path = folder.path(digest)
    path.write_bytes(b"?" + other[1:])
    assert move_files(bo.replica, line(bo)).sent == 0
    with bo.replica.reading() as connection:
        assert not queue.is_held(connection, digest)


def test_a_full_disk_loses_nothing(
    mia: Joined, bo: Joined, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(mia)
    sync_once(bo.replica, bo.service)

    def full(_folder: FileFolder, _sha256: str, _offset: int, _piece: bytes) -> None:
        raise DiskFullError

    with monkeypatch.context() as patched:
        patched.setattr(FileFolder, "append", full)
        with pytest.raises(DiskFullError):
            fetch_now(bo.replica, line(bo), HASH, len(PHOTO))
        with pytest.raises(DiskFullError):
            move_files(bo.replica, line(bo))
    assert error_of(bo.replica) == ("error.disk_full", 1)
    assert move_files(bo.replica, line(bo)).fetched == 1
    assert content(bo.replica) == PHOTO


def test_a_copy_that_finds_no_room_leaves_nothing(replica: Replica) -> None:
    class Card(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 1_000_000:
                raise OSError(28, "No space left on device")
            return super().read(size)

    with pytest.raises(DiskFullError):
        copy_in(replica, Card(PHOTO))
    assert [p for p in (replica.path.parent / "files").rglob("*") if p.is_file()] == []


def test_there_must_be_room_for_what_is_fetched(
    tmp_path: Path,
) -> None:
    folder = FileFolder(tmp_path / "files")
    folder.check_room(1)
    with pytest.raises(DiskFullError):
        folder.check_room(1 << 62)


def test_a_copy_that_was_never_attached_is_thrown_away_after_a_day(
    mia: Joined, clock: ManualClock
) -> None:
    copied: Copied = copy_in(mia.replica, io.BytesIO(PHOTO))
    os.utime(copied.path, (clock.now / 1000, clock.now / 1000))
    move_files(mia.replica, line(mia))
    assert copied.path.exists()
    clock.move(2 * files_module.ASK_EVERY_MS)
    move_files(mia.replica, line(mia))
    assert not copied.path.exists()


def test_what_is_told_to_stop_stops_between_pieces_and_writes_no_more(mia: Joined) -> None:
    take(mia)
    sync_once(mia.replica, mia.service)
    going = line(mia)
    move_files(mia.replica, going, stopped=lambda: len(going.sent) == 2)
    assert len(going.sent) == 2
    assert move_files(mia.replica, line(mia)).sent == 1


def test_an_empty_file_travels_too(mia: Joined, bo: Joined) -> None:
    deliver(mia, b"")
    nothing = sha256(b"").hexdigest()
    sync_once(bo.replica, bo.service)
    assert fetch_now(bo.replica, line(bo), nothing, 0).read_bytes() == b""


@pytest.mark.parametrize("size", [0, 7, len(PHOTO), len(PHOTO) * 2])
def test_a_record_that_is_wrong_about_the_size_misleads_nobody(
    mia: Joined, bo: Joined, size: int
) -> None:
    deliver(mia)
    sync_once(bo.replica, bo.service)
    folder = FileFolder.beside(bo.replica.path)
    folder.append(HASH, 0, PHOTO)  # all was here when it broke off
    assert fetch_now(bo.replica, line(bo), HASH, size).read_bytes() == PHOTO


def test_a_file_that_leaves_while_it_comes_is_not_kept(mia: Joined, bo: Joined) -> None:
    deliver(mia)
    sync_once(bo.replica, bo.service)

    class Leaving(Line):
        def _bent(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
            yield from pieces
            with bo.replica.exclusive() as connection:
                queue.drop(connection, HASH)

    leaving = Leaving(HttpFileService(bo.service._client, bo.service.token))
    with pytest.raises(RecordMissingError):
        fetch_now(bo.replica, leaving, HASH, len(PHOTO))
    assert not FileFolder.beside(bo.replica.path).path(HASH).exists()
    assert FileFolder.beside(bo.replica.path).fetched(HASH) == 0


def test_what_is_told_to_stop_stops_fetching_and_notes_nothing(mia: Joined, bo: Joined) -> None:
    deliver(mia, owner_id=bo.replica.state().user_id)
    sync_once(bo.replica, bo.service)
    with bo.replica.exclusive() as connection:
        queue.want(connection, HASH, len(PHOTO))
    asked = iter([False] * 3 + [True] * 99)
    move_files(bo.replica, line(bo), stopped=lambda: next(asked))
    assert 0 < FileFolder.beside(bo.replica.path).fetched(HASH) < len(PHOTO)
    assert waiting(bo.replica) == FilesWaiting(down=1, down_bytes=len(PHOTO))


@pytest.mark.parametrize("way", ["gone", "spoiled", "cut"])
def test_what_fails_after_being_told_to_stop_is_not_noted(mia: Joined, way: str) -> None:
    take(mia)
    sync_once(mia.replica, mia.service)
    path = FileFolder.beside(mia.replica.path).path(HASH)
    going = line(mia)
    if way == "gone":
        path.unlink()
    elif way == "spoiled":
        path.write_bytes(PHOTO[:-1] + b"?")
        going.answers = [ServerFaultError(status=422, error="error.wrong_hash")]
    else:
        going.pieces_left = 0
    asked = iter([False] * (1 if way == "gone" else 2) + [True] * 99)
    with suppress(UnreachableError):
        move_files(mia.replica, going, stopped=lambda: next(asked))
    assert waiting(mia.replica) == FilesWaiting(up=1, up_bytes=len(PHOTO))
    assert error_of(mia.replica) == ("", 0)


def test_a_server_that_is_ahead_is_asked_how_far_it_is(mia: Joined) -> None:
    take(mia)
    sync_once(mia.replica, mia.service)
    odd = line(mia)
    odd.answers = [ServerFaultError(status=409, error="error.gap")]
    with pytest.raises(ServerFaultError):
        move_files(mia.replica, odd)
    assert odd.said == ["received", "send", "received"]
    assert move_files(mia.replica, line(mia)).sent == 1


def test_a_file_the_server_has_not_got_yet_is_asked_for_later(
    mia: Joined, bo: Joined, clock: ManualClock
) -> None:
    take(mia, owner_id=bo.replica.state().user_id)
    sync_once(mia.replica, mia.service)
    sync_once(bo.replica, bo.service)
    assert move_files(bo.replica, line(bo)).fetched == 0
    assert waiting(bo.replica) == FilesWaiting(down=1, down_bytes=len(PHOTO), failed=1)
    move_files(mia.replica, line(mia))
    clock.move(_HOUR_MS)
    assert move_files(bo.replica, line(bo)).fetched == 1


Handler = Callable[[httpx.Request], httpx.Response]


def service(handler: Handler) -> HttpFileService:
    """Return a service that speaks to a function."""
    client = httpx.Client(transport=httpx.MockTransport(handler), base_url="http://server")
    return HttpFileService(client, "token")


def test_an_answer_that_cannot_be_read_is_a_fault_of_the_server() -> None:
    with pytest.raises(ServerFaultError):
        service(lambda _request: httpx.Response(204)).received(HASH)
    with pytest.raises(ServerFaultError):
        service(lambda _request: httpx.Response(200, content=b"x")).missing((HASH,))


def test_a_server_that_gives_the_whole_is_understood() -> None:
    def handle(_request: httpx.Request) -> httpx.Response:
        headers = {"Content-Length": str(len(PHOTO))}
        return httpx.Response(200, headers=headers, content=iter([PHOTO]))

    with service(handle).fetch(HASH, 1_000) as arriving:
        assert (arriving.start, arriving.total) == (0, len(PHOTO))
        assert b"".join(arriving.pieces) == PHOTO


def test_a_server_that_moves_nothing_is_not_asked_for_ever(mia: Joined) -> None:
    take(mia)

    def handle(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(204, headers={"Upload-Offset": "0", "Upload-Complete": "?0"})

    with pytest.raises(ServerFaultError):
        move_files(mia.replica, service(handle))
