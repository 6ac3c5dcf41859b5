"""What an import needs of a transaction, and a stand-in that writes nothing."""

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import Connection

from sync.core import permissions, schema, validation
from sync.core.change import Scalar
from sync.core.errors import RefusedError, ViolationError
from sync.core.permissions import Actor
from sync.core.records.base import Record


class ImportWriter(Protocol):
    """The part of `sync.client.writer.Writer` an import uses."""

    @property
    def actor(self) -> Actor:
        """Who imports."""

    @property
    def connection(self) -> Connection:
        """For reads that belong to the transaction."""

    def add(self, record: Record) -> str:
        """Write a new record and return its id."""

    def edit(self, model: type[Record], record_id: str, **fields: Scalar) -> bool:
        """Write the registers that differ; tell whether there were any."""


class Rehearsal:
    """Refuses what a writer would refuse, and writes nothing. Lives for one preview."""

    def __init__(self, connection: Connection, actor: Actor) -> None:
        """Take a connection for reading and who would import."""
        self.connection = connection
        self.actor = actor

    def add(self, record: Record) -> str:
        """Check a new record against rights and rules.

        Raises:
            RefusedError: If the rules do not allow it.
            ViolationError: If a value breaks a rule.
        """
        kind = schema.kind_of(type(record))
        values: dict[str, Scalar] = {n: getattr(record, n) for n in schema.registers(kind)}
        self.check(kind, record.id, values)
        return record.id

    def check(self, kind: str, record_id: str, values: Mapping[str, Scalar]) -> None:
        """Do what `add` does, without a record: to make one takes longer than all the rest.

        Raises:
            RefusedError: If the rules do not allow it.
            ViolationError: If a value breaks a rule.
        """
        unwritten = schema.defaults(kind)
        fields = {name: value for name, value in values.items() if value != unwritten[name]}
        violation = validation.check_fields(kind, fields)
        if violation:
            raise ViolationError(rule=violation.key, kind=kind, field=violation.field)
        reason = permissions.refusal(self.actor, kind, record_id, None, fields)
        if reason:
            raise RefusedError(reason=reason, kind=kind, id=record_id)

    def edit(self, model: type[Record], record_id: str, **fields: Scalar) -> bool:
        """Say that the registers would be written; what differs was decided before."""
        del model, record_id
        return bool(fields)
