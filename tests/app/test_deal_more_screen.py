"""What stands beside a deal's five fields: its reasons, one's own read, pins, rest and lines."""

from functools import partial

import pytest

from app.commands.deals import move_deal
from app.queries.deal_lines import deal_lines
from app.screens.deal import DealDetail
from app.screens.deal_lines import QuantityError, quantity_words, read_quantity
from sync.client.replica import Replica
from sync.core.records.pipeline import Stage
from sync.core.records.product import Product
from sync.core.records.team import Team
from tests.app.flet_harness import in_own_loop
from tests.app.opened import PHONE, WORDS, Opened
from tests.app.test_deal_screen import TEXT_FIELDS, a_deal, draft, stored
from tests.app.test_deals_queries import TODAY


def lines(replica: Replica, deal_id: str) -> list[tuple[str, int, int, str]]:
    with replica.reading() as connection:
        return [
            (line.what, line.quantity_milli, line.price_minor, line.currency)
            for line in deal_lines(connection, deal_id).rows
        ]


# won and lost


@in_own_loop
async def test_reason_of_a_won_deal_is_one_tap_and_own_words_another(replica: Replica) -> None:
    deal_id = a_deal(replica)
    with replica.transaction() as writer:
        writer.edit(Team, replica.state().team_id, won_reasons="Fresh beans\n\n Near by ")
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.shown("deal-stage-stage-won")
        assert not window.ids("deal-reason-tag")
        await window.click("deal-stage-stage-won")
        await window.shown("deal-reason-tag-Fresh beans")
        assert len(window.ids("deal-reason-tag")) == 2
        await window.click("deal-reason-tag-Near by")
        await window.wait_for(lambda: stored(replica, deal_id).reason_tag == "Near by")
        await window.click("deal-field-reason")
        await window.type("deal-reason", "They know Anna")
        await window.click("deal-save")
        await window.wait_for(lambda: stored(replica, deal_id).reason == "They know Anna")
        assert stored(replica, deal_id).reason_tag == "Near by"
        await window.click("deal-reason-tag-Near by")
        await window.wait_for(lambda: stored(replica, deal_id).reason_tag == "")


@in_own_loop
async def test_team_without_reasons_has_the_usual_ones_and_none_must_be_given(
    replica: Replica,
) -> None:
    deal_id = a_deal(replica)
    with replica.transaction() as writer:
        move_deal(writer, deal_id, "stage-lost", TODAY)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.shown("deal-reason-tag-Price")
        assert stored(replica, deal_id).outcome == "lost"
        assert (stored(replica, deal_id).reason_tag, stored(replica, deal_id).reason) == ("", "")


@in_own_loop
async def test_reason_that_left_the_list_is_still_shown(replica: Replica) -> None:
    deal_id = a_deal(replica, stage_id="stage-lost", reason_tag="Old reason")
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.shown("deal-reason-tag-Old reason")


# meanings, own read, pin, rest


@in_own_loop
async def test_tap_shows_what_the_stages_and_fields_mean(replica: Replica) -> None:
    deal_id = a_deal(replica)
    with replica.transaction() as writer:
        writer.edit(Stage, "stage-new", meaning="")
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.shown("deal-means")
        assert "deal-meanings" not in window.ids()
        await window.click("deal-means")
        await window.shown("deal-meanings")
        said = " ".join(
            str(span.text)
            for text in window.walk(window.by_id("deal-meanings"))
            for span in getattr(text, "spans", None) or []
        )
        assert "They hold an offer with a price." in said
        assert WORDS.t("means.unsaid") in said
        assert WORDS.t("means.confidence_why") in said
        await window.click("deal-means")
        await window.gone("deal-meanings")


@in_own_loop
async def test_own_read_and_confidence_stand_beside_the_stage(replica: Replica) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id), width=PHONE) as window:
        await window.tap("deal-more")
        await window.click("deal-read-keen")
        await window.wait_for(lambda: stored(replica, deal_id).read == "keen")
        await window.click("deal-sure-75")
        await window.said("You: Keen, 75% sure")
        await window.click("deal-sure-75")
        await window.wait_for(lambda: stored(replica, deal_id).confidence == 0)
        assert stored(replica, deal_id).stage == "New"


@in_own_loop
async def test_deal_is_pinned_with_a_reason_and_parked_from_its_page(replica: Replica) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-more")
        await window.click("deal-pin")
        await window.shown("deal-pin-why")
        await window.type("deal-pin-why", "A merger")
        await window.click("deal-save")
        await window.wait_for(lambda: stored(replica, deal_id).pinned_why == "A merger")
        await window.shown("deal-pinned")
        await window.click("deal-park")
        await window.said("parked, in no total")
        assert stored(replica, deal_id).parked
        assert stored(replica, deal_id).pinned  # nothing unpins it
        await window.click("deal-park")
        await window.wait_for(lambda: not stored(replica, deal_id).parked)
        await window.click("deal-pin")
        await window.gone("deal-pinned")
        await window.undo()
        await window.said("A merger")


# lines


@pytest.mark.parametrize(
    ("typed", "milli"),
    [
        ("", 1_000),
        ("3", 3_000),
        ("1.5", 1_500),
        ("1,25", 1_250),
        (" 0 ", 0),
        ("1000000", 10**9),
        ("1,000", 1_000_000),
        ("10 000", 10_000_000),
        ("1,000,000", 10**9),
        ("1.125", 1_125),
    ],
)
def test_quantity_is_read_as_typed(typed: str, milli: int) -> None:
    assert read_quantity(typed, ",") == milli
    assert read_quantity(quantity_words(WORDS, milli), ",") == milli


@pytest.mark.parametrize("typed", ["-1", "many", "1.2.3", "1000001", "9" * 10_000, "٣", "1e3"])
def test_nonsense_is_no_quantity(typed: str) -> None:
    with pytest.raises(QuantityError):
        read_quantity(typed, ",")


@in_own_loop
async def test_lines_are_added_summed_by_currency_changed_and_taken_out(replica: Replica) -> None:
    deal_id = a_deal(replica)
    with replica.transaction() as writer:
        writer.add(Product(id="mill", name="Mill", price_minor=90_000, currency="EUR"))
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.shown("deal-more")
        assert "deal-lines" not in window.ids()  # behind the one tap
        await window.click("deal-more")
        await window.tap("line-add")
        await window.type("line-what", "mi")
        await window.tap("line-product-mill")
        await window.wait_for(lambda: getattr(window.by_id("line-price"), "value", "") == "900")
        await window.type("line-many", "2")
        await window.click("line-save")
        await window.wait_for(lambda: lines(replica, deal_id) == [("Mill", 2_000, 90_000, "EUR")])
        await window.tap("line-add")
        await window.type("line-what", "Training")
        await window.type("line-price", "300 usd")
        await window.click("line-save")
        await window.wait_for(lambda: len(lines(replica, deal_id)) == 2)
        await window.said("€\u202f1,800")
        await window.shown("lines-take-USD")
        await window.click("lines-take-EUR")
        await window.wait_for(lambda: stored(replica, deal_id).amount_minor == 180_000)
        with replica.reading() as connection:
            first = deal_lines(connection, deal_id).rows[0].id
        await window.click(f"line-{first}")
        await window.tap("line-delete")
        await window.wait_for(lambda: [one[0] for one in lines(replica, deal_id)] == ["Training"])
        await window.undo()
        await window.wait_for(lambda: len(lines(replica, deal_id)) == 2)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("line-what", ""),
        ("line-many", "-3"),
        ("line-price", "-5"),
        ("line-price", "9" * 10_000),
        ("line-many", "lots"),
    ],
)
@in_own_loop
async def test_wrong_line_is_explained_and_stays_typed(
    replica: Replica, field: str, typed: str
) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-more")
        await window.tap("line-add")
        await window.type("line-what", "Training")
        await window.type(field, typed)
        await window.click("line-save")
        await window.wait_for(lambda: bool(getattr(window.by_id(field), "error", "")))
        assert getattr(window.by_id(field), "value", None) == typed
        assert lines(replica, deal_id) == []


@in_own_loop
async def test_line_being_typed_survives_a_kill_and_a_name_too_long_is_refused(
    replica: Replica,
) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-more")
        await window.tap("line-add")
        await window.type("line-what", "A" * 10_000)
        await window.click("line-save")
        await window.said("Nothing was changed")
        await window.wait_for(lambda: bool(draft(replica, f"line:{deal_id}:new")))
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-more")
        await window.shown("line-what")
        assert getattr(window.by_id("line-what"), "value", "") == "A" * 10_000
        await window.click("line-cancel")
        await window.shown("line-add")
    assert lines(replica, deal_id) == []


@in_own_loop
async def test_closed_deal_still_asks_at_most_five_fields(replica: Replica) -> None:
    deal_id = a_deal(replica, stage_id="stage-won", reason="They know Anna")
    async with Opened(replica, partial(DealDetail, deal_id), width=PHONE) as window:
        await window.shown("deal-field-stage")
        asked = set(window.ids("deal-field-")) - {"deal-field-reason"}
        assert len(asked) <= TEXT_FIELDS


# two windows of one person


@in_own_loop
async def test_two_windows_of_one_person_keep_both_edits(replica: Replica) -> None:
    deal_id = a_deal(replica)
    async with (
        Opened(replica, partial(DealDetail, deal_id)) as one,
        Opened(replica, partial(DealDetail, deal_id)) as other,
    ):
        for window, field, typed in (
            (one, "title", "Two ovens"),
            (other, "amount", "52k"),
        ):
            await window.tap(f"deal-field-{field}")
            await window.type(f"deal-{field}", typed)
        for window in (one, other):
            await window.click("deal-save")
        await one.wait_for(lambda: stored(replica, deal_id).amount_minor == 5_200_000)
        await one.wait_for(lambda: stored(replica, deal_id).title == "Two ovens")


@in_own_loop
async def test_deal_deleted_elsewhere_keeps_the_line_that_was_being_typed(replica: Replica) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-more")
        await window.tap("line-add")
        await window.type("line-what", "Training, two days")
        await window.wait_for(lambda: bool(draft(replica, f"line:{deal_id}:new")))
        with replica.transaction() as writer:
            writer.edit_kind("deal", deal_id, {"deleted": True})
        window.runtime.announce({"deal"})
        await window.shown("deal-gone")
        await window.said("Training, two days")
        await window.click("deal-gone-action")
        await window.shown("deal-more")
