"""Give a record to another person, say why, and let word of it go."""

from collections.abc import Mapping
from dataclasses import replace

from app.commands.undo import Affected, affected
from sync.client.writer import Writer, Written
from sync.core import schema
from sync.core.change import Scalar
from sync.core.records.base import Record
from sync.store import rows

_NOT_GIVEN: Mapping[str, Scalar] = {"given_by": "", "given_from": "", "given_why": ""}


def edit_or_give(
    writer: Writer, model: type[Record], record_id: str, fields: Mapping[str, Scalar]
) -> Affected:
    """Write the fields that differ; another owner among them is given the record.

    The giving is a write of its own, so that a rep may take it back.

    Raises:
        RecordMissingError: If the record is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    row = rows.load(writer.connection, schema.kind_of(model), record_id)
    was = row.values["owner_id"] if row else ""
    to = fields.get("owner_id", was)
    writer.edit(model, record_id, **{n: v for n, v in fields.items() if n != "owner_id"})
    if to != was:
        writer.edit(model, record_id, **given_to(writer, {"owner_id": to}, str(was)))
    done = affected(writer, record_id)
    return replace(done, written=tuple(_untold(one) for one in done.written))


def given_to(writer: Writer, fields: Mapping[str, Scalar], from_id: str) -> dict[str, Scalar]:
    """Return the fields of a giving; the reason may follow with `say_why`.

    Args:
        writer: Who gives.
        fields: What is written, the new owner among it.
        from_id: Whose it was.
    """
    return {**fields, **_NOT_GIVEN, "given_by": writer.actor.user_id, "given_from": from_id}


def say_why(writer: Writer, kind: str, record_id: str, why: str) -> Affected:
    """Write why a record was given, in one line; no words take it back.

    Raises:
        RecordMissingError: If the record is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If it is too long.
    """
    writer.edit_kind(kind, record_id, {"given_why": " ".join(why.split())})
    return affected(writer, record_id)


def let_giving_go(writer: Writer, record_id: str, stamp: str) -> None:
    """Say that a giving is no news any more, on this device alone.

    Args:
        writer: The transaction.
        record_id: What was given.
        stamp: When; a later giving is news again.
    """
    writer.connection.exec_driver_sql(
        "INSERT INTO known_giving (record_id, stamp) VALUES (?, ?)"
        " ON CONFLICT (record_id) DO UPDATE SET stamp = excluded.stamp",
        (record_id, stamp),
    )


def hear_of_giving_again(writer: Writer, record_id: str) -> None:
    """Undo `let_giving_go`."""
    writer.connection.exec_driver_sql("DELETE FROM known_giving WHERE record_id = ?", (record_id,))


def _untold(one: Written) -> Written:
    """Return a write whose way back is no giving: nobody needs to hear of it."""
    if one.before is None or "given_by" not in one.after:
        return one
    return replace(one, before={n: _NOT_GIVEN.get(n, value) for n, value in one.before.items()})
