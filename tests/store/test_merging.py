"""Records that are one are shown as one, and kept as they were written."""

import pytest

from sync.client.engine import index
from sync.client.replica import Replica
from sync.core import schema
from sync.core.change import Scalar
from sync.core.sameness import sameness_id
from sync.store import apply, merging, rows
from tests.builders import make_account, make_contact, make_deal, make_note, make_row, make_stamp
from tests.store.test_search import found

Shown = list[tuple[Scalar, ...]]


def pair(one: str, other: str, kept: str, verdict: str = "same") -> dict[str, Scalar]:
    said: dict[str, Scalar] = {"about_kind": "account", "verdict": verdict, "kept_id": kept}
    return {**said, "one_id": min(one, other), "other_id": max(one, other)}


def say(replica: Replica, one: str, other: str, kept: str, verdict: str = "same") -> None:
    with replica.transaction() as writer:
        pair_id, said = sameness_id(one, other), pair(one, other, kept, verdict)
        if rows.load(writer.connection, "sameness", pair_id):
            writer.edit_kind("sameness", pair_id, said)
        else:
            writer.add(schema.model_of("sameness").model_validate({"id": pair_id, **said}))


def shown(replica: Replica, what: str) -> Shown:
    with replica.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(what)]


def written(replica: Replica, kind: str, record_id: str, name: str) -> Scalar:
    with replica.reading() as connection:
        row = rows.load(connection, kind, record_id)
        assert row is not None
        every = {one.id: one for one in rows.load_all(connection, kind)}
        assert every[record_id] == row
        return row.values[name]


@pytest.fixture
def pairs(replica: Replica) -> Replica:
    """Return a replica with two customers, a person and words at each, and a deal at b."""
    with replica.transaction() as writer:
        for one in "ab":
            writer.add(make_account(f"Customer {one}", id=one))
            writer.add(make_contact(f"Person {one}", id=f"p{one}", account_id=one))
            writer.add(make_note(f"Words {one}", id=f"n{one}", account_id=one))
        writer.add(make_deal(id="d", account_id="b", contact_id="pb"))
    return replica


def test_what_belongs_to_either_is_shown_with_the_one_that_stands_for_both(pairs: Replica) -> None:
    say(pairs, "a", "b", "a")
    assert shown(pairs, "SELECT id FROM account WHERE NOT deleted") == [("a",)]
    assert shown(pairs, "SELECT id FROM note WHERE account_id = 'a' ORDER BY id") == [
        ("na",),
        ("nb",),
    ]
    assert shown(pairs, "SELECT account_id, contact_id FROM deal") == [("a", "pb")]
    assert written(pairs, "deal", "d", "account_id") == "b"
    assert written(pairs, "account", "b", "deleted") is False


def test_all_goes_back_when_they_are_taken_apart(pairs: Replica) -> None:
    before = shown(pairs, "SELECT id, account_id FROM note ORDER BY id")
    say(pairs, "a", "b", "a")
    say(pairs, "a", "b", "", "different")
    assert shown(pairs, "SELECT id, account_id FROM note ORDER BY id") == before
    assert shown(pairs, "SELECT id FROM account WHERE NOT deleted ORDER BY id") == [("a",), ("b",)]
    assert not shown(pairs, "SELECT * FROM merged") + shown(pairs, "SELECT * FROM written")


def test_what_comes_later_for_the_one_given_up_goes_the_same_way(pairs: Replica) -> None:
    say(pairs, "a", "b", "a")
    with pairs.transaction() as writer:
        writer.add(make_note("Later", id="late", account_id="b"))
        writer.edit_kind("note", "nb", {"text": "Edited"})
    with pairs.exclusive() as connection:
        apply.apply_rows(connection, [make_row("note", "far", account_id="b")], {})
    assert len(shown(pairs, "SELECT id FROM note WHERE account_id = 'a'")) == 4
    assert written(pairs, "note", "far", "account_id") == "b"
    say(pairs, "a", "b", "", "")
    assert len(shown(pairs, "SELECT id FROM note WHERE account_id = 'b'")) == 3


def test_what_is_moved_on_purpose_stays_where_it_was_moved(pairs: Replica) -> None:
    say(pairs, "a", "b", "a")
    with pairs.transaction() as writer:
        writer.edit_kind("deal", "d", {"account_id": "a"})
    say(pairs, "a", "b", "", "")
    assert shown(pairs, "SELECT account_id FROM deal") == [("a",)]


def test_an_edit_of_the_one_given_up_is_kept_and_changes_no_list(pairs: Replica) -> None:
    say(pairs, "a", "b", "a")
    with pairs.transaction() as writer:
        writer.edit_kind("account", "b", {"phone": "1"})
    assert shown(pairs, "SELECT id FROM account WHERE NOT deleted") == [("a",)]
    say(pairs, "a", "b", "", "")
    assert shown(pairs, "SELECT phone, deleted FROM account WHERE id = 'b'") == [("1", 0)]


def test_the_other_stands_for_both_once_the_kept_one_is_deleted(pairs: Replica) -> None:
    say(pairs, "a", "b", "a")
    with pairs.transaction() as writer:
        writer.edit_kind("account", "a", {"deleted": True})
    assert shown(pairs, "SELECT id FROM account WHERE NOT deleted") == [("b",)]
    assert len(shown(pairs, "SELECT id FROM note WHERE account_id = 'b'")) == 2
    with pairs.transaction() as writer:
        writer.edit_kind("account", "a", {"deleted": False})
    assert shown(pairs, "SELECT id FROM account WHERE NOT deleted") == [("a",)]


def test_people_are_one_too(pairs: Replica) -> None:
    with pairs.transaction() as writer:
        said = {**pair("pa", "pb", "pa"), "about_kind": "contact"}
        writer.add(schema.model_of("sameness").model_validate({"id": "s", **said}))
    assert shown(pairs, "SELECT contact_id FROM deal") == [("pa",)]
    assert shown(pairs, "SELECT id FROM contact WHERE NOT deleted") == [("pa",)]


def test_three_become_one_and_a_house_is_not_its_own_parent(pairs: Replica) -> None:
    with pairs.transaction() as writer:
        writer.add(make_account("Customer c", id="c", parent_id="b"))
        writer.add(make_account("Customer e", id="e", parent_id="b"))
    say(pairs, "b", "c", "c")
    assert shown(pairs, "SELECT id, parent_id FROM account WHERE NOT deleted ORDER BY id") == [
        ("a", ""),
        ("c", ""),
        ("e", "c"),
    ]
    say(pairs, "a", "c", "a")
    assert shown(pairs, "SELECT account_id FROM deal") == [("a",)]
    assert shown(pairs, "SELECT parent_id FROM account WHERE id = 'e'") == [("a",)]
    with pairs.transaction() as writer:
        writer.edit_kind("account", "c", {"phone": "2"})
    assert written(pairs, "account", "c", "parent_id") == "b"
    say(pairs, "a", "c", "", "")
    assert shown(pairs, "SELECT account_id FROM deal") == [("c",)]


def test_of_two_families_one_is_taken_apart_and_the_other_stays(pairs: Replica) -> None:
    with pairs.transaction() as writer:
        for one in "ce":
            writer.add(make_account(f"Customer {one}", id=one))
    say(pairs, "a", "b", "a")
    say(pairs, "c", "e", "c")
    say(pairs, "a", "b", "", "")
    assert shown(pairs, "SELECT id FROM account WHERE NOT deleted ORDER BY id") == [
        ("a",),
        ("b",),
        ("c",),
    ]
    with pairs.reading() as connection:
        assert merging.family(connection, "c") == ("e", "c")
        assert merging.family(connection, "a") == ("a",)


def test_it_is_found_by_the_name_of_the_one_given_up(pairs: Replica) -> None:
    with pairs.transaction() as writer:
        writer.edit_kind("account", "b", {"name": "Zweirad Kramer"})
    say(pairs, "a", "b", "a")
    index(pairs)
    assert ("account", "a") in found(pairs, "zweirad")
    assert ("account", "b") not in found(pairs, "zweirad")
    say(pairs, "a", "b", "", "")
    index(pairs)
    assert found(pairs, "zweirad") == {("account", "b")}


def test_a_pair_may_come_before_its_customers(replica: Replica) -> None:
    with replica.exclusive() as connection:
        said = ("sameness", "s", make_stamp(device=9), pair("a", "b", "b"))
        apply.apply_rows(connection, [said, make_row("note", "n", account_id="a")], {})
        apply.apply_rows(connection, [make_row("account", "a"), make_row("account", "b")], {})
    assert shown(replica, "SELECT account_id FROM note") == [("b",)]


def test_what_arrives_in_part_goes_back_as_it_always_was(pairs: Replica) -> None:
    say(pairs, "a", "b", "a")
    with pairs.exclusive() as connection:
        rows.save(connection, "account", [rows.Row("b", make_stamp(), {"name": "Customer b"})])
    say(pairs, "a", "b", "a", "different")
    assert shown(pairs, "SELECT deleted, typeof(deleted) FROM account WHERE id = 'b'") == [
        (0, "integer")
    ]


def test_what_leaves_takes_nothing_along(pairs: Replica) -> None:
    say(pairs, "a", "b", "a")
    with pairs.exclusive() as connection:
        rows.remove(connection, "note", ["nb"])
        apply.apply_exits(connection, [("account", "a")], {})
    assert shown(pairs, "SELECT account_id FROM deal") == [("b",)]
    assert not shown(pairs, "SELECT * FROM written")


def test_a_sweep_that_takes_the_word_takes_them_apart(pairs: Replica) -> None:
    say(pairs, "a", "b", "a")
    with pairs.exclusive() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")
        apply.begin_sweep(connection)
        every = [(k, i) for k in ("account", "note", "deal") for i in ("a", "b", "na", "nb", "d")]
        apply.mark_seen(connection, [(kind, one, "", {}) for kind, one in every])
        apply.end_sweep(connection)
    assert shown(pairs, "SELECT account_id FROM deal") == [("b",)]


def test_records_without_such_names_cost_nothing_more(pairs: Replica) -> None:
    with pairs.reading() as connection:
        assert merging.as_written(connection, "product", ["x"]) == {}
