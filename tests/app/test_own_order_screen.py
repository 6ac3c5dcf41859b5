"""One's own list on screen: pins with a reason, places, resting deals, views, quiet deals."""

import flet as ft
import pytest

from app.commands.deal_places import pin_deal
from app.commands.saved_views import save_view
from app.queries.deal_page import deal_detail
from app.queries.deals import DealFilter, DealRow, deals_page
from app.queries.saved_views import filters_of, saved_deals
from app.screens.deals import DealsScreen
from app.screens.own_order import shifted
from app.screens.quiet import swiped
from sync.client.replica import Replica
from sync.core.records.team import Team
from sync.core.spans import DAY_MS
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.app.test_deals_queries import add_deal
from tests.builders import NOON_MS, make_account

SIZES = pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])


def filled(replica: Replica, *titles: str, **fields: object) -> list[str]:
    """Write deals of this person, the soonest first; return their ids."""
    with replica.transaction() as writer:
        mine = {"owner_id": writer.actor.user_id, **fields}
        return [
            add_deal(writer, title, **{"expected_on": f"2026-12-{place + 1:02}", **mine})
            for place, title in enumerate(titles)
        ]


def order(replica: Replica, **wanted: str) -> list[str]:
    with replica.reading() as connection:
        return [row.title for row in deals_page(connection, DealFilter(**wanted), 0, 50)]


async def choose(window: Opened, menu: str, key: str) -> None:
    """Open a menu and tap one of its lines, once it has that."""

    def lines() -> list[ft.PopupMenuItem]:
        inside = window.walk(window.by_id(menu)) if menu in window.ids() else ()
        return [one for one in inside if isinstance(one, ft.PopupMenuItem) and one.key == key]

    await window.wait_for(lambda: bool(lines()))
    await window.fire(lines()[0], "click")


def row(title: str, *, pinned: bool = False, placed: bool = False) -> DealRow:
    money = (0, "", "2026-12-01", "", "")
    return DealRow(
        title,
        title,
        "",
        "s",
        "New",
        "open",
        0,
        1,
        *money,
        waiting=False,
        pinned=pinned,
        placed=placed,
    )


@pytest.mark.parametrize(
    ("moved", "by", "places"),
    [
        ("c", -1, "ac"),
        ("c", -9, "c"),
        ("a", 1, "ba"),
        ("d", 1, ""),
        ("p", -1, ""),
        ("p", 9, ""),
        ("gone", 1, ""),
    ],
)
def test_deal_moves_among_its_own_and_only_what_must_gets_a_place(
    moved: str, by: int, places: str
) -> None:
    rows = [row("p", pinned=True), row("a"), row("b"), row("c"), row("d")]
    assert "".join(shifted(rows, moved, by)) == places


@SIZES
@in_own_loop
async def test_pin_takes_two_taps_and_its_reason_may_follow(replica: Replica, width: float) -> None:
    ids = filled(replica, "first", "second")
    async with Opened(replica, DealsScreen, width=width) as window:
        await window.shown(f"deal-row-{ids[1]}")
        await choose(window, f"deal-menu-{ids[1]}", "pin")
        await window.wait_for(lambda: order(replica) == ["second", "first"])
        await window.shown("pin-why")
        await window.type("pin-why", "They merge")
        await window.click("pin-why-save")
        await window.gone("pin-why")
        await window.said("They merge")
        await choose(window, f"deal-menu-{ids[1]}", "unpin")
        await window.wait_for(lambda: order(replica) == ["first", "second"])
        await window.undo()
        await window.wait_for(lambda: order(replica) == ["second", "first"])
        await window.said("They merge")


@in_own_loop
async def test_reason_of_a_pin_may_be_left_out(replica: Replica) -> None:
    ids = filled(replica, "first", "second")
    async with Opened(replica, DealsScreen) as window:
        await window.shown(f"deal-row-{ids[1]}")
        await choose(window, f"deal-menu-{ids[1]}", "pin")
        await window.shown("pin-why")
        await window.click("pin-why-leave")
        await window.gone("pin-why")
        assert order(replica) == ["second", "first"]


@in_own_loop
async def test_a_reason_that_was_not_kept_is_not_another_deals(replica: Replica) -> None:
    ids = filled(replica, "first", "second")
    async with Opened(replica, DealsScreen) as window:
        await window.shown(f"deal-row-{ids[1]}")
        await choose(window, f"deal-menu-{ids[1]}", "pin")
        await window.write("pin-why", "They merge")
        await choose(window, f"deal-menu-{ids[0]}", "pin")
        await window.wait_for(lambda: order(replica) == ["first", "second"])
        await window.wait_for(lambda: window.by_id("pin-why").value == "")  # type: ignore[attr-defined]
        await window.click("pin-why-save")
        await window.gone("pin-why")
    with replica.reading() as connection:
        said = connection.exec_driver_sql("SELECT DISTINCT why FROM deal_place")
        assert said.scalars().all() == [""]


@in_own_loop
async def test_menu_moves_a_deal_up_down_and_back_to_its_date(replica: Replica) -> None:
    ids = filled(replica, "a", "b", "c")
    async with Opened(replica, DealsScreen) as window:
        await window.shown(f"deal-row-{ids[2]}")
        for key, expected in (("top", "cab"), ("down", "acb"), ("up", "cab"), ("by_date", "abc")):
            await choose(window, f"deal-menu-{ids[2]}", key)
            await window.wait_for(lambda wish=expected: "".join(order(replica)) == wish)  # type: ignore[misc]  # bound now


@in_own_loop
async def test_deals_are_dragged_into_place_and_pins_stay_on_top(replica: Replica) -> None:
    ids = filled(replica, "a", "b", "c", "d")
    with replica.transaction() as writer:
        pin_deal(writer, ids[3])
    async with Opened(replica, DealsScreen) as window:
        await window.tap("deals-arrange")
        await window.shown("arrange")
        await window.shown(f"deal-row-{ids[0]}")
        dragged = window.find(ft.ReorderableListView)
        await window.fire(dragged, "reorder", {"old_index": 3, "new_index": 1})
        await window.wait_for(lambda: "".join(order(replica)) == "dcab")
        rows = [f"deal-row-{ids['abcd'.index(one)]}" for one in "dcab"]
        await window.wait_for(lambda: window.ids("deal-row-") == rows)
        await window.fire(dragged, "reorder", {"old_index": 1, "new_index": 0})  # above a pin
        await window.settle()
        assert "".join(order(replica)) == "dcab"
        await window.click("arrange-done")
        await window.shown(f"deal-menu-{ids[0]}")


@in_own_loop
async def test_parked_deal_leaves_the_totals_and_is_one_tap_away(replica: Replica) -> None:
    ids = filled(replica, "a", "b")
    async with Opened(replica, DealsScreen) as window:
        await window.said("2 deals · €90,000")
        await choose(window, f"deal-menu-{ids[0]}", "park")
        await window.said("1 deal · €45,000")
        await window.tap("deals-parked")
        await window.said("Parked")
        await window.shown(f"deal-row-{ids[0]}")
        await choose(window, f"deal-menu-{ids[0]}", "wake")
        await window.wait_for(lambda: order(replica) == ["a", "b"])


@in_own_loop
async def test_view_is_kept_under_a_name_picked_and_let_go_of(replica: Replica) -> None:
    filled(replica, "first", "second")
    me = replica.state().user_id
    mine = DealFilter(owner_id=me)
    with replica.transaction() as writer:
        save_view(writer, "All of it", filters_of(DealFilter(outcome="")))

    def kept() -> list[str]:
        with replica.reading() as connection:
            return [view.name for view in saved_deals(connection, me)]

    async with Opened(replica, DealsScreen) as window:
        window.state.memory.deals = mine
        await window.shown("deals-views")
        await choose(window, "deals-views", "keep")
        await window.shown("view-name")
        await window.click("view-name-save")  # nothing typed: nothing kept, nothing lost
        assert kept() == ["All of it"]
        await window.type("view-name", "Mine")
        await window.click("view-name-save")
        await window.wait_for(lambda: kept() == ["All of it", "Mine"])
        with replica.reading() as connection:
            views = {view.name: view for view in saved_deals(connection, me)}
        await choose(window, "deals-views", views["All of it"].id)
        await window.said("Open and closed")
        await choose(window, "deals-views", f"leave:{views['All of it'].id}")
        await window.wait_for(lambda: kept() == ["Mine"])
        await window.undo()
        await window.wait_for(lambda: kept() == ["All of it", "Mine"])


# quiet deals


def quiet_ones(replica: Replica, *names: str) -> list[str]:
    """Write deals of this person that nobody has said a word about for long."""
    with replica.transaction() as writer:
        return [
            add_deal(
                writer,
                name,
                account_id=writer.add(make_account(name)),
                owner_id=writer.actor.user_id,
                created_ms=NOON_MS - (300 - place) * DAY_MS,
            )
            for place, name in enumerate(names)
        ]


def stands(replica: Replica, deal_id: str) -> tuple[str, bool, str]:
    with replica.reading() as connection:
        found = deal_detail(connection, deal_id)
    assert found
    return found.outcome, found.parked, found.reason_tag


@pytest.mark.parametrize(
    ("right", "down", "said"),
    [(200, 10, "alive"), (-200, 60, "park"), (10, 150, "lost"), (40, 40, ""), (0, -300, "")],
)
def test_swipe_says_what_its_direction_says(right: float, down: float, said: str) -> None:
    assert swiped(right, down) == said


@SIZES
@in_own_loop
async def test_quiet_deals_are_answered_one_by_one_and_taken_back(
    replica: Replica, width: float
) -> None:
    one, two, three = quiet_ones(replica, "First", "Second", "Third")
    async with Opened(replica, DealsScreen, width=width) as window:
        await window.said("3 quiet deals: still alive?")
        await window.click("deals-quiet-action")
        await window.shown(f"quiet-deal-{one}")
        await window.click("quiet-alive")
        await window.shown(f"quiet-deal-{two}")
        await window.click("quiet-park")
        await window.shown(f"quiet-deal-{three}")
        await window.click("quiet-lost")
        await window.click("quiet-reason-Timing")
        await window.shown("quiet-none")
        assert [stands(replica, deal) for deal in (one, two, three)] == [
            ("open", False, ""),
            ("open", True, ""),
            ("lost", False, "Timing"),
        ]
        await window.undo()
        await window.shown(f"quiet-deal-{three}")
        assert stands(replica, three) == ("open", False, "")
        await window.click("quiet-close")
        await window.shown("deals-quiet")


@pytest.mark.parametrize(
    ("right", "down", "expected"),
    [(150, 5, ("open", False, "")), (-150, 5, ("open", True, "")), (5, 150, ("lost", False, ""))],
)
@in_own_loop
async def test_card_is_swiped(
    replica: Replica, right: float, down: float, expected: tuple[str, bool, str]
) -> None:
    (deal,) = quiet_ones(replica, "First")
    async with Opened(replica, DealsScreen) as window:
        await window.shown("deals-quiet")
        await window.click("deals-quiet-action")
        await window.shown(f"quiet-deal-{deal}")
        for _ in range(2):
            card = window.find(ft.GestureDetector, lambda one: one.on_pan_end is not None)
            step = {"x": right / 2, "y": down / 2}
            await window.fire(card, "pan_update", {"l": step, "g": step, "ld": step, "gd": step})
        card = window.find(ft.GestureDetector, lambda one: one.on_pan_end is not None)
        end = {"x": 0, "y": 0}
        await window.fire(card, "pan_end", {"l": end, "g": end, "v": end})
        if expected[0] == "lost":
            await window.tap("quiet-skip")
        await window.shown("quiet-none")
        assert stands(replica, deal) == expected


@in_own_loop
async def test_team_that_asks_about_none_asks_about_none(replica: Replica) -> None:
    quiet_ones(replica, "First")
    with replica.transaction() as writer:
        writer.edit(Team, replica.state().team_id, stale_days=0)
    async with Opened(replica, DealsScreen) as window:
        await window.said("1 deal")
        assert "deals-quiet" not in window.ids()


# a suggested order


@in_own_loop
async def test_suggested_order_is_off_until_asked_for_and_then_says_why(replica: Replica) -> None:
    ids = filled(replica, "first", "second")
    with replica.transaction() as writer:
        writer.edit_kind("deal", ids[1], {"read": "keen"})
    async with Opened(replica, DealsScreen) as window:
        await window.shown("deals-order")
        assert "deals-order-suggested" not in window.ids()
        with replica.transaction() as writer:
            writer.edit(Team, replica.state().team_id, order_rules="+3 keen")
            pin_deal(writer, ids[0])
        window.runtime.announce({"team", "deal_place"})
        await window.shown("deals-order-suggested")
        assert not any("+3 keen" in said for said in window.texts())
        await choose(window, "deals-order", "suggested")
        await window.said("+3 keen")
        rows = window.ids("deal-row-")
        assert rows == [f"deal-row-{one}" for one in ids]  # the pin stays on top
