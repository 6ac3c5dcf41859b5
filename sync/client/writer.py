"""One write transaction on a replica, as a person's command sees it.

Every write puts the row, its stamps and the outbox entry in the same
transaction; leaving `Replica.transaction` commits all or nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection

from sync.client import outbox, state
from sync.core import permissions, schema, tombstones, validation
from sync.core.change import Change, Scalar, seen_stamps
from sync.core.clock import Clock
from sync.core.errors import (
    RecordExistsError,
    RecordMissingError,
    RefusedError,
    ViolationError,
)
from sync.core.merge import merge
from sync.core.permissions import Actor
from sync.core.reading import Reading
from sync.core.records.base import Record
from sync.store import rows
from sync.store.rows import Row

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Written:
    """What one write did, enough to take it back.

    Attributes:
        kind: Record kind.
        id: Record id.
        before: The registers before the write; None for a new record.
        after: The registers as written.
    """

    kind: str
    id: str
    before: Mapping[str, Scalar] | None
    after: Mapping[str, Scalar]


class Writer:
    """Lives for one transaction; made by `Replica.transaction` alone.

    Attributes:
        actor: Who writes.
        now_ms: What time it was when the transaction began, UTC milliseconds: the
            server's where it is known, else the wall clock's, but not before the
            last exchange.
        connection: For reads that belong to this transaction.
        written: What was done so far, in order.
    """

    def __init__(
        self,
        connection: Connection,
        actor: Actor,
        clocks: Reading,
        new_id: Callable[[], str],
    ) -> None:
        """Take the parts; `new_id` yields a fresh record id."""
        current = state.load(connection)
        now_ms = current.heard.now_ms(clocks)
        self.connection = connection
        self.actor = actor
        self.now_ms = max(now_ms, current.heard_ms)
        self.new_id = new_id
        self.written: list[Written] = []
        self._at = replace(clocks, ms=now_ms)
        self._clock = Clock.load(current.device_number, current.clock)
        self._changes: list[Change] = []

    def add(self, record: Record) -> str:
        """Write a new record; an empty id and creation time are filled in.

        Returns:
            The record's id.

        Raises:
            RecordExistsError: If this replica holds a record of that id.
            RefusedError: If the rules do not allow it.
            ViolationError: If a value breaks a rule.
        """
        record.id = record.id or self.new_id()
        record.created_ms = record.created_ms or self.now_ms
        kind = schema.kind_of(type(record))
        unwritten = schema.defaults(kind)
        values: dict[str, Scalar] = {n: getattr(record, n) for n in schema.registers(kind)}
        fields = {name: value for name, value in values.items() if value != unwritten[name]}
        if rows.load(self.connection, kind, record.id) is not None:
            raise RecordExistsError(kind=kind, id=record.id)
        self._make(kind, record.id, fields, values)
        return record.id

    def edit(self, model: type[Record], record_id: str, **fields: Scalar) -> bool:
        """Write the registers that differ, with those that belong to them.

        Returns:
            Whether anything was written.

        Raises:
            RecordMissingError: If this replica does not hold the record.
            RefusedError: If the rules do not allow it.
            ViolationError: If a value breaks a rule.
        """
        return self.edit_kind(schema.kind_of(model), record_id, fields)

    def edit_kind(self, kind: str, record_id: str, fields: Mapping[str, Scalar]) -> bool:
        """Do what `edit` does, for a kind known by name."""
        row = self.load(kind, record_id)
        wanted = _with_companions(kind, row.values, fields)
        if not wanted:
            return False
        self._write(kind, row, wanted)
        return True

    def repeat(self, kind: str, record_id: str, fields: Mapping[str, Scalar]) -> None:
        """Write registers as of now, even those that stand here already.

        A record that the server refused to make is made again, of just these.

        Raises:
            RecordMissingError: If this replica does not hold the record.
            RefusedError: If the rules do not allow it.
            ViolationError: If a value breaks a rule.
        """
        if self.load(kind, record_id).made in rows.made_in_vain(self.connection):
            self._make(kind, record_id, fields, fields)
        else:
            self.rewrite(kind, record_id, fields)

    def rewrite(self, kind: str, record_id: str, fields: Mapping[str, Scalar]) -> None:
        """Write registers with one stamp, even those that stand here already.

        Raises:
            RecordMissingError: If this replica does not hold the record.
            RefusedError: If the rules do not allow it.
            ViolationError: If a value breaks a rule.
        """
        self._write(kind, self.load(kind, record_id), fields)

    def get(self, model: type[R], record_id: str) -> R | None:
        """Return the record as a detached value, tombstones included."""
        kind = schema.kind_of(model)
        row = rows.load(self.connection, kind, record_id)
        if row is None:
            return None
        known = {name: row.values[name] for name in schema.registers(kind)}
        return model.model_validate({"id": row.id, "stamps": row.stamps, **known})

    def load(self, kind: str, record_id: str) -> Row:
        """Return a row as it was written, tombstones included.

        Raises:
            RecordMissingError: If this replica does not hold the record.
        """
        row = rows.load(self.connection, kind, record_id)
        if row is None:
            raise RecordMissingError(kind=kind, id=record_id)
        return row

    def take_back(self, written: tuple[Written, ...]) -> None:
        """Undo writes, newest first, where nobody has written since.

        A new record becomes a tombstone; a register gets its old value back.
        """
        for done in reversed(written):
            row = rows.load(self.connection, done.kind, done.id)
            if row is None:
                continue
            if done.before is None:
                self.edit_kind(done.kind, done.id, {"deleted": True})
                continue
            untouched = {
                name: value
                for name, value in done.before.items()
                if row.values.get(name) == done.after[name]
            }
            self.edit_kind(done.kind, done.id, untouched)

    def close(self) -> None:
        """Save the clock and put the changes in the outbox, before the commit."""
        if self._changes:
            outbox.enqueue(self.connection, self._changes, {0: self._at})
            state.save(self.connection, clock=self._clock.stamp)

    def _make(
        self,
        kind: str,
        record_id: str,
        fields: Mapping[str, Scalar],
        values: Mapping[str, Scalar],
    ) -> None:
        self._check(kind, record_id, None, fields)
        change = self._change(kind, record_id, fields, "")
        rows.save(self.connection, kind, [Row(record_id, change.stamp, values)])
        self.written.append(Written(kind, record_id, None, fields))

    def _write(self, kind: str, row: Row, fields: Mapping[str, Scalar]) -> None:
        self._check(kind, row.id, row.values, fields)
        sent = dict(fields)
        if not row.values["deleted"]:
            # Whoever edits wants the record: a deletion made earlier and not
            # seen yet must not swallow the words, so the edit says so itself.
            sent.setdefault("deleted", False)
        elif sent.get("deleted") is False and tombstones.may_be_gone(row.stamps, self.now_ms):
            sent = {**tombstones.whole(row.values, rows.told(kind, row, ()).values), **sent}
        change = self._change(kind, row.id, sent, seen_stamps(row.stamps, sent))
        merged = merge(row.values, row.stamps, change)
        rows.save(self.connection, kind, [Row(row.id, merged.stamps, merged.values)])
        before = {name: row.values.get(name) for name in fields}
        self.written.append(Written(kind, row.id, before, fields))

    def _check(
        self,
        kind: str,
        record_id: str,
        before: Mapping[str, Scalar] | None,
        fields: Mapping[str, Scalar],
    ) -> None:
        violation = validation.check_fields(kind, fields)
        if violation:
            raise ViolationError(
                rule=violation.key, kind=kind, field=violation.field, limit=violation.limit
            )
        reason = permissions.refusal(self.actor, kind, record_id, before, fields)
        if reason:
            raise RefusedError(reason=reason, kind=kind, id=record_id)

    def _change(self, kind: str, record_id: str, fields: Mapping[str, Scalar], seen: str) -> Change:
        self._clock = self._clock.tick(self.now_ms)
        change = Change(0, kind, record_id, fields, self._clock.stamp, seen)
        self._changes.append(change)
        return change


def _with_companions(
    kind: str, values: Mapping[str, Scalar], fields: Mapping[str, Scalar]
) -> dict[str, Scalar]:
    """Return the fields that differ, and what must be written with them."""
    wanted: dict[str, Scalar] = {}
    for name, value in fields.items():
        if value != values.get(name):
            for companion in schema.together(kind, name):
                wanted[companion] = fields.get(companion, values.get(companion))
    return wanted
