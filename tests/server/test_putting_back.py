"""A copy is made each day, and put back in place of a database that is lost."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from sync.client.engine import sync_once
from sync.core.errors import DamagedDatabaseError, NewerDatabaseError
from sync.server.app import create_app
from sync.server.backup import back_up, back_up_daily, put_back
from sync.server.database import FILE_NAME
from sync.server.errors import BusyError
from sync.server.outside import Outside
from sync.server.settings import Settings
from sync.server.upkeep import keep_up
from tests.asgi import InProcess
from tests.builders import NOON_MS, make_account
from tests.conftest import Joined
from tests.erasing.traces import erase, everything, found, titles
from tests.fakes import CountedBits, ManualClock
from tests.server.conftest import Team
from tests.server.phones import Phone
from tests.server.test_backup import cli_says

DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def copy(team: Team, tmp_path: Path) -> Path:
    """A copy of a server's database with a deal in it."""
    team.rep.put("deal", "d1", title="A")
    (tmp_path / "copies").mkdir()
    back_up(tmp_path / FILE_NAME, tmp_path / "copies" / "monday.sqlite3")
    return tmp_path / "copies" / "monday.sqlite3"


def test_a_server_that_lost_its_disk_goes_on_from_a_copy(
    copy: Path, team: Team, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    held, aside = put_back(copy, folder, NOON_MS)
    assert (held.altered, held.broken, aside) == (0, False, None)
    outside = Outside(ManualClock(), CountedBits(99), lambda: "token")
    with (
        InProcess(create_app(Settings(data=folder), outside)) as transport,
        httpx.Client(transport=transport, base_url="http://server") as http,
    ):
        assert "d1" in Phone(http, team.manager.joined).catch_up()["rows"]


def test_what_was_there_is_kept_beside_it(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    put_back(copy, folder, NOON_MS)
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute("DELETE FROM record WHERE id = 'd1'")
    said = cli_says("restore", "--data", str(folder), str(copy), code=0)
    assert "What was there before is in" in said
    (aside,) = folder.glob("*.aside")
    assert _has_deal(folder / FILE_NAME)
    assert not _has_deal(aside)


def test_there_is_a_database_at_every_moment(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that starts where there is none would begin with another team."""
    folder = tmp_path / "new"
    put_back(copy, folder, NOON_MS)
    replace = Path.replace

    def killed(path: Path, target: Path) -> Path:
        if target == folder / FILE_NAME:
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        put_back(copy, folder, NOON_MS)
    assert _has_deal(folder / FILE_NAME)


@pytest.mark.parametrize("links", [True, False])
def test_a_disk_without_links_keeps_what_was_there_too(
    copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    links: bool,  # noqa: FBT001  # drawn
) -> None:
    def none(*_: object) -> None:
        raise PermissionError

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", none)
    folder = tmp_path / "new"
    put_back(copy, folder, NOON_MS)
    before = (folder / FILE_NAME).stat().st_ino
    _, aside = put_back(copy, folder, NOON_MS)
    assert aside is not None
    assert _has_deal(aside)
    assert (aside.stat().st_ino == before) == links
    assert (folder / FILE_NAME).stat().st_ino != before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="root alone gives files away")
def test_what_root_puts_back_belongs_to_whom_the_folder_does(copy: Path, tmp_path: Path) -> None:
    """The service runs as a user of its own, and could not open its database."""
    folder = tmp_path / "new"
    folder.mkdir()
    os.chown(folder, 12345, 12346)
    for now_ms in (NOON_MS, NOON_MS + 1):
        put_back(copy, folder, now_ms)
        owners = {(path.stat().st_uid, path.stat().st_gid) for path in folder.iterdir()}
        assert owners == {(12345, 12346)}


def test_nothing_is_put_under_a_running_server(copy: Path, tmp_path: Path) -> None:
    """The team's server of this test runs in the folder itself."""
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(BusyError):
        put_back(copy, tmp_path, NOON_MS)
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert "Another program holds" in cli_says(
        "restore", "--data", str(tmp_path), str(copy), code=2
    )


def test_a_damaged_copy_is_not_put_back(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    put_back(copy, folder, NOON_MS)
    content = bytearray(copy.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xa5" * 4096
    copy.write_bytes(content)
    with pytest.raises(DamagedDatabaseError):
        put_back(copy, folder, NOON_MS)
    assert _has_deal(folder / FILE_NAME)
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]
    said = cli_says("restore", "--data", str(folder), str(tmp_path / "none"), code=2)
    assert "There is no copy" in said


def test_a_copy_that_no_server_could_begin_with_takes_nobodys_place(
    copy: Path, tmp_path: Path
) -> None:
    good = copy.read_bytes()
    other = tmp_path / "other.sqlite3"
    other.write_bytes(good)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("UPDATE schema_version SET version = 99")
    with pytest.raises(NewerDatabaseError):
        back_up(other, copy)
    assert copy.read_bytes() == good
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_one_copy_a_day_for_a_week(copy: Path, tmp_path: Path) -> None:
    folder, source = tmp_path / "daily", tmp_path / FILE_NAME
    for day in range(10):
        now_ms = NOON_MS + day * DAY_MS
        before = set(folder.glob("*")) if day < 7 else set()
        assert back_up_daily(source, folder, now_ms)
        made = {path for path in folder.iterdir() if path not in before and not _is_dated(path)}
        (path,) = made
        os.utime(path, (now_ms / 1000, now_ms / 1000))
        assert back_up_daily(source, folder, now_ms + DAY_MS // 2 - 1) is None
    assert sorted(path.stem for path in folder.iterdir()) == [
        "Fri", "Mon", "Sat", "Sun", "Thu", "Tue", "Wed",
    ]  # fmt: skip
    assert copy.exists()


def test_a_copy_of_a_clock_that_was_ahead_holds_up_none(copy: Path, tmp_path: Path) -> None:
    folder, source = tmp_path / "daily", tmp_path / FILE_NAME
    assert back_up_daily(source, folder, NOON_MS)
    (path,) = folder.iterdir()
    os.utime(path, (NOON_MS / 1000 + 365 * DAY_MS / 1000,) * 2)
    assert back_up_daily(source, folder, NOON_MS)
    assert copy.exists()


def _is_dated(path: Path) -> bool:
    """Tell whether this test has set the file's time."""
    return path.stat().st_mtime * 1000 % DAY_MS == NOON_MS % DAY_MS


def test_a_running_server_makes_them_by_itself(tmp_path: Path) -> None:
    settings = Settings.read({"RAPPORT_BACKUPS": str(tmp_path / "daily")}, {"data": tmp_path / "s"})
    app = create_app(settings, Outside(ManualClock(), CountedBits(1), lambda: "token"))
    upkeep = app.state.upkeep
    assert upkeep.func is keep_up
    first = upkeep.args[-1]
    assert first(NOON_MS).records == 0
    assert [path.name for path in (tmp_path / "daily").iterdir()] == ["Sat.sqlite3"]
    app.state.backend.database.close()


@pytest.mark.parametrize("first", ["the admin", "a rep"])
def test_who_was_erased_goes_again_after_an_older_copy_is_put_back(
    two_replicas: tuple[Joined, Joined], tmp_path: Path, first: str
) -> None:
    """No device has anything of them; the receipt alone comes back from the admin's."""
    mia, bo = two_replicas
    customer = everything(bo)
    folder = tmp_path / "server"
    (tmp_path / "kept").mkdir()
    back_up(folder / FILE_NAME, tmp_path / "kept" / "copy.sqlite3")
    erase(mia, customer)
    sync_once(bo.replica, bo.service)
    with mia.replica.transaction() as writer:
        writer.add(make_account("Later"))
    sync_once(mia.replica, mia.service)

    again = tmp_path / "again"
    put_back(tmp_path / "kept" / "copy.sqlite3", again, NOON_MS)
    (tmp_path / "kept" / "copy.sqlite3").unlink()
    assert found(again)
    outside = Outside(ManualClock(), CountedBits(77), lambda: "token")
    with (
        InProcess(create_app(Settings(data=again), outside)) as transport,
        httpx.Client(transport=transport, base_url="http://server") as http,
    ):
        if first == "a rep":  # whose receipt nobody believes: it has them back for a while
            sync_once(bo.replica, type(bo.service)(http, bo.service.token))
        for one in (mia, bo, mia):
            sync_once(one.replica, type(one.service)(http, one.service.token))
            assert titles(one.replica) == ["Later"]
    assert found(tmp_path) == {}


def _has_deal(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT 1 FROM record WHERE id = 'd1'").fetchone() is not None
