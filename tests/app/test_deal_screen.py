"""One deal: changed where it stands, saved at once, taken back; and a new one."""

from functools import partial

import flet as ft
import pytest

from app.queries.deal_page import DealDetail as Deal
from app.queries.deal_page import deal_detail
from app.queries.drafts import load_draft
from app.screens.deal import DealDetail
from app.screens.deal_view import FIELDS
from sync.client.replica import Replica
from sync.core.permissions import Actor
from sync.core.records.pipeline import Pipeline, Stage
from sync.core.records.team import User
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.test_deals_queries import add_deal
from tests.builders import make_account, make_contact, make_follow_up, make_note

TEXT_FIELDS = 5


def stored(replica: Replica, deal_id: str) -> Deal:
    """Read a deal."""
    with replica.reading() as connection:
        found = deal_detail(connection, deal_id)
    assert found
    return found


def a_deal(replica: Replica, **fields: object) -> str:
    """Write a customer with two people and a deal."""
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        writer.add(make_contact("Ines", account_id=account))
        return add_deal(writer, "Ovens", **{"account_id": account, **fields})


# the form's size


@in_own_loop
async def test_phone_asks_at_most_five_fields_of_a_deal(replica: Replica) -> None:
    deal_id = a_deal(replica)
    for path in ("new", deal_id):
        async with Opened(replica, partial(DealDetail, path), width=PHONE) as window:
            await window.shown("deal-field-stage")
            asked = [name.removeprefix("deal-field-") for name in window.ids("deal-field-")]
            assert sorted(asked) == sorted(FIELDS)
            assert len(asked) == TEXT_FIELDS
            assert len(window.find_all(ft.TextField)) <= TEXT_FIELDS
            assert not window.find_all(ft.Switch)
            for rest in ("deal-read-keen", "deal-contact", "deal-owner", "deal-shared"):
                assert rest not in window.ids()


# editing in place


@in_own_loop
async def test_tap_on_a_stage_moves_at_once_and_undo_moves_back(replica: Replica) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-stage-stage-won")
        await window.wait_for(lambda: stored(replica, deal_id).outcome == "won")
        assert stored(replica, deal_id).closed_on == "2026-11-21"
        await window.shown("deal-field-reason")
        await window.undo()
        await window.wait_for(lambda: stored(replica, deal_id).outcome == "open")
        assert stored(replica, deal_id).closed_on == ""


@in_own_loop
async def test_reason_can_be_added_in_one_tap_after_the_deal_was_lost(replica: Replica) -> None:
    deal_id = a_deal(replica, stage_id="stage-lost", closed_on="2026-11-20")
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-field-reason")
        await window.type("deal-reason", " Too  late ")
        await window.click("deal-save")
        await window.wait_for(lambda: stored(replica, deal_id).reason == "Too late")
        await window.said("Too late")


@in_own_loop
async def test_amount_typed_in_place_is_saved_and_undone(replica: Replica) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-field-amount")
        assert getattr(window.by_id("deal-amount"), "value", "") == "45,000"
        await window.type("deal-amount", "52k usd")
        await window.fire(window.by_id("deal-amount"), "submit")
        await window.wait_for(lambda: stored(replica, deal_id).amount_minor == 5_200_000)
        assert stored(replica, deal_id).currency == "USD"
        await window.gone("deal-amount")
        await window.undo()
        await window.wait_for(lambda: stored(replica, deal_id).amount_minor == 4_500_000)
        assert stored(replica, deal_id).currency == "EUR"


@pytest.mark.parametrize(("typed", "key"), [("lots", "unreadable"), ("-1", "negative")])
@in_own_loop
async def test_wrong_amount_is_explained_and_stays_typed(
    replica: Replica, typed: str, key: str
) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-field-amount")
        await window.type("deal-amount", typed)
        await window.click("deal-save")
        entry = window.by_id("deal-amount")
        assert getattr(entry, "error", "") == WORDS.t(f"amount.{key}")
        assert getattr(entry, "value", "") == typed
        assert stored(replica, deal_id).amount_minor == 4_500_000


@in_own_loop
async def test_title_and_day_are_changed_where_they_stand(replica: Replica) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-field-title")
        await window.type("deal-title", "Two ovens")
        await window.click("deal-save")
        await window.wait_for(lambda: stored(replica, deal_id).title == "Two ovens")
        await window.tap("deal-field-expected")
        await window.click("deal-expected-month")
        await window.wait_for(lambda: stored(replica, deal_id).expected_on == "2026-11-30")
        await window.gone("deal-expected-month")
        await window.click("deal-field-expected")
        await window.click("deal-expected-none")
        await window.wait_for(lambda: stored(replica, deal_id).expected_on == "")


@in_own_loop
async def test_other_customer_can_be_picked_or_added_by_name(replica: Replica) -> None:
    deal_id = a_deal(replica)
    with replica.transaction() as writer:
        other = writer.add(make_account("Rosenthal"))
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-field-customer")
        await window.type("picker-search", "rose")
        await window.tap(f"picker-{other}")
        await window.wait_for(lambda: stored(replica, deal_id).account == "Rosenthal")
        await window.tap("deal-field-customer")
        await window.type("picker-search", "Nobody knows")
        await window.tap("picker-add")
        await window.wait_for(lambda: stored(replica, deal_id).account == "Nobody knows")


@in_own_loop
async def test_words_being_typed_survive_a_kill_and_open_their_editor_again(
    replica: Replica,
) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-field-title")
        await window.type("deal-title", "Half a wo")
        await window.wait_for(lambda: bool(draft(replica, f"deal:{deal_id}")))
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.shown("deal-title")
        assert getattr(window.by_id("deal-title"), "value", "") == "Half a wo"
        await window.click("deal-cancel")
        await window.wait_for(lambda: not draft(replica, f"deal:{deal_id}"))
        await window.gone("deal-title")
    assert stored(replica, deal_id).title == "Ovens"


def draft(replica: Replica, key: str) -> dict[str, str]:
    """Read the words kept under a key."""
    with replica.reading() as connection:
        return dict(load_draft(connection, key))


# more


@in_own_loop
async def test_more_holds_feel_person_owner_sharing_and_deletion(replica: Replica) -> None:
    deal_id = a_deal(replica)
    with replica.transaction() as writer:
        colleague = writer.add(User(name="Jonas"))
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-more")
        await window.click("deal-read-keen")
        await window.wait_for(lambda: stored(replica, deal_id).read == "keen")
        # On the chip, and now beside the owner, too: the second tap is one on what is chosen.
        await window.wait_for(lambda: sum("Keen" in text for text in window.texts()) > 1)
        await window.click("deal-read-keen")
        await window.wait_for(lambda: stored(replica, deal_id).read == "")
        await window.fire(window.find(ft.PopupMenuItem, lambda i: i.key == colleague), "click")
        await window.wait_for(lambda: stored(replica, deal_id).owner == "Jonas")
        await window.fire(window.by_id("deal-shared"), "change")
        await window.wait_for(lambda: not stored(replica, deal_id).shared)
        await window.click("deal-delete")
        await window.shown("deal-gone")
        assert stored(replica, deal_id).deleted
        await window.click("deal-gone-action")
        await window.shown("deal-field-stage")


@in_own_loop
async def test_what_a_rep_may_not_do_is_not_shown(replica: Replica) -> None:
    deal_id = a_deal(replica, owner_id="user-2")
    with replica.transaction() as writer:
        me = writer.actor.user_id
    with replica.transaction(Actor(me, "admin")) as writer:
        writer.edit(User, me, role="rep")
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-more")
        assert "deal-read-keen" in window.ids()
        assert not {"deal-owner", "deal-shared"} & set(window.ids())
    with replica.transaction(Actor(me, "admin")) as writer:
        writer.edit_kind("deal", deal_id, {"shared": False})
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-more")
        assert not window.ids("deal-stage-stage")
        assert not {"deal-read-keen", "deal-field-customer", "deal-delete"} & set(window.ids())
        with pytest.raises(AssertionError):
            await window.click("deal-field-title")


# other people, other places


@in_own_loop
async def test_open_deal_follows_what_others_write(replica: Replica) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.said("Ovens")
        with replica.transaction() as writer:
            writer.edit_kind("deal", deal_id, {"title": "Ovens and trays"})
            writer.add(make_note("They called back", deal_id=deal_id))
        window.runtime.announce({"deal", "note"})
        await window.said("Ovens and trays")
        await window.said("They called back")


@pytest.mark.parametrize("exits", [False, True])
@in_own_loop
async def test_deal_that_goes_while_it_is_open_says_so_and_keeps_what_was_typed(
    replica: Replica,
    exits: bool,  # noqa: FBT001  # one of two ways to go
) -> None:
    deal_id = a_deal(replica)
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.tap("deal-field-title")
        await window.type("deal-title", "What they really want")
        if exits:  # not shared with this person any more
            with replica.exclusive() as connection:
                connection.exec_driver_sql("DELETE FROM deal")
        else:
            with replica.transaction() as writer:
                writer.edit_kind("deal", deal_id, {"deleted": True})
        window.runtime.announce({"deal"})
        await window.shown("deal-gone")
        await window.said("What they really want")
        assert ("deal-gone-action" in window.ids()) is not exits
        assert "Hafner Glas" in window.texts()


@in_own_loop
async def test_deal_nobody_has_is_answered_kindly(replica: Replica) -> None:
    async with Opened(replica, partial(DealDetail, "nowhere")) as window:
        await window.shown("deal-gone")


@in_own_loop
async def test_note_knows_the_customer_while_the_deal_is_open(replica: Replica) -> None:
    deal_id = a_deal(replica)
    account_id = stored(replica, deal_id).account_id
    window = Opened(replica, partial(DealDetail, deal_id))
    async with window:
        await window.wait_for(lambda: window.state.open_account_id == account_id)


@in_own_loop
async def test_next_step_is_ticked_off(replica: Replica) -> None:
    deal_id = a_deal(replica)
    with replica.transaction() as writer:
        step = writer.add(make_follow_up("Send the offer", deal_id=deal_id))
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.said("Send the offer")
        await window.click(f"deal-step-done-{step}")
        await window.gone(f"deal-step-{step}")
        await window.undo()
        await window.shown(f"deal-step-{step}")


@in_own_loop
async def test_stages_of_other_pipelines_are_one_menu_away(replica: Replica) -> None:
    deal_id = a_deal(replica)
    with replica.transaction() as writer:
        renewals = writer.add(Pipeline(name="Renewals", position=1))
        writer.add(Stage(id="due", name="Due", pipeline_id=renewals))
    async with Opened(replica, partial(DealDetail, deal_id)) as window:
        await window.shown("deal-stage-other")
        await window.fire(window.find(ft.PopupMenuItem, lambda i: i.key == "due"), "click")
        await window.wait_for(lambda: stored(replica, deal_id).stage == "Due")
        await window.said("Due")


@in_own_loop
async def test_wide_window_puts_the_timeline_beside_the_deal(replica: Replica) -> None:
    deal_id = a_deal(replica)
    for width, slim, split in (
        (PHONE, False, False),
        (DESKTOP, False, True),
        (DESKTOP, True, False),
    ):
        build = partial(DealDetail, deal_id, slim=slim)
        async with Opened(replica, build, width=width) as window:
            await window.shown("deal-field-stage")
            assert (len(window.find_all(ft.ListView)) == 2) is split
