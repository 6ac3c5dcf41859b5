"""What has not reached the team yet, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from sync.client import outbox, state
from sync.core.change import Change, Scalar

_TITLES = {
    "account": "name",
    "contact": "name",
    "deal": "title",
    "follow_up": "text",
    "note": "text",
    "pipeline": "name",
    "product": "name",
    "stage": "name",
    "team": "name",
    "user": "name",
}


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """A change on its way, or refused.

    Attributes:
        title: What the record is called; for a visit its customer.
        fields: What was written, by register.
        reason: Key of the refusal; empty while it just waits.
        limit: The refused rule's number or word.
    """

    n: int
    kind: str
    record_id: str
    title: str
    fields: Mapping[str, Scalar]
    reason: str
    field: str
    limit: str


@dataclass(frozen=True, slots=True)
class WaitingSummary:
    """How much waits, and when the team last heard from this device.

    Attributes:
        synced_ms: When the last exchange ended, UTC milliseconds; 0 for never.
        changes: The oldest waiting changes, refused ones first.
    """

    joined: bool
    waiting: int
    refused: int
    synced_ms: int
    changes: tuple[WaitingChange, ...]


def waiting(connection: Connection, limit: int) -> WaitingSummary:
    """Return what waits on this device."""
    own = state.load(connection)
    refused = [
        _described(connection, r.change, r.refusal.reason, r.refusal.field, r.refusal.limit)
        for r in outbox.refused(connection)
    ]
    changes = [
        _described(connection, change) for change in outbox.pending(connection, limit, 1 << 30)
    ]
    return WaitingSummary(
        joined=own.joined,
        waiting=outbox.count(connection),
        refused=len(refused),
        synced_ms=own.synced_ms,
        changes=tuple((refused + changes)[:limit]),
    )


def _described(
    connection: Connection, change: Change, reason: str = "", field: str = "", limit: str = ""
) -> WaitingChange:
    return WaitingChange(
        n=change.n,
        kind=change.kind,
        record_id=change.id,
        title=_title(connection, change),
        fields=change.fields,
        reason=reason,
        field=field,
        limit=limit,
    )


def _title(connection: Connection, change: Change) -> str:
    if change.kind == "visit":
        sql = "SELECT a.name FROM visit v JOIN account a ON a.id = v.account_id WHERE v.id = ?"
    elif change.kind in _TITLES:
        sql = f"SELECT {_TITLES[change.kind]} FROM {change.kind} WHERE id = ?"
    else:
        return ""
    return str(connection.exec_driver_sql(sql, (change.id,)).scalar() or "")
