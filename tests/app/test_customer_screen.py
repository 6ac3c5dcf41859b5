"""A customer's card: reach them, keep it right, read and change what was said."""

from functools import partial

import flet as ft
import pytest

from app.commands.accounts import delete_account, delete_contact, edit_account
from app.queries.accounts import AccountCard, account_card
from app.queries.drafts import load_draft
from app.queries.timeline import Moment, account_timeline
from app.screens.customer import CustomerDetail
from app.screens.reaching import mail_link, map_link, phone_link, place_of
from sync.client.replica import Replica
from sync.client.writer import Writer
from sync.core.errors import RefusedError
from sync.core.permissions import Actor
from sync.core.records.note import Note
from sync.core.spans import DAY_MS, HOUR_MS
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.builders import (
    NOON_MS,
    make_account,
    make_contact,
    make_deal,
    make_follow_up,
    make_note,
    make_visit,
)
from tests.fakes import ManualClock

YEAR_MS = 365 * DAY_MS


def card_of(replica: Replica, account_id: str) -> AccountCard:
    with replica.reading() as connection:
        card = account_card(connection, account_id)
    assert card
    return card


def moments(replica: Replica, account_id: str) -> tuple[Moment, ...]:
    with replica.reading() as connection:
        return account_timeline(connection, account_id, 0, 50)


def draft(replica: Replica, key: str) -> dict[str, str]:
    with replica.reading() as connection:
        return dict(load_draft(connection, key))


@pytest.fixture
def anchor(replica: Replica) -> str:
    """A customer with two people, deals, a next step, a visit and a note."""
    with replica.transaction() as writer:
        me = writer.actor.user_id
        account = writer.add(
            make_account(
                "Gasthof Anker",
                must_know="Closed on Mondays",
                phone="+49 (0)221 771",
                email="kontakt@anker.example",
                street="Hafenstraße 12",
                city="Köln",
                owner_id=me,
            )
        )
        ines = writer.add(
            make_contact(
                "Ines Roth",
                title="Barista",
                mobile="0171 5",
                account_id=account,
                confirmed_ms=NOON_MS - YEAR_MS,
            )
        )
        writer.add(
            make_contact("Jon Weber", account_id=account, phone="1", confirmed_ms=NOON_MS - 9)
        )
        deal = writer.add(make_deal("Coffee bar", account_id=account, owner_id=me))
        writer.add(make_follow_up("Send the offer", account_id=account, owner_id=me))
        visit = writer.add(
            make_visit(
                NOON_MS - HOUR_MS,
                account_id=account,
                deal_id=deal,
                contact_id=ines,
                read="keen",
                owner_id=me,
            )
        )
        writer.add(
            make_note(
                "Tried three cups", account_id=account, visit_id=visit, owner_id=me, deal_id=deal
            )
        )
        writer.add(
            make_note(
                "Phoned by a colleague",
                account_id=account,
                owner_id="somebody else",
                written_ms=NOON_MS - 2 * DAY_MS,
            )
        )
    return account


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_card_says_it_all(replica: Replica, anchor: str, width: float) -> None:
    async with Opened(replica, partial(CustomerDetail, anchor), width=width) as window:
        await window.said("Visit with Ines Roth")  # the timeline comes last
        said = window.texts()
        for words in (
            "Gasthof Anker",
            "Closed on Mondays",
            "Confirmed 12 months ago",
            "Confirmed just now",
            "Coffee bar",
            "Send the offer",
            "Visit with Ines Roth",
            "Ada · Keen · Coffee bar",
        ):
            assert words in said
        assert "Not sent yet" not in said  # there is no server to wait for
        order = [said.index(w) for w in ("Closed on Mondays", "People", "Deals", "Timeline")]
        assert order == sorted(order)
        assert window.state.open_account_id == anchor


@in_own_loop
async def test_leaving_a_customer_closes_it_for_the_note(replica: Replica, anchor: str) -> None:
    closed = False

    def build() -> ft.Control:
        return ft.Text("closed") if closed else CustomerDetail(anchor, key="one")

    async with Opened(replica, build) as window:
        await window.shown("customer-head")
        closed = True
        window.state.touch(["account"])
        window.page.update()
        window.page.render(lambda: ft.Text("closed"))
        await window.wait_for(lambda: not window.state.open_account_id)


@in_own_loop
async def test_line_on_top_is_changed_in_its_place(replica: Replica, anchor: str) -> None:
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap("must-know")
        await window.type("must-know-text", "Ring twice")
        await window.click("must-know-save")
        await window.said("Ring twice")
        assert card_of(replica, anchor).must_know == "Ring twice"
        assert draft(replica, f"must_know:{anchor}") == {}
        await window.undo()
        await window.said("Closed on Mondays")


@in_own_loop
async def test_call_dials_and_opens_the_note_of_a_call(replica: Replica, anchor: str) -> None:
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap("customer-call")
        await window.wait_for(lambda: "form=call" in window.page.route)
        assert ("launch_url", "tel:+49221771") in [
            (name, args.get("url")) for name, args in window.invoked
        ]


@in_own_loop
async def test_details_are_confirmed_in_one_tap(
    replica: Replica, anchor: str, clock: ManualClock
) -> None:
    old = card_of(replica, anchor).people[0]
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.shown(f"person-confirm-{old.id}")
        assert len(window.ids("person-confirm-")) == 1  # fresh details ask nothing
        await window.click(f"person-confirm-{old.id}")
        await window.gone(f"person-confirm-{old.id}")
        assert card_of(replica, anchor).people[0].confirmed_ms == clock()


@in_own_loop
async def test_next_step_is_done_by_its_circle_and_comes_back(
    replica: Replica, anchor: str
) -> None:
    (step,) = card_of(replica, anchor).next_steps
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap(f"step-done-{step.id}")
        await window.gone(f"step-{step.id}")
        assert card_of(replica, anchor).next_steps == ()
        await window.undo()
        await window.shown(f"step-{step.id}")


@in_own_loop
async def test_details_are_changed_and_only_what_was_typed_is_written(
    replica: Replica, anchor: str
) -> None:
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap("customer-edit")
        await window.write("account-phone", "112")
        with replica.transaction() as writer:  # meanwhile, on another device
            edit_account(writer, anchor, city="Bonn")
        await window.click("account-save")
        await window.shown("customer-head")
        card = card_of(replica, anchor)
        assert (card.phone, card.city) == ("112", "Bonn")


@in_own_loop
async def test_too_long_a_name_is_refused_in_words_and_stays(replica: Replica, anchor: str) -> None:
    name = "Ä" * 10_000
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap("customer-edit")
        await window.type("account-name", name)
        await window.click("account-save")
        await window.wait_for(lambda: bool(getattr(window.by_id("account-name"), "error", "")))
        field = window.by_id("account-name")
        assert isinstance(field, ft.TextField)
        assert "300" in str(field.error)
        assert field.value == name
        assert card_of(replica, anchor).name == "Gasthof Anker"


@in_own_loop
async def test_words_typed_into_a_customer_deleted_elsewhere_are_kept(
    replica: Replica, anchor: str
) -> None:
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap("customer-edit")
        await window.type("account-phone", "112")
        await window.runtime.run(partial(delete_account, account_id=anchor))
        await window.shown("account-notice")
        field = window.by_id("account-phone")
        assert isinstance(field, ft.TextField)
        assert field.value == "112"
        await window.click("account-save")
        await window.shown("customer-head")
        card = card_of(replica, anchor)
        assert (card.phone, card.deleted) == ("112", False)


@in_own_loop
async def test_customer_is_deleted_and_brought_back(replica: Replica, anchor: str) -> None:
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.shown("customer-edit")
        window.page.route = f"/customers/{anchor}"
        await window.click("customer-edit")
        await window.click("account-more")
        await window.click("account-delete")
        await window.wait_for(lambda: window.page.route == "/customers")
        assert card_of(replica, anchor).deleted
        await window.undo()
        await window.wait_for(lambda: not card_of(replica, anchor).deleted)
        await window.runtime.run(partial(delete_account, account_id=anchor))
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap("customer-gone-action")
        await window.gone("customer-gone")
        assert not card_of(replica, anchor).deleted


@in_own_loop
async def test_half_typed_changes_are_offered_again(replica: Replica, anchor: str) -> None:
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap("customer-edit")
        await window.type("account-city", "Bon")
        await window.wait_for(lambda: draft(replica, f"account:{anchor}") == {"city": "Bon"})
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap("customer-unfinished-action")
        await window.shown("account-city")
        await window.wait_for(lambda: getattr(window.by_id("account-city"), "value", "") == "Bon")
        await window.click("account-cancel")
        await window.shown("customer-head")
        await window.gone("customer-unfinished")
        assert card_of(replica, anchor).city == "Köln"


@in_own_loop
async def test_person_is_written_down_changed_and_deleted(
    replica: Replica, anchor: str, clock: ManualClock
) -> None:
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap("person-new")
        await window.type("contact-name", "Zoë Ünal")
        await window.type("contact-email", "zoe@anker.example")
        await window.click("contact-save")
        await window.said("Zoë Ünal")
        zoe = card_of(replica, anchor).people[-1]
        assert (zoe.email, zoe.confirmed_ms) == ("zoe@anker.example", clock())
        await window.click(f"person-{zoe.id}")
        await window.type("contact-mobile", "0172")
        await window.click("contact-save")
        await window.shown(f"person-call-{zoe.id}")
        await window.click(f"person-{zoe.id}")
        await window.click("contact-more")
        await window.click("contact-delete")
        await window.shown("customer-head")
        await window.gone(f"person-{zoe.id}")
        await window.undo()
        await window.shown(f"person-{zoe.id}")


@in_own_loop
async def test_person_deleted_elsewhere_keeps_what_was_typed(replica: Replica, anchor: str) -> None:
    person = card_of(replica, anchor).people[0]
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.tap(f"person-{person.id}")
        await window.type("contact-email", "ines@anker.example")
        await window.runtime.run(partial(delete_contact, contact_id=person.id))
        await window.shown("contact-notice")
        name, email = window.by_id("contact-name"), window.by_id("contact-email")
        assert isinstance(name, ft.TextField)
        assert isinstance(email, ft.TextField)
        assert (name.value, email.value) == ("Ines Roth", "ines@anker.example")
        await window.click("contact-save")
        await window.shown(f"person-{person.id}")
        assert card_of(replica, anchor).people[0].email == "ines@anker.example"


@in_own_loop
async def test_own_words_are_changed_and_the_first_ones_stay(replica: Replica, anchor: str) -> None:
    own, others = moments(replica, anchor)
    async with Opened(replica, partial(CustomerDetail, anchor)) as window:
        await window.shown(f"moment-{own.id}")
        await window.click(f"moment-{others.id}")
        assert not window.ids("moment-edit-")  # those are a colleague's words
        await window.click(f"moment-{own.id}")
        await window.click(f"moment-edit-{own.id}")
        await window.type("note-text", "Tried four cups")
        # News from elsewhere, twice: the editor lives through being drawn again.
        for city in ("Bonn", "Mainz"):
            await window.runtime.run(partial(_move, account_id=anchor, city=city))
            await window.said(city)
        await window.wait_for(lambda: bool(draft(replica, f"note:{own.note_id}")))
        await window.click("note-save")
        await window.said("Tried four cups")
        await window.gone("note-text")
        await window.click(f"moment-{own.id}")
        assert "As first written" in window.texts()
        with replica.transaction() as writer:
            note = writer.get(Note, own.note_id)
            assert note
            assert (note.text, note.original) == ("Tried four cups", "Tried three cups")
        await window.undo()
        await window.wait_for(lambda: "Tried three cups" in _texts(replica, anchor))


def _texts(replica: Replica, account_id: str) -> list[str]:
    return [moment.text for moment in moments(replica, account_id)]


def _move(writer: Writer, account_id: str, city: str) -> None:
    edit_account(writer, account_id, city=city)
    writer.add(make_note(f"Moved to {city}", account_id=account_id, written_ms=NOON_MS))


@in_own_loop
async def test_unknown_customer_leads_back_to_all(replica: Replica) -> None:
    async with Opened(replica, partial(CustomerDetail, "nowhere")) as window:
        await window.shown("customer-missing-action")


def test_rep_may_not_give_away_a_colleagues_customer(replica: Replica, anchor: str) -> None:
    with pytest.raises(RefusedError), replica.transaction(Actor("rep", "rep")) as writer:
        edit_account(writer, anchor, owner_id="rep")


def test_links_are_what_devices_understand() -> None:
    assert phone_link("+49 (0)221 / 77-1") == "tel:+49221771"
    assert mail_link(" a b@x.example ") == "mailto:a%20b@x.example"
    assert place_of("Hafenstraße 12", "", "Köln ") == "Hafenstraße 12, Köln"
    assert map_link("Köln & Bonn", ft.PagePlatform.ANDROID) == "geo:0,0?q=K%C3%B6ln%20%26%20Bonn"
    assert map_link("Köln", ft.PagePlatform.IOS).startswith("https://maps.apple.com/?q=")
    assert map_link("Köln", None).startswith("https://www.openstreetmap.org/search?query=")
