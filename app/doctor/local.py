"""What can be looked at without a server: folder, disk, database."""

import shutil
from pathlib import Path

from app.doctor.finding import Finding, fine, look
from app.i18n.catalog import Catalog
from app.screens.problems import problem_words
from sync.client.replica import Replica
from sync.core.errors import RapportError, ReadOnlyError
from sync.store.engine import explained
from sync.store.migrations.runner import MIGRATIONS

_LITTLE_ROOM = 200 * 1024 * 1024
"""Bytes below which a phone should be cleaned up before it fills."""


def folder(folder: Path, words: Catalog) -> Finding:
    """Look whether the data folder can be written."""
    probe = folder / ".doctor"
    try:
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            probe.write_text("ok", "utf-8")
            probe.unlink()
    except RapportError as error:
        shown = ReadOnlyError(path=str(folder)) if not folder.is_dir() else error
        return look("folder", problem_words(words, shown))
    return fine("folder", words.t("doctor.folder", path=str(folder)))


def disk(folder: Path, words: Catalog) -> Finding:
    """Look whether there is room."""
    place = folder if folder.exists() else folder.anchor or "."
    free = shutil.disk_usage(place).free
    megabytes = words.number(free // (1024 * 1024))
    if free >= _LITTLE_ROOM:
        return fine("disk", words.t("doctor.disk", free=megabytes))
    return look("disk", words.t("doctor.disk_low", free=megabytes))


def database(replica: Replica, words: Catalog) -> Finding:
    """Have SQLite look at its file."""
    try:
        replica.check()
    except RapportError as error:
        return look("database", problem_words(words, error))
    return fine("database", words.t("doctor.database"))


def migrations(replica: Replica, words: Catalog) -> Finding:
    """Say which form the database has."""
    if replica.backup:
        said = words.t("doctor.migrated", version=len(MIGRATIONS), backup=replica.backup.name)
    else:
        said = words.t("doctor.migrations", version=len(MIGRATIONS))
    return fine("migrations", said)
