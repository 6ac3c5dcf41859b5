"""A server and apps in processes of their own, killed by id and started again."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from app.bench.ports import free_port
from app.device import now_ms, steady
from sync.client.http import HttpSyncService
from sync.client.join import join
from sync.client.replica import FILE_NAME, Replica
from tests.fakes import CountedBits

KILLS = int(os.environ.get("RAPPORT_KILLS", "12"))
"""How often something is killed or cut; the seed of what is, too."""
PATIENCE_S = 120.0


def chance(seed: int = KILLS) -> random.Random:
    """Return what decides where and when."""
    return random.Random(seed)


def check_file(path: Path) -> None:
    """Require that SQLite finds nothing wrong with a database."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def select(path: Path, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query on a file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


class Trouble:
    """What troubles a process; see `tests.faults.troubled`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True)

    def command(self, module: str, *words: str) -> list[str]:
        """Return the command that runs a module with it."""
        return [sys.executable, "-m", "tests.faults.troubled", str(self._folder), module, *words]

    def set_clock(self, off_ms: int) -> None:
        """Let the wall clock be off by so much, from now on."""
        new = self._folder / "new"
        new.write_text(str(off_ms))
        new.replace(self._folder / "clock")

    def wait_for_locks(self, ms: int) -> None:
        """Say before the server's start how long it waits for whoever holds its database."""
        (self._folder / "busy").write_text(str(ms))

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Leave no room."""
        full = self._folder / "full"
        full.touch()
        yield
        full.unlink()


class App:
    """A person's app in a process of its own.

    Attributes:
        path: Its replica.
        trouble: What troubles it.
        said: Its acknowledged words by what they are about, as of the last kill.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.said: dict[str, list[str]] = {}
        self.trouble = Trouble(folder / "trouble")
        self._out = folder / "acknowledged.txt"
        self._process: subprocess.Popen[bytes] | None = None
        self._before = 0

    @property
    def running(self) -> bool:
        """Whether it was started, and not killed since."""
        return self._process is not None

    def start(self, url: str) -> None:
        """Start it, and do not wait."""
        self._before = self._out.stat().st_size if self._out.exists() else 0
        command = self.trouble.command("tests.faults.app_child", str(self.path), url)
        with self._out.open("ab") as out:
            self._process = subprocess.Popen(command, stdout=out)

    def wait(self) -> None:
        """Wait until it has saved something since it was started."""
        until = time.monotonic() + PATIENCE_S
        while self._out.stat().st_size <= self._before:
            assert self._process is not None
            assert self._process.poll() is None, "the app ended by itself"
            assert time.monotonic() < until, "the app saves nothing"
            time.sleep(0.005)

    def kill(self) -> None:
        """Kill it as a dead battery would, and note what it had acknowledged."""
        if self._process is None:
            return
        assert self._process.poll() is None, "the app ended by itself"
        self._process.kill()
        self._process.wait()
        self._process = None
        self.listen()
        complete = "".join(f"{line}\n" for line in self._lines())
        self._out.write_text(complete)

    def listen(self) -> None:
        """Note what it has acknowledged so far."""
        self.said = {}
        for line in self._lines():
            about, word = line.split()
            self.said.setdefault(about, []).append(word)

    def _lines(self) -> list[str]:
        text = self._out.read_text()
        return text[: text.rfind("\n") + 1].splitlines()

    def open(self) -> Replica:
        """Open its replica in this process."""
        return Replica(self.path, now_ms, CountedBits(now_ms()), steady)


class Processes:
    """One server, and any number of apps, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.replica = folder / "app" / FILE_NAME
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.server: subprocess.Popen[bytes] | None = None
        self.trouble = Trouble(folder / "trouble")
        self._log = folder / "server.log"

    def launch_server(self) -> None:
        """Start the server, and do not wait."""
        words = ["serve", "--data", str(self.folder / "server"), "--port", str(self.port)]
        words += ["--team", "Team", "--admin", "Mia"]
        command = self.trouble.command("sync.server", *words)
        with self._log.open("ab") as log:
            self.server = subprocess.Popen(command, stdout=log, stderr=log)

    def wait_for_server(self) -> None:
        """Wait until the server answers."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            if self.server is None or self.server.poll() is not None:
                pytest.fail(self._log.read_text()[-2_000:])
            try:
                httpx.get(f"{self.url}/v1/sync", timeout=1.0)
            except httpx.HTTPError:
                time.sleep(0.02)
            else:
                return
        pytest.fail("the server does not answer")

    def start_server(self) -> None:
        """Start the server and wait until it answers."""
        self.launch_server()
        self.wait_for_server()

    def kill_server(self) -> None:
        """Kill the server."""
        if self.server is not None:
            self.server.kill()
            self.server.wait()
            self.server = None

    @property
    def said(self) -> str:
        """What the server has said."""
        return self._log.read_text()

    @property
    def server_file(self) -> Path:
        """The server's database."""
        (file,) = (self.folder / "server").glob("*.sqlite3")
        return file

    def join_admin(self, path: Path) -> None:
        """Let a new replica join as the team's admin."""
        (code,) = (self.folder / "server" / "admin-invitation.txt").read_text().split()
        self.join(path, code)

    def join(self, path: Path, code: str) -> None:
        """Let a new replica join."""
        replica = Replica(path, now_ms, CountedBits(now_ms()), steady)
        with httpx.Client(base_url=self.url) as client:
            join(replica, HttpSyncService(client), self.url, code, "app")
        replica.close()
