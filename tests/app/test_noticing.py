"""What was written down twice is noticed in the background, and asked once."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import suppress
from unittest import mock

import pytest

from app import noticing
from app.commands import noticing as steps
from app.commands.accounts import delete_account
from app.commands.sameness import differ, merge, take_apart
from app.matching.facts import Subject
from app.noticing import ALIKE, Noticing, notice
from app.queries.alike import alike
from app.queries.sameness import Question, parts, picked, questions, root_of
from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from sync.core.records.account import Account
from tests.builders import make_account, make_contact, make_deal


@pytest.fixture
def book(replica: Replica) -> Replica:
    with replica.transaction() as writer:
        writer.add(make_account("Brewster & Lane Ltd", id="a", phone="020 7946 0112", city="Leeds"))
        writer.add(make_account("Nordlicht Optik", id="c", city="Bern"))
        writer.add(make_deal(id="d", account_id="a"))
    return replica


def asked(replica: Replica) -> list[Question]:
    notice(replica)
    with replica.reading() as connection:
        found, count = questions(connection, 10)
    assert count == len(found)
    return list(found)


def add_twin(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(make_account("Brewster and Lane", id="b", phone="+44 20 7946 0112", city="York"))


def test_nothing_is_asked_of_what_is_written_down_once(book: Replica) -> None:
    assert asked(book) == []
    assert notice(book) == 0


@pytest.mark.parametrize("many", [0, 1_500])
def test_a_customer_written_down_twice_is_asked_with_the_reason(book: Replica, many: int) -> None:
    with book.transaction() as writer:
        writer.edit(Account, "a", country="UK")
    with mock.patch.object(noticing, "MANY", many):
        add_twin(book)
        (question,) = asked(book)
    assert question.ids == ("a", "b")  # the one with the deal first
    assert question.reasons[0] in ("name", "phone")
    assert {"name", "phone"} <= set(question.reasons)
    assert [choice.field for choice in question.choices] == ["name", "phone", "city", "country"]
    assert [choice.newest for choice in question.choices] == [1, 1, 1, 0]


def test_what_differs_is_picked_by_the_person_or_the_newest(book: Replica) -> None:
    add_twin(book)
    (question,) = asked(book)
    assert picked(question.choices, {"city": 0}, kept=0) == {
        "name": "Brewster and Lane",
        "phone": "+44 20 7946 0112",
    }
    assert picked(question.choices, {}, kept=1) == {}


def test_what_was_answered_is_not_asked_again(book: Replica) -> None:
    add_twin(book)
    assert asked(book)
    with book.transaction() as writer:
        differ(writer, "account", "a", "b")
        writer.edit(Account, "b", email="x@y.example")
    assert asked(book) == []


def test_what_was_answered_of_a_part_counts_for_the_whole(book: Replica) -> None:
    add_twin(book)
    with book.transaction() as writer:
        writer.add(make_account("Brewster Lane", id="e", phone="+44 20 7946 0112"))
        differ(writer, "account", "b", "e")
        merge(writer, "account", "a", "b", {})
    assert asked(book) == []


def test_two_made_one_are_one_until_they_are_taken_apart(book: Replica) -> None:
    add_twin(book)
    assert asked(book)
    with book.transaction() as writer:
        merge(writer, "account", "a", "b", {})
    assert asked(book) == []
    with book.reading() as connection:
        assert [part.name for part in parts(connection, "a")] == ["Brewster and Lane"]
        assert (root_of(connection, "b"), root_of(connection, "a")) == ("a", "a")
    with book.transaction() as writer:
        take_apart(writer, "b")
    assert asked(book) == []  # somebody said that they are two


def test_what_was_deleted_or_set_right_is_not_asked(book: Replica) -> None:
    add_twin(book)
    assert asked(book)
    with book.transaction() as writer:
        writer.edit(Account, "b", name="Something else", phone="")
    assert asked(book) == []
    with book.transaction() as writer:
        writer.edit(Account, "b", name="Brewster & Lane", city="Leeds")
    assert asked(book)
    with book.transaction() as writer:
        delete_account(writer, "b")
    assert asked(book) == []


def test_people_who_come_together_by_a_merge_are_asked(book: Replica) -> None:
    add_twin(book)
    with book.transaction() as writer:
        writer.add(make_contact("Jo Hartley", id="p", account_id="a", mobile="07700 900123"))
        writer.add(make_contact("Josephine Hartley", id="q", account_id="b"))
        writer.add(make_contact("J. Hartley", id="r", account_id="b"))
    before = [question.kind for question in asked(book)]
    with book.transaction() as writer:
        merge(writer, "account", "a", "b", {})
    together = [question.ids for question in asked(book)]
    assert before.count("contact") < len(together)


@pytest.mark.parametrize(("other", "reason"), [("1971-04-09", True), ("--04-09", False)])
def test_a_birthday_is_a_reason_where_its_year_is_known(
    book: Replica, other: str, *, reason: bool
) -> None:
    with book.transaction() as writer:
        for born in ("1971-04-09", other):
            writer.add(make_contact("Zelda Quorvalin", account_id="a", birthday=born))
    (question,) = asked(book)
    assert ("born" in question.reasons) is reason


def test_while_one_types_those_like_it_are_found(book: Replica) -> None:
    notice(book)
    with book.reading() as connection:
        (found,) = alike(connection, "account", Subject("", "brewstr lane"), 3)
        assert (found.id, found.place, found.account_id) == ("a", "Leeds", "a")
        assert found.reasons == ("name_spelled",)
        assert alike(connection, "account", Subject("", "Somebody"), 3) == ()
        assert alike(connection, "account", Subject("a", "Brewster Lane"), 3) == ()


def test_a_person_like_the_one_being_typed_says_where_they_work(book: Replica) -> None:
    with book.transaction() as writer:
        writer.add(make_contact("Jo Hartley", id="p", account_id="a", email="jo@hartley.example"))
    notice(book)
    with book.reading() as connection:
        subject = Subject("", "J. Hartley", emails=("jo@hartley.example",))
        (found,) = alike(connection, "contact", subject, 3)
    assert (found.place, found.account_id) == ("Brewster & Lane Ltd", "a")
    assert "email" in found.reasons


def test_it_stops_between_steps_and_goes_on_later(book: Replica) -> None:
    add_twin(book)
    notice(book, lambda: False)
    with book.reading() as connection:
        assert questions(connection, 9)[1] == 0
    assert asked(book)


def test_many_are_taken_in_steps(book: Replica) -> None:
    add_twin(book)
    with mock.patch.object(steps, "AT_ONCE", 1), mock.patch.object(noticing, "AT_ONCE", 1):
        assert asked(book)


async def _noticed(replica: Replica) -> list[str]:
    heard: asyncio.Queue[str] = asyncio.Queue()
    watch = Noticing(lambda kinds: heard.put_nowait(*kinds))
    watch.start(replica)
    watch.start(replica)
    found = [await heard.get()]
    add_twin(replica)
    watch.nudge(["deal"])
    watch.nudge(["account"])
    found.append(await heard.get())
    await watch.stop()
    return found


@pytest.fixture
def _at_once() -> Iterator[None]:
    first = mock.patch.object(noticing, "_FIRST_AFTER_S", 0.0)
    with first, mock.patch.object(noticing, "_PAUSE_S", 0.0):
        yield


@pytest.mark.usefixtures("_at_once")
def test_it_looks_after_the_start_and_whenever_customers_changed(book: Replica) -> None:
    assert asyncio.run(asyncio.wait_for(_noticed(book), 20)) == [ALIKE, ALIKE]
    with book.reading() as connection:
        assert questions(connection, 9)[1] == 1


@pytest.mark.usefixtures("_at_once")
def test_a_full_disk_is_no_reason_to_end(book: Replica) -> None:
    answers = iter([DiskFullError(path="x"), *[1] * 99])
    heard: set[str] = set()

    async def goes_on() -> None:
        done = asyncio.Event()

        def noticed(kinds: Iterable[str]) -> None:
            heard.update(kinds)
            done.set()

        watch = Noticing(noticed)
        watch.start(book)
        while not done.is_set():
            watch.nudge(["account"])
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 0.05)
        await watch.stop()

    with mock.patch.object(noticing, "notice", side_effect=answers):
        asyncio.run(goes_on())
    assert heard == {ALIKE}
