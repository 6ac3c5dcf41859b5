"""Quiet deals: which are asked about, and what each answer does. Ninety days, counted."""

from datetime import UTC, date, datetime

import pytest

from app.commands.deals import edit_deal, keep_deal, lose_deal, park_deal
from app.commands.undo import undo
from app.queries.deal_page import deal_detail
from app.queries.quiet_deals import Quiet, quiet_deals
from sync.client.replica import Replica
from sync.core.errors import RecordMissingError
from sync.core.records.pipeline import Stage
from sync.core.spans import DAY_MS
from tests.app.test_deals_queries import add_deal
from tests.builders import make_account, make_follow_up, make_note, make_visit

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
NOW_MS = round(NOW.timestamp() * 1000)
TODAY = NOW.date()
STALE = 90


def ago(days: float) -> int:
    return NOW_MS - round(days * DAY_MS)


def a_deal(replica: Replica, days: float = 200, **fields: object) -> tuple[str, str]:
    """Write a customer and a deal of so many days ago; return the ids of both."""
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        made = {"account_id": account, "created_ms": ago(days), "owner_id": writer.actor.user_id}
        return account, add_deal(writer, "Ovens", **{**made, **fields})


def asked(replica: Replica, days: int = STALE, today: date = TODAY) -> Quiet:
    """Return what is asked about."""
    with replica.reading() as connection:
        return quiet_deals(connection, replica.state().user_id, days, today, NOW_MS)


@pytest.mark.parametrize(("days", "count"), [(89.9, 0), (90.1, 1), (400, 1)])
def test_deal_is_asked_about_after_ninety_days_without_a_word(
    replica: Replica, days: float, count: int
) -> None:
    account, deal = a_deal(replica)
    with replica.transaction() as writer:
        writer.add(make_note("Wait for the budget", account_id=account, written_ms=ago(days)))
    found = asked(replica)
    assert found.count == count
    if found.first:
        assert (found.first.id, found.first.last_words) == (deal, "Wait for the budget")
        assert found.first.last_ms == ago(min(days, 200))


@pytest.mark.parametrize("kind", ["visit", "note", "deal note", "alive", "promise"])
def test_any_word_or_a_promise_keeps_a_deal_from_being_asked_about(
    replica: Replica, kind: str
) -> None:
    account, deal = a_deal(replica)
    assert asked(replica).count == 1
    with replica.transaction() as writer:
        if kind == "visit":
            writer.add(make_visit(ago(10), account_id=account, done=True))
        elif kind == "note":
            writer.add(make_note(account_id=account, written_ms=ago(10)))
        elif kind == "deal note":
            writer.add(make_note(deal_id=deal, written_ms=ago(10)))
        elif kind == "alive":
            writer.edit_kind("deal", deal, {"alive_ms": ago(10)})
        else:
            writer.add(make_follow_up(deal_id=deal, due_on="2026-12-01"))
    assert asked(replica) == Quiet()


def test_resting_closed_deleted_and_others_deals_are_not_asked_about(replica: Replica) -> None:
    a_deal(replica, parked=True)
    a_deal(replica, stage_id="stage-won", closed_on="2026-01-01")
    a_deal(replica, deleted=True)
    a_deal(replica, owner_id="user-2")
    assert asked(replica) == Quiet()
    a_deal(replica)
    assert asked(replica).count == 1
    assert asked(replica, days=0) == Quiet()


def test_quietest_is_asked_first_and_each_answer_leads_to_the_next(replica: Replica) -> None:
    (_, third), (_, first), (_, second) = (a_deal(replica, days) for days in (100, 300, 200))
    deals = [first, second, third]
    for left, (deal, answer) in enumerate(zip(deals, (keep_deal, park_deal, None), strict=True)):
        found = asked(replica)
        assert found.first
        assert (found.count, found.first.id) == (3 - left, deal)
        with replica.transaction() as writer:
            done = answer(writer, deal) if answer else lose_deal(writer, deal, TODAY, "Price")
    assert asked(replica) == Quiet()
    with replica.reading() as connection:
        lost = deal_detail(connection, third)
    assert lost
    assert (lost.outcome, lost.closed_on, lost.reason_tag) == ("lost", "2026-11-21", "Price")
    with replica.transaction() as writer:
        undo(writer, done)
    assert asked(replica).count == 1


def test_deal_is_lost_in_its_own_pipeline_and_says_so_where_none_is(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(Stage(id="gone", name="Gone", pipeline_id="pipeline-2", outcome="lost"))
    _, deal = a_deal(replica, pipeline_id="pipeline-2")
    with replica.transaction() as writer:  # its pipeline is not here: any lost stage will do
        lose_deal(writer, deal, TODAY)
    with replica.reading() as connection:
        found = deal_detail(connection, deal)
    assert found
    assert found.stage_id == "stage-lost"
    _, other = a_deal(replica)
    with replica.transaction() as writer:
        for stage in ("stage-lost", "gone"):
            writer.edit(Stage, stage, deleted=True)
    with pytest.raises(RecordMissingError), replica.transaction() as writer:
        lose_deal(writer, other, TODAY)
    with replica.transaction() as writer:
        edit_deal(writer, other, title="still open")
    assert asked(replica).count == 1
