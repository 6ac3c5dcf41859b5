"""Several real server processes on one PostgreSQL, which may stop and start meanwhile."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic_core import from_json
from sqlalchemy import Connection, text

from sync.client import outbox
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import join
from sync.client.replica import Replica
from sync.core.errors import ServerFaultError, UnreachableError
from sync.core.protocol import InviteRequest
from sync.core.records.deal import Deal
from sync.server import history
from sync.server.app import create_app, real_outside
from sync.server.database import Database
from sync.server.settings import Settings
from sync.server.teams import found_team
from sync.store import rows
from tests.asgi import InProcess
from tests.fakes import CountedBits
from tests.postgres import Cluster, cluster
from tests.server.phones import Phone

_PATIENCE_S = 60.0
_WRITERS = 8
_ROUNDS = 20


@dataclass
class Served:
    """One server process.

    Attributes:
        http: A client of it.
        said: What it printed until it listened.
    """

    http: httpx.Client
    said: str


@contextmanager
def _served(data: Path, url: str) -> Iterator[Served]:
    command = [sys.executable, "-W", "error", "-m", "sync.server", "serve", "--data", str(data)]
    command += ["--port", "0", "--team", "Acme", "--admin", "Ann"]
    environment = {**os.environ, "RAPPORT_DATABASE_URL": url, "RAPPORT_RATE": "0"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    with process:
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if " at http" in line:
                    break
            address = said.rsplit(" ", 1)[-1].strip()
            with httpx.Client(base_url=address, timeout=_PATIENCE_S) as http:
                yield Served(http, said)
        finally:
            process.send_signal(signal.SIGTERM)


@pytest.fixture(scope="module")
def processes(
    tmp_path_factory: pytest.TempPathFactory, postgres: Cluster
) -> Iterator[list[Served]]:
    """Three server processes, started at once on a database that holds nothing."""
    name = postgres.create()
    folder = tmp_path_factory.mktemp("servers")
    with ExitStack() as stack, ThreadPoolExecutor(3) as pool:
        opened = [_served(folder / str(n), postgres.url(name)) for n in range(3)]
        found = list(pool.map(lambda one: one.__enter__(), opened))
        for one in opened:
            stack.push(one)
        yield found
    postgres.drop(name)


@pytest.fixture(scope="module")
def admin(processes: list[Served]) -> Phone:
    """The admin's device."""
    codes = re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", "".join(p.said for p in processes))
    assert len(codes) == 1, "one of the processes founded the team"
    body = {"code": codes[0], "device_name": "phone"}
    phone = Phone(processes[0].http, processes[0].http.post("/v1/join", json=body).json())
    phone.catch_up()
    return phone


def _colleague(admin: Phone, http: httpx.Client) -> Phone:
    body = {"name": "Bob", "role": "manager", "user_id": ""}
    made = admin.http.post("/v1/invitations", headers=admin.headers, json=body)
    code = made.json()["code"]
    joined = http.post("/v1/join", json={"code": code, "device_name": "phone"})
    phone = Phone(http, joined.json())
    phone.catch_up()
    return phone


def _fields(reply: dict[str, Any]) -> dict[str, Any]:
    """Return what a device holds, by id."""
    return {row[1]: (row[2], row[3]) for row in reply["rows"].values()}


def test_eight_writers_on_three_processes_hide_nothing_from_a_reader(
    processes: list[Served], admin: Phone
) -> None:
    writers = [_colleague(admin, processes[n % 3].http) for n in range(_WRITERS)]
    reader = _colleague(admin, processes[1].http)
    held: dict[str, Any] = {}
    done = threading.Event()

    def write(n: int) -> None:
        phone = writers[n]
        for i in range(_ROUNDS):
            own = phone.change("deal", f"own{n}x{i}", {"title": f"{n}"})
            shared = [f"shared{(n + i + k) % 5}" for k in range(3)]
            edits = [phone.change("deal", s, {"title": f"{n} {i}"}) for s in shared]
            reply = phone.sync(own, *edits)
            assert not reply["refused"]

    def read() -> None:
        while not done.is_set():
            held.update(_fields(reader.catch_up()))

    with ThreadPoolExecutor(_WRITERS + 1) as pool:
        reading = pool.submit(read)
        try:
            for writing in [pool.submit(write, n) for n in range(_WRITERS)]:
                writing.result(_PATIENCE_S)
        finally:
            done.set()
        reading.result(_PATIENCE_S)
    held.update(_fields(reader.catch_up()))
    from_the_start = _fields(Phone(reader.http, reader.joined).catch_up())
    of_deals = {i for i in from_the_start if i.startswith(("own", "shared"))}
    assert len(of_deals) == _WRITERS * _ROUNDS + 5
    assert {i: held[i] for i in of_deals} == {i: from_the_start[i] for i in of_deals}


def test_news_and_revocations_reach_the_streams_of_other_processes(
    processes: list[Served], admin: Phone
) -> None:
    phone = _colleague(admin, processes[1].http)
    with phone.http.stream("GET", "/v1/live", headers=phone.headers) as response:
        lines = response.iter_lines()
        news = (line for line in islice(lines, 20) if line.startswith("data"))
        first = next(news)
        admin.put("deal", "news", title="A")
        assert next(news) != first
        admin.http.delete(f"/v1/devices/{phone.number}", headers=admin.headers)
        assert all("data" in line or not line for line in lines)


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)


@dataclass
class Worker:
    """A device that writes and syncs without pause, until told to stop.

    Attributes:
        made: Ids of the deals it made.
        failed: Exchanges that failed.
    """

    replica: Replica
    service: HttpSyncService
    made: list[str]
    failed: int = 0

    def work(self, done: threading.Event) -> None:
        """Make deals and edit each; then go on until nothing waits."""
        while not done.is_set():
            with self.replica.transaction() as writer:
                deal_id = writer.add(Deal(title="Espresso bar"))
            with self.replica.transaction() as writer:
                writer.edit(Deal, deal_id, title="Espresso bars")
            self.made.append(deal_id)
            self.sync()
        _until(self.sync)

    def sync(self) -> bool:
        """Exchange once; tell whether nothing waits."""
        try:
            sync_once(self.replica, self.service)
        except (ServerFaultError, UnreachableError):
            self.failed += 1
        with self.replica.reading() as connection:
            return not outbox.count(connection)


def _made(workers: list[Worker]) -> int:
    return sum(len(worker.made) for worker in workers)


def _have_made(workers: list[Worker], deals: int) -> bool:
    return _made(workers) >= deals


def _changes(connection: Connection, kind: str) -> list[tuple[str, str]]:
    """Return id and stamp of every change of that kind which the history holds."""
    entries = connection.execute(text("SELECT changes FROM history ORDER BY n")).scalars()
    items = [item for entry in entries for item in from_json(entry)]
    return [(item[2], item[4]) for item in items if item[1] == kind]


def test_postgres_stopped_amid_pushes_loses_and_doubles_nothing(tmp_path: Path) -> None:
    outside = real_outside()
    workers = []
    with ExitStack() as stack:
        postgres = stack.enter_context(cluster())
        settings = Settings(data=tmp_path, database_url=postgres.url(postgres.create()), rate=0)
        app = create_app(settings, outside)
        database: Database = app.state.backend.database
        transport = stack.enter_context(InProcess(app))
        http = stack.enter_context(httpx.Client(transport=transport, base_url="http://server"))
        with database.writing() as connection:
            code = found_team(connection, outside, "Team", "Mia").code
        for n in range(3):
            replica = Replica(tmp_path / f"{n}.db", outside.now_ms, CountedBits(n + 1))
            stack.callback(replica.close)
            token = join(replica, HttpSyncService(http), "http://server", code, "phone").token
            workers.append(Worker(replica, HttpSyncService(http, token), []))
            code = workers[0].service.invite(InviteRequest(name="Bo")).code
        done = threading.Event()
        with ThreadPoolExecutor(3) as pool:
            working = [pool.submit(worker.work, done) for worker in workers]
            try:
                for how in (signal.SIGQUIT, signal.SIGINT, signal.SIGQUIT):
                    _until(partial(_have_made, workers, 10 + _made(workers)))
                    postgres.stop(how)
                    postgres.start()
            finally:
                done.set()
            for future in working:
                future.result(_PATIENCE_S)
        ids = {deal_id for worker in workers for deal_id in worker.made}
        for worker in workers:
            assert worker.sync()
            with worker.replica.reading() as connection:
                assert {row.id for row in rows.load_all(connection, "deal")} == ids
        with database.reading() as connection:
            (team_id,) = connection.execute(text("SELECT team_id FROM team_head")).scalars()
            kept = _changes(connection, "deal")
            assert not history.verify(connection, team_id).broken_at
    assert sum(worker.failed for worker in workers)
    assert len(kept) == len(set(kept)) == 2 * len(ids)
