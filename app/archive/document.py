"""``rapport.json``: everything with its stamps, line by line.

It is one JSON document. Every record has a line of its own, so that it can be written,
and read again, without holding more than one of them::

    {"rapport":{"version":1,"schema":2,"made_ms":1795262400000,…},
    "records":[
    ["deal","0193…","01938c5e7a1000030002a",{"deleted":false,"title":"Belts",…}],
    …
    ],
    "kept":[
    ["outbox",{"n":1,"kind":"deal",…}],
    …
    ],
    "files":[
    ["files/9f86d081884c-shelf.jpg","9f86d081884c…",48213],
    …
    ],
    "contents":{"records":812,"kept":3,"files":1,"missing":0}}
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, BinaryIO, TypeVar

from pydantic_core import from_json, to_json

from app.archive.errors import DamagedArchiveError, NewerArchiveError, NotAnArchiveError
from app.archive.layout import FORMAT_VERSION, Contents, FileEntry, Head
from sync.core import schema
from sync.core.change import Scalar

SECTIONS = ("records", "kept", "files")
LONGEST_LINE = 16 * 1024 * 1024
"""Bytes. The largest record, a value of a million letters that lost to another, is 4 MB."""
_LONGEST_HEAD = 64 * 1024

Kept = tuple[str, dict[str, Scalar]]
"""A table of the device's own memory, and one of its rows."""
Record = tuple[str, str, str, dict[str, Scalar]]
"""Kind, id, packed stamps, registers."""

D = TypeVar("D", Head, Contents)


def beginning(head: Head) -> bytes:
    """Return the first line."""
    return b'{"rapport":' + to_json(asdict(head)) + b",\n"


def section(name: str, items: Iterable[Record | Kept | FileEntry]) -> Iterator[bytes]:
    """Yield a section, line by line."""
    yield b'"%b":[' % name.encode()
    before = b"\n"
    for item in items:
        told = (item.path, item.sha256, item.size) if isinstance(item, FileEntry) else item
        yield before + to_json(told)
        before = b",\n"
    yield b"\n],\n"


def end(contents: Contents) -> bytes:
    """Return the last line, by which a reader knows that nothing was cut off."""
    return b'"contents":' + to_json(asdict(contents)) + b"}\n"


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is being read.

    Attributes:
        head: How it begins.
        lines: What follows; read once, by `items`.
    """

    head: Head
    lines: Iterator[bytes]

    def items(self) -> Iterator[tuple[str, list[Any]] | Contents]:
        """Yield section and item, of form unknown; the contents last.

        Raises:
            DamagedArchiveError: Where the document is not as it was written.
        """
        for name in SECTIONS:
            _expect(next(self.lines, b""), b'"%b":[' % name.encode())
            for text in self.lines:
                if text == b"],":
                    break
                found = _parsed(text.removesuffix(b","))
                if not isinstance(found, list):
                    raise DamagedArchiveError(place=name)
                yield name, found
        last = next(self.lines, b"")
        if not last.startswith(b'"contents":') or next(self.lines, None) is not None:
            raise DamagedArchiveError(place="end")
        yield _made(Contents, _parsed(last.removeprefix(b'"contents":')[:-1]))


def opened(stream: BinaryIO) -> Document:
    """Begin to read a document.

    Raises:
        NotAnArchiveError: If it does not begin like one.
        NewerArchiveError: If a later version of Rapport wrote it.
    """
    first = stream.readline(_LONGEST_HEAD)
    if not first.startswith(b'{"rapport":'):
        raise NotAnArchiveError
    said = _parsed(first.removeprefix(b'{"rapport":').rstrip(b",\r\n"))
    if not isinstance(said, dict):
        raise NotAnArchiveError
    for name, known in (("version", FORMAT_VERSION), ("schema", schema.SCHEMA_VERSION)):
        if type(said.get(name)) is int and said[name] > known:
            raise NewerArchiveError(found=said[name], known=known)
    return Document(_made(Head, said), _lines(stream))


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while text := stream.readline(LONGEST_LINE):
        if not text.endswith(b"\n"):
            raise DamagedArchiveError(place="line")
        yield text.rstrip(b"\r\n")


def _expect(text: bytes, wanted: bytes) -> None:
    if text != wanted:
        raise DamagedArchiveError(place=wanted.decode())


def _parsed(text: bytes) -> Any:  # noqa: ANN401  # whatever stands there
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise DamagedArchiveError(place="json") from error


def _made(kind: type[D], said: object) -> D:
    """Make a value of what was read, if it has that form."""
    wanted = {field.name: field.type for field in fields(kind)}
    if not isinstance(said, dict) or not wanted.keys() <= said.keys():
        raise DamagedArchiveError(place=kind.__name__)
    known = {name: said[name] for name in wanted}
    if any(type(value) is not wanted[name] for name, value in known.items()):
        raise DamagedArchiveError(place=kind.__name__)
    return kind(**known)
