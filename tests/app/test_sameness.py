"""What a person says of two that look alike, and how it is taken back."""

import json

import pytest

from app.commands.accounts import delete_account, delete_contact
from app.commands.sameness import differ, merge, take_apart
from app.commands.undo import Affected, undo
from sync.client.engine import sync_once
from sync.client.replica import Replica
from sync.core.errors import RecordMissingError
from sync.core.records.account import Account
from sync.core.sameness import sameness_id
from sync.store import rows
from tests.builders import make_account, make_contact, make_note
from tests.conftest import Joined
from tests.fakes import ManualClock


def account(replica: Replica, record_id: str) -> Account:
    with replica.transaction() as writer:
        found = writer.get(Account, record_id)
    assert found is not None
    return found


def listed(replica: Replica, kind: str = "account") -> list[str]:
    with replica.reading() as connection:
        what = f"SELECT id FROM {kind} WHERE NOT deleted ORDER BY id"
        return list(connection.exec_driver_sql(what).scalars())


def said(replica: Replica, one: str, other: str) -> dict[str, object]:
    with replica.reading() as connection:
        row = rows.load(connection, "sameness", sameness_id(one, other))
    assert row is not None
    return dict(row.values)


def merged(replica: Replica, **picks: str) -> Affected:
    with replica.transaction() as writer:
        return merge(writer, "account", "a", "b", picks)


@pytest.fixture
def two(replica: Replica) -> Replica:
    with replica.transaction() as writer:
        writer.add(make_account("Kramer", id="a", phone="1", city="Ulm"))
        writer.add(make_account("Kramer KG", id="b", phone="2"))
        writer.add(make_note("Words", id="n", account_id="b"))
    return replica


def test_the_kept_one_takes_over_what_was_picked(two: Replica) -> None:
    merged(two, phone="2", city="Ulm")
    assert listed(two) == ["a"]
    assert (account(two, "a").phone, account(two, "b").phone) == ("2", "2")
    assert json.loads(str(said(two, "a", "b")["before"])) == {"a": {"phone": ["1", "2"]}}


def test_undo_at_once_gives_both_back(two: Replica) -> None:
    done = merged(two, phone="2")
    with two.transaction() as writer:
        undo(writer, done)
    assert listed(two) == ["a", "b"]
    assert account(two, "a").phone == "1"


def test_taken_apart_later_each_has_its_own_and_what_was_written_since_stays(two: Replica) -> None:
    merged(two, phone="2", name="Kramer KG")
    with two.transaction() as writer:
        writer.edit(Account, "a", phone="3")
        writer.add(make_note("Since", account_id="a"))
    with two.transaction() as writer:
        done = take_apart(writer, "b")
    assert listed(two) == ["a", "b"]
    assert (account(two, "a").phone, account(two, "a").name) == ("3", "Kramer")
    assert said(two, "a", "b")["verdict"] == "different"
    with two.transaction() as writer:
        undo(writer, done)
    assert listed(two) == ["a"]
    assert account(two, "a").name == "Kramer KG"


@pytest.mark.parametrize("order", ["bc", "cb", "a"])
def test_of_three_that_were_one_each_has_its_own_name_in_whatever_order_they_part(
    two: Replica, order: str
) -> None:
    """What the first gave, the second took away again; the name before both is not lost."""
    with two.transaction() as writer:
        writer.add(make_account("Kramer & Co.", id="c"))
        merge(writer, "account", "a", "b", {"name": "Kramer KG"})
        merge(writer, "account", "a", "c", {"name": "Kramer & Co."})
    for one in order:
        with two.transaction() as writer:
            take_apart(writer, one)
    names = [account(two, one).name for one in listed(two)]
    assert names == ["Kramer", "Kramer KG", "Kramer & Co."]


@pytest.mark.parametrize("later", [{}, {"phone": "2"}])
def test_what_two_people_said_at_once_never_gives_one_the_name_of_the_other(
    two_replicas: tuple[Joined, Joined], clock: ManualClock, later: dict[str, str]
) -> None:
    """Each keeps another one, without signal; taken apart, what was taken goes back."""
    mia, bo = two_replicas
    with mia.replica.transaction() as writer:
        writer.add(make_account("Kramer", id="a", phone="1"))
        writer.add(make_account("Kramer KG", id="b", phone="2"))
    sync_once(mia.replica, mia.service)
    sync_once(bo.replica, bo.service)
    with bo.replica.transaction() as writer:
        merge(writer, "account", "b", "a", {"name": "Kramer"})
    clock.move(1_000)
    merged(mia.replica, **later)
    for one in (bo, mia, bo):
        sync_once(one.replica, one.service)
    assert said(bo.replica, "a", "b")["kept_id"] == "a"
    with bo.replica.transaction() as writer:
        take_apart(writer, "b")
    assert listed(bo.replica) == ["a", "b"]
    assert (account(bo.replica, "a").name, account(bo.replica, "a").phone) == ("Kramer", "1")
    assert account(bo.replica, "b").name == "Kramer KG"


def test_what_was_said_can_be_said_otherwise(two: Replica) -> None:
    with two.transaction() as writer:
        differ(writer, "account", "b", "a")
    assert said(two, "a", "b")["verdict"] == "different"
    merged(two)
    assert listed(two) == ["a"]


def test_who_was_given_up_keeps_whom_it_stood_for(two: Replica) -> None:
    with two.transaction() as writer:
        writer.add(make_account("Third", id="c"))
        merge(writer, "account", "b", "c", {})
        merge(writer, "account", "a", "b", {})
    assert listed(two) == ["a"]
    with two.transaction() as writer:
        take_apart(writer, "b")
    assert listed(two) == ["a", "b"]


def test_deleting_takes_all_it_stands_for_and_undo_brings_them_back(two: Replica) -> None:
    merged(two)
    with two.transaction() as writer:
        done = delete_account(writer, "a")
    assert listed(two) == []
    with two.transaction() as writer:
        undo(writer, done)
    assert listed(two) == ["a"]
    with two.transaction() as writer:
        take_apart(writer, "b")
    assert listed(two) == ["a", "b"]


def test_people_are_merged_and_deleted_alike(two: Replica) -> None:
    with two.transaction() as writer:
        writer.add(make_contact("J. Kramer", id="p", account_id="a"))
        writer.add(make_contact("Jo Kramer", id="q", account_id="a"))
        merge(writer, "contact", "q", "p", {})
    assert listed(two, "contact") == ["q"]
    with two.transaction() as writer:
        delete_contact(writer, "q")
    assert listed(two, "contact") == []


def test_what_is_not_here_can_not_be_kept(two: Replica) -> None:
    with pytest.raises(RecordMissingError), two.transaction() as writer:
        merge(writer, "account", "nowhere", "b", {})


def test_what_was_picked_does_not_bring_back_a_kept_one_that_was_deleted(two: Replica) -> None:
    merged(two, phone="2")
    with two.transaction() as writer:
        writer.edit(Account, "a", deleted=True)
        take_apart(writer, "b")
    assert listed(two) == ["b"]
