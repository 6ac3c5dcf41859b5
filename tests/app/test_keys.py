"""The keyboard of a desktop: the note, the search, and the way out of an editor."""

import asyncio
from functools import partial

import flet as ft
import pytest

from app.main import open_window
from app.runtime import Runtime
from app.settings import Settings
from sync.client.replica import Replica
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import DESKTOP, PHONE
from tests.builders import make_account, make_deal


class Desk(FletHarness):
    """The whole app in a window with a keyboard."""

    def __init__(self, replica: Replica, route: str, width: float = DESKTOP) -> None:
        runtime = Runtime(replica.path.parent, replica, Settings())
        super().__init__(partial(open_window, runtime=runtime), width=width, route=route)

    async def key(self, key: str, *, ctrl: bool = False) -> None:
        held = {"shift": False, "alt": False, "meta": False, "ctrl": ctrl}
        await self.fire(self.page, "keyboard_event", {"key": key, **held})

    async def at(self, route: str) -> None:
        await self.wait_for(lambda: self.page.route == route)
        await self.settle()

    async def left(self, route: str) -> None:
        await self.wait_for(lambda: self.page.route != route)


@pytest.fixture
def account(replica: Replica) -> str:
    with replica.transaction() as writer:
        writer.add(make_account("Anker Werft"))
        return writer.add(make_account("Hafner Glas", must_know="Ring twice"))


@pytest.fixture
def ids(replica: Replica) -> list[str]:
    """The ids of three customers, in the order of their list."""
    with replica.transaction() as writer:
        return [writer.add(make_account(name)) for name in ("Anker Werft", "Bell", "Cole")]


@in_own_loop
async def test_n_begins_a_note_and_escape_leaves_it(replica: Replica) -> None:
    async with Desk(replica, "/deals") as window:
        await window.shown("deals-search")
        await window.key("N")
        await window.shown("capture-save")
        await window.key("Escape")
        await window.shown("deals-search")


@in_own_loop
async def test_a_letter_typed_into_a_field_is_a_letter(replica: Replica) -> None:
    async with Desk(replica, "/deals") as window:
        await window.shown("deals-search")
        field = window.find(ft.TextField)
        await window.fire(field, "focus")
        await window.key("N")
        await window.key("/")
        assert window.page.route == "/deals"
        await window.fire(field, "blur")
        await window.key("N")
        await window.shown("capture-save")


@pytest.mark.parametrize(("key", "ctrl"), [("K", True), ("/", False)])
@in_own_loop
async def test_the_search_takes_the_keyboard_from_anywhere(
    replica: Replica, key: str, *, ctrl: bool
) -> None:
    async with Desk(replica, "/me") as window:
        await window.shown("me-text-100")
        await window.key(key, ctrl=ctrl)
        await window.shown("customers-search")
        await window.wait_for(lambda: ("focus", {}) in window.invoked)
        assert window.page.route == "/customers"


@in_own_loop
async def test_enter_opens_the_first_of_what_was_found(replica: Replica, account: str) -> None:
    async with Desk(replica, "/customers") as window:
        await window.write("customers-search", "Hafn")
        await window.shown(f"found-account-{account}")
        await window.fire(window.find(ft.TextField), "submit")
        await window.wait_for(lambda: window.page.route == f"/customers/{account}")


@in_own_loop
async def test_escape_closes_an_editor_and_the_keys_are_heard_again(
    replica: Replica, account: str
) -> None:
    async with Desk(replica, f"/customers/{account}") as window:
        await window.tap("must-know")
        await window.shown("must-know-save")
        await window.key("N")  # an editor is open: not meant for the app
        assert "must-know-save" in window.ids()
        await window.key("Escape")
        await window.shown("must-know")
        await window.key("N")
        await window.shown("capture-save")


@in_own_loop
async def test_a_phone_has_no_shortcuts(replica: Replica) -> None:
    async with Desk(replica, "/deals", PHONE) as window:
        await window.shown("deals-search")
        await window.key("N")
        assert window.page.route == "/deals"


@in_own_loop
async def test_arrows_go_down_and_up_the_customers(replica: Replica, ids: list[str]) -> None:
    async with Desk(replica, "/customers") as window:
        await window.wait_for(lambda: "Cole" in window.texts())
        for key, at in (("Down", 0), ("Down", 1), ("Down", 2), ("Down", 2), ("Up", 1)):
            await window.key(f"Arrow {key}")
            await window.at(f"/customers/{ids[at]}")
        # One that was opened by hand is where one goes on from.
        await window.page.push_route(f"/customers/{ids[0]}")
        await window.at(f"/customers/{ids[0]}")
        await window.settle()
        await window.key("Arrow Down")
        await window.at(f"/customers/{ids[1]}")


@in_own_loop
async def test_an_arrow_that_is_held_down_misses_no_row(replica: Replica, ids: list[str]) -> None:
    async with Desk(replica, "/customers") as window:
        await window.wait_for(lambda: "Cole" in window.texts())
        await asyncio.gather(window.key("Arrow Down"), window.key("Arrow Down"))
        await window.at(f"/customers/{ids[1]}")


@in_own_loop
async def test_arrows_go_down_the_deals(replica: Replica) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        for n in range(3):
            writer.add(make_deal(f"Deal {n}", owner_id=me, expected_on=f"2026-12-0{n + 1}"))
    async with Desk(replica, "/deals") as window:
        await window.wait_for(lambda: "Deal 2" in window.texts())
        seen = []
        for _ in range(3):
            before = window.page.route
            await window.key("Arrow Down")
            await window.left(before)
            seen.append(window.page.route)
            await window.settle()
        assert len(set(seen)) == 3


@in_own_loop
async def test_arrows_belong_to_the_field_one_types_in(replica: Replica, account: str) -> None:
    async with Desk(replica, "/customers") as window:
        await window.shown("customers-search")
        await window.fire(window.find(ft.TextField), "focus")
        await window.key("Arrow Down")
        assert account
        assert window.page.route == "/customers"
