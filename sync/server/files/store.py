"""Where the bytes of files are kept: what every store can do.

Each team has a place of its own, so that no team can come upon another's files.
A device's unfinished upload is its own, too: two devices that send the same file
never meet before one of them is done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload of one device: the file, and who sends it."""

    team_id: str
    sha256: str
    device: int


class FileStore(Protocol):
    """Keeps files by team and SHA-256; one for the life of the process, safe for threads.

    Every process over the same place sees the same files and the same offsets.
    """

    def size(self, team_id: str, sha256: str) -> int | None:
        """Return how many bytes a whole file has; None when it is not here."""

    def received(self, upload: Upload) -> int:
        """Return how many bytes of an upload are here, from the first on without a gap."""

    def append(self, upload: Upload, offset: int, data: bytes, now_ms: int) -> None:
        """Put bytes at an offset; the same again changes nothing.

        Raises:
            GapError: If bytes before the offset are missing.
            StoreError: If they cannot be written.
        """

    def finish(self, upload: Upload) -> bool:
        """Make an upload a file if it has the SHA-256 it says, else throw it away.

        On return the file outlives a power cut. Doing it again is safe.

        Returns:
            Whether the file is here now.
        """

    def forget(self, upload: Upload) -> None:
        """Throw an upload away; it need not exist."""

    def read(self, team_id: str, sha256: str, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes of a file from one place up to another, in pieces."""

    def set_aside(self, team_id: str, sha256: str) -> None:
        """Take a damaged file out of use; it is kept beside the others, for whoever looks."""

    def remove(self, team_id: str, hashes: Sequence[str]) -> None:
        """Take files away for good, damaged and unfinished ones too; they need not be here.

        Raises:
            StoreError: If they cannot be removed.
            StorageAwayError: If their place cannot be reached.
        """

    def check_room(self, size: int) -> None:
        """Make sure that so many bytes more would leave room for everything else.

        Raises:
            DiskFullError: If they would not.
        """

    def sweep(self, before_ms: int) -> int:
        """Throw away uploads that got nothing since; return how many."""
