"""A person's details are shared as a card: two taps from the customer, nothing typed again."""

from functools import partial

import flet as ft
import pytest
import vobject

from app.archive.cards import one_contact
from app.screens.customer import CustomerDetail
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import Opened
from tests.builders import make_account, make_contact


@pytest.fixture
def person(replica: Replica) -> tuple[str, str]:
    """A customer and somebody there."""
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner; Glas"))
        one = make_contact("Zoë / Ünal", account_id=account, mobile="0172 5", email="z@h.example")
        return account, writer.add(one)


def test_the_card_says_who_where_and_how(replica: Replica, person: tuple[str, str]) -> None:
    with replica.reading() as connection:
        card = vobject.readOne(one_contact(connection, person[1]))
        assert one_contact(connection, "nobody") == ""
    assert card.fn.value == "Zoë / Ünal"
    assert card.tel.value == "0172 5"
    assert card.email.value == "z@h.example"
    assert "Hafner; Glas" in str(card.org.value[0])


@in_own_loop
async def test_a_phone_hands_it_to_another_app(replica: Replica, person: tuple[str, str]) -> None:
    account, contact = person
    answers = {"share_files": {"status": "success", "raw": ""}}
    build = partial(CustomerDetail, account)
    async with Opened(replica, build, answers=answers) as window:
        await window.tap(f"person-{contact}")
        await window.tap("contact-share")
        await window.wait_for(lambda: any(name == "share_files" for name, _ in window.invoked))
        (asked,) = [args for name, args in window.invoked if name == "share_files"]
    (file,) = asked["files"]
    assert (file["name"], file["mime_type"]) == ("Zoë-Ünal.vcf", "text/vcard")
    assert "Zoë / Ünal".encode() in file["data"]


@in_own_loop
async def test_elsewhere_it_is_a_file(replica: Replica, person: tuple[str, str]) -> None:
    account, contact = person
    answers = {"save_file": "/somewhere/card.vcf"}
    async with Opened(replica, partial(CustomerDetail, account), answers=answers) as window:
        window.page.platform = ft.PagePlatform.LINUX
        await window.tap(f"person-{contact}")
        await window.tap("contact-share")
        await window.said("Card saved")
        (asked,) = [args for name, args in window.invoked if name == "save_file"]
    assert asked["file_name"] == "Zoë-Ünal.vcf"
    assert "Zoë / Ünal".encode() in asked["src_bytes"]
