"""Fixtures that more than one folder of tests uses, and Hypothesis profiles."""

import gc
import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Pool, event

from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import join, start_alone
from sync.client.replica import FILE_NAME, Replica
from sync.core.protocol import InviteRequest
from sync.server.app import create_app
from sync.server.database import Database
from sync.server.outside import Outside
from sync.server.settings import Settings
from sync.server.teams import found_team
from tests.asgi import InProcess
from tests.fakes import CountedBits, ManualClock
from tests.postgres import Cluster, cluster

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=200,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deterministic", max_examples=50, deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


def pytest_configure() -> None:
    """Choose English, and the seed of the simulation, once for all processes of this run."""
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["RAPPORT_SEED"] = os.environ.get("RAPPORT_SEED") or str(secrets.randbits(32))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print that seed, whether a test failed or not."""
    terminalreporter.write_line(f"simulation: RAPPORT_SEED={os.environ['RAPPORT_SEED']}")


@dataclass(frozen=True)
class TeamServer:
    """A server in process.

    Attributes:
        client: Speaks to it.
        code: The invitation of its team's admin.
    """

    client: httpx.Client
    code: str


@dataclass(frozen=True)
class Joined:
    """A replica and its way to the server it joined."""

    replica: Replica
    service: HttpSyncService


def _without_waiting_for_the_disk(connection: object, _record: object, _proxy: object) -> None:
    # What a power cut would do is not what these tests ask.
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


def pytest_collection_finish() -> None:
    """Let the garbage collector look at what tests leave, and not at all that was imported."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def _fast_disk() -> Iterator[None]:
    """Let databases of this process skip fsync."""
    event.listen(Pool, "checkout", _without_waiting_for_the_disk)
    yield
    event.remove(Pool, "checkout", _without_waiting_for_the_disk)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL, started when the first test asks for it."""
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def migrated(postgres: Cluster) -> str:
    """The name of a database that holds our tables and nothing else; a template."""
    name = postgres.create()
    Database.open(postgres.folder / "server", postgres.url(name)).close()
    return name


@pytest.fixture
def database_url(postgres: Cluster, migrated: str) -> Iterator[str]:
    """The address of a PostgreSQL database of the test's own, migrated."""
    name = postgres.create(migrated)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture
def clock() -> ManualClock:
    """A wall clock that stands at noon."""
    return ManualClock()


@pytest.fixture(scope="session")
def unused(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in today's form with nothing in it: to copy it is faster than to make one."""
    path = tmp_path_factory.mktemp("unused") / FILE_NAME
    Replica(path, ManualClock(), CountedBits()).close()
    return path


@pytest.fixture
def open_replica(
    tmp_path: Path, clock: ManualClock, unused: Path
) -> Iterator[Callable[[str], Replica]]:
    """Open replicas by name, each in a folder of its own; closed after the test."""
    opened: list[Replica] = []

    def open_one(name: str = "one") -> Replica:
        path = tmp_path / name / FILE_NAME
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(unused, path)
        replica = Replica(path, clock, CountedBits(len(opened) + 1))
        opened.append(replica)
        return replica

    yield open_one
    for replica in opened:
        replica.close()


@pytest.fixture
def empty_replica(open_replica: Callable[[str], Replica]) -> Replica:
    """A replica nobody uses yet."""
    return open_replica("empty")


@pytest.fixture
def team_server(tmp_path: Path, clock: ManualClock) -> Iterator[TeamServer]:
    """A server in process, with a team that nobody has joined yet."""
    bits = CountedBits(1_000)
    outside = Outside(clock, bits, lambda: f"token-{bits(64)}")
    app = create_app(Settings(data=tmp_path / "server"), outside)
    with (
        InProcess(app) as transport,
        httpx.Client(transport=transport, base_url="http://server") as client,
    ):
        with app.state.backend.database.writing() as connection:
            founded = found_team(connection, outside, "Team", "Mia")
        yield TeamServer(client, founded.code)


@pytest.fixture
def two_replicas(
    team_server: TeamServer, open_replica: Callable[[str], Replica]
) -> tuple[Joined, Joined]:
    """An admin's replica and a rep's, joined to one server in process, and in step."""
    client = team_server.client
    mia = _join(open_replica("mia"), client, team_server.code)
    bo_code = mia.service.invite(InviteRequest(name="Bo")).code
    bo = _join(open_replica("bo"), client, bo_code)
    sync_once(mia.replica, mia.service)
    return mia, bo


def _join(replica: Replica, client: httpx.Client, code: str) -> Joined:
    reply = join(replica, HttpSyncService(client), "http://server", code, "phone")
    service = HttpSyncService(client, reply.token)
    sync_once(replica, service)
    return Joined(replica, service)


@pytest.fixture
def replica(open_replica: Callable[[str], Replica]) -> Replica:
    """A replica of a person alone."""
    replica = open_replica("one")
    start_alone(replica, "Ada", "Ada's team", "EUR")
    return replica
