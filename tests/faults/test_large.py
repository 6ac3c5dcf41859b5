"""A large push and a large first reading over a line that breaks again and again.

`RAPPORT_ROWS` sets how many changes and rows (3,000 in the normal suite), `RAPPORT_KILLS`
how often it breaks.
"""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from sync.client import outbox
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.client.wire import write_request
from sync.core.change import Change
from sync.core.errors import ServiceError
from sync.core.packing import TAKEN, packed
from sync.core.protocol import (
    PROTOCOL_VERSION,
    PUSH_BYTES,
    InviteRequest,
    OfferReply,
    OfferRequest,
    SyncReply,
    SyncRequest,
)
from sync.core.records.deal import Deal
from sync.core.schema import SCHEMA_VERSION
from tests.faults.agreement import check_replica, contents, exchange, history
from tests.faults.cutting_proxy import CuttingProxy, Trouble, cutting_proxy
from tests.faults.processes import KILLS, PATIENCE_S, App, Processes, chance

ROWS = int(os.environ.get("RAPPORT_ROWS", "3000"))
_AT_ONCE = 1_000
_SMALL = 1_000
"""More than a request or a reply has without changes and rows."""
_REPLY = 600
"""About what a reply without rows has."""
_HEADERS = 150
"""Less than any reply has."""


@dataclass
class Watched:
    """A server, watched for being sent or asked what it has told of already.

    Attributes:
        service: The server.
        accepted: The last change that it was sent and told to have.
        cursor: The last place it told.
        again: Requests that began before those.
        requests: How many were made.
    """

    service: HttpSyncService
    accepted: int
    cursor: str
    again: list[str] = field(default_factory=list)
    requests: int = 0

    def sync(self, request: SyncRequest) -> SyncReply:
        """Exchange."""
        self.requests += 1
        if request.changes and request.changes[0].n != self.accepted + 1:
            self.again.append(f"change {request.changes[0].n} after {self.accepted}")
        if request.cursor != self.cursor:
            self.again.append("another cursor")
        reply = self.service.sync(request)
        # Refusals are told of what a request holds; so it is what it holds that is settled.
        last = request.changes[-1].n if request.changes else self.accepted
        self.accepted = max(self.accepted, min(reply.accepted, last))
        self.cursor = reply.cursor
        return reply

    def offer(self, request: OfferRequest) -> OfferReply:
        """Offer."""
        return self.service.offer(request)


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """A server."""
    processes = Processes(tmp_path_factory.mktemp("large"))
    processes.start_server()
    yield processes
    processes.kill_server()


@pytest.fixture
def proxy(processes: Processes) -> Iterator[CuttingProxy]:
    """A line to it."""
    with cutting_proxy(processes.port) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def mia(processes: Processes) -> Iterator[Replica]:
    """The admin's replica."""
    app = App(processes.folder / "mia")
    processes.join_admin(app.path)
    replica = app.open()
    exchange(processes, replica)
    yield replica
    replica.close()


def joined(processes: Processes, mia: Replica, name: str) -> Replica:
    """Return the replica of a new manager, who has read nothing yet."""
    app = App(Path(processes.folder / name))
    with httpx.Client(base_url=processes.url) as client:
        service = HttpSyncService(client, mia.state().token)
        code = service.invite(InviteRequest(name=name, role="manager")).code
    processes.join(app.path, code)
    return app.open()


def write(replica: Replica, luck: random.Random) -> None:
    """Write many deals, of some 400 bytes each."""
    for start in range(0, ROWS, _AT_ONCE):
        with replica.transaction() as writer:
            for n in range(start, min(start + _AT_ONCE, ROWS)):
                words = f"{luck.getrandbits(400):x} {'because of the price ' * 10}"
                writer.add(Deal(title=f"Deal {n}", reason=words))


def batches(changes: tuple[Change, ...]) -> list[int]:
    """Return about how large the requests are that carry these changes."""
    json = [len(_request(change)) for change in changes]
    sizes, first, size = [], 0, 0
    for n, length in enumerate(json, 1):
        size += length
        if size > PUSH_BYTES or n == len(changes):
            body, _ = packed(_request(*changes[first:n]), TAKEN)
            sizes.append(len(body) + _SMALL)
            first, size = n, 0
    return sizes


def _request(*changes: Change) -> bytes:
    return write_request(SyncRequest(PROTOCOL_VERSION, SCHEMA_VERSION, 0, "", changes))


def exchange_while_used(
    replica: Replica, proxy: CuttingProxy
) -> tuple[Watched, int, list[tuple[str, float]]]:
    """Exchange over a line until it succeeds, and use the replica meanwhile.

    Returns:
        What was seen of the requests, how often the line broke, and what was saved
        meanwhile with how many seconds it took.
    """
    state = replica.state()
    errors: list[ServiceError] = []
    watched = Watched(HttpSyncService(httpx.Client()), 0, state.cursor)
    with replica.reading() as connection:
        watched.accepted = min((c.n for c in outbox.all_pending(connection)), default=1) - 1
    failed: list[BaseException] = []

    def work() -> None:
        until = time.monotonic() + 10 * PATIENCE_S
        try:
            while time.monotonic() < until:
                with httpx.Client(base_url=proxy.url) as client:
                    watched.service = HttpSyncService(client, state.token)
                    try:
                        sync_once(replica, watched)
                    except ServiceError as error:
                        errors.append(error)
                    else:
                        return
        except BaseException as error:  # told in the test's own thread
            failed.append(error)
            raise

    worker = threading.Thread(target=work)
    worker.start()
    saved: list[tuple[str, float]] = []
    while worker.is_alive() or not saved:
        began = time.monotonic()
        with replica.transaction() as writer:
            record_id = writer.add(Deal(title=f"meanwhile {len(saved)}"))
        with replica.reading() as connection:
            query = "SELECT count(*) FROM deal WHERE id = ?"
            assert connection.exec_driver_sql(query, (record_id,)).scalar() == 1
        saved.append((record_id, time.monotonic() - began))
        worker.join(0.25)
    assert failed == []
    exchange_rest(replica, watched)
    return watched, len(errors), saved


def exchange_rest(replica: Replica, watched: Watched) -> None:
    """Send what was saved after the last round."""
    state = replica.state()
    with httpx.Client(base_url=state.server_url) as client:
        watched.service = HttpSyncService(client, state.token)
        sync_once(replica, watched)


def troubles(luck: random.Random, up: int, down: int) -> list[Trouble]:
    """Return cuts, by turns in what comes down and in what goes up.

    The first meets the first reply, whatever chance brings; later ones may lie past the end.
    """
    cuts = [
        Trouble(up=1 + int(up * luck.uniform(0, 2)))
        if n % 2
        else Trouble(down=1 + int(down * luck.uniform(0, 2)))
        for n in range(1, KILLS)
    ]
    return [Trouble(down=1 + int(_HEADERS * luck.random())), *cuts]


def report(what: str, **figures: float) -> None:
    """Say what was measured, for whoever runs this with `-s`."""
    print(what, ROWS, *(f"{name}={value}" for name, value in figures.items()))


def test_a_large_push_goes_on_where_it_stopped(
    processes: Processes, mia: Replica, proxy: CuttingProxy
) -> None:
    luck = chance()
    write(mia, luck)
    with mia.reading() as connection:
        waiting = outbox.all_pending(connection)
    sizes = batches(waiting)
    proxy.troubles = troubles(luck, max(sizes), _REPLY)
    watched, breaks, saved = exchange_while_used(mia, proxy)
    slowest = max(seconds for _, seconds in saved)
    report("push", breaks=breaks, requests=watched.requests, up=proxy.up, clean=sum(sizes))
    report("push", saved=len(saved), slowest_s=round(slowest, 3))
    assert breaks
    assert watched.again == []
    spare = len(saved) * _SMALL
    assert proxy.up <= 1.2 * sum(sizes) + breaks * (max(sizes) + _SMALL) + spare
    held = check_replica(processes, mia)
    assert {c.id for c in waiting} | {i for i, _ in saved} <= held.keys()
    made = Counter(change.id for change in history(processes))
    assert dict(made) == dict.fromkeys(held, 1)


def test_a_large_first_reading_goes_on_where_it_stopped(
    processes: Processes, mia: Replica, proxy: CuttingProxy
) -> None:
    calm = joined(processes, mia, "calm")
    with httpx.Client(base_url=proxy.url) as client:
        watched = Watched(HttpSyncService(client, calm.state().token), 0, "")
        sync_once(calm, watched)
    calm.close()
    clean, page = proxy.down, proxy.down // watched.requests
    bo = joined(processes, mia, "bo")
    proxy.down = 0
    proxy.troubles = troubles(chance(), _REPLY, page)
    watched, breaks, saved = exchange_while_used(bo, proxy)
    slowest = max(seconds for _, seconds in saved)
    report("read", breaks=breaks, requests=watched.requests, down=proxy.down, clean=clean)
    report("read", saved=len(saved), slowest_s=round(slowest, 3))
    assert breaks
    assert watched.again == []
    assert proxy.down <= 1.2 * clean + breaks * 2 * page + len(saved) * _SMALL
    exchange(processes, mia)
    held = check_replica(processes, bo)
    assert {record_id for record_id, _ in saved} <= held.keys()
    assert held == contents(mia)
    bo.close()
