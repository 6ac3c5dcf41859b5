"""Recordings on disk, written as they are spoken: 16 kHz, one channel, 16-bit PCM.

Whatever ends the program, the file holds every sample handed over before; its
header tells of all but the last second of them, and `mend` of those, too.
"""

import os
import struct
from contextlib import suppress
from pathlib import Path

from sync.core.errors import StoreError
from sync.store.engine import explained

RATE = 16_000
"""Samples a second: what recognisers of speech are made for."""
_SAMPLE = 2
_HEAD = 44
_SYNCED_BYTES = RATE * _SAMPLE
"""A power cut costs a second at most."""
_MS = 1000


class WavWriter:
    """Writes one recording; used by one thread, from its first sample to `close`.

    Attributes:
        path: The file; nobody else's.
    """

    def __init__(self, path: Path) -> None:
        """Begin the file, with its folder.

        Raises:
            StoreError: If it cannot be written.
        """
        self.path = path
        self._bytes = self._synced = 0
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Unbuffered: what was written outlives the process.
            self._file = path.open("xb", buffering=0)
            self._file.write(_head(0))

    @property
    def length_ms(self) -> int:
        """How much was written so far, in milliseconds."""
        return _length_ms(self._bytes)

    def write(self, pcm: bytes) -> None:
        """Add little-endian samples.

        Raises:
            DiskFullError: If there is no room for all; what fits is kept, and playable.
            StoreError: If they cannot be written for another reason.
        """
        try:
            with explained(self.path):
                rest = memoryview(pcm)
                while rest:
                    taken = self._file.write(rest)
                    self._bytes += taken
                    rest = rest[taken:]
                if self._bytes - self._synced >= _SYNCED_BYTES:
                    self._sync()
        except StoreError:
            with suppress(OSError):  # the first trouble is the one to tell of
                self._sync()
            raise

    def close(self) -> None:
        """End the file, so that it outlives a power cut; again does nothing.

        Raises:
            StoreError: If its last second may not be on the disk.
        """
        if self._file.closed:
            return
        with explained(self.path), self._file:
            self._sync()

    def _sync(self) -> None:
        """Let samples reach the disk, and the header tell of them."""
        os.fsync(self._file.fileno())
        self._file.seek(0)
        self._file.write(_head(self._bytes))
        self._file.seek(0, os.SEEK_END)
        self._synced = self._bytes


def mend(path: Path) -> int:
    """Let a recording's header tell of all its samples, whatever ended it; idempotent.

    Returns:
        Its length in milliseconds.

    Raises:
        StoreError: If the file cannot be read and written.
    """
    with explained(path), path.open("r+b", buffering=0) as file:
        size = max(file.seek(0, os.SEEK_END) - _HEAD, 0)
        whole = size - size % _SAMPLE
        head = _head(whole)
        file.seek(0)
        if file.read(_HEAD) != head:
            file.seek(0)
            file.write(head)
        if size != whole:
            file.truncate(_HEAD + whole)
        os.fsync(file.fileno())
    return _length_ms(whole)


def _length_ms(size: int) -> int:
    return size // _SAMPLE * _MS // RATE


def _head(size: int) -> bytes:
    """Return the header of so many bytes of samples (RIFF, one "fmt " and one "data")."""
    size -= size % _SAMPLE
    form = (16, 1, 1, RATE, RATE * _SAMPLE, _SAMPLE, _SAMPLE * 8)  # PCM of one channel
    return struct.pack(
        "<4sI8sIHHIIHH4sI", b"RIFF", size + _HEAD - 8, b"WAVEfmt ", *form, b"data", size
    )
