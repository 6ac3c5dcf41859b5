"""The bytes of files on this device, in the folder ``files`` beside the database.

A whole file is ``<first two digits>/<SHA-256>``; what is still being copied or
fetched lies in ``partial``, so that a name never stands for half a file.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO, Self

from sync.core.errors import DiskFullError
from sync.core.spans import DAY_MS
from sync.store.engine import explained

_PIECE = 256 * 1024
_RESERVE = 32 * 1024 * 1024
"""Bytes that what is fetched leaves free, so that a person can go on writing."""
_COPY_LIVES_MS = DAY_MS


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that was copied in, to be attached.

    Attributes:
        path: Where its bytes wait.
        sha256: Their SHA-256.
        size: How many they are.
    """

    path: Path
    sha256: str
    size: int


class FileFolder:
    """A replica's folder of files; safe for threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made with the first file."""
        self._folder = folder

    @classmethod
    def beside(cls, database: Path) -> Self:
        """Return the folder that belongs to a replica's database."""
        return cls(database.parent / "files")

    def path(self, sha256: str) -> Path:
        """Return where a file lies, or would lie."""
        return self._folder / sha256[:2] / sha256

    def copy_in(self, source: BinaryIO, name: str) -> Copied:
        """Copy a file in, so that it outlives a power cut, and say what it is.

        Args:
            source: Read from where it stands to its end, piece by piece.
            name: A name that nobody else uses, such as a fresh record id.

        Raises:
            StoreError: If it cannot be written; nothing of it stays.
        """
        path, digest = self._folder / "partial" / f"copy-{name}", sha256()
        with _whole_or_nothing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
                return Copied(path, digest.hexdigest(), file.tell())

    def put(self, copied: Copied) -> None:
        """Give a copied file its place, so that it outlives a power cut.

        Raises:
            StoreError: If it cannot be moved.
        """
        self._place(copied.path, copied.sha256)

    def sound(self, sha256: str) -> bool:
        """Tell whether a file is here and is what its name says."""
        return _is(self.path(sha256), sha256)

    def remove(self, sha256: str) -> None:
        """Take a file and what was fetched of it off this device; it need not be here.

        Raises:
            StoreError: If it cannot be removed.
        """
        with explained(self._folder):
            self.path(sha256).unlink(missing_ok=True)
            self._fetched(sha256).unlink(missing_ok=True)

    def fetched(self, sha256: str) -> int:
        """Return how many bytes of a file were fetched so far."""
        try:
            return self._fetched(sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, sha256: str, offset: int, piece: bytes) -> None:
        """Write fetched bytes at an offset; from 0 on the file begins anew.

        Raises:
            StoreError: If they cannot be written.
        """
        path = self._fetched(sha256)
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("r+b" if offset else "wb") as file:
                file.seek(offset)
                file.write(piece)

    def arrived(self, sha256: str) -> bool:
        """Tell whether all of a file was fetched, and is what it says.

        Raises:
            StoreError: If it cannot be read.
        """
        return _is(self._fetched(sha256), sha256)

    def finish(self, sha256: str) -> None:
        """Give a file that has arrived its place, so that it outlives a power cut.

        Raises:
            StoreError: If it cannot be moved.
        """
        self._place(self._fetched(sha256), sha256)

    def forget(self, sha256: str) -> None:
        """Throw away what was fetched of a file.

        Raises:
            StoreError: If it cannot be removed.
        """
        with explained(self._folder):
            self._fetched(sha256).unlink(missing_ok=True)

    def check_room(self, size: int) -> None:
        """Make sure that so many bytes more leave room to write.

        Raises:
            DiskFullError: If they do not.
        """
        with explained(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free < size + _RESERVE:
                raise DiskFullError(path=str(self._folder))

    def tidy(self, now_ms: int) -> None:
        """Throw away copies that were never attached, because the app ended first."""
        with explained(self._folder):
            for path in (self._folder / "partial").glob("copy-*"):
                if path.stat().st_mtime * 1000 < now_ms - _COPY_LIVES_MS:
                    path.unlink(missing_ok=True)

    def _fetched(self, sha256: str) -> Path:
        return self._folder / "partial" / sha256

    def _place(self, path: Path, sha256: str) -> None:
        target = self.path(sha256)
        with explained(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb+") as file:
                os.fsync(file.fileno())
            path.replace(target)
            _flush(target.parent)
            _flush(self._folder)


def _is(path: Path, sha256: str) -> bool:
    if not path.exists():
        return False
    with explained(path), path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == sha256


@contextmanager
def _whole_or_nothing(path: Path) -> Iterator[None]:
    """Leave nothing of a file behind that could not be written whole.

    Raises:
        StoreError: If it could not.
    """
    with explained(path):
        try:
            yield
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _flush(folder: Path) -> None:
    """Let the entries of a folder reach the disk."""
    if os.name == "nt":  # a folder cannot be opened there, nor need it be
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
