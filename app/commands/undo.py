"""What a command has done, and how to take it back."""

from dataclasses import dataclass

from sync.client.writer import Writer, Written
from sync.core.errors import RecordMissingError
from sync.store import rows


@dataclass(frozen=True, slots=True)
class Affected:
    """What a command wrote.

    Attributes:
        id: The record the command was about.
        written: Every write, in order; hand it to `undo` to take it back.
    """

    id: str
    written: tuple[Written, ...]


def affected(writer: Writer, record_id: str) -> Affected:
    """Sum up what the transaction has written so far."""
    return Affected(record_id, tuple(writer.written))


def undo(writer: Writer, done: Affected) -> Affected:
    """Take a command back where nobody has written since.

    Raises:
        RefusedError: If the rules do not allow it.
        RecordMissingError: If nothing can be, as what was edited is not here any more:
            a private record that was given away, say.
    """
    so_far = len(writer.written)
    writer.take_back(done.written)
    if len(writer.written) == so_far:
        for one in done.written:
            if one.before is not None and rows.load(writer.connection, one.kind, one.id) is None:
                raise RecordMissingError(kind=one.kind, id=one.id)
    return affected(writer, done.id)
