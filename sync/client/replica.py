"""One device's copy of the team's records.

The app reads and writes here and nowhere else; the network is never on the
path of a tap.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from sync.client import state
from sync.client.line import Line
from sync.client.state import State
from sync.client.writer import Writer
from sync.core.errors import DamagedDatabaseError, StoreError
from sync.core.ids import uuid7
from sync.core.permissions import Actor
from sync.core.reading import Reading
from sync.store import search
from sync.store.engine import engine_on, explained, open_engine, raw, reading, writing
from sync.store.migrations import runner

FILE_NAME = "rapport.db"


class Replica:
    """An open replica; owned by the composition root until `close`.

    Safe to use from several threads: readers never wait, writers queue.

    Attributes:
        path: The database file; another one after `start_over`.
        backup: The copy made before migrations ran, if any did.
        line: How well the line to the server holds.
    """

    def __init__(
        self,
        path: Path,
        now_ms: Callable[[], int],
        randbits: Callable[[int], int],
        steady: Callable[[], tuple[str, int]] | None = None,
    ) -> None:
        """Open the database, made or migrated as needed.

        Args:
            path: The database file; its folder is made.
            now_ms: Reads the wall clock, UTC milliseconds.
            randbits: Yields that many random bits, as `secrets.randbits`.
            steady: Reads the name of the device's boot and its steady clock in
                milliseconds; without it the wall clock stands in.

        Raises:
            StoreError: If the database cannot be used; nothing was changed.
        """
        self.path = path
        self._now_ms = now_ms
        self._randbits = randbits
        self._steady = steady
        self._engine = open_engine(path)
        self._writing = threading.Lock()
        self.line = Line()
        try:
            self.backup = runner.migrate(self._engine, path)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection; the replica cannot be used afterwards."""
        self._engine.dispose()

    def start_over(self, aside: Path) -> "Replica":
        """Close, move the database aside, and open an empty one in its place.

        This replica goes with its database: what is late, such as a draft or an exchange
        that is under way, is written where it belongs.

        Args:
            aside: Where the database goes; nothing of it is lost.

        Raises:
            StoreError: If it cannot be moved or a new one not be made; the old
                one is in its place then, and this replica goes on.
        """
        with self._writing:  # whoever writes comes first
            self.close()
            move(self.path, aside)
            try:
                fresh = Replica(self.path, self._now_ms, self._randbits, self._steady)
            except StoreError:
                move(aside, self.path)
                raise
            self.path, self._engine = aside, engine_on(aside)
        return fresh

    def forget_token(self, aside: Path) -> None:
        """Clear the server's access from a database that was moved aside.

        Raises:
            StoreError: If that file cannot be written; it is as it was then.
        """
        kept = Replica(aside, self._now_ms, self._randbits, self._steady)
        try:
            with kept.exclusive() as connection:
                state.save(connection, token="")
        finally:
            kept.close()

    @contextmanager
    def transaction(self, actor: Actor | None = None) -> Iterator[Writer]:
        """Open a write transaction for a person's command.

        Args:
            actor: Who writes; the replica's own person when left out.

        Raises:
            StoreError: If the database cannot be written; nothing was saved.
        """
        now = self.clocks()
        with self.exclusive() as connection:
            writer = Writer(connection, actor or state.actor_of(connection), now, self.new_id)
            yield writer
            writer.close()
            search.index_stale(connection, limit=search.AT_A_WRITE)

    @contextmanager
    def exclusive(self, *, durable: bool = True) -> Iterator[Connection]:
        """Open a bare write transaction, for the exchange and bookkeeping.

        Args:
            durable: Whether it must survive a dead battery from the commit on.

        Raises:
            StoreError: If the database cannot be written; nothing was saved.
        """
        with self._writing, writing(self._engine, durable=durable) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a read transaction; it never waits for a writer.

        Raises:
            StoreError: If the database cannot be read.
        """
        with reading(self._engine) as connection:
            yield connection

    def state(self) -> State:
        """Return who this replica belongs to and how far it has come."""
        with self.reading() as connection:
            return state.load(connection)

    def now_ms(self) -> int:
        """Read the wall clock this replica was given."""
        return self._now_ms()

    def clocks(self) -> Reading:
        """Read the clocks this replica was given."""
        now_ms = self._now_ms()
        boot, steady_ms = self._steady() if self._steady else ("", now_ms)
        return Reading(now_ms, boot, steady_ms)

    def new_id(self) -> str:
        """Return a fresh record id."""
        return uuid7(self._now_ms(), self._randbits(74))

    def new_nonce(self) -> str:
        """Return a random text that nobody else has."""
        return f"{self._randbits(128):032x}"

    def compact(self) -> None:
        """Write the file anew, without what was deleted from it, and empty its log.

        Raises:
            StoreError: If there is no room for it, or somebody reads all the time.
        """
        with self._writing, explained(self.path), self._engine.connect() as connection:
            database = raw(connection)
            database.execute("VACUUM")
            busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreError(path=str(self.path), detail="somebody reads")

    def check(self) -> None:
        """Run SQLite's own integrity check.

        Raises:
            DamagedDatabaseError: If it finds anything.
        """
        with self.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        if list(found) != ["ok"]:
            raise DamagedDatabaseError(path=str(self.path), detail="; ".join(map(str, found[:3])))


def move(source: Path, target: Path) -> None:
    """Move a closed database, with a log that a crash may have left beside it.

    Raises:
        StoreError: If it cannot be moved.
    """
    with explained(source):
        for suffix in ("-wal", "-shm", ""):
            part = source.with_name(source.name + suffix)
            if part.exists():
                part.replace(target.with_name(target.name + suffix))
