"""What lost to another unseen is put back, or left alone."""

import pytest

from app.commands.conflicts import dismiss, restore
from app.commands.undo import undo
from sync.client.replica import Replica
from sync.core.clock import stamp
from sync.core.errors import RecordMissingError
from sync.core.permissions import Actor
from sync.core.records.contact import Contact
from tests.app.conflicts import (
    MARIA,
    add_conflict,
    come_in,
    disputed_deal,
    my_id,
    settled,
)
from tests.app.test_conflicts import AMOUNT, TODAY, deal_of, seen, told
from tests.builders import NOON_MS, make_account, make_contact


@pytest.fixture
def deal(replica: Replica) -> str:
    return disputed_deal(replica)


def test_restoring_writes_the_value_and_settles_it_for_both(replica: Replica, deal: str) -> None:
    conflict = add_conflict(replica, deal, *AMOUNT)
    with replica.transaction() as writer:
        done = restore(writer, (conflict,), TODAY)
    assert deal_of(replica, deal).amount_minor == 4_500_000
    assert settled(replica, conflict) == (True, False, False)
    assert seen(replica) == seen(replica, Actor(MARIA, "rep")) == ()
    with replica.transaction() as writer:
        undo(writer, done)
    assert deal_of(replica, deal).amount_minor == 5_200_000
    assert settled(replica, conflict) == (False, False, False)
    assert len(seen(replica)) == 1


def test_restoring_an_amount_brings_its_currency(replica: Replica, deal: str) -> None:
    come_in(replica, "deal", deal, currency="USD")
    add_conflict(replica, deal, *AMOUNT)
    add_conflict(replica, deal, "currency", "EUR", "USD")
    with replica.transaction() as writer:
        done = restore(writer, seen(replica)[0].ids, TODAY)
    after = deal_of(replica, deal)
    assert (after.amount_minor, after.currency) == (4_500_000, "EUR")
    assert [dict(w.after) for w in done.written if w.kind == "deal"] == [
        {"amount_minor": 4_500_000, "currency": "EUR"}
    ]


def test_restoring_a_stage_closes_or_opens_the_deal_with_it(replica: Replica, deal: str) -> None:
    won = add_conflict(replica, deal, "stage_id", "stage-won", "stage-proposal")
    with replica.transaction() as writer:
        restore(writer, (won,), TODAY)
    after = deal_of(replica, deal)
    assert (after.stage_id, after.closed_on) == ("stage-won", "2026-11-21")
    again = stamp(NOON_MS, 0, 1)
    back = add_conflict(replica, deal, "stage_id", "stage-new", "stage-won", stamp=again)
    with replica.transaction() as writer:
        restore(writer, (back,), TODAY)
    after = deal_of(replica, deal)
    assert (after.stage_id, after.closed_on) == ("stage-new", "")


def test_a_stage_and_its_closing_day_are_one_value(replica: Replica, deal: str) -> None:
    come_in(replica, "deal", deal, stage_id="stage-proposal")
    add_conflict(replica, deal, "stage_id", "stage-won", "stage-proposal")
    add_conflict(replica, deal, "closed_on", "2026-11-19", "")
    (clash,) = seen(replica)
    assert (clash.field, len(clash.ids)) == ("stage_id", 2)
    with replica.transaction() as writer:
        restore(writer, clash.ids, TODAY)
    assert deal_of(replica, deal).closed_on == "2026-11-19"


def test_restoring_a_customer_leaves_nobody_of_the_other_one(replica: Replica, deal: str) -> None:
    with replica.transaction() as writer:
        other = writer.add(make_account("Anker"))
        ines = writer.add(make_contact(account_id=other))
    before = deal_of(replica, deal).account_id
    come_in(replica, "deal", deal, account_id=other, contact_id=ines)
    conflict = add_conflict(replica, deal, "account_id", before, other)
    with replica.transaction() as writer:
        restore(writer, (conflict,), TODAY)
    after = deal_of(replica, deal)
    assert (after.account_id, after.contact_id) == (before, "")


def test_restoring_into_a_deleted_record_brings_it_back(replica: Replica, deal: str) -> None:
    conflict = add_conflict(replica, deal, *AMOUNT)
    come_in(replica, "deal", deal, deleted=True)
    assert told(replica).endswith("It was deleted since. “Use mine” brings it back.")
    with replica.transaction() as writer:
        restore(writer, (conflict,), TODAY)
    after = deal_of(replica, deal)
    assert (after.deleted, after.amount_minor) == (False, 4_500_000)


def test_a_plain_record_gets_its_value_back(replica: Replica) -> None:
    with replica.transaction() as writer:
        ines = writer.add(make_contact(mobile="0171 5"))
    conflict = add_conflict(replica, ines, "mobile", "0170 4", "0171 5", about_kind="contact")
    with replica.transaction() as writer:
        restore(writer, (conflict,), TODAY)
        found = writer.get(Contact, ines)
    assert found
    assert found.mobile == "0170 4"


def test_each_side_lets_it_rest_for_itself(replica: Replica, deal: str) -> None:
    me = my_id(replica)
    cases = {
        "title": ({}, (False, True, False)),
        "reason": ({"author_id": MARIA, "keeper_id": me}, (False, False, True)),
        "read": ({"keeper_id": me}, (False, True, True)),
    }
    for field, (sides, wanted) in cases.items():
        conflict = add_conflict(replica, deal, field, "keen", "cold", **sides)
        with replica.transaction() as writer:
            done = dismiss(writer, (conflict,))
        assert settled(replica, conflict) == wanted
        with replica.transaction() as writer:
            undo(writer, done)
        assert settled(replica, conflict) == (False, False, False)


def test_what_is_not_here_any_more_cannot_be_settled(replica: Replica, deal: str) -> None:
    gone = add_conflict(replica, "gone", *AMOUNT)
    bygone = add_conflict(replica, deal, "stage_id", "stage-bygone", "stage-new")
    with replica.transaction() as writer:
        for ids in (("no-such",), (gone,), (bygone,), ()):
            with pytest.raises(RecordMissingError):
                restore(writer, ids, TODAY)
        with pytest.raises(RecordMissingError):
            dismiss(writer, ("no-such",))
