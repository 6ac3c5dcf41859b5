"""One device of a simulated team: its replica, its clock, and what it did."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
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


class _Replica(Replica):
    """A replica that can be put back to what a dead battery leaves of it.

    Attributes:
        weak: Whether it keeps what a dead battery would leave.
    """

    weak = False

    @contextmanager
    def exclusive(self, *, durable: bool = True) -> Iterator[Connection]:
        """Keep a copy from before the first write that need not survive."""
        if self.weak and not (durable or self.sure.exists()):
            shutil.copytree(self.path.parent, self.sure, ignore=shutil.ignore_patterns("*-shm"))
        with super().exclusive(durable=durable) as connection:
            yield connection
        if self.weak and durable:
            shutil.rmtree(self.sure, ignore_errors=True)

    @property
    def sure(self) -> Path:
        """Where the copy lies while the last writing may still be undone."""
        return self.path.parent.with_name(f"{self.path.parent.name}-sure")


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
        weak: Whether its battery has died once, and may again.
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
    weak: bool = False
    replica: _Replica = field(init=False)

    def __post_init__(self) -> None:
        """Open the replica."""
        self.open()

    def open(self) -> None:
        """Open the replica from its file."""
        self.replica = _Replica(self.folder / FILE_NAME, self.clock, self.bits, self.clock.steady)
        self.replica.weak = self.weak

    def die(self) -> None:
        """Lose what was written since the last write that waited for the disk, and start anew.

        A battery dies for nothing the first time; from then on there is something to lose.
        """
        self.replica.close()
        if self.replica.sure.exists():
            shutil.rmtree(self.folder)
            self.replica.sure.rename(self.folder)
        self.sent.clear()
        self.clock.restart()
        self.weak = True
        self.open()

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
