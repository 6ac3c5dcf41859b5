"""A deal moved, explained, pinned or parked: the taps are counted, at both sizes."""

import flet as ft
import pytest

from app.queries.deal_page import deal_detail
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.test_deals_queries import add_deal
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import make_account

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def two_deals(replica: Replica) -> tuple[str, str]:
    """Write two deals of this person."""
    with replica.transaction() as writer:
        mine = {"owner_id": writer.actor.user_id}
        account = writer.add(make_account("Hafner Glas"))
        return (
            add_deal(writer, "Ovens", account_id=account, **mine),
            add_deal(writer, "Trays", account_id=account, expected_on="2027-01-01", **mine),
        )


async def line(window: Window, menu: str, key: str) -> None:
    """Tap a menu, then a line of it."""
    await window.sees(menu)
    items = [one for one in window.walk(window.by_id(menu)) if isinstance(one, ft.PopupMenuItem)]
    window.taps += 2  # the menu, and its line
    await window.fire(next(item for item in items if item.key == key), "click")


@SIZES
@in_own_loop
async def test_deal_is_moved_in_two_taps_and_its_reason_is_a_third(
    replica: Replica, size: tuple[int, int]
) -> None:
    deal, _ = two_deals(replica)
    async with Window(replica, replica.path.parent, size, "/deals") as window:
        await window.tap(f"deal-row-{deal}")
        await window.tap("deal-stage-stage-won")
        await window.eventually(f"SELECT stage_id FROM deal WHERE id = '{deal}'", [("stage-won",)])
        assert window.taps == 2
        await window.tap("deal-reason-tag-Price")
        await window.eventually(f"SELECT reason_tag FROM deal WHERE id = '{deal}'", [("Price",)])
        assert window.taps == 3


@SIZES
@in_own_loop
async def test_deal_is_pinned_or_parked_in_two_taps(
    replica: Replica, size: tuple[int, int]
) -> None:
    first, second = two_deals(replica)
    async with Window(replica, replica.path.parent, size, "/deals") as window:
        await line(window, f"deal-menu-{second}", "pin")
        await window.eventually("SELECT deal_id FROM deal_place WHERE pinned", [(second,)])
        assert window.taps == 2
        await window.wait_for(
            lambda: window.ids("deal-row-") == [f"deal-row-{second}", f"deal-row-{first}"]
        )
        await line(window, f"deal-menu-{first}", "park")
        await window.eventually("SELECT id FROM deal WHERE parked", [(first,)])
        assert window.taps == 4
    with replica.reading() as connection:
        found = deal_detail(connection, second)
    assert found
    assert found.pinned
