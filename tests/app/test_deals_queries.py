"""Deals as lists, boards and one page: right rows, right order, right sums, right to change."""

from datetime import date, timedelta
from itertools import product

import pytest

from app.commands.deals import change_customer, create_deal, delete_deal, edit_deal, move_deal
from app.commands.undo import undo
from app.queries.accounts import account_name, suggested_accounts
from app.queries.deal_page import deal_detail, deal_page
from app.queries.deals import COLUMN, DealFilter, board, deals_page, deals_totals
from app.queries.team import stages
from sync.client.replica import Replica
from sync.client.writer import Writer
from sync.core.defaults import PIPELINE_ID
from sync.core.errors import RecordMissingError
from sync.core.permissions import Actor
from sync.core.records.account import Account
from sync.core.records.deal import Deal
from sync.core.records.pipeline import Pipeline, Stage
from sync.core.records.team import User
from tests.builders import make_account, make_contact, make_deal, make_follow_up

TODAY = date(2026, 11, 21)
ALL = DealFilter(outcome="")


def add_deal(writer: Writer, title: str = "Belts", **fields: object) -> str:
    """Write an open deal of 45,000 euros."""
    start = {"stage_id": "stage-new", "pipeline_id": PIPELINE_ID, "expected_on": "2026-12-01"}
    return writer.add(make_deal(title, **{**start, **fields}))  # type: ignore[arg-type]  # scalars


def titles(replica: Replica, wanted: DealFilter, offset: int = 0, limit: int = 50) -> list[str]:
    """Return the titles of a page."""
    with replica.reading() as connection:
        return [row.title for row in deals_page(connection, wanted, offset, limit)]


def test_soonest_deal_stands_first_and_undated_last(replica: Replica) -> None:
    with replica.transaction() as writer:
        for title, day in (("later", "2027-01-01"), ("some day", ""), ("soon", "2026-11-22")):
            add_deal(writer, title, expected_on=day)
    assert titles(replica, DealFilter()) == ["soon", "later", "some day"]


def test_closed_deals_stand_latest_first(replica: Replica) -> None:
    with replica.transaction() as writer:
        for title, day in (("old", "2026-01-01"), ("fresh", "2026-11-20")):
            add_deal(writer, title, stage_id="stage-won", closed_on=day)
    assert titles(replica, DealFilter(outcome="won")) == ["fresh", "old"]


def test_pages_follow_each_other_without_gap_or_repeat(replica: Replica) -> None:
    with replica.transaction() as writer:
        for number in range(95):
            add_deal(writer, f"{number:03}", expected_on=f"2026-12-{number % 3 + 1:02}")
    paged = [t for start in range(0, 100, 20) for t in titles(replica, ALL, start, 20)]
    assert len(paged) == len(set(paged)) == 95
    assert paged == titles(replica, ALL, 0, 95)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (DealFilter(), {"open", "elsewhere", "other"}),
        (DealFilter(outcome="won"), {"won"}),
        (DealFilter(outcome="lost"), {"lost"}),
        (ALL, {"open", "elsewhere", "other", "won", "lost"}),
        (DealFilter(stage_id="stage-won", outcome="won"), {"won"}),
        (DealFilter(owner_id="user-2"), {"other"}),
        (DealFilter(text="other"), {"other"}),
        (DealFilter(text="hafn"), {"open"}),
        (DealFilter(text="hafn", outcome=""), {"open", "won"}),
        (DealFilter(text="nobody has this"), set()),
    ],
)
def test_filter_finds_what_it_names(replica: Replica, wanted: DealFilter, found: set[str]) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        add_deal(writer, "open", account_id=account)
        add_deal(writer, "elsewhere", stage_id="a stage not known here")
        add_deal(writer, "other", owner_id="user-2")
        add_deal(writer, "won", stage_id="stage-won", account_id=account)
        add_deal(writer, "lost", stage_id="stage-lost")
        add_deal(writer, "gone", deleted=True)
    assert set(titles(replica, wanted)) == found
    with replica.reading() as connection:
        assert sum(total.deals for total in deals_totals(connection, wanted)) == len(found)


def test_totals_keep_currencies_apart_and_count_what_has_no_amount(replica: Replica) -> None:
    with replica.transaction() as writer:
        add_deal(writer, amount_minor=100, currency="EUR")
        add_deal(writer, amount_minor=200, currency="EUR")
        add_deal(writer, amount_minor=900, currency="USD")
        add_deal(writer, amount_minor=0, currency="")
    with replica.reading() as connection:
        totals = deals_totals(connection, ALL)
    assert [(t.currency, t.amount_minor, t.deals) for t in totals] == [
        ("USD", 900, 1),
        ("EUR", 300, 2),
        ("", 0, 1),
    ]


def test_steps_count_open_stages_won_is_all_of_them_lost_is_none(replica: Replica) -> None:
    with replica.reading() as connection:
        steps = {stage.name: (stage.step, stage.of) for stage in stages(connection)}
    assert steps["New"] == (0, 4)
    assert steps["Negotiation"] == (3, 4)
    assert steps["Won"] == (3, 4)
    assert steps["Lost"] == (-1, 4)


def test_board_has_a_column_for_each_stage_with_count_totals_and_first_deals(
    replica: Replica,
) -> None:
    with replica.transaction() as writer:
        for number in range(COLUMN + 3):
            add_deal(writer, f"{number:02}", amount_minor=100)
        add_deal(writer, "won", stage_id="stage-won", closed_on="2026-11-01")
    with replica.reading() as connection:
        columns = board(connection, DealFilter(), PIPELINE_ID, {})
        grown = board(connection, DealFilter(), PIPELINE_ID, {"stage-new": COLUMN * 2})
    assert columns[0].stage.name == "New"
    assert [len(column.deals) for column in columns] == [COLUMN, 0, 0, 0, 1, 0]
    assert columns[0].count == COLUMN + 3
    assert columns[0].totals[0].amount_minor == (COLUMN + 3) * 100
    assert len(grown[0].deals) == COLUMN + 3


def test_deal_moves_from_any_stage_to_any_other_and_back(replica: Replica) -> None:
    with replica.transaction() as writer:
        renewals = writer.add(Pipeline(name="Renewals", position=1))
        writer.add(Stage(id="due", name="Due", pipeline_id=renewals))
        writer.add(Stage(id="kept", name="Kept", pipeline_id=renewals, outcome="won", position=1))
        deal_id = add_deal(writer)
    with replica.reading() as connection:
        known = {stage.id: stage for stage in stages(connection)}
    assert len(known) == 8
    for start, end in product(known, known):
        with replica.transaction() as writer:
            writer.edit(
                Deal, deal_id, stage_id=start, pipeline_id=known[start].pipeline_id, closed_on=""
            )
        with replica.transaction() as writer:
            done = move_deal(writer, deal_id, end, TODAY)
        with replica.reading() as connection:
            moved = deal_detail(connection, deal_id)
        assert moved
        assert (moved.stage_id, moved.pipeline_id) == (end, known[end].pipeline_id)
        closed = known[end].outcome != "open"
        assert moved.closed_on == (TODAY.isoformat() if closed else "")
        with replica.transaction() as writer:
            undo(writer, done)
        with replica.reading() as connection:
            back = deal_detail(connection, deal_id)
        assert back
        assert (back.stage_id, back.closed_on) == (start, "")


def test_a_deal_won_after_all_is_closed_on_the_day_it_was_won(replica: Replica) -> None:
    later = TODAY + timedelta(days=40)
    with replica.transaction() as writer:
        deal_id = add_deal(writer, "Ovens")
        move_deal(writer, deal_id, "stage-lost", TODAY)
        move_deal(writer, deal_id, "stage-won", later)
    with replica.reading() as connection:
        won = deal_detail(connection, deal_id)
    assert won
    assert won.closed_on == later.isoformat()


def test_moving_to_a_stage_that_is_gone_is_refused_and_writes_nothing(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal_id = add_deal(writer)
    with pytest.raises(RecordMissingError), replica.transaction() as writer:
        move_deal(writer, deal_id, "nowhere", TODAY)
    assert titles(replica, DealFilter(stage_id="stage-new")) == ["Belts"]


def test_new_deal_starts_in_the_first_open_stage_with_its_new_customer(replica: Replica) -> None:
    with replica.transaction() as writer:
        done = create_deal(writer, Deal(title="Ovens"), new_account="  Bäckerei Roth ")
        me = writer.actor.user_id
    with replica.reading() as connection:
        deal = deal_detail(connection, done.id)
        assert deal
        assert account_name(connection, deal.account_id) == "Bäckerei Roth"
    assert (deal.stage, deal.owner_id, deal.pipeline_id) == ("New", me, PIPELINE_ID)
    with replica.transaction() as writer:
        undo(writer, done)
    with replica.reading() as connection:
        assert suggested_accounts(connection, "roth", me, 5) == ()


def test_other_customer_leaves_the_old_ones_person_behind(replica: Replica) -> None:
    with replica.transaction() as writer:
        old, new = writer.add(make_account("Old")), writer.add(make_account("New"))
        person = writer.add(make_contact(account_id=old))
        deal_id = add_deal(writer, account_id=old, contact_id=person)
    with replica.transaction() as writer:
        change_customer(writer, deal_id, old)
        assert writer.get(Deal, deal_id).contact_id == person  # type: ignore[union-attr]  # it is there
        change_customer(writer, deal_id, new)
        moved = writer.get(Deal, deal_id)
    assert moved
    assert (moved.account_id, moved.contact_id) == (new, "")


@pytest.mark.parametrize(
    ("role", "owner", "may"),
    [
        ("rep", "user-1", {"title", "owner_id", "shared", "deleted"}),
        ("rep", "user-2", {"title", "deleted"}),
        ("rep", "", {"title", "owner_id", "deleted"}),  # nobody could read it then
        ("manager", "user-2", {"title", "owner_id", "shared", "deleted"}),
    ],
)
def test_page_says_what_this_person_may_change(
    replica: Replica, role: str, owner: str, may: set[str]
) -> None:
    with replica.transaction() as writer:
        deal_id = add_deal(writer, owner_id=owner)
    with replica.reading() as connection:
        assert deal_page(connection, deal_id, Actor("user-1", role)).may == may


def test_page_of_a_deal_has_its_people_and_open_steps(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account())
        writer.add(make_contact("Ines", account_id=account))
        deal_id = add_deal(writer, account_id=account)
        writer.add(make_follow_up("later", deal_id=deal_id, due_on="2026-12-24"))
        writer.add(make_follow_up("first", deal_id=deal_id, due_on="2026-11-24"))
        writer.add(make_follow_up("done", deal_id=deal_id, done_ms=1))
        writer.add(make_follow_up("of another", deal_id="deal-2"))
        writer.add(User(name="Jonas"))
    with replica.reading() as connection:
        page = deal_page(connection, deal_id, Actor("user-1", "rep"))
    assert [person.name for person in page.people] == ["Ines"]
    assert [step.text for step in page.next_steps] == ["first", "later"]
    assert {person.name for person in page.team} == {"Ada", "Jonas"}


def test_page_of_an_unknown_deal_is_empty(replica: Replica) -> None:
    with replica.reading() as connection:
        page = deal_page(connection, "nowhere", Actor("user-1", "admin"))
    assert page.deal is None
    assert page.may == frozenset()


def test_deleted_deal_leaves_the_list_and_undo_brings_it_back(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal_id = add_deal(writer)
    with replica.transaction() as writer:
        done = delete_deal(writer, deal_id)
    assert titles(replica, ALL) == []
    with replica.transaction() as writer:
        undo(writer, done)
    assert titles(replica, ALL) == ["Belts"]


def test_edited_deal_waits_until_it_was_sent(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal_id = add_deal(writer)
    with replica.exclusive() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")
        assert not deals_page(connection, ALL, 0, 1)[0].waiting
    with replica.transaction() as writer:
        edit_deal(writer, deal_id, title="Rollers")
    with replica.reading() as connection:
        assert deals_page(connection, ALL, 0, 1)[0].waiting


def test_suggestions_begin_with_what_was_typed(replica: Replica) -> None:
    with replica.transaction() as writer:
        for name in ("Alte Rosenbrauerei", "Rosenthal", "Zur Rose"):
            writer.add(Account(name=name))
    with replica.reading() as connection:
        names = [found.name for found in suggested_accounts(connection, "rose", "", 5)]
        assert names == ["Rosenthal", "Alte Rosenbrauerei", "Zur Rose"]
        assert len(suggested_accounts(connection, "", "", 2)) == 2
