"""The doctor looks at the real parts, and says what it sees in plain words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import device, doctor
from app.device import open_replica
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from sync.client import state
from sync.client.join import start_alone
from sync.client.replica import FILE_NAME
from tests.stories.processes import Process, server_process

WORDS = Catalog(ENGLISH)
HOUR_MS = 3_600_000


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
    return {found.name: (found.ok, found.words) for found in doctor.examine(folder, WORDS)}


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
    monkeypatch.setattr(doctor, "now_ms", lambda: device.now_ms() + HOUR_MS)
    ok, words = look(folder)["clock"]
    assert not ok
    assert "60 minutes" in words


def test_a_server_that_is_away_is_said_with_what_is_safe(folder: Path) -> None:
    belong(folder, "http://127.0.0.1:9")
    ok, words = look(folder)["server"]
    assert not ok
    assert "saved here" in words


def test_little_room_on_the_disk_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LITTLE_ROOM", 1 << 60)
    ok, words = look(folder)["disk"]
    assert not ok
    assert "make room" in words
