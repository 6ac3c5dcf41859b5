"""Ask a colleague: two taps and the words; the answer comes back; nobody else is bothered."""

from functools import partial

import flet as ft
import pytest

from app.commands.asks import answer_ask, ask_colleague, withdraw_ask
from app.commands.record_link import read_link, record_link
from app.commands.undo import undo
from app.queries.asks import NEWS_MS, AskRow, asks_about, asks_of_mine
from app.screens.asking import AskEntry, Asking
from sync.client.engine import sync_once
from sync.client.replica import Replica
from sync.core.records.ask import Ask
from tests.app.conflicts import MARIA, add_maria, my_id, put
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.app.test_deals_queries import add_deal
from tests.app.windows import Window
from tests.builders import NOON_MS, make_account, make_deal, make_note
from tests.conftest import Joined

QUESTION = "Who decides at Hafner now?"


def of_mine(replica: Replica, now_ms: int = NOON_MS) -> list[AskRow]:
    with replica.reading() as connection:
        return list(asks_of_mine(connection, my_id(replica), now_ms))


def step(*devices: Joined) -> None:
    for device in devices:
        sync_once(device.replica, device.service)


def rep_with_deal(two_replicas: tuple[Joined, Joined]) -> tuple[Replica, str]:
    """Return the notebook of a rep who knows a colleague, and the id of a deal of theirs."""
    step(*two_replicas)
    replica = two_replicas[1].replica
    with replica.transaction() as writer:
        return replica, writer.add(make_deal("Ovens", owner_id=writer.actor.user_id))


def asked(replica: Replica, to_id: str, deal_id: str, by_on: str = "") -> str:
    ask = Ask(to_id=to_id, text=QUESTION, deal_id=deal_id, by_on=by_on)
    with replica.transaction() as writer:
        return ask_colleague(writer, ask).id


def typed(window: FletHarness) -> str:
    fields = window.find_all(ft.TextField)
    return str(fields[0].value) if fields else ""


def test_a_question_is_answered_and_the_answer_comes_back(
    two_replicas: tuple[Joined, Joined],
) -> None:
    mia, bo = two_replicas
    with bo.replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        deal = add_deal(writer, "Ovens", account_id=account, owner_id=writer.actor.user_id)
    ask = asked(bo.replica, my_id(mia.replica), deal, "2026-11-27")
    assert of_mine(bo.replica) == []
    step(bo, mia)
    (found,) = of_mine(mia.replica)
    assert (found.by, found.text, found.by_on) == ("Bo", QUESTION, "2026-11-27")
    assert (found.account, found.deal, found.path) == ("Hafner Glas", "Ovens", f"/deals/{deal}")
    with mia.replica.transaction() as writer:
        answer_ask(writer, ask, "  Ms Lang, since May. ")
    assert of_mine(mia.replica) == []
    step(mia, bo)
    now_ms = bo.replica.now_ms()
    (answered,) = of_mine(bo.replica, now_ms)
    assert (answered.to, answered.answer) == ("Mia", "Ms Lang, since May.")
    assert of_mine(bo.replica, now_ms + NEWS_MS) == []
    with bo.replica.reading() as connection:
        assert asks_about(connection, my_id(bo.replica), deal_id=deal) == (answered,)


def test_soonest_first_and_what_was_taken_back_is_gone(replica: Replica) -> None:
    add_maria(replica)
    me = my_id(replica)
    with replica.exclusive() as connection:
        for n, by_on in enumerate(["", "2026-12-01", "2026-11-25"]):
            values = {"owner_id": MARIA, "to_id": me, "text": str(n), "by_on": by_on}
            put(connection, "ask", f"ask-{n}", values)
    assert [ask.text for ask in of_mine(replica)] == ["2", "1", "0"]
    with replica.transaction() as writer:
        done = withdraw_ask(writer, "ask-2")
    assert [ask.text for ask in of_mine(replica)] == ["1", "0"]
    with replica.transaction() as writer:
        undo(writer, done)
    assert [ask.text for ask in of_mine(replica)] == ["2", "1", "0"]


def test_of_a_private_deal_the_question_is_as_private(two_replicas: tuple[Joined, Joined]) -> None:
    mia, bo = two_replicas
    with bo.replica.transaction() as writer:
        deal = writer.add(make_deal("Ovens", owner_id=writer.actor.user_id, shared=False))
    ask = asked(bo.replica, my_id(mia.replica), deal)
    with bo.replica.transaction() as writer:
        stored = writer.get(Ask, ask)
    assert stored
    assert not stored.shared
    step(bo, mia)  # Mia leads the team
    assert [one.id for one in of_mine(mia.replica)] == [ask]


@pytest.mark.parametrize(
    ("note", "offered"),
    [
        ({"transcription": "done"}, "Ms Lang decides."),
        ({"transcription": "pending"}, ""),
        ({"transcription": "done", "deal_id": "another"}, ""),
        ({"transcription": "done", "owner_id": MARIA}, ""),
        ({"transcription": "done", "written_ms": 1}, ""),
    ],
)
def test_what_one_said_aloud_since_is_offered_as_the_answer(
    replica: Replica, note: dict[str, str | int], offered: str
) -> None:
    add_maria(replica)
    me = my_id(replica)
    with replica.exclusive() as connection:
        asking = {"owner_id": MARIA, "to_id": me, "text": QUESTION, "deal_id": "d"}
        put(connection, "ask", "ask-1", {**asking, "created_ms": NOON_MS})
    with replica.transaction() as writer:
        said = {"deal_id": "d", "owner_id": me, "written_ms": NOON_MS + 1, **note}
        writer.add(make_note("Ms Lang decides.", **said))
    assert [ask.spoken for ask in of_mine(replica)] == [offered]


@pytest.mark.parametrize("path", ["/deals/0193-a_B", "/customers/c1"])
def test_a_link_opens_what_it_names(path: str) -> None:
    link = record_link("https://rapport.example.com/", path)
    assert link == f"https://rapport.example.com/open#{path}"
    assert read_link(f"Ovens · Hafner Glas\n{link}\nSee you") == path


@pytest.mark.parametrize(
    "text",
    ["", "ovens", "https://x.example/open#/me", "https://x.example/open#/deals/", "/open#/deals/a"],
)
def test_what_is_no_link_opens_nothing(text: str) -> None:
    assert read_link(text) == ""


# on screen


@in_own_loop
async def test_a_deal_asks_in_two_taps_and_keeps_what_is_typed(
    two_replicas: tuple[Joined, Joined],
) -> None:
    bo, deal = rep_with_deal(two_replicas)
    async with Window(bo, bo.path.parent, route=f"/deals/{deal}") as window:
        await window.tap("ask-new")
        await window.sees("ask-words")
        await window.write("ask-words", QUESTION)
        await window.tap("ask-save")
        await window.wait_for(lambda: QUESTION in window.texts())
        assert window.taps == 2
        assert "You asked Mia" in window.texts()
    with bo.reading() as connection:
        (ask,) = asks_about(connection, my_id(bo), deal_id=deal)
    assert ask.to_id == my_id(two_replicas[0].replica)


@in_own_loop
async def test_words_of_a_question_survive_the_end_of_the_app(
    two_replicas: tuple[Joined, Joined],
) -> None:
    mia, bo = two_replicas
    step(mia, bo)
    build = partial(Asking, "Ovens", deal_id="deal-1")
    async with Opened(bo.replica, build) as window:
        await window.tap("ask-new")
        await window.write("ask-words", "Who dec")
    async with Opened(bo.replica, build) as window:
        await window.wait_for(lambda: typed(window) == "Who dec")
        await window.click("ask-cancel")
        await window.gone("ask-words")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_who_is_asked_answers_where_it_stands(replica: Replica, width: float) -> None:
    add_maria(replica)
    ask = AskRow(
        id="ask-1",
        account_id="",
        account="Hafner Glas",
        deal_id="deal-1",
        deal="Ovens",
        by_id=MARIA,
        by="Maria Keller",
        to_id=my_id(replica),
        to="Ada",
        text=QUESTION,
        by_on="",
        answer="",
        answered_ms=0,
        asked_ms=NOON_MS,
        waiting=False,
        spoken="Ms Lang decides.",
    )
    with replica.exclusive() as connection:
        put(connection, "ask", "ask-1", {"owner_id": MARIA, "to_id": ask.to_id, "text": QUESTION})
    async with Opened(replica, partial(AskEntry, ask, apart=True), width=width) as window:
        await window.said("Maria Keller asks you")
        await window.said("Hafner Glas · Ovens")
        assert "ask-ask-1-withdraw" not in window.ids()
        await window.click("ask-ask-1-answer")
        await window.click("ask-spoken")
        await window.wait_for(lambda: typed(window) == "Ms Lang decides.")
        await window.click("ask-save")
        await window.gone("ask-words")
    with replica.transaction() as writer:
        stored = writer.get(Ask, "ask-1")
    assert stored
    assert stored.answer == "Ms Lang decides."
    assert stored.answered_ms


@in_own_loop
async def test_alone_there_is_nobody_to_ask(replica: Replica) -> None:
    async with Opened(replica, partial(Asking, "Ovens", deal_id="deal-1")) as window:
        await window.settle()
        assert window.ids("ask") == []
        assert "share" not in window.ids()


@in_own_loop
async def test_a_link_pasted_into_the_search_opens_its_deal(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = writer.add(make_deal("Ovens"))
    async with Window(replica, replica.path.parent, route="/customers") as window:
        await window.sees("customers-search")
        await window.write("customers-search", f"look: https://x.example/open#/deals/{deal}")
        await window.sees("deal-field-title")
