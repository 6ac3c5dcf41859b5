"""Values that lost to others which their writers had not seen, as records for both.

A conflict lies in the scope of the record it is about, and moves with it; about what
only managers and admins may read, it is theirs alone. Its id
and stamp follow from what lost, so that the same loss is recorded once, however
often and wherever it is found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from pydantic_core import to_json
from sqlalchemy import Connection, bindparam, select

from sync.core import schema
from sync.core.change import Change, Scalar, newest
from sync.core.clock import SERVER, Clock
from sync.core.merge import Loss
from sync.core.permissions import TEAM_SCOPE, scope_about
from sync.server.among import among
from sync.server.rows import Row, load
from sync.server.tables import DEVICE, RECORD

_KIND = "conflict"
_ID_LENGTH = 32

_DEVICES = select(DEVICE.c.number, DEVICE.c.user_id).where(DEVICE.c.team_id == bindparam("team"))
_ABOUT = select(RECORD.c.id).where(
    RECORD.c.team_id == bindparam("team"),
    RECORD.c.about != "",
    among(RECORD.c.about, "ids"),
)


def record_losses(
    connection: Connection,
    team_id: str,
    losses: Sequence[tuple[Row, Loss]],
    rows: dict[str, Row],
) -> None:
    """Add the conflict records of values that lost to the rows to be saved."""
    losses = [(row, loss) for row, loss in losses if row.kind != _KIND]
    if not losses:
        return
    found = connection.execute(_DEVICES, {"team": team_id})
    people = {f"{number:05x}": user_id for number, user_id in found}
    changes = [_change(row, loss, people) for row, loss in losses]
    rows.update(load(connection, team_id, {c.id for c in changes} - rows.keys()))
    for change in changes:
        rows.setdefault(change.id, Row(_KIND, change.id)).meet(change)


def with_companions(
    change: Change, before: Mapping[str, Scalar], losses: Sequence[Loss]
) -> list[Loss]:
    """Return losses, and what each means nothing without, though both wrote the same there.

    Without its currency an amount that lost would come back in whatever currency the
    record has by then.

    Args:
        change: What met the row.
        before: The row's registers before that.
        losses: What lost by it.
    """
    whole = list(losses)
    differing = {loss.field for loss in losses}
    for loss in losses:
        for name in schema.together(change.kind, loss.field):
            same = name in before and change.fields.get(name) == before[name]
            if same and name not in differing:
                whole.append(replace(loss, field=name, value=before[name], kept=before[name]))
    return whole


def put_in_place(connection: Connection, team_id: str, rows: dict[str, Row]) -> None:
    """Put conflicts and records that come from outside together into the records' scopes.

    A conflict may come from a device that had not heard yet where its record went.
    """
    move_along(connection, team_id, rows, also_new=True)
    new = [row for row in rows.values() if row.kind == _KIND and row.changed and not row.pos]
    about = {str(row.values.get("about_id", "")) for row in new}
    found = {**load(connection, team_id, about - rows.keys()), **rows}
    for row in new:
        record = found.get(str(row.values.get("about_id", "")))
        if record is not None and record.exists:
            _move(row, record.place)


def move_along(
    connection: Connection, team_id: str, rows: dict[str, Row], *, also_new: bool = False
) -> None:
    """Move the conflicts about rows that change their scope, and add them to be saved.

    About a record that is new there is none, unless it comes back from a device.
    """
    scopes = {row.id: row.place for row in rows.values() if row.changed}
    moved = [record_id for record_id, scope in scopes.items() if rows[record_id].scope != scope]
    known = [record_id for record_id in moved if also_new or rows[record_id].pos]
    if not known:
        return
    ids = set(connection.execute(_ABOUT, {"team": team_id, "ids": known}).scalars())
    rows.update(load(connection, team_id, ids - rows.keys()))
    for conflict in (rows[record_id] for record_id in ids):
        _move(conflict, scopes[str(conflict.values["about_id"])])


def _move(conflict: Row, of_record: str) -> None:
    kind, name = (str(conflict.values.get(n, "")) for n in ("about_kind", "field"))
    scope = scope_about(kind, name, of_record)
    if conflict.place != scope:
        at = Clock.load(SERVER, newest(conflict.stamps)).tick(0).stamp
        conflict.meet(Change(0, _KIND, conflict.id, _place(scope), at, conflict.stamps))


def _change(row: Row, loss: Loss, people: dict[str, str]) -> Change:
    name = f"{row.id} {loss.field} {loss.stamp} {to_json(loss.value).decode()}"
    at = max(loss.stamp, loss.kept_stamp)
    fields: dict[str, Scalar] = {
        "created_ms": int(at[:12], 16),
        "about_kind": row.kind,
        "about_id": row.id,
        "field": loss.field,
        "value": to_json(loss.value).decode(),
        "kept": to_json(loss.kept).decode(),
        "author_id": people.get(loss.stamp[16:], ""),
        "keeper_id": people.get(loss.kept_stamp[16:], ""),
        "stamp": loss.stamp,
        "kept_stamp": loss.kept_stamp,
        **_place(scope_about(row.kind, loss.field, row.place)),
    }
    record_id = sha256(name.encode()).hexdigest()[:_ID_LENGTH]
    return Change(0, _KIND, record_id, fields, f"{at[:16]}{SERVER:05x}")


def _place(scope: str) -> dict[str, Scalar]:
    """Return the registers that put a conflict into a scope."""
    shared = scope == TEAM_SCOPE
    return {"shared": shared, "owner_id": "" if shared else scope.partition(":")[2]}
