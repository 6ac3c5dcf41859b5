"""Fixtures: a server with one team, and devices that joined it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from psycopg import sql

from sync.core.permissions import Actor
from sync.core.protocol import InviteRequest
from sync.server import teams
from sync.server.app import create_app
from sync.server.database import Database
from sync.server.outside import Outside
from sync.server.settings import Settings
from sync.server.tables import ServerTable
from tests.asgi import InProcess
from tests.fakes import CountedBits, ManualClock
from tests.postgres import Cluster
from tests.server.phones import Phone


@dataclass
class Server:
    """A server in process.

    Attributes:
        app: The app.
        http: A client of it.
        outside: Its time and randomness.
        clock: Its clock.
    """

    app: FastAPI
    http: httpx.Client
    outside: Outside
    clock: ManualClock

    @property
    def database(self) -> Database:
        """Its database."""
        database: Database = self.app.state.backend.database
        return database

    def found(self, name: str = "Acme") -> Phone:
        """Found a team and join as its admin."""
        with self.database.writing() as connection:
            reply = teams.found_team(connection, self.outside, name, "Ann")
        return self.join(reply.code)

    def join(self, code: str, device: str = "phone") -> Phone:
        """Trade a code for a device."""
        response = self.http.post("/v1/join", json={"code": code, "device_name": device})
        assert response.status_code == 200, response.text
        return Phone(self.http, response.json())

    def invited(self, admin: Phone, role: str = "rep", user_id: str = "") -> Phone:
        """Let a new person join, or a known one with another device."""
        with self.database.writing() as connection:
            reply = teams.invite(
                connection,
                self.outside,
                admin.joined["team_id"],
                Actor(admin.user_id, "admin"),
                InviteRequest(user_id, "Bob", role),
            )
        return self.join(reply.code)


_ON_BOTH_ENGINES = {
    "test_collecting",
    "test_erasing",
    "test_expiring",
    "test_joining",
    "test_live",
    "test_pull",
    "test_push",
    "test_rights",
}
"""What a server does for devices; the others ask nothing of the database itself."""


_OF_EVERY_DATABASE = {"schema_version", "server_secret"}
"""Tables that are filled when a database is made."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the contract on SQLite and on PostgreSQL."""
    module = metafunc.module.__name__.rpartition(".")[2]
    if "address" in metafunc.fixturenames and module in _ON_BOTH_ENGINES:
        metafunc.parametrize("address", ["sqlite", "postgres"], indirect=True)


@pytest.fixture(scope="session")
def emptied(postgres: Cluster, migrated: str) -> str:
    """The name of a database that one test after the other may fill."""
    return postgres.create(migrated)


@pytest.fixture
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the server keeps its data, for `Settings.database_url`."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield ""
        return
    name, postgres = request.getfixturevalue("emptied"), request.getfixturevalue("postgres")
    yield postgres.url(name)
    # A new database for every test would be most of what these tests cost.
    with postgres.admin(name) as connection:
        for table in ServerTable.metadata.tables.keys() - _OF_EVERY_DATABASE:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


@pytest.fixture
def start_server(
    tmp_path: Path, clock: ManualClock, address: str
) -> Iterator[Callable[[], Server]]:
    """Start servers over the same database, one after the other or together."""
    running: list[tuple[InProcess, httpx.Client]] = []
    bits = CountedBits(1)

    def start() -> Server:
        outside = Outside(now_ms=clock, bits=bits, token=lambda: f"token-{bits(256)}")
        app = create_app(Settings(data=tmp_path, database_url=address, heartbeat_s=0.2), outside)
        transport = InProcess(app).__enter__()
        http = httpx.Client(transport=transport, base_url="http://server")
        running.append((transport, http))
        return Server(app, http, outside, clock)

    yield start
    for transport, http in running:
        http.close()
        transport.__exit__()


@pytest.fixture
def server(start_server: Callable[[], Server]) -> Server:
    """One server, without a team yet."""
    return start_server()


@dataclass
class Team:
    """A team of three, each with a device that has pulled everything."""

    admin: Phone
    rep: Phone
    manager: Phone


@pytest.fixture
def team(server: Server) -> Team:
    """A team whose three people joined."""
    admin = server.found()
    team = Team(admin, server.invited(admin), server.invited(admin, "manager"))
    for phone in (team.admin, team.rep, team.manager):
        phone.catch_up()
    return team


@pytest.fixture
def admin(team: Team) -> Phone:
    """The admin's device."""
    return team.admin


@pytest.fixture
def rep(team: Team) -> Phone:
    """A rep's device."""
    return team.rep


@pytest.fixture
def manager(team: Team) -> Phone:
    """A manager's device."""
    return team.manager
