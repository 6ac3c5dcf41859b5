"""Take in what the server sent: rows, exits, and the sweep after a restart.

The server's row is the truth; edits that still wait here are laid over it by
the same merge the server will use, so the person sees at once what will stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from sync.core import schema
from sync.core.change import Change
from sync.core.clock import STAMP_LENGTH
from sync.core.merge import merge
from sync.core.protocol import WireRow
from sync.store import merging, rows
from sync.store.rows import Row

Waiting = Mapping[tuple[str, str], Sequence[Change]]
"""Changes that wait to be sent, by kind and record id, oldest first."""


def apply_rows(connection: Connection, incoming: Iterable[WireRow], waiting: Waiting) -> set[str]:
    """Write the server's rows; the caller holds a write transaction.

    Applying the same rows again changes nothing. Kinds this version does not
    know are left to a later version, which starts its pull over.

    Returns:
        The kinds that were touched.
    """
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for kind, record_id, stamps, values in incoming:
        if kind in schema.RECORDS:
            row = Row(record_id, stamps, values)
            changes = waiting.get((kind, record_id))
            by_kind[kind].append(overlaid(row, changes) if changes else row)
    for kind, some in by_kind.items():
        rows.save(connection, kind, some)
    return set(by_kind)


def overlaid(row: Row, changes: Sequence[Change]) -> Row:
    """Return the row as it will stand once these changes have met it."""
    values, stamps = row.values, row.stamps
    for change in changes:
        merged = merge(values, stamps, change)
        values, stamps = merged.values, merged.stamps
    return Row(row.id, stamps, values)


def apply_exits(
    connection: Connection, exits: Iterable[tuple[str, str]], waiting: Waiting
) -> set[str]:
    """Remove rows that left the reader's scope; those with waiting edits stay.

    An edit that waits is sent, refused and shown with its reason; until then
    its words must not vanish from the screen.
    """
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, record_id in exits:
        if kind in schema.RECORDS and (kind, record_id) not in waiting:
            by_kind[kind].append(record_id)
    for kind, ids in by_kind.items():
        rows.remove(connection, kind, ids)
    return set(by_kind)


def begin_sweep(connection: Connection) -> None:
    """Remember every row held, at the first page of a pull that starts over."""
    connection.exec_driver_sql("DELETE FROM unseen")
    held = " UNION ALL ".join(f"SELECT '{kind}', id FROM {kind}" for kind in schema.RECORDS)
    connection.exec_driver_sql(f"INSERT INTO unseen {held}")


def mark_seen(connection: Connection, incoming: Iterable[WireRow]) -> None:
    """Note that these rows have come again."""
    keys = [(kind, record_id) for kind, record_id, _, _ in incoming]
    if keys:
        connection.exec_driver_sql("DELETE FROM unseen WHERE kind = ? AND id = ?", keys)


def end_sweep(connection: Connection) -> set[str]:
    """Remove what has not come again, at the last page, but never a waiting row.

    Nor a new record that was refused: it is nowhere else.

    Returns:
        The kinds that were touched.
    """
    touched: set[str] = set()
    for kind in schema.RECORDS:
        gone = connection.exec_driver_sql(
            f"DELETE FROM {kind} WHERE id IN (SELECT id FROM unseen WHERE kind = '{kind}') "
            f"AND id NOT IN (SELECT record_id FROM outbox WHERE refusal = '') "
            f"AND (id, substr(stamps, 1, {STAMP_LENGTH})) NOT IN "
            f"(SELECT record_id, stamp FROM outbox WHERE seen = '')"
        )
        if gone.rowcount:
            touched.add(kind)
    if touched & {"sameness", *merging.MERGED_KINDS}:
        merging.settle(connection)
    connection.exec_driver_sql("DELETE FROM unseen")
    return touched


def sweeping(connection: Connection) -> bool:
    """Tell whether a pull that started over has not reached its end."""
    return connection.exec_driver_sql("SELECT 1 FROM unseen LIMIT 1").first() is not None
