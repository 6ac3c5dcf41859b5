"""Everything is taken out, brought back, and a customer erased, by tapping."""

import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.screens.bringing_back import BringingBackForm
from app.screens.erasing import EraseCustomer, going_words
from app.screens.taking_out import TakingOutScreen
from sync.client import state
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.archive.notebooks import fill, held
from tests.builders import make_account, make_contact, make_deal, make_note

Width = pytest.mark.parametrize("width", [PHONE, DESKTOP])


def press() -> None:
    """Stand for leaving."""


@Width
@in_own_loop
async def test_a_phone_shares_the_file_and_keeps_none(width: float, replica: Replica) -> None:
    fill(replica)
    left: list[str] = []
    build = partial(TakingOutScreen, "take", partial(left.append, "left"))
    async with Opened(
        replica, build, width=width, answers={"share_files": {"status": "success", "raw": ""}}
    ) as opened:
        await opened.tap("take-make")
        await opened.shown("take-made")
        await opened.tap("take-hand-over")
        await opened.wait_for(lambda: any(name == "share_files" for name, _ in opened.invoked))
        shared = next(args for name, args in opened.invoked if name == "share_files")
        path = Path(shared["files"][0]["path"])
        assert path.name == "Rapport 2026-11-21.zip"
        assert zipfile.ZipFile(path).testzip() is None
        await opened.tap("sheet-close")
        await opened.wait_for(lambda: left == ["left"])
    assert not list(replica.path.parent.rglob("*.zip"))


@in_own_loop
async def test_a_computer_saves_it_where_its_person_says(
    replica: Replica, tmp_path: Path, open_replica: Callable[[str], Replica]
) -> None:
    fill(replica)
    target = tmp_path / "mine.zip"
    build = partial(TakingOutScreen, "take", press)
    computer = Opened(replica, build, width=DESKTOP, answers={"save_file": str(target)})
    computer._start["platform"] = "linux"
    async with computer as opened:
        await opened.tap("take-make")
        await opened.shown("take-made")
        await opened.tap("take-hand-over")
        await opened.wait_for(target.exists)
    empty = open_replica("other")
    picked = {
        "files": [{"id": 0, "name": "mine.zip", "size": 1, "path": str(target), "bytes": None}]
    }
    async with Opened(empty, partial(BringingBackForm, press)) as opened:
        button: Any = opened.by_id("back-pick")
        await opened.fire(button.action.file_picker, "result", picked)
        await opened.wait_for(lambda: opened.state.me is not None)
    assert held(empty) == held(replica)


@in_own_loop
async def test_a_browser_downloads_it_from_the_apps_own_page(replica: Replica) -> None:
    fill(replica)
    browser = Opened(replica, partial(TakingOutScreen, "take", press), width=DESKTOP)
    browser._start["web"] = True
    async with browser as opened:
        await opened.tap("take-make")
        await opened.shown("take-made")
        button: Any = opened.by_id("take-hand-over")
        path = opened.runtime.lent.path(button.url.url)
        assert path is not None
        assert zipfile.ZipFile(path).testzip() is None
        await opened.tap("sheet-close")
        await opened.wait_for(lambda: opened.runtime.lent.path(button.url.url) is None)
    assert not path.exists()


@in_own_loop
async def test_a_wrong_file_is_told_and_another_can_be_picked(empty_replica: Replica) -> None:
    picked = {"files": [{"id": 0, "name": "a.zip", "size": 3, "path": None, "bytes": b"PDF"}]}
    async with Opened(empty_replica, partial(BringingBackForm, press)) as opened:
        button: Any = opened.by_id("back-pick")
        await opened.fire(button.action.file_picker, "result", picked)
        await opened.shown("back-problem")
        assert any("not a file that Rapport wrote" in said for said in opened.texts())
        assert "back-pick" in opened.ids()
    assert not list(empty_replica.path.parent.rglob("*.zip"))


@in_own_loop
async def test_who_has_nothing_is_told_so(empty_replica: Replica) -> None:
    async with Opened(empty_replica, partial(TakingOutScreen, "take", press)) as opened:
        await opened.tap("take-make")
        await opened.shown("take-problem")


@in_own_loop
async def test_what_to_do_when_the_server_is_gone_is_said_step_by_step(replica: Replica) -> None:
    joined: list[str] = []
    build = partial(TakingOutScreen, "source", press, partial(joined.append, "join"))
    async with Opened(replica, build) as opened:
        await opened.tap("take-join")
        assert joined == ["join"]
        await opened.tap("take-make")
        await opened.shown("take-made")
        said = " ".join(opened.texts())
    assert "rapport serve --from “Rapport 2026-11-21.zip”" in said


@pytest.fixture
def customer(replica: Replica) -> str:
    """A customer with something of everything, beside another."""
    with replica.transaction() as writer:
        account = writer.add(make_account("Café Röst"))
        for person in ("Ines", "Jo"):
            writer.add(make_contact(person, account_id=account))
        writer.add(make_deal(account_id=account))
        writer.add(make_note(account_id=account))
        writer.add(make_account("Kept"))
    return account


@Width
@in_own_loop
async def test_erasing_says_what_goes_and_wants_the_name(
    width: float, replica: Replica, customer: str
) -> None:
    build = partial(EraseCustomer, customer, "Café Röst")
    async with Opened(replica, build, width=width) as opened:
        await opened.tap("erase-ask")
        await opened.said("2 people · 1 deal · 1 note")
        await opened.write("erase-name", "Cafe")
        await opened.tap("erase-go")
        await opened.shown("erase-problem")
        assert _names(replica) == ["Café Röst", "Kept"]
        await opened.write("erase-name", " café röst ")
        await opened.tap("erase-go")
        await opened.wait_for(lambda: _names(replica) == ["Kept"])
        await opened.wait_for(lambda: opened.page.route == "/customers")
        bars = [bar for bar in opened.page._dialogs.controls if isinstance(bar, ft.SnackBar)]
        assert bars
        assert bars[-1].action is None, "this is the one place without undo"
    assert b"Caf\xc3\xa9 R\xc3\xb6st" not in replica.path.read_bytes()


@in_own_loop
async def test_one_may_think_better_of_it(replica: Replica, customer: str) -> None:
    async with Opened(replica, partial(EraseCustomer, customer, "Café Röst")) as opened:
        await opened.tap("erase-ask")
        await opened.write("erase-name", "Café Röst")
        await opened.tap("erase-cancel")
        await opened.shown("erase-ask")
    assert _names(replica) == ["Café Röst", "Kept"]


@in_own_loop
async def test_a_rep_is_not_offered_it(replica: Replica, customer: str) -> None:
    with replica.exclusive() as connection:
        connection.exec_driver_sql("UPDATE user SET role = 'manager'")
        state.save(connection, server_url="")
    async with Opened(replica, partial(EraseCustomer, customer, "Café Röst")) as opened:
        assert opened.ids("erase") == []


def test_what_goes_is_counted_in_words() -> None:
    counts = {"account": 2, "contact": 1, "visit": 3, "fact": 2, "conflict": 1}
    assert going_words(WORDS, counts) == [
        "1 other that is the same customer",
        "1 person",
        "3 visits and calls",
        "3 other things",
    ]
    assert going_words(WORDS, {"account": 1}) == ["0 other things"]


def _names(replica: Replica) -> list[str]:
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT name FROM account ORDER BY name")
        return list(found.scalars())
