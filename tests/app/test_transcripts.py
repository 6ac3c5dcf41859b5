"""What becomes of a recording's words, on one device and on two."""

from io import BytesIO

import pytest

from app.commands import transcripts
from app.commands.notes import edit_note
from app.commands.undo import undo
from app.queries.conflicts import open_clashes
from app.queries.transcripts import (
    Recorded,
    by_hand,
    to_write_down,
    why_failed,
    without_words,
)
from app.speech.heard import Heard, Word, from_text
from sync.client import state
from sync.client.engine import sync_once
from sync.client.file_http import HttpFileService
from sync.client.files import attach, copy_in, move_files
from sync.client.replica import Replica
from sync.core.records.attachment import Attachment
from sync.core.records.note import Note
from tests.builders import NOON_MS
from tests.conftest import Joined

MOONSHINE = "moonshine-base-en"


def heard(text: str, engine: str = MOONSHINE) -> Heard:
    """Return words a second apart."""
    words = (Word(one, i * 1000, i * 1000 + 400) for i, one in enumerate(text.split()))
    return Heard(tuple(words), engine, "en")


def record(
    replica: Replica,
    sound: bytes = b"sound",
    at_ms: int = NOON_MS,
    text: str = "",
) -> str:
    """File a recording, as its person; return the note's id."""
    copied = copy_in(replica, BytesIO(sound))
    with replica.transaction() as writer:
        me = state.load(writer.connection).user_id
        note = Note(written_ms=at_ms, text=text, transcription="pending", owner_id=me)
        note_id = writer.add(note)
        sounds = Attachment(note_id=note_id, mime="audio/wav", owner_id=me)
        attach(replica, writer, copied, sounds)
    return note_id


def waiting(replica: Replica) -> list[str]:
    """Return the notes to be written down here, in order."""
    with replica.reading() as connection:
        return [recorded.note_id for recorded in to_write_down(connection)]


def first(replica: Replica) -> Recorded:
    """Return what is to be written down first."""
    with replica.reading() as connection:
        return to_write_down(connection)[0]


def note_of(replica: Replica, note_id: str) -> Note:
    """Read a note."""
    with replica.transaction() as writer:
        note = writer.get(Note, note_id)
    assert note is not None
    return note


def write(replica: Replica, recorded: Recorded, words: Heard, text: str = "") -> None:
    """Write a recording down; without a text nothing was set right."""
    with replica.transaction() as writer:
        transcripts.write_down(writer, recorded, words, text or words.text, "[1]" if text else "")


def begin(replica: Replica, note_id: str) -> bool:
    """Begin to write a recording down."""
    with replica.exclusive() as connection:
        return transcripts.begin(connection, note_id)


def is_by_hand(replica: Replica, note_id: str) -> bool:
    """Tell whether a note's words are a person's."""
    with replica.reading() as connection:
        return by_hand(connection, note_id)


def test_the_oldest_recording_is_written_down_first_and_once(replica: Replica) -> None:
    late = record(replica, b"late", NOON_MS + 1)
    early = record(replica, b"early")
    assert waiting(replica) == [early, late]
    write(replica, first(replica), heard("Met ack me."), "Met Acme.")
    assert waiting(replica) == [late]
    note = note_of(replica, early)
    assert (note.text, note.original, note.corrections) == ("Met Acme.", "Met ack me.", "[1]")
    assert note.transcription == "done"
    assert from_text(note.heard) == heard("Met ack me.")
    assert not is_by_hand(replica, early)


def test_words_that_came_meanwhile_are_not_written_over(replica: Replica) -> None:
    record(replica)
    taken = first(replica)
    write(replica, taken, heard("One."))
    with replica.transaction() as writer:
        done = transcripts.write_down(writer, taken, heard("Two."), "Two.", "")
    assert done.written == ()
    assert note_of(replica, taken.note_id).text == "One."


def test_a_note_that_was_deleted_meanwhile_stays_deleted(replica: Replica) -> None:
    record(replica)
    taken = first(replica)
    with replica.transaction() as writer:
        writer.edit(Note, taken.note_id, deleted=True)
    assert waiting(replica) == []
    write(replica, taken, heard("One."))
    assert note_of(replica, taken.note_id).deleted


def test_silence_is_done_and_has_no_words(replica: Replica) -> None:
    note_id = record(replica)
    write(replica, first(replica), heard(""))
    note = note_of(replica, note_id)
    assert (note.text, note.original, note.transcription) == ("", "", "done")
    assert from_text(note.heard) == heard("")
    with replica.transaction() as writer:
        transcripts.again(writer, note_id, "whisper-base")
    write(replica, first(replica), heard("There was something.", "whisper-base"))
    note = note_of(replica, note_id)
    assert note.text == note.original == "There was something."


@pytest.mark.parametrize("edited_to", ["What I meant.", ""])
def test_another_engines_words_replace_a_recognisers_but_not_a_persons(
    replica: Replica, edited_to: str
) -> None:
    note_id = record(replica)
    write(replica, first(replica), heard("Won."))
    for words in ("One.", "One.", "Won, too."):
        with replica.transaction() as writer:
            transcripts.again(writer, note_id, "whisper-base")
        write(replica, first(replica), heard(words, "whisper-base"))
        assert note_of(replica, note_id).text == words
        assert not is_by_hand(replica, note_id)
    with replica.transaction() as writer:
        edit_note(writer, note_id, edited_to)
    assert is_by_hand(replica, note_id) is bool(edited_to)
    with replica.transaction() as writer:
        transcripts.again(writer, note_id)
    write(replica, first(replica), heard("Once more."))
    note = note_of(replica, note_id)
    assert note.text == (edited_to or "Once more.")
    assert note.original == "Won."
    assert from_text(note.heard) == heard("Once more.")


def test_the_same_words_set_right_otherwise_are_still_a_recognisers(replica: Replica) -> None:
    note_id = record(replica)
    write(replica, first(replica), heard("Met ack me."))
    with replica.transaction() as writer:
        transcripts.again(writer, note_id)
    write(replica, first(replica), heard("Met ack me."), "Met Acme.")
    assert note_of(replica, note_id).text == "Met Acme."
    assert not is_by_hand(replica, note_id)


@pytest.mark.parametrize("typed_first", [True, False])
def test_words_typed_before_stay(replica: Replica, typed_first: bool) -> None:  # noqa: FBT001  # a case
    note_id = record(replica, text="Typed." if typed_first else "")
    if not typed_first:
        with replica.transaction() as writer:
            edit_note(writer, note_id, "Typed.")
    write(replica, first(replica), heard("Spoken."))
    note = note_of(replica, note_id)
    assert (note.text, note.original, note.transcription) == ("Typed.", "Spoken.", "done")


def test_a_person_takes_the_new_words_and_takes_that_back(replica: Replica) -> None:
    note_id = record(replica)
    write(replica, first(replica), heard("Won."))
    with replica.transaction() as writer:
        edit_note(writer, note_id, "Mine.")
    with replica.transaction() as writer:
        done = transcripts.take_heard(writer, note_id, "One.", "")
    assert note_of(replica, note_id).text == "One."
    with replica.transaction() as writer:
        undo(writer, done)
    assert note_of(replica, note_id).text == "Mine."


def test_what_fails_three_times_is_begun_no_more_and_holds_up_nobody(replica: Replica) -> None:
    bad, good = record(replica, b"bad"), record(replica, b"good", NOON_MS + 1)
    assert begin(replica, bad)
    assert waiting(replica) == [good, bad]
    assert begin(replica, bad)
    assert begin(replica, bad)
    assert not begin(replica, bad)
    with replica.reading() as connection:
        taken = to_write_down(connection)[1]
    with replica.transaction() as writer:
        transcripts.fail(writer, taken, "speech.failed")
    assert waiting(replica) == [good]
    assert note_of(replica, bad).transcription == "failed"
    with replica.reading() as connection:
        assert why_failed(connection, bad) == "speech.failed"
        assert without_words(connection, state.load(connection).user_id) == (bad,)
    with replica.transaction() as writer:
        transcripts.again(writer, bad)
    assert waiting(replica) == [bad, good]
    assert begin(replica, bad)


def test_who_comes_further_than_ever_is_not_stuck(replica: Replica) -> None:
    note_id = record(replica)
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        assert begin(replica, note_id)
        with replica.exclusive() as connection:
            transcripts.come_further(connection, note_id, share)
    for _ in range(2):
        assert begin(replica, note_id)
        with replica.exclusive() as connection:
            transcripts.come_further(connection, note_id, 0.9)
    assert not begin(replica, note_id)


def test_a_try_that_something_else_ended_counts_for_nothing(replica: Replica) -> None:
    note_id = record(replica)
    for _ in range(5):
        assert begin(replica, note_id)
        with replica.exclusive() as connection:
            transcripts.give_back(connection, note_id)


def test_a_failed_second_hearing_leaves_the_words_of_the_first(replica: Replica) -> None:
    note_id = record(replica)
    write(replica, first(replica), heard("One."))
    with replica.transaction() as writer:
        transcripts.again(writer, note_id, "whisper-base")
    with replica.transaction() as writer:
        transcripts.fail(writer, first(replica), "speech.failed")
    note = note_of(replica, note_id)
    assert (note.text, note.transcription) == ("One.", "done")


def test_a_recording_may_be_kept_without_words(replica: Replica) -> None:
    note_id = record(replica)
    with replica.transaction() as writer:
        transcripts.leave(writer, first(replica))
    assert note_of(replica, note_id).transcription == "none"
    assert waiting(replica) == []


def test_whoever_asks_for_another_recogniser_meanwhile_gets_it(replica: Replica) -> None:
    note_id = record(replica)
    taken = first(replica)
    with replica.transaction() as writer:
        transcripts.again(writer, note_id, "whisper-base")
    write(replica, taken, heard("Won."))
    assert note_of(replica, note_id).transcription == "pending"
    assert first(replica).engine == "whisper-base"


# two devices


def deliver(joined: Joined) -> None:
    """Bring a device up to date, files included."""
    sync_once(joined.replica, joined.service)
    client = joined.service._client
    move_files(joined.replica, HttpFileService(client, joined.replica.state().token))
    sync_once(joined.replica, joined.service)


def test_only_the_device_that_recorded_writes_down_by_itself(
    two_replicas: tuple[Joined, Joined],
) -> None:
    tablet, phone = two_replicas
    bo = phone.replica.state().user_id
    with tablet.replica.exclusive() as connection:
        state.save(connection, user_id=bo)
    note_id = record(tablet.replica)
    deliver(tablet)
    deliver(phone)
    assert note_of(phone.replica, note_id).owner_id == bo
    assert waiting(tablet.replica) == [note_id]
    assert waiting(phone.replica) == []


def test_a_colleague_may_ask_and_the_device_that_recorded_has_its_words_first(
    two_replicas: tuple[Joined, Joined],
) -> None:
    desk, phone = two_replicas
    note_id = record(phone.replica)
    deliver(phone)
    deliver(desk)
    with desk.replica.transaction() as writer:
        transcripts.again(writer, note_id)
    assert waiting(desk.replica) == []
    deliver(desk)
    assert waiting(desk.replica) == [note_id]
    taken = first(desk.replica)
    write(phone.replica, first(phone.replica), heard("Won."))
    deliver(phone)
    deliver(desk)
    write(desk.replica, taken, heard("One."))
    assert note_of(desk.replica, note_id).text == "Won."
    assert waiting(desk.replica) == []
    deliver(desk)
    deliver(phone)
    assert note_of(phone.replica, note_id) == note_of(desk.replica, note_id)


def test_two_devices_that_wrote_the_same_note_down_agree(
    two_replicas: tuple[Joined, Joined],
) -> None:
    desk, phone = two_replicas
    note_id = record(phone.replica)
    deliver(phone)
    deliver(desk)
    with desk.replica.transaction() as writer:
        transcripts.again(writer, note_id, "whisper-base")
    deliver(desk)
    write(phone.replica, first(phone.replica), heard("Won."))
    write(desk.replica, first(desk.replica), heard("One.", "whisper-base"))
    for device in (phone, desk, phone, desk):
        deliver(device)
    note = note_of(phone.replica, note_id)
    assert note == note_of(desk.replica, note_id)
    held = from_text(note.heard)
    assert held is not None
    assert note.text == held.text
    with phone.replica.reading() as connection:
        clashes = open_clashes(connection, state.actor_of(connection))
    assert [(clash.field, clash.lost.text) for clash in clashes] == [
        ("text", "One." if note.text == "Won." else "Won.")
    ]
    assert not is_by_hand(phone.replica, note_id)
    assert not is_by_hand(desk.replica, note_id)
