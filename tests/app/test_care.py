"""What a customer needs after the sale: problems, what is new there, renewals."""

from datetime import date, timedelta

import pytest

from app.commands.facts import delete_fact, edit_fact, still_so, tell_fact
from app.commands.problems import (
    close_problem,
    edit_problem,
    open_problem_again,
    record_problem,
)
from app.commands.undo import undo
from app.queries.accounts import AccountCard, account_card
from app.queries.care import RENEWAL_DAYS, renewals
from app.queries.timeline import everything
from sync.client.engine import sync_once
from sync.client.replica import Replica
from sync.core.errors import ViolationError
from sync.core.records.problem import Problem
from sync.core.spans import DAY_MS
from tests.app.conflicts import MARIA, add_maria, my_id
from tests.builders import NOON_MS, make_account, make_fact, make_problem
from tests.conftest import Joined

TODAY = date(2026, 11, 21)


def card(replica: Replica, account_id: str) -> AccountCard:
    with replica.reading() as connection:
        found = account_card(connection, account_id)
    assert found
    return found


@pytest.fixture
def customer(replica: Replica) -> str:
    with replica.transaction() as writer:
        return writer.add(make_account("Hafner Glas"))


def test_a_problem_has_an_owner_and_a_state_until_it_is_closed(
    replica: Replica, customer: str
) -> None:
    add_maria(replica)
    with replica.transaction() as writer:
        done = record_problem(writer, customer, "The grinder stops")
    problem = card(replica, customer).problems[0]
    assert (problem.text, problem.state, problem.owner) == ("The grinder stops", "open", "Ada")
    with replica.transaction() as writer:
        edit_problem(writer, done.id, owner_id=MARIA, state="working")
    problem = card(replica, customer).problems[0]
    assert (problem.state, problem.owner_id, problem.owner) == ("working", MARIA, "Maria Keller")
    with replica.transaction() as writer:
        closed = edit_problem(writer, done.id, state="closed", solution="New fuse")
        now_ms = writer.now_ms
        row = writer.get(Problem, done.id)
    assert row
    assert (row.state, row.closed_ms, row.solution) == ("closed", now_ms, "New fuse")
    assert card(replica, customer).problems == ()
    with replica.transaction() as writer:
        undo(writer, closed)
        row = writer.get(Problem, done.id)
    assert row
    assert (row.state, row.closed_ms, row.solution) == ("working", 0, "")


def test_a_problem_that_comes_back_is_open_and_not_closed_at_any_time(
    replica: Replica, customer: str
) -> None:
    with replica.transaction() as writer:
        one = record_problem(writer, customer, "The grinder stops").id
        close_problem(writer, one)
    with replica.transaction() as writer:
        open_problem_again(writer, one)
        row = writer.get(Problem, one)
    assert row
    assert (row.state, row.closed_ms) == ("open", 0)
    assert [problem.id for problem in card(replica, customer).problems] == [one]


def test_problems_stand_oldest_first_and_only_while_they_are_there(
    replica: Replica, customer: str
) -> None:
    with replica.transaction() as writer:
        for text, at, deleted in (("new", 2, False), ("old", 1, False), ("gone", 0, True)):
            problem = make_problem(text, account_id=customer, created_ms=NOON_MS + at)
            one = writer.add(problem)
            if deleted:
                writer.edit(Problem, one, deleted=True)
        writer.add(make_problem("elsewhere", account_id="another"))
    assert [problem.text for problem in card(replica, customer).problems] == ["old", "new"]


def test_a_fact_is_as_old_as_when_it_was_last_said(replica: Replica, customer: str) -> None:
    with replica.transaction() as writer:
        old = writer.add(make_fact("A merger", account_id=customer, told_ms=NOON_MS - 400 * DAY_MS))
        tell_fact(writer, customer, "A new chief")
    assert [fact.text for fact in card(replica, customer).facts] == ["A new chief", "A merger"]
    with replica.transaction() as writer:
        said = still_so(writer, old)
        now_ms = writer.now_ms
    assert {fact.told_ms for fact in card(replica, customer).facts} == {now_ms}
    with replica.transaction() as writer:
        undo(writer, said)
        edit_fact(writer, old, text="A merger with Nord")
    assert {fact.told_ms for fact in card(replica, customer).facts} == {now_ms}
    with replica.transaction() as writer:
        gone = delete_fact(writer, old)
    assert [fact.text for fact in card(replica, customer).facts] == ["A new chief"]
    with replica.transaction() as writer:
        undo(writer, gone)
    assert len(card(replica, customer).facts) == 2


def test_words_that_are_too_long_are_refused_and_nothing_is_written(
    replica: Replica, customer: str
) -> None:
    with pytest.raises(ViolationError), replica.transaction() as writer:
        record_problem(writer, customer, "x" * 10_000)
    with pytest.raises(ViolationError), replica.transaction() as writer:
        tell_fact(writer, customer, "\N{PARTY POPPER}" * 10_000)
    assert not card(replica, customer).problems
    assert not card(replica, customer).facts


def test_renewals_are_those_of_sixty_days_before_and_after(replica: Replica) -> None:
    days = (-61, -60, -1, 0, 1, 60, 61)
    with replica.transaction() as writer:
        for away in days:
            on = (TODAY + timedelta(days=away)).isoformat()
            writer.add(make_account(f"{away}", renews_on=on, owner_id=MARIA))
        on = TODAY.isoformat()
        writer.add(make_account("mine", renews_on=on, owner_id=writer.actor.user_id))
        writer.add(make_account("nobody's", renews_on=on))
        writer.add(make_account("gone", renews_on=on, deleted=True))
        writer.add(make_account("never"))
    assert RENEWAL_DAYS == 60
    with replica.reading() as connection:
        everybodys = [one.account for one in renewals(connection, TODAY)]
        own = [one.account for one in renewals(connection, TODAY, my_id(replica))]
    assert everybodys == ["-60", "-1", "0", "mine", "nobody's", "1", "60"]
    assert own == ["mine", "nobody's"]


def test_a_leap_day_and_the_turn_of_the_year_are_days_like_others(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(make_account("leap", renews_on="2028-02-29"))
    with replica.reading() as connection:
        assert renewals(connection, date(2027, 12, 31))
        assert not renewals(connection, date(2027, 12, 30))
        assert not renewals(connection, date(2028, 4, 30))


def test_what_one_device_says_another_replays(two_replicas: tuple[Joined, Joined]) -> None:
    one, two = two_replicas
    with one.replica.transaction() as writer:
        customer = writer.add(
            make_account("Hafner Glas", gate_code="4711", renews_on="2027-01-15", mood="unhappy")
        )
        problem = record_problem(writer, customer, "The grinder stops").id
        tell_fact(writer, customer, "A new chief")
    for side in (one, two):
        sync_once(side.replica, side.service)
    assert card(two.replica, customer) == card(one.replica, customer)
    with two.replica.transaction() as writer:
        edit_problem(writer, problem, state="closed", solution="New fuse")
    for side in (two, one):
        sync_once(side.replica, side.service)
    assert card(one.replica, customer).problems == ()
    with one.replica.reading() as connection:
        assert everything(connection, customer, 10)[0].text == "New fuse"
