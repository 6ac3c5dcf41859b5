"""Words kept to oneself: on this device alone, until one saves them for the team."""

from functools import partial
from pathlib import Path
from typing import Never

import flet as ft
import pytest

from app.commands.kept import keep_to_oneself, move_back, take_up, throw_away
from app.queries.capture import DRAFT_PREFIX
from app.queries.drafts import drafts
from app.queries.kept import Kept, kept_words
from app.screens.kept import KeptWords
from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.app.windows import Window
from tests.builders import make_account

SAID = "I would not lend them money."


@pytest.fixture
def account(replica: Replica) -> str:
    with replica.transaction() as writer:
        return writer.add(make_account("Hafner Glas"))


def keep(replica: Replica, account_id: str, words: str = SAID, draft: str = "capture-1") -> str:
    fields = {"account_id": account_id, "account": "Hafner Glas", "text": words}
    with replica.transaction() as writer:
        return keep_to_oneself(writer, draft, fields).to


def kept(replica: Replica, account_id: str = "") -> list[str]:
    with replica.reading() as connection:
        return [one.text for one in kept_words(connection, account_id)]


def left(replica: Replica) -> list[str]:
    with replica.reading() as connection:
        return [draft.fields["text"] for draft in drafts(connection, DRAFT_PREFIX, 9)]


def test_kept_words_are_found_with_their_customer_and_are_no_draft(
    replica: Replica, account: str
) -> None:
    keep(replica, account)
    keep(replica, "", "Buy a map", "capture-2")
    assert kept(replica, account) == [SAID]
    assert sorted(kept(replica)) == ["Buy a map", SAID]
    assert left(replica) == []


def test_every_way_they_go_leads_back(replica: Replica, account: str) -> None:
    key = keep(replica, account)
    with replica.transaction() as writer:
        moved = take_up(writer, key)
    assert (kept(replica), left(replica)) == ([], [SAID])
    with replica.transaction() as writer:
        move_back(writer, moved)
    assert (kept(replica), left(replica)) == ([SAID], [])
    with replica.transaction() as writer:
        moved = throw_away(writer, key)
    assert (kept(replica), left(replica)) == ([], [])
    with replica.transaction() as writer:
        move_back(writer, moved)
    assert kept(replica) == [SAID]


def test_words_kept_in_one_moment_stay_two(replica: Replica, account: str) -> None:
    fields = {"account_id": account}
    with replica.transaction() as writer:
        keep_to_oneself(writer, "capture-1", {**fields, "text": "one"})
        keep_to_oneself(writer, "capture-2", {**fields, "text": "two"})
    assert sorted(kept(replica)) == ["one", "two"]


# on screen


@in_own_loop
async def test_what_is_kept_from_the_sheet_is_shared_from_the_card(
    replica: Replica, account: str, tmp_path: Path
) -> None:
    async with Window(replica, tmp_path, route=f"/customers/{account}") as window:
        await window.tap("capture")
        await window.sees("capture-text")
        assert "capture-keep" not in window.ids()
        await window.write("capture-text", SAID)
        await window.tap("capture-keep")
        await window.sees("kept")
        assert kept(replica, account) == [SAID]
        assert notes(replica) == []
        (key,) = [one.key for one in _all(replica)]
        await window.tap(f"{key}-share")
        await window.sees("capture-text")
        await window.tap("capture-save")
        await window.wait_for(lambda: notes(replica) == [SAID])
        await window.wait_for(lambda: "kept" not in window.ids())


@in_own_loop
async def test_undo_goes_on_writing(replica: Replica, account: str, tmp_path: Path) -> None:
    async with Window(replica, tmp_path, route=f"/customers/{account}") as window:
        await window.tap("capture")
        await window.sees("capture-text")
        await window.write("capture-text", SAID)
        await window.tap("capture-keep")
        await window.sees("kept")
        await window.undo()
        await window.sees("capture-text")
        await window.wait_for(lambda: window.find(ft.TextField).value == SAID)
    assert kept(replica) == []


@in_own_loop
async def test_an_undo_that_fails_says_why_and_they_stay_kept(
    replica: Replica, account: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Never:
        raise DiskFullError(path="x")

    monkeypatch.setattr("app.screens.capturing.move_back", full)
    async with Window(replica, tmp_path, route=f"/customers/{account}") as window:
        await window.tap("capture")
        await window.write("capture-text", SAID)
        await window.tap("capture-keep")
        await window.sees("kept")
        await window.undo()
        await window.wait_for(lambda: any("This device is full" in t for t in window.texts()))
        assert "capture-text" not in window.ids()
    assert kept(replica, account) == [SAID]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_thrown_away_they_come_back_by_undo(
    replica: Replica, account: str, width: float
) -> None:
    key = keep(replica, account)
    async with Opened(replica, partial(KeptWords), width=width) as window:
        await window.said("Hafner Glas")
        await window.click(f"{key}-drop")
        await window.gone("kept")
        await window.undo()
        await window.shown(key)


def notes(replica: Replica) -> list[str]:
    with replica.reading() as connection:
        return list(connection.exec_driver_sql("SELECT text FROM note").scalars())


def _all(replica: Replica) -> tuple[Kept, ...]:
    with replica.reading() as connection:
        return kept_words(connection)
