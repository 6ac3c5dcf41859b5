"""On the customer's card: what is new and fades, the little things, birthdays."""

from functools import partial

import flet as ft
import pytest

from app.commands.accounts import delete_account
from app.commands.facts import delete_fact
from app.queries.accounts import AccountCard
from app.screens.customer import CustomerDetail
from sync.client.replica import Replica
from sync.core.spans import DAY_MS
from tests.app.cared_for import RIGHT_TO_LEFT, cared_for, facts, value
from tests.app.flet_harness import in_own_loop
from tests.app.opened import Opened
from tests.app.test_customer_screen import card_of
from tests.builders import (
    NOON_MS,
    make_fact,
)


@pytest.fixture
def customer(replica: Replica) -> str:
    return cared_for(replica)


def old_facts(replica: Replica, customer: str) -> list[str]:
    with replica.transaction() as writer:
        return [
            writer.add(
                make_fact(f"{days} days", account_id=customer, told_ms=NOON_MS - days * DAY_MS)
            )
            for days in (89, 91, 181)
        ]


def size(window: Opened, fact_id: str) -> float:
    """Return the size of the words of what is new."""
    texts = (
        one for one in window.walk(window.by_id(f"fact-{fact_id}")) if isinstance(one, ft.Text)
    )
    style = next(texts).style
    assert style
    assert style.size
    return float(style.size)


@in_own_loop
async def test_what_is_new_fades_and_is_said_again_in_one_tap(
    replica: Replica, customer: str
) -> None:
    fresh, older, faded = old_facts(replica, customer)
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.shown(f"fact-still-{older}")
        assert set(window.ids("fact-still-")) == {f"fact-still-{older}", f"fact-still-{faded}"}
        assert size(window, faded) < size(window, older) == size(window, fresh)
        await window.click(f"fact-still-{faded}")
        await window.gone(f"fact-still-{faded}")
        assert facts(replica, customer)[0].id == faded
        await window.undo()
        await window.shown(f"fact-still-{faded}")


@in_own_loop
async def test_what_is_new_is_written_changed_and_taken_off(
    replica: Replica, customer: str
) -> None:
    (old,) = facts(replica, customer)
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap("fact-new")
        await window.type("fact-text", RIGHT_TO_LEFT)
        await window.click("fact-save")
        await window.said(RIGHT_TO_LEFT)
        await window.click(f"fact-{old.id}")
        await window.type("fact-text", "Not bought after all")
        await window.runtime.run(partial(delete_fact, fact_id=old.id))
        await window.shown("fact-notice")
        await window.click("fact-save")
        await window.said("Not bought after all")
        await window.click(f"fact-{old.id}")
        await window.click("fact-delete")
        await window.gone(f"fact-{old.id}")
        await window.undo()
        await window.shown(f"fact-{old.id}")


@in_own_loop
async def test_little_things_are_shown_and_changed(replica: Replica, customer: str) -> None:
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.shown("little-renews_on")
        said = window.texts()
        for words in (
            "Renews 24 Dec, in 5 weeks",
            "Mon to Thu",
            "Gate code 4711",
            "Earl Grey",
            "Ines Roth's birthday: 3 December",
        ):
            assert words in said
        await window.click("little-edit")
        await window.type("little-gate_code", "0815")
        await window.type("little-place", "somewhere nice")
        await window.click("little-renews-year")
        await window.click("little-save")
        await window.wait_for(lambda: bool(getattr(window.by_id("little-place"), "error", "")))
        assert value(window, "little-gate_code") == "0815"
        await window.type("little-place", "https://www.openstreetmap.org/#map=17/52.52/13.405")
        await window.click("little-save")
        await window.said("Gate code 0815")
        card = card_of(replica, customer)
        assert (card.place, card.renews_on) == ("52.5200,13.4050", "2027-11-21")
        await window.undo()
        await window.said("Gate code 4711")


@in_own_loop
async def test_little_things_of_a_customer_deleted_elsewhere_are_kept(
    replica: Replica, customer: str
) -> None:
    def card() -> AccountCard:
        return card_of(replica, customer)

    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap("little-edit")
        await window.type("little-hours", "Never")
        await window.runtime.run(partial(delete_account, account_id=customer))
        await window.shown("little-notice")
        await window.click("little-save")
        await window.shown("customer-head")
        assert (card().hours, card().deleted) == ("Never", False)


@pytest.mark.parametrize(
    ("typed", "kept"), [("3 March 1980", "1980-03-03"), ("24.12.", "--12-24"), ("", "")]
)
@in_own_loop
async def test_a_birthday_is_kept_and_an_impossible_one_is_said(
    replica: Replica, customer: str, typed: str, kept: str
) -> None:
    person = card_of(replica, customer).people[0]
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap(f"person-{person.id}")
        await window.tap("contact-more")
        await window.shown("contact-birthday")
        assert value(window, "contact-birthday") == "3 December"
        await window.type("contact-birthday", "31 February")
        await window.click("contact-save")
        await window.wait_for(lambda: bool(getattr(window.by_id("contact-birthday"), "error", "")))
        assert value(window, "contact-birthday") == "31 February"
        assert card_of(replica, customer).people[0].birthday == "--12-03"
        await window.type("contact-birthday", typed)
        await window.click("contact-save")
        await window.shown("customer-head")
        assert card_of(replica, customer).people[0].birthday == kept
