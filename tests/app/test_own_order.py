"""One's own order of deals: pins, places, and what nothing moves."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.deal_places import STEP, arrange, forget_order, pin_deal, spread, unpin_deal
from app.commands.deals import edit_deal, move_deal, park_deal
from app.commands.undo import undo
from app.queries.accounts import account_card
from app.queries.deal_order import OUTSIDE_EVERY, Ranking
from app.queries.deals import DealFilter, DealRow, deals_count, deals_page, deals_totals
from app.queries.order_rules import read_rules
from sync.client.replica import Replica
from sync.core.errors import ViolationError
from sync.core.records.deal_place import DealPlace, place_id
from tests.app.test_deals_queries import add_deal
from tests.builders import make_account

TODAY = date(2026, 11, 21)
RULES = "+3 keen\n-2 cold"


def filled(replica: Replica, count: int = 5) -> list[str]:
    """Write deals, the soonest first; return their ids."""
    with replica.transaction() as writer:
        return [
            add_deal(
                writer,
                f"{n:02}",
                id=sha256(str(n).encode()).hexdigest()[:32],  # as random at its end as real ones
                expected_on=(TODAY + timedelta(days=n + 9)).isoformat(),
            )
            for n in range(count)
        ]


def listed(
    replica: Replica, order: str = "", rules: str = "", **wanted: str
) -> tuple[DealRow, ...]:
    """Read the list."""
    ranking = Ranking(read_rules(rules, TODAY).rules, TODAY) if rules else None
    with replica.reading() as connection:
        return deals_page(connection, DealFilter(order=order, **wanted), 0, 200, ranking)


def titles(rows: Sequence[DealRow]) -> list[str]:
    return [row.title for row in rows]


def test_pinned_deals_stand_on_top_with_the_reason_and_undo_takes_the_pin_out(
    replica: Replica,
) -> None:
    ids = filled(replica)
    with replica.transaction() as writer:
        done = pin_deal(writer, ids[3], "They  merge\nin March")
    first = listed(replica)[0]
    assert (first.title, first.pinned, first.why) == ("03", True, "They merge in March")
    with replica.transaction() as writer:
        undo(writer, done)
    assert titles(listed(replica)) == ["00", "01", "02", "03", "04"]
    with replica.transaction() as writer:
        pin_deal(writer, ids[4])
    assert titles(listed(replica))[0] == "04"
    assert listed(replica)[0].why == ""


@pytest.mark.parametrize("order", ["", "soonest", "suggested"])
def test_nothing_but_its_owner_unpins_a_deal(replica: Replica, order: str) -> None:
    ids = filled(replica, 30)
    with replica.transaction() as writer:
        for one in ids[:28]:
            edit_deal(writer, one, read="keen")
        edit_deal(writer, ids[29], read="cold")
        pin_deal(writer, ids[29], "A merger")
    assert titles(listed(replica, order, RULES))[0] == "29"
    with replica.transaction() as writer:  # other rules, another date, another stage, other people
        edit_deal(writer, ids[29], expected_on="2031-01-01", amount_minor=1)
        move_deal(writer, ids[29], "stage-negotiation", TODAY)
        arrange(writer, ids[:3], ids[2])
        park_deal(writer, ids[29])
        edit_deal(writer, ids[29], parked=False)
    for rules in (RULES, "+100 keen", "-100 cold", "+5 overdue\n-100 stage Negotiation"):
        assert titles(listed(replica, order, rules))[0] == "29"
    with replica.transaction() as writer:
        unpin_deal(writer, ids[29])
    assert titles(listed(replica, order, RULES))[0] != "29"


def test_a_deal_moved_up_stays_there_whatever_its_date(replica: Replica) -> None:
    ids = filled(replica)
    with replica.transaction() as writer:
        done = arrange(writer, [ids[0], ids[4], ids[1]], ids[4])
    assert titles(listed(replica)) == ["00", "04", "01", "02", "03"]
    with replica.transaction() as writer:
        edit_deal(writer, ids[4], expected_on="2031-01-01")
    assert titles(listed(replica)) == ["00", "04", "01", "02", "03"]
    assert titles(listed(replica, "soonest")) == ["00", "01", "02", "03", "04"]
    with replica.transaction() as writer:
        forget_order(writer, ids[4])
    assert titles(listed(replica)) == ["00", "01", "02", "03", "04"]
    with replica.transaction() as writer:
        undo(writer, done)
    assert titles(listed(replica)) == ["00", "01", "02", "03", "04"]


def test_moving_one_deal_writes_one_place(replica: Replica) -> None:
    ids = filled(replica, 8)
    with replica.transaction() as writer:
        arrange(writer, ids, ids[0])
    with replica.transaction() as writer:
        done = arrange(writer, [ids[0], ids[7], *ids[1:7]], ids[7])
    assert [one.id for one in done.written] == [place_id(replica.state().user_id, ids[7])]


@given(st.lists(st.integers(min_value=0, max_value=6_000), max_size=12))
def test_places_always_rise_and_a_rising_list_is_left_alone(places: list[int]) -> None:
    given_ = spread(places)
    assert all(a < b for a, b in zip([0, *given_], given_, strict=False))
    assert spread(given_) == given_


def test_places_without_room_between_them_are_written_anew() -> None:
    assert spread([1, 0, 2]) == [STEP, 2 * STEP, 3 * STEP]


def test_one_persons_two_devices_write_the_same_place_and_others_another() -> None:
    assert place_id("u", "d") == place_id("u", "d")
    assert len({place_id("u", "d"), place_id("u", "e"), place_id("v", "d")}) == 3


def test_two_places_for_one_deal_from_before_and_after_joining_are_one(replica: Replica) -> None:
    ids = filled(replica)
    with replica.transaction() as writer:
        own = writer.actor.user_id
        writer.add(DealPlace(owner_id=own, deal_id=ids[2], pinned=True, why="Before"))
        pin_deal(writer, ids[2])
    rows = listed(replica)
    assert titles(rows) == ["02", "00", "01", "03", "04"]
    assert rows[0].why == "Before"


@pytest.mark.parametrize("why", ["م" * 300, "👩‍🚀 \u202eright to left", ""])
def test_reason_of_a_pin_may_be_in_any_script(replica: Replica, why: str) -> None:
    ids = filled(replica)
    with replica.transaction() as writer:
        pin_deal(writer, ids[1], why)
    assert listed(replica)[0].why == why


def test_reason_of_ten_thousand_letters_is_refused_and_nothing_is_written(
    replica: Replica,
) -> None:
    ids = filled(replica)
    with pytest.raises(ViolationError), replica.transaction() as writer:
        pin_deal(writer, ids[1], "A" * 10_000)
    assert not listed(replica)[0].pinned


# resting deals


def test_parked_deals_leave_list_and_totals_and_come_back_by_a_move(replica: Replica) -> None:
    ids = filled(replica, 3)
    with replica.transaction() as writer:
        done = park_deal(writer, ids[0])
    assert titles(listed(replica)) == ["01", "02"]
    assert titles(listed(replica, outcome="parked")) == ["00"]
    with replica.reading() as connection:
        count = deals_count(connection, DealFilter())
        sums = {
            outcome: [t.amount_minor for t in deals_totals(connection, DealFilter(outcome=outcome))]
            for outcome in ("open", "parked", "")
        }
        everything = deals_count(connection, DealFilter(outcome=""))
    assert (count.rows, count.parked, everything.rows) == (2, 1, 3)
    assert sums == {"open": [9_000_000], "parked": [4_500_000], "": [9_000_000]}
    assert len(listed(replica, outcome="")) == 3
    with replica.transaction() as writer:
        undo(writer, done)
    assert len(listed(replica)) == 3
    with replica.transaction() as writer:
        park_deal(writer, ids[0])
        move_deal(writer, ids[0], "stage-proposal", TODAY)
    assert len(listed(replica)) == 3


# an order the team's rules suggest


def test_suggested_order_says_which_rules_a_deal_meets(replica: Replica) -> None:
    ids = filled(replica, 4)
    with replica.transaction() as writer:
        edit_deal(writer, ids[3], read="keen", confidence=80)
        edit_deal(writer, ids[0], read="cold")
    rules = "+3 keen\n-2 cold\n+1 confidence over 60\n+1 over 1,000 EUR\n+9 over 1,000 USD"
    rows = listed(replica, "suggested", rules)
    assert titles(rows) == ["03", "01", "02", "00"]
    assert rows[0].reasons == ("+3 keen", "+1 confidence over 60", "+1 over 1,000 EUR")
    assert rows[1].reasons == ("+1 over 1,000 EUR",)
    assert rows[3].reasons == ("-2 cold", "+1 over 1,000 EUR")


def test_without_rules_nothing_is_suggested(replica: Replica) -> None:
    filled(replica, 12)
    assert titles(listed(replica, "suggested")) == titles(listed(replica))
    assert not any(row.outside for row in listed(replica, "suggested"))


def test_one_slot_in_ten_lies_outside_the_rules_and_changes_by_the_day(replica: Replica) -> None:
    ids = filled(replica, 95)
    with replica.transaction() as writer:
        pin_deal(writer, ids[94])
        for one in ids[:60]:
            edit_deal(writer, one, read="keen")
    rows = listed(replica, "suggested", RULES)
    assert len({row.id for row in rows}) == 95
    assert rows[0].pinned
    places = [place for place, row in enumerate(rows[1:], 1) if row.outside]
    assert places == list(range(OUTSIDE_EVERY, 95, OUTSIDE_EVERY))
    drawn = set()
    for day in range(1, 15):
        later = Ranking(read_rules(RULES, TODAY).rules, date(2026, 12, day))
        with replica.reading() as connection:
            page = deals_page(connection, DealFilter(order="suggested"), 0, 200, later)
        drawn.add(tuple(row.id for row in page if row.outside))
    assert len(drawn) > 7


def test_pages_of_a_suggested_order_follow_each_other(replica: Replica) -> None:
    filled(replica, 57)
    ranking = Ranking(read_rules(RULES, TODAY).rules, TODAY)
    wanted = DealFilter(order="suggested")
    with replica.reading() as connection:
        paged = [
            row.id
            for start in range(0, 60, 20)
            for row in deals_page(connection, wanted, start, 20, ranking)
        ]
        assert paged == [row.id for row in deals_page(connection, wanted, 0, 60, ranking)]
    assert len(set(paged)) == 57


@pytest.mark.parametrize(
    "line",
    ["call me", "+3", "keen", "+999 keen", "+1 over EUR", "+1 stage", "+1 expected within x days"],
)
def test_line_that_cannot_be_read_is_told_and_counts_for_nothing(line: str) -> None:
    rules = read_rules(f"# ours\n\n{line}\n+3 keen", TODAY)
    assert rules.unread == (line,)
    assert [rule.said for rule in rules.rules] == ["+3 keen"]


def test_rule_cannot_reach_past_its_meaning(replica: Replica) -> None:
    filled(replica, 3)
    rules = "+1 stage x'); DROP TABLE deal; --\n+2 stage New"
    assert [row.reasons for row in listed(replica, "suggested", rules)] == [("+2 stage New",)] * 3


def test_customers_card_says_which_of_its_deals_rest(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        for title in ("awake", "resting"):
            add_deal(writer, title, account_id=account, parked=title == "resting")
    with replica.reading() as connection:
        card = account_card(connection, account)
    assert card
    assert {deal.title: bool(deal.parked) for deal in card.deals} == {
        "awake": False,
        "resting": True,
    }
