"""Words that a phone's own recogniser heard become a note without a sound: once, for sure."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from app import filing
from app.commands.notes import edit_note
from app.dictation import Dictation
from app.main import open_window
from app.queries.spoken import spoken_note
from app.runtime import Runtime
from app.settings import Settings
from app.speech.folder import About, Recording
from app.speech.heard import Heard, Word, from_text
from sync.client.replica import Replica
from sync.core.errors import StoreError
from sync.core.records.note import Note
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.builders import make_account, make_note

SAID = "The linden hoff wants ten"
RIGHT = "The Lindenhof wants ten"


@pytest.fixture
def runtime(replica: Replica) -> Runtime:
    """An app whose person knows a hotel."""
    with replica.transaction() as writer:
        writer.add(make_account("Lindenhof", id="hotel"))
    return Runtime(replica.path.parent, replica, Settings())


def heard(said: str = SAID) -> Heard:
    return Heard(tuple(Word(one, 0, 0) for one in said.split()), "phone", "en")


async def spoken(runtime: Runtime, **known: Any) -> Recording:
    """Return what lies in the folder after somebody has spoken of the hotel."""
    user_id = runtime.replica.state().user_id
    about = About(user_id, 0, "visit", "hotel", "Lindenhof")
    recording = await filing.begin(runtime, replace(about, **known))
    filing.folder_of(runtime).hear(recording.id, heard())
    return recording


def notes(runtime: Runtime) -> list[Note]:
    with runtime.replica.reading() as connection:
        sql = "SELECT id FROM note WHERE NOT deleted ORDER BY id"
        ids = list(connection.exec_driver_sql(sql).scalars())
    with runtime.replica.transaction() as writer:
        return [note for one in ids if (note := writer.get(Note, one))]


@in_own_loop
async def test_the_words_are_the_notes_with_names_set_right(runtime: Runtime) -> None:
    recording = await spoken(runtime)
    filed = await filing.file(runtime, recording)
    assert filed is not None
    assert [note.text for note in notes(runtime)] == [SAID]  # safe before anything else
    await filing.set_names_right(runtime, filed)
    (note,) = notes(runtime)
    assert (note.id, note.account_id, note.transcription) == (recording.id, "hotel", "done")
    assert (note.text, note.original) == (RIGHT, SAID)
    assert from_text(note.heard) == heard()
    assert "Lindenhof" in note.corrections
    assert note.visit_id
    with runtime.replica.reading() as connection:
        shown = spoken_note(connection, note.id, runtime.replica.state().user_id)
    assert shown is not None
    assert shown.recording is None
    assert filing.folder_of(runtime).all() == ()


@in_own_loop
async def test_killed_while_one_speaks_the_next_start_has_the_words(runtime: Runtime) -> None:
    await spoken(runtime)
    filed = await filing.file_left_behind(runtime)
    assert [one.heard for one in filed] == [heard()]
    assert [note.original for note in notes(runtime)] == [SAID]
    assert await filing.file_left_behind(runtime) == ()


@in_own_loop
async def test_the_next_start_says_so_and_sets_names_right(runtime: Runtime) -> None:
    await spoken(runtime)
    filed = await filing.file_left_behind(runtime)
    page = FletHarness(partial(open_window, runtime=runtime, left_behind=filed))
    async with page as window:
        await window.wait_for(lambda: [note.text for note in notes(runtime)] == [RIGHT])
        assert any("Lindenhof" in said for said in window.texts())


@in_own_loop
async def test_filed_twice_it_is_one_note(runtime: Runtime) -> None:
    recording = await spoken(runtime)
    assert await filing.file(runtime, recording)
    filing.folder_of(runtime).hear(recording.id, heard())  # as if killed before it was removed
    assert await filing.file(runtime, recording) is None
    assert len(notes(runtime)) == 1


@in_own_loop
async def test_undo_takes_it_back_and_keeps_the_words(runtime: Runtime) -> None:
    filed = await filing.file(runtime, await spoken(runtime))
    assert filed is not None
    thrown = await filing.take_back(runtime, filed)
    assert notes(runtime) == []
    assert filing.folder_of(runtime).heard(thrown.id) == heard()
    kept = filing.folder_of(runtime).keep(thrown)
    assert await filing.file(runtime, kept)
    assert [note.original for note in notes(runtime)] == [SAID]


@pytest.mark.parametrize("meanwhile", ["taken back", "changed"])
def test_names_come_too_late_for_a_note_that_is_another_meanwhile(
    runtime: Runtime, meanwhile: str
) -> None:
    @in_own_loop
    async def told() -> None:
        filed = await filing.file(runtime, await spoken(runtime))
        assert filed is not None
        if meanwhile == "changed":
            await runtime.run(lambda writer: edit_note(writer, filed.done.id, "Mine."))
        else:
            await filing.take_back(runtime, filed)
        await filing.set_names_right(runtime, filed)
        expected = ["Mine."] if meanwhile == "changed" else []
        assert [note.text for note in notes(runtime)] == expected

    told()


@in_own_loop
async def test_words_that_cannot_be_read_stay_for_another_try(runtime: Runtime) -> None:
    recording = await spoken(runtime)
    words = recording.sound.with_suffix(".heard")
    kept = words.read_bytes()
    words.write_bytes(kept[:-5])
    with pytest.raises(StoreError):
        await filing.file(runtime, recording)
    assert words.read_bytes() == kept[:-5]
    words.write_bytes(kept)
    assert len(await filing.file_again(runtime)) == 1


@in_own_loop
async def test_what_was_thrown_away_is_gone_at_the_next_start(runtime: Runtime) -> None:
    await filing.throw_away(runtime, await spoken(runtime))
    assert await filing.file_left_behind(runtime) == ()
    assert notes(runtime) == []


@in_own_loop
async def test_names_that_cannot_be_set_right_cost_no_word(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> object:
        raise ValueError

    monkeypatch.setattr(Dictation, "set_right", broken)
    filed = await filing.file(runtime, await spoken(runtime))
    assert filed is not None
    await filing.set_names_right(runtime, filed)
    assert [note.text for note in notes(runtime)] == [SAID]
    assert "names-not-set-right" in caplog.text


@in_own_loop
async def test_an_answer_stands_beside_the_note_it_answers(runtime: Runtime) -> None:
    with runtime.replica.transaction() as writer:
        owner = writer.actor.user_id
        asked = writer.add(make_note("went well", account_id="hotel", owner_id=owner))
    assert await filing.file(runtime, await spoken(runtime, answers_id=asked))
    answer = next(note for note in notes(runtime) if note.original == SAID)
    assert (answer.account_id, answer.visit_id) == ("hotel", "")
    assert "said" in answer.answered
