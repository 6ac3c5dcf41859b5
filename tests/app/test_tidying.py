"""Two-minute fixes: planted faults are found, set right they leave; nobody is named or counted."""

from pathlib import Path

import pytest
from sqlalchemy import event

from app.queries.tidying import STATEMENTS, Fault, fixes
from sync.client.replica import Replica
from sync.core.records.account import Account
from sync.core.records.contact import Contact
from sync.core.records.follow_up import FollowUp
from sync.core.schema import RECORDS
from sync.core.spans import DAY_MS
from tests.app.flet_harness import in_own_loop
from tests.app.test_deals_queries import add_deal
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import make_account, make_contact, make_note

YEARS_MS = 400 * DAY_MS


def found(replica: Replica) -> dict[Fault, list[str]]:
    with replica.reading() as connection:
        all_of_them = fixes(connection, replica.now_ms(), 50)
        return {fault: [fix.id for fix in listed] for fault, listed in all_of_them.items()}


@pytest.fixture
def planted(replica: Replica) -> Replica:
    """A replica with one of each fault, and a customer and a deal that are as they should be."""
    now = replica.now_ms()
    with replica.transaction() as writer:
        for name in ("whole", "bare", "lonely"):
            street = "" if name == "bare" else "Mill Lane 1"
            writer.add(make_account(name.title(), id=name, street=street, phone="", city=""))
        person = {"account_id": "whole", "phone": "0113 496 0001"}
        writer.add(make_contact("Ann", id="ann", confirmed_ms=now, **person))
        old = now - YEARS_MS
        writer.add(make_contact("Ben", id="ben", confirmed_ms=old, created_ms=old, **person))
        writer.add(make_contact("Cat", id="cat", account_id="bare", confirmed_ms=now))
        add_deal(writer, id="fine", account_id="whole", created_ms=now)
        writer.add(FollowUp(account_id="whole", deal_id="fine", text="Send it"))
        add_deal(writer, id="stepless", account_id="whole", created_ms=now)
        add_deal(writer, id="quiet", account_id="lonely", created_ms=old)
        writer.add(FollowUp(account_id="lonely", deal_id="quiet", text="Ask"))
    return replica


def test_planted_faults_are_found_and_nothing_else(planted: Replica) -> None:
    assert found(planted) == {
        "stale": ["quiet"],
        "step": ["stepless"],
        "reach": ["bare"],
        "nobody": ["lonely"],
        "unconfirmed": ["ben"],
    }


def test_what_is_set_right_leaves(planted: Replica) -> None:
    with planted.transaction() as writer:
        writer.add(FollowUp(account_id="whole", deal_id="stepless", text="Call"))
        writer.add(make_note("Still on.", account_id="lonely", written_ms=planted.now_ms()))
        writer.add(make_contact("Dan", account_id="lonely", confirmed_ms=planted.now_ms()))
        writer.edit(Account, "bare", phone="0113 496 0002")
        writer.edit(Contact, "ben", confirmed_ms=planted.now_ms())
    assert found(planted) == {fault: [] for fault in STATEMENTS}


def test_no_query_of_the_figures_has_a_key_of_a_person(planted: Replica) -> None:
    """Read what the database is asked, and every column by which a record is somebody's."""
    somebody = {
        column
        for kind in RECORDS.values()
        for column in kind.model_fields
        if column in {"to_id", "given_by", "given_from", "created_by"}
        or column.endswith(("owner_id", "author_id", "user_id", "keeper_id"))
    }
    assert {"owner_id", "author_id", "to_id", "given_by"} <= somebody
    asked: list[str] = []
    with planted.reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        fixes(connection, planted.now_ms(), 50)
    assert len(asked) >= len(STATEMENTS)
    figures = [sql for sql in asked if sql in STATEMENTS.values()]
    assert len(figures) == len(STATEMENTS)
    words = {word.strip("().,").rpartition(".")[2] for sql in figures for word in sql.split()}
    assert not words & (somebody | {"user", "count", "sum", "group"})


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@in_own_loop
async def test_each_fix_is_a_tap_from_me_and_a_confirmed_person_leaves(
    planted: Replica, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with Window(planted, tmp_path, size, "/me") as window:
        await window.tap("me-fixes")
        await window.sees("fix-step-stepless")
        assert {"fix-stale-quiet", "fix-reach-bare", "fix-nobody-lonely"} <= set(window.ids())
        assert "Ada" not in " ".join(window.texts())
        await window.tap("fix-unconfirmed-ben-right")
        await window.wait_for(lambda: "fix-unconfirmed-ben" not in window.ids())
        await window.undo()
        await window.tap("fix-step-stepless")
        await window.wait_for(lambda: (window.page.route or "").endswith("/deals/stepless"))


@in_own_loop
async def test_nothing_to_set_right_says_so(replica: Replica, tmp_path: Path) -> None:
    async with Window(replica, tmp_path, route="/me") as window:
        await window.tap("me-fixes")
        await window.sees("fixes-none")
