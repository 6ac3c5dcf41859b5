"""What a person does with what is so at a customer now."""

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.records.fact import Fact


def tell_fact(writer: Writer, account_id: str, text: str) -> Affected:
    """Write down something that is so at a customer as of now.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If it is too long.
    """
    fact = Fact(
        account_id=account_id, text=text, told_ms=writer.now_ms, owner_id=writer.actor.user_id
    )
    return affected(writer, writer.add(fact))


def edit_fact(writer: Writer, fact_id: str, **fields: Scalar) -> Affected:
    """Write the fields that differ; what was just written is so as of now.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If it is too long.
    """
    if writer.edit(Fact, fact_id, **fields):
        writer.edit(Fact, fact_id, told_ms=writer.now_ms)
    return affected(writer, fact_id)


def still_so(writer: Writer, fact_id: str) -> Affected:
    """Say that it is still so; it fades from now on.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(Fact, fact_id, told_ms=writer.now_ms)
    return affected(writer, fact_id)


def delete_fact(writer: Writer, fact_id: str) -> Affected:
    """Say that it is not so any more; undo brings it back.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(Fact, fact_id, deleted=True)
    return affected(writer, fact_id)
