"""The customers' tab: search first, the last few, everyone by name, a new one."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import flet as ft
import pytest

from app.queries.accounts import AccountRow, account_card, recent_accounts, similar_accounts
from app.queries.drafts import load_draft
from app.queries.search import Hit
from app.queries.team import Me, Person
from app.screens.customer import CustomerDetail
from app.screens.customer_form import owner_options
from app.screens.customers import CustomersScreen, Listing, account_row, customers_view
from app.screens.going import NEW
from sync.client.replica import Replica
from sync.core.spans import DAY_MS
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.builders import NOON_MS, make_account, make_note, make_visit

NOW = datetime.fromtimestamp(NOON_MS / 1000, tz=UTC)
AWKWARD = ("A" * 10_000, "شركة النور للتجارة", "Ünï 👩‍🚀 Café \u202e reversed", "")


async def nothing(*_: object) -> None:
    """Stand for a callback that is not asked."""


async def no_rows(_offset: int, _limit: int) -> tuple[AccountRow, ...]:
    """Stand for a list that is not read."""
    return ()


def listing(total: int = 3, recent: tuple[AccountRow, ...] = ()) -> Listing:
    """Return what the list shows."""
    return Listing(total, recent, 1, no_rows, "", NOW, 1.0)


def view(
    typed: str = "",
    known: Listing | None = None,
    hits: tuple[Hit, ...] | None = None,
) -> ft.Control:
    """Return the tab."""
    return customers_view(
        WORDS,
        typed,
        known,
        hits,
        error=None,
        on_type=nothing,
        on_open=nothing,
        on_new=nothing,
        on_more=None,
    )


def on_page(build: Callable[[], ft.Control], width: float) -> FletHarness:
    """Put a view on a page."""

    def main(page: ft.Page) -> None:
        page.render(build)

    return FletHarness(main, width=width)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", AWKWARD)
@in_own_loop
async def test_row_cuts_any_name_to_one_line(width: float, name: str) -> None:
    row = AccountRow("a1", name, "Köln", 2, NOON_MS - DAY_MS, waiting=False)
    build = partial(account_row, WORDS, row, NOW, nothing, height=68, selected=False)
    async with on_page(build, width) as window:
        title = window.find_all(ft.Text)[0]
        assert title.max_lines == 1
        assert title.value == (name or "Without a name")
        assert {"Köln · 2 open deals", "yesterday"} <= set(window.texts())


@in_own_loop
async def test_empty_team_is_shown_the_first_step() -> None:
    async with on_page(partial(view, known=listing(total=0)), PHONE) as window:
        assert "customers-empty-action" in window.ids()


@in_own_loop
async def test_hits_stand_under_quiet_headers_names_before_notes() -> None:
    hits = (
        Hit("account", "a1", "a1", "Hotel Moos", "Hotel Moos", "Köln"),
        Hit("contact", "c1", "a1", "Hotel Moos", "Ines Moos", "Barista"),
        Hit("note", "n1", "a1", "Hotel Moos", "Hotel Moos", "…asked for moos…", NOON_MS),
        Hit("note", "n2", "", "", "", "nowhere", 0),
    )
    async with on_page(partial(view, "moos", listing(), hits), PHONE) as window:
        assert [t for t in window.texts() if t in ("Customers", "People", "Deals", "Notes")] == [
            "Customers",  # the tab's own name
            "Customers",
            "People",
            "Notes",
        ]
        assert window.ids("found-") == [
            "found-account-a1",
            "found-contact-c1",
            "found-note-n1",
            "found-note-n2",
        ]
        assert "Hotel Moos · Barista" in window.texts()
        with pytest.raises(AssertionError):
            await window.click("found-note-n2")  # filed nowhere: nothing to open


@in_own_loop
async def test_search_without_a_hit_offers_a_new_customer() -> None:
    async with on_page(partial(view, "zzz", listing(), ()), PHONE) as window:
        assert "found-nothing-action" in window.ids()
        assert any("zzz" in text for text in window.texts())


@in_own_loop
async def test_search_is_not_answered_before_it_is_known() -> None:
    async with on_page(partial(view, "z", listing(), None), PHONE) as window:
        assert not window.ids("found")


@in_own_loop
async def test_what_is_typed_is_searched_and_a_hit_opens_its_customer(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Gasthof Anker", city="Köln"))
        writer.add(make_note("The anchor needs a new machine", account_id=account))
        for number in range(40):
            writer.add(make_account(f"Bäckerei {number:02}"))
    async with Opened(replica, CustomersScreen) as window:
        await window.said("Bäckerei 00")
        await window.type("customers-search", "gast")
        await window.shown(f"found-account-{account}")
        await window.type("customers-search", "machine")
        await window.said("The anchor needs a new machine")
        await window.click(next(iter(window.ids("found-note-"))))
        assert window.page.route == f"/customers/{account}"
        await window.type("customers-search", "")
        await window.said("Bäckerei 00")


@in_own_loop
async def test_ones_last_few_stand_over_everyone(replica: Replica) -> None:
    with replica.transaction() as writer:
        ids = [writer.add(make_account(f"Hotel {number:02}")) for number in range(30)]
        me = writer.actor.user_id
        writer.add(make_visit(NOON_MS - 2, account_id=ids[20], owner_id=me))
        writer.add(make_note(account_id=ids[25], written_ms=NOON_MS - 1, owner_id=me))
        writer.add(make_visit(NOON_MS, account_id=ids[9], owner_id="somebody else"))
        writer.add(make_visit(NOON_MS, account_id=ids[8], owner_id=me, done=False))
    with replica.reading() as connection:
        found = recent_accounts(connection, me, 5)
        assert [row.id for row in found] == [ids[25], ids[20]]
    async with Opened(replica, CustomersScreen) as window:
        await window.said("Hotel 01")
        assert window.ids("customer-row-")[:3] == [
            f"customer-row-{ids[25]}",
            f"customer-row-{ids[20]}",
            f"customer-row-{ids[0]}",
        ]


@in_own_loop
async def test_new_customer_is_warned_of_known_ones_saved_and_taken_back(replica: Replica) -> None:
    with replica.transaction() as writer:
        known = writer.add(make_account("Hotel Mooshof KG", city="Köln"))
    async with Opened(replica, partial(CustomerDetail, NEW), width=DESKTOP) as window:
        await window.shown("account-name")
        await window.click("account-save")
        name = window.by_id("account-name")
        assert str(getattr(name, "error", "")).startswith("It needs a name")
        await window.type("account-name", "Hotel Mooshof Gm")
        await window.shown(f"known-{known}")
        await window.type("account-phone", "+49 221 1")
        await window.type("account-city", "Bonn")
        await window.click("account-save")
        await window.wait_for(lambda: window.page.route.startswith("/customers/"))
        account_id = window.page.route.removeprefix("/customers/")
        with replica.reading() as connection:
            card = account_card(connection, account_id)
            assert card
            assert (card.name, card.phone, card.city) == ("Hotel Mooshof Gm", "+49 221 1", "Bonn")
            assert card.owner == "Ada"
            assert load_draft(connection, "account:new") == {}
        await window.undo()
        await window.wait_for(partial(_is_deleted, replica, account_id))


def _is_deleted(replica: Replica, account_id: str) -> bool:
    with replica.reading() as connection:
        card = account_card(connection, account_id)
        return bool(card and card.deleted)


@in_own_loop
async def test_half_typed_customer_is_there_after_the_app_was_killed(replica: Replica) -> None:
    async with Opened(replica, partial(CustomerDetail, NEW)) as window:
        await window.write("account-name", "Gasthof An")
        await window.wait_for(lambda: bool(_draft(replica, "account:new")))
    async with Opened(replica, partial(CustomerDetail, NEW)) as window:
        await window.shown("account-name")
        await window.wait_for(
            lambda: getattr(window.by_id("account-name"), "value", "") == "Gasthof An"
        )


def _draft(replica: Replica, key: str) -> dict[str, str]:
    with replica.reading() as connection:
        return dict(load_draft(connection, key))


def test_similar_names_forgive_the_last_word(replica: Replica) -> None:
    with replica.transaction() as writer:
        known = writer.add(make_account("Hotel Mooshof KG"))
    with replica.reading() as connection:
        assert [s.id for s in similar_accounts(connection, "hotel moosh", 3)] == [known]
        assert [s.id for s in similar_accounts(connection, "Hotel Mooshof GmbH", 3)] == [known]
        assert similar_accounts(connection, "Hotel Adler", 3) == ()
        assert similar_accounts(connection, "…", 3) == ()


def test_owner_is_offered_only_where_the_rules_allow_it() -> None:
    team = (Person("ada", "Ada", "rep"), Person("bo", "Bo", "rep"))

    def offered(role: str, owner: str) -> list[str]:
        me = Me("ada", "Ada", role, "Team", "EUR", joined=True, server_url="")
        return [option.key for option in owner_options(team, me, owner, owner)]

    assert offered("rep", "bo") == []
    assert offered("rep", "ada") == ["ada", "bo"]
    assert offered("rep", "") == ["ada"]
    assert offered("manager", "bo") == ["ada", "bo"]
    assert owner_options(team, None, "", "") == []
