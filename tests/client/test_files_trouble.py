"""Files that vanish, change or find no room on their way, and answers nobody expects."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from sync.client import file_queue as queue
from sync.client import files as files_module
from sync.client.engine import sync_once
from sync.client.file_folder import Copied, FileFolder
from sync.client.file_http import HttpFileService
from sync.client.file_queue import FilesWaiting
from sync.client.files import copy_in, fetch_now, move_files
from sync.client.replica import Replica
from sync.core.errors import (
    DiskFullError,
    RecordMissingError,
    ServerFaultError,
    UnreachableError,
)
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
    clock.move(HOUR_MS)
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
