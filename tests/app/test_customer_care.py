"""After the sale, on the customer's card: a problem first, mood, what is new, little things."""

from functools import partial

import flet as ft
import pytest

from app.commands.accounts import delete_account
from app.commands.facts import delete_fact
from app.commands.problems import close_problem, edit_problem
from app.queries.accounts import AccountCard
from app.queries.care import CardFact, CardProblem
from app.queries.drafts import load_draft
from app.screens.customer import CustomerDetail
from sync.client.replica import Replica
from sync.core.records.problem import Problem
from sync.core.spans import DAY_MS
from tests.app.conflicts import MARIA, add_maria
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.test_customer_screen import card_of
from tests.app.windows import DESKTOP as DESKTOP_SIZE
from tests.app.windows import PHONE as PHONE_SIZE
from tests.app.windows import Window
from tests.builders import (
    NOON_MS,
    make_account,
    make_contact,
    make_deal,
    make_fact,
    make_follow_up,
    make_note,
    make_problem,
)

RIGHT_TO_LEFT = "العملية معطلة \N{PARTY POPPER}"


def draft(replica: Replica, key: str) -> dict[str, str]:
    with replica.reading() as connection:
        return dict(load_draft(connection, key))


def problems(replica: Replica, account: str) -> tuple[CardProblem, ...]:
    return card_of(replica, account).problems


def facts(replica: Replica, account: str) -> tuple[CardFact, ...]:
    return card_of(replica, account).facts


def value(window: Opened | Window, identifier: str) -> str:
    field = window.by_id(identifier)
    assert isinstance(field, ft.TextField)
    return field.value


@pytest.fixture
def customer(replica: Replica) -> str:
    """A customer that has everything a card can show."""
    with replica.transaction() as writer:
        me = writer.actor.user_id
        account = writer.add(
            make_account(
                "Hafner Glas",
                must_know="Never before nine",
                phone="0221 771",
                owner_id=me,
                mood="unhappy",
                mood_ms=NOON_MS - 3 * DAY_MS,
                renews_on="2026-12-24",
                hours="Mon to Thu",
                gate_code="4711",
                favourites="Earl Grey",
            )
        )
        writer.add(make_contact("Ines Roth", account_id=account, birthday="--12-03", mobile="1"))
        writer.add(make_deal("Ovens", account_id=account, owner_id=me))
        writer.add(make_fact("Bought by Nordhaus", account_id=account, owner_id=me))
        writer.add(make_follow_up("Send the offer", account_id=account, owner_id=me))
        writer.add(make_note("They asked for a price", account_id=account, written_ms=NOON_MS))
        writer.add(make_problem("The grinder stops", account_id=account, owner_id=me))
    return account


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


def old_facts(replica: Replica, customer: str) -> list[str]:
    with replica.transaction() as writer:
        return [
            writer.add(
                make_fact(f"{days} days", account_id=customer, told_ms=NOON_MS - days * DAY_MS)
            )
            for days in (89, 91, 181)
        ]


def size(window: Opened, fact_id: str) -> float:
    """Return the size of the words of what is new."""
    texts = (
        one for one in window.walk(window.by_id(f"fact-{fact_id}")) if isinstance(one, ft.Text)
    )
    style = next(texts).style
    assert style
    assert style.size
    return float(style.size)


@in_own_loop
async def test_what_is_new_fades_and_is_said_again_in_one_tap(
    replica: Replica, customer: str
) -> None:
    fresh, older, faded = old_facts(replica, customer)
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.shown(f"fact-still-{older}")
        assert set(window.ids("fact-still-")) == {f"fact-still-{older}", f"fact-still-{faded}"}
        assert size(window, faded) < size(window, older) == size(window, fresh)
        await window.click(f"fact-still-{faded}")
        await window.gone(f"fact-still-{faded}")
        assert facts(replica, customer)[0].id == faded
        await window.undo()
        await window.shown(f"fact-still-{faded}")


@in_own_loop
async def test_what_is_new_is_written_changed_and_taken_off(
    replica: Replica, customer: str
) -> None:
    (old,) = facts(replica, customer)
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap("fact-new")
        await window.type("fact-text", RIGHT_TO_LEFT)
        await window.click("fact-save")
        await window.said(RIGHT_TO_LEFT)
        await window.click(f"fact-{old.id}")
        await window.type("fact-text", "Not bought after all")
        await window.runtime.run(partial(delete_fact, fact_id=old.id))
        await window.shown("fact-notice")
        await window.click("fact-save")
        await window.said("Not bought after all")
        await window.click(f"fact-{old.id}")
        await window.click("fact-delete")
        await window.gone(f"fact-{old.id}")
        await window.undo()
        await window.shown(f"fact-{old.id}")


@in_own_loop
async def test_little_things_are_shown_and_changed(replica: Replica, customer: str) -> None:
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.shown("little-renews_on")
        said = window.texts()
        for words in (
            "Renews 24 Dec, in 5 weeks",
            "Mon to Thu",
            "Gate code 4711",
            "Earl Grey",
            "Ines Roth's birthday: 3 December",
        ):
            assert words in said
        await window.click("little-edit")
        await window.type("little-gate_code", "0815")
        await window.type("little-place", "somewhere nice")
        await window.click("little-renews-year")
        await window.click("little-save")
        await window.wait_for(lambda: bool(getattr(window.by_id("little-place"), "error", "")))
        assert value(window, "little-gate_code") == "0815"
        await window.type("little-place", "https://www.openstreetmap.org/#map=17/52.52/13.405")
        await window.click("little-save")
        await window.said("Gate code 0815")
        card = card_of(replica, customer)
        assert (card.place, card.renews_on) == ("52.5200,13.4050", "2027-11-21")
        await window.undo()
        await window.said("Gate code 4711")


@in_own_loop
async def test_little_things_of_a_customer_deleted_elsewhere_are_kept(
    replica: Replica, customer: str
) -> None:
    def card() -> AccountCard:
        return card_of(replica, customer)

    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap("little-edit")
        await window.type("little-hours", "Never")
        await window.runtime.run(partial(delete_account, account_id=customer))
        await window.shown("little-notice")
        await window.click("little-save")
        await window.shown("customer-head")
        assert (card().hours, card().deleted) == ("Never", False)


@pytest.mark.parametrize(
    ("typed", "kept"), [("3 March 1980", "1980-03-03"), ("24.12.", "--12-24"), ("", "")]
)
@in_own_loop
async def test_a_birthday_is_kept_and_an_impossible_one_is_said(
    replica: Replica, customer: str, typed: str, kept: str
) -> None:
    person = card_of(replica, customer).people[0]
    async with Opened(replica, partial(CustomerDetail, customer)) as window:
        await window.tap(f"person-{person.id}")
        await window.tap("contact-more")
        await window.shown("contact-birthday")
        assert value(window, "contact-birthday") == "3 December"
        await window.type("contact-birthday", "31 February")
        await window.click("contact-save")
        await window.wait_for(lambda: bool(getattr(window.by_id("contact-birthday"), "error", "")))
        assert value(window, "contact-birthday") == "31 February"
        assert card_of(replica, customer).people[0].birthday == "--12-03"
        await window.type("contact-birthday", typed)
        await window.click("contact-save")
        await window.shown("customer-head")
        assert card_of(replica, customer).people[0].birthday == kept


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
