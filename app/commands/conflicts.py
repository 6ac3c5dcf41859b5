"""What a person does with a value that lost to another unseen."""

import json
from collections.abc import Sequence
from datetime import date

from app.commands.giving import given_to
from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.errors import RecordMissingError
from sync.core.records.conflict import Conflict
from sync.core.records.pipeline import Stage
from sync.store import rows


def restore(writer: Writer, conflict_ids: Sequence[str], today: date) -> Affected:
    """Put the values that lost in place of what stands there now.

    A record that has been deleted comes back with them.

    Args:
        writer: The transaction.
        conflict_ids: Of one `Clash`.
        today: A deal put back into a closed stage counts as closed today, unless
            the day it was closed on lost as well.

    Raises:
        RecordMissingError: If a conflict, its record or the stage is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    found = _load(writer, conflict_ids)
    kind, record_id = found[0].about_kind, found[0].about_id
    row = rows.load(writer.connection, kind, record_id)
    if row is None:
        raise RecordMissingError(kind=kind, id=record_id)
    fields: dict[str, Scalar] = {one.field: json.loads(one.value) for one in found}
    if kind == "deal":
        fields = {**_with_them(writer, fields, row.values["closed_on"], today), **fields}
    if "owner_id" in fields:
        fields = given_to(writer, fields, str(row.values["owner_id"]))
    if row.values["deleted"]:
        fields.setdefault("deleted", False)
    writer.edit_kind(kind, record_id, fields)
    for one in found:
        writer.edit(Conflict, one.id, restored=True)
    return affected(writer, record_id)


def dismiss(writer: Writer, conflict_ids: Sequence[str]) -> Affected:
    """Say that all is fine as it is, for this person alone.

    Raises:
        RecordMissingError: If a conflict is not here any more.
        RefusedError: If the rules do not allow it.
    """
    me = writer.actor.user_id
    found = _load(writer, conflict_ids)
    for one in found:
        sides: dict[str, Scalar] = {}
        if one.author_id == me:
            sides["author_dismissed"] = True
        if one.keeper_id == me:
            sides["keeper_dismissed"] = True
        writer.edit(Conflict, one.id, **sides)
    return affected(writer, found[0].about_id)


def _load(writer: Writer, conflict_ids: Sequence[str]) -> list[Conflict]:
    found = [one for each in conflict_ids if (one := writer.get(Conflict, each))]
    if not found or len(found) < len(conflict_ids):
        raise RecordMissingError(kind="conflict")
    return found


def _with_them(
    writer: Writer, fields: dict[str, Scalar], closed_on: Scalar, today: date
) -> dict[str, Scalar]:
    """Return what a deal's stage or customer brings along, beside what lost."""
    along: dict[str, Scalar] = {}
    if "stage_id" in fields:
        stage = writer.get(Stage, str(fields["stage_id"]))
        if stage is None:
            raise RecordMissingError(kind="stage", id=str(fields["stage_id"]))
        along["pipeline_id"] = stage.pipeline_id
        along["closed_on"] = "" if stage.outcome == "open" else closed_on or today.isoformat()
    if "account_id" in fields:
        along["contact_id"] = ""  # a person of the other customer
    return along
