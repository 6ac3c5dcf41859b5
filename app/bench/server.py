"""A server process to measure against, and the replicas that have joined it."""

import socket
from pathlib import Path

import httpx

from app.device import open_replica
from app.processes import INVITATION_FILE, start_server, stop
from sync.client import join as joining
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.protocol import InviteRequest


class BenchServer:
    """A `rapport serve` of its own on 127.0.0.1, until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Start it on a free port and wait until it answers.

        Raises:
            PartFailedError: If it did not come up.
        """
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{port}"
        self._folder = folder
        self._process = start_server(folder, port, "Bench")
        self._replicas: list[Replica] = []

    def client(self) -> httpx.Client:
        """Return a client on the server, to be closed by the caller."""
        return httpx.Client(base_url=self.url)

    def first_replica(self, folder: Path) -> Replica:
        """Return the admin's replica; others are invited by it."""
        code = (self._folder / INVITATION_FILE).read_text("utf-8").strip()
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
        stop(self._process)

    def _join(self, folder: Path, code: str) -> Replica:
        replica = open_replica(folder)
        self._replicas.append(replica)
        with self.client() as client:
            joining.join(replica, HttpSyncService(client), self.url, code, "Bench")
        return replica
