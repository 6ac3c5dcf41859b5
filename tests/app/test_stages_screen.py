"""Those who lead shape pipelines from Me; what they write for all is the team's text."""

from functools import partial
from typing import Any

import flet as ft
import pytest

from app.commands.terms import set_terms
from app.queries.deal_order import Ranking
from app.queries.deals import DealFilter, deals_page
from app.queries.order_audit import audit
from app.queries.order_rules import read_rules
from app.queries.team import stages
from app.queries.terms import Terms, terms
from app.screens.me import MeScreen
from app.screens.me_rules import EarlierRules, Version, versions
from app.screens.me_stages import StagesScreen
from sync.client.engine import sync_once
from sync.client.replica import Replica
from sync.core.errors import RefusedError
from sync.core.permissions import Actor
from sync.core.records.team import User
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.app.test_deals_queries import TODAY, add_deal
from tests.app.test_own_order_screen import choose
from tests.builders import make_account
from tests.conftest import Joined

SIZES = pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])


def names(replica: Replica) -> list[str]:
    with replica.reading() as connection:
        return [stage.name for stage in stages(connection)]


def agreed(replica: Replica) -> Terms:
    with replica.reading() as connection:
        return terms(connection)


def screen() -> ft.Control:
    return StagesScreen(lambda: None)


@SIZES
@in_own_loop
async def test_leader_finds_it_in_me_and_shapes_a_pipeline(replica: Replica, width: float) -> None:
    async with Opened(replica, MeScreen, width=width) as window:
        await window.tap("me-stages")
        await window.shown("stage-stage-new")
        await choose(window, "stage-menu-stage-new", "rename")
        await window.shown("shape-line")
        assert getattr(window.by_id("shape-line"), "value", "") == "New"
        await window.type("shape-line", "Heard of")
        await window.click("shape-line-save")
        await window.said("Heard of")
        await window.click("stage-stage-new")  # a tap writes what it means
        await window.shown("shape-line")
        await window.type("shape-line", "Somebody called")
        await window.click("shape-line-save")
        await window.said("Somebody called")
        await choose(window, "stage-menu-stage-proposal", "split")
        await window.type("shape-line", "Second offer")
        await window.click("shape-line-save")
        await window.said("Second offer")
        await choose(window, "stage-menu-stage-qualified", "into:stage-proposal")
        await window.gone("stage-stage-qualified")
        await choose(window, "stage-menu-stage-proposal", "down")
        expected = ["Heard of", "Second offer", "Proposal", "Negotiation", "Won", "Lost"]
        await window.wait_for(lambda: names(replica) == expected)
        await window.click("stages-back")
        await window.shown("me-stages")


@in_own_loop
async def test_pipelines_are_added_renamed_and_made_one(replica: Replica) -> None:
    async with Opened(replica, screen) as window:
        await window.tap("pipeline-add")
        await window.shown("shape-line")
        await window.click("shape-line-save")  # no name yet: nothing happens
        await window.type("shape-line", "Renewals")
        await window.click("shape-line-save")
        await window.said("Renewals")
        with replica.reading() as connection:
            other = next(s.pipeline_id for s in stages(connection) if s.pipeline == "Renewals")
        await choose(window, f"pipeline-menu-{other}", "rename_pipeline")
        await window.type("shape-line", "Second year")
        await window.click("shape-line-save")
        await window.said("Second year")
        await choose(window, f"pipeline-menu-{other}", "add_open")
        await window.type("shape-line", "Due")
        await window.click("shape-line-save")
        await window.said("Due")
        await choose(window, f"pipeline-menu-{other}", "into:pipeline-sales")
        await window.gone(f"pipeline-menu-{other}")
        assert names(replica).count("Due") == 1
        await window.undo()
        await window.shown(f"pipeline-menu-{other}")


@in_own_loop
async def test_open_stage_is_never_offered_to_become_a_won_one(replica: Replica) -> None:
    async with Opened(replica, screen) as window:
        await window.shown("stage-menu-stage-new")
        menu = window.by_id("stage-menu-stage-new")
        keys = {item.key for item in window.walk(menu) if isinstance(item, ft.PopupMenuItem)}
        assert "into:stage-proposal" in keys
        assert not {"into:stage-won", "into:stage-lost", "into:stage-new"} & keys


@in_own_loop
async def test_reasons_and_quiet_days_are_the_teams(replica: Replica) -> None:
    async with Opened(replica, screen) as window:
        await window.shown("terms-lost_reasons")
        assert "terms-save" not in window.ids()
        await window.type("terms-lost_reasons", "Price\n\n Timing \nPrice")
        await window.tap("terms-save")
        await window.wait_for(lambda: agreed(replica).lost_reasons == ("Price", "Timing"))
        await window.click("stale-days-30")
        await window.wait_for(lambda: agreed(replica).stale_days == 30)
        assert agreed(replica).won_reasons == ()


def as_role(replica: Replica, role: str) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
    with replica.transaction(Actor(me, "admin")) as writer:
        writer.edit(User, me, role=role)


@pytest.mark.parametrize("role", ["manager", "rep"])
@in_own_loop
async def test_who_may_not_change_it_does_not_find_it(replica: Replica, role: str) -> None:
    as_role(replica, role)
    async with Opened(replica, MeScreen) as window:
        await window.shown("me-theme-dark")
        assert ("me-stages" in window.ids()) is (role == "manager")
        if role == "manager":
            await window.click("me-stages")
            await window.shown("stage-stage-new")
            assert not {"terms-lost_reasons", "rules-text"} & set(window.ids())
    with pytest.raises(RefusedError), replica.transaction() as writer:
        set_terms(writer, {"order_rules": "+1 keen"})


# rules of a suggested order


@in_own_loop
async def test_rules_say_what_is_not_understood_and_what_they_favour(replica: Replica) -> None:
    with replica.transaction() as writer:
        for number in range(30):
            add_deal(writer, f"{number}", read="keen" if number < 6 else "")
    async with Opened(replica, screen) as window:
        await window.shown("rules-text")
        assert "rules-audit" not in window.ids()
        await window.type("rules-text", "+3 keen\n+2 nice people")
        await window.said("nice people")
        await window.shown("rules-audit")
        assert agreed(replica).order_rules == ""
        await window.click("rules-save")
        await window.wait_for(lambda: agreed(replica).order_rules == "+3 keen\n+2 nice people")


def test_audit_shows_what_a_skewed_set_favours_and_never_whose_it_is(replica: Replica) -> None:
    with replica.transaction() as writer:
        glass = writer.add(make_account("Glas", industry="Glass"))
        bakery = writer.add(make_account("Brot", industry="Bakery"))
        for number in range(100):  # one in five is a glass maker's, and all of those are keen
            few = number % 5 == 0
            add_deal(
                writer,
                str(number),
                id=f"{(number * 7919) % 65536:04x}"[::-1] + f"{number:028x}"[::-1],
                account_id=glass if few else bakery,
                read="keen" if few else "",
                owner_id="user-1" if few else "user-2",
            )
    rules = read_rules("+3 keen", TODAY).rules
    with replica.reading() as connection:
        found = audit(connection, Ranking(rules, TODAY))
        fair = audit(connection, Ranking(read_rules("+1 no next step", TODAY).rules, TODAY))
        rows = deals_page(connection, DealFilter(order="suggested"), 0, 20, Ranking(rules, TODAY))
    leanings = {(one.trait, one.value): one for one in found.leanings}
    glassy = leanings["industry", "Glass"]
    assert (found.looked_at, found.of, found.outside) == (20, 100, 2)
    assert glassy.share == 0.2
    assert glassy.first == sum(int(row.title) % 5 == 0 for row in rows) >= 15
    assert ("read", "keen") in leanings
    assert {one.trait for one in found.leanings} <= {
        "stage",
        "read",
        "industry",
        "currency",
        "size",
    }
    assert [place for place, row in enumerate(rows, 1) if row.outside] == [10, 20]
    assert ("read", "keen") not in {
        (one.trait, one.value) for one in fair.leanings if one.first > 10
    }


def test_every_version_of_the_rules_is_in_the_teams_history(
    two_replicas: tuple[Joined, Joined],
) -> None:
    mia = two_replicas[0]
    for rules in ("+3 keen", "+3 overdue\n+1 keen", ""):
        with mia.replica.transaction() as writer:
            set_terms(writer, {"order_rules": rules})
        sync_once(mia.replica, mia.service)
    page = mia.service.history(mia.replica.state().team_id, 0)
    told = versions(page.entries)
    assert [one.rules for one in told][:3] == ["", "+3 overdue\n+1 keen", "+3 keen"]
    assert told[0].who == mia.replica.state().user_id


@in_own_loop
async def test_order_of_earlier_rules_can_be_seen(replica: Replica) -> None:
    with replica.transaction() as writer:
        add_deal(writer, "plain", expected_on="2026-11-22")
        add_deal(writer, "liked", read="keen", expected_on="2027-01-01")
        set_terms(writer, {"order_rules": "+1 overdue"})
    old = Version("01a1fdfa460000000001", 1_795_000_000_000, "", "+3 keen")
    async with Opened(replica, partial(EarlierRules, old)) as window:
        await window.tap(f"rules-{old.stamp}")
        await window.shown(f"rules-order-{old.stamp}")
        shown: list[Any] = []

        def first() -> bool:
            shown[:] = [said for said in window.texts() if said.startswith("1. ")]
            return bool(shown)

        await window.wait_for(first)
        assert shown == ["1. liked   +3 keen"]
    assert agreed(replica).order_rules == "+1 overdue"
