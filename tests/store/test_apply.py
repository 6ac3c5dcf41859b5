"""Taking in the server's rows, exits and restarts, while edits wait."""

from collections.abc import Iterable

from sqlalchemy import Connection

from sync.client import outbox
from sync.client.replica import Replica
from sync.core.change import Scalar
from sync.core.protocol import Refusal
from sync.store import apply, rows
from tests.builders import NOON_MS, make_change, make_row, make_stamp

EARLY = make_stamp(NOON_MS, device=9)
LATE = make_stamp(NOON_MS + 50, device=9)


def held(connection: Connection, kind: str = "deal") -> list[str]:
    """Return the ids of the rows of a kind."""
    return [row.id for row in rows.load_all(connection, kind)]


def value(connection: Connection, field: str, record_id: str = "deal-1") -> Scalar:
    """Return what a register of a deal holds."""
    row = rows.load(connection, "deal", record_id)
    assert row is not None
    return row.values[field]


def sweep(connection: Connection, pages: Iterable[tuple[str, ...]]) -> set[str]:
    """Take in a pull that starts over, page by page."""
    apply.begin_sweep(connection)
    for ids in pages:
        incoming = [make_row("deal", record_id, EARLY) for record_id in ids]
        apply.apply_rows(connection, incoming, {})
        apply.mark_seen(connection, incoming)
    return apply.end_sweep(connection)


def test_rows_of_many_kinds_are_written_and_named(empty_replica: Replica) -> None:
    incoming = [make_row("deal", "deal-1"), make_row("account", "acc-1", name="Müller")]
    with empty_replica.exclusive() as connection:
        assert apply.apply_rows(connection, incoming, {}) == {"deal", "account"}
        assert apply.apply_rows(connection, incoming, {}) == {"deal", "account"}
        assert held(connection) == ["deal-1"]
        assert held(connection, "account") == ["acc-1"]


def test_kinds_of_a_later_version_are_left_alone(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        assert apply.apply_rows(connection, [make_row("spaceship", "s")], {}) == set()
        assert apply.apply_exits(connection, [("spaceship", "s")], {}) == set()


def test_the_servers_row_replaces_what_is_here(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        apply.apply_rows(connection, [make_row(at=LATE, title="old", reason="x")], {})
        apply.apply_rows(connection, [make_row(at=EARLY, title="new")], {})
        assert value(connection, "title") == "new"
        assert value(connection, "reason") == ""


def test_an_edit_that_waits_is_laid_over_the_servers_row(empty_replica: Replica) -> None:
    mine = make_change(at=make_stamp(NOON_MS + 60), seen=EARLY, title="mine")
    stale = make_change(2, at=make_stamp(NOON_MS + 10), seen=EARLY, reason="mine")
    waiting = {("deal", "deal-1"): (mine, stale)}
    with empty_replica.exclusive() as connection:
        row = make_row(at=LATE, title="theirs", reason="theirs", stage_id="won")
        apply.apply_rows(connection, [row], waiting)
        assert value(connection, "title") == "mine"
        assert value(connection, "reason") == "theirs"
        assert value(connection, "stage_id") == "won"
        found = rows.load(connection, "deal", "deal-1")
    assert found is not None
    assert found.stamps == f"{LATE};title={mine.stamp}"


def test_rows_that_left_the_scope_go_but_for_those_with_waiting_edits(
    empty_replica: Replica,
) -> None:
    waiting = {("deal", "b"): (make_change(record_id="b", seen=EARLY),)}
    with empty_replica.exclusive() as connection:
        apply.apply_rows(connection, [make_row("deal", i, EARLY) for i in "abc"], {})
        exits = [("deal", "a"), ("deal", "b"), ("deal", "never-held")]
        assert apply.apply_exits(connection, exits, waiting) == {"deal"}
        assert held(connection) == ["b", "c"]


def test_a_restart_removes_what_does_not_come_again(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        apply.apply_rows(connection, [make_row("deal", i, EARLY) for i in "abcd"], {})
        assert sweep(connection, [("a", "new"), (), ("c",)]) == {"deal"}
        assert held(connection) == ["a", "c", "new"]
        assert not apply.sweeping(connection)


def test_a_restart_that_brings_everything_again_touches_nothing(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        apply.apply_rows(connection, [make_row("deal", i, EARLY) for i in "ab"], {})
        assert sweep(connection, [("a",), ("b",)]) == set()
        assert held(connection) == ["a", "b"]


def test_a_restart_that_starts_over_itself_begins_anew(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        apply.apply_rows(connection, [make_row("deal", i, EARLY) for i in "ab"], {})
        apply.begin_sweep(connection)
        apply.mark_seen(connection, [make_row("deal", "a", EARLY)])
        assert apply.sweeping(connection)
        assert sweep(connection, [("b",)]) == {"deal"}
        assert held(connection) == ["b"]


def test_a_restart_never_removes_a_row_with_a_waiting_edit(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        apply.apply_rows(connection, [make_row("deal", i, EARLY) for i in "abc"], {})
        outbox.enqueue(connection, [make_change(record_id="a"), make_change(record_id="b")])
        outbox.acknowledge(connection, 2, [Refusal(2, "refused.not_yours")])
        outbox.enqueue(connection, [make_change(record_id="c")])
        sweep(connection, [()])
        assert "c" in held(connection)
        assert "a" not in held(connection)


def test_a_row_written_during_a_restart_is_not_swept(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        apply.apply_rows(connection, [make_row("deal", "a", EARLY)], {})
        apply.begin_sweep(connection)
        apply.apply_rows(connection, [make_row("deal", "written-meanwhile", EARLY)], {})
        apply.end_sweep(connection)
        assert held(connection) == ["written-meanwhile"]
