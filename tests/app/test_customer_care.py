"""After the sale, on the customer's card: a problem first, mood, what is new, little things."""

from functools import partial

import flet as ft
import pytest

from app.commands.problems import close_problem, edit_problem
from app.screens.customer import CustomerDetail
from sync.client.replica import Replica
from sync.core.records.problem import Problem
from tests.app.cared_for import RIGHT_TO_LEFT, cared_for, draft, facts, problems, value
from tests.app.conflicts import MARIA, add_maria
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.test_customer_screen import card_of
from tests.app.windows import DESKTOP as DESKTOP_SIZE
from tests.app.windows import PHONE as PHONE_SIZE
from tests.app.windows import Window
from tests.builders import (
    make_account,
    make_deal,
    make_follow_up,
    make_problem,
)


@pytest.fixture
def customer(replica: Replica) -> str:
    return cared_for(replica)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_an_open_problem_stands_above_everything_one_would_sell(
    replica: Replica, customer: str, width: float
) -> None:
    async with Opened(replica, partial(CustomerDetail, customer), width=width) as window:
        await window.said("They asked for a price")
        said = window.texts()
        order = [
            "Hafner Glas",
            "The grinder stops",
            "Never before nine",
            next(one for one in said if one.startswith("Promised for")),  # the brief
            WORDS.t("customer.people"),
            WORDS.t("customer.facts"),
            WORDS.t("customer.deals"),
            WORDS.t("care.little"),
            WORDS.t("timeline.title"),
        ]
        places = [said.index(words) for words in order]
        assert places == sorted(places)
        assert said.index("The grinder stops") < said.index("Ovens")
        assert "Open · just now · you see to it" in said
        (problem,) = problems(replica, customer)
        await window.runtime.run(partial(close_problem, problem_id=problem.id))
        await window.gone(f"problem-{problem.id}")


@pytest.mark.parametrize("size", [PHONE_SIZE, DESKTOP_SIZE])
def test_a_problem_is_recorded_in_three_taps_from_the_list(
    replica: Replica, customer: str, size: tuple[int, int]
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Window(replica, replica.path.parent, size, "/customers") as window:
            await window.tap(f"customer-row-{customer}")
            await window.tap("problem-new")
            await window.type("problem-text", RIGHT_TO_LEFT)
            await window.tap("problem-save")
            await window.wait_for(lambda: len(problems(replica, customer)) == 2)
            assert window.taps == 3
            new = problems(replica, customer)[-1]
            assert (new.text, new.state) == (RIGHT_TO_LEFT, "open")
            await window.sees(f"problem-{new.id}")
            await window.undo()
            await window.wait_for(lambda: len(problems(replica, customer)) == 1)

    told()


def test_a_call_to_a_person_is_logged_with_them_and_nothing_is_typed(
    replica: Replica, customer: str
) -> None:
    person = card_of(replica, customer).people[0]

    @in_own_loop
    async def told() -> None:
        where = f"/customers/{customer}"
        async with Window(replica, replica.path.parent, PHONE_SIZE, where) as window:
            await window.tap(f"person-call-{person.id}")
            await window.tap("capture-save")
            assert window.taps == 2

            def logged() -> bool:
                with replica.reading() as connection:
                    found = connection.exec_driver_sql("SELECT form, account_id, met FROM visit")
                    return [tuple(row) for row in found] == [("call", customer, person.id)]

            await window.wait_for(logged)

    told()


@pytest.mark.parametrize("size", [PHONE_SIZE, DESKTOP_SIZE])
def test_a_call_is_made_and_logged_in_two_taps(
    replica: Replica, customer: str, size: tuple[int, int]
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Window(replica, replica.path.parent, size, f"/customers/{customer}") as window:
            await window.tap("customer-call")
            await window.sees("capture-text")
            await window.type("capture-text", "They take two")
            await window.tap("capture-save")
            assert window.taps == 2

            def logged() -> bool:
                with replica.reading() as connection:
                    found = connection.exec_driver_sql(
                        "SELECT v.form, v.account_id, n.text FROM visit v"
                        " JOIN note n ON n.visit_id = v.id"
                    ).all()
                return [tuple(row) for row in found] == [("call", customer, "They take two")]

            await window.wait_for(logged)

    told()


@in_own_loop
async def test_a_problem_is_handed_on_worked_on_and_solved(replica: Replica, customer: str) -> None:
    add_maria(replica)
    (problem,) = problems(replica, customer)
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap(f"problem-{problem.id}")
        await window.tap("problem-state-working")
        await window.shown(f"problem-owner_id-{MARIA}")
        menu = window.find(ft.PopupMenuItem, lambda one: one.key == MARIA)
        await window.fire(menu, "click")
        await window.click("problem-save")
        await window.said("Maria Keller sees to it")
        assert problems(replica, customer)[0].state == "working"
        await window.click(f"problem-{problem.id}")
        await window.tap("problem-state-closed")
        await window.shown("problem-solution")
        await window.type("problem-solution", "A new fuse")
        await window.click("problem-save")
        await window.gone(f"problem-{problem.id}")
        await window.said("A new fuse")  # in the timeline
        await window.tap(f"moment-solved:{problem.id}")
        await window.tap(f"moment-again-solved:{problem.id}")
        await window.shown(f"problem-{problem.id}")
        assert problems(replica, customer)[0].solution == "A new fuse"


@in_own_loop
async def test_one_tap_solves_and_one_takes_it_back(replica: Replica, customer: str) -> None:
    (problem,) = problems(replica, customer)
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap(f"problem-solve-{problem.id}")
        await window.gone(f"problem-{problem.id}")
        await window.undo()
        await window.shown(f"problem-{problem.id}")


@in_own_loop
async def test_a_problem_without_a_word_is_asked_for_one(replica: Replica, customer: str) -> None:
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap("problem-new")
        await window.tap("problem-save")
        await window.wait_for(lambda: bool(getattr(window.by_id("problem-text"), "error", "")))
        await window.type("problem-text", "x" * 10_000)
        await window.click("problem-save")
        await window.wait_for(
            lambda: "2,000" in str(getattr(window.by_id("problem-text"), "error", ""))
        )
        assert len(value(window, "problem-text")) == 10_000
        assert len(problems(replica, customer)) == 1


@in_own_loop
async def test_words_about_a_problem_solved_elsewhere_are_kept(
    replica: Replica, customer: str
) -> None:
    (problem,) = problems(replica, customer)
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap(f"problem-{problem.id}")
        await window.type("problem-text", "The grinder stops when hot")
        await window.runtime.run(partial(edit_problem, problem_id=problem.id, deleted=True))
        await window.shown("problem-notice")
        assert value(window, "problem-text") == "The grinder stops when hot"
        await window.click("problem-save")
        await window.shown(f"problem-{problem.id}")
        assert problems(replica, customer)[0].text == "The grinder stops when hot"


@in_own_loop
async def test_half_written_words_are_there_again(replica: Replica, customer: str) -> None:
    (problem,) = problems(replica, customer)
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap("problem-new")
        await window.type("problem-text", "It lea")
        kept = {"text": "It lea"}
        await window.wait_for(lambda: draft(replica, f"problem:new:{customer}") == kept)
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap("problem-new")
        await window.wait_for(lambda: value(window, "problem-text") == "It lea")
        await window.click("problem-cancel")
        await window.tap(f"problem-{problem.id}")
        await window.type("problem-text", "Half")
        await window.wait_for(lambda: bool(draft(replica, f"problem:{problem.id}")))
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.said(WORDS.t("care.unfinished"))


@in_own_loop
async def test_two_windows_that_write_the_same_lose_no_words(
    replica: Replica, customer: str
) -> None:
    (problem,) = problems(replica, customer)
    async with (
        Opened(replica, partial(CustomerDetail, customer)) as one,
        Opened(replica, partial(CustomerDetail, customer)) as two,
    ):
        for window, words in ((one, "It stops at noon"), (two, "It stops when hot")):
            await window.tap(f"problem-{problem.id}")
            await window.type("problem-text", words)
        await one.click("problem-save")
        await one.shown(f"problem-{problem.id}")
        assert value(two, "problem-text") == "It stops when hot"
        await two.click("problem-save")
        await two.said("It stops when hot")
        assert problems(replica, customer)[0].text == "It stops when hot"
        await two.undo()  # what the other window wrote is one tap away
        await two.said("It stops at noon")


@in_own_loop
async def test_mood_is_told_with_one_tap_and_taken_back(replica: Replica, customer: str) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        asking = writer.add(
            make_follow_up(
                "Ovens", form="check_in", due_on="2026-11-20", account_id=customer, owner_id=me
            )
        )
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.said("How is it going with Ovens?")
        await window.said("Unhappy · said last Wednesday")
        await window.click("mood-happy")
        await window.said("Happy · said just now")
        await window.gone(f"step-{asking}")  # that was the answer
        await window.undo()
        await window.said("Unhappy · said last Wednesday")
        await window.shown(f"step-{asking}")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_the_timeline_is_filtered_and_searched(
    replica: Replica, customer: str, width: float
) -> None:
    (problem,), (fact,) = problems(replica, customer), facts(replica, customer)
    async with Opened(replica, partial(CustomerDetail, customer), width=width) as window:
        await window.shown(f"moment-{problem.id}")
        await window.shown(f"moment-{fact.id}")
        item = window.find(ft.PopupMenuItem, lambda one: one.key == "problems")
        await window.fire(item, "click")
        await window.gone(f"moment-{fact.id}")
        assert window.ids("moment-") == [f"moment-{problem.id}"]
        item = window.find(ft.PopupMenuItem, lambda one: one.key == "everything")
        await window.fire(item, "click")
        await window.shown(f"moment-{fact.id}")
        await window.click("timeline-search")
        await window.type("timeline-words", "nordhaus")
        await window.gone(f"moment-{problem.id}")
        assert window.ids("moment-") == [f"moment-{fact.id}"]
        await window.type("timeline-words", "zebra")
        await window.said(WORDS.t("timeline.nothing_fits"))
        await window.click("timeline-search")
        await window.shown(f"moment-{problem.id}")


@in_own_loop
async def test_a_long_name_and_many_problems_leave_the_card_whole(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("W" * 300, must_know=RIGHT_TO_LEFT * 20))
        for number in range(5):
            problem = Problem(account_id=account, text=f"{number} " + "x" * 1_990)
            writer.add(problem)
        writer.add(make_problem("", account_id=account, state="working"))
    async with Opened(replica, partial(CustomerDetail, account)) as window:
        await window.said("W" * 300)
        await window.said(WORDS.t("care.problem_unsaid"))
        assert len(window.ids("problem-solve-")) == 6


@in_own_loop
async def test_a_new_customer_has_a_short_card_with_the_ways_to_all_of_it(
    replica: Replica,
) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Linde"))
    async with Opened(replica, partial(CustomerDetail, account)) as window:
        await window.shown("little-edit")
        assert "customer-mood" not in window.ids()  # they have bought nothing yet
        assert "customer-brief" not in window.ids()
        await window.click("fact-new")
        await window.type("fact-text", "A new chief")
        await window.click("fact-save")
        await window.said("A new chief")
        with replica.transaction() as writer:
            writer.add(make_deal("Ovens", account_id=account, stage_id="stage-won"))
        window.state.touch(["deal"])
        await window.shown("customer-mood")
