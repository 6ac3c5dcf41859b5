"""Bring an archive back into an empty notebook, all of it or nothing.

Every record comes with its stamps, what waited to be sent waits again, and files lie
where they lay. Whoever was in a team is in it still, without its server: their
notebook joins it again with a code, or becomes the source of a new one.
"""

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, exc

from app.archive import document, opening
from app.archive.document import Document
from app.archive.errors import (
    DamagedArchiveError,
    HugeArchiveError,
    NotAnArchiveError,
    NotEmptyError,
)
from app.archive.layout import (
    CARRIED,
    DOCUMENT,
    Contents,
    FileEntry,
    Head,
    OnProgress,
    columns,
)
from app.archive.taking_in import file_of, kept_of, record_of
from sync.client import engine, file_queue, state
from sync.client.file_folder import FileFolder
from sync.client.replica import Replica
from sync.core import schema
from sync.core.change import Scalar, newest
from sync.core.clock import NEVER, is_stamp
from sync.core.validation import is_id
from sync.store import put_off, rows
from sync.store.engine import explained
from sync.store.rows import Row

_AT_ONCE = 1_000
_ROOM = 3
"""How much larger than the document the database may become, with its log."""


def restore(replica: Replica, source: Path, progress: OnProgress | None = None) -> Contents:
    """Bring an archive back.

    Args:
        replica: A notebook that nobody uses yet.
        source: The archive.
        progress: Told as it goes on.

    Returns:
        How much came back.

    Raises:
        ArchiveError: If it is no sound archive, or the notebook is in use; nothing
            was changed.
        StoreError: If it cannot be written; nothing was changed.
    """
    if not is_empty(replica):
        raise NotEmptyError
    with opening.opened(source) as archive:
        if DOCUMENT not in archive.namelist():
            raise NotAnArchiveError(file=source.name)
        _check_room(replica, archive)
        with opening.entry(archive, DOCUMENT) as stream:
            contents = _Run(replica, archive, progress).restore(stream)
    engine.index(replica)
    return contents


def is_empty(replica: Replica) -> bool:
    """Tell whether nobody has used a notebook yet."""
    with replica.reading() as connection:
        return not state.load(connection).owned and not _held(connection)


def _held(connection: Connection) -> int:
    counts = (f"(SELECT count(*) FROM {table})" for table in (*schema.RECORDS, *CARRIED))
    return int(connection.exec_driver_sql(f"SELECT {' + '.join(counts)}").scalar_one())


def _check_room(replica: Replica, archive: zipfile.ZipFile) -> None:
    wanted = sum(
        _ROOM * info.file_size if info.filename == DOCUMENT else info.file_size
        for info in archive.infolist()
        if info.filename == DOCUMENT or info.filename.startswith("files/")
    )
    with explained(replica.path):
        free = shutil.disk_usage(replica.path.parent).free
    if wanted > free:
        raise HugeArchiveError(file=str(archive.filename))


@dataclass(slots=True)
class _Batch:
    """Records of one kind that are written together."""

    kind: str
    rows: list[Row]


class _Run:
    """One restoring."""

    def __init__(
        self, replica: Replica, archive: zipfile.ZipFile, progress: OnProgress | None
    ) -> None:
        self._replica = replica
        self._archive = archive
        self._folder = FileFolder.beside(replica.path)
        self._progress = progress or (lambda _done, _total: None)
        self._size = max(1, archive.getinfo(DOCUMENT).file_size)
        self._latest = NEVER
        self._counted = dict.fromkeys(document.SECTIONS, 0)
        self._placed: list[str] = []

    def restore(self, stream: BinaryIO) -> Contents:
        """Write everything in one transaction; take files away again if it fails."""
        read = document.opened(stream)
        _check_head(read.head)
        try:
            with self._replica.exclusive() as connection:
                put_off.begin(connection)
                contents = self._take_in(connection, read, stream)
                put_off.end(connection)
                self._settle(connection, read.head)
        except BaseException:
            for sha256 in self._placed:
                self._folder.remove(sha256)
            raise
        return contents

    def _take_in(self, connection: Connection, read: Document, stream: BinaryIO) -> Contents:
        known = {table: frozenset(columns(connection, table)) for table in CARRIED}
        batch = _Batch("", [])
        for found in read.items():
            if isinstance(found, Contents):
                self._write(connection, batch)
                self._check(connection, found)
                return found
            name, item = found
            self._counted[name] += 1
            if name == "records":
                batch = self._gather(connection, batch, *record_of(item))
            elif name == "kept":
                _keep(connection, *kept_of(item, known))
            else:
                self._file(connection, file_of(item))
            if sum(self._counted.values()) % _AT_ONCE == 0:
                self._progress(min(stream.tell(), self._size), self._size)
        raise DamagedArchiveError(place="end")  # never: `items` ends with the contents

    def _gather(self, connection: Connection, batch: _Batch, kind: str, row: Row) -> _Batch:
        """Add a record to those that are written together."""
        self._latest = max(self._latest, newest(row.stamps))
        if batch.kind == kind and len(batch.rows) < _AT_ONCE:
            batch.rows.append(row)
            return batch
        self._write(connection, batch)
        return _Batch(kind, [row])

    def _write(self, connection: Connection, batch: _Batch) -> None:
        if batch.rows:
            rows.save(connection, batch.kind, batch.rows)

    def _file(self, connection: Connection, entry: FileEntry) -> None:
        """Put a file where it lay, if it is what it says."""
        try:
            found = self._archive.getinfo(entry.path)
        except KeyError:
            raise DamagedArchiveError(place=entry.path[:80]) from None
        if found.file_size != entry.size:
            raise DamagedArchiveError(place=entry.path[:80])
        with opening.entry(self._archive, entry.path) as source:
            copied = self._folder.copy_in(source, self._replica.new_id())
        if copied.sha256 != entry.sha256:
            copied.path.unlink()
            raise DamagedArchiveError(place=entry.path[:80])
        self._placed.append(entry.sha256)
        self._folder.put(copied)
        file_queue.hold(connection, entry.sha256, entry.size)

    def _check(self, connection: Connection, said: Contents) -> None:
        """Make sure that all of it came, and nothing twice."""
        counted = {"records": said.records, "kept": said.kept, "files": said.files}
        if counted != self._counted or _held(connection) != said.records + said.kept:
            raise DamagedArchiveError(place="contents")

    def _settle(self, connection: Connection, head: Head) -> None:
        """Make the notebook that person's; its clock goes on after all it holds."""
        state.save(
            connection,
            user_id=head.user_id,
            team_id=head.team_id,
            device_number=head.device_number,
            clock=max(head.clock, self._latest),
            floor=head.floor,
            server_url=head.server_url,
        )
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'outbox'")
        connection.exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)", (head.made,)
        )


def _check_head(head: Head) -> None:
    sound = (
        is_id(head.user_id)
        and is_id(head.team_id)
        and is_stamp(head.clock)
        and is_stamp(head.floor)
        and 0 <= head.device_number < 2**20
        and 0 <= head.made < 2**53
    )
    if not sound:
        raise DamagedArchiveError(place="head")


def _keep(connection: Connection, table: str, row: Mapping[str, Scalar]) -> None:
    """Write a row of the device's own memory; names are those of the table itself."""
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    try:
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())
        )
    except exc.IntegrityError as error:
        raise DamagedArchiveError(place=table) from error
