"""A table as every reader hands it over: headers, sound rows, broken rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.imports.text import SourceFile

MAX_COLUMNS = 400
"""Columns of a table that are read; the widest export has some two hundred."""

_SHOWN = 80
"""Characters of an offending value kept for the report."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sound row.

    Attributes:
        line: Line of the file on which it begins, from 1.
        cells: Values by header as `header_key` writes it, trimmed; of a
            repeated header, the first cell that is not empty.
    """

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that does not fit the table.

    Attributes:
        line: Line of the file on which it begins, from 1.
        reason: Catalog key.
        value: What stands there, cut short.
        cells: What could be made of it, whole, to be set right; what stands beyond the
            last header follows in the last cell.
    """

    line: int
    reason: str
    value: str
    cells: tuple[str, ...] = ()


class Table(Protocol):
    """A table whose headers are known; its rows are read each time they are asked for."""

    @property
    def file(self) -> SourceFile:
        """Where it comes from."""

    @property
    def headers(self) -> tuple[str, ...]:
        """What its columns are called, as written."""

    @property
    def name(self) -> str:
        """What it is called within its file; empty where the file is one table."""

    @property
    def form(self) -> str:
        """How it is written: csv, excel, json, tree, atomic or vcard."""

    @property
    def cut(self) -> bool:
        """Whether it has more columns than are read."""

    def rows(self) -> Iterator[Row | BrokenRow]:
        """Yield the rows, in order.

        Raises:
            ImportFileError: If the file cannot be read to its end.
        """


@dataclass(frozen=True, slots=True)
class HeldTable:
    """A table that was read whole, as a file of nested values must be."""

    file: SourceFile
    headers: tuple[str, ...]
    name: str
    form: str
    held: tuple[Row, ...]
    cut: bool = False

    def rows(self) -> Iterator[Row | BrokenRow]:
        """Yield the rows, in order."""
        yield from self.held


def header_key(header: str) -> str:
    """Return how a header is compared: folded, with single spaces."""
    return " ".join(header.casefold().split())


def shown(value: str) -> str:
    """Cut an offending value to what a report can hold, on one line."""
    line = " ".join(value.replace("\0", "\u2400").split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def shaped(
    number: int, keys: tuple[str, ...], cells: list[str], problem: str, delimiter: str = " "
) -> Row | BrokenRow | None:
    """Check one row's shape; None for the header, its copies and empty rows.

    Args:
        number: Line of the file on which it begins.
        keys: The headers as `header_key` writes them.
        cells: What stands in the row.
        problem: Why it could not be read; empty when it could.
        delimiter: What separates its cells.
    """
    if problem:
        return BrokenRow(number, problem, shown(cells[0]), _kept(cells))
    if any("\0" in cell for cell in cells):
        whole = _kept(_fitted(cells, len(keys), delimiter))
        return BrokenRow(number, "import.reason.nul", _beginning(cells), whole)
    if any(map(str.strip, cells[len(keys) :])):
        whole = _kept(_fitted(cells, len(keys), delimiter))
        return BrokenRow(number, "import.reason.too_many_cells", _beginning(cells), whole)
    values = [cell.strip() for cell in cells[: len(keys)]]
    if not any(values) or _is_header(values, keys):
        return None
    if len(values) < len(keys):
        return BrokenRow(number, "import.reason.too_few_cells", _beginning(cells), _kept(cells))
    row: dict[str, str] = {}
    for key, value in zip(keys, values, strict=True):
        if key and not row.get(key):
            row[key] = value
    return Row(number, row)


def _is_header(values: list[str], keys: tuple[str, ...]) -> bool:
    # The first cell alone tells nearly every row from the header.
    return header_key(values[0]) == keys[0] and tuple(map(header_key, values)) == keys


def _kept(cells: list[str]) -> tuple[str, ...]:
    return tuple(cell.replace("\0", "").strip() for cell in cells)


def _fitted(cells: list[str], count: int, delimiter: str) -> list[str]:
    """Put what stands beyond the last column back into it: often a text has the delimiter."""
    last = max(n for n, cell in enumerate(cells, 1) if cell.strip() or n <= count)
    return [*cells[: count - 1], delimiter.join(cells[count - 1 : last])]


def _beginning(cells: list[str]) -> str:
    """Join the first cells of a row for the report."""
    return shown(" · ".join(cell[:_SHOWN].strip() for cell in cells[:4] if cell.strip()))
