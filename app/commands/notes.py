"""What a person does with words already written."""

from app.commands.undo import Affected, affected
from app.speech.names import correction as corrections
from app.speech.names.correction import Correction
from sync.client.writer import Writer
from sync.core.errors import RecordMissingError
from sync.core.records.note import Note


def edit_note(writer: Writer, note_id: str, text: str) -> Affected:
    """Change a note's words; the original ones stay beside them.

    Raises:
        RecordMissingError: If the note is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If the words are too long.
    """
    writer.edit(Note, note_id, text=text)
    return affected(writer, note_id)


def undo_correction(writer: Writer, note_id: str, correction: Correction) -> Affected:
    """Write a name again as it was heard.

    Raises:
        RecordMissingError: If the note is not here any more.
        RefusedError: If the rules do not allow it.
    """
    note = writer.get(Note, note_id)
    if note is None:
        raise RecordMissingError(kind="note", id=note_id)
    left = (one for one in corrections.from_text(note.corrections) if one != correction)
    writer.edit(
        Note,
        note_id,
        text=corrections.undone(note.text, correction),
        corrections=corrections.to_text(left),
    )
    return affected(writer, note_id)
