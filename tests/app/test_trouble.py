"""The app opens even when its data does not, and nothing of it is lost."""

from pathlib import Path

import flet as ft

from app.device import open_replica
from app.hosting import Host
from sync.client.join import start_alone
from sync.client.replica import FILE_NAME
from tests.app.flet_harness import FletHarness, in_own_loop

DAMAGED = b"this was a notebook once" * 1000


def used(folder: Path) -> Path:
    """Return the database of somebody alone."""
    replica = open_replica(folder)
    start_alone(replica, "Ada", "Ada", "EUR")
    replica.close()
    return folder / FILE_NAME


def list_damaged(folder: Path) -> list[Path]:
    return list(folder.glob("*.damaged"))


def words_of(window: FletHarness) -> str:
    return " ".join(window.texts())


@in_own_loop
async def test_a_damaged_notebook_is_named_and_opens_once_its_file_is_back(tmp_path: Path) -> None:
    file = used(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(DAMAGED)
    host = Host(tmp_path)
    async with FletHarness(host.window) as window:
        assert "damaged" in words_of(window)
        assert file.read_bytes() == DAMAGED
        file.write_bytes(whole)
        await window.click("empty-action")
        await window.wait_for(lambda: "capture" in window.ids())
        assert host.runtime
        await host.runtime.close()


@in_own_loop
async def test_starting_anew_keeps_the_damaged_file(tmp_path: Path) -> None:
    file = used(tmp_path)
    file.write_bytes(DAMAGED)
    host = Host(tmp_path)
    async with FletHarness(host.window) as window:
        await window.click("trouble-anew")
        await window.wait_for(lambda: "welcome-alone" in window.ids())
        (aside,) = list_damaged(tmp_path)
        assert aside.read_bytes() == DAMAGED
        assert host.runtime
        await host.runtime.close()


@in_own_loop
async def test_a_notebook_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    with replica.exclusive() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 999")
    replica.close()
    async with FletHarness(Host(tmp_path).window) as window:
        assert "empty-action" in window.ids()
        assert "trouble-anew" not in window.ids()
        assert not window.find_all(ft.TextField)
