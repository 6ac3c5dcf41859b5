"""A person's writes: row, stamps and outbox together, or nothing."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.client import outbox
from sync.client.replica import Replica
from sync.client.writer import Written
from sync.core.change import Change, Scalar
from sync.core.errors import (
    RecordExistsError,
    RecordMissingError,
    RefusedError,
    ViolationError,
)
from sync.core.protocol import Refusal
from sync.core.records.deal import Deal
from sync.core.records.product import Product
from sync.core.spans import DAY_MS
from sync.core.tombstones import KEPT_DAYS
from sync.store import rows
from tests.builders import ADMIN, NOON_MS, REP, make_account, make_deal
from tests.fakes import ManualClock


def waiting(replica: Replica) -> tuple[Change, ...]:
    """Return the changes that wait to be sent."""
    with replica.reading() as connection:
        return outbox.pending(connection, 1_000, 1 << 30)


def deal_of(replica: Replica, deal: str) -> Deal:
    """Return a deal."""
    with replica.transaction() as writer:
        found = writer.get(Deal, deal)
    assert found is not None
    return found


def said(change: Change) -> dict[str, Scalar]:
    """Return what an edit says besides that the record is wanted."""
    return {name: value for name, value in change.fields.items() if name != "deleted"}


def add_good_and_bad(replica: Replica) -> None:
    """Break a rule in the middle of a command."""
    with replica.transaction() as writer:
        writer.add(make_account("good"))
        writer.add(make_deal(read="angry"))


def test_a_new_record_waits_with_the_registers_that_say_something(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("Belts"))
    change = waiting(replica)[-1]
    assert (change.kind, change.id, change.seen) == ("deal", deal, "")
    assert change.fields == {
        "title": "Belts",
        "amount_minor": 4_500_000,
        "currency": "EUR",
        "created_ms": NOON_MS,
    }
    assert deal_of(replica, deal).stamps == change.stamp


def test_an_edit_waits_with_what_it_saw(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal())
        assert writer.edit(Deal, deal, title="New")
    made, edited = waiting(replica)[-2:]
    assert said(edited) == {"title": "New"}
    assert edited.seen == made.stamp < edited.stamp
    assert edited.n == made.n + 1
    assert f"title={edited.stamp}" in deal_of(replica, deal).stamps
    assert deal_of(replica, deal).stamps.startswith(made.stamp)


def test_an_edit_that_changes_nothing_writes_nothing(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("Same"))
    before = waiting(replica)
    with replica.transaction() as writer:
        assert not writer.edit(Deal, deal, title="Same")
        assert writer.written == []
    assert waiting(replica) == before


def test_an_amount_is_written_with_its_currency(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal())
        writer.edit(Deal, deal, amount_minor=1)
        writer.edit(Deal, deal, currency="CHF", amount_minor=1)
    one, other = waiting(replica)[-2:]
    assert said(one) == {"amount_minor": 1, "currency": "EUR"}
    assert said(other) == {"amount_minor": 1, "currency": "CHF"}


def test_what_was_said_may_be_said_again(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("Same"))
        writer.repeat("deal", deal, {"title": "Same"})
    assert said(waiting(replica)[-1]) == {"title": "Same"}


def test_a_record_that_is_not_here_cannot_be_edited(replica: Replica) -> None:
    with replica.transaction() as writer:
        with pytest.raises(RecordMissingError):
            writer.edit(Deal, "nowhere", title="x")
        with pytest.raises(RecordMissingError):
            writer.repeat("deal", "nowhere", {"title": "x"})
        assert writer.get(Deal, "nowhere") is None


def test_a_failed_command_leaves_nothing_behind(replica: Replica) -> None:
    before = waiting(replica)
    with pytest.raises(ViolationError):
        add_good_and_bad(replica)
    assert waiting(replica) == before
    with replica.reading() as connection:
        assert list(rows.load_all(connection, "account")) == []


def test_a_broken_rule_and_a_missing_right_say_which(replica: Replica) -> None:
    with replica.transaction(REP) as writer:
        with pytest.raises(ViolationError) as violated:
            writer.add(make_deal(read="angry"))
        with pytest.raises(RefusedError) as refused:
            writer.add(Product(name="Belt"))
    assert violated.value.fields["rule"] == "violation.not_a_choice"
    assert refused.value.fields["reason"] == "refused.managers_only"


def test_the_person_of_the_replica_writes_when_nobody_else_is_named(replica: Replica) -> None:
    with replica.transaction() as writer:
        assert writer.actor.role == "admin"
    with replica.transaction(ADMIN) as writer:
        assert writer.actor is ADMIN


def test_taking_back_restores_what_nobody_has_touched_since(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("first", reason="first"))
    with replica.transaction() as writer:
        writer.edit(Deal, deal, title="second", reason="second")
        done = tuple(writer.written)
    with replica.transaction() as writer:
        writer.edit(Deal, deal, reason="third")
    with replica.transaction() as writer:
        writer.take_back(done)
    found = deal_of(replica, deal)
    assert (found.title, found.reason) == ("first", "third")


def test_taking_back_a_new_record_deletes_it(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal())
        done = tuple(writer.written)
    with replica.transaction() as writer:
        writer.take_back(done)
    assert deal_of(replica, deal).deleted


def test_taking_back_what_is_gone_does_nothing(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal())
        done = tuple(writer.written)
    with replica.exclusive() as connection:
        rows.remove(connection, "deal", [deal])
    with replica.transaction() as writer:
        writer.take_back(done)
        assert writer.written == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.integers(-(10**12), 10**10), min_size=1, max_size=5))
def test_stamps_grow_over_commands_whatever_the_clock_does(
    replica: Replica, clock: ManualClock, moves: list[int]
) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal())
    for n, move in enumerate(moves):
        clock.move(move)
        with replica.transaction() as writer:
            writer.edit(Deal, deal, title=f"{n} {clock.now}")
    made = [c.stamp for c in waiting(replica)]
    assert made == sorted(set(made))
    assert replica.state().clock == made[-1]


def test_a_value_of_a_later_version_survives_an_edit(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal())
        row = rows.load(writer.connection, "deal", deal)
        assert row is not None
        later = replace(row, values={**row.values, "custom.colour": "blue"})
        rows.save(writer.connection, "deal", [later])
        writer.edit(Deal, deal, title="New")
        after = rows.load(writer.connection, "deal", deal)
    assert after is not None
    assert after.values["custom.colour"] == "blue"


def test_an_id_that_is_taken_leaves_the_record_as_it_is(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("first"))
        with pytest.raises(RecordExistsError):
            writer.add(make_deal("second", id=deal))
        writer.edit(Deal, deal, deleted=True)
        with pytest.raises(RecordExistsError):
            writer.add(make_deal("third", id=deal))
    assert deal_of(replica, deal).title == "first"


def test_half_a_letter_breaks_a_rule(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal())
        with pytest.raises(ViolationError) as violated:
            writer.edit(Deal, deal, title="half a smile \ud83d")
    assert violated.value.fields["rule"] == "violation.bad_text"


def test_what_the_server_refused_to_make_is_made_again_and_not_edited(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("made"))
        writer.edit(Deal, deal, title="edited")
    made, edited = waiting(replica)[-2:]
    with replica.exclusive() as connection:
        reasons = (
            Refusal(made.n, "refused.not_yours"),
            Refusal(edited.n, "refused.unknown_record"),
        )
        outbox.acknowledge(connection, edited.n, reasons)
    with replica.transaction() as writer:
        writer.repeat("deal", deal, made.fields)
        outbox.discard(writer.connection, made.n)
        writer.repeat("deal", deal, edited.fields)
        outbox.discard(writer.connection, edited.n)
    again, after = waiting(replica)[-2:]
    assert (again.fields, again.seen) == (made.fields, "")
    assert (said(after), after.seen) == ({"title": "edited"}, again.stamp)
    assert deal_of(replica, deal).stamps.startswith(again.stamp)


@pytest.mark.parametrize(("days", "is_whole"), [(1, False), (KEPT_DAYS, True)])
def test_what_may_be_gone_at_the_server_is_brought_back_whole(
    replica: Replica,
    clock: ManualClock,
    days: int,
    is_whole: bool,  # noqa: FBT001  # drawn
) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("Belts", reason="so"))
        writer.edit(Deal, deal, reason="")
        writer.edit(Deal, deal, deleted=True)
    clock.move(days * DAY_MS)
    made, *_, tombstone = (c for c in waiting(replica) if c.id == deal)
    with replica.transaction() as writer:
        writer.edit(Deal, deal, title="Ropes", deleted=False)
    back = waiting(replica)[-1]
    all_of_it = {**made.fields, "reason": ""} if is_whole else {}
    assert back.fields == {**all_of_it, "title": "Ropes", "deleted": False}
    assert f"deleted={tombstone.stamp}" in back.seen
    with replica.transaction() as writer:
        writer.take_back((Written("deal", deal, {"deleted": True}, {"deleted": False}),))
    assert deal_of(replica, deal).deleted
