"""What a rep's manager sees, on one screen: counted, each with a way into it."""

import re
from typing import Any

import pytest

from app.queries.seen import KINDS, SeenPage, seen_page
from app.screens.me import MeScreen
from app.screens.me_seen import ALONG, NEVER_SENT
from sync.client.engine import sync_once
from sync.client.replica import Replica
from sync.core.permissions import can_read, scope_of
from sync.core.records.attachment import Attachment
from sync.core.schema import RECORDS
from sync.store import rows
from tests.app.conflicts import my_id
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS, Opened
from tests.app.test_deals_queries import add_deal
from tests.app.windows import DESKTOP as DESKTOP_SIZE
from tests.app.windows import PHONE as PHONE_SIZE
from tests.app.windows import Window
from tests.builders import (
    MANAGER,
    NOON_MS,
    make_account,
    make_fact,
    make_follow_up,
    make_note,
    make_problem,
    make_visit,
)
from tests.conftest import Joined

DEALS = 7
OTHER = "user-other"


def fill(replica: Replica) -> str:
    """Write seven deals of one's own, one of each other kind, and as much of another's."""
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        for owner, each in ((writer.actor.user_id, "mine"), (OTHER, "theirs")):
            of: dict[str, Any] = {"account_id": account, "owner_id": owner}
            private = owner == writer.actor.user_id
            if not private and not writer.actor.leads:
                continue
            for n in range(DEALS):
                stage = "stage-won" if n == 1 else "stage-new"  # what is closed is seen, too
                shared = n > 0 or not private
                add_deal(writer, f"Oven {n} {each}", shared=shared, stage_id=stage, **of)
            writer.add(make_visit(id=f"visit-{each}", **of))
            writer.add(make_visit(NOON_MS + 90_000_000, id=f"plan-{each}", done=False, **of))
            writer.add(make_note("Cold feet", id=f"note-{each}", shared=not private, **of))
            writer.add(make_follow_up("Call", id=f"step-{each}", due_on="2026-11-24", **of))
            writer.add(make_fact(id=f"fact-{each}", **of))
            writer.add(make_problem(id=f"problem-{each}", state="working", **of))
            writer.add(Attachment(id=f"file-{each}", name="wall.jpg", **of))
    return account


def page(replica: Replica, few: int = 5) -> SeenPage:
    with replica.reading() as connection:
        return seen_page(connection, my_id(replica), {}, few)


def test_it_holds_ones_own_records_and_counts_what_is_private(replica: Replica) -> None:
    assert page(replica).empty
    account = fill(replica)
    found = page(replica)
    assert len(page(replica, few=100).deals.rows) == DEALS
    assert (found.deals.count, found.deals.private, len(found.deals.rows)) == (DEALS, 1, 5)
    counts = {kind: (one.count, one.private) for kind, one in found.records.items()}
    assert counts == {
        "visit": (2, 0),
        "note": (1, 1),
        "follow_up": (1, 1),
        "fact": (1, 0),
        "problem": (1, 0),
        "attachment": (1, 0),
    }
    forms = [row.form for kind in KINDS for row in found.records[kind].rows]
    assert forms == ["planned", "visit", "note", "open", "fact", "problem_working", "file"]
    assert {row.path for one in found.records.values() for row in one.rows} == {
        f"/customers/{account}"
    }


def test_it_is_all_a_manager_receives_of_theirs(two_replicas: tuple[Joined, Joined]) -> None:
    """Every record of the rep's that the manager's device holds is counted on the screen."""
    mia, bo = two_replicas
    fill(bo.replica)
    sync_once(bo.replica, bo.service)
    sync_once(mia.replica, mia.service)
    bos, found = my_id(bo.replica), page(bo.replica, few=100)
    shown = {"deal": {row.id for row in found.deals.rows}}
    shown |= {kind: {row.id for row in one.rows} for kind, one in found.records.items()}
    beside = {"account", "contact", "conflict", "device"}  # the team's, and what comes of others
    for kind in RECORDS.keys() - beside:
        with mia.replica.reading() as connection:
            held = {
                row.id
                for row in rows.load_all(connection, kind)
                if row.values.get("owner_id") == bos
                and can_read(MANAGER, scope_of(kind, row.values))
            }
        assert held == shown.get(kind, set()), kind


@pytest.mark.parametrize("size", [PHONE_SIZE, DESKTOP_SIZE])
def test_a_rep_finds_it_in_me_and_each_record_is_one_tap_away(
    two_replicas: tuple[Joined, Joined], size: tuple[int, int]
) -> None:
    bo = two_replicas[1].replica
    fill(bo)
    with bo.reading() as connection:
        deal = seen_page(connection, my_id(bo), {}, 5).deals.rows[0].id

    @in_own_loop
    async def told() -> None:
        async with Window(bo, bo.path.parent, size, "/me") as window:
            await window.tap("me-seen")
            await window.sees("seen-deal")
            assert f"{DEALS} deals of yours" in window.texts()
            assert "1 of them is only for you and your managers." in window.texts()
            for key in NEVER_SENT:
                assert WORDS.t(f"seen.never_{key}") in window.texts()
            for key in ALONG:
                assert WORDS.t(f"seen.along_{key}") in window.texts()
            assert len(window.ids("deal-row-")) == 5
            await window.tap("seen-deal-more")
            await window.wait_for(lambda: len(window.ids("deal-row-")) == DEALS)
            await window.tap(f"deal-row-{deal}")
            await window.sees("deal-customer")
            if size == PHONE_SIZE:
                await window.tap("back")
                await window.sees("seen-row-note-mine")
                await window.tap("seen-back")
                await window.sees("me-seen")

    told()


@in_own_loop
async def test_who_is_alone_or_leads_has_nobody_to_show_it_to(replica: Replica) -> None:
    async with Opened(replica, MeScreen) as window:
        await window.shown("me-import")
        assert "me-seen" not in window.ids()


def test_the_words_do_not_promise_more_than_is_kept() -> None:
    """A note's first wording and all times are sent, and the screen says so."""
    assert "first wording" in WORDS.t("seen.along_corrected")
    assert re.search(r"before you save", WORDS.t("seen.never_correcting"))
