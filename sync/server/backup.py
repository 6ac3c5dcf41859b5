"""Copies of a server's SQLite database: whole, of one moment, and looked at before they count."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from sync.core.errors import DamagedDatabaseError
from sync.server import history, sqlite
from sync.server.checksums import checksum
from sync.server.migrations import STEPS
from sync.server.tables import HISTORY, RECORD, TEAM_HEAD
from sync.store.engine import explained
from sync.store.migrations.runner import backup as copy

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
    step, and not at all if it is no sound SQLite database.

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
