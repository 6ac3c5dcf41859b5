"""A screen may be drawn late; what was typed before a tap is what the tap saves."""

import asyncio
from functools import partial

import flet as ft
from flet.controls.base_control import BaseControl

from app.screens.account_picker import AccountPicker
from app.screens.deal import DealDetail
from app.screens.welcome import WelcomeScreen
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import Opened
from tests.app.test_deal_screen import a_deal, stored
from tests.builders import make_account


async def type_and(window: Opened, identifier: str, words: str, then: BaseControl, do: str) -> None:
    """Type every letter and do the next thing before anything is drawn again."""
    entry = window.by_id(identifier)

    async def key(typed: str) -> None:
        window.session.apply_patch(entry._i, {"value": typed})
        await window.session.dispatch_event(entry._i, "change", typed)

    keys = [key(words[:end]) for end in range(1, len(words) + 1)]
    await asyncio.gather(*keys, window.fire(then, do))


def button(window: Opened, identifier: str) -> BaseControl:
    return next(c for c in window.walk(window.by_id(identifier)) if getattr(c, "on_click", None))


@in_own_loop
async def test_the_title_is_saved_to_its_last_letter(replica: Replica) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-field-title")
        await window.shown("deal-title")
        await type_and(window, "deal-title", "Two ovens", button(window, "deal-save"), "click")
        await window.wait_for(lambda: stored(replica, deal_id).title != "Ovens")
    assert stored(replica, deal_id).title == "Two ovens"


@in_own_loop
async def test_the_name_is_taken_to_its_last_letter(empty_replica: Replica) -> None:
    async with Opened(empty_replica, WelcomeScreen) as window:
        await window.click("welcome-alone")
        await window.shown("alone-name")
        await type_and(window, "alone-name", "Ada Byron", button(window, "alone-go"), "click")
        await window.wait_for(lambda: empty_replica.state().owned)
    with empty_replica.reading() as connection:
        assert connection.exec_driver_sql("SELECT name FROM user").scalars().all() == ["Ada Byron"]


@in_own_loop
async def test_enter_takes_the_customer_of_all_the_letters(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(make_account("Rose"))
        linde = writer.add(make_account("Rosenthal"))
    picked: list[tuple[str, str]] = []

    def pick(account_id: str, name: str) -> None:
        picked.append((account_id, name))

    def screen() -> ft.Control:
        return AccountPicker("", "", pick, searching=True)

    for words, expected in (("Rosent", (linde, "Rosenthal")), ("Rosenberg", ("", "Rosenberg"))):
        async with Opened(replica, screen) as window:
            await window.shown("picker-search")
            entry = window.by_id("picker-search")
            await type_and(window, "picker-search", words, entry, "submit")
            await window.wait_for(lambda: bool(picked))
        assert picked.pop() == expected
