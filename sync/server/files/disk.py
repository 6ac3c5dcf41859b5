"""Files in a folder: ``<team>/<first two digits>/<SHA-256>``.

An upload grows in ``partial/<team>/<SHA-256>.<device>``; its length is its
offset, which any process finds. It is written at offsets, not appended to, so
that a request which comes twice writes the same bytes in the same place. Nothing
is flushed before the end: what a power cut takes away is sent again, and what it
spoils does not have the right SHA-256.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from hashlib import file_digest
from pathlib import Path

from sync.core.errors import DiskFullError
from sync.server.errors import GapError
from sync.server.files.store import Upload
from sync.store.engine import explained

_RESERVE = 256 * 1024 * 1024
"""Bytes that files leave free: the database shares the disk as a rule."""
_PIECE = 256 * 1024


class DiskStore:
    """A folder of files; several processes may share it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made with the first file."""
        self._folder = folder

    def size(self, team_id: str, sha256: str) -> int | None:
        """Return how many bytes a whole file has; None when it is not here."""
        return _size(self._path(team_id, sha256))

    def received(self, upload: Upload) -> int:
        """Return the length of an upload so far."""
        return _size(self._partial(upload)) or 0

    def append(self, upload: Upload, offset: int, data: bytes, now_ms: int) -> None:
        """Put bytes at an offset.

        Raises:
            GapError: If bytes before the offset are missing.
            StoreError: If they cannot be written.
        """
        path = self._partial(upload)
        with explained(path):
            if not offset:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.open("ab").close()
            if self.received(upload) < offset:
                raise GapError(hint=f"Bytes before {offset} are missing: ask how far it is.")
            with path.open("r+b") as file:
                file.seek(offset)
                file.write(data)
            os.utime(path, (now_ms / 1000, now_ms / 1000))

    def finish(self, upload: Upload) -> bool:
        """Make an upload a file if it has the SHA-256 it says, else throw it away."""
        path, target = self._partial(upload), self._path(upload.team_id, upload.sha256)
        with explained(path):
            try:
                with path.open("r+b") as file:
                    sound = file_digest(file, "sha256").hexdigest() == upload.sha256
                    os.fsync(file.fileno())
                if sound and not target.exists():
                    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    path.replace(target)
                    _flush_folders(target.parent, self._folder)
            except FileNotFoundError:
                # The same request came twice, and the other was first.
                return target.exists()
        self.forget(upload)
        return sound

    def forget(self, upload: Upload) -> None:
        """Throw an upload away; it need not exist."""
        with explained(self._folder):
            self._partial(upload).unlink(missing_ok=True)

    def read(self, team_id: str, sha256: str, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes of a file from one place up to another, in pieces."""
        with self._path(team_id, sha256).open("rb") as file:
            file.seek(start)
            while start < stop and (piece := file.read(min(_PIECE, stop - start))):
                start += len(piece)
                yield piece

    def set_aside(self, team_id: str, sha256: str) -> None:
        """Give a damaged file another name."""
        path = self._path(team_id, sha256)
        with explained(path):
            path.replace(_damaged(path))

    def remove(self, team_id: str, hashes: Sequence[str]) -> None:
        """Take files away for good, damaged and unfinished ones too; they need not be here."""
        wanted = frozenset(hashes)
        with explained(self._folder):
            for path in [self._path(team_id, sha256) for sha256 in wanted]:
                path.unlink(missing_ok=True)
                _damaged(path).unlink(missing_ok=True)
            for path in list((self._folder / "partial" / team_id).glob("*")):
                if path.name.partition(".")[0] in wanted:
                    path.unlink(missing_ok=True)

    def check_room(self, size: int) -> None:
        """Make sure that so many bytes more leave room for the database.

        Raises:
            DiskFullError: If they do not.
        """
        here = self._folder
        while not here.exists():
            here = here.parent
        if shutil.disk_usage(here).free < size + _RESERVE:
            raise DiskFullError(size=size)

    def sweep(self, before_ms: int) -> int:
        """Throw away uploads that got nothing since; return how many."""
        with explained(self._folder):
            found = list((self._folder / "partial").glob("*/*"))
            old = [path for path in found if _changed_ms(path) < before_ms]
            for path in old:
                path.unlink(missing_ok=True)
        return len(old)

    def _path(self, team_id: str, sha256: str) -> Path:
        return self._folder / team_id / sha256[:2] / sha256

    def _partial(self, upload: Upload) -> Path:
        return self._folder / "partial" / upload.team_id / f"{upload.sha256}.{upload.device}"


def _damaged(path: Path) -> Path:
    return path.with_suffix(".damaged")


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _changed_ms(path: Path) -> float:
    try:
        return path.stat().st_mtime * 1000
    except FileNotFoundError:
        return 0.0


def _flush_folders(folder: Path, top: Path) -> None:
    """Let the entries of a folder, and of those above it up to the top, reach the disk."""
    if os.name == "nt":  # a folder cannot be opened there, nor need it be
        return
    for place in (folder, *folder.parents):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if place == top:
            return
