"""A server process to measure against, and the devices that have joined it."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.bench.deals import plain_deals
from app.bench.phone import Phone
from app.bench.ports import free_port
from app.device import now_ms
from app.processes import INVITATION_FILE, start_server, stop
from sync.client import join as joining
from sync.client.engine import Progress, sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import FILE_NAME, Replica
from sync.core.protocol import InviteRequest, JoinRequest


class BenchServer:
    """A `rapport serve` of its own on 127.0.0.1, until it is closed.

    Attributes:
        port: Where it listens.
        url: Its address.
        pid: Its process.
    """

    def __init__(self, folder: Path) -> None:
        """Start it on a free port and wait until it answers.

        Raises:
            PartFailedError: If it did not come up.
        """
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process = start_server(folder, self.port, "Bench")
        self.pid = self._process.pid
        self._replicas: list[Replica] = []

    def client(self) -> httpx.Client:
        """Return a client on the server, to be closed by the caller."""
        return httpx.Client(base_url=self.url)

    def first_replica(self, folder: Path) -> Replica:
        """Return the admin's replica; others are invited by it."""
        code = (self._folder / INVITATION_FILE).read_text("utf-8").strip()
        admin = self._join(folder, code, now_ms)
        self.exchange(admin)
        return admin

    def joined(self, folder: Path, clock: Callable[[], int] = now_ms) -> Replica:
        """Return a fresh replica of one more person, joined but empty.

        Args:
            folder: Where to make it.
            clock: Its wall clock, UTC milliseconds.
        """
        return self._join(folder, self._code(), clock)

    def phone(self, client: httpx.Client) -> Phone:
        """Return one more person's device, without a replica."""
        reply = HttpSyncService(client).join(JoinRequest(self._code(), "Bench"))
        return Phone(HttpSyncService(client, reply.token), reply.device_number)

    def exchange(self, replica: Replica) -> Progress:
        """Bring a replica up to date."""
        with self.client() as client:
            return sync_once(replica, HttpSyncService(client, replica.state().token))

    def close(self) -> None:
        """Close the replicas and end the process."""
        for replica in self._replicas:
            replica.close()
        stop(self._process)

    def _code(self) -> str:
        with self.client() as client:
            service = HttpSyncService(client, self._replicas[0].state().token)
            return service.invite(InviteRequest(name="Colleague", role="rep")).code

    def _join(self, folder: Path, code: str, clock: Callable[[], int]) -> Replica:
        replica = Replica(folder / FILE_NAME, clock, secrets.randbits)
        self._replicas.append(replica)
        with self.client() as client:
            joining.join(replica, HttpSyncService(client), self.url, code, "Bench")
        return replica


@contextmanager
def serving_deals(folder: Path, count: int) -> Iterator[tuple[BenchServer, Replica]]:
    """Run a server that holds so many deals, and the admin's replica with the same."""
    server = BenchServer(folder / "server")
    try:
        admin = server.first_replica(folder / "admin")
        with admin.transaction() as writer:
            for deal in plain_deals(count):
                writer.add(deal)
        server.exchange(admin)
        yield server, admin
    finally:
        server.close()


def deal_ids(replica: Replica, count: int) -> list[str]:
    """Return the ids of the first deals of a replica."""
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT id FROM deal ORDER BY id LIMIT ?", (count,))
        return list(found.scalars())
