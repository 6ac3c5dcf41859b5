"""The outbox: kept until the server has it, or its person lets go."""

from sqlalchemy import Connection

from sync.client import outbox, state
from sync.client.replica import Replica
from sync.core.protocol import Refusal
from sync.store import rows
from sync.store.rows import Row
from tests.builders import NOON_MS, make_change, make_stamp

SEEN = make_stamp(1)


def fill(connection: Connection, count: int = 3) -> None:
    """Put edits of as many deals in the outbox."""
    changes = [make_change(record_id=f"deal-{n}", seen=SEEN) for n in range(1, count + 1)]
    outbox.enqueue(connection, changes)


def numbers(connection: Connection) -> list[int]:
    """Return the numbers of the changes that wait."""
    return [c.n for c in outbox.pending(connection, 100, 1 << 30)]


def test_changes_are_numbered_in_order_and_come_back_as_they_were(empty_replica: Replica) -> None:
    change = make_change(seen=SEEN, title="Größe", amount_minor=5, shared=False, later=None)
    with empty_replica.exclusive() as connection:
        outbox.enqueue(connection, [change, change])
        outbox.enqueue(connection, [])
        first, second = outbox.pending(connection, 100, 1 << 30)
    assert first == change
    assert second.n == 2


def test_a_batch_is_bounded_by_number_and_size_but_never_empty(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        outbox.enqueue(connection, [make_change(title="x" * 100) for _ in range(5)])
        assert len(outbox.pending(connection, 2, 1 << 30)) == 2
        assert len(outbox.pending(connection, 100, 600)) == 2
        assert len(outbox.pending(connection, 100, 1)) == 1
        outbox.acknowledge(connection, 5, [])
        assert outbox.pending(connection, 100, 1) == ()


def test_an_answer_that_comes_twice_does_nothing_the_second_time(empty_replica: Replica) -> None:
    refusals = [Refusal(2, "refused.not_yours", "title", "3")]
    with empty_replica.exclusive() as connection:
        fill(connection, 4)
        for _ in range(2):
            outbox.acknowledge(connection, 3, refusals)
            assert numbers(connection) == [4]
            (refused,) = outbox.refused(connection)
            assert refused.refusal == refusals[0]
            assert outbox.count(connection) == 1


def test_a_refusal_beyond_what_was_accepted_is_not_believed(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        fill(connection)
        outbox.acknowledge(connection, 1, [Refusal(3, "refused.not_yours")])
        assert numbers(connection) == [2, 3]
        assert outbox.refused(connection) == ()


def test_waiting_changes_are_found_by_record(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        assert outbox.waiting_for(connection, ["deal-1"]) == {}
        fill(connection)
        outbox.enqueue(connection, [make_change(record_id="deal-1", kind="note", seen=SEEN)])
        outbox.enqueue(connection, [make_change(record_id="deal-1", seen=SEEN)])
        outbox.acknowledge(connection, 2, [Refusal(2, "refused.not_yours")])
        many = [f"other-{n}" for n in range(600)]
        found = outbox.waiting_for(connection, [*many, "deal-1", "deal-2", "deal-3"])
    assert {key: [c.n for c in changes] for key, changes in found.items()} == {
        ("deal", "deal-3"): [3],
        ("note", "deal-1"): [4],
        ("deal", "deal-1"): [5],
    }


def test_only_a_refused_change_can_be_let_go(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        fill(connection)
        outbox.acknowledge(connection, 1, [Refusal(1, "refused.not_yours")])
        outbox.discard(connection, 2)
        outbox.discard(connection, 1)
        assert outbox.refused(connection) == ()
        assert numbers(connection) == [2, 3]


def test_letting_go_of_a_new_record_removes_it_and_keeping_it_brings_it_back(
    empty_replica: Replica,
) -> None:
    change = make_change(title="mine")
    with empty_replica.exclusive() as connection:
        rows.save(connection, "deal", [Row("deal-1", change.stamp, change.fields)])
        outbox.enqueue(connection, [change])
        outbox.acknowledge(connection, 1, [Refusal(1, "refused.managers_only")])
        (refused,) = outbox.refused(connection)
        outbox.discard(connection, 1)
        assert rows.load(connection, "deal", "deal-1") is None
        outbox.keep(connection, refused)
        row = rows.load(connection, "deal", "deal-1")
        assert outbox.refused(connection) == (refused,)
    assert row is not None
    assert (row.values["title"], row.stamps) == ("mine", change.stamp)


def test_letting_go_leaves_a_record_that_is_the_servers_or_waits(empty_replica: Replica) -> None:
    change = make_change(title="mine")
    with empty_replica.exclusive() as connection:
        outbox.enqueue(connection, [change, change])
        outbox.acknowledge(connection, 2, [Refusal(n, "refused.not_yours") for n in (1, 2)])
        rows.save(connection, "deal", [Row("deal-1", change.stamp, {"title": "mine"})])
        outbox.discard(connection, 1)
        assert rows.load(connection, "deal", "deal-1") is not None
        rows.save(connection, "deal", [Row("deal-1", SEEN, {"title": "the server's"})])
        (refused,) = outbox.refused(connection)
        outbox.discard(connection, 2)
        outbox.keep(connection, refused)
        row = rows.load(connection, "deal", "deal-1")
    assert row is not None
    assert row.values["title"] == "the server's"


def test_numbers_start_again_and_what_was_refused_stays(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        fill(connection, 4)
        outbox.acknowledge(connection, 3, [Refusal(n, "refused.not_yours") for n in (1, 3)])
        for _ in range(3):
            outbox.renumber(connection, [make_change(record_id="a"), make_change(record_id="b")])
            assert numbers(connection) == [1, 2]
            assert [r.change.id for r in outbox.refused(connection)] == ["deal-1", "deal-3"]
        outbox.acknowledge(connection, 2, [])
        outbox.enqueue(connection, [make_change()])
        assert numbers(connection) == [3]
        assert len(outbox.refused(connection)) == 2


def test_a_refused_record_goes_with_the_last_of_its_changes(empty_replica: Replica) -> None:
    made = make_change(title="made")
    edited = make_change(at=make_stamp(NOON_MS + 1), seen=made.stamp, title="edited")
    with empty_replica.exclusive() as connection:
        rows.save(connection, "deal", [Row("deal-1", made.stamp, {"title": "edited"})])
        outbox.enqueue(connection, [made, edited])
        state.save(connection, clock=edited.stamp)
        reasons = (Refusal(1, "refused.not_yours"), Refusal(2, "refused.unknown_record"))
        outbox.acknowledge(connection, 2, reasons)
        outbox.discard(connection, 1)
        assert rows.load(connection, "deal", "deal-1") is not None
        outbox.discard(connection, 2)
        assert rows.load(connection, "deal", "deal-1") is None
