"""Two quick taps do a thing once, and write no old words back over the new ones."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import flet as ft
import pytest
from flet.controls.base_control import BaseControl
from sqlalchemy import Connection

from app.commands.drafts import discard_draft
from app.queries.deal_lines import Lines
from app.queries.unfinished import OpenAccount, open_account
from app.screens.account_picker import AccountPicker
from app.screens.asking import Asking
from app.screens.customer import CustomerDetail
from app.screens.deal import DealDetail
from app.screens.deal_lines import DealLines
from app.screens.hinting import Hint
from app.screens.me_stages import StagesScreen
from app.screens.once import Once
from app.screens.plan import PlanScreen
from app.screens.spoken import SpokenScreen
from app.screens.stops import StopsScreen
from sync.client.replica import Replica
from sync.client.writer import Writer
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS, Opened
from tests.app.test_asking import rep_with_deal
from tests.app.test_customer_screen import card_of
from tests.builders import make_account, make_deal, make_fact, make_note, make_visit
from tests.conftest import Joined

Screen = Callable[[], ft.Control]


@dataclass(frozen=True)
class Form:
    """Something one fills in, the button that saves it, and what must be there once.

    Attributes:
        screen: Of the customer with this id and the deal with this id.
        saves: The button.
        rows: Counts what was made.
        opens: What leads to the form; empty where it is open.
        typed: Into which field what is typed.
        picks: What is tapped when the fields are filled.
    """

    screen: Callable[[str, str], Screen]
    saves: str
    rows: str
    opens: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    picks: str = ""


def of_customer(account: str, _deal: str) -> Screen:
    return partial(CustomerDetail, account)


def lines_of(_account: str, deal: str) -> Screen:
    return partial(DealLines, deal, Lines())


def alone(screen: Screen) -> Callable[[str, str], Screen]:
    return lambda _account, _deal: screen


NEW = (("picker-search", "Roth"),)
NAMED = "SELECT count(*) FROM account WHERE name = 'Roth'"
FORMS = {
    "plan": Form(
        alone(PlanScreen), "plan-save", "SELECT count(*) FROM visit", "", NEW, "picker-add"
    ),
    "stops": Form(alone(StopsScreen), "picker-add", "SELECT count(*) FROM visit", "", NEW),
    "deal": Form(
        alone(partial(DealDetail, "new")),
        "deal-save",
        "SELECT count(*) FROM deal WHERE title = ''",
        "",
        NEW,
        "picker-add",
    ),
    "line": Form(
        lines_of,
        "line-save",
        "SELECT count(*) FROM deal_line",
        "line-add",
        (("line-what", "Grinder"), ("line-price", "900")),
    ),
    "contact": Form(
        of_customer,
        "contact-save",
        "SELECT count(*) FROM contact",
        "person-new",
        (("contact-name", "Zoë"),),
    ),
    "customer": Form(
        alone(partial(CustomerDetail, "new")),
        "account-save",
        NAMED,
        "",
        (("account-name", "Roth"),),
    ),
    "pipeline": Form(
        alone(partial(StagesScreen, list)),
        "shape-line-save",
        "SELECT count(*) FROM pipeline WHERE name LIKE 'Service%'",
        "pipeline-add",
        (("shape-line", "Service"),),
    ),
    "problem": Form(
        of_customer,
        "problem-save",
        "SELECT count(*) FROM problem",
        "problem-new",
        (("problem-text", "It leaks"),),
    ),
    "fact": Form(
        of_customer,
        "fact-save",
        "SELECT count(*) FROM fact",
        "fact-new",
        (("fact-text", "Moves in May"),),
    ),
}


def rows(replica: Replica, sql: str) -> object:
    with replica.reading() as connection:
        return connection.exec_driver_sql(sql).scalar()


def tappable(window: Opened, identifier: str) -> BaseControl:
    return next(c for c in window.walk(window.by_id(identifier)) if getattr(c, "on_click", None))


async def tap_twice(window: Opened, identifier: str) -> None:
    """Tap so quickly that nothing is drawn between the taps, and wait for the end of both."""
    await window.shown(identifier)
    button = tappable(window, identifier)
    await asyncio.gather(window.click(button), window.click(button))


def empty(window: Opened, identifier: str) -> bool:
    """Tell whether a field is there, and not the one of before."""
    return identifier in window.ids() and not getattr(window.by_id(identifier), "value", "")


async def fill(window: Opened, form: Form, more: str = "") -> None:
    if form.opens:
        await window.tap(form.opens)
    for name, words in form.typed:
        await window.wait_for(partial(empty, window, name))
        await window.write(name, words + more)
    if form.picks:
        await window.tap(form.picks)


@pytest.fixture
def made(replica: Replica) -> tuple[str, str]:
    """Return the ids of a customer and of its deal."""
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas", must_know="Never before nine"))
        me = writer.actor.user_id
        return account, writer.add(make_deal("Ovens", account_id=account, owner_id=me))


@pytest.mark.parametrize("name", FORMS)
@in_own_loop
async def test_a_form_saved_twice_writes_once(
    replica: Replica, made: tuple[str, str], name: str
) -> None:
    form = FORMS[name]
    async with Opened(replica, form.screen(*made)) as window:
        await fill(window, form)
        await tap_twice(window, form.saves)
        assert rows(replica, form.rows) == 1
        gone_to = [to for to, _ in window.invoked if to == "push_route"]
        assert len(gone_to) == (1 if name in ("plan", "deal", "customer") else 0)


@pytest.mark.parametrize("name", ["line", "stops", "fact", "pipeline"])
@in_own_loop
async def test_what_is_open_again_saves_again(
    replica: Replica, made: tuple[str, str], name: str
) -> None:
    form = FORMS[name]
    async with Opened(replica, form.screen(*made)) as window:
        for count in (1, 2):
            await fill(window, form, str(count))
            await tap_twice(window, form.saves)
            assert rows(replica, form.rows) == count
            await window.gone(form.saves)


@in_own_loop
async def test_a_colleague_is_asked_once_and_can_be_asked_again(
    two_replicas: tuple[Joined, Joined],
) -> None:
    bo, deal = rep_with_deal(two_replicas)
    async with Opened(bo, partial(Asking, "Ovens", deal_id=deal)) as window:
        for count in (1, 2):
            await window.tap("ask-new")
            await window.write("ask-words", "Who decides?")
            await tap_twice(window, "ask-save")
            assert rows(bo, "SELECT count(*) FROM ask") == count
            await window.gone("ask-save")


@in_own_loop
async def test_a_yes_reminds_once(replica: Replica, made: tuple[str, str]) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        writer.add(make_visit(replica.now_ms(), account_id=made[0], owner_id=me))
    async with Opened(replica, Hint) as window:
        await tap_twice(window, "hint-remind-yes")
        assert rows(replica, "SELECT count(*) FROM follow_up") == 1


@in_own_loop
async def test_an_offer_is_taken_once(replica: Replica, made: tuple[str, str]) -> None:
    with replica.transaction() as writer:
        said = {"account_id": made[0], "owner_id": writer.actor.user_id}
        said |= {"transcription": "done", "original": "Send the offer by tomorrow."}
        note = writer.add(make_note(said["original"], written_ms=replica.now_ms(), **said))
    async with Opened(replica, partial(SpokenScreen, note)) as window:
        await tap_twice(window, "offer-due")
        assert rows(replica, "SELECT count(*) FROM follow_up") == 1
        await window.undo()
        await window.shown("offer-due")
        assert rows(replica, "SELECT count(*) FROM follow_up WHERE NOT deleted") == 0


@in_own_loop
async def test_a_customer_is_picked_once_and_may_be_picked_again(replica: Replica) -> None:
    picked: list[str] = []

    async def pick(_account_id: str, name: str) -> None:
        await asyncio.sleep(0.01)
        picked.append(name)

    async with Opened(replica, partial(AccountPicker, "", "", pick)) as window:
        for name in ("Roth", "Linde"):
            await window.write("picker-search", name)
            entry, add = window.by_id("picker-search"), tappable(window, "picker-add")
            taps = [window.fire(add, "click"), window.fire(entry, "submit")]
            await asyncio.gather(*taps, window.fire(entry, "submit"), window.fire(add, "click"))
            assert picked.pop() == name
            assert not picked


# old words


@pytest.mark.parametrize("opens", ["must-know", "fact-this"])
@in_own_loop
async def test_a_tap_while_the_draft_goes_brings_no_old_words_back(
    replica: Replica, made: tuple[str, str], monkeypatch: pytest.MonkeyPatch, opens: str
) -> None:
    going, may_go = threading.Event(), threading.Event()

    def slowly(writer: Writer, key: str) -> None:
        going.set()
        may_go.wait()
        discard_draft(writer, key)

    def late(connection: Connection, account_id: str) -> OpenAccount:
        may_go.wait()
        return open_account(connection, account_id)

    with replica.transaction() as writer:
        writer.add(make_fact("Bought by Nordhaus", id="this", account_id=made[0]))
    form = opens.removesuffix("-this")
    async with Opened(replica, of_customer(*made)) as window:
        await window.tap(opens)
        await window.write(f"{form}-text", "Ring twice")
        button = tappable(window, f"{form}-save")
        monkeypatch.setattr("app.screens.drafts.discard_draft", slowly)
        monkeypatch.setattr("app.screens.customer.open_account", late)
        first = asyncio.create_task(window.click(button))
        await window.wait_for(going.is_set)
        second = asyncio.create_task(window.click(button))
        await window.settle()
        may_go.set()
        await asyncio.gather(first, second)
    card = card_of(replica, made[0])
    assert "Ring twice" in (card.must_know, card.facts[0].text)


@pytest.mark.parametrize("name", ["fact", "problem", "customer"])
@in_own_loop
async def test_what_is_saved_is_what_stood_there_at_the_tap(
    replica: Replica, made: tuple[str, str], name: str
) -> None:
    form = FORMS[name]
    async with Opened(replica, form.screen(*made)) as window:
        await fill(window, form)
        save = tappable(window, form.saves)
        cancel = tappable(window, form.saves.replace("-save", "-cancel"))
        with replica.transaction():  # what is saved has to wait
            saving = asyncio.create_task(window.click(save))
            await window.settle()
            giving_up = asyncio.create_task(window.click(cancel))
            await window.settle()
        await asyncio.gather(saving, giving_up)
    ((_, words),) = form.typed
    register = "name" if name == "customer" else "text"
    with_words = f"SELECT count(*) FROM {form.saves.removesuffix('-save')} WHERE {register} = ?"
    with replica.reading() as connection:
        assert connection.exec_driver_sql(with_words, (words,)).scalar() == 1


@in_own_loop
async def test_a_problem_that_is_solved_is_said_to_be(
    replica: Replica, made: tuple[str, str]
) -> None:
    async with Opened(replica, of_customer(*made)) as window:
        await fill(window, FORMS["problem"])
        await window.click("problem-save")
        await window.shown("customer-head")
        (problem,) = card_of(replica, made[0]).problems
        await window.tap(f"problem-{problem.id}")
        await window.tap("problem-state-closed")
        await window.tap("problem-save")
        await window.shown("customer-head")
        bars = [bar for bar in window.page._dialogs.controls if isinstance(bar, ft.SnackBar)]
        said = [one.value for one in window.walk(bars[-1].content) if isinstance(one, ft.Text)]
        assert said == [WORDS.t("care.solved")]


# the guard itself


async def counted(done: list[str], *, well: bool) -> bool:
    await asyncio.sleep(0)
    done.append("x")
    return well


async def failing(done: list[str]) -> bool:
    done.append("x")
    raise ValueError


async def often(handler: Callable[[], Awaitable[None]]) -> None:
    for _ in range(2):
        await asyncio.gather(handler(), handler(), return_exceptions=True)


@pytest.mark.parametrize(
    ("handle", "times"),
    [(partial(counted, well=True), 1), (partial(counted, well=False), 2), (failing, 4)],
)
def test_what_failed_may_be_tried_again_and_what_is_done_is_done(
    handle: Callable[[list[str]], Awaitable[bool]], times: int
) -> None:
    done: list[str] = []

    @Once()
    async def handler() -> bool:
        return await handle(done)

    asyncio.run(often(handler))
    assert len(done) == times
