"""What has not reached the team yet, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import Connection

from app.queries.titles import record_title
from sync.client import file_queue, outbox, state
from sync.client.file_queue import FilesWaiting
from sync.client.outbox import Refused
from sync.core.change import Change

_UNSAID = frozenset(
    {
        "created_ms",
        "source",
        "source_id",
        "original",
        "written_ms",
        "currency",
        "sha256",
        "size",
        "mime",
    }
)
"""Registers that go without saying, beside those they are written with."""


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """What waits of one record, or was refused together.

    Attributes:
        numbers: The changes it stands for, oldest first.
        title: What the record is called; for a visit its customer.
        new: Whether the record itself has not arrived yet.
        deleted: Whether it was removed.
        fields: The other registers written, without those that go without saying.
        reason: Key of the refusal; empty while it just waits.
        field: Register the refusal is about.
        limit: The refused rule's number or word.
    """

    numbers: tuple[int, ...]
    kind: str
    record_id: str
    title: str
    new: bool
    deleted: bool
    fields: tuple[str, ...]
    reason: str = ""
    field: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class WaitingSummary:
    """How much waits, and when the team last heard from this device.

    Attributes:
        joined: Whether there is a team on a server.
        waiting: How many changes have not been sent.
        refused: How many were not taken.
        synced_ms: When the last exchange ended, UTC milliseconds; 0 for never.
        changes: What was refused first, then the oldest of what waits, by record.
        files: What waits of photos and recordings; their records count as changes.
    """

    joined: bool
    waiting: int
    refused: int
    synced_ms: int
    changes: tuple[WaitingChange, ...]
    files: FilesWaiting = field(default_factory=FilesWaiting)

    @property
    def unsent(self) -> int:
        """How many changes and files the team has not got."""
        return self.waiting + self.files.up


def waiting(connection: Connection, limit: int) -> WaitingSummary:
    """Return what waits on this device.

    Args:
        connection: For reading.
        limit: How many changes to describe at most.
    """
    own = state.load(connection)
    refused = outbox.refused(connection)
    pending = outbox.pending(connection, limit, 1 << 30)
    described = (*_refused(connection, refused), *_pending(connection, pending))
    return WaitingSummary(
        joined=own.joined,
        waiting=outbox.count(connection),
        refused=len(refused),
        synced_ms=own.synced_ms,
        changes=described[:limit],
        files=file_queue.waiting(connection),
    )


def _refused(connection: Connection, refused: Iterable[Refused]) -> Iterable[WaitingChange]:
    def reason(one: Refused) -> tuple[str, str, str, str, str]:
        r = one.refusal
        return one.change.kind, one.change.id, r.reason, r.field, r.limit

    for (_, _, *why), group in groupby(refused, key=reason):
        yield _described(connection, [one.change for one in group], *why)


def _pending(connection: Connection, pending: Iterable[Change]) -> Iterable[WaitingChange]:
    for _, group in groupby(pending, key=lambda change: (change.kind, change.id)):
        yield _described(connection, list(group))


def _described(
    connection: Connection,
    changes: list[Change],
    reason: str = "",
    field: str = "",
    limit: str = "",
) -> WaitingChange:
    written = {name: value for change in changes for name, value in change.fields.items()}
    said = [name for name in written if name not in _UNSAID and name != "deleted"]
    if "currency" in written and not {"amount_minor", "price_minor"} & written.keys():
        said.append("currency")
    first = changes[0]
    return WaitingChange(
        numbers=tuple(change.n for change in changes),
        kind=first.kind,
        record_id=first.id,
        title=record_title(connection, first.kind, first.id),
        new="created_ms" in written,
        deleted=written.get("deleted") is True,
        fields=tuple(said),
        reason=reason,
        field=field,
        limit=limit,
    )
