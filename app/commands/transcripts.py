"""What becomes of a recording's words: written down, failed, asked for again."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.commands.undo import Affected, affected
from app.queries.transcripts import Recorded, by_hand, waits_for_words
from app.speech.heard import Heard, to_text
from sync.client import file_queue
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.records.note import Note

TRIES = 3
"""How often a recording is begun without coming further than before. The first failure
may be a dead battery, the second one again; the third is the recording's."""


def begin(connection: Connection, note_id: str) -> bool:
    """Note that a recording is being written down, before anything can go wrong with it.

    Returns:
        Whether it is worth trying; False after `TRIES` in vain.
    """
    connection.exec_driver_sql(
        "INSERT INTO hearing (note_id, tries) VALUES (?, 1) "
        "ON CONFLICT (note_id) DO UPDATE SET tries = tries + 1",
        (note_id,),
    )
    found = connection.exec_driver_sql("SELECT tries FROM hearing WHERE note_id = ?", (note_id,))
    return int(found.scalar_one()) <= TRIES


def come_further(connection: Connection, note_id: str, share: float) -> None:
    """Note how much is written down: who comes further than ever before is not stuck."""
    done = int(share * 1000)
    connection.exec_driver_sql(
        "UPDATE hearing SET done = ?, tries = 1 WHERE note_id = ? AND done < ?",
        (done, note_id, done),
    )


def give_back(connection: Connection, note_id: str) -> None:
    """Let a try count for nothing: it was not the recording that ended it."""
    connection.exec_driver_sql(
        "UPDATE hearing SET tries = tries - 1 WHERE note_id = ? AND tries > 0", (note_id,)
    )


def write_down(
    writer: Writer, recorded: Recorded, heard: Heard, text: str, corrections: str
) -> Affected:
    """Give a note the words of its recording, unless it waits for them no more.

    Words that a person has typed or changed stay; what was heard is kept beside
    them. The words as first heard are never replaced.

    Args:
        writer: An open transaction.
        recorded: The recording as it was taken up.
        heard: What the recogniser heard; no words for silence.
        text: Its words with names set right.
        corrections: What was set right, as `app.speech.names` writes it.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If there are more words than a note holds.
    """
    note = writer.get(Note, recorded.note_id)
    if note is not None and waits_for_words(writer.connection, recorded):
        fields: dict[str, Scalar] = {"transcription": "done", "heard": to_text(heard)}
        if not note.original:
            fields["original"] = heard.text
        if not by_hand(writer.connection, note.id):
            fields |= {"text": text, "corrections": corrections}
        writer.rewrite("note", note.id, fields)
        _forget(writer, note.id)
    return affected(writer, recorded.note_id)


def fail(writer: Writer, recorded: Recorded, reason: str) -> Affected:
    """Say that a recording's words cannot be had; the sound stays, and so do earlier words.

    Args:
        writer: An open transaction.
        recorded: The recording as it was taken up.
        reason: Key of why, such as ``speech.unreadable``; this device remembers it.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    note = writer.get(Note, recorded.note_id)
    if note is not None and waits_for_words(writer.connection, recorded):
        writer.edit(Note, note.id, transcription="done" if note.heard else "failed")
        _remember(writer, recorded.note_id, reason)
    return affected(writer, recorded.note_id)


def leave(writer: Writer, recorded: Recorded) -> Affected:
    """Keep a recording as it is, for its person wants no words written down.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    if waits_for_words(writer.connection, recorded):
        writer.edit(Note, recorded.note_id, transcription="none")
        _forget(writer, recorded.note_id)
    return affected(writer, recorded.note_id)


def again(writer: Writer, note_id: str, engine: str = "") -> Affected:
    """Have a note's recording written down on this device, whoever recorded it.

    A recording that is not here is fetched first.

    Args:
        writer: An open transaction.
        note_id: The note.
        engine: Name of a recogniser; empty for the usual one.

    Raises:
        RecordMissingError: If the note is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(Note, note_id, transcription="pending")
    writer.connection.exec_driver_sql(
        "INSERT INTO hearing (note_id, asked, engine) VALUES (?, 1, ?) "
        "ON CONFLICT (note_id) DO UPDATE SET asked = 1, engine = excluded.engine, "
        "tries = 0, done = 0, error = ''",
        (note_id, engine),
    )
    sounds = writer.connection.exec_driver_sql(
        "SELECT sha256, size FROM attachment "
        "WHERE note_id = ? AND mime LIKE 'audio/%' AND NOT deleted",
        (note_id,),
    )
    for sha256, size in sounds.all():
        file_queue.want(writer.connection, sha256, size)
    return affected(writer, note_id)


def again_all(writer: Writer, note_ids: Sequence[str]) -> Affected:
    """Do what `again` does for several notes.

    Raises:
        RecordMissingError: If one is not here any more.
        RefusedError: If the rules do not allow it.
    """
    for note_id in note_ids:
        again(writer, note_id)
    return affected(writer, "")


def take_heard(writer: Writer, note_id: str, text: str, corrections: str) -> Affected:
    """Put newly heard words in place of those a person had changed, because they say so.

    Raises:
        RecordMissingError: If the note is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(Note, note_id, text=text, corrections=corrections)
    return affected(writer, note_id)


def _forget(writer: Writer, note_id: str) -> None:
    writer.connection.exec_driver_sql("DELETE FROM hearing WHERE note_id = ?", (note_id,))


def _remember(writer: Writer, note_id: str, reason: str) -> None:
    writer.connection.exec_driver_sql(
        "INSERT INTO hearing (note_id, error) VALUES (?, ?) ON CONFLICT (note_id) "
        "DO UPDATE SET asked = 0, engine = '', tries = 0, done = 0, error = excluded.error",
        (note_id, reason),
    )
