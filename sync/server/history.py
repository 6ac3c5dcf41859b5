"""Who wrote what, when: one entry for each exchange that wrote, chained by hash.

An entry holds the changes as they came. Each names the entry before it that
touched the same record, so that a record's history is read without an index:
from its row to its last entry, and from there back. Whoever alters an entry, or
takes one out, breaks the chain from there on.

What the chain covers of a change is its mark: a hash with a salt of its own. Where a
customer was erased the mark alone stays, without the salt: the chain holds as before,
and nobody can try out what the words may have been.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from typing import NamedTuple

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, bindparam, insert, select, update

from sync.core.change import Change, Scalar
from sync.server.tables import HISTORY, RECORD, TEAM_HEAD

Item = tuple[int, str, str, dict[str, Scalar], str, str]
"""Number of the record's entry before, kind, id, fields, stamp, seen."""

_SALT_BYTES = 16
_AT_ONCE = 20
"""Entries in memory at a time: one may be as large as a request."""

_ENTRY = select(
    HISTORY.c.n, HISTORY.c.at_ms, HISTORY.c.device, HISTORY.c.user_id, HISTORY.c.changes
).where(HISTORY.c.team_id == bindparam("team"), HISTORY.c.n == bindparam("n"))
_HASH = select(HISTORY.c.hash).where(
    HISTORY.c.team_id == bindparam("team"), HISTORY.c.n == bindparam("n")
)
_CHAIN = (
    update(TEAM_HEAD)
    .where(TEAM_HEAD.c.team_id == bindparam("at_team"))
    .values(entry=bindparam("at_entry"), chain=bindparam("at_hash"))
)
_ALL = (
    select(
        HISTORY.c.n,
        HISTORY.c.at_ms,
        HISTORY.c.device,
        HISTORY.c.user_id,
        HISTORY.c.changes,
        HISTORY.c.hash,
        HISTORY.c.salt,
    )
    .where(HISTORY.c.team_id == bindparam("team"))
    .order_by(HISTORY.c.n)
)
_BODIES = (
    select(HISTORY.c.n, HISTORY.c.changes, HISTORY.c.salt)
    .where(HISTORY.c.team_id == bindparam("team"), HISTORY.c.n > bindparam("after"))
    .order_by(HISTORY.c.n)
    .limit(_AT_ONCE)
)
_FORGET = (
    update(HISTORY)
    .where(HISTORY.c.team_id == bindparam("at_team"), HISTORY.c.n == bindparam("at_n"))
    .values(changes=bindparam("changes"), salt=bindparam("salt"))
)
_LAST = select(RECORD.c.entry).where(
    RECORD.c.team_id == bindparam("team"), RECORD.c.id == bindparam("id")
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry's number and hash; number 0 and no hash before the first."""

    n: int
    hash: str


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes, and when.

    Attributes:
        at_ms: The server's wall clock.
        device: Number of the device; 0 for the server itself.
        user_id: Who uses it, or on whose behalf the server writes.
    """

    at_ms: int
    device: int = 0
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One write of one record, as its history tells it.

    Attributes:
        n: Number of the history entry.
        at_ms: When it reached the server.
        device: Number of the device.
        user_id: Who wrote.
        change: What was written, with stamp and what the writer had seen.
    """

    n: int
    at_ms: int
    device: int
    user_id: str
    change: Change


class Write(NamedTuple):
    """One register of one write, to be looked for.

    Attributes:
        entry: Number of an entry that touched the record, then or later.
        stamp: When it was written.
    """

    record_id: str
    entry: int
    field: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at the whole chain found.

    Attributes:
        link: The last entry that holds.
        broken_at: Number of the first entry that is not what was written; 0 for none.
    """

    link: Link
    broken_at: int = 0


def item(before: int, change: Change) -> bytes:
    """Return the JSON of a change as an entry holds it, an `Item`.

    Args:
        before: Number of the entry that touched the record before.
        change: What was written.
    """
    return to_json((before, change.kind, change.id, dict(change.fields), change.stamp, change.seen))


def append(
    connection: Connection, team_id: str, last: Link, writing: Writing, items: Sequence[bytes]
) -> Link:
    """Add an entry after the last one; the caller holds the team's head row."""
    n = last.n + 1
    salt = secrets.token_hex(_SALT_BYTES)
    marks = [_mark(text, one) for text, one in zip(items, _salts(salt, len(items)), strict=True)]
    entry = {
        "team_id": team_id,
        "n": n,
        "at_ms": writing.at_ms,
        "device": writing.device,
        "user_id": writing.user_id,
        "changes": (b"[" + b",".join(items) + b"]").decode(),
        "hash": _chained(last.hash, n, writing, marks),
        "salt": salt,
    }
    connection.execute(insert(HISTORY), entry)
    link = Link(n, str(entry["hash"]))
    connection.execute(_CHAIN, {"at_team": team_id, "at_entry": n, "at_hash": link.hash})
    return link


def hash_of(connection: Connection, team_id: str, n: int) -> str:
    """Return the hash of an entry; empty when there is none of that number."""
    return connection.execute(_HASH, {"team": team_id, "n": n}).scalar() or ""


def of_record(connection: Connection, team_id: str, record_id: str) -> Iterator[Edit]:
    """Yield the writes of a record, newest first."""
    n = connection.execute(_LAST, {"team": team_id, "id": record_id}).scalar() or 0
    yield from of_entry(connection, team_id, record_id, n)


def of_entry(connection: Connection, team_id: str, record_id: str, n: int) -> Iterator[Edit]:
    """Yield the writes of a record from an entry that touched it backwards."""
    while n:
        found = connection.execute(_ENTRY, {"team": team_id, "n": n}).first()
        if found is None:
            return
        own = [item for item in _items(found.changes) if item[2] == record_id]
        for _, kind, _, fields, stamp, seen in reversed(own):
            change = Change(0, kind, record_id, fields, stamp, seen)
            yield Edit(n, found.at_ms, found.device, found.user_id, change)
        n = min((item[0] for item in own), default=0)


def seen_by_writers(
    connection: Connection, team_id: str, writes: Iterable[Write]
) -> dict[Write, str]:
    """Return what the writers of these had seen; an entry is read once, for all of them.

    Left out is what no entry tells of.
    """
    found: dict[Write, str] = {}
    waiting: dict[int, list[Write]] = defaultdict(list)
    for write in writes:
        waiting[write.entry].append(write)
    while waiting:
        n = max(waiting)
        entry = connection.execute(_ENTRY, {"team": team_id, "n": n}).first()
        told: dict[str, list[Item]] = defaultdict(list)
        for one in _items(entry.changes) if entry else ():
            told[one[2]].append(one)
        for write in waiting.pop(n):
            own = told[write.record_id]
            seen = [one[5] for one in own if one[4] == write.stamp and write.field in one[3]]
            if seen:
                found[write] = seen[0]
            elif before := min((one[0] for one in own), default=0):
                waiting[before].append(write)
    return found


def verify(
    connection: Connection, team_id: str, told: Callable[[int, Item], None] = lambda _n, _item: None
) -> Verdict:
    """Walk the whole chain and say whether it is what was written.

    Args:
        connection: A reading transaction.
        team_id: The team.
        told: Called with every change of every sound entry and the entry's number, in order.
    """
    link = Link(0, "")
    options = {"yield_per": 100}
    with connection.execute(_ALL, {"team": team_id}, execution_options=options) as result:
        for n, at_ms, device, user_id, changes, found, salt in result:
            writing = Writing(at_ms, device, user_id)
            marks = _marks(changes, salt)
            if n != link.n + 1 or found != _chained(link.hash, n, writing, marks):
                return Verdict(link, broken_at=link.n + 1)
            for one in _items(changes):
                told(n, one)
            link = Link(n, found)
    return Verdict(link)


def entries_with(
    connection: Connection, team_id: str, wanted: Callable[[Item], bool]
) -> Iterator[Item]:
    """Yield the changes of the whole history that are wanted, oldest first."""
    options = {"yield_per": 100}
    with connection.execute(_ALL, {"team": team_id}, execution_options=options) as result:
        for row in result:
            yield from filter(wanted, _items(row.changes))


def forget(connection: Connection, team_id: str, ids: Collection[str]) -> int:
    """Leave nothing but the marks of what was written of some records; return how many.

    The chain holds as before.

    Args:
        connection: A writing transaction that holds the team's head row.
        team_id: The team.
        ids: The records.
    """
    total = 0
    for n, changes, salt in _bodies(connection, team_id):
        items = from_json(changes)
        gone = [i for i, item in enumerate(items) if not isinstance(item, str) and item[2] in ids]
        if not gone:
            continue
        total += len(gone)
        salts = [one.hex() for one in _salts(salt, len(items))]
        marks = _marks(changes, salt)
        for i in gone:
            items[i], salts[i] = marks[i], ""
        told = {
            "at_team": team_id,
            "at_n": n,
            "changes": to_json(items).decode(),
            "salt": to_json(salts).decode(),
        }
        connection.execute(_FORGET, told)
    return total


def _bodies(connection: Connection, team_id: str) -> Iterator[tuple[int, str, str]]:
    """Yield what entries say, a few at a time, so that each may be written anew meanwhile."""
    n = 0
    while some := connection.execute(_BODIES, {"team": team_id, "after": n}).all():
        for n, changes, salt in some:
            yield n, changes, salt


def _items(changes: str) -> list[Item]:
    """Return the changes of an entry that were not erased."""
    return [item for item in from_json(changes) if not isinstance(item, str)]


def _salts(salt: str, count: int) -> list[bytes]:
    """Return the salt of each change: made from the entry's, or kept one by one."""
    if salt.startswith("["):
        return [bytes.fromhex(one) for one in from_json(salt)]
    key = bytes.fromhex(salt)
    return [
        blake2b(b"%d" % i, key=key, digest_size=_SALT_BYTES).digest() if key else b""
        for i in range(count)
    ]


def _mark(text: bytes, salt: bytes) -> str:
    return blake2b(text, key=salt, digest_size=32).hexdigest()


def _marks(changes: str, salt: str) -> list[str]:
    """Return the mark of each change of an entry; none where it is not even readable."""
    try:
        items = from_json(changes)
        salts = _salts(salt, len(items))
        return [
            item if isinstance(item, str) else _mark(to_json(item), one)
            for item, one in zip(items, salts, strict=True)
        ]
    except (ValueError, TypeError):
        return []


def _chained(before: str, n: int, writing: Writing, marks: Sequence[str]) -> str:
    parts = (before, n, writing.at_ms, writing.device, writing.user_id, *marks)
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()
