"""A screen may be drawn late; what was typed before a tap is what the tap saves."""

import asyncio
from datetime import datetime
from functools import partial

import flet as ft
from flet.controls.base_control import BaseControl

from app.queries.check_ins import check_in_days
from app.screens.account_picker import AccountPicker
from app.screens.asking import Asking
from app.screens.deal import DealDetail
from app.screens.me_check_ins import CheckInSection
from app.screens.plan import Plan, PlanSheet
from app.screens.quiet import QuietDeck
from app.screens.welcome import WelcomeScreen
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import Opened
from tests.app.test_asking import QUESTION, rep_with_deal
from tests.app.test_deal_screen import a_deal, stored
from tests.app.test_quiet_deals import a_deal as a_quiet_deal
from tests.app.test_quiet_deals import asked as quiet
from tests.builders import make_account
from tests.conftest import Joined


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


@in_own_loop
async def test_a_question_is_asked_to_its_last_letter(
    two_replicas: tuple[Joined, Joined],
) -> None:
    bo, deal = rep_with_deal(two_replicas)
    async with Opened(bo, partial(Asking, "Ovens", deal_id=deal)) as window:
        await window.tap("ask-new")
        await window.write("ask-words", QUESTION[:3])
        await type_and(window, "ask-words", QUESTION, button(window, "ask-save"), "click")
        await window.gone("ask-save")
    with bo.reading() as connection:
        assert connection.exec_driver_sql("SELECT text FROM ask").scalars().all() == [QUESTION]


@in_own_loop
async def test_enter_takes_the_days_of_all_the_letters(replica: Replica) -> None:
    async with Opened(replica, CheckInSection) as window:
        await window.tap("check-ins-other")
        await window.write("check-ins-days", "6")
        await type_and(window, "check-ins-days", "60", window.by_id("check-ins-days"), "submit")
        await window.shown("check-ins-60")
    with replica.reading() as connection:
        assert check_in_days(connection) == (60,)


@in_own_loop
async def test_a_quick_swipe_answers_for_its_whole_way(replica: Replica) -> None:
    a_quiet_deal(replica)
    async with Opened(replica, partial(QuietDeck, list)) as window:
        await window.shown("quiet")
        card = window.find(ft.GestureDetector, lambda one: one.on_pan_end is not None)
        at = {"x": 60.0, "y": 0.0}
        pulls = [
            window.fire(card, "pan_update", {"l": at, "g": at, "ld": at, "gd": at}) for _ in "ab"
        ]
        await asyncio.gather(*pulls, window.fire(card, "pan_end", {"l": at, "g": at, "v": at}))
        await window.shown("quiet-none")
    assert quiet(replica).count == 0


@in_own_loop
async def test_a_visit_is_planned_for_the_hour_one_took_last(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
    now = datetime.fromtimestamp(replica.now_ms() / 1000).astimezone()
    plan = Plan(account, "Hafner Glas", now.date(), 9)
    async with Opened(replica, partial(PlanSheet, plan)) as window:
        await window.shown("plan-save")
        hour, save = button(window, "plan-hour-15"), button(window, "plan-save")
        await asyncio.gather(window.fire(hour, "click"), window.fire(save, "click"))
    with replica.reading() as connection:
        at_ms = connection.exec_driver_sql("SELECT at_ms FROM visit").scalar_one()
    assert datetime.fromtimestamp(at_ms / 1000, now.tzinfo).hour == 15
