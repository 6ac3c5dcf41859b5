"""What a person does with next steps."""

from datetime import date

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.records.follow_up import FollowUp


def add_follow_up(writer: Writer, follow_up: FollowUp) -> Affected:
    """Write a new next step for the person themselves.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    follow_up.owner_id = follow_up.owner_id or writer.actor.user_id
    return affected(writer, writer.add(follow_up))


def finish_follow_up(writer: Writer, follow_up_id: str) -> Affected:
    """Tick a next step off.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(FollowUp, follow_up_id, done_ms=writer.now_ms)
    return affected(writer, follow_up_id)


def postpone_follow_up(writer: Writer, follow_up_id: str, to: date) -> Affected:
    """Move a next step to another day.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(FollowUp, follow_up_id, due_on=to.isoformat())
    return affected(writer, follow_up_id)
