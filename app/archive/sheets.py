"""A table for each kind of record, as spreadsheets read it, one row at a time.

Money is written in units with a decimal point, moments as UTC, and beside each link
stands what it leads to. What was deleted is left out: it would be counted.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from app.i18n.money import split
from sync.core import schema
from sync.core.change import Scalar
from sync.store.rows import Row

BEGIN: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Excel reads a file as UTF-8 when it begins with this mark."""

TitleOf = Callable[[str, str], str]
"""Takes a kind and an id; returns what that record is called."""

_PEOPLE: Final = frozenset({"owner_id", "given_by", "given_from", "author_id", "keeper_id"})
_RUN: Final = re.compile(
    r"(?:(?:^|(?<=;))[\s\x00]*+"
    r"|(?<![\s\x00])(?:[^\S\t\r\n]|\x00)*[\t\r\n][\s\x00]*+)"
    r"(?=[=+\-@\uff1d\uff0b\uff0d\uff20])"
)
"""Where a spreadsheet would begin to calculate: at the start of a cell. Programs that
divide at semicolons or tabs, though the table has commas, begin cells within ours. Blanks
are looked through from where they begin, and never twice: a note may be nothing else."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    An apostrophe goes before what would be run, as spreadsheets themselves mark
    words; all else stays as it is.

    Example: ``=1+1`` becomes ``'=1+1``.
    """
    return _RUN.sub(r"\g<0>'", text)


def moment(ms: int) -> str:
    """Return a moment as spreadsheets know it, in UTC; empty for none.

    Example: ``2026-11-21 12:00:00``.
    """
    try:
        return (_EPOCH + timedelta(milliseconds=ms)).strftime("%Y-%m-%d %H:%M:%S") if ms else ""
    except OverflowError:  # a moment that no calendar has
        return str(ms)


def money(minor: int, currency: str) -> str:
    """Return an amount in units, with a point: 4500000 euro cents are ``45000.00``."""
    whole, rest = split(minor, currency)
    return f"{'-' * (minor < 0)}{whole}{rest and '.'}{rest}"


def header(kind: str) -> list[str]:
    """Return the columns of a kind's table."""
    return ["id", *(name for one in _told(kind) for name in _columns(one))]


def sheet(kind: str, rows: Iterable[Row], title_of: TitleOf) -> Iterator[str]:
    """Yield the lines of a kind's table, header first, deleted records left out.

    Args:
        kind: The kind.
        rows: Its records.
        title_of: Says what linked records are called.
    """
    lines: list[str] = []
    # Every cell is quoted: what a person wrote may hold any separator.
    writer = csv.writer(_Lines(lines), quoting=csv.QUOTE_ALL)
    writer.writerow(header(kind))
    yield BEGIN + lines.pop()
    for row in rows:
        if not row.values.get("deleted"):
            writer.writerow(_cells(kind, row, title_of))
            yield lines.pop()


class _Lines:
    """A file for `csv.writer` that hands over each line."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


def _told(kind: str) -> Iterator[str]:
    return (name for name in schema.registers(kind) if name != "deleted")


def _columns(register: str) -> tuple[str, ...]:
    """Return the columns of a register: beside a link what it leads to."""
    if _leads_to(register):
        return register, f"{register.removesuffix('_id')}_name"
    for unit, instead in (("_ms", "_at"), ("_minor", "")):
        if register.endswith(unit):
            return (register.removesuffix(unit) + instead,)
    return (register,)


def _leads_to(register: str) -> str:
    """Return the kind of record that a register names; empty for none."""
    if register in _PEOPLE:
        return "user"
    kind = register.removesuffix("_id")
    return kind if kind != register and kind in schema.RECORDS else ""


def _cells(kind: str, row: Row, title_of: TitleOf) -> Iterator[str]:
    yield row.id
    for name in _told(kind):
        value = row.values[name]
        yield _cell(name, value, row.values)
        if linked := _leads_to(name):
            yield harmless(title_of(linked, str(value))) if value else ""


def _cell(name: str, value: Scalar, values: Mapping[str, Scalar]) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() if name.endswith("_ms"):
            return moment(value)
        case int() if name.endswith("_minor"):
            return money(value, str(values.get("currency", "")))
        case int() | float():
            return str(value)
        case _:
            return harmless(str(value))
