"""Show records that are one as one, and keep what is written as it was written.

When somebody says that two customers are the same, neither is changed and nothing that
belongs to them is: what points to the one that was given up is shown as pointing to the
one that stands for both, and the one given up is shown as deleted. So the columns of a
row are what is *shown*, and `written` keeps the value of a register that is shown as
another. `sync.store.rows` reads and writes what is written; queries read what is shown,
and need not know of any of this. Two tables hold it, both of this device alone:

    merged    who another one stands for, and which (`sync.core.sameness.roots`)
    written   kind, id, register and the value as it was written

Rows that come later and name the one given up are shown like the others; when the two are
taken apart again, all goes back to where it was written.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from sqlalchemy import Connection

from sync.core import schema
from sync.core.change import Scalar
from sync.core.sameness import Same, roots

MERGED_KINDS: Final = ("account", "contact")
_NAMED: Final = {"account_id": "account", "contact_id": "contact", "parent_id": "account"}
"""Registers that name a customer or a person."""


@cache
def named(kind: str) -> Mapping[str, str]:
    """Return the registers of a kind that name a customer or a person, and which."""
    return {name: _NAMED[name] for name in schema.registers(kind) if name in _NAMED}


def who_stands(connection: Connection) -> dict[str, str]:
    """Return for each record that another one stands for the id of that one."""
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, root FROM merged")}


def family(connection: Connection, root: str) -> tuple[str, ...]:
    """Return a record and those it stands for, itself last."""
    found = connection.exec_driver_sql("SELECT id FROM merged WHERE root = ? ORDER BY id", (root,))
    return (*found.scalars(), root)


def shown(
    standing: Mapping[str, str], kind: str, record_id: str, values: Mapping[str, Scalar]
) -> dict[str, Scalar]:
    """Return the registers of a row that are shown as others than they were written."""
    found: dict[str, Scalar] = {}
    for name in named(kind):
        root = standing.get(str(values.get(name)))
        if root is not None:
            # A house and its parent may have become one.
            found[name] = "" if root == record_id or standing.get(record_id) == root else root
    if record_id in standing and not values.get("deleted"):
        found["deleted"] = True
    return found


def keep(
    connection: Connection, kind: str, kept: Iterable[tuple[str, Mapping[str, Scalar]]]
) -> None:
    """Note what was written where something else is shown, in place of what was noted before.

    Args:
        connection: Of a write transaction.
        kind: Record kind.
        kept: Ids, and the registers as they were written; none for what is shown so. One at least.
    """
    rows = list(kept)
    forget(connection, kind, [record_id for record_id, _ in rows])
    notes = [
        (kind, record_id, name, _text(value))
        for record_id, values in rows
        for name, value in values.items()
    ]
    if notes:
        connection.exec_driver_sql("INSERT INTO written VALUES (?, ?, ?, ?)", notes)


def forget(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Let go of what was noted of rows, one at least."""
    keys = [(kind, record_id) for record_id in ids]
    connection.exec_driver_sql("DELETE FROM written WHERE kind = ? AND id = ?", keys)


def as_written(
    connection: Connection, kind: str, ids: Sequence[str] | None
) -> dict[str, dict[str, Scalar]]:
    """Return the registers that are shown as others, by id; of these rows, or of all."""
    found: dict[str, dict[str, Scalar]] = {}
    if kind not in MERGED_KINDS and not named(kind):
        return found
    where, values = "kind = ?", [kind]
    if ids is not None:
        where += f" AND id IN ({', '.join('?' * len(ids))})"
        values += ids
    for record_id, name, value in connection.exec_driver_sql(
        f"SELECT id, name, value FROM written WHERE {where}", tuple(values)
    ):
        found.setdefault(record_id, {})[name] = value == "1" if name == "deleted" else value
    return found


def after(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Show as one what has become one by rows that were saved or removed."""
    if kind == "sameness" or (kind in MERGED_KINDS and _concerned(connection, ids)):
        settle(connection)


def settle(connection: Connection) -> None:
    """Work out anew who stands for whom; the caller holds a write transaction."""
    now, before = _roots(connection), who_stands(connection)
    if now == before:
        return
    for record_id in before:
        if now.get(record_id) != before[record_id]:
            _put_back(connection, record_id)
    ahead = [(one, root) for one, root in now.items() if before.get(one) != root]
    if ahead:
        connection.exec_driver_sql("INSERT INTO merged (id, root) VALUES (?, ?)", ahead)
        _take(connection)
    _search_again(connection, {*now.values(), *before.values()})


def _roots(connection: Connection) -> dict[str, str]:
    said = connection.exec_driver_sql(
        "SELECT one_id, other_id, kept_id FROM sameness WHERE verdict = 'same' AND NOT deleted"
    )
    pairs = [Same(*row) for row in said]
    if not pairs:
        return {}
    ids = {one for pair in pairs for one in (pair.one_id, pair.other_id)}
    here: dict[str, bool] = {}
    for kind in MERGED_KINDS:
        found = connection.exec_driver_sql(
            f"SELECT x.id, coalesce(w.value, x.deleted) FROM {kind} x LEFT JOIN written w"
            f" ON w.kind = '{kind}' AND w.id = x.id AND w.name = 'deleted' WHERE x.id IN"
            " (SELECT one_id FROM sameness WHERE verdict = 'same'"
            " UNION SELECT other_id FROM sameness WHERE verdict = 'same')"
        )
        here |= {record_id: str(deleted) == "1" for record_id, deleted in found if record_id in ids}
    return roots(pairs, here)


def _concerned(connection: Connection, ids: Iterable[str]) -> bool:
    """Tell whether any of these records was said to be the same as another."""
    said = connection.exec_driver_sql(
        "SELECT one_id, other_id FROM sameness WHERE verdict = 'same'"
    )
    together = {one for row in said for one in row}
    return bool(together) and not together.isdisjoint(ids)


def _put_back(connection: Connection, record_id: str) -> None:
    """Show what names a record as naming it, and the record as it was written."""
    connection.exec_driver_sql("DELETE FROM merged WHERE id = ?", (record_id,))
    found = connection.exec_driver_sql(
        "SELECT kind, id, name, value FROM written"
        " WHERE value = :id OR (id = :id AND name = 'deleted')",
        {"id": record_id},
    ).all()
    for kind, one, name, value in found:
        connection.exec_driver_sql(f"UPDATE {kind} SET {name} = ? WHERE id = ?", (value, one))
        connection.exec_driver_sql(
            "DELETE FROM written WHERE kind = ? AND id = ? AND name = ?", (kind, one, name)
        )


def _take(connection: Connection) -> None:
    """Show everything that names a record another one stands for as naming that one."""
    for kind in schema.RECORDS:
        for name in named(kind):
            _take_named(connection, kind, name)
    for kind in MERGED_KINDS:
        connection.exec_driver_sql(
            f"INSERT OR IGNORE INTO written SELECT '{kind}', x.id, 'deleted', '0'"
            f" FROM merged m JOIN {kind} x ON x.id = m.id WHERE NOT x.deleted"
        )
        connection.exec_driver_sql(
            f"UPDATE {kind} SET deleted = 1 WHERE NOT deleted AND id IN (SELECT id FROM merged)"
        )


def _take_named(connection: Connection, kind: str, name: str) -> None:
    # What was taken before names a root, which is nobody's `merged.id`.
    connection.exec_driver_sql(
        f"INSERT OR IGNORE INTO written SELECT '{kind}', x.id, '{name}', x.{name}"
        f" FROM {kind} x WHERE x.{name} IN (SELECT id FROM merged)"
    )
    root = f"(SELECT m.root FROM merged m WHERE m.id = {kind}.{name})"
    if kind in MERGED_KINDS and named(kind)[name] == kind:
        own = f"coalesce((SELECT m.root FROM merged m WHERE m.id = {kind}.id), {kind}.id)"
        root = f"CASE WHEN {root} = {own} THEN '' ELSE {root} END"
    connection.exec_driver_sql(
        f"UPDATE {kind} SET {name} = {root} WHERE {name} IN (SELECT id FROM merged)"
    )


def _search_again(connection: Connection, ids: Iterable[str]) -> None:
    """Let those that stand for others be found by their names, too, or no more."""
    for kind in MERGED_KINDS:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO search_stale (kind, id)"
            f" SELECT '{kind}', id FROM {kind} WHERE id = ?",
            [(one,) for one in ids],
        )


def _text(value: Scalar) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
