"""One gentle question under a note that says nothing; answered, spoken or left, once."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.commands.gentle import answer_question, leave_question
from app.commands.undo import undo
from app.commands.visits import VisitLog, log_visit
from app.queries.gentle import Question, questions
from sync.client.replica import Replica
from sync.core.records.note import Note
from sync.core.spans import DAY_MS
from tests.app.flet_harness import in_own_loop
from tests.app.speaking import Phone
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import make_account, make_note

EMPTY = "Call went well."
FULL = "Went through the range, they will think about it and come back."


@pytest.fixture
def acme(replica: Replica) -> str:
    with replica.transaction() as writer:
        for name in ("Acme", "Bolt", "Cask"):
            writer.add(make_account(name, id=name.lower()))
    return "acme"


def write(replica: Replica, text: str, account_id: str = "acme", **said: Any) -> str:
    """Log a visit; return the note's id."""
    with replica.transaction() as writer:
        log_visit(writer, replace(VisitLog(account_id=account_id, text=text), **said))
        found = writer.connection.exec_driver_sql("SELECT id FROM note ORDER BY rowid DESC LIMIT 1")
        return str(found.scalar_one())


def asked(replica: Replica, *, later_ms: int = 0, user_id: str = "") -> tuple[Question, ...]:
    with replica.reading() as connection:
        me = user_id or replica.state().user_id
        return questions(connection, me, replica.now_ms() + later_ms)


def note(replica: Replica, note_id: str) -> Note:
    with replica.transaction() as writer:
        found = writer.get(Note, note_id)
        assert found is not None
        return found


# what is asked


def test_an_empty_note_is_asked_about_and_a_full_one_is_not(replica: Replica, acme: str) -> None:
    empty = write(replica, EMPTY)
    write(replica, FULL)
    assert asked(replica) == (Question(empty, acme, "Acme", EMPTY, "empty"),)


def test_the_same_words_again_about_a_customer_are_asked_about(replica: Replica, acme: str) -> None:
    write(replica, FULL)
    again = write(replica, FULL.upper())
    assert asked(replica) == (Question(again, acme, "Acme", FULL.upper(), "repeated"),)


def test_the_same_words_everywhere_are_asked_about_at_the_third(
    replica: Replica, acme: str
) -> None:
    assert acme
    write(replica, FULL, "acme")
    write(replica, FULL, "bolt")
    assert asked(replica) == ()
    third = write(replica, FULL, "cask")
    assert [one.note_id for one in asked(replica)] == [third]


@pytest.mark.parametrize(
    "said", [{"next_step": "Send it"}, {"outcome": "offer"}, {"products": "oven"}]
)
def test_what_was_said_beside_words_is_an_answer(
    replica: Replica, acme: str, said: dict[str, str]
) -> None:
    write(replica, EMPTY, acme, **said)
    assert asked(replica) == ()


def test_nobody_is_asked_about_words_of_others_old_ones_or_an_import(
    replica: Replica, acme: str
) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        now: dict[str, Any] = {"account_id": acme, "written_ms": replica.now_ms()}
        writer.add(make_note(EMPTY, owner_id="another", **now))
        writer.add(make_note(EMPTY, owner_id=me, source="hubspot", **now))
        writer.add(make_note(EMPTY, owner_id=me, transcription="pending", **now))
    assert asked(replica) == ()
    write(replica, EMPTY)
    assert len(asked(replica)) == 1
    assert asked(replica, later_ms=4 * DAY_MS) == ()
    assert asked(replica, user_id="another") != asked(replica)


# what becomes of it


def test_an_answer_is_added_and_the_first_wording_stays(replica: Replica, acme: str) -> None:
    note_id = write(replica, EMPTY, acme)
    with replica.transaction() as writer:
        done = answer_question(writer, note_id, " Two ovens on trial. ")
    kept = note(replica, note_id)
    assert kept.text == f"{EMPTY}\nTwo ovens on trial."
    assert kept.original == EMPTY
    assert asked(replica) == ()
    with replica.transaction() as writer:
        undo(writer, done)
    assert note(replica, note_id).text == EMPTY
    assert len(asked(replica)) == 1


def test_what_is_left_never_comes_back(replica: Replica, acme: str) -> None:
    note_id = write(replica, EMPTY, acme)
    with replica.transaction() as writer:
        leave_question(writer, note_id)
    assert asked(replica) == ()
    with replica.transaction() as writer:
        writer.edit(Note, note_id, text="All good.")
    assert asked(replica) == ()
    assert note(replica, note_id).answered == '{"ask": "left"}'


# how it looks and feels


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@in_own_loop
async def test_it_is_answered_on_today_in_two_taps(
    replica: Replica, acme: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    note_id = write(replica, EMPTY, acme)
    async with Window(replica, tmp_path, size) as window:
        await window.sees(f"said-{note_id}")
        assert "What did they agree to?" in window.texts()
        await window.tap(f"gentle-{note_id}-write")
        await window.write(f"gentle-{note_id}", "Two ovens on trial")
        await window.tap(f"gentle-{note_id}-save")
        await window.eventually("SELECT text FROM note", [(f"{EMPTY}\nTwo ovens on trial",)])
        await window.wait_for(lambda: window.ids("gentle-") == window.ids("said-") == [])
        assert window.taps == 2


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@in_own_loop
async def test_it_is_left_on_the_timeline_in_one_tap_and_asked_again_after_undo(
    replica: Replica, acme: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    write(replica, FULL, acme)
    note_id = write(replica, FULL, acme)
    async with Window(replica, tmp_path, size, f"/customers/{acme}") as window:
        await window.sees(f"gentle-{note_id}")
        assert "What was different this time?" in window.texts()
        await window.tap(f"gentle-{note_id}-leave")
        await window.wait_for(lambda: window.ids("gentle-") == [])
        await window.undo()
        await window.sees(f"gentle-{note_id}")


@in_own_loop
async def test_only_the_newest_note_is_asked_about_on_today(
    replica: Replica, acme: str, tmp_path: Path
) -> None:
    write(replica, EMPTY, acme)
    newest = write(replica, "todo bien", "bolt")
    async with Window(replica, tmp_path) as window:
        await window.sees(f"gentle-{newest}")
        assert window.ids("said-") == [f"said-{newest}"]


@in_own_loop
async def test_a_line_begun_survives_and_an_empty_one_changes_nothing(
    replica: Replica, acme: str, tmp_path: Path
) -> None:
    note_id = write(replica, EMPTY, acme)
    async with Window(replica, tmp_path) as window:
        await window.tap(f"gentle-{note_id}-write")
        await window.tap(f"gentle-{note_id}-save")
        await window.write(f"gentle-{note_id}", "Two ov")
        await window.eventually("SELECT count(*) FROM draft", [(1,)])
    async with Window(replica, tmp_path) as again:
        await again.tap(f"gentle-{note_id}-write")
        await again.wait_for(lambda: any(f.value == "Two ov" for f in again.find_all(ft.TextField)))
        assert again.rows("SELECT text FROM note") == [(EMPTY,)]


@in_own_loop
async def test_it_is_answered_by_voice_as_more_of_the_same_visit(
    replica: Replica, acme: str
) -> None:
    note_id = write(replica, EMPTY, acme)
    async with Phone(replica) as phone:
        await phone.tap(f"gentle-{note_id}-speak")
        await phone.sees("recording-speaking")
        assert "Acme" in phone.texts()
        await phone.speaks()
        await phone.tap("recording-save")
        await phone.eventually(
            "SELECT count(*), count(DISTINCT visit_id), count(DISTINCT account_id) FROM note",
            [(2, 1, 1)],
        )
        await phone.eventually("SELECT count(*) FROM visit", [(1,)])
        await phone.wait_for(lambda: phone.ids("gentle-") == [])
        assert phone.rows("SELECT answered FROM note ORDER BY transcription") == [
            ('{"ask": "spoken"}',),
            ('{"ask": "said"}',),
        ]
        await phone.undo()
        await phone.sees(f"gentle-{note_id}")
        await phone.eventually("SELECT count(*) FROM note WHERE NOT deleted", [(1,)])
