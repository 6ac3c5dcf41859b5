"""What a person can do something about is said in plain words; what was saved stays."""

import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.device import open_replica
from sync.client.join import start_alone
from sync.client.replica import FILE_NAME
from tests.builders import make_account
from tests.stories.conftest import OpenWindow, Started
from tests.stories.notebooks import wait_until
from tests.stories.processes import app_process, rapport
from tests.stories.window import Size

CUSTOMER = "Kaffeehaus Linde"


def make_newer(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        database.execute("PRAGMA user_version = 99")


def damage(folder: Path) -> None:
    with (folder / FILE_NAME).open("r+b") as file:
        file.write(b"\x00garbage" * 2_000)


def put_a_file_there(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("in the way")


TROUBLES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "newer": (make_newer, "written by a later version of Rapport", "database"),
    "damaged": (damage, "the file seems damaged", "database"),
    "not writable": (put_a_file_there, "not allowed to save in its own folder", "folder"),
}


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """A folder with one customer in it, and a copy beside it."""
    folder = tmp_path / "notebook"
    replica = open_replica(folder)
    start_alone(replica, "Ada Byron", "Ada Byron", "EUR")
    with replica.transaction() as writer:
        writer.add(make_account(CUSTOMER))
    replica.close()
    shutil.copytree(folder, tmp_path / "copy")
    return folder


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def held(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, without what SQLite keeps while it is open."""
    if folder.is_file():
        return {"": folder.read_bytes()}
    files = [path for path in folder.iterdir() if path.name.startswith("rapport")]
    return {path.name: path.read_bytes() for path in files if path.suffix != ".db-shm"}


@pytest.mark.parametrize(
    ("trouble", "size"),
    [("damaged", "phone"), ("damaged", "desktop"), ("newer", "phone"), ("not writable", "desktop")],
)
def test_an_app_that_cannot_open_says_why_touches_nothing_and_tries_again(
    notebook: Path,
    started: Started,
    open_window: OpenWindow,
    size: Size,
    trouble: str,
) -> None:
    break_it, sentence, part = TROUBLES[trouble]
    break_it(notebook)
    before = held(notebook)

    doctor = rapport("doctor", "--data", notebook)
    (line,) = [line for line in doctor.stdout.splitlines() if line.startswith("LOOK")]
    assert doctor.returncode == 1
    assert line.split()[1] == part
    assert sentence in line
    assert doctor.stderr == ""

    process = started(app_process(notebook.parent / "log", notebook))
    window = open_window(process, size, "/")
    expect(window.text("Rapport could not open its notebook")).to_be_visible()
    expect(window.text(sentence)).to_be_visible()
    window.tap("empty-action")
    expect(window.text(sentence)).to_be_visible()
    wait_until(lambda: held(notebook) == before)  # while it tries, a journal may lie there

    # What was in the way is taken away: the same button opens it.
    if notebook.is_file():
        notebook.unlink()
    else:
        shutil.rmtree(notebook)
    shutil.copytree(notebook.parent / "copy", notebook)
    window.tap("empty-action")
    window.tap("tab-customers")
    expect(window.text(CUSTOMER)).to_be_visible()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_commands_that_cannot_open_say_why_in_one_sentence(notebook: Path, trouble: str) -> None:
    break_it, sentence, _ = TROUBLES[trouble]
    break_it(notebook)
    before = held(notebook)
    for command in ("sync", "import"):
        asked = rapport(command, *(["no.csv"] if command == "import" else []), "--data", notebook)
        assert asked.returncode == 2
        assert sentence in asked.stderr
        assert len(asked.stderr.splitlines()) == 1
        assert asked.stdout == ""
    assert held(notebook) == before


def test_a_port_in_use_is_said_and_nothing_is_made(tmp_path: Path, taken_port: int) -> None:
    for command, more in (
        ("app", ["--web"]),
        ("serve", ["--team", "Team", "--admin", "Mia"]),
    ):
        folder = tmp_path / command
        asked = rapport(command, *more, "--port", taken_port, "--data", folder)
        assert asked.returncode == 2
        assert len(asked.stderr.splitlines()) == 1
        assert str(taken_port) in asked.stderr
        assert "--port" in asked.stderr
        assert not folder.exists()
