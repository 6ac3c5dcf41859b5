"""People with real replicas at a server in process, and copies of the server's database."""

from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select

from sync.client.comparing import Compared, compare
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import join
from sync.client.replica import Replica
from sync.core.change import Scalar
from sync.core.records.base import Record
from sync.core.records.deal import Deal
from sync.server.database import Database
from sync.server.tables import ServerTable
from tests.fakes import CountedBits, ManualClock
from tests.server.conftest import Server

Copy = dict[str, list[RowMapping]]


class Person:
    """Somebody with a device of their own.

    Attributes:
        replica: The device's replica.
        service: The server, as this device.
        user_id: Who they are.
    """

    def __init__(
        self, server: Server, path: Path, code: str, clock: ManualClock, seed: int
    ) -> None:
        self.replica = Replica(path, clock, CountedBits(seed), clock.steady)
        self.join(server, code)

    def join(self, server: Server, code: str) -> None:
        """Join with an invitation, for the first time or again."""
        reply = join(self.replica, HttpSyncService(server.http), "http://server", code, "phone")
        self.user_id = reply.user_id
        self.service = HttpSyncService(server.http, reply.token)

    def sync(self) -> None:
        """Exchange until nothing waits."""
        sync_once(self.replica, self.service)

    def compare(self) -> Compared:
        """Compare with the server."""
        return compare(self.replica, self.service)

    def add(self, record: Record) -> str:
        """Make a record."""
        with self.replica.transaction() as writer:
            return writer.add(record)

    def edit(self, record_id: str, **fields: Scalar) -> None:
        """Edit a deal."""
        with self.replica.transaction() as writer:
            writer.edit(Deal, record_id, **fields)

    def title(self, record_id: str) -> str | None:
        """Return a deal's title; None when it is not there."""
        with self.replica.transaction() as writer:
            deal = writer.get(Deal, record_id)
        return None if deal is None or deal.deleted else deal.title

    def count(self, kind: str) -> int:
        """Return how many rows of a kind there are."""
        with self.replica.reading() as connection:
            found = connection.exec_driver_sql(f"SELECT count(*) FROM {kind}")
            return int(found.scalar_one())

    def column(self, query: str) -> list[Any]:
        """Return the first column of a query on the replica."""
        with self.replica.reading() as connection:
            return list(connection.exec_driver_sql(query).scalars())


def copy_of(database: Database) -> Copy:
    """Return everything in a server's database."""
    with database.reading() as connection:
        return {
            name: list(connection.execute(every).mappings())
            for name, (every, _, _) in _TABLES.items()
        }


def put_back(database: Database, copy: Copy) -> None:
    """Put a server's database back to a copy."""
    with database.writing() as connection:
        for name, (_, none, more) in _TABLES.items():
            connection.execute(none)
            if copy[name]:
                connection.execute(more, [dict(row) for row in copy[name]])


_TABLES = {
    name: (select(table), delete(table), insert(table))
    for name, table in ServerTable.metadata.tables.items()
}
