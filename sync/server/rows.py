"""Read and write the records a transaction touches, positions last.

One order for everybody: lock the touched rows in id order, merge, then take
positions from the team's head row, write and commit. Commit order is then
position order, so that a cursor never passes a row it has not seen.
"""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, case, insert, select, update

from sync.core.change import Change, Scalar, pack, unpack
from sync.core.clock import NEVER
from sync.core.merge import Merged, merge
from sync.core.permissions import Actor, hidden_registers, scope_of
from sync.server import history, registers
from sync.server.among import among
from sync.server.checksums import checksum
from sync.server.database import fetched, write_many
from sync.server.history import Link, Writing
from sync.server.tables import EXIT, RECORD, TEAM_HEAD

_LOG = logging.getLogger(__name__)

_SELECT = (
    select(
        RECORD.c.id,
        RECORD.c.kind,
        RECORD.c.pos,
        RECORD.c.scope,
        RECORD.c.stamps,
        RECORD.c.fields,
        RECORD.c.settled_by,
        RECORD.c.entry,
        RECORD.c.crc,
    )
    .where(RECORD.c.team_id == bindparam("team"), among(RECORD.c.id, "ids"))
    .order_by(RECORD.c.id)
    .with_for_update()
)
_UPDATE = (
    update(RECORD)
    .where(RECORD.c.team_id == bindparam("team_id"), RECORD.c.id == bindparam("id"))
    .values(
        {
            c: bindparam(c)
            for c in ("pos", "scope", "stamps", "fields", "settled_by", "entry", "crc")
        }
    )
)
_FOUND_BY = frozenset({"conflict", "attachment"})
_INSERT = insert(RECORD)
_LEAVE = insert(EXIT)
_REFER = (
    update(RECORD)
    .where(RECORD.c.team_id == bindparam("team_id"), RECORD.c.id == bindparam("id"))
    .values(about=bindparam("about"))
)
_TOUCH = (
    update(RECORD)
    .where(RECORD.c.team_id == bindparam("team_id"), RECORD.c.id == bindparam("id"))
    .values(entry=bindparam("entry"))
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
    .returning(TEAM_HEAD.c.seq, TEAM_HEAD.c.entry, TEAM_HEAD.c.chain)
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a team stands: its last position and the last entry of its history."""

    seq: int
    link: Link


@dataclass(slots=True)
class Row:
    """A record within one transaction, changed in place as changes meet it.

    Its registers are text as they are stored, and values for as long as somebody works
    with them: 5,000 rows of values would leave the processor's cache between every two
    steps of a push, which doubled what it costs.

    Attributes:
        pos: Position before the transaction; 0 for a record that is new.
        scope: Scope before the transaction; empty for a record that is new.
        fields: Its registers as JSON; as of the last `fold`.
        settled_by: Device that holds exactly this row; 0 for none.
        entry: Number of the last history entry that touched it.
        changed: Whether it must be written.
        whole: Whether every register of every change won so far.
        exits: Scopes it leaves, besides the one it was in.
        items: What touched it in this transaction, for its history.
    """

    kind: str
    id: str
    pos: int = 0
    scope: str = ""
    stamps: str = ""
    fields: str = "{}"
    settled_by: int = 0
    entry: int = 0
    changed: bool = False
    whole: bool = True
    exits: tuple[str, ...] = ()
    items: list[bytes] = field(default_factory=list)
    _values: Mapping[str, Scalar] | None = None
    _place: str | None = None

    @property
    def exists(self) -> bool:
        """Whether anybody ever wrote to it, earlier or in this transaction."""
        return self.stamps != ""

    @property
    def values(self) -> Mapping[str, Scalar]:
        """Its registers."""
        if self._values is None:
            self._values = registers.read(self.fields)
        return self._values

    @property
    def place(self) -> str:
        """The scope it lies in now."""
        if self._place is None:
            self._place = scope_of(self.kind, self.values)
        return self._place

    def meet(self, change: Change) -> Merged:
        """Merge a change into the row."""
        merged = merge(self.values, self.stamps, change)
        self.whole = self.whole and merged.whole
        if merged.won:
            self._become(merged)
        if merged.won or merged.losses:
            self.items.append(history.item(self.entry, change))
        return merged

    def begin_again(self, changes: Iterable[Change]) -> None:
        """Make it from nothing but these changes, oldest first."""
        self.stamps, self._values = "", {}
        for change in changes:
            self._become(merge(self.values, self.stamps, change))

    def _become(self, merged: Merged) -> None:
        self._values, self.stamps = merged.values, merged.stamps
        self._place, self.changed, self.settled_by = None, True, 0

    def fold(self) -> None:
        """Be done with the values for now; they are made again where they are asked for."""
        if self._values is not None:
            self.fields = registers.write(self._values)
            self._place, self._values = self.place, None

    def text(self, actor: Actor) -> str:
        """Return the row as JSON for a reader, in the form of `protocol.WireRow`."""
        self.fold()
        return wire_text(actor, self.kind, self.id, self.stamps, self.fields)


def wire_text(actor: Actor, kind: str, record_id: str, stamps: str, fields: str) -> str:
    """Join stored texts into a `protocol.WireRow`; all were checked when they came.

    Registers that the reader may not see are taken out.
    """
    if hidden := hidden_registers(actor, kind):
        values = registers.read(fields)
        base, exceptions = unpack(stamps)
        fields = registers.write({n: v for n, v in values.items() if n not in hidden})
        stamps = pack(base, {n: at for n, at in exceptions.items() if n not in hidden})
    return f'["{kind}","{record_id}","{stamps}",{fields}]'


def load(connection: Connection, team_id: str, ids: Collection[str]) -> dict[str, Row]:
    """Read records and lock them in id order, for writing; missing ones are left out.

    A row that is not as it was written is made again from its history.
    """
    if not ids:
        return {}
    rows: dict[str, Row] = {}
    for stored in fetched(connection, _SELECT, {"team": team_id, "ids": ids}):
        record_id, kind, pos, scope, stamps, fields, settled_by, entry, crc = stored
        row = Row(kind, record_id, pos, scope, stamps, fields, settled_by, entry)
        if crc != checksum(stamps, fields):
            _make_again(connection, team_id, row)
        rows[record_id] = row
    return rows


def heal(connection: Connection, team_id: str, ids: Collection[str], now_ms: int) -> int | None:
    """Make damaged rows again from their history; return the team's new head."""
    rows = load(connection, team_id, ids)
    head = save(connection, team_id, rows.values(), Writing(now_ms))
    return None if head is None else head.seq


def _make_again(connection: Connection, team_id: str, row: Row) -> None:
    """Make a damaged row again from its history, to be written and sent to everybody."""
    edits = list(history.of_entry(connection, team_id, row.id, row.entry))
    row.begin_again(edit.change for edit in reversed(edits))
    _LOG.error("row healed team=%s kind=%s id=%s", team_id, row.kind, row.id)


def save(
    connection: Connection,
    team_id: str,
    rows: Iterable[Row],
    writing: Writing,
    latest: str = NEVER,
) -> Head | None:
    """Write the changed rows at new positions, and the history of all that was touched.

    The last step of a transaction: other writers of the team wait from here.

    Args:
        connection: A writing transaction.
        team_id: The team.
        rows: What was loaded; only what changed or was touched is written.
        writing: Who writes, and when.
        latest: The latest stamp among what is written.

    Returns:
        The team's new head, or None when there was nothing to write.
    """
    rows = [row for row in rows if row.changed or row.items]
    if not rows:
        return None
    changed = [row for row in rows if row.changed]
    move = {"at_team": team_id, "count": len(changed), "latest": latest}
    seq, entry, chain = connection.execute(_ADVANCE, move).one()
    items = [item for row in rows for item in row.items]
    link = history.append(connection, team_id, Link(entry, chain), writing, items)
    _write_rows(connection, team_id, changed, seq - len(changed) + 1, link.n)
    touched = [row for row in rows if not row.changed]
    write_many(connection, _TOUCH, [(link.n, team_id, row.id) for row in touched])
    return Head(seq, link)


def _write_rows(
    connection: Connection, team_id: str, rows: Sequence[Row], first_pos: int, entry: int
) -> None:
    new: list[tuple[object, ...]] = []
    known: list[tuple[object, ...]] = []
    about: list[tuple[object, ...]] = []
    exits: list[tuple[object, ...]] = []
    for pos, row in enumerate(rows, start=first_pos):
        key = (team_id, row.id)
        row.fold()
        scope, fields = row.place, row.fields
        if row.exits or row.scope not in ("", scope):
            left = {row.scope, *row.exits} - {"", scope}
            exits.extend((team_id, pos, one, row.kind, row.id) for one in left)
        found_by = _about(row) if row.kind in _FOUND_BY else ""
        last = entry if row.items else row.entry
        crc = checksum(row.stamps, fields)
        if row.pos:
            known.append((pos, scope, row.stamps, fields, row.settled_by, last, crc, *key))
            if found_by:
                about.append((found_by, *key))
        else:
            cells = (pos, scope, row.stamps, fields, row.settled_by, found_by, last, crc)
            new.append((*key, row.kind, *cells))
    write_many(connection, _INSERT, new)
    write_many(connection, _UPDATE, known)
    write_many(connection, _REFER, about)
    write_many(connection, _LEAVE, exits)


def _about(row: Row) -> str:
    """Return what a record is found by, besides its id."""
    if row.kind == "conflict":
        return str(row.values.get("about_id", ""))
    return about_file(str(row.values.get("sha256", "")))


def about_file(sha256: str) -> str:
    """Return what the attachments of a file are found by; no record has it as its id."""
    return f"file:{sha256}" if sha256 else ""
