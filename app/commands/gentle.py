"""What a person does with the one question about a note: answer it, or leave it."""

from app.commands.undo import Affected, affected
from app.queries.gentle import ASKED
from app.understanding.answers import remembering
from sync.client.writer import Writer
from sync.core.errors import RecordMissingError
from sync.core.records.note import Note


def answer_question(writer: Writer, note_id: str, line: str) -> Affected:
    """Add a line to a note's words; they were `original` without it.

    Raises:
        RecordMissingError: If the note is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If the words are too long.
    """
    note = _note(writer, note_id)
    text = "\n".join(part for part in (note.text.rstrip(), line.strip()) if part)
    answered = remembering(note.answered, ASKED, "said")
    # What came in from elsewhere may have been kept without its first wording.
    writer.edit(Note, note_id, text=text, original=note.original or note.text, answered=answered)
    return affected(writer, note_id)


def leave_question(writer: Writer, note_id: str, answer: str = "left") -> Affected:
    """Remember that a note is not to be asked about again.

    Args:
        writer: An open transaction.
        note_id: The note.
        answer: ``left``, or ``spoken`` where another note answers.

    Raises:
        RecordMissingError: If the note is not here any more.
        RefusedError: If the rules do not allow it.
    """
    answered = remembering(_note(writer, note_id).answered, ASKED, answer)
    writer.edit(Note, note_id, answered=answered)
    return affected(writer, note_id)


def _note(writer: Writer, note_id: str) -> Note:
    note = writer.get(Note, note_id)
    if note is None:
        raise RecordMissingError(kind="note", id=note_id)
    return note
