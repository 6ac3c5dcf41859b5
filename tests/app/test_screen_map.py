"""Where everything is: four tabs, one capture button, two levels, and four states each."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import flet as ft
import pytest
from sqlalchemy import Connection

from app.routes import (
    CaptureView,
    HistoryView,
    ImportView,
    NearView,
    PlanView,
    SpokenView,
    StopsView,
    VisitView,
    desktop_routes,
    phone_routes,
)
from app.runtime import Runtime
from app.screens.shell import CustomerView, DealView, TabView
from sync.client import state
from sync.client.replica import Replica
from sync.core.errors import StoreError
from tests.app.flet_harness import in_own_loop
from tests.app.test_deals_queries import add_deal
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import make_account
from tests.conftest import Joined

TABS = ("today", "customers", "deals", "me")
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
DETAILS = {CustomerView, DealView}
FORMS = {CaptureView, PlanView, StopsView, NearView, VisitView, ImportView, SpokenView}
Size = tuple[int, int]


def filled(replica: Replica) -> tuple[str, str]:
    """Write a customer and a deal; return their ids."""
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        return account, add_deal(writer, account_id=account, owner_id=writer.actor.user_id)


def chains(
    routes: Sequence[ft.Route], above: tuple[ft.Route, ...] = ()
) -> Iterator[tuple[ft.Route, ...]]:
    """Yield each route of a table with the routes it lies over, the lowest first."""
    for route in routes:
        chain = (*above, route)
        yield chain
        yield from chains(route.children or (), chain)


# the map


def test_on_a_phone_every_screen_is_a_tab_or_one_step_from_it() -> None:
    (tabs, *over) = phone_routes()
    assert tabs.component is TabView
    assert len(tabs.children or ()) == len(TABS)
    one_step = {route.component for route in over}
    assert one_step == DETAILS | FORMS
    for chain in chains(over):
        # A detail may lie over another one, so that back returns there; but nothing
        # is found only there, save its own history, and a form has nothing over it.
        assert chain[-1].component in one_step | {HistoryView}
        assert all(route.component in DETAILS for route in chain[:-1])


def test_on_a_desktop_nothing_but_forms_lies_over_the_tabs() -> None:
    (tabs, *over) = desktop_routes()
    assert tabs.component is TabView
    own = {(route.path or "").split("/")[0] for route in tabs.children or ()}
    assert own == {"", "customers", "deals", "me", ":trail(.+)"}
    assert {chain[-1].component for chain in chains(over)} == FORMS | {HistoryView}
    assert all(len(chain) == 1 for chain in chains(over))


def map_marks(window: Window) -> tuple[list[str], int]:
    """Return the tabs on screen and how many capture buttons."""
    return window.ids("tab-"), window.ids().count("capture")


@SIZES
@in_own_loop
async def test_every_tab_has_the_four_tabs_and_one_capture_button(
    replica: Replica, size: Size
) -> None:
    filled(replica)
    async with Window(replica, replica.path.parent, size) as window:
        for tab in TABS:
            await window.tap(f"tab-{tab}")
            assert map_marks(window) == ([f"tab-{name}" for name in TABS], 1)


@SIZES
@in_own_loop
async def test_every_detail_is_one_tap_from_its_tab_and_captures(
    replica: Replica, size: Size
) -> None:
    account, deal = filled(replica)
    ways = [
        ("customers", f"customer-row-{account}", "customer-head"),
        ("deals", f"deal-row-{deal}", "deal-customer"),
    ]
    tabs = [f"tab-{name}" for name in TABS] if size == DESKTOP else []
    async with Window(replica, replica.path.parent, size) as window:
        for tab, row, head in ways:
            await window.tap(f"tab-{tab}")
            await window.tap(row)
            await window.sees(head)
            assert map_marks(window) == (tabs, 1)
            await window.tap("capture")
            await window.sees("capture-text")
            assert map_marks(window) == ([], 0)
            await window.tap("sheet-close")
            await window.sees(head)
            if size == PHONE:
                await window.tap("back")
                await window.sees(row)


# the four states


@SIZES
@in_own_loop
async def test_every_tab_says_so_when_it_is_empty(replica: Replica, size: Size) -> None:
    empty = {"today": "today-empty", "customers": "customers-empty", "deals": "empty"}
    async with Window(replica, replica.path.parent, size) as window:
        for tab in TABS:
            await window.tap(f"tab-{tab}")
            await window.sees(empty.get(tab, "me-status"))


FAILED = {
    "/": "today-unread",
    "/customers": "customers-failed",
    "/deals": "deals-failed",
    "/me": "me-problem",
    "/customers/{account}": "customer-failed",
    "/deals/{deal}": "deal-failed",
}


@SIZES
@pytest.mark.parametrize("path", FAILED)
@in_own_loop
async def test_every_screen_says_when_it_cannot_be_read_and_captures_still(
    replica: Replica, monkeypatch: pytest.MonkeyPatch, size: Size, path: str
) -> None:
    account, deal = filled(replica)
    async with Window(replica, replica.path.parent, size, _elsewhere(path)) as window:
        await window.sees("capture")
        monkeypatch.setattr(Runtime, "_ask", _fail)
        await window.page.push_route(path.format(account=account, deal=deal))
        await window.sees(FAILED[path])
        assert window.ids().count("capture") == 1
        assert all(text for text in window.texts())
        await window.tap("capture")
        await window.sees("capture-text")


@SIZES
@pytest.mark.parametrize("path", FAILED)
@in_own_loop
async def test_no_screen_is_blank_while_it_is_read(
    replica: Replica, monkeypatch: pytest.MonkeyPatch, size: Size, path: str
) -> None:
    account, deal = filled(replica)
    read = threading.Event()
    ask = Runtime._ask

    def slowly(runtime: Runtime, query: Any) -> Any:
        read.wait(5)
        return ask(runtime, query)

    async with Window(replica, replica.path.parent, size, _elsewhere(path)) as window:
        await window.sees("capture")
        await asyncio.sleep(0.05)
        monkeypatch.setattr(Runtime, "_ask", slowly)
        try:
            await window.page.push_route(path.format(account=account, deal=deal))
            await window.sees("loading")
            assert window.ids().count("capture") == 1
        finally:
            read.set()
        await window.wait_for(lambda: "loading" not in window.ids())


@SIZES
def test_every_screen_works_without_signal_and_the_state_is_one_glance_away(
    two_replicas: tuple[Joined, Joined], size: Size
) -> None:
    replica = two_replicas[1].replica
    account, deal = filled(replica)
    with replica.transaction() as writer:
        _point_nowhere(writer.connection)

    @in_own_loop
    async def told() -> None:
        async with Window(replica, replica.path.parent, size) as window:
            await window.wait_for(partial(_says, window, "wait"))
            for tab, seen in (
                ("today", "status"),
                ("customers", f"customer-row-{account}"),
                ("deals", f"deal-row-{deal}"),
                ("me", "me-try-now"),
            ):
                await window.tap(f"tab-{tab}")
                await window.sees(seen)
                assert map_marks(window) == ([f"tab-{name}" for name in TABS], 1)
                assert not [name for name in window.ids() if name.endswith(("-failed", "-unread"))]
            await window.wait_for(partial(_says, window, "No signal"))
            await window.runtime.close()

    told()


def _elsewhere(path: str) -> str:
    return "/me" if path == "/" else "/"


def _says(window: Window, words: str) -> bool:
    return any(words in text for text in window.texts())


def _fail(_runtime: Runtime, _query: object) -> None:
    raise StoreError(path="rapport.db")


def _point_nowhere(connection: Connection) -> None:
    state.save(connection, server_url="http://127.0.0.1:1")
