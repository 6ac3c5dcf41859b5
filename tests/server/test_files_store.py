"""Every store keeps what it is given, on disk and in a bucket alike."""

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.core.errors import DiskFullError, ReadOnlyError
from sync.core.spans import DAY_MS
from sync.server.errors import ConfigurationError, GapError, StorageAwayError
from sync.server.files import disk
from sync.server.files.bucket import BucketStore
from sync.server.files.disk import DiskStore
from sync.server.files.opening import open_store
from sync.server.files.store import FileStore, Upload
from sync.server.settings import Settings
from tests.builders import NOON_MS
from tests.s3 import make_bucket, s3_process

WORDS = b"".join(b"%d bottles of beer on the wall\n" % n for n in range(2_000))
HASH = sha256(WORDS).hexdigest()
MINE = Upload("team-a", HASH, 1)
_NAMES = count()
_ENOUGH = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="session")
def s3_url() -> Iterator[str]:
    with s3_process() as url:
        yield url


@pytest.fixture(params=["disk", "bucket"])
def new_store(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[], tuple[FileStore, FileStore]]:
    """Make two stores over one new place, as two processes would have them."""

    def make() -> tuple[FileStore, FileStore]:
        name = f"place-{next(_NAMES)}"
        if request.param == "disk":
            return DiskStore(tmp_path / name), DiskStore(tmp_path / name)
        url = request.getfixturevalue("s3_url")
        make_bucket(url, name)
        place = f"s3://{name}/deep/in"
        return BucketStore(place, url), BucketStore(place, url)

    return make


@pytest.fixture
def store(new_store: Callable[[], tuple[FileStore, FileStore]]) -> FileStore:
    return new_store()[0]


def send(store: FileStore, data: bytes = WORDS, upload: Upload = MINE) -> bool:
    """Send a file in one piece."""
    store.append(upload, 0, data, NOON_MS)
    return store.finish(upload)


def whole(store: FileStore, team_id: str = "team-a", digest: str = HASH) -> bytes:
    """Read a file."""
    size = store.size(team_id, digest)
    assert size is not None
    return b"".join(store.read(team_id, digest, 0, size))


@_ENOUGH
@given(cuts=st.lists(st.integers(0, len(WORDS)), max_size=6), back=st.integers(0, 5_000))
def test_a_file_comes_whole_through_any_cuts_and_any_process(
    new_store: Callable[[], tuple[FileStore, FileStore]], cuts: list[int], back: int
) -> None:
    stores = new_store()
    for n, (start, stop) in enumerate(pairwise(sorted([0, *cuts, len(WORDS)]))):
        again = max(0, start - back)  # a part of what was sent before comes once more
        stores[n % 2].append(MINE, again, WORDS[again:stop], NOON_MS)
        assert stores[(n + 1) % 2].received(MINE) == stop
    assert stores[0].finish(MINE)
    assert stores[1].finish(MINE)
    assert whole(stores[1]) == WORDS
    assert stores[0].received(MINE) == 0


def test_a_piece_beyond_a_gap_is_not_taken(store: FileStore) -> None:
    with pytest.raises(GapError):
        store.append(MINE, 1, WORDS[1:], NOON_MS)
    store.append(MINE, 0, WORDS[:10], NOON_MS)
    with pytest.raises(GapError):
        store.append(MINE, 11, WORDS[11:], NOON_MS)
    assert store.received(MINE) == 10


@pytest.mark.parametrize("place", [0, 30_000, len(WORDS) - 1])
def test_a_flipped_byte_is_found_and_thrown_away(store: FileStore, place: int) -> None:
    wrong = WORDS[:place] + bytes([WORDS[place] ^ 1]) + WORDS[place + 1 :]
    assert not send(store, wrong)
    assert store.size("team-a", HASH) is None
    assert store.received(MINE) == 0
    assert send(store)
    assert whole(store) == WORDS


def test_what_is_here_is_not_written_again_by_another_device(store: FileStore) -> None:
    assert send(store)
    other = Upload("team-a", HASH, 2)
    store.append(other, 0, WORDS[:100], NOON_MS)
    assert send(store, upload=other)
    assert whole(store) == WORDS
    assert store.received(other) == 0


def test_another_team_has_nothing_of_it(store: FileStore) -> None:
    assert send(store)
    assert store.size("team-b", HASH) is None
    assert store.received(Upload("team-b", HASH, 1)) == 0


def test_an_empty_file_is_a_file(store: FileStore) -> None:
    nothing = Upload("team-a", sha256(b"").hexdigest(), 1)
    assert send(store, b"", nothing)
    assert store.size("team-a", nothing.sha256) == 0
    assert whole(store, digest=nothing.sha256) == b""


def test_a_part_is_read_alone(store: FileStore) -> None:
    assert send(store)
    assert b"".join(store.read("team-a", HASH, 7, 300)) == WORDS[7:300]


def test_a_damaged_file_set_aside_may_come_again(store: FileStore) -> None:
    assert send(store)
    store.set_aside("team-a", HASH)
    assert store.size("team-a", HASH) is None
    assert send(store)
    assert whole(store) == WORDS


def test_what_is_removed_is_gone_and_may_come_again(store: FileStore) -> None:
    store.remove("team-a", [])
    other = Upload("team-a", sha256(b"other").hexdigest(), 1)
    assert send(store)
    assert send(store, b"other", other)
    store.set_aside("team-a", HASH)
    assert send(store)
    store.remove("team-b", [HASH])
    assert whole(store) == WORDS
    store.remove("team-a", [HASH, "00" * 32])
    assert store.size("team-a", HASH) is None
    store.remove("team-a", [HASH])
    assert whole(store, digest=other.sha256) == b"other"
    assert send(store)
    assert whole(store) == WORDS


def test_a_damaged_copy_goes_with_its_file(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "files")
    assert send(store)
    store.set_aside("team-a", HASH)
    store.remove("team-a", [HASH])
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_what_came_of_a_file_goes_with_it(store: FileStore) -> None:
    other = Upload("team-a", sha256(b"other").hexdigest(), 1)
    for upload in (MINE, Upload("team-a", HASH, 2), Upload("team-b", HASH, 1), other):
        store.append(upload, 0, WORDS[:10], NOON_MS)
        store.append(upload, 10, WORDS[10:20], NOON_MS)
    store.remove("team-a", [HASH])
    assert store.received(MINE) == store.received(Upload("team-a", HASH, 2)) == 0
    assert store.received(Upload("team-b", HASH, 1)) == store.received(other) == 20


def test_an_upload_that_rests_for_long_is_swept(store: FileStore) -> None:
    assert store.sweep(1) == 0
    store.append(MINE, 0, WORDS[:10], NOON_MS)
    assert store.sweep(NOON_MS - 400 * DAY_MS) == 0
    assert store.received(MINE) == 10
    assert store.sweep(NOON_MS + 400 * DAY_MS) == 1
    assert store.received(MINE) == 0


def test_a_large_upload_in_many_pieces_is_joined(store: FileStore) -> None:
    piece, large = os.urandom(1024 * 1024), sha256()
    for _ in range(20):
        large.update(piece)
    upload = Upload("team-a", large.hexdigest(), 1)
    for n in range(20):
        store.append(upload, n * len(piece), piece, NOON_MS)
    assert store.finish(upload)
    assert store.size("team-a", upload.sha256) == 20 * len(piece)
    assert all(
        b"".join(store.read("team-a", upload.sha256, n * len(piece), (n + 1) * len(piece))) == piece
        for n in range(20)
    )


def test_a_full_disk_is_noticed_before_it_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DiskStore(tmp_path / "not" / "made" / "yet")
    store.check_room(1)
    monkeypatch.setattr(disk, "_RESERVE", 1 << 60)
    with pytest.raises(DiskFullError):
        store.check_room(1)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReadOnlyError):
        send(DiskStore(tmp_path / "file"))


def test_nobody_else_on_the_machine_may_look_in(tmp_path: Path) -> None:
    assert send(DiskStore(tmp_path / "files"))
    assert (tmp_path / "files" / "team-a" / HASH[:2]).stat().st_mode & 0o077 == 0


def test_a_bucket_that_is_away_is_a_fault_that_heals(s3_url: str) -> None:
    away = BucketStore("s3://nobody-made-this", s3_url)
    with pytest.raises(StorageAwayError):
        send(away)


def test_the_settings_choose_the_place(tmp_path: Path, s3_url: str) -> None:
    assert isinstance(open_store(Settings(tmp_path)), DiskStore)
    assert isinstance(open_store(Settings(tmp_path, files=str(tmp_path / "elsewhere"))), DiskStore)
    bucket = open_store(Settings(tmp_path, files="s3://b/p", files_endpoint=s3_url))
    assert isinstance(bucket, BucketStore)
    with pytest.raises(ConfigurationError):
        open_store(Settings(tmp_path, files="s3://"))
