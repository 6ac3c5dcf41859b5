"""Apps and server killed while they write and sync; nothing acknowledged is missing.

`RAPPORT_KILLS` sets how many processes are killed (12 in the normal suite).
"""

import json
import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.core.change import Change, unpack
from sync.core.errors import UnreachableError
from sync.core.protocol import InviteRequest
from sync.core.records.deal import Deal
from tests.faults.agreement import Contents, check_replica, exchange, history
from tests.faults.app_child import SHARED
from tests.faults.processes import KILLS, App, Processes, chance, check_file, select

PEOPLE = ("mia", "bo")
_CLOSE = 0.25
"""The longest that all are left alive."""
_DEALS = 3


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    """A server."""
    processes = Processes(tmp_path)
    processes.start_server()
    yield processes
    processes.kill_server()


@pytest.fixture
def apps(processes: Processes) -> Iterator[tuple[App, App]]:
    """The admin's app and a manager's, which hold deals that both edit."""
    mia, bo = (App(processes.folder / name) for name in PEOPLE)
    processes.join_admin(mia.path)
    replica = mia.open()
    with replica.transaction() as writer:
        for _ in range(_DEALS):
            writer.add(Deal(title=SHARED, reason="at first"))
    with httpx.Client(base_url=processes.url) as client:
        service = HttpSyncService(client, replica.state().token)
        sync_once(replica, service)
        code = service.invite(InviteRequest(name="Bo", role="manager")).code
    replica.close()
    processes.join(bo.path, code)
    catch_up(processes, bo)
    yield mia, bo
    for app in (mia, bo):
        app.kill()


def catch_up(processes: Processes, app: App) -> None:
    """Let an app that does not run exchange, with nobody in the way."""
    with closing(app.open()) as replica:
        exchange(processes, replica)


def check(processes: Processes, app: App) -> Contents:
    """Require that the replica of an app that does not run is what the server has."""
    with closing(app.open()) as replica:
        return check_replica(processes, replica)


def start(processes: Processes, apps: tuple[App, ...]) -> None:
    """Start what does not run, all at once."""
    for app in apps:
        if not app.running:
            app.start(processes.url)
    if processes.server is None:
        processes.launch_server()


def kill(processes: Processes, apps: tuple[App, ...], luck: random.Random) -> int:
    """Kill some of them at random moments; return how many."""
    victims: list[App | None] = [None, *apps]
    some = luck.sample(victims, luck.choice([1, 1, 2, 3]))
    for victim in some:
        time.sleep(luck.choice([0.0, luck.uniform(0.0, _CLOSE)]))
        if victim is None:
            processes.kill_server()
            check_file(processes.server_file)
        else:
            victim.kill()
            check_file(victim.path)
            found = select(victim.path, "SELECT id FROM deal WHERE reason = 'edited'")
            assert set(victim.said.get("made", [])) <= {row[0] for row in found}
    return len(some)


def run(processes: Processes, apps: tuple[App, App], luck: random.Random, share: int) -> None:
    """Kill that share of all kills, and start again, some before they are up."""
    killed = 0
    while killed < max(KILLS // share, 2):
        start(processes, apps)
        if luck.random() < 0.8:
            processes.wait_for_server()
            for app in apps:
                app.wait()
        else:
            time.sleep(luck.uniform(0.0, 1.0))
        killed += kill(processes, apps, luck)
    for app in apps:
        app.kill()


def test_what_was_acknowledged_survives_every_kill(
    processes: Processes, apps: tuple[App, App]
) -> None:
    run(processes, apps, chance(), 1)
    check_agreement(processes, apps)
    changes = history(processes)
    check_history(changes, apps)
    check_losers(processes, changes)


def test_so_does_it_when_the_server_is_put_back_to_an_older_copy(
    processes: Processes, apps: tuple[App, App]
) -> None:
    luck = chance(KILLS + 1)
    copy = processes.folder / "copy.sqlite3"
    for _ in range(2):
        run(processes, apps, luck, 4)
        processes.kill_server()
        with closing(sqlite3.connect(processes.server_file)) as old:
            old.execute("VACUUM INTO ?", (str(copy),))
        run(processes, apps, luck, 4)
        processes.kill_server()
        for part in processes.server_file.parent.glob("*.sqlite3-*"):
            part.unlink()
        shutil.move(copy, processes.server_file)
    check_agreement(processes, apps)


def check_agreement(processes: Processes, apps: tuple[App, ...]) -> None:
    """Require that all agree after an exchange or two, and nothing acknowledged is missing."""
    if processes.server is None:
        processes.start_server()
    for app in (*apps, *apps):
        catch_up(processes, app)
    held = [check(processes, app) for app in apps]
    assert all(one == held[0] for one in held)
    processes.kill_server()
    check_file(processes.server_file)
    query = "SELECT id, kind, stamps, fields FROM record WHERE kind IN ('deal', 'conflict')"
    found = select(processes.server_file, query)
    assert len(found) == len({row[0] for row in found}) == len(held[0])
    for record_id, kind, stamps, fields in found:
        mine = held[0][record_id]
        assert (kind, stamps, json.loads(fields)) == (
            mine[0],
            mine[1],
            {name: mine[2][name] for name in json.loads(fields)},
        )
    made = [record_id for app in apps for record_id in app.said.get("made", [])]
    assert made
    assert len(made) == len(set(made))
    reasons = {
        i: json.loads(fields).get("reason") for i, kind, _, fields in found if kind == "deal"
    }
    assert {reasons[i] for i in made} == {"edited"}
    # Each turn makes one deal: at most one more per kill was saved without its word getting out.
    assert 0 <= len(reasons) - _DEALS - len(made) <= KILLS + 10


def check_history(changes: list[Change], apps: tuple[App, ...]) -> None:
    """Require that what was acknowledged was taken in, and nothing twice."""
    times = Counter(str(c.fields["reason"]) for c in changes if c.seen)
    said = [value for app in apps for value in app.said.get("wrote", [])]
    assert said
    assert {value: times[value] for value in said} == dict.fromkeys(said, 1)
    makings = Counter(c.id for c in changes if not c.seen)
    assert set(makings.values()) == {1}


def check_losers(processes: Processes, changes: list[Change]) -> None:
    """Require that each value of everybody's deals stands, was seen, or is kept as a conflict."""
    query = "SELECT id, json_extract(fields, '$.reason') FROM record WHERE kind = 'deal'"
    standing = set(select(processes.server_file, query))
    query = (
        "SELECT json_extract(fields, '$.about_id'), json_extract(fields, '$.value')"
        " FROM record WHERE kind = 'conflict'"
    )
    lost = {(about, json.loads(value)) for about, value in select(processes.server_file, query)}
    assert lost, "nobody met anybody"
    seen = {(c.id, _seen(c)) for c in changes}
    unreachable = [
        c
        for c in changes
        if (c.id, c.fields.get("reason")) not in standing | lost and (c.id, c.stamp) not in seen
    ]
    assert unreachable == []


def _seen(change: Change) -> str:
    """Return the stamp of the value that a change took the place of in sight."""
    base, exceptions = unpack(change.seen)
    return exceptions.get("reason", base)


def test_saving_goes_on_while_the_server_is_away(
    processes: Processes, apps: tuple[App, App]
) -> None:
    processes.kill_server()
    mia, _ = apps
    mia.start(processes.url)
    mia.wait()
    mia.kill()
    replica = mia.open()
    with httpx.Client(base_url=processes.url) as client:
        service = HttpSyncService(client, replica.state().token)
        with pytest.raises(UnreachableError):
            sync_once(replica, service)
    replica.close()
    processes.start_server()
    check_agreement(processes, apps)
