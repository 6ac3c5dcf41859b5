"""Look back over a team's history: one record's, and whether all of it holds."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, select

from sync.core.change import Change, Scalar
from sync.core.errors import RecordMissingError
from sync.core.merge import merge
from sync.core.permissions import can_read, hidden_registers, scope_of
from sync.core.protocol import HistoryEntry, HistoryReply, VerifyReply
from sync.server import history
from sync.server.auth import Login
from sync.server.errors import ForbiddenError
from sync.server.history import Edit, Item
from sync.server.tables import GONE, RECORD

PAGE = 50
MOST_ALTERED = 20
_LARGEST = 2**63 - 1

_Replayed = tuple[dict[str, Scalar], str, int]
"""Registers and stamps as the history has them, and the last entry that says so."""

_ROW = select(RECORD.c.scope, RECORD.c.entry).where(
    RECORD.c.team_id == bindparam("team"), RECORD.c.id == bindparam("id")
)
_GONE = select(GONE.c.id).where(GONE.c.team_id == bindparam("team"))
_ROWS = select(RECORD.c.id, RECORD.c.stamps, RECORD.c.fields).where(
    RECORD.c.team_id == bindparam("team")
)


def of_record(connection: Connection, login: Login, record_id: str, before: int) -> HistoryReply:
    """Return a page of a record's writes, newest first.

    Args:
        connection: A reading transaction.
        login: Who asks.
        record_id: The record.
        before: The entry to go on from; 0 for the newest.

    Raises:
        RecordMissingError: If there is no such record, or the person may not read it.
    """
    row = connection.execute(_ROW, {"team": login.team_id, "id": record_id}).first()
    if row is None or not can_read(login.actor, row.scope):
        raise RecordMissingError(id=record_id)
    start = min(before, row.entry) if 0 < before <= _LARGEST else row.entry
    edits = _edits(connection, login, record_id, row.entry, start)
    page = list(islice(edits, PAGE))
    rest = next(edits, None)
    # An entry is told whole: what is left of one comes again with the page after.
    while rest and page and page[-1].n == rest.n and page[0].n != rest.n:
        page.pop()
    entries = tuple(told for edit in page if (told := _told(login, edit)))
    return HistoryReply(entries, 0 if rest is None else rest.n)


def _edits(
    connection: Connection, login: Login, record_id: str, last: int, start: int
) -> Iterator[Edit]:
    """Yield a record's writes from an entry backwards, as far as the person may know of them.

    What somebody wrote before they shared it stays theirs.
    """
    if login.actor.leads:
        yield from history.of_entry(connection, login.team_id, record_id, start)
        return
    every = list(history.of_entry(connection, login.team_id, record_id, last))
    values: Mapping[str, Scalar] = {}
    stamps = ""
    known: list[Edit] = []
    for edit in reversed(every):
        merged = merge(values, stamps, edit.change)
        values, stamps = merged.values, merged.stamps
        if can_read(login.actor, scope_of(edit.change.kind, values)):
            known.append(edit)
    yield from (edit for edit in reversed(known) if edit.n <= start)


def _told(login: Login, edit: Edit) -> HistoryEntry | None:
    hidden = hidden_registers(login.actor, edit.change.kind)
    fields = {n: v for n, v in edit.change.fields.items() if n not in hidden}
    if not fields:
        return None
    return HistoryEntry(edit.n, edit.at_ms, edit.user_id, edit.device, edit.change.stamp, fields)


def verify(connection: Connection, login: Login, witness: int) -> VerifyReply:
    """Walk the whole history, and compare every record with what it says.

    Args:
        connection: A reading transaction.
        login: Who asks; a manager or an admin.
        witness: Number of the entry whose hash is wanted; 0 for none.

    Raises:
        ForbiddenError: If a rep asks.
    """
    if not login.actor.leads:
        raise ForbiddenError(hint="Only managers and admins may look at the whole history.")
    replayed: dict[str, _Replayed] = {}
    verdict = history.verify(connection, login.team_id, partial(_replay, replayed))
    broken = verdict.broken_at or (0 if verdict.link == login.link else verdict.link.n + 1)
    altered = [] if broken else _altered(connection, login.team_id, replayed)
    return VerifyReply(
        entries=verdict.link.n,
        hash=verdict.link.hash,
        witnessed=history.hash_of(connection, login.team_id, min(witness, _LARGEST)),
        broken_at=broken,
        altered=tuple(altered[:MOST_ALTERED]),
    )


def _altered(connection: Connection, team_id: str, replayed: Mapping[str, _Replayed]) -> list[str]:
    """Return the records that are not as the history has them, or not there at all."""
    missing = set(replayed)
    altered = []
    for record_id, stamps, fields in connection.execute(_ROWS, {"team": team_id}):
        missing.discard(record_id)
        if replayed.get(record_id, ())[:2] != (from_json(fields), stamps):
            altered.append(record_id)
    # What was deleted long ago has been cleared away, and is remembered by its id.
    missing.difference_update(connection.execute(_GONE, {"team": team_id}).scalars())
    return [*altered, *sorted(missing)]


def _replay(rows: dict[str, _Replayed], n: int, item: Item) -> None:
    before, kind, record_id, fields, stamp, seen = item
    values, stamps, last = rows.get(record_id, ({}, "", n))
    if not before and last != n:  # made anew, long after it was deleted
        values, stamps = {}, ""
    merged = merge(values, stamps, Change(0, kind, record_id, fields, stamp, seen))
    rows[record_id] = dict(merged.values), merged.stamps, n
