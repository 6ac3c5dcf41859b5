"""A server process to measure against, and the replicas that have joined it."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from app.device import open_replica
from sync.client import join as joining
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.errors import UnreachableError
from sync.core.protocol import InviteRequest

_START_S = 30.0


class BenchServer:
    """A `rapport serve` of its own on 127.0.0.1, until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Start it on a free port and wait until it answers.

        Raises:
            UnreachableError: If it did not come up.
        """
        folder.mkdir(parents=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{port}"
        self._folder = folder
        command = [sys.executable, "-m", "sync.server", "serve", "--data", str(folder)]
        command += ["--port", str(port), "--team", "Bench", "--admin", "Maria Keller"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self._replicas: list[Replica] = []
        self._wait()

    def client(self) -> httpx.Client:
        """Return a client on the server, to be closed by the caller."""
        return httpx.Client(base_url=self.url)

    def first_replica(self, folder: Path) -> Replica:
        """Return the admin's replica; others are invited by it."""
        code = (self._folder / "admin-invitation.txt").read_text("utf-8").strip()
        admin = self._join(folder, code)
        self.exchange(admin)
        return admin

    def joined(self, folder: Path) -> Replica:
        """Return a fresh replica of one more person, joined but empty."""
        with self.client() as client:
            service = HttpSyncService(client, self._replicas[0].state().token)
            code = service.invite(InviteRequest(name="Colleague", role="rep")).code
        return self._join(folder, code)

    def exchange(self, replica: Replica) -> None:
        """Bring a replica up to date."""
        with self.client() as client:
            sync_once(replica, HttpSyncService(client, replica.state().token))

    def close(self) -> None:
        """Close the replicas and end the process."""
        for replica in self._replicas:
            replica.close()
        self._process.terminate()
        self._process.wait()

    def _join(self, folder: Path, code: str) -> Replica:
        replica = open_replica(folder)
        self._replicas.append(replica)
        with self.client() as client:
            joining.join(replica, HttpSyncService(client), self.url, code, "Bench")
        return replica

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_S
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{self.url}/health", timeout=1.0)
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return
        self._process.kill()
        self._process.wait()
        raise UnreachableError(url=self.url)
