"""What a person does about changes the server refused."""

from collections.abc import Iterable

from app.commands.undo import Affected, affected
from sync.client import outbox
from sync.client.outbox import Refused
from sync.client.writer import Writer
from sync.core.errors import RecordMissingError


def send_again(writer: Writer, numbers: Iterable[int]) -> Affected:
    """Write refused changes anew, as edits of today.

    Raises:
        RecordMissingError: If a change or its record is not here any more.
        RefusedError: If the rules still do not allow it.
    """
    found = _find(writer, numbers)
    for one in found:
        # Said again even where it stands already: the server lacks it.
        writer.repeat(one.change.kind, one.change.id, one.change.fields)
        outbox.discard(writer.connection, one.change.n)
    return affected(writer, found[0].change.id)


def let_go(writer: Writer, numbers: Iterable[int]) -> tuple[Refused, ...]:
    """Forget refused changes, because their person said so.

    Returns:
        What was forgotten, for `take_up_again`.

    Raises:
        RecordMissingError: If a change is not here any more.
    """
    found = _find(writer, numbers)
    for one in found:
        outbox.discard(writer.connection, one.change.n)
    return found


def take_up_again(writer: Writer, forgotten: Iterable[Refused]) -> None:
    """Undo `let_go`."""
    for one in forgotten:
        outbox.keep(writer.connection, one)


def _find(writer: Writer, numbers: Iterable[int]) -> tuple[Refused, ...]:
    wanted = set(numbers)
    found = tuple(r for r in outbox.refused(writer.connection) if r.change.n in wanted)
    if not wanted or len(found) < len(wanted):
        raise RecordMissingError(kind="outbox")
    return found
