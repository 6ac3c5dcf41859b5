"""Changes that wait: written with their row, dropped once the server has them.

A refused change stays, with its reason, until its person decides.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from sync.client import state
from sync.client.wire import StoredFields
from sync.core.change import Change, newest, unpack
from sync.core.clock import NEVER, parse
from sync.core.erasing import REFUSED
from sync.core.protocol import Refusal
from sync.core.reading import Reading
from sync.store import rows
from sync.store.engine import raw
from sync.store.rows import Row

_COLUMNS = "n, kind, record_id, fields, stamp, seen"
_OVERHEAD = 160
"""Bytes of a change on the wire besides its fields and what it has seen."""
_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Refused:
    """A change the server did not accept, kept for its person."""

    change: Change
    refusal: Refusal


def enqueue(
    connection: Connection, changes: Iterable[Change], written: Mapping[int, Reading] | None = None
) -> None:
    """Append changes in order; each gets the next number.

    Args:
        connection: A write transaction.
        changes: Their own numbers are left aside.
        written: When they were written, by those numbers; when the stamp says, if left out.
    """
    parameters = []
    for c in changes:
        fields = json.dumps(dict(c.fields), ensure_ascii=False)
        at = (written or {}).get(c.n) or _by_stamp(c)
        parameters.append(
            (c.kind, c.id, fields, c.stamp, c.seen, at.ms, at.boot, at.steady_ms),
        )
    if parameters:
        connection.exec_driver_sql(
            "INSERT INTO outbox (kind, record_id, fields, stamp, seen, at_ms, boot, steady_ms) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            parameters,
        )


def pending(connection: Connection, max_changes: int, max_bytes: int) -> tuple[Change, ...]:
    """Return the oldest waiting changes, at most so many and so large.

    At least one is returned when any waits, however large it is. A negative
    number of changes means all.
    """
    found = raw(connection).execute(
        f"SELECT {_COLUMNS} FROM outbox WHERE refusal = '' ORDER BY n LIMIT ?",
        (max_changes,),
    )
    changes: list[Change] = []
    size = 0
    for row in found:
        size += len(row[3].encode()) + len(row[5]) + _OVERHEAD
        if changes and size > max_bytes:
            break
        changes.append(_change(row))
    return tuple(changes)


def waiting_for(
    connection: Connection, ids: Sequence[str]
) -> dict[tuple[str, str], tuple[Change, ...]]:
    """Return the waiting changes of these records, by kind and id, in order."""
    grouped: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for start in range(0, len(ids) if count(connection) else 0, _IDS_AT_ONCE):
        some = tuple(ids[start : start + _IDS_AT_ONCE])
        found = connection.exec_driver_sql(
            f"SELECT {_COLUMNS} FROM outbox WHERE refusal = '' "
            f"AND record_id IN ({', '.join('?' * len(some))}) ORDER BY n",
            some,
        )
        for row in found:
            grouped[row[1], row[2]].append(_change(row))
    return {key: tuple(changes) for key, changes in grouped.items()}


def acknowledge(connection: Connection, accepted: int, refusals: Iterable[Refusal]) -> None:
    """Drop what the server has taken in and keep what it refused, with reasons.

    Nobody is asked about what was to become somebody's who was erased. Idempotent: a
    reply that comes twice does nothing the second time.
    """
    kept = [
        (json.dumps([r.reason, r.field, r.limit]), r.n)
        for r in refusals
        if r.n <= accepted and r.reason != REFUSED
    ]
    if kept:
        connection.exec_driver_sql("UPDATE outbox SET refusal = ? WHERE n = ?", kept)
    connection.exec_driver_sql("DELETE FROM outbox WHERE n <= ? AND refusal = ''", (accepted,))
    # Its words were erased here meanwhile: nobody is to be asked about it.
    connection.exec_driver_sql("DELETE FROM outbox WHERE fields = '{}' AND refusal <> ''")


def latest(connection: Connection, upto: int) -> str:
    """Return the latest stamp among the changes up to a number, refused ones included."""
    found = connection.exec_driver_sql("SELECT max(stamp) FROM outbox WHERE n <= ?", (upto,))
    return found.scalar() or NEVER


def restamp(connection: Connection, changes: Iterable[Change]) -> None:
    """Give waiting changes the stamps these copies of them have."""
    parameters = [(c.stamp, c.seen, c.n) for c in changes]
    connection.exec_driver_sql("UPDATE outbox SET stamp = ?, seen = ? WHERE n = ?", parameters)


def written(connection: Connection) -> dict[int, Reading]:
    """Return when each waiting change was written, by its number, in order."""
    found = connection.exec_driver_sql(
        "SELECT n, at_ms, boot, steady_ms FROM outbox WHERE refusal = '' ORDER BY n"
    )
    return {n: Reading(*at) for n, *at in found}


def retime(connection: Connection, times: Mapping[int, Reading]) -> None:
    """Say anew when waiting changes were written."""
    parameters = [(at.ms, at.boot, at.steady_ms, n) for n, at in times.items()]
    connection.exec_driver_sql(
        "UPDATE outbox SET at_ms = ?, boot = ?, steady_ms = ? WHERE n = ?", parameters
    )


def carry_over(connection: Connection, old: str, new: str, later_ms: int) -> None:
    """Count the steady clock of what was written in one boot from the start of another.

    Args:
        connection: A write transaction.
        old: The boot in which it was written.
        new: The boot to count from.
        later_ms: How much later that one began.
    """
    connection.exec_driver_sql(
        "UPDATE outbox SET boot = ?, steady_ms = steady_ms - ? WHERE boot = ? AND refusal = ''",
        (new, later_ms, old),
    )


def starts(connection: Connection, upto: int) -> dict[str, tuple[int, int]]:
    """Return when boots began, by what waits up to a number: at the earliest and latest.

    Where the two differ, the wall clock was set between two writes.
    """
    found = connection.exec_driver_sql(
        "SELECT boot, min(at_ms - steady_ms), max(at_ms - steady_ms) FROM outbox "
        "WHERE refusal = '' AND n <= ? GROUP BY boot",
        (upto,),
    )
    return {boot: (earliest, latest) for boot, earliest, latest in found}


def refused(connection: Connection) -> tuple[Refused, ...]:
    """Return the changes the server refused, oldest first."""
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS}, refusal FROM outbox WHERE refusal <> '' ORDER BY n"
    )
    return tuple(Refused(_change(row), Refusal(row[0], *json.loads(row[6]))) for row in found)


def discard(connection: Connection, n: int) -> None:
    """Let go of a refused change, because its person said so.

    A record that is nowhere else goes with the last of its changes.
    """
    found = connection.exec_driver_sql(
        "DELETE FROM outbox WHERE n = ? AND refusal <> '' "
        "RETURNING kind, record_id, stamp, refusal",
        (n,),
    ).first()
    if found is None:
        return
    kind, record_id, stamp, refusal = found
    row = rows.load(connection, kind, record_id)
    others = "SELECT 1 FROM outbox WHERE kind = ? AND record_id = ?"
    if row is None or connection.exec_driver_sql(others, (kind, record_id)).first():
        return
    # Later than the clock is what this very transaction has written.
    written_now = newest(row.stamps) > state.load(connection).clock
    made_here = unpack(row.stamps)[0] == stamp
    if made_here or (json.loads(refusal)[0] == "refused.unknown_record" and not written_now):
        rows.remove(connection, kind, [record_id])


def keep(connection: Connection, refused: Refused) -> None:
    """Put a refused change that was let go back where it was."""
    c, r = refused.change, refused.refusal
    if not c.seen and rows.load(connection, c.kind, c.id) is None:
        rows.save(connection, c.kind, [Row(c.id, c.stamp, c.fields)])
    connection.exec_driver_sql(
        f"INSERT INTO outbox ({_COLUMNS}, refusal) VALUES (?, ?, ?, ?, ?, ?, ?)",  # fixed names
        (
            c.n,
            c.kind,
            c.id,
            json.dumps(dict(c.fields), ensure_ascii=False),
            c.stamp,
            c.seen,
            json.dumps([r.reason, r.field, r.limit]),
        ),
    )


def try_again(connection: Connection, server_schema: int) -> None:
    """Send again what an older server did not know, once it has been updated."""
    if server_schema <= state.load(connection).server_schema:
        return
    state.save(connection, server_schema=server_schema)
    found = [r for r in refused(connection) if r.refusal.reason == "violation.unknown_kind"]
    for r in found:
        connection.exec_driver_sql("DELETE FROM outbox WHERE n = ?", (r.change.n,))
    enqueue(connection, [r.change for r in found])


def count(connection: Connection) -> int:
    """Return how many changes wait to be sent."""
    found = raw(connection).execute("SELECT count(*) FROM outbox WHERE refusal = ''")
    return int(found.fetchone()[0])


def erased(connection: Connection, refusals: Iterable[Refusal]) -> tuple[tuple[str, str], ...]:
    """Return kind and id of what may not be sent because it was erased elsewhere."""
    numbers = [r.n for r in refusals if r.reason == REFUSED]
    marks = ", ".join("?" * len(numbers))
    found = connection.exec_driver_sql(
        f"SELECT kind, record_id FROM outbox WHERE n IN ({marks})", tuple(numbers)
    )
    return tuple((kind, record_id) for kind, record_id in found)


def made(connection: Connection) -> int:
    """Return the number of the last change this device ever made; 0 for none."""
    found = raw(connection).execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
    return int((found.fetchone() or (0,))[0])


def renumber(connection: Connection, changes: Iterable[Change], first: int = 1) -> None:
    """Put these changes in place of all that wait, numbered from `first`.

    Refused changes stay for their person, under numbers no server will name.
    When a change was written is known by the number it comes with.
    """
    times = written(connection)
    connection.exec_driver_sql("DELETE FROM outbox WHERE refusal = ''")
    connection.exec_driver_sql("UPDATE outbox SET n = n - (SELECT 2 * max(abs(n)) + 1 FROM outbox)")
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'outbox'")
    connection.exec_driver_sql(
        "INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)", (first - 1,)
    )
    enqueue(connection, changes, times)


def all_pending(connection: Connection) -> tuple[Change, ...]:
    """Return every waiting change, oldest first."""
    return pending(connection, max_changes=-1, max_bytes=sys.maxsize)


def _by_stamp(change: Change) -> Reading:
    ms, _, _ = parse(change.stamp)
    return Reading(ms, "", ms)


def _change(row: Sequence[Any]) -> Change:
    n, kind, record_id, fields, stamp, seen = row[:6]
    return Change(n, kind, record_id, StoredFields(fields), stamp, seen)
