"""Copies of a server's SQLite database: whole, of one moment, and tried before they count.

A copy that nobody has ever put back is a hope. So each is opened as a server would open
it, in a folder of its own, before it takes the place of an older one.
"""

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, func, select, text

from sync.core.errors import DamagedDatabaseError
from sync.core.spans import DAY_MS
from sync.server import history, sqlite
from sync.server.checksums import checksum
from sync.server.database import FILE_NAME, Database
from sync.server.errors import BusyError
from sync.server.migrations import STEPS
from sync.server.tables import HISTORY, RECORD, TEAM_HEAD
from sync.store.engine import explained
from sync.store.migrations.runner import backup as copy

_LOG = logging.getLogger(__name__)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_ROWS = select(RECORD.c.stamps, RECORD.c.fields, RECORD.c.crc)
_HEADS = select(TEAM_HEAD.c.team_id, TEAM_HEAD.c.entry, TEAM_HEAD.c.chain)


@dataclass(frozen=True, slots=True)
class Held:
    """What a copy holds.

    Attributes:
        records: How many records.
        entries: How many entries of history.
        altered: How many records are not what was written.
        broken: Whether some team's history is not.
    """

    records: int
    entries: int = 0
    altered: int = 0
    broken: bool = False


def back_up(source: Path, target: Path) -> Held:
    """Copy a database that may be in use, and look through the copy.

    Only its owner may read the copy. It takes the place of an older one in one
    step, and not at all if it is no sound SQLite database, or no server could begin
    with it.

    Args:
        source: The database.
        target: The copy; its folder must exist.

    Returns:
        What the copy holds.

    Raises:
        DamagedDatabaseError: If the copy is not sound: then the database is not either.
        StoreError: If it cannot be written.
    """
    fresh = target.with_name(f"{target.name}.unchecked")
    with explained(target), _only_for_the_owner():
        try:
            copy(source, fresh)
            held = _look_through(fresh)
            _try_out(fresh)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    return held


@contextmanager
def _only_for_the_owner() -> Iterator[None]:
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _look_through(path: Path) -> Held:
    backing = sqlite.backing(path)
    try:
        with backing.reading.begin() as connection:
            verdict = connection.execute(text("PRAGMA integrity_check(1)")).scalar_one()
            if verdict != "ok":
                raise DamagedDatabaseError(verdict=str(verdict)[:100])
            return _held(connection)
    finally:
        backing.reading.dispose()


def put_back(copy: Path, folder: Path, now_ms: int) -> tuple[Held, Path | None]:
    """Put a copy in place of a server's database; what was there is kept beside it.

    Args:
        copy: From `back_up`; it stays where it is.
        folder: The server's data folder; no server may run on it.
        now_ms: The wall clock.

    Returns:
        What the copy holds, and where the database lies that was there before.

    Raises:
        BusyError: If a server runs there.
        DamagedDatabaseError: If the copy is not sound; nothing was changed.
        StoreError: If it cannot be written; nothing was changed.
    """
    target, fresh = folder / FILE_NAME, folder / f"{FILE_NAME}.fresh"
    with explained(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = back_up(copy, fresh)
        try:
            _give_to_owner(fresh)
            aside = _aside(target, now_ms) if target.exists() else None
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    return held, aside


def back_up_daily(source: Path, folder: Path, now_ms: int) -> Held | None:
    """Make today's copy, one for each day of the week; None when there is one.

    Args:
        source: The database.
        folder: Where copies lie; made if need be.
        now_ms: The wall clock.

    Raises:
        DamagedDatabaseError: If the database is not sound; older copies stay.
        StoreError: If it cannot be written.
    """
    day = datetime.fromtimestamp(now_ms / 1000, UTC)
    target = folder / f"{_DAYS[day.weekday()]}.sqlite3"
    with explained(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Either way: a copy of a time that has not come was made by a clock that was wrong.
        if target.exists() and abs(now_ms - target.stat().st_mtime * 1000) < 2 * DAY_MS:
            return None
    return back_up(source, target)


def _try_out(copy: Path) -> None:
    """Open a copy as a server opens its database.

    Raises:
        NewerDatabaseError: If a later version wrote it.
        StoreError: If no server could begin with it.
    """
    with TemporaryDirectory(prefix="rapport-trial-", dir=copy.parent) as folder:
        trial = Path(folder) / FILE_NAME
        shutil.copyfile(copy, trial)
        Database.open(trial.parent).close()


def _give_to_owner(file: Path) -> None:
    """Give what root made to whom the folder belongs: the service runs as another user."""
    if os.name != "nt" and os.geteuid() == 0:
        owner = file.parent.stat()
        os.chown(file, owner.st_uid, owner.st_gid)


def _aside(database: Path, now_ms: int) -> Path:
    """Keep a database that nobody has open beside its place, which another is to take.

    Raises:
        BusyError: If somebody has.
    """
    # SQLite leaves its write-ahead log only when it is alone.
    with closing(sqlite3.connect(database, timeout=1)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise BusyError(code="running") from error
        except sqlite3.DatabaseError:
            _LOG.warning("what was there is no sound database")
    aside = database.with_name(f"{database.stem}.{now_ms}.aside")
    try:
        aside.hardlink_to(database)  # it stands in its place, too, until the other does
    except OSError:  # not every disk has links
        shutil.copyfile(database, aside)
        _give_to_owner(aside)
    return aside


def _held(connection: Connection) -> Held:
    records = connection.execute(select(func.count()).select_from(RECORD)).scalar_one()
    if connection.execute(text("SELECT version FROM schema_version")).scalar_one() != len(STEPS):
        return Held(records)  # another form; today's server will migrate an older one
    entries = connection.execute(select(func.count()).select_from(HISTORY)).scalar_one()
    rows = connection.execute(_ROWS)
    altered = sum(checksum(stamps, fields) != crc for stamps, fields, crc in rows)
    sound = all(
        history.verify(connection, team_id).link == history.Link(entry, chain)
        for team_id, entry, chain in connection.execute(_HEADS).all()
    )
    return Held(records, entries, altered, broken=not sound)
