"""Back leads where one came from, on a phone."""

from functools import partial
from typing import cast

import flet as ft
import pytest

from app.main import open_window
from app.runtime import Runtime
from app.screens.going import open_deal, popped, trail
from app.settings import Settings
from sync.client.replica import Replica
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import PHONE
from tests.app.test_deals_queries import add_deal
from tests.builders import make_account


def whole_app(replica: Replica, route: str) -> FletHarness:
    """Open the app itself at a path."""
    runtime = Runtime(replica.path.parent, replica, Settings())

    async def main(page: ft.Page) -> None:
        await open_window(page, runtime)

    return FletHarness(main, width=PHONE, route=route)


def stands_on(window: FletHarness, identifier: str) -> bool:
    """Tell whether something is on screen."""
    return identifier in window.ids()


@pytest.mark.parametrize("path", ["/deals/new", "/customers/new"])
@in_own_loop
async def test_back_from_a_detail_leads_to_the_tab_it_was_opened_from(
    replica: Replica, path: str
) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        deal_id = add_deal(writer, account_id=account)
    for detail in (f"/deals/{deal_id}", path):
        async with whole_app(replica, "/deals") as window:
            await window.wait_for(partial(stands_on, window, f"deal-row-{deal_id}"))
            await window.page.push_route(detail)
            await window.wait_for(partial(stands_on, window, "back"))
            await window.click("back")
            await window.wait_for(partial(stands_on, window, "deals"))
            assert window.page.route == "/deals"


@pytest.mark.parametrize(
    ("top", "path", "there"),
    [
        ("/", "/customers/a", "/customers/a"),
        ("/customers/a", "/deals/d", "/customers/a/deals/d"),
        ("/customers/a/deals/d", "/customers/a", "/customers/a"),
        ("/customers/a/deals/d", "/capture?form=call", "/customers/a/deals/d/capture?form=call"),
        ("/customers/a/capture", "/capture", "/capture"),
        ("/customers/a", "/me", "/me"),
        ("/customers/a", "/deals/new", "/customers/a/deals/new"),
        ("/customers/a/deals/new", "/deals/d", "/customers/a/deals/d"),
        ("/customers/new", "/customers/a", "/customers/a"),
        ("/plan", "/customers/a", "/customers/a"),
    ],
)
def test_a_trail_continues_where_one_is(top: str, path: str, there: str) -> None:
    assert trail(top, path) == there


def test_the_longest_trail_lets_its_first_detail_go() -> None:
    long = "/customers/a/deals/b/customers/c/deals/d"
    assert trail(long, "/customers/e") == "/deals/b/customers/c/deals/d/customers/e"


def test_the_deal_on_top_of_a_trail_is_the_one_a_note_is_about() -> None:
    assert open_deal("/customers/a/deals/d/capture") == "d"
    assert not open_deal("/deals/d/customers/a/capture")


@in_own_loop
async def test_a_deal_opened_from_a_customer_leads_back_to_the_customer(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        deal_id = add_deal(writer, account_id=account)
    there = f"/customers/{account}/deals/{deal_id}"
    async with whole_app(replica, "/customers") as window:
        await window.wait_for(partial(stands_on, window, f"customer-row-{account}"))
        await window.click(f"customer-row-{account}")
        await window.wait_for(partial(stands_on, window, f"customer-deal-{deal_id}"))
        await window.click(f"customer-deal-{deal_id}")
        await window.wait_for(partial(stands_on, window, "deal-field-title"))
        views = [ft.unwrap_component(view) for view in ft.unwrap_component(window.page.views)]
        assert [view.route for view in views] == ["/", f"/customers/{account}", there]
        assert window.page.route == there
        await window.click("deal-customer")
        await window.wait_for(lambda: not stands_on(window, "deal-field-title"))
        assert window.page.route == f"/customers/{account}"
        await window.page.push_route(there)
        await window.wait_for(partial(stands_on, window, "deal-field-title"))
        popped(cast("ft.ViewPopEvent", None))  # the phone's own way back
        await window.wait_for(lambda: not stands_on(window, "deal-field-title"))
        await window.click("back")
        await window.wait_for(lambda: not stands_on(window, "customer-head"))
        assert window.page.route == "/customers"


@pytest.mark.parametrize("over", ["", "/capture"])
@in_own_loop
async def test_a_trail_opens_in_a_window_that_became_wide(replica: Replica, over: str) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        deal_id = add_deal(writer, account_id=account)
    runtime = Runtime(replica.path.parent, replica, Settings())
    route = f"/customers/{account}/deals/{deal_id}{over}"
    window = FletHarness(partial(open_window, runtime=runtime), width=1440, route=route)
    async with window:
        shown = "capture-save" if over else "deal-field-title"
        await window.wait_for(partial(stands_on, window, shown))


@in_own_loop
async def test_an_open_form_has_the_bottom_of_a_phone_to_itself(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas", must_know="Ring twice"))
        deal_id = add_deal(writer, account_id=account)
    async with whole_app(replica, f"/customers/{account}") as window:
        for opens, closes in (
            ("customer-edit", "account-cancel"),
            ("must-know", "must-know-cancel"),
            ("person-new", "contact-cancel"),
        ):
            await window.wait_for(partial(stands_on, window, "capture"))
            await window.wait_for(partial(stands_on, window, opens))
            await window.click(opens)
            await window.wait_for(lambda: not stands_on(window, "capture"))
            await window.wait_for(partial(stands_on, window, closes))
            await window.click(closes)
        await window.page.push_route(f"/deals/{deal_id}")
        await window.wait_for(partial(stands_on, window, "deal-field-title"))
        await window.wait_for(partial(stands_on, window, "capture"))
        await window.click("deal-field-title")
        await window.wait_for(lambda: not stands_on(window, "capture"))
