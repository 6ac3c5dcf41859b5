"""One device of a simulated team: its replica, its clock, and what it did."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from sync.client import outbox
from sync.client.replica import FILE_NAME, Replica
from sync.client.writer import Written
from sync.core import schema
from sync.core.change import Change
from sync.core.protocol import JoinReply, SyncReply, SyncRequest
from sync.store import rows
from sync.store.rows import Row
from tests.fakes import CountedBits, ManualClock


@dataclass
class Sent:
    """A request and the answer that has not been delivered yet."""

    request: SyncRequest
    reply: SyncReply


@dataclass
class Phone:
    """One device.

    Attributes:
        changes: The changes it saved, by number, since it was last numbered anew.
        written: What its person's changes said, for ever.
        done: What each command wrote, for undo.
        sent: Answers on their way.
        left: Whether it was signed out on purpose.
    """

    folder: Path
    joined: JoinReply
    clock: ManualClock = field(default_factory=ManualClock)
    bits: CountedBits = field(default_factory=CountedBits)
    changes: dict[int, Change] = field(default_factory=dict)
    written: Counter[str] = field(default_factory=Counter)
    done: list[tuple[Written, ...]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    left: bool = False
    replica: Replica = field(init=False)

    def __post_init__(self) -> None:
        """Open the replica."""
        self.open()

    def open(self) -> None:
        """Open the replica from its file."""
        self.replica = Replica(self.folder / FILE_NAME, self.clock, self.bits, self.clock.steady)

    def refused(self) -> tuple[outbox.Refused, ...]:
        """Return what the server refused."""
        with self.replica.reading() as connection:
            return outbox.refused(connection)

    def waiting(self) -> tuple[Change, ...]:
        """Return what waits to be sent."""
        with self.replica.reading() as connection:
            return outbox.all_pending(connection)

    def rows(self) -> dict[tuple[str, str], Row]:
        """Return all it holds, by kind and id."""
        with self.replica.reading() as connection:
            return {
                (kind, row.id): row
                for kind in kinds_in(connection)
                for row in rows.load_all(connection, kind)
            }


def kinds_in(connection: Connection) -> list[str]:
    """Return the kinds that a replica holds any row of: a question for each would be most of it."""
    found = connection.exec_driver_sql(_HELD).first()
    return [kind for kind, holds in zip(schema.RECORDS, found or (), strict=True) if holds]


_HELD = "SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {kind})" for kind in schema.RECORDS)
