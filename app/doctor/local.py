"""`rapport doctor`: look at everything that can be wrong, and say it in plain words."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.device import now_ms, open_replica
from app.i18n.catalog import Catalog
from app.screens.problems import problem_words
from sync.client import outbox
from sync.client.replica import FILE_NAME, Replica
from sync.client.state import State
from sync.core.errors import RapportError, ReadOnlyError
from sync.store.engine import explained
from sync.store.migrations.runner import MIGRATIONS

_LITTLE_ROOM = 200 * 1024 * 1024
"""Bytes below which a phone should be cleaned up before it fills."""
_CLOCK_OFF_S = 120.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: What was looked at, such as ``database``.
        ok: Whether all is well.
        words: What was found, and what to do when it is not well.
    """

    name: str
    ok: bool
    words: str


def examine(folder: Path, words: Catalog) -> tuple[Finding, ...]:
    """Look at a data folder and at what it talks to; writes nothing but a probe file."""
    findings = [_folder(folder, words), _disk(folder, words)]
    if not (folder / FILE_NAME).exists():
        return (*findings, _fine("database", words.t("doctor.no_database")))
    try:
        replica = open_replica(folder)
    except RapportError as error:
        return (*findings, _look("database", problem_words(words, error)))
    try:
        findings.append(_database(replica, words))
        findings.append(_fine("migrations", _version(replica, words)))
        findings += _team(replica, words)
    finally:
        replica.close()
    findings.append(_fine("speech", words.t("doctor.no_speech")))
    return tuple(findings)


def _fine(name: str, words: str) -> Finding:
    return Finding(name, ok=True, words=words)


def _look(name: str, words: str) -> Finding:
    return Finding(name, ok=False, words=words)


def _folder(folder: Path, words: Catalog) -> Finding:
    probe = folder / ".doctor"
    try:
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            probe.write_text("ok", "utf-8")
            probe.unlink()
    except RapportError as error:
        shown = ReadOnlyError(path=str(folder)) if not folder.is_dir() else error
        return _look("folder", problem_words(words, shown))
    return _fine("folder", words.t("doctor.folder", path=str(folder)))


def _disk(folder: Path, words: Catalog) -> Finding:
    place = folder if folder.exists() else folder.anchor or "."
    free = shutil.disk_usage(place).free
    megabytes = words.number(free // (1024 * 1024))
    if free >= _LITTLE_ROOM:
        return _fine("disk", words.t("doctor.disk", free=megabytes))
    return _look("disk", words.t("doctor.disk_low", free=megabytes))


def _database(replica: Replica, words: Catalog) -> Finding:
    try:
        replica.check()
    except RapportError as error:
        return _look("database", problem_words(words, error))
    return _fine("database", words.t("doctor.database"))


def _version(replica: Replica, words: Catalog) -> str:
    if replica.backup:
        return words.t("doctor.migrated", version=len(MIGRATIONS), backup=replica.backup.name)
    return words.t("doctor.migrations", version=len(MIGRATIONS))


def _waiting(replica: Replica, words: Catalog) -> Finding:
    with replica.reading() as connection:
        waiting = outbox.count(connection)
        refused = len(outbox.refused(connection))
    if refused:
        return _look("waiting", words.t("doctor.refused", count=refused))
    return _fine("waiting", words.t("doctor.waiting", count=waiting))


def _team(replica: Replica, words: Catalog) -> tuple[Finding, ...]:
    own = replica.state()
    if not own.joined:
        return (_fine("server", words.t("doctor.alone")),)
    return (_waiting(replica, words), *_server(own, words))


def _server(own: State, words: Catalog) -> tuple[Finding, ...]:
    try:
        asked = httpx.get(f"{own.server_url}/health", timeout=5.0)
        asked.raise_for_status()
        server_ms = int(asked.json()["now_ms"])
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError):
        return (_look("server", words.t("doctor.server_away", url=own.server_url)),)
    found = _fine("server", words.t("doctor.server", url=own.server_url))
    return (found, _clock(server_ms, words))


def _clock(server_ms: int, words: Catalog) -> Finding:
    off = round((now_ms() - server_ms) / 1000)
    if abs(off) <= _CLOCK_OFF_S:
        return _fine("clock", words.t("doctor.clock"))
    return _look("clock", words.t("doctor.clock_off", count=abs(off) // 60))
