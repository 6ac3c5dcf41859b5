"""The deals' tab and board: found, filtered, opened, moved, and live."""

from datetime import date
from functools import partial

import flet as ft
import pytest

from app.queries.deal_page import deal_detail
from app.queries.deals import BoardColumn, DealFilter, DealRow, Total
from app.queries.team import Person, StageOption, stages
from app.screens.board import BoardActions, BoardLook, column_view
from app.screens.deal_filters import Choices
from app.screens.deal_row import deal_row
from app.screens.deal_words import totals_words
from app.screens.deals import DealsScreen, deals_view, nothing_view
from app.screens.deals_desk import DealsDesk
from sync.client.replica import Replica
from sync.core.permissions import Actor
from sync.core.records.pipeline import Pipeline, Stage
from sync.core.records.team import User
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.test_deals_queries import add_deal
from tests.builders import make_account

TODAY = date(2026, 11, 21)
NEW = StageOption("s-new", "New", "open", "", "p", "Sales", 0, 2)


def deal(**fields: object) -> DealRow:
    """Return a row of the list."""
    start: dict[str, object] = {
        "id": "d1",
        "title": "Belts",
        "account": "Hafner",
        "stage_id": "s-new",
        "stage": "New",
        "outcome": "open",
        "step": 0,
        "of": 2,
        "amount_minor": 4_500_000,
        "currency": "EUR",
        "expected_on": "2026-12-01",
        "closed_on": "",
        "owner": "Ada",
        "waiting": False,
    }
    return DealRow(**{**start, **fields})  # type: ignore[arg-type]  # each has its own type


async def nothing(*_: object) -> None:
    """Stand for a callback that is not asked."""


def on_page(control: ft.Control, width: float = PHONE) -> FletHarness:
    """Put a view on a page."""

    def main(page: ft.Page) -> None:
        page.add(control)

    return FletHarness(main, width=width)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", ["A" * 5_000, "شركة النور", "Café 👩‍🚀", ""])
@in_own_loop
async def test_row_says_whose_what_how_far_how_much_and_when(width: float, name: str) -> None:
    row = deal_row(WORDS, deal(account=name), TODAY, on_open=nothing)
    async with on_page(row, width) as window:
        first = window.find_all(ft.Text)[0]
        assert (first.value, first.max_lines) == (name or "Belts", 1)
        assert {"New", "€\u202f45,000", "in 10 days"} <= set(window.texts())
        assert ("Belts" in window.texts()[1:]) is bool(name)


@in_own_loop
async def test_row_says_what_is_not_known_and_marks_what_waits() -> None:
    unknown = deal(amount_minor=0, currency="", expected_on="", waiting=True)
    async with on_page(deal_row(WORDS, unknown, TODAY, on_open=nothing)) as window:
        assert {"no amount yet", "no date yet"} <= set(window.texts())
        assert window.find_all(ft.Icon, lambda icon: icon.tooltip == "Waits to be sent")
    async with on_page(deal_row(WORDS, unknown, TODAY, on_open=nothing, joined=False)) as window:
        assert not window.find_all(ft.Icon)


@in_own_loop
async def test_closed_deal_shows_when_it_was_closed() -> None:
    won = deal(outcome="won", closed_on="2026-11-20", expected_on="2027-05-01")
    async with on_page(deal_row(WORDS, won, TODAY, on_open=nothing)) as window:
        assert "yesterday" in window.texts()


def test_totals_are_one_line_with_every_currency() -> None:
    totals = (Total("EUR", 34_000_000, 11), Total("USD", 4_500_000, 1), Total("", 0, 2))
    assert totals_words(WORDS, totals) == "14 deals · €340,000 · $45,000"


@in_own_loop
async def test_filters_offer_outcomes_stages_and_people() -> None:
    asked: list[DealFilter] = []
    view = deals_view(
        WORDS,
        DealFilter(text="haf"),
        (),
        choices=Choices((NEW,), (Person("u1", "Ada", "rep"), Person("u2", "Jo", "rep")), "u1"),
        body=ft.Container(),
        on_change=asked.append,
        on_new=nothing,
    )
    async with on_page(view) as window:
        items = window.find_all(ft.PopupMenuItem)
        for item in items:
            await window.fire(item, "click")
    assert [str(item.key) for item in items] == [
        *("open", "parked", "won", "lost", "all", "stage:s-new"),
        *("everyone", "mine", "u2"),
        *("own", "soonest"),
    ]
    assert asked == [
        DealFilter("haf"),
        DealFilter("haf", outcome="parked"),
        DealFilter("haf", outcome="won"),
        DealFilter("haf", outcome="lost"),
        DealFilter("haf", outcome=""),
        DealFilter("haf", stage_id="s-new"),
        DealFilter("haf"),
        DealFilter("haf", owner_id="u1"),
        DealFilter("haf", owner_id="u2"),
        DealFilter("haf"),
        DealFilter("haf", order="soonest"),
    ]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (DealFilter(outcome=""), "No deals yet"),
        (DealFilter(text="x", outcome=""), "Nothing found"),
        (DealFilter(owner_id="u1"), "Nothing here"),
    ],
)
@in_own_loop
async def test_empty_list_says_why_and_shows_the_way_out(wanted: DealFilter, said: str) -> None:
    asked: list[DealFilter] = []
    async with on_page(nothing_view(WORDS, wanted, asked.append)) as window:
        assert said in window.texts()
        if said == "Nothing here":
            await window.click("empty-action")
            assert asked == [DealFilter(outcome="")]


@in_own_loop
async def test_who_has_no_deal_is_told_how_to_add_one(replica: Replica) -> None:
    async with Opened(replica, DealsScreen) as window:
        await window.said("No deals yet")
        with replica.transaction() as writer:
            add_deal(writer, "Ovens", stage_id="stage-won")
        window.runtime.announce({"deal"})
        await window.said("Nothing here")


@in_own_loop
async def test_search_finds_by_customer_and_opens_the_deal(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        wanted = add_deal(writer, "Ovens", account_id=account)
        for number in range(60):
            add_deal(writer, f"Belts {number:02}")
    async with Opened(replica, DealsScreen) as window:
        await window.said("61 deals · €2,745,000")
        await window.type("deals-search", "hafn")
        await window.said("1 deal · €45,000")
        await window.tap(f"deal-row-{wanted}")
        assert window.page.route == f"/deals/{wanted}"


@in_own_loop
async def test_filter_is_kept_while_the_window_is_open(replica: Replica) -> None:
    with replica.transaction() as writer:
        add_deal(writer, "won one", stage_id="stage-won", closed_on="2026-11-01")
    async with Opened(replica, DealsScreen) as window:
        await window.tap("empty-action")
        await window.said("won one")
        assert window.state.memory.deals == DealFilter(outcome="")


@in_own_loop
async def test_rep_begins_with_their_own_deals(replica: Replica) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        add_deal(writer, "mine", owner_id=me)
        add_deal(writer, "not mine", owner_id="user-2")
    with replica.transaction(Actor(me, "admin")) as writer:
        writer.edit(User, me, role="rep")
    async with Opened(replica, DealsScreen) as window:
        await window.said("mine")
        assert "not mine" not in window.texts()


@in_own_loop
async def test_open_list_and_board_follow_what_others_write(replica: Replica) -> None:
    for build in (DealsScreen, partial(DealsDesk, "")):
        with replica.transaction() as writer:
            deal_id = add_deal(writer, "before")
        async with Opened(replica, build, width=DESKTOP) as window:
            if build is not DealsScreen:
                await window.click("deals-as-board")
            await window.said("before")
            with replica.transaction() as writer:
                writer.edit_kind("deal", deal_id, {"title": "after"})
            assert "after" not in window.texts()
            window.runtime.announce({"deal"})
            await window.said("after")
        with replica.transaction() as writer:
            writer.edit_kind("deal", deal_id, {"deleted": True})


@in_own_loop
async def test_totals_follow_what_others_add(replica: Replica) -> None:
    with replica.transaction() as writer:
        add_deal(writer)
    async with Opened(replica, DealsScreen) as window:
        await window.said("1 deal · €45,000")
        with replica.transaction() as writer:
            add_deal(writer, "Ovens")
        window.runtime.announce({"deal"})
        await window.said("2 deals · €90,000")


@in_own_loop
async def test_card_dropped_on_another_stage_moves_and_undo_brings_it_back(
    replica: Replica,
) -> None:
    with replica.transaction() as writer:
        deal_id = add_deal(writer)
    async with Opened(replica, DealsDesk, width=DESKTOP) as window:
        await window.tap("deals-as-board")
        await window.shown(f"deal-card-{deal_id}")
        card = window.find(ft.Draggable)
        target = window.find_all(ft.DragTarget)[4]
        await window.fire(target, "will_accept", {"src_id": card._i, "accept": True})
        await window.fire(target, "accept", {"src_id": card._i, "l": [0, 0], "g": [0, 0]})
        await window.wait_for(lambda: stage_of(replica, deal_id) == "stage-won")
        await window.undo()
        await window.wait_for(lambda: stage_of(replica, deal_id) == "stage-new")


@in_own_loop
async def test_menu_of_a_card_moves_it_to_any_stage_of_any_pipeline(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal_id = add_deal(writer)
        renewals = writer.add(Pipeline(name="Renewals", position=1))
        writer.add(Stage(id="due", name="Due", pipeline_id=renewals))
    with replica.reading() as connection:
        known = [stage.id for stage in stages(connection)]
    async with Opened(replica, DealsDesk, width=DESKTOP) as window:
        await window.click("deals-as-board")
        await window.shown(f"deal-card-{deal_id}")
        assert "board-pipeline" in window.ids()
        items = window.find_all(ft.PopupMenuItem, lambda item: item.key in known)
        assert [item.key for item in items] == known
        await window.fire(items[-1], "click")
        await window.wait_for(lambda: stage_of(replica, deal_id) == "due")
        await window.gone(f"deal-card-{deal_id}")


def stage_of(replica: Replica, deal_id: str) -> str:
    """Read the stage of a deal."""
    with replica.reading() as connection:
        found = deal_detail(connection, deal_id)
    return found.stage_id if found else ""


@in_own_loop
async def test_column_offers_the_rest_of_its_deals() -> None:
    asked: list[str] = []
    column = BoardColumn(NEW, (Total("EUR", 9_000_000, 7),), 7, (deal(),))
    act = BoardActions(nothing, nothing, asked.append)
    view = column_view(WORDS, column, BoardLook((NEW,), TODAY), act)
    async with on_page(view, DESKTOP) as window:
        assert {"New", "7", "€90,000"} <= set(window.texts())
        await window.click("board-more-s-new")
    assert asked == ["s-new"]


@in_own_loop
async def test_card_opens_the_deal_beside_the_board(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal_id = add_deal(writer, "Ovens")
    async with Opened(replica, DealsDesk, width=DESKTOP) as window:
        await window.click("deals-as-board")
        await window.tap(f"deal-card-{deal_id}")
        assert window.page.route == f"/deals/{deal_id}"
    async with Opened(replica, partial(DealsDesk, deal_id), width=DESKTOP) as window:
        await window.click("deals-as-board")
        await window.shown("deal-close")
        await window.shown("board")
        await window.shown("deal-field-stage")
