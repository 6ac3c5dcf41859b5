"""Turn the bytes of an export into lines of text, whatever wrote them.

UTF-8 with or without a byte order mark, UTF-16 with or without one, and
Windows' CP1252. A file that is not UTF-16 is decoded line by line: UTF-8 where
a line is valid UTF-8, CP1252 where it is not, so that one bad row pasted from
elsewhere does not spoil the accents of all others. Memory stays at one line.
Where what is not UTF-8 is Cyrillic, Greek, Japanese or Chinese beyond
doubt, it is read as that (charset-normalizer says which; MIT licence, pure Python).
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.imports.errors import (
    LongLineError,
    MissingFileError,
    NotTextFileError,
    SpreadsheetFileError,
    TooLargeFileError,
)

MAX_BYTES = 512 * 1024 * 1024
"""A 50,000 row export is some 15 MB; beyond this it is no export of a team."""

MAX_LINE = 1_000_000
"""Characters. A Salesforce description ends at 32,000."""

_HEAD = 4096
_SAMPLE = 64 * 1024
_SCRIPTS = ("cp1251", "cp1253", "shift_jis", "gb18030")
"""Encodings of other scripts. CP1250 and its kin are too like CP1252 to be told apart."""

_OTHER_LETTERS = 0.6
"""Share of letters outside ASCII from which a text is in another script: a German one
read as Cyrillic still has its Latin letters."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "latin-1"),
)
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BINARIES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"SQLite format 3")
_MANY_NULS = 0.2
"""Share of NUL bytes on one side of the pairs that only UTF-16 of Latin letters has."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to import.

    Attributes:
        name: As the person knows it; used in the report.
        content: Where it lies, or its bytes (a browser hands over bytes).
    """

    name: str
    content: Path | bytes

    @classmethod
    def at(cls, path: Path) -> "SourceFile":
        """Name a file by its path."""
        return cls(path.name, path)


@contextmanager
def lines_of(file: SourceFile, longest: int = MAX_LINE) -> Iterator[Iterator[str]]:
    """Open a file and yield its lines, line ends kept.

    Args:
        file: The file.
        longest: Characters of a line from which it is refused.

    Raises:
        MissingFileError: If it cannot be opened.
        TooLargeFileError: If it is larger than `MAX_BYTES`.
        SpreadsheetFileError: If it is a spreadsheet.
        NotTextFileError: If it is no text.
        LongLineError: While reading, at a line longer than `longest`.
    """
    with opened(file) as stream:
        encoding = _encoding(file, stream)
        # newline="": line ends stay as they are for the csv module, and old
        # Macintosh files (CR alone) still fall into lines.
        old = _old_encoding(stream) if encoding == "latin-1" else ""
        text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        try:
            yield _lines(file, text, longest, old)
        finally:
            text.detach()


def writable(text: str) -> str:
    """Return a text with a ``?`` for each half of a sign: JSON can say one, nothing can hold it."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


@contextmanager
def opened(file: SourceFile) -> Iterator[BinaryIO]:
    """Open a file's bytes.

    Raises:
        MissingFileError: If it cannot be opened.
        TooLargeFileError: If it is larger than `MAX_BYTES`.
    """
    if isinstance(file.content, bytes):
        if len(file.content) > MAX_BYTES:
            raise TooLargeFileError(file=file.name, limit_mb=MAX_BYTES >> 20)
        yield io.BytesIO(file.content)
        return
    try:
        size = file.content.stat().st_size
        stream = file.content.open("rb")
    except OSError as error:
        raise MissingFileError(file=file.name, detail=error.strerror or "") from error
    with stream:
        if size > MAX_BYTES:
            raise TooLargeFileError(file=file.name, limit_mb=MAX_BYTES >> 20)
        yield stream


def _encoding(file: SourceFile, stream: BinaryIO) -> str:
    """Name the encoding to open with; latin-1 passes bytes through untouched."""
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(_SPREADSHEETS):
        raise SpreadsheetFileError(file=file.name)
    if head.startswith(_BINARIES):
        raise NotTextFileError(file=file.name)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if pairs and odd > pairs * _MANY_NULS and even < odd / 4:
        return "utf-16-le"
    if pairs and even > pairs * _MANY_NULS and odd < even / 4:
        return "utf-16-be"
    if even < odd and _ends_lines(head, b"\n\0", b"\r\0"):
        return "utf-16-le"
    if odd < even and _ends_lines(head, b"\0\n", b"\0\r"):
        return "utf-16-be"
    if even + odd > pairs * _MANY_NULS:
        raise NotTextFileError(file=file.name)
    return "latin-1"


def _ends_lines(head: bytes, *ends: bytes) -> bool:
    """Tell whether lines end as they do in UTF-16, where few letters have a NUL."""
    return any(head[at : at + 2] in ends for at in range(0, len(head), 2))


def _old_encoding(stream: BinaryIO) -> str:
    """Name what a text is written in where it is not UTF-8."""
    odd = [line for line in stream.read(_SAMPLE).splitlines()[:-1] if not _is_utf8(line)]
    stream.seek(0)
    if not odd:
        return "cp1252"
    import charset_normalizer  # noqa: PLC0415  # a tenth of a second that few files cost

    best = charset_normalizer.from_bytes(b"\n".join(odd), cp_isolation=[*_SCRIPTS, "cp1252"]).best()
    if best is None or best.encoding not in _SCRIPTS:
        return "cp1252"
    letters = [sign for sign in str(best) if sign.isalpha()]
    other = sum(1 for sign in letters if not sign.isascii())
    return best.encoding if other >= len(letters) * _OTHER_LETTERS else "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: SourceFile, text: io.TextIOWrapper, longest: int, old: str) -> Iterator[str]:
    number = 0
    while line := text.readline(longest + 1):
        number += 1
        if len(line) > longest:
            raise LongLineError(file=file.name, line=number, limit=longest)
        if old and not line.isascii():
            line = _decoded(line.encode("latin-1"), old)
        yield line.removeprefix("\ufeff") if number == 1 else line


def _decoded(raw: bytes, old: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # Five bytes mean nothing in CP1252; they become the replacement sign.
        return raw.decode(old, errors="replace")
