"""Bring a replica's database up to this version, after a backup.

The version is SQLite's `user_version`. Each step runs in a transaction of its
own; synced tables only ever gain columns. A step that ran is never changed.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine

from sync.core.errors import NewerDatabaseError
from sync.store.engine import explained, reading, writing
from sync.store.migrations import m0001_first, m0002_second, m0003_third

Migration = Callable[[Connection], None]

MIGRATIONS: tuple[Migration, ...] = (
    m0001_first.migrate,
    m0002_second.migrate,
    m0003_third.migrate,
)
"""Step i brings version i to version i + 1."""


def version_of(engine: Engine) -> int:
    """Return the version of the database; 0 for an empty file.

    Raises:
        StoreError: If the database cannot be read.
    """
    with reading(engine) as connection:
        return _version(connection)


def migrate(
    engine: Engine, path: Path, migrations: tuple[Migration, ...] = MIGRATIONS
) -> Path | None:
    """Run the steps that are missing.

    Returns:
        The backup made before the first step; None when nothing was to do or
        the database was empty.

    Raises:
        NewerDatabaseError: If a later version of Rapport wrote the database.
        StoreError: If the database cannot be written; nothing was changed.
    """
    version = version_of(engine)
    if version > len(migrations):
        raise NewerDatabaseError(path=str(path), found=version, known=len(migrations))
    if version == len(migrations):
        return None
    saved = None
    for step in range(version, len(migrations)):
        with writing(engine) as connection:
            # Another process may have been first while this one waited.
            if _version(connection) == step:
                if version and saved is None:  # nobody else writes now: it is as it was before
                    saved = backup(path, path.with_suffix(f".v{step}.backup"))
                migrations[step](connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {step + 1}")
    return saved


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def backup(source: Path, target: Path) -> Path:
    """Copy a database that may be in use, whole and consistent.

    Args:
        source: The database.
        target: The copy, replaced if it exists.

    Raises:
        StoreError: If the copy could not be written.
    """
    with explained(target):
        partial = target.with_suffix(target.suffix + ".partial")
        partial.unlink(missing_ok=True)
        reader, writer = sqlite3.connect(source), sqlite3.connect(partial)
        try:
            reader.backup(writer)
        finally:
            writer.close()
            reader.close()
        partial.replace(target)
    return target
