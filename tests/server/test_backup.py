"""A copy of a server that runs: whole, sound, and as good as the server itself."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest

from sync.server import cli
from sync.server.app import create_app
from sync.server.backup import Held, back_up
from sync.server.database import FILE_NAME, Database
from sync.server.migrations import STEPS
from sync.server.outside import Outside
from sync.server.settings import Settings
from sync.server.teams import found_team
from tests.asgi import InProcess
from tests.fakes import CountedBits, ManualClock
from tests.server.conftest import Team
from tests.server.phones import Phone


@pytest.fixture
def source(team: Team, tmp_path: Path) -> Path:
    """The database of a server that runs, with a deal in it."""
    team.rep.put("deal", "d1", title="A")
    return tmp_path / FILE_NAME


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder / "monday.sqlite3"


def rows(file: Path) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return set(connection.execute("SELECT id, pos, stamps, fields FROM record"))


def test_a_copy_of_a_running_server_holds_all_that_was_answered(source: Path, target: Path) -> None:
    held = back_up(source, target)
    assert rows(target) == rows(source)
    assert held.records == len(rows(source))
    assert held.entries > 0
    assert (held.altered, held.broken) == (0, False)
    assert target.stat().st_mode & 0o077 == 0
    assert list(target.parent.iterdir()) == [target]


def test_a_copy_made_between_writes_is_of_one_moment(
    source: Path, target: Path, team: Team
) -> None:
    done = Event()

    def write() -> None:
        while not done.is_set():
            n = team.rep.n
            team.rep.put("deal", f"d{n}", title="A" * 500)

    writer = Thread(target=write)
    writer.start()
    try:
        for _ in range(10):
            assert back_up(source, target).broken is False
    finally:
        done.set()
        writer.join()


def test_a_server_goes_on_from_a_copy(source: Path, target: Path, team: Team) -> None:
    back_up(source, target)
    target.rename(target.with_name(FILE_NAME))
    bits = CountedBits(99)
    outside = Outside(ManualClock(), bits, lambda: f"token-{bits(64)}")
    app = create_app(Settings(data=target.parent), outside)
    with (
        InProcess(app) as transport,
        httpx.Client(transport=transport, base_url="http://server") as http,
    ):
        phone = Phone(http, team.manager.joined)
        assert "d1" in phone.catch_up()["rows"]


def test_what_is_no_sound_database_never_takes_a_good_copys_place(
    source: Path, target: Path
) -> None:
    back_up(source, target)
    good = target.read_bytes()
    damaged = target.with_name("damaged.sqlite3")
    content = bytearray(good)
    content[4096 * 3 : 4096 * 4] = b"\xa5" * 4096
    damaged.write_bytes(content)
    said = cli_says("backup", "--data", str(_as_server(damaged)), str(target), code=2)
    assert "damaged" in said
    assert target.read_bytes() == good
    assert target.parent / f"{target.name}.unchecked" not in set(target.parent.iterdir())


@pytest.mark.parametrize(
    ("harm", "held"),
    [
        ("UPDATE record SET fields = '{}' WHERE id = 'd1'", {"altered": 1}),
        ("UPDATE history SET user_id = 'somebody' WHERE n = 2", {"broken": True}),
        ("DELETE FROM history WHERE n = (SELECT max(n) FROM history)", {"broken": True}),
    ],
)
def test_what_was_altered_is_copied_and_said(
    source: Path, target: Path, harm: str, held: dict[str, object]
) -> None:
    with closing(sqlite3.connect(source)) as connection, connection:
        connection.execute(harm)
    found = back_up(source, target)
    assert {"altered": found.altered, "broken": found.broken} == {
        "altered": 0,
        "broken": False,
    } | held
    said = cli_says("backup", "--data", str(source.parent), str(target), code=2)
    assert "rapport doctor" in said
    assert rows(target) == rows(source)


def test_the_command_says_what_it_did_and_what_it_cannot_do(source: Path, target: Path) -> None:
    data = str(source.parent)
    said = cli_says("backup", "--data", data, str(target), code=0)
    assert re.search(r"\d+ records and \d+ entries of history are in .*monday", said)
    none = target.parent / "none"
    assert "no server's database" in cli_says("backup", "--data", str(none), str(target), code=2)
    for place in (source, Path(f"{source}-wal"), target.parent, none / "file"):
        assert "name another file" in cli_says("backup", "--data", data, str(place), code=2)


def test_postgresql_is_left_to_its_own_tool(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_DATABASE_URL", "postgresql+psycopg://nobody@nowhere/none")
    assert "pg_dump" in cli_says("backup", "--data", str(tmp_path), str(target), code=2)


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database of the step before today's."""
    folder = tmp_path / "older"
    with monkeypatch.context() as patched:
        patched.setattr("sync.server.migrations.STEPS", STEPS[:-1])
        Database.open(folder).close()
    return folder


def test_a_database_is_copied_before_its_form_changes(older: Path) -> None:
    version = len(STEPS) - 1
    Database.open(older).close()
    kept = older / f"server.v{version}.backup"
    assert _version(kept) == version
    assert _version(older / FILE_NAME) == len(STEPS)
    before = kept.stat().st_mtime_ns
    Database.open(older).close()
    assert kept.stat().st_mtime_ns == before


def test_an_older_form_is_copied_too(older: Path, target: Path) -> None:
    assert back_up(older / FILE_NAME, target) == Held(records=0)
    assert _version(target) == len(STEPS) - 1


def test_a_new_database_leaves_no_copy(tmp_path: Path) -> None:
    Database.open(tmp_path / "new").close()
    assert list((tmp_path / "new").glob("*.backup")) == []


def test_the_command_works_from_a_shell(tmp_path: Path) -> None:
    outside = Outside(ManualClock(), CountedBits(5), lambda: "token")
    database = Database.open(tmp_path)
    with database.writing() as connection:
        found_team(connection, outside, "Acme", "Ann")
    database.close()
    command = [sys.executable, "-W", "error", "-m", "sync.server", "backup"]
    copy = tmp_path / "copy"
    done = subprocess.run(
        [*command, "--data", str(tmp_path), str(copy)], capture_output=True, text=True, check=True
    )
    assert str(copy) in done.stdout
    assert rows(copy) == rows(tmp_path / FILE_NAME)


def _version(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT version FROM schema_version").fetchone()[0])


def _as_server(file: Path) -> Path:
    folder = file.with_suffix("")
    folder.mkdir()
    file.rename(folder / FILE_NAME)
    return folder


def cli_says(*arguments: str, code: int) -> str:
    """Run a command in this process; return what it says."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        assert cli.main(arguments) == code
    return said.getvalue()
