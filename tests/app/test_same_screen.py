"""Two that look alike are asked about, made one by a person, and taken apart again."""

from functools import partial

import pytest

from app.commands.sameness import merge
from app.noticing import ALIKE, notice
from app.queries.deals import DealFilter
from app.queries.doubles import doubles
from app.screens.customer import CustomerDetail
from app.screens.deals import DealsScreen
from app.screens.going import NEW
from app.screens.me import MeScreen
from sync.client.replica import Replica
from sync.core.records.account import Account
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.builders import make_account, make_contact, make_deal, make_note


@pytest.fixture
def two(replica: Replica) -> Replica:
    with replica.transaction() as writer:
        writer.add(make_account("Brewster & Lane Ltd", id="a", phone="020 7946 0112", country="UK"))
        writer.add(make_note("About the first", account_id="a"))
        writer.add(make_deal("Grinders", id="d", account_id="a", amount_minor=4_000_000))
        writer.add(make_account("Brewster and Lane", id="b", phone="+44 20 7946 0112", city="York"))
        writer.add(make_note("About the second", id="n", account_id="b"))
        writer.add(make_contact("Jo Hartley", id="p", account_id="b", mobile="07700 900123"))
        writer.add(make_account("Nordlicht Optik", id="c"))
    notice(replica)
    return replica


def account(replica: Replica, record_id: str) -> Account:
    with replica.transaction() as writer:
        found = writer.get(Account, record_id)
    assert found is not None
    return found


def listed(replica: Replica) -> list[str]:
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT id FROM account WHERE NOT deleted ORDER BY id")
        return list(found.scalars())


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_me_asks_with_the_reason_and_makes_one_of_two_with_what_was_picked(
    two: Replica, width: float
) -> None:
    async with Opened(two, MeScreen, width=width) as window:
        await window.said("1 pair may be the same")
        await window.click("me-same")
        await window.said("Same customer?")
        await window.said("same name")
        assert "Brewster & Lane Ltd" in window.texts()
        await window.click("same-name-0")
        await window.click("same-merge")
        await window.said("That was all")
        assert listed(two) == ["a", "c"]
        kept = account(two, "a")
        assert (kept.name, kept.city) == ("Brewster & Lane Ltd", "York")
        await window.undo()
        await window.wait_for(lambda: listed(two) == ["a", "b", "c"])
        assert account(two, "a").city == ""


@in_own_loop
async def test_not_the_same_is_remembered_and_later_only_waits(two: Replica) -> None:
    async with Opened(two, MeScreen) as window:
        await window.tap("me-same")
        await window.tap("same-later")
        await window.said("That was all")
        await window.click("same-back")
        await window.tap("me-same")
        await window.tap("same-different")
        await window.said("That was all")
        await window.click("same-back")
        await window.gone("me-same")
    assert listed(two) == ["a", "b", "c"]


@in_own_loop
async def test_a_card_shows_all_of_both_and_takes_them_apart(two: Replica) -> None:
    with two.transaction() as writer:
        merge(writer, "account", "a", "b", {})
    async with Opened(two, partial(CustomerDetail, "b")) as window:
        await window.said("Brewster & Lane Ltd")  # the link of the one given up
        await window.said("About the first")
        await window.said("About the second")
        await window.shown("person-p")
        await window.said("Also written down as Brewster and Lane")
        await window.click("apart-b")
        await window.gone("made-one")
        assert listed(two) == ["a", "b", "c"]
        await window.undo()
        await window.shown("made-one")
    assert listed(two) == ["a", "c"]


@in_own_loop
async def test_while_typing_a_customer_its_twin_is_offered_with_the_reason(two: Replica) -> None:
    async with Opened(two, partial(CustomerDetail, NEW)) as window:
        await window.type("account-name", "Brewstr Lane")
        await window.shown("known-a")
        await window.said("same name, spelled another way")
        await window.type("account-name", "Nordl")
        await window.shown("known-c")
        await window.type("account-name", "Somebody else")
        await window.gone("account-known")


@in_own_loop
async def test_while_typing_a_person_their_twin_is_offered(two: Replica) -> None:
    async with Opened(two, partial(CustomerDetail, "a")) as window:
        await window.tap("person-new")
        await window.shown("contact-name")
        await window.type("contact-name", "J. Hartley")
        await window.type("contact-mobile", "07700900123")
        await window.shown("known-p")
        await window.said("same phone number")


@in_own_loop
async def test_what_is_found_while_the_app_is_open_is_asked_at_once(replica: Replica) -> None:
    async with Opened(replica, MeScreen) as window:
        with replica.transaction() as writer:
            writer.add(make_account("Zweirad Kramer GmbH", city="Ulm"))
            writer.add(make_account("Zweirad-Kramer", city="Ulm"))
        notice(replica)
        window.runtime.announce([ALIKE])
        await window.said("1 pair may be the same")


@in_own_loop
async def test_a_sum_says_what_it_may_count_twice_and_shows_it(two: Replica) -> None:
    with two.transaction() as writer:
        writer.add(make_deal("Grinders again", account_id="b", amount_minor=4_000_000))
        writer.add(make_deal("Grinders", account_id="c", amount_minor=4_000_000))
    async with Opened(two, DealsScreen) as window:
        await window.shown("deals-twice")
        label = str(getattr(window.by_id("deals-twice"), "content", ""))
        assert label.startswith("2 may be the same: ")
        assert label.endswith("40,000")
        await window.click("deals-twice")
        await window.wait_for(lambda: not any("Nordlicht" in text for text in window.texts()))
    with two.transaction() as writer:
        merge(writer, "account", "a", "b", {})
    with two.reading() as connection:
        assert doubles(connection, DealFilter()).deals == 0  # a customer may buy twice


def test_the_same_deal_written_down_twice_counts_once_too_often(two: Replica) -> None:
    with two.transaction() as writer:
        for _ in range(2):
            writer.add(make_deal("Grinders ", account_id="a", amount_minor=4_000_000))
        writer.add(make_deal("Grinders", account_id="b", amount_minor=4_000_000))
        writer.add(make_deal("Parked", account_id="b", amount_minor=4_000_000, parked=True))
    with two.reading() as connection:
        found = doubles(connection, DealFilter())
    assert (found.deals, found.amounts[0].amount_minor) == (4, 12_000_000)
