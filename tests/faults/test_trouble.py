"""Clocks set back, databases held by others, full disks, while real processes work."""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.errors import DiskFullError, ServerFaultError, StoreError
from sync.core.protocol import InviteRequest
from sync.core.records.deal import Deal
from sync.core.spans import DAY_MS
from sync.store import engine
from tests.faults.agreement import check_replica, exchange, history
from tests.faults.app_child import SHARED
from tests.faults.processes import PATIENCE_S, App, Processes, select
from tests.faults.test_disk import with_pragma

_WORDS = "x" * 1_000
_SOON_MS = 200


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    """A server that soon gives up waiting for its database."""
    processes = Processes(tmp_path)
    processes.trouble.wait_for_locks(_SOON_MS)
    processes.start_server()
    yield processes
    processes.kill_server()


@pytest.fixture
def apps(processes: Processes) -> Iterator[tuple[App, App]]:
    """The admin's app and a manager's, with a deal that both edit."""
    mia, bo = (App(processes.folder / name) for name in ("mia", "bo"))
    processes.join_admin(mia.path)
    with closing(mia.open()) as replica, httpx.Client(base_url=processes.url) as client:
        with replica.transaction() as writer:
            writer.add(Deal(title=SHARED))
        exchange(processes, replica)
        service = HttpSyncService(client, replica.state().token)
        code = service.invite(InviteRequest(name="Bo", role="manager")).code
    processes.join(bo.path, code)
    with closing(bo.open()) as replica:
        exchange(processes, replica)
    yield mia, bo
    for app in (mia, bo):
        app.kill()


def wait_until(done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < until, "it does not come to that"
        time.sleep(0.05)


def wait_for_word(processes: Processes, apps: tuple[App, ...]) -> None:
    """Wait until what each app saves from now on has reached the server."""
    for app in apps:
        app.listen()
        before = len(app.said.get("made", []))

        def arrived(app: App = app, before: int = before) -> bool:
            app.listen()
            new = app.said.get("made", [])[before:]
            held = {row[0] for row in select(processes.server_file, "SELECT id FROM record")}
            return bool(held.intersection(new))

        wait_until(arrived)


def check_all(processes: Processes, apps: tuple[App, ...]) -> None:
    """Require that all agree, and that what was acknowledged was taken in once."""
    for app in apps:
        app.kill()
    for app in (*apps, *apps):
        with closing(app.open()) as replica:
            exchange(processes, replica)
    held = []
    for app in apps:
        with closing(app.open()) as replica:
            held.append(check_replica(processes, replica))
    assert all(one == held[0] for one in held)
    changes = history(processes)
    made = [record_id for app in apps for record_id in app.said["made"]]
    makings = Counter(c.id for c in changes if not c.seen)
    assert set(made) <= makings.keys()
    assert set(makings.values()) == {1}
    times = Counter(c.fields.get("reason") for c in changes if c.seen)
    said = [value for app in apps for value in app.said["wrote"]]
    assert {value: times[value] for value in said} == dict.fromkeys(said, 1)


def test_clocks_that_are_set_while_apps_and_server_run(
    processes: Processes, apps: tuple[App, App]
) -> None:
    mia, bo = apps
    for app in apps:
        app.start(processes.url)
        app.wait()
    for clock in (mia.trouble, bo.trouble, processes.trouble):
        for off_ms in (-DAY_MS, DAY_MS, 0):
            clock.set_clock(off_ms)
            wait_for_word(processes, apps)
    mia.trouble.set_clock(-DAY_MS)
    mia.kill()
    mia.start(processes.url)
    wait_for_word(processes, apps)
    check_all(processes, apps)


def test_the_servers_database_is_held_by_another_process(
    processes: Processes, apps: tuple[App, App]
) -> None:
    mia, _ = apps
    mia.start(processes.url)
    mia.wait()
    with closing(mia.open()) as replica, httpx.Client(base_url=processes.url) as client:
        service = HttpSyncService(client, replica.state().token)
        with closing(sqlite3.connect(processes.server_file, isolation_level=None)) as other:
            for _ in range(3):
                other.execute("BEGIN IMMEDIATE")
                with replica.transaction() as writer:
                    writer.add(Deal(title="meanwhile"))
                with pytest.raises(ServerFaultError, match="busy"):
                    sync_once(replica, service)
                other.execute("ROLLBACK")
                wait_for_word(processes, (mia,))
    check_all(processes, (mia,))


def test_a_replica_is_held_by_another_process_when_the_answer_comes(
    processes: Processes, apps: tuple[App, App], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", _SOON_MS)
    mia, _ = apps
    with closing(mia.open()) as replica, httpx.Client(base_url=processes.url) as client:
        service = HttpSyncService(client, replica.state().token)
        with replica.transaction() as writer:
            deal = writer.add(Deal(title="before"))
        with closing(sqlite3.connect(replica.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="locked"):
                sync_once(replica, service)
            other.execute("ROLLBACK")
        assert deal in {c.id for c in history(processes)}
        exchange(processes, replica)
        check_replica(processes, replica)
        assert Counter(c.id for c in history(processes))[deal] == 1


def test_the_servers_disk_is_full_for_a_while(processes: Processes, apps: tuple[App, App]) -> None:
    mia, bo = apps
    bo.start(processes.url)
    bo.wait()
    with closing(mia.open()) as replica, httpx.Client(base_url=processes.url) as client:
        service = HttpSyncService(client, replica.state().token)
        with processes.trouble.full_disk():
            with replica.transaction() as writer:
                ids = {writer.add(Deal(title="no room", reason=_WORDS)) for _ in range(200)}
            for _ in range(3):
                with pytest.raises(ServerFaultError, match="disk_full"):
                    sync_once(replica, service)
            assert not ids.intersection(c.id for c in history(processes))
        wait_for_word(processes, (bo,))
        bo.kill()
        exchange(processes, replica)
        assert ids <= check_replica(processes, replica).keys()
    check_all(processes, (bo,))


def test_a_devices_disk_is_full_while_it_reads(processes: Processes, apps: tuple[App, App]) -> None:
    mia, bo = apps
    with closing(mia.open()) as replica:
        with replica.transaction() as writer:
            ids = {writer.add(Deal(title="room", reason=_WORDS)) for _ in range(500)}
        exchange(processes, replica)
    with closing(bo.open()) as replica:
        before = held_by(replica)
        with (
            with_pragma(replica, "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"),
            pytest.raises(DiskFullError),
        ):
            exchange(processes, replica)
        assert held_by(replica) == before
        exchange(processes, replica)
        assert ids <= check_replica(processes, replica).keys()


def held_by(replica: Replica) -> tuple[str, int]:
    """Return the cursor and how many deals there are."""
    with replica.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM deal").scalar_one()
    return replica.state().cursor, count
