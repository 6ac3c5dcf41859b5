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

MAX_CHARS = 8 * 1024 * 1024
"""Characters of one property however it is folded: the largest photo has seven million."""

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
        return tuple(unescaped(part) for part in _parted(_SEMICOLON, self.value))

    @property
    def items(self) -> tuple[str, ...]:
        """The items of a list."""
        return tuple(filter(None, (unescaped(one) for one in _parted(_COMMA, self.value))))

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


def _parted(mark: re.Pattern[str], value: str) -> Iterator[str]:
    """Yield the parts of a value; a backslash that is itself escaped escapes nothing."""
    return (part.replace("\0", r"\\") for part in mark.split(value.replace(r"\\", "\0")))


def _plain(found: re.Match[str]) -> str:
    sign = found[1]
    return "\n" if sign in "nN" else sign if sign in ",;:\\\"'" else found[0]


def _logical(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Join what was folded over several lines; yield each with its first line's number.

    What is longer than anything a card holds is left out, rather than kept in part.
    """
    number, parts, size = 0, list[str](), 0
    written = last = ""
    for at, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n")
        if parts and _goes_on(written, last, line):
            parts.append(_more(written, last, line))
            size += len(line)
            if size > MAX_CHARS or len(parts) > MAX_LINES:
                parts = [""]
                size = MAX_CHARS
        elif line.strip():
            if parts:
                yield number, _joined(written, parts)
            number, parts, size = at, [line], len(line)
            written = _written(line)
        last = line
    if parts:
        yield number, _joined(written, parts)


def _written(line: str) -> str:
    """Return what a property says of how it is written, where its folding depends on it."""
    head = line.partition(":")[0].upper()
    return next((one for one in ("QUOTED-PRINTABLE", "BASE64") if one in head), "")


def _goes_on(written: str, last: str, line: str) -> bool:
    """Tell whether a line belongs to the one before it."""
    if line.strip().upper() == "END:VCARD":
        return False
    if line[:1] in (" ", "\t"):
        return bool(line.strip())
    if written == "QUOTED-PRINTABLE":
        return last.endswith("=")
    # vCard 2.1 also breaks pictures without indenting what follows.
    return written == "BASE64" and _BASE64.fullmatch(line.strip()) is not None


def _more(written: str, last: str, line: str) -> str:
    """Return what a line says more: a blank that only shows that it goes on is left out.

    Quoted-printable says so with a sign at the end, and its blanks part words; but those
    after a line end of the text were put there by whoever folded it.
    """
    meant = written == "QUOTED-PRINTABLE" and last.endswith("=")
    if meant and not last.upper().endswith(("=0A=", "=0D=")):
        return line
    return line[1:] if line[:1] in (" ", "\t") else line


def _joined(written: str, parts: list[str]) -> str:
    if written == "QUOTED-PRINTABLE":
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
    """Part a line at the first colon that stands in no quotes, or the first if all do."""
    end = 0
    for n, part in enumerate(raw.split('"')):
        at = part.find(":") if n % 2 == 0 else -1
        if at >= 0:
            return raw[: end + at], ":", raw[end + at + 1 :]
        end += len(part) + 1
    return raw.partition(":")


def _printable(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return writable(raw.decode(charset))
    except (LookupError, ValueError):
        return raw.decode("cp1252", "replace")
