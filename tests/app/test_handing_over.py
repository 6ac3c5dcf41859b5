"""A customer is handed over as one text with everything a colleague needs."""

from datetime import UTC, datetime
from functools import partial

import flet as ft
import pytest

from app.queries.handover import Handover, handover
from app.screens.handing_over import HandoverButton, handover_text
from sync.client.replica import Replica
from sync.core.records.ask import Ask
from sync.core.records.fact import Fact
from sync.core.records.problem import Problem
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS, Opened
from tests.app.test_deals_queries import add_deal
from tests.builders import (
    NOON_MS,
    make_account,
    make_contact,
    make_follow_up,
    make_note,
    make_visit,
)

NOON = datetime.fromtimestamp(NOON_MS / 1000, UTC)


@pytest.fixture
def account(replica: Replica) -> str:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        account = writer.add(
            make_account("Hafner Glas", must_know="Ring twice", city="Graz", gate_code="4711")
        )
        writer.add(make_contact("Ms Lang", account_id=account, mobile="+43 1", title="Buyer"))
        add_deal(writer, "Ovens", account_id=account, owner_id=me)
        writer.add(make_follow_up("Send the offer", account_id=account, owner_id=me))
        writer.add(Fact(account_id=account, text="A new chief since May", told_ms=NOON_MS))
        writer.add(Problem(account_id=account, text="The door is late"))
        writer.add(Problem(account_id=account, text="Paid long ago", state="closed"))
        writer.add(Ask(account_id=account, owner_id=me, text="Who decides?", answer="Ms Lang."))
        visit = writer.add(make_visit(account_id=account, owner_id=me))
        writer.add(make_note("They want\ntwo.", account_id=account, visit_id=visit, owner_id=me))
        return account


def test_everything_a_colleague_needs_is_in_it_and_nothing_that_is_over(
    replica: Replica, account: str
) -> None:
    with replica.reading() as connection:
        pack = handover(connection, account)
    assert pack
    said = handover_text(WORDS, pack, NOON)
    assert said.startswith("Hafner Glas\n")
    for part in (
        "MUST KNOW\n- Ring twice\n",
        "OPEN PROBLEMS\n- The door is late\n\n",
        "PEOPLE\n- Ms Lang, Buyer, +43 1\n",
        "DEALS\n- Ovens · ",
        "PROMISED\n- Send the offer",
        "WHAT IS NEW THERE\n- A new chief since May\n",
        "LITTLE THINGS\n- 4711\n",
        "QUESTIONS AND ANSWERS\n- Who decides? Ms Lang.\n",
        ": They want two.\n",
    ):
        assert part in said, part
    assert "Paid long ago" not in said


def test_an_empty_customer_has_a_name_and_no_empty_parts(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Anker Werft"))
    with replica.reading() as connection:
        pack = handover(connection, account)
    assert isinstance(pack, Handover)
    assert handover_text(WORDS, pack, NOON).splitlines()[0] == "Anker Werft"
    assert "- " not in handover_text(WORDS, pack, NOON)


def test_of_a_customer_that_is_not_here_there_is_none(replica: Replica) -> None:
    with replica.reading() as connection:
        assert handover(connection, "nowhere") is None


@in_own_loop
async def test_one_tap_hands_it_to_the_phones_own_sheet(replica: Replica, account: str) -> None:
    build = partial(HandoverButton, account, "Hafner Glas")
    answers = {"share_text": {"status": "success", "raw": ""}}
    async with Opened(replica, build, answers=answers) as window:
        await window.click("handover")
        await window.wait_for(lambda: any(name == "share_text" for name, _ in window.invoked))
        (asked,) = [args for name, args in window.invoked if name == "share_text"]
    assert "Ring twice" in asked["text"]


@in_own_loop
async def test_one_tap_saves_it_under_the_customers_name(replica: Replica, account: str) -> None:
    build = partial(HandoverButton, account, "Hafner / Glas: Graz")
    answers = {"save_file": "/somewhere/Hafner-Glas-Graz.txt"}
    async with Opened(replica, build, answers=answers) as window:
        window.page.platform = ft.PagePlatform.LINUX
        await window.click("handover")
        await window.said("Saved")
        (asked,) = [args for name, args in window.invoked if name == "save_file"]
    assert asked["file_name"] == "Hafner-Glas-Graz.txt"
    assert b"Ring twice" in asked["src_bytes"]
