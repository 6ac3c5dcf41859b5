"""Back leads where one came from, on a phone."""

from functools import partial

import flet as ft
import pytest

from app.main import open_window
from app.runtime import Runtime
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
