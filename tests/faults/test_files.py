"""Files over a line that is cut at any byte, between processes that are killed.

`RAPPORT_KILLS` sets how often (12 in the normal suite).
"""

import io
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from app.device import now_ms
from sync.client.engine import sync_once
from sync.client.file_http import HttpFileService
from sync.client.files import attach, copy_in, fetch_now, move_files, path_of
from sync.client.http import HttpSyncService
from sync.client.join import join
from sync.client.replica import FILE_NAME, Replica
from sync.core.errors import ServiceError
from sync.core.files import CHUNK_BYTES
from sync.core.protocol import InviteRequest
from sync.core.records.attachment import Attachment
from tests.fakes import CountedBits
from tests.faults.cutting_proxy import CuttingProxy, Trouble, cutting_proxy
from tests.faults.processes import KILLS, Processes

SIZE = 24 * 1024 * 1024 + 12_345
_HEADERS = 16 * 1024
"""More than the lines of text around a piece can come to, in both directions."""
_PATIENCE_S = 60.0


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    """A server in a process of its own."""
    processes = Processes(tmp_path)
    processes.start_server()
    yield processes
    processes.kill_server()


@pytest.fixture
def proxy(processes: Processes) -> Iterator[CuttingProxy]:
    """A line to it."""
    with cutting_proxy(processes.port) as proxy:
        yield proxy


@pytest.fixture
def replica(processes: Processes) -> Iterator[Replica]:
    """A replica that has joined it."""
    note = (processes.folder / "server" / "admin-invitation.txt").read_text()
    yield from joined(processes, processes.replica, note.split()[0], seed=1)


@pytest.fixture
def colleague(processes: Processes, replica: Replica) -> Iterator[Replica]:
    """A colleague's replica."""
    with httpx.Client(base_url=processes.url) as client:
        service = HttpSyncService(client, replica.state().token)
        code = service.invite(InviteRequest(name="Bo")).code
    yield from joined(processes, processes.folder / "bo" / FILE_NAME, code, seed=2)


def joined(processes: Processes, path: Path, code: str, seed: int) -> Iterator[Replica]:
    """Let a replica join, and close it in the end."""
    replica = Replica(path, now_ms, CountedBits(seed))
    with httpx.Client(base_url=processes.url) as client:
        join(replica, HttpSyncService(client), processes.url, code, "app")
    yield replica
    replica.close()


def photo(seed: int, size: int = SIZE) -> bytes:
    """Return bytes that are like no others."""
    return random.Random(seed).randbytes(size)


def take(processes: Processes, replica: Replica, data: bytes) -> str:
    """Attach a file and send its record; return the file's name."""
    copied = copy_in(replica, io.BytesIO(data))
    with replica.transaction() as writer:
        attach(replica, writer, copied, Attachment(name="shelf.jpg"))
    pull(processes, replica)
    return copied.sha256


def pull(processes: Processes, replica: Replica) -> None:
    """Exchange records."""
    with httpx.Client(base_url=processes.url) as client:
        sync_once(replica, HttpSyncService(client, replica.state().token))


def move(replica: Replica, url: str) -> int:
    """Move files over a line until nothing waits; return how often it broke off."""
    breaks = 0
    until = time.monotonic() + _PATIENCE_S
    while True:
        assert time.monotonic() < until, "the file does not arrive"
        with httpx.Client(base_url=url) as client:
            try:
                move_files(replica, HttpFileService(client, replica.state().token))
            except ServiceError:
                breaks += 1
            else:
                return breaks


def test_a_line_cut_at_any_byte_costs_no_more_than_the_piece_on_its_way(
    processes: Processes, replica: Replica, colleague: Replica, proxy: CuttingProxy
) -> None:
    chance = random.Random(KILLS)
    data = photo(1)
    digest = take(processes, replica, data)
    proxy.troubles = [Trouble(up=chance.randrange(1, 6 * CHUNK_BYTES)) for _ in range(KILLS)]
    breaks = move(replica, proxy.url)
    assert breaks >= 2
    assert proxy.up <= SIZE + (breaks + 1) * (CHUNK_BYTES + _HEADERS)

    pull(processes, colleague)
    with colleague.exclusive() as connection:
        connection.exec_driver_sql(
            "UPDATE attachment SET owner_id = ?", (colleague.state().user_id,)
        )
    proxy.troubles = [Trouble(down=chance.randrange(1, 6 * CHUNK_BYTES)) for _ in range(KILLS)]
    proxy.down = 0
    breaks = move(colleague, proxy.url)
    assert breaks >= 2
    # What came down is kept, but for less than one read of 64 KiB.
    assert proxy.down <= SIZE + (breaks + 1) * (64 * 1024 + _HEADERS)
    path = path_of(colleague, digest)
    assert path is not None
    assert sha256(path.read_bytes()).hexdigest() == digest


def test_each_kind_of_place_to_cut(
    processes: Processes, replica: Replica, proxy: CuttingProxy
) -> None:
    for place in (1, 40, 400, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1):
        digest = take(processes, replica, photo(place, 2 * CHUNK_BYTES + 7))
        proxy.troubles = [Trouble(up=place), Trouble(down=place)]
        move(replica, proxy.url)
        (kept,) = (processes.folder / "server" / "files").glob(f"*/*/{digest}")
        assert sha256(kept.read_bytes()).hexdigest() == digest
    assert list((processes.folder / "server" / "files" / "partial").glob("*/*")) == []


def test_app_and_server_killed_while_files_move(
    processes: Processes, replica: Replica, colleague: Replica
) -> None:
    chance = random.Random(KILLS)
    digests = [take(processes, replica, photo(n)) for n in range(3)]
    killed_until_done(processes, replica, chance)
    files = processes.folder / "server" / "files"
    for digest in digests:
        (kept,) = files.glob(f"*/*/{digest}")
        assert sha256(kept.read_bytes()).hexdigest() == digest
    assert list((files / "partial").glob("*/*")) == []

    pull(processes, colleague)
    with colleague.exclusive() as connection:
        connection.exec_driver_sql(
            "UPDATE attachment SET owner_id = ?", (colleague.state().user_id,)
        )
    killed_until_done(processes, colleague, chance)
    colleague.check()
    for digest in digests:
        path = path_of(colleague, digest)
        assert path is not None
        assert sha256(path.read_bytes()).hexdigest() == digest


def killed_until_done(processes: Processes, replica: Replica, chance: random.Random) -> None:
    """Move files in a process of their own, killed again and again, as the server is."""
    command = [sys.executable, "-m", "tests.faults.file_child", str(replica.path), processes.url]
    for n in range(KILLS // 2):
        child = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert child.stdout is not None
        for _ in range(chance.randrange(1, 8)):  # pieces, so that each life moves something
            if not child.stdout.readline():
                break
        if n % 3 == 2:
            processes.kill_server()
        child.kill()
        child.wait()
        child.stdout.close()
        if processes.server is None:
            processes.start_server()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=_PATIENCE_S)


def test_a_server_that_starts_from_an_empty_folder_gets_the_files_again(
    processes: Processes, replica: Replica
) -> None:
    digest = take(processes, replica, photo(9, 100_000))
    move(replica, processes.url)
    (kept,) = (processes.folder / "server" / "files").glob(f"*/*/{digest}")
    processes.kill_server()
    kept.unlink()
    processes.start_server()
    with replica.exclusive() as connection:
        connection.exec_driver_sql("UPDATE file_copy SET checked_ms = 0")
    move(replica, processes.url)
    assert sha256(kept.read_bytes()).hexdigest() == digest
    with httpx.Client(base_url=processes.url) as client:
        service = HttpFileService(client, replica.state().token)
        assert fetch_now(replica, service, digest, 100_000).stat().st_size == 100_000
