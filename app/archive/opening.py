"""Open a zip file that may come from anywhere, without being harmed by it.

Nothing is ever unpacked under a name that stands in it. What it would unpack to, how
many entries it has, and how they are packed, is looked at before the first byte is.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.archive.errors import (
    ArchiveError,
    DamagedArchiveError,
    HugeArchiveError,
    NotAnArchiveError,
)

_BEGIN, _END, _LARGE_END = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_MOST_INDEX = 24 * 1024 * 1024
"""Bytes of a zip file's list of entries: some 200,000 files. It is read as a whole."""
_MOST_ENTRIES = 250_000
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SMALL = 64 * 1024 * 1024
_MOST_PACKED = 200
"""Times that an entry may grow when it is unpacked; our own grow 5 to 30 times."""
_BUFFER = 256 * 1024


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose entries are sound in size and number.

    Raises:
        NotAnArchiveError: If it is no zip file, or cannot be read.
        DamagedArchiveError: If it is cut off or altered, also noticed later on.
        HugeArchiveError: If it claims more than there is any reason to.
    """
    try:
        _check_index(path)
        with understood():
            archive = zipfile.ZipFile(path)
    except OSError as error:
        raise NotAnArchiveError(file=path.name) from error
    with archive:
        for info in archive.infolist():
            _check(info)
        with understood():
            yield archive


@contextmanager
def understood() -> Iterator[None]:
    """Turn whatever reading a damaged zip file may raise into one error.

    Raises:
        DamagedArchiveError: For all of them.
    """
    try:
        yield
    except ArchiveError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        RuntimeError,  # "encrypted"
        ValueError,
        LookupError,
    ) as error:
        raise DamagedArchiveError(place="zip") from error


@contextmanager
def entry(archive: zipfile.ZipFile, path: str) -> Iterator[BinaryIO]:
    """Open an entry to be read; it ends, at the latest, after the size that was checked.

    Raises:
        DamagedArchiveError: If there is no such entry, or it is not as it was written.
    """
    with understood(), archive.open(path) as raw:
        yield io.BufferedReader(raw, _BUFFER)  # type: ignore[type-var]  # it can be read into


def _check(info: zipfile.ZipInfo) -> None:
    grows = info.file_size > max(_SMALL, _MOST_PACKED * info.compress_size)
    if grows:
        raise HugeArchiveError(file=info.filename[:80])
    if info.compress_type not in _READ or info.flag_bits & 1:
        raise DamagedArchiveError(place=info.filename[:80])


def _check_index(path: Path) -> None:
    """Look at how long the list of entries is, before it is read.

    Raises:
        NotAnArchiveError: If the file neither begins nor ends as a zip file does.
        DamagedArchiveError: If its end is missing.
        HugeArchiveError: If the list is too long.
    """
    with path.open("rb") as file:
        begins = file.read(len(_BEGIN)) == _BEGIN
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - _LONGEST_COMMENT - _END_SIZE))
        tail = file.read()
    at = len(tail) - _END_SIZE
    if not (tail[-_END_SIZE:].startswith(_END) and tail.endswith(b"\0\0")):
        at = tail.rfind(_END)  # a comment follows
    if at < 0 or len(tail) < at + _END_SIZE:
        raise DamagedArchiveError(place="zip") if begins else NotAnArchiveError(file=path.name)
    entries, length = struct.unpack_from("<HL", tail, at + 10)
    if entries == 0xFFFF or length == 0xFFFFFFFF:
        large = tail.rfind(_LARGE_END, 0, at)
        if large < 0:
            raise DamagedArchiveError(place="zip")
        entries, length = struct.unpack_from("<QQ", tail, large + 32)
    if entries > _MOST_ENTRIES or length > _MOST_INDEX:
        raise HugeArchiveError(file=path.name)
