"""The sheet of a spoken note: its words, what it offers, its sound, and every state."""

from functools import partial
from pathlib import Path

import flet as ft
import pytest

from app.screens.spoken import SpokenScreen
from app.speech.heard import Heard, Word, to_text
from app.speech.names.correction import Correction
from app.speech.names.correction import to_text as to_kept
from app.speech.transcribing import Transcribing
from sync.client.replica import Replica
from sync.core.records.account import Account
from sync.core.records.contact import Contact
from sync.core.records.note import Note
from sync.core.records.visit import Visit
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.windows import DESKTOP as DESKTOP_SIZE
from tests.app.windows import PHONE as PHONE_SIZE
from tests.app.windows import Window

SAID = "Send the offer by tomorrow, it is about 45,000 euros."


@pytest.fixture
def note_id(replica: Replica) -> str:
    """Return a spoken note with words, filed to a customer."""
    return _spoken(replica, transcription="done", text=SAID, heard=_heard(SAID), original=SAID)


def _heard(text: str) -> str:
    words = tuple(Word(w, i * 300, i * 300 + 250) for i, w in enumerate(text.split()))
    return to_text(Heard(words, "moonshine-base-en", "en"))


def _spoken(replica: Replica, **fields: str) -> str:
    with replica.transaction() as writer:
        owner, now = writer.actor.user_id, writer.now_ms
        account = writer.add(Account(id="acme", name="Acme"))
        visit = writer.add(Visit(id="visit", account_id=account, owner_id=owner, at_ms=now))
        note = Note(id="note", account_id=account, visit_id=visit, written_ms=now, owner_id=owner)
        for name, value in fields.items():
            setattr(note, name, value)
        return writer.add(note)


def _opened(replica: Replica, note_id: str, width: float = PHONE) -> Opened:
    return Opened(replica, partial(SpokenScreen, note_id), width=width)


def _value(replica: Replica, sql: str) -> object:
    with replica.reading() as connection:
        return connection.exec_driver_sql(sql).scalar()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_the_words_stand_under_the_customer(
    replica: Replica, note_id: str, width: float
) -> None:
    async with _opened(replica, note_id, width) as window:
        await window.shown("spoken-words")
        words = window.find(ft.Semantics, lambda node: node.identifier == "spoken-words")
        assert words.label == SAID
        assert "Acme" in window.texts()
        assert "sound" not in window.ids()


@in_own_loop
async def test_a_date_heard_is_one_tap_from_today(replica: Replica, note_id: str) -> None:
    async with _opened(replica, note_id) as window:
        await window.tap("offer-due")
        await window.gone("offer-due")
        assert _value(replica, "SELECT due_on FROM follow_up WHERE NOT deleted")
        await window.undo()
        await window.shown("offer-due")
        assert _value(replica, "SELECT count(*) FROM follow_up WHERE NOT deleted") == 0


@in_own_loop
async def test_what_is_wrong_is_one_tap_from_gone(replica: Replica, note_id: str) -> None:
    async with _opened(replica, note_id) as window:
        await window.shown("offer-amount")
        await window.click("offer-amount-wrong")
        await window.gone("offer-amount")
        assert _value(replica, "SELECT count(*) FROM deal") == 0
    async with _opened(replica, note_id) as again:
        await again.shown("offer-due")
        assert "offer-amount" not in again.ids()


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"transcription": "pending"}, "spoken-pending"),
        ({"transcription": "failed"}, "spoken-failed"),
        ({"transcription": "none"}, "spoken-none"),
        ({"transcription": "done"}, "spoken-silent"),
        (
            {"transcription": "done", "text": "As it is now", "original": "As it was"},
            "spoken-original",
        ),
    ],
)
@in_own_loop
async def test_every_state_says_what_is_so(
    replica: Replica, fields: dict[str, str], shown: str
) -> None:
    note_id = _spoken(replica, **fields)
    async with _opened(replica, note_id) as window:
        await window.shown(shown)


@in_own_loop
async def test_what_failed_can_be_tried_again(replica: Replica) -> None:
    note_id = _spoken(replica, transcription="failed")
    async with _opened(replica, note_id) as window:
        await window.shown("spoken-failed")
        await window.click("spoken-failed-action")
        await window.shown("spoken-pending")


@in_own_loop
async def test_words_can_be_typed_over_what_was_heard(replica: Replica, note_id: str) -> None:
    async with _opened(replica, note_id) as window:
        await window.tap("spoken-edit")
        await window.write("note-text", "Only this")
        await window.click("note-save")
        await window.shown("spoken-words")
        assert _value(replica, "SELECT text FROM note") == "Only this"
        assert _value(replica, "SELECT original FROM note") == SAID
        await window.shown("spoken-original")


@in_own_loop
async def test_it_is_filed_elsewhere_in_two_taps(replica: Replica, note_id: str) -> None:
    with replica.transaction() as writer:
        writer.add(Account(id="bolt", name="Bolt"))
    async with _opened(replica, note_id) as window:
        await window.tap("spoken-customer")
        await window.write("picker-search", "Bol")
        await window.tap("picker-bolt")
        await window.said("Bolt")
        assert _value(replica, "SELECT account_id FROM note") == "bolt"


@in_own_loop
async def test_a_name_set_right_says_so_and_is_as_heard_in_one_tap(replica: Replica) -> None:
    kept = to_kept([Correction(3, 7, "ack me", "Acme", "customer", "acme")])
    note_id = _spoken(
        replica, transcription="done", text="At Acme.", original="At ack me.", corrections=kept
    )
    async with _opened(replica, note_id) as window:
        await window.said("Written Acme, heard “ack me”")
        await window.click("spoken-as-heard-0")
        await window.gone("spoken-as-heard-0")
        assert _value(replica, "SELECT text FROM note") == "At ack me."
        await window.undo()
        await window.shown("spoken-as-heard-0")
        assert _value(replica, "SELECT text FROM note") == "At Acme."


@in_own_loop
async def test_a_first_name_leads_to_no_other_customer(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(Account(id="bolt", name="Bolt"))
        writer.add(Contact(account_id="bolt", name="Anna Roth"))
    said = "Anna wants the offer by tomorrow."
    note_id = _spoken(replica, transcription="done", text=said, original=said)
    async with _opened(replica, note_id) as window:
        await window.shown("offer-due")
        assert not {"offer-customer", "offer-person"} & set(window.ids())


@in_own_loop
async def test_a_note_that_is_not_here_says_so(replica: Replica) -> None:
    async with _opened(replica, "nobody's") as window:
        await window.shown("spoken-gone")


def test_every_text_of_a_state_exists(tmp_path: Path) -> None:
    assert tmp_path
    for state in ("pending", "failed", "none", "done"):
        assert WORDS.t(f"spoken.short_{state}")


@pytest.mark.parametrize("size", [PHONE_SIZE, DESKTOP_SIZE], ids=["phone", "desktop"])
@in_own_loop
async def test_what_was_just_said_waits_on_today_until_it_is_answered(
    replica: Replica, note_id: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with Window(replica, tmp_path, size) as window:
        await window.sees(f"said-{note_id}")
        await window.tap("offer-due")
        await window.eventually("SELECT count(*) FROM follow_up WHERE due_on <> ''", [(1,)])
        for left in ("amount", "step"):
            if f"offer-{left}" in window.ids():
                await window.tap(f"offer-{left}-wrong")
        await window.wait_for(lambda: f"said-{note_id}" not in window.ids())
        await window.sees("today-step-" + str(window.rows("SELECT id FROM follow_up")[0][0]))


@pytest.mark.parametrize("size", [PHONE_SIZE, DESKTOP_SIZE], ids=["phone", "desktop"])
@in_own_loop
async def test_a_timeline_opens_the_recording_and_back_returns_there(
    replica: Replica, note_id: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    assert note_id
    async with Window(replica, tmp_path, size, "/customers/acme") as window:
        await window.tap("moment-visit")
        await window.tap("moment-listen-visit")
        await window.sees("spoken-words")
        await window.tap("spoken-done")
        await window.sees("moment-visit")
        assert window.page.route == "/customers/acme"


@in_own_loop
async def test_an_hour_of_words_is_one_sheet_that_does_not_choke(replica: Replica) -> None:
    said = " ".join(f"word{i}" for i in range(9_000))
    note_id = _spoken(replica, transcription="done", text=said, heard=_heard(said), original=said)
    async with _opened(replica, note_id) as window:
        await window.shown("spoken-words")
        words = window.find(ft.Semantics, lambda node: node.identifier == "spoken-words")
        assert isinstance(words.content, ft.Text)
        spans = words.content.spans or []
        assert "".join(str(span.text) for span in spans) == words.label == said
        assert len(spans) <= 600
        assert sum(span.on_click is not None for span in spans) > 300


@in_own_loop
async def test_words_of_which_nobody_knows_when_they_were_spoken_cannot_be_tapped(
    replica: Replica,
) -> None:
    said = "They want ten crates"
    own = to_text(Heard(tuple(Word(one, 0, 0) for one in said.split()), "phone", "en"))
    note_id = _spoken(replica, transcription="done", text=said, heard=own, original=said)
    async with _opened(replica, note_id) as window:
        await window.shown("spoken-words")
        words = window.find(ft.Semantics, lambda node: node.identifier == "spoken-words")
        assert isinstance(words.content, ft.Text)
        assert [(one.text, one.on_click) for one in words.content.spans or []] == [(said, None)]


@in_own_loop
async def test_while_an_hour_is_written_down_the_newest_words_are_shown(replica: Replica) -> None:
    note_id = _spoken(replica, transcription="pending")
    async with _opened(replica, note_id) as window:
        await window.shown("spoken-pending")
        so_far = " ".join(f"word{i}" for i in range(9_000))
        window.state.transcribing = Transcribing(note_id, 0.9, so_far, waiting=1)
        await window.said("word8999")
        shown = next(text for text in window.texts() if "word8999" in text)
        assert shown.startswith("… word89")
        assert len(shown) < 700
