"""Read a CSV table, row by row, and name every row that is broken.

A broken row costs itself alone: when a quote was left open, reading starts
again on the line after the one where the row began.
"""

import csv
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.imports.errors import DamagedTableError, EmptyFileError
from app.imports.text import SourceFile, lines_of

MAX_BROKEN = 2_000
"""Broken rows after which a file is refused: each can cost a second reading."""

_MAX_RECORD_LINES = 300
"""Lines one row may span; the longest notes have a few dozen."""

_MAX_RECORD_CHARS = 2_000_000
"""Characters of one row, some ten times the longest an export has."""

_DELIMITERS = ",;\t|"
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
    """

    line: int
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header was read; its rows are read each time they are asked for.

    Attributes:
        file: Where it comes from.
        headers: The first row, as written, trimmed.
        delimiter: What separates its cells.
    """

    file: SourceFile
    headers: tuple[str, ...]
    delimiter: str

    def rows(self) -> Iterator[Row | BrokenRow]:
        """Yield the rows below the header, in order.

        Raises:
            ImportFileError: As `lines_of`; `DamagedTableError` when too many
                rows are broken.
        """
        keys = tuple(header_key(h) for h in self.headers)
        broken = 0
        with lines_of(self.file) as lines:
            feed = _Feed(lines)
            for number, cells in _records(feed, self.delimiter):
                row = _row(number, keys, cells, feed.problem)
                if isinstance(row, BrokenRow):
                    broken += 1
                    if broken > MAX_BROKEN:
                        raise DamagedTableError(file=self.file.name, count=MAX_BROKEN)
                if row is not None:
                    yield row


def header_key(header: str) -> str:
    """Return how a header is compared: folded, with single spaces."""
    return " ".join(header.casefold().split())


def shown(value: str) -> str:
    """Cut an offending value to what a report can hold, on one line."""
    line = " ".join(value.replace("\0", "\u2400").split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def open_table(file: SourceFile) -> Table:
    """Read the header of a file and what separates its cells.

    Raises:
        ImportFileError: As `lines_of`; `EmptyFileError` without a header.
    """
    with lines_of(file) as lines:
        for line in lines:
            if not line.strip() or _announced(line):
                continue
            delimiter = max(_DELIMITERS, key=_outside_quotes(line).count)
            break
        else:
            raise EmptyFileError(file=file.name)
    with lines_of(file) as lines:
        for _, cells in _records(_Feed(lines), delimiter):
            headers = tuple(cell.strip() for cell in cells)
            if any(headers):
                return Table(file, headers, delimiter)
    raise EmptyFileError(file=file.name)


def _announced(line: str) -> bool:
    """Tell Excel's own first line (``sep=;``) from a header."""
    return line.strip().casefold().startswith("sep=")


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[0::2])


class _Feed:
    """Lines for the csv module, remembered while a row lasts. Lives for one reading."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._chars = 0
        self.number = 0
        self.problem = ""

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self._taken) >= _MAX_RECORD_LINES or self._chars > _MAX_RECORD_CHARS:
            raise csv.Error
        line = self._again.popleft() if self._again else next(self._lines)
        self.number += 1
        self._taken.append(line)
        self._chars += len(line)
        return line

    def begin(self) -> int:
        """Forget the last row; return the line on which the next one begins."""
        self._taken.clear()
        self._chars = 0
        self.problem = ""
        return self.number + 1

    def give_up(self, problem: str) -> str:
        """Give back all lines of the row but its first, which is returned."""
        first, *rest = self._taken
        self._again.extendleft(reversed(rest))
        self.number -= len(rest)
        self.problem = problem
        return first


def _records(feed: _Feed, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of each row; `feed.problem` is set for a broken one."""
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        number = feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = [feed.give_up("import.reason.quotes")]
        if number == 1 and cells and _announced(cells[0]):
            continue
        yield number, cells


def _row(
    number: int, keys: tuple[str, ...], cells: list[str], problem: str
) -> Row | BrokenRow | None:
    """Check one row's shape; None for the header, its copies and empty rows."""
    if problem:
        return BrokenRow(number, problem, shown(cells[0]))
    if any("\0" in cell for cell in cells):
        return BrokenRow(number, "import.reason.nul", _beginning(cells))
    if any(map(str.strip, cells[len(keys) :])):
        return BrokenRow(number, "import.reason.too_many_cells", _beginning(cells))
    values = [cell.strip() for cell in cells[: len(keys)]]
    if not any(values) or _is_header(values, keys):
        return None
    if len(values) < len(keys):
        return BrokenRow(number, "import.reason.too_few_cells", _beginning(cells))
    row: dict[str, str] = {}
    for key, value in zip(keys, values, strict=True):
        if key and not row.get(key):
            row[key] = value
    return Row(number, row)


def _is_header(values: list[str], keys: tuple[str, ...]) -> bool:
    # The first cell alone tells nearly every row from the header.
    return header_key(values[0]) == keys[0] and tuple(map(header_key, values)) == keys


def _beginning(cells: list[str]) -> str:
    """Join the first cells of a row for the report."""
    return shown(" · ".join(cell[:_SHOWN].strip() for cell in cells[:4] if cell.strip()))
