"""What a person does with words already written."""

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
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
