"""Read and write the records a transaction touches, positions last.

One order for everybody: lock the touched rows in id order, merge, then take
positions from the team's head row, write and commit. Commit order is then
position order, so that a cursor never passes a row it has not seen.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, bindparam, case, insert, select, update

from sync.core.change import Change, Scalar
from sync.core.clock import NEVER
from sync.core.merge import Loss, Merged, merge
from sync.core.permissions import scope_of
from sync.server.database import write_many
from sync.server.tables import EXIT, LOST_VALUE, RECORD, TEAM_HEAD

_CHUNK = 1_000
"""Ids in one query; SQLite and PostgreSQL both take at least 32,000 parameters."""

_SELECT = (
    select(
        RECORD.c.id,
        RECORD.c.kind,
        RECORD.c.pos,
        RECORD.c.scope,
        RECORD.c.stamps,
        RECORD.c.fields,
        RECORD.c.settled_by,
    )
    .where(RECORD.c.team_id == bindparam("team"))
    .where(RECORD.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(RECORD.c.id)
    .with_for_update()
)
_UPDATE = (
    update(RECORD)
    .where(RECORD.c.team_id == bindparam("team_id"), RECORD.c.id == bindparam("id"))
    .values({c: bindparam(c) for c in ("pos", "scope", "stamps", "fields", "settled_by")})
)
_ADVANCE = (
    update(TEAM_HEAD)
    .where(TEAM_HEAD.c.team_id == bindparam("at_team"))
    .values(
        seq=TEAM_HEAD.c.seq + bindparam("count"),
        clock=case(
            (TEAM_HEAD.c.clock < bindparam("latest"), bindparam("latest")),
            else_=TEAM_HEAD.c.clock,
        ),
    )
    .returning(TEAM_HEAD.c.seq)
)


@dataclass(slots=True)
class Row:
    """A record within one transaction, changed in place as changes meet it.

    Attributes:
        pos: Position before the transaction; 0 for a record that is new.
        scope: Scope before the transaction; empty for a record that is new.
        settled_by: Device that holds exactly this row; 0 for none.
        changed: Whether it must be written.
        whole: Whether every register of every change won so far.
        exits: Scopes it leaves, besides the one it was in.
    """

    kind: str
    id: str
    pos: int = 0
    scope: str = ""
    stamps: str = ""
    values: Mapping[str, Scalar] = field(default_factory=dict)
    settled_by: int = 0
    changed: bool = False
    whole: bool = True
    exits: tuple[str, ...] = ()

    @property
    def exists(self) -> bool:
        """Whether anybody ever wrote to it, earlier or in this transaction."""
        return self.stamps != ""

    def meet(self, change: Change) -> Merged:
        """Merge a change into the row."""
        merged = merge(self.values, self.stamps, change)
        self.whole = self.whole and merged.whole
        if merged.won:
            self.values, self.stamps = merged.values, merged.stamps
            self.changed = True
        return merged

    def text(self) -> str:
        """Return the row as JSON, in the form of `protocol.WireRow`."""
        return wire_text(self.kind, self.id, self.stamps, to_json(self.values).decode())


def wire_text(kind: str, record_id: str, stamps: str, fields: str) -> str:
    """Join stored texts into a `protocol.WireRow`; all were checked when they came."""
    return f'["{kind}","{record_id}","{stamps}",{fields}]'


def load(connection: Connection, team_id: str, ids: Collection[str]) -> dict[str, Row]:
    """Read records and lock them in id order, for writing; missing ones are left out."""
    rows: dict[str, Row] = {}
    remaining = iter(sorted(ids))
    while chunk := list(islice(remaining, _CHUNK)):
        # All at once: SQLAlchemy would fetch them one by one.
        for stored in connection.execute(_SELECT, {"team": team_id, "ids": chunk}).all():
            record_id, kind, pos, scope, stamps, fields, settled_by = stored
            values = from_json(fields)
            rows[record_id] = Row(kind, record_id, pos, scope, stamps, values, settled_by)
    return rows


def save(
    connection: Connection,
    team_id: str,
    rows: Iterable[Row],
    losses: Collection[tuple[Row, Loss]] = (),
    latest: str = NEVER,
) -> int | None:
    """Write the changed rows and the lost values at new positions.

    The last step of a transaction: other writers of the team wait from here.

    Args:
        connection: A writing transaction.
        team_id: The team.
        rows: What was loaded; only what changed is written.
        losses: Values that lost, with their rows.
        latest: The latest stamp among what is written.

    Returns:
        The team's new head, or None when there was nothing to write.
    """
    changed = [row for row in rows if row.changed]
    count = len(changed) + len(losses)
    if not count:
        return None
    move = {"at_team": team_id, "count": count, "latest": latest}
    head: int = connection.execute(_ADVANCE, move).scalar_one()
    positions = iter(range(head - count + 1, head + 1))
    _write_rows(connection, team_id, changed, positions)
    write_many(connection, insert(LOST_VALUE), _lost_values(team_id, losses, positions))
    return head


def _write_rows(
    connection: Connection, team_id: str, rows: list[Row], positions: Iterator[int]
) -> None:
    new: list[dict[str, object]] = []
    known: list[dict[str, object]] = []
    exits: list[dict[str, object]] = []
    for row, pos in zip(rows, positions, strict=False):
        scope = scope_of(row.kind, row.values)
        exits.extend(
            {"team_id": team_id, "pos": pos, "scope": left, "kind": row.kind, "id": row.id}
            for left in {row.scope, *row.exits} - {"", scope}
        )
        (known if row.pos else new).append(
            {
                "team_id": team_id,
                "id": row.id,
                "kind": row.kind,
                "pos": pos,
                "scope": scope,
                "stamps": row.stamps,
                "fields": to_json(row.values).decode(),
                "settled_by": row.settled_by,
            }
        )
    write_many(connection, insert(RECORD), new)
    write_many(connection, _UPDATE, known)
    write_many(connection, insert(EXIT), exits)


def _lost_values(
    team_id: str, losses: Iterable[tuple[Row, Loss]], positions: Iterator[int]
) -> list[dict[str, object]]:
    return [
        {
            "team_id": team_id,
            "pos": pos,
            "kind": row.kind,
            "id": row.id,
            "field": loss.field,
            "value": to_json(loss.value).decode(),
            "stamp": loss.stamp,
            "kept_stamp": loss.kept_stamp,
        }
        for (row, loss), pos in zip(losses, positions, strict=True)
    ]
