"""A new deal: asks for little, and loses nothing half typed."""

from functools import partial

from app.queries.deals import DealFilter, deals_page
from app.screens.deal import DealDetail
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS, Opened
from tests.app.test_deal_screen import draft, stored
from tests.builders import make_account


@in_own_loop
async def test_new_deal_is_saved_opened_and_taken_back(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
    async with Opened(replica, partial(DealDetail, "new")) as window:
        await window.write("picker-search", "haf")
        await window.tap(f"picker-{account}")
        await window.shown("picker-chosen")
        await window.type("deal-title", "Ovens")
        await window.type("deal-amount", "45k")
        await window.click("deal-stage-stage-proposal")
        await window.click("deal-expected-quarter")
        await window.click("deal-save")
        await window.wait_for(lambda: window.page.route.startswith("/deals/"))
        made = stored(replica, window.page.route.removeprefix("/deals/"))
        assert (made.account, made.title, made.stage) == ("Hafner Glas", "Ovens", "Proposal")
        assert (made.amount_minor, made.currency) == (4_500_000, "EUR")
        assert (made.expected_on, made.owner) == ("2026-12-31", "Ada")
        assert draft(replica, "deal:new") == {}
        await window.undo()
        await window.wait_for(lambda: stored(replica, made.id).deleted)


@in_own_loop
async def test_new_deal_asks_for_its_customer_and_nothing_else(replica: Replica) -> None:
    async with Opened(replica, partial(DealDetail, "new")) as window:
        await window.tap("deal-save")
        entry = window.by_id("picker-search")
        assert getattr(entry, "error", "") == WORDS.t("deal.ask_customer")
        await window.type("picker-search", "Bäckerei Roth")
        await window.tap("picker-add")
        await window.said("Bäckerei Roth")
        await window.click("deal-save")
        await window.wait_for(lambda: window.page.route.startswith("/deals/"))
    with replica.reading() as connection:
        assert [row.account for row in deals_page(connection, DealFilter(), 0, 5)] == [
            "Bäckerei Roth"
        ]


@in_own_loop
async def test_wrong_amount_of_a_new_deal_is_explained_and_nothing_is_saved(
    replica: Replica,
) -> None:
    async with Opened(replica, partial(DealDetail, "new")) as window:
        await window.write("picker-search", "Roth")
        await window.tap("picker-add")
        await window.type("deal-amount", "a lot")
        await window.click("deal-save")
        assert getattr(window.by_id("deal-amount"), "error", "") == WORDS.t("amount.unreadable")
        assert getattr(window.by_id("deal-amount"), "value", "") == "a lot"
    with replica.reading() as connection:
        assert deals_page(connection, DealFilter(), 0, 5) == ()


@in_own_loop
async def test_half_typed_deal_is_there_after_a_kill_and_can_be_started_afresh(
    replica: Replica,
) -> None:
    async with Opened(replica, partial(DealDetail, "new")) as window:
        await window.write("deal-title", "Ov")
        await window.type("deal-amount", "4")
        await window.wait_for(lambda: len(draft(replica, "deal:new")) == 2)
    async with Opened(replica, partial(DealDetail, "new")) as window:
        await window.shown("deal-clear")
        assert getattr(window.by_id("deal-title"), "value", "") == "Ov"
        await window.click("deal-clear")
        await window.wait_for(lambda: draft(replica, "deal:new") == {})
        assert getattr(window.by_id("deal-title"), "value", "") == ""


@in_own_loop
async def test_new_deal_is_for_the_customer_that_was_on_screen(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
    window = Opened(replica, partial(DealDetail, "new"))
    window.state.open_account_id = account
    async with window:
        await window.shown("picker-chosen")
        assert "Hafner Glas" in window.texts()
