"""Write everything a notebook holds into one zip file, piece by piece.

All of it comes from one moment: a reading transaction. No more than one record is in
memory at a time. The file takes its name once it is whole.
"""

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from sqlalchemy import Connection

from app.archive import document
from app.archive.calendar import calendar
from app.archive.cards import cards
from app.archive.document import Kept, Record
from app.archive.errors import NothingToTakeError
from app.archive.layout import (
    CALENDAR,
    CARDS,
    CARRIED,
    DOCUMENT,
    FORMAT_VERSION,
    README,
    Contents,
    FileEntry,
    Head,
    OnProgress,
    columns,
    file_path,
    table_path,
)
from app.archive.sheets import TitleOf, sheet
from app.i18n.catalog import Catalog
from app.queries.titles import record_title
from sync.client import outbox, state
from sync.client.file_folder import FileFolder
from sync.client.replica import Replica
from sync.core import schema
from sync.store import rows
from sync.store.engine import explained
from sync.store.rows import Row

_TITLES_KEPT = 20_000
_STEP = 500
"""Records between two reports of progress."""
_BYTES_A_STEP = 50_000
"""How much of a file counts as much as a record."""
_PACKED = ("audio/mp4", "audio/mpeg", "audio/ogg", "audio/flac", "image/", "video/")
"""What gets no smaller by packing it again."""
_FILES = (
    "SELECT c.sha256, c.size, coalesce(max(a.name), ''), coalesce(max(a.mime), '') "
    "FROM file_copy c LEFT JOIN attachment a ON a.sha256 = c.sha256 "
    "WHERE c.way <> 'down' GROUP BY c.sha256 ORDER BY c.sha256"
)
_NAMED = (
    "SELECT count(DISTINCT sha256) FROM attachment WHERE sha256 <> '' AND NOT deleted "
    "AND sha256 NOT IN (SELECT sha256 FROM file_copy WHERE way <> 'down')"
)


def write(
    replica: Replica, target: Path, words: Catalog, progress: OnProgress | None = None
) -> Contents:
    """Write everything into a file; an older one of that name is replaced.

    Args:
        replica: The notebook; it may be in use.
        target: The file.
        words: What explains it.
        progress: Told as it goes on.

    Returns:
        How much came along.

    Raises:
        NothingToTakeError: If nobody has used this notebook yet.
        StoreError: If the file cannot be written; an older one stays.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        with (
            explained(target),
            zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive,
            replica.reading() as connection,
        ):
            run = _Run(connection, FileFolder.beside(replica.path), archive, replica.now_ms())
            contents = run.write(words, progress)
        with explained(target):
            partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return contents


@dataclass(slots=True)
class _Held:
    """A file on this device."""

    entry: FileEntry
    mime: str


class _Run:
    """One writing."""

    def __init__(
        self, connection: Connection, folder: FileFolder, archive: zipfile.ZipFile, now_ms: int
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._archive = archive
        self._now_ms = now_ms
        at_ms = min(max(now_ms, _ZIP_BEGINS_MS), _ZIP_ENDS_MS)
        self._at = datetime.fromtimestamp(at_ms / 1000, UTC)
        self._done = self._total = 0
        self._title_of: TitleOf = lru_cache(_TITLES_KEPT)(
            lambda kind, record_id: record_title(connection, kind, record_id)
        )

    def write(self, words: Catalog, progress: OnProgress | None) -> Contents:
        """Write one entry after the other; the document last, as it says what came along."""
        self._progress = progress or (lambda _done, _total: None)
        if not state.load(self._connection).owned:
            raise NothingToTakeError
        held = list(self._held())
        records = sum(self._count(kind) for kind in schema.RECORDS)
        kept = sum(self._count(table) for table in CARRIED)
        self._total = 2 * records + kept + sum(map(_weight, held))
        self._texts(README, [_readme(words, records, len(held))])
        for kind in schema.RECORDS:
            self._texts(table_path(kind), sheet(kind, self._rows(kind), self._title_of))
        self._books(words)
        files = [one.entry for one in held if self._file(one)]
        missing = self._connection.exec_driver_sql(_NAMED).scalar_one()
        contents = Contents(records, kept, len(files), missing + len(held) - len(files))
        self._document(files, contents)
        self._progress(self._total, self._total)
        return contents

    def _books(self, words: Catalog) -> None:
        """Write the address book and the calendar."""
        title_of = self._title_of
        people = cards(self._all("account"), self._all("contact"), lambda i: title_of("account", i))
        self._texts(CARDS, people)
        events = calendar(self._all("visit"), self._all("follow_up"), title_of, words, self._now_ms)
        self._texts(CALENDAR, events)

    def _document(self, files: list[FileEntry], contents: Contents) -> None:
        with self._entry(DOCUMENT) as out:
            out.write(document.beginning(self._head()))
            for name, items in (
                ("records", self._records()),
                ("kept", self._kept()),
                ("files", files),
            ):
                out.writelines(document.section(name, items))
            out.write(document.end(contents))

    def _head(self) -> Head:
        own = state.load(self._connection)
        return Head(
            version=FORMAT_VERSION,
            schema=schema.SCHEMA_VERSION,
            made_ms=self._now_ms,
            user_id=own.user_id,
            team_id=own.team_id,
            device_number=own.device_number,
            clock=own.clock,
            floor=own.floor,
            server_url=own.server_url,
            made=outbox.made(self._connection),
        )

    def _records(self) -> Iterator[Record]:
        for kind in schema.RECORDS:
            for row in self._rows(kind):
                yield kind, row.id, row.stamps, dict(row.values)

    def _kept(self) -> Iterator[Kept]:
        for table in CARRIED:
            names = columns(self._connection, table)
            for row in self._connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1"):
                self._on()
                yield table, dict(zip(names, row, strict=True))

    def _held(self) -> Iterator[_Held]:
        """Yield the files that lie here whole."""
        for sha256, size, name, mime in self._connection.exec_driver_sql(_FILES):
            if self._folder.path(sha256).exists():
                yield _Held(FileEntry(file_path(sha256, name), sha256, size), mime)

    def _file(self, held: _Held) -> bool:
        """Write a file; tell whether it was still there, and whole."""
        path, entry = self._folder.path(held.entry.sha256), held.entry
        try:
            source = path.open("rb")
        except FileNotFoundError:  # swept meanwhile: its record was removed long ago
            return False
        with source:
            packed = held.mime.startswith(_PACKED)
            with self._entry(entry.path, zipfile.ZIP_STORED if packed else None) as out:
                copyfileobj(source, out)
        self._on(_weight(held))
        return True

    def _texts(self, path: str, pieces: Iterable[str]) -> None:
        with self._entry(path) as out:
            out.writelines(piece.encode() for piece in pieces)

    @contextmanager
    def _entry(self, path: str, packing: int | None = None) -> Iterator[IO[bytes]]:
        info = zipfile.ZipInfo(path, self._at.timetuple()[:6])
        info.compress_type = self._archive.compression if packing is None else packing
        info.external_attr = 0o600 << 16
        # How long an entry will be is not known before.
        with self._archive.open(info, "w", force_zip64=True) as out:
            yield out

    def _all(self, kind: str) -> Iterable[Row]:
        return rows.load_all(self._connection, kind)

    def _rows(self, kind: str) -> Iterator[Row]:
        for row in self._all(kind):
            self._on()
            yield row

    def _count(self, table: str) -> int:
        found = self._connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
        return int(found.scalar_one())

    def _on(self, weight: int = 1) -> None:
        """Note that so much more is done."""
        before, self._done = self._done, self._done + weight
        if before // _STEP != self._done // _STEP:
            self._progress(self._done, self._total)


_ZIP_BEGINS_MS = 315_532_800_000
_ZIP_ENDS_MS = 4_354_819_199_000
"""1980-01-01 and 2107-12-31: nothing earlier or later can stand in a zip file."""


def _weight(held: _Held) -> int:
    return 1 + held.entry.size // _BYTES_A_STEP


def _readme(words: Catalog, records: int, files: int) -> str:
    return words.t("archive.readme", entries=words.number(records), files=words.number(files))
