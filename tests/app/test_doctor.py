"""The doctor looks at the real parts, and says what it sees in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zlib import crc32

import httpx
import pytest

from app import device
from app.device import open_replica
from app.doctor import local, team
from app.doctor.examination import examine
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from sync.client import state
from sync.client.comparing import SET_ASIDE
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import join, start_alone
from sync.client.replica import FILE_NAME
from sync.core.records.deal import Deal
from sync.core.spans import HOUR_MS
from sync.server.cli import FIRST_INVITATION
from sync.server.database import FILE_NAME as SERVER_FILE
from sync.server.history import Writing, _chained, _marks
from tests.stories.processes import Process, rapport, server_process
from tests.versions import releases

WORDS = Catalog(ENGLISH)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    process = server_process(tmp_path / "server")
    process.start()
    yield process
    process.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of somebody alone."""
    replica = open_replica(tmp_path / "data")
    start_alone(replica, "Ada", "Ada", "EUR")
    replica.close()
    return tmp_path / "data"


def look(folder: Path) -> dict[str, tuple[bool, str]]:
    return {found.name: (found.ok, found.words) for found in examine(folder, WORDS)}


def belong(folder: Path, url: str) -> None:
    """Make the replica one of a team at that address."""
    replica = open_replica(folder)
    with replica.exclusive() as connection:
        state.save(connection, token="secret", server_url=url)
    replica.close()


def test_a_healthy_notebook_is_well_in_every_part(folder: Path) -> None:
    found = look(folder)
    assert all(ok for ok, _ in found.values()), found
    assert {"folder", "disk", "database", "migrations", "server", "speech"} <= set(found)
    assert "belongs to no team" in found["server"][1]


def test_a_folder_that_was_never_used_is_no_fault(tmp_path: Path) -> None:
    assert all(ok for ok, _ in look(tmp_path / "new").values())


def test_a_damaged_database_is_named_and_left_as_it_is(folder: Path) -> None:
    file = folder / FILE_NAME
    damaged = b"not a database at all" * 1000
    file.write_bytes(damaged)
    ok, words = look(folder)["database"]
    assert not ok
    assert "damaged" in words
    assert file.read_bytes() == damaged


def test_a_database_of_a_later_version_asks_for_the_update(folder: Path) -> None:
    replica = open_replica(folder)
    with replica.exclusive() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 999")
    replica.close()
    ok, words = look(folder)["database"]
    assert not ok
    assert "pdate" in words


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    ok, _ = look(tmp_path / "data")["folder"]
    assert not ok


def test_a_server_that_answers_is_well_and_its_clock_is_compared(
    server: Process, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    belong(folder, server.url)
    found = look(folder)
    assert found["server"][0]
    assert found["clock"][0]
    assert "9 changes wait" in found["waiting"][1]
    monkeypatch.setattr(team, "now_ms", lambda: device.now_ms() + HOUR_MS)
    ok, words = look(folder)["clock"]
    assert not ok
    assert "60 minutes" in words


def test_a_server_that_is_away_is_said_with_what_is_safe(folder: Path) -> None:
    belong(folder, "http://127.0.0.1:9")
    ok, words = look(folder)["server"]
    assert not ok
    assert "saved here" in words


def test_little_room_on_the_disk_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_LITTLE_ROOM", 1 << 60)
    ok, words = look(folder)["disk"]
    assert not ok
    assert "make room" in words


@pytest.fixture
def joined(server: Process, tmp_path: Path) -> Path:
    """The data folder of the team's admin, with a deal, in step with the server."""
    code = (server.folder / FIRST_INVITATION).read_text("utf-8").strip()
    replica = open_replica(tmp_path / "admin")
    with httpx.Client(base_url=server.url) as client:
        reply = join(replica, HttpSyncService(client), server.url, code, "laptop")
        with replica.transaction() as writer:
            writer.add(Deal(title="Espresso bar"))
        sync_once(replica, HttpSyncService(client, reply.token))
    replica.close()
    return tmp_path / "admin"


def alter(file: Path, *statements: str) -> None:
    """Change a database past the program."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_notebook_in_step_with_its_server_is_well_in_every_part(joined: Path) -> None:
    found = look(joined)
    assert all(ok for ok, _ in found.values()), found
    assert "what the server has" in found["records"][1]
    assert "unbroken" in found["history"][1]
    assert {"clock", "versions", "waiting", "files"} <= set(found)


def test_what_waits_is_sent_first(joined: Path) -> None:
    replica = open_replica(joined)
    with replica.transaction() as writer:
        writer.add(Deal(title="Bakery"))
    replica.close()
    found = look(joined)
    assert "0 changes wait" in found["waiting"][1]
    assert found["records"][0]


def test_a_record_that_differs_is_repaired_and_what_stood_there_is_kept(joined: Path) -> None:
    alter(joined / FILE_NAME, "UPDATE deal SET title = 'Espresso cat'")
    ok, words = look(joined)["records"]
    assert not ok
    assert "1 item differed" in words
    kept = joined / SET_ASIDE
    assert str(kept) in words
    assert "Espresso cat" in kept.read_text("utf-8")
    replica = open_replica(joined)
    with replica.reading() as connection:
        titles = connection.exec_driver_sql("SELECT title FROM deal").scalars().all()
    replica.close()
    assert list(titles) == ["Espresso bar"]
    assert look(joined)["records"][0]


def test_a_history_that_was_changed_is_said(joined: Path, server: Process) -> None:
    alter(server.folder / SERVER_FILE, "UPDATE history SET user_id = 'nobody' WHERE n = 2")
    ok, words = look(joined)["history"]
    assert not ok
    assert "from entry 2 on" in words


def test_a_record_changed_past_the_program_is_said(joined: Path, server: Process) -> None:
    file = server.folder / SERVER_FILE
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.create_function("crc", 1, lambda text: crc32(text.encode()))
        connection.execute(
            "UPDATE record SET fields = replace(fields, 'Espresso', 'Expresso'),"
            " crc = crc(stamps || replace(fields, 'Espresso', 'Expresso')) WHERE kind = 'deal'"
        )
    ok, words = look(joined)["history"]
    assert not ok
    assert "1 item at the server" in words


def rewrite(file: Path) -> None:
    """Write a team's whole history anew, so that it holds in itself."""
    with closing(sqlite3.connect(file)) as connection, connection:
        before = ""
        entries = connection.execute("SELECT n, at_ms, device, changes, salt FROM history")
        for n, at_ms, number, changes, salt in entries.fetchall():
            before = _chained(before, n, Writing(at_ms, number, "nobody"), _marks(changes, salt))
            connection.execute(
                "UPDATE history SET user_id = 'nobody', hash = ? WHERE n = ?", (before, n)
            )
        connection.execute("UPDATE team_head SET chain = ?", (before,))


def test_a_history_that_was_written_anew_is_said_until_it_is_trusted(
    joined: Path, server: Process
) -> None:
    assert look(joined)["history"][0]
    rewrite(server.folder / SERVER_FILE)
    for _ in range(2):
        ok, words = look(joined)["history"]
        assert not ok
        assert "not the one this device saw" in words
    trusting = examine(joined, WORDS, trust_history=True)
    assert [f.ok for f in trusting if f.name == "history"] == [True]
    assert look(joined)["history"][0]


def test_a_history_of_another_team_is_nobodys_witness(joined: Path) -> None:
    assert look(joined)["history"][0]
    alter(joined / FILE_NAME, "UPDATE replica_state SET witness = 'other:1:ab'")
    assert look(joined)["history"][0]


def test_a_device_that_was_signed_out_is_told(joined: Path) -> None:
    alter(joined / FILE_NAME, "UPDATE replica_state SET token = 'another'")
    found = look(joined)
    assert not found["exchange"][0]
    assert found["server"][0]
    assert "records" not in found


def test_files_that_could_not_move_are_said(joined: Path) -> None:
    alter(
        joined / FILE_NAME,
        "INSERT INTO file_copy (sha256, size, way, tries, error) VALUES ('9f', 5, 'down', 3, 'x')",
    )
    ok, words = look(joined)["files"]
    assert not ok
    assert "1 file could not" in words


def test_a_newer_server_is_said(joined: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team, "SCHEMA_VERSION", 1)
    ok, words = look(joined)["versions"]
    assert not ok
    assert "newer" in words


def test_an_older_server_is_said_and_not_asked_to_compare(tmp_path: Path) -> None:
    old = releases.server(tmp_path / "server", releases.FIRST)
    old.start()
    try:
        replica = open_replica(tmp_path / "admin")
        with httpx.Client(base_url=old.url) as client:
            code = releases.first_code(old.folder)
            join(replica, HttpSyncService(client), old.url, code, "laptop")
        replica.close()
        found = look(tmp_path / "admin")
    finally:
        old.stop()
    assert not found["versions"][0]
    assert "older" in found["versions"][1]
    assert found.keys().isdisjoint({"records", "history", "exchange"})


def test_the_command_trusts_a_history_when_it_is_told_to(joined: Path, server: Process) -> None:
    assert rapport("doctor", "--data", joined).returncode == 0
    rewrite(server.folder / SERVER_FILE)
    said = rapport("doctor", "--data", joined)
    assert said.returncode == 1
    assert "--trust-history" in said.stdout
    assert rapport("doctor", "--data", joined, "--trust-history").returncode == 0
    assert rapport("doctor", "--data", joined).returncode == 0
