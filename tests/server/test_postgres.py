"""PostgreSQL under the server: what writers do to each other, and what it says of trouble."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import from_json
from sqlalchemy import Connection, select, text, update

from sync.core.errors import ReadOnlyError
from sync.core.protocol import OFFER_REQUEST, OfferRequest
from sync.server import cli
from sync.server.app import real_outside
from sync.server.database import Database, repeated
from sync.server.errors import CollisionError, ConfigurationError, MalformedError, status_of
from sync.server.settings import Settings
from sync.server.tables import DEVICE, RECORD, TEAM_HEAD
from sync.server.teams import found_team
from tests.postgres import Cluster
from tests.server.conftest import Server, Team
from tests.server.phones import reasons

_PATIENCE_S = 60.0


@pytest.fixture
def address(database_url: str) -> str:
    """Every server of this module keeps its data in PostgreSQL."""
    return database_url


@pytest.fixture
def database(tmp_path: Path, address: str) -> Iterator[Database]:
    """A database without a server."""
    database = Database.open(tmp_path, address)
    yield database
    database.close()


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)


@contextmanager
def _head_held(server: Server, postgres: Cluster) -> Iterator[Callable[[int], None]]:
    """Hold the teams' heads; hand over a way to wait until so many writers queue."""
    held = server.database.writing()
    connection = held.__enter__()
    name = connection.execute(text("SELECT current_database()")).scalar_one()
    connection.execute(update(TEAM_HEAD).values(seq=TEAM_HEAD.c.seq))
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"

    def wait_for(writers: int) -> None:
        with postgres.admin() as admin:

            def queued() -> bool:
                (found,) = admin.execute(query, [name]).fetchone() or (0,)
                return bool(found == writers)

            _until(queued)

    try:
        yield wait_for
    finally:
        held.__exit__(None, None, None)


def _history(connection: Connection, team_id: str) -> list[list[Any]]:
    """Return every change that the team's history holds."""
    entries = connection.execute(
        text("SELECT changes FROM history WHERE team_id = :team ORDER BY n"), {"team": team_id}
    )
    return [item for (changes,) in entries for item in from_json(changes)]


def test_a_reader_sees_one_moment_and_may_not_write(database: Database) -> None:
    with database.reading() as reader:
        before = reader.execute(text("SELECT version FROM schema_version")).scalar_one()
        with database.writing() as writer:
            writer.execute(text("UPDATE schema_version SET version = version + 1"))
        assert reader.execute(text("SELECT version FROM schema_version")).scalar_one() == before
    with pytest.raises(ReadOnlyError), database.reading() as reader:
        reader.execute(text("UPDATE schema_version SET version = 1"))


def test_a_commit_waits_for_the_disk_whatever_the_cluster_prefers(database: Database) -> None:
    with database.writing() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"


def test_text_is_compared_by_bytes(database: Database) -> None:
    query = (
        "SELECT DISTINCT o.collname FROM pg_attribute a JOIN pg_collation o"
        " ON o.oid = a.attcollation WHERE a.attrelid = 'record'::regclass AND a.attnum > 0"
    )
    with database.reading() as connection:
        assert connection.execute(text(query)).scalars().all() == ["C"]


def test_writers_that_lock_crosswise_both_get_through(database: Database) -> None:
    with database.writing() as connection:
        for name in ("Acme", "Bolt"):
            found_team(connection, real_outside(), name, "Ann")
        one, two = connection.execute(text("SELECT team_id FROM team_head")).scalars()
        (before,) = set(connection.execute(text("SELECT seq FROM team_head")).scalars())
    both_hold_one = threading.Barrier(2, timeout=_PATIENCE_S)
    tries: list[str] = []

    def write(first: str, second: str) -> None:
        with database.writing() as connection:
            for team in (first, second):
                move = update(TEAM_HEAD).where(TEAM_HEAD.c.team_id == team)
                connection.execute(move.values(seq=TEAM_HEAD.c.seq + 1))
                if team == first and first not in tries:
                    tries.append(first)
                    both_hold_one.wait()
                else:
                    tries.append(team)

    with ThreadPoolExecutor(2) as pool:
        for future in [
            pool.submit(repeated, lambda: write(one, two)),
            pool.submit(repeated, lambda: write(two, one)),
        ]:
            future.result(_PATIENCE_S)
    with database.reading() as connection:
        heads = connection.execute(text("SELECT seq FROM team_head")).scalars().all()
    assert heads == [before + 2, before + 2]
    assert len(tries) > 4  # one was undone, and came again


def test_who_is_undone_every_time_is_told_to_come_again() -> None:
    tries = []

    def collide() -> None:
        tries.append(1)
        raise CollisionError

    with pytest.raises(CollisionError) as raised:
        repeated(collide)
    assert status_of(raised.value) == 503
    assert len(tries) == 5


def test_two_devices_make_the_same_record_at_once(
    server: Server, team: Team, postgres: Cluster
) -> None:
    with ThreadPoolExecutor(2) as pool:
        with _head_held(server, postgres) as wait_for:
            one = pool.submit(team.rep.put, "deal", "d1", title="A", reason="x")
            wait_for(1)
            two = pool.submit(team.manager.put, "deal", "d1", title="B", lead_source="y")
            wait_for(2)
        assert not one.result(_PATIENCE_S)["refused"]
        assert not two.result(_PATIENCE_S)["refused"]
    stored = team.admin.catch_up()["rows"]["d1"][3]
    assert stored["title"] in ("A", "B")
    assert stored["reason"] == "x"


@pytest.mark.parametrize("offered", [False, True])
def test_what_comes_while_its_customer_is_erased_goes_too(
    server: Server, team: Team, postgres: Cluster, *, offered: bool
) -> None:
    """Both have looked at what there is before either of them writes."""
    team.admin.put("account", "a1", name="Zyxwerk")
    if offered:
        with server.database.writing() as connection:
            other = DEVICE.c.number == team.rep.number
            connection.execute(update(DEVICE).where(other).values(offered=""))
    row = ("note", "n1", team.rep.stamp(), {"account_id": "a1", "text": "quorvalin"})
    offer = OFFER_REQUEST.dump_json(OfferRequest((row,), done=False))

    def bring() -> None:
        if offered:
            url = "/v1/offer"
            assert team.rep.http.post(url, headers=team.rep.headers, content=offer).is_success
        else:
            told = team.rep.put("note", "n1", account_id="a1", text="quorvalin")
            assert reasons(told) == ["refused.erased"]

    with ThreadPoolExecutor() as pool:
        with _head_held(server, postgres) as wait_for:
            erasing = pool.submit(team.admin.put, "erasure", "e1", account_id="a1")
            wait_for(1)
            bringing = pool.submit(bring)
            wait_for(2)
        erasing.result()
        bringing.result()
    with server.database.reading() as connection:
        assert connection.execute(select(RECORD.c.id).where(RECORD.c.kind == "note")).all() == []
        assert "quorvalin" not in str(_history(connection, team.admin.joined["team_id"]))


def test_a_device_that_lost_patience_does_not_undo_its_later_request(
    server: Server, team: Team, postgres: Cluster
) -> None:
    rep = team.rep
    rep.put("deal", "d1", title="A")
    changes = [rep.change("deal", "d1", {"title": f"{i}"}) for i in range(3)]
    with ThreadPoolExecutor(2) as pool:
        with _head_held(server, postgres) as wait_for:
            later = pool.submit(rep.post, *changes)
            wait_for(1)
            earlier = pool.submit(rep.post, *changes[:2])
            wait_for(2)
        assert later.result(_PATIENCE_S).json()["accepted"] == 4
        assert earlier.result(_PATIENCE_S).json()["accepted"] == 4
    assert rep.put("deal", "d1", title="B")["accepted"] == 5
    with server.database.reading() as connection:
        stamps = [i[4] for i in _history(connection, rep.joined["team_id"]) if i[2] == "d1"]
    assert len(stamps) == len(set(stamps)) == 5


def test_text_that_postgres_cannot_hold_is_the_askers_mistake(server: Server) -> None:
    with pytest.raises(MalformedError), server.database.reading() as connection:
        connection.execute(RECORD.select().where(RECORD.c.id == "a\x00b")).all()


def _cut(server: Server, postgres: Cluster, like: str = "%") -> int:
    """Break the connections to a server's database whose last words were like this."""
    with server.database.reading() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
    query = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = %s AND query ILIKE %s"
    )
    with postgres.admin() as admin:
        return len(admin.execute(query, [name, like]).fetchall())


def test_a_lost_connection_is_made_anew(server: Server, team: Team, postgres: Cluster) -> None:
    team.rep.put("deal", "d1", title="A")
    assert _cut(server, postgres)
    assert team.rep.put("deal", "d2", title="B")["accepted"] == 2


def test_news_of_another_process_arrives_also_after_the_line_broke(
    start_server: Callable[[], Server], postgres: Cluster
) -> None:
    here, there = start_server(), start_server()
    phone = here.found()
    phone.catch_up()
    other = here.invited(phone)
    other.catch_up()
    other.http = there.http
    with phone.http.stream("GET", "/v1/live", headers=phone.headers) as response:
        some = islice(response.iter_lines(), 300)  # half a minute of signs of life
        lines = (line for line in some if line.startswith("data"))
        heads = [next(lines)]
        for n in range(3):
            if n == 1:
                assert _cut(here, postgres, "%rapport_news%") == 2
            other.put("deal", f"d{n}", title="A")
            heads.append(next(lines))
    assert len(set(heads)) == 4


def test_a_database_that_is_not_there_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_DATABASE_URL", f"postgresql://nobody:secret@/x?host={tmp_path}")
    assert cli.main(["serve", "--data", str(tmp_path), "--port", "0"]) == 2
    said = capsys.readouterr().err
    assert "RAPPORT_DATABASE_URL" in said
    assert "secret" not in said


@pytest.mark.parametrize("address", ["mysql://root@here/x", "no address", "sqlite:///x"])
def test_only_an_address_of_postgresql_will_do(tmp_path: Path, address: str) -> None:
    with pytest.raises(ConfigurationError):
        Database.open(tmp_path, address)


def test_a_database_of_another_encoding_is_refused(tmp_path: Path, postgres: Cluster) -> None:
    with postgres.admin() as admin:
        admin.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'")
    with pytest.raises(ConfigurationError) as raised:
        Database.open(tmp_path, postgres.url("latin"))
    postgres.drop("latin")
    assert "UTF8" in str(raised.value.fields["hint"])


def test_the_address_is_in_no_text_of_the_settings(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url="postgresql://a:secret@here/x")
    assert "secret" not in repr(settings)


def test_several_migrate_at_once(tmp_path: Path, postgres: Cluster) -> None:
    name = postgres.create()
    ready = threading.Barrier(4, timeout=_PATIENCE_S)

    def open_one(n: int) -> None:
        ready.wait()
        Database.open(tmp_path / str(n), postgres.url(name)).close()

    with ThreadPoolExecutor(4) as pool:
        for future in [pool.submit(open_one, n) for n in range(4)]:
            future.result(_PATIENCE_S)
    postgres.drop(name)
