"""App and server killed while they write and sync; nothing acknowledged is missing.

`RAPPORT_KILLS` sets how often (12 in the normal suite).
"""

import os
import random
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import join
from sync.client.replica import FILE_NAME, Replica
from sync.core.errors import UnreachableError
from sync.store import rows
from tests.fakes import CountedBits

KILLS = int(os.environ.get("RAPPORT_KILLS", "12"))
_PATIENCE_S = 60.0


def real_ms() -> int:
    """Read the real clock."""
    return time.time_ns() // 1_000_000


class Processes:
    """A server and an app in processes of their own, killed by id and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.replica = folder / "app" / FILE_NAME
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.acknowledged: set[str] = set()
        self._out = folder / "acknowledged.txt"
        self._log = folder / "server.log"
        self.server: subprocess.Popen[bytes] | None = None
        self.app: subprocess.Popen[bytes] | None = None

    def start_server(self) -> None:
        """Start the server and wait until it answers."""
        command = [sys.executable, "-m", "sync.server", "serve", "--data"]
        command += [str(self.folder / "server"), "--port", str(self.port)]
        command += ["--team", "Team", "--admin", "Mia"]
        with self._log.open("ab") as log:
            self.server = subprocess.Popen(command, stdout=log, stderr=log)
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            if self.server.poll() is not None:
                pytest.fail(self._log.read_text()[-2_000:])
            try:
                httpx.get(f"{self.url}/v1/sync", timeout=1.0)
            except httpx.HTTPError:
                time.sleep(0.02)
            else:
                return
        pytest.fail("the server does not answer")

    def start_app(self) -> None:
        """Start the app and wait until it has saved something."""
        before = self._out.stat().st_size if self._out.exists() else 0
        command = [sys.executable, "-m", "tests.faults.app_child", str(self.replica), self.url]
        with self._out.open("ab") as out:
            self.app = subprocess.Popen(command, stdout=out)
        until = time.monotonic() + _PATIENCE_S
        while self._out.stat().st_size <= before:
            assert self.app.poll() is None, "the app ended by itself"
            assert time.monotonic() < until, "the app saves nothing"
            time.sleep(0.005)

    def kill_app(self) -> None:
        """Kill the app as a dead battery would, and note what it had acknowledged."""
        if self.app is not None:
            assert self.app.poll() is None, "the app ended by itself"
            self.app.kill()
            self.app.wait()
            self.app = None
            text = self._out.read_text()
            complete = text[: text.rfind("\n") + 1]
            self._out.write_text(complete)
            self.acknowledged = {line.split()[0] for line in complete.splitlines()}

    def kill_server(self) -> None:
        """Kill the server."""
        if self.server is not None:
            self.server.kill()
            self.server.wait()
            self.server = None

    @property
    def server_file(self) -> Path:
        """The server's database."""
        (file,) = (self.folder / "server").glob("*.sqlite3")
        return file


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    """A server, and a replica that has joined it."""
    processes = Processes(tmp_path)
    processes.start_server()
    note = (tmp_path / "server" / "admin-invitation.txt").read_text()
    replica = Replica(processes.replica, real_ms, CountedBits())
    with httpx.Client(base_url=processes.url) as client:
        code = next(word for word in note.split() if word.count("-") == 1 and word.isupper())
        join(replica, HttpSyncService(client), processes.url, code, "app")
    replica.close()
    yield processes
    processes.kill_app()
    processes.kill_server()


def check_file(path: Path) -> None:
    """Require that SQLite finds nothing wrong with a database."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def saved(path: Path, query: str) -> list[str]:
    """Return the first column of a query on a file."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute(query)]


def test_what_was_acknowledged_survives_every_kill(processes: Processes) -> None:
    chance = random.Random(KILLS)
    processes.start_app()
    for n in range(KILLS):
        time.sleep(chance.uniform(0.0, 0.25))
        victim = chance.choice(["app", "app", "server"]) if n else "both"
        if victim in ("server", "both"):
            processes.kill_server()
            check_file(processes.server_file)
            time.sleep(chance.uniform(0.0, 0.05))  # the app goes on alone
        if victim in ("app", "both"):
            processes.kill_app()
            check_file(processes.replica)
            here = set(saved(processes.replica, "SELECT id FROM deal WHERE reason = 'edited'"))
            assert processes.acknowledged <= here
        if processes.server is None:
            processes.start_server()
        if processes.app is None:
            processes.start_app()
    processes.kill_app()
    check_agreement(processes)


def check_agreement(processes: Processes) -> None:
    """Require that app and server agree after one exchange, and nothing is there twice."""
    replica = Replica(processes.replica, real_ms, CountedBits())
    with httpx.Client(base_url=processes.url) as client:
        progress = sync_once(replica, HttpSyncService(client, replica.state().token))
    assert (progress.waiting, progress.refused) == (0, 0)
    replica.check()
    with replica.reading() as connection:
        mine = {row.id: (row.stamps, row.values) for row in rows.load_all(connection, "deal")}
    replica.close()
    processes.kill_server()
    check_file(processes.server_file)
    deals = "FROM record WHERE kind = 'deal'"
    ids = saved(processes.server_file, f"SELECT id {deals}")
    stamps = saved(processes.server_file, f"SELECT stamps {deals}")
    reasons = saved(processes.server_file, f"SELECT json_extract(fields, '$.reason') {deals}")
    assert processes.acknowledged <= set(ids)
    assert len(ids) == len(set(ids)) == len(mine)
    assert dict(zip(ids, stamps, strict=True)) == {i: s for i, (s, _) in mine.items()}
    assert dict(zip(ids, reasons, strict=True)) == {i: v["reason"] for i, (_, v) in mine.items()}
    # Each save is one deal: at most one more per kill was saved without its word getting out.
    assert 0 <= len(ids) - len(processes.acknowledged) <= KILLS + 1
    assert saved(processes.server_file, "SELECT id FROM record WHERE kind = 'conflict'") == []


def test_saving_goes_on_while_the_server_is_away(processes: Processes) -> None:
    processes.kill_server()
    processes.start_app()
    time.sleep(0.1)
    processes.kill_app()
    replica = Replica(processes.replica, real_ms, CountedBits())
    with httpx.Client(base_url=processes.url) as client:
        service = HttpSyncService(client, replica.state().token)
        with pytest.raises(UnreachableError):
            sync_once(replica, service)
    replica.close()
    processes.start_server()
    check_agreement(processes)
