"""Read the lines of vCards 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) as programs write them.

vobject reads 15 of the 17 sample files and loses a whole file for one odd card
of it, so this is our own: a line that cannot be understood costs itself alone.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.imports.text import writable

MAX_LINES = 60_000
"""Lines of one card; a photo of three megabytes has as many."""

_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_ESCAPED = re.compile(r"\\(.)")
_SEMICOLON = re.compile(r"(?<!\\);")
_COMMA = re.compile(r"(?<!\\),")
_ENCODINGS = frozenset({"quoted-printable", "base64", "b", "8bit", "7bit"})


@dataclass(frozen=True, slots=True)
class Line:
    """One property of a card.

    Attributes:
        name: In capitals, without its group, such as ``TEL``.
        types: What kind it is, in lower case, such as ``work`` and ``cell``.
        value: As written, but for quoted-printable, which is read.
        params: Other parameters, names in lower case.
    """

    name: str
    types: frozenset[str]
    value: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as a person reads it."""
        return unescaped(self.value)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of a name or an address, empty ones included."""
        return tuple(unescaped(part) for part in _SEMICOLON.split(self.value))

    @property
    def items(self) -> tuple[str, ...]:
        """The items of a list."""
        return tuple(filter(None, (unescaped(one) for one in _COMMA.split(self.value))))

    @property
    def content(self) -> bytes:
        """The bytes of a picture, empty where it is only an address of one."""
        data = self.value.partition("base64,")[2] or self.value
        if not self.encoded and "base64," not in self.value:
            return b""
        try:
            return base64.b64decode("".join(data.split()))
        except (binascii.Error, ValueError):
            return b""

    @property
    def encoded(self) -> bool:
        """Whether the value stands for bytes."""
        return self.params.get("encoding", "") in ("base64", "b")


@dataclass(frozen=True, slots=True)
class Card:
    """One person or company.

    Attributes:
        line: Line of the file on which it begins, from 1.
        lines: Its properties, in order.
        whole: Whether its end was found.
    """

    line: int
    lines: tuple[Line, ...]
    whole: bool

    def all(self, *names: str) -> list[Line]:
        """Return the properties of these names, in order."""
        return [line for line in self.lines if line.name in names]

    def text(self, name: str) -> str:
        """Return the first property of this name that says something."""
        return next(filter(None, (line.text for line in self.all(name))), "")


def cards(lines: Iterator[str]) -> Iterator[Card]:
    """Yield the cards of a file; what stands between them is passed over."""
    begun, held = 0, list[Line]()
    for number, raw in _logical(lines):
        mark = raw.strip().upper().replace(" ", "")
        if mark == "BEGIN:VCARD":
            if begun:
                yield Card(begun, tuple(held), whole=False)
            begun, held = number, []
        elif mark == "END:VCARD":
            if begun:
                yield Card(begun, tuple(held), whole=True)
            begun = 0
        elif begun and len(held) < MAX_LINES and (line := _line(raw)):
            held.append(line)
    if begun:
        yield Card(begun, tuple(held), whole=False)


def unescaped(text: str) -> str:
    r"""Read ``\n``, ``\,`` and their kin; a backslash before anything else stays."""
    if "\\" not in text:
        return text.strip()
    return _ESCAPED.sub(_plain, text).strip()


def _plain(found: re.Match[str]) -> str:
    sign = found[1]
    return "\n" if sign in "nN" else sign if sign in ",;:\\\"'" else found[0]


def _logical(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Join what was folded over several lines; yield each with its first line's number."""
    number, parts = 0, list[str]()
    for at, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n")
        if parts and len(parts) < MAX_LINES and _goes_on(parts, line):
            parts.append(line[1:] if line[:1] in (" ", "\t") else line)
        elif line.strip():
            if parts:
                yield number, _joined(parts)
            number, parts = at, [line]
    if parts:
        yield number, _joined(parts)


def _goes_on(parts: list[str], line: str) -> bool:
    """Tell whether a line belongs to the one before it."""
    if line[:1] in (" ", "\t"):
        return bool(line.strip())
    head = parts[0].partition(":")[0].upper()
    if "QUOTED-PRINTABLE" in head:
        return parts[-1].endswith("=")
    # vCard 2.1 also breaks pictures without indenting what follows.
    return "BASE64" in head and _BASE64.fullmatch(line.strip()) is not None


def _joined(parts: list[str]) -> str:
    if "QUOTED-PRINTABLE" in parts[0].partition(":")[0].upper():
        return "".join(part.removesuffix("=") for part in parts[:-1]) + parts[-1]
    return "".join(parts)


def _line(raw: str) -> Line | None:
    head, colon, value = _split(raw)
    if not colon:
        return None
    name, *rest = head.split(";")
    types: set[str] = set()
    params: dict[str, str] = {}
    for part in rest:
        key, equals, said = part.partition("=")
        key, said = key.strip().casefold(), said.strip().strip('"').casefold()
        if not equals:  # 2.1 writes the value alone
            key, said = ("encoding" if key in _ENCODINGS else "type"), key
        if key == "type":
            types.update(one.strip() for one in said.split(","))
        else:
            params[key] = said
    if params.get("encoding") == "quoted-printable":
        value = _printable(value, params.get("charset", "utf-8"))
    if "pref" in params:
        types.add("pref")
    return Line(name.rpartition(".")[2].strip().upper(), frozenset(types), value, params)


def _split(raw: str) -> tuple[str, str, str]:
    """Part a line at the first colon that stands in no quotes."""
    head, colon, value = raw.partition(":")
    while head.count('"') % 2 and colon and value:
        more, colon, value = value.partition(":")
        head = f"{head}:{more}"
    return head, colon, value


def _printable(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return writable(raw.decode(charset))
    except (LookupError, ValueError):
        return raw.decode("cp1252", "replace")
