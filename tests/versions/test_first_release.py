"""Databases that the first release left behind, taken over by today's: nothing is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from sync.client import outbox
from sync.client.comparing import Compared, compare
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.clock import parse
from sync.core.errors import SignedOutError
from sync.core.records.product import Product
from sync.core.spans import HOUR_MS
from sync.server.app import create_app
from sync.server.database import FILE_NAME
from sync.server.outside import Outside
from sync.server.settings import Settings
from sync.store import rows
from tests.asgi import InProcess
from tests.fakes import CountedBits, ManualClock
from tests.versions.make_data import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The databases, as they were left behind."""
    with ZipFile(DATA) as kept:
        kept.extractall(tmp_path)
    return tmp_path


@pytest.fixture
def clock(folder: Path) -> ManualClock:
    """The clock, an hour after everything."""
    (latest,) = column(folder / "server" / FILE_NAME, "SELECT clock FROM team_head")
    return ManualClock(parse(latest)[0] + HOUR_MS)


@dataclass
class Person:
    """Somebody with a device of the first release, upgraded.

    Attributes:
        replica: Their replica.
        service: The upgraded server, as the device knew it.
    """

    replica: Replica
    service: HttpSyncService

    def sync(self) -> None:
        sync_once(self.replica, self.service)

    def held(self, kind: str) -> dict[str, Any]:
        with self.replica.reading() as connection:
            return {row.id: dict(row.values) for row in rows.load_all(connection, kind)}

    def named(self, kind: str, name: str) -> dict[str, Any]:
        (found,) = (v for v in self.held(kind).values() if name in v.values())
        return dict(found)

    def refused(self) -> list[tuple[dict[str, Any], str]]:
        with self.replica.reading() as connection:
            found = outbox.refused(connection)
        return [(dict(r.change.fields), r.refusal.reason) for r in found]

    def waiting(self) -> int:
        with self.replica.reading() as connection:
            return outbox.count(connection)


@dataclass
class Team:
    """The server and the people of the first release, all of them upgraded."""

    http: httpx.Client
    admin: Person
    rep: Person
    gone: Person


@pytest.fixture
def team(folder: Path, clock: ManualClock) -> Iterator[Team]:
    with ExitStack() as stack:
        bits = CountedBits(9)
        outside = Outside(clock, bits, lambda: f"token-{bits(64)}")
        app = create_app(Settings(data=folder / "server"), outside)
        transport = stack.enter_context(InProcess(app))
        http = stack.enter_context(httpx.Client(transport=transport, base_url="http://server"))

        def person(name: str, seed: int) -> Person:
            replica = Replica(folder / name / "rapport.db", clock, CountedBits(seed))
            stack.callback(replica.close)
            return Person(replica, HttpSyncService(http, replica.state().token))

        yield Team(http, person("admin", 1), person("rep", 2), person("gone", 3))


def column(file: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute(query)]


def test_they_are_of_the_first_release(folder: Path) -> None:
    server, replica = folder / "server" / FILE_NAME, folder / "rep" / "rapport.db"
    assert column(server, "SELECT version FROM schema_version") == [1]
    assert column(replica, "PRAGMA user_version") == [1]
    assert sorted(column(server, "SELECT value FROM lost_value")) == ['"Bakery"', '"Call at noon"']
    assert column(replica, "SELECT count(*) FROM outbox WHERE refusal = ''") == [1]
    assert column(replica, "SELECT count(*) FROM outbox WHERE refusal <> ''") == [1]


def test_both_are_copied_before_they_change(folder: Path, team: Team) -> None:
    assert team.rep.replica.backup == folder / "rep" / "rapport.v1.backup"
    copy = folder / "server" / "server.v1.backup"
    assert column(copy, "SELECT count(*) FROM lost_value") == [2]


def test_old_tokens_and_cursors_work_and_nothing_is_lost(folder: Path, team: Team) -> None:
    copies = {n: folder / n / "rapport.v1.backup" for n in ("admin", "rep")}
    before = {n: set(column(f, "SELECT id FROM deal")) for n, f in copies.items()}
    for person in (team.admin, team.rep, team.admin):
        person.sync()
    assert set(team.admin.held("deal")) == before["admin"]
    assert set(team.rep.held("deal")) == before["rep"] - {_id(team.admin, "Secret")}
    assert compare(team.admin.replica, team.admin.service) == Compared(done=True)
    assert compare(team.rep.replica, team.rep.service) == Compared(done=True)
    assert team.admin.named("deal", "Butcher")["reason"] == "cosy and small"
    assert team.rep.named("product", "Tall lamp")["cost_minor"] == 0
    assert (team.admin.waiting(), team.rep.waiting()) == (0, 0)
    ((fields, reason),) = team.rep.refused()
    assert (fields["reason"], reason) == ("refused words", "refused.not_yours")


def _id(person: Person, title: str) -> str:
    return next(i for i, values in person.held("deal").items() if values["title"] == title)


def test_what_it_kept_without_knowing_is_there_before_anything_is_read(
    team: Team, folder: Path
) -> None:
    assert column(folder / "admin" / "rapport.db", "SELECT cost_minor FROM product") == [777]
    with team.admin.replica.transaction() as writer:
        (product_id,) = team.admin.held("product")
        product = writer.get(Product, product_id)
    assert product is not None
    assert (product.cost_minor, product.extra) == (777, "{}")


def test_values_that_lost_are_conflicts_for_those_who_may_read_them(team: Team) -> None:
    for person in (team.admin, team.rep):
        person.sync()
        found = {c["value"]: c for c in person.held("conflict").values()}
        assert found.keys() == {'"Bakery"', '"Call at noon"'}
        title, promise = found['"Bakery"'], found['"Call at noon"']
        assert (title["kept"], promise["kept"]) == ('"Butcher"', '"Call at ten"')
        ann, bob = team.admin.replica.state().user_id, team.rep.replica.state().user_id
        assert {(c["author_id"], c["keeper_id"]) for c in found.values()} == {(ann, bob)}
        assert (title["shared"], promise["owner_id"]) == (True, bob)


def test_the_history_begins_with_what_there_was_and_holds(team: Team) -> None:
    team.rep.sync()
    reply = team.admin.service.verify()
    assert (reply.broken_at, reply.altered) == (0, ())
    assert reply.entries >= 2
    told = team.admin.service.history(_id(team.admin, "Butcher")).entries
    assert [e.fields.get("reason") for e in told if "reason" in e.fields] == [
        "cosy and small",
        "cosy",
    ]


def test_who_was_signed_out_stays_so(team: Team) -> None:
    with pytest.raises(SignedOutError):
        team.gone.sync()
