"""What a person does about changes the server refused."""

from app.commands.undo import Affected, affected
from sync.client import outbox
from sync.client.writer import Writer
from sync.core.errors import RecordMissingError


def send_again(writer: Writer, n: int) -> Affected:
    """Write a refused change anew, as an edit of today.

    Raises:
        RecordMissingError: If the change or its record is not here any more.
        RefusedError: If the rules still do not allow it.
    """
    found = next((r for r in outbox.refused(writer.connection) if r.change.n == n), None)
    if found is None:
        raise RecordMissingError(kind="outbox", id=str(n))
    change = found.change
    writer.edit_kind(change.kind, change.id, change.fields)
    outbox.discard(writer.connection, n)
    return affected(writer, change.id)


def let_go(writer: Writer, n: int) -> None:
    """Forget a refused change, because its person said so."""
    outbox.discard(writer.connection, n)
