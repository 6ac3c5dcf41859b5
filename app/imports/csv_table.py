"""Read a CSV table, row by row, and name every row that is broken.

A broken row costs itself alone: when a quote was left open, reading starts
again on the line after the one where the row began.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.imports.errors import DamagedTableError, EmptyFileError
from app.imports.table import MAX_COLUMNS, BrokenRow, Row, header_key, shaped
from app.imports.text import SourceFile, lines_of

MAX_BROKEN = 2_000
"""Broken rows after which a file is refused: each can cost a second reading."""

_MAX_RECORD_LINES = 300
"""Lines one row may span; the longest notes have a few dozen."""

_MAX_RECORD_CHARS = 2_000_000
"""Characters of one row, some ten times the longest an export has."""

_DELIMITERS = ",;\t|"
_HEADER_LINES = 20
_OPEN = re.compile(r'(?:^|[,;\t|])\s*"[^"]*\Z')
"""A cell that begins with a quote and has none more: it goes on in the next line."""

_DATUM = re.compile(r"[-+]?[0-9][0-9.,:/ ()+-]*|\S+@\S+\.\S+")
"""What stands in a row, but not in a header: numbers, phones, dates, addresses of mail."""

_DATA_SHARE = 0.25
"""Share of such cells from which a first row is no header; "2024" may head a column."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table whose header was read; its rows are read each time they are asked for.

    Attributes:
        file: Where it comes from.
        headers: The first row, as written, trimmed; ``Column 1`` and so on where the
            first row is one of data.
        delimiter: What separates its cells.
        headless: Whether the first row is one of data.
        beyond: Columns that are left out because there are too many.
    """

    file: SourceFile
    headers: tuple[str, ...]
    delimiter: str
    headless: bool = False
    name: str = ""
    form: str = "csv"
    beyond: int = 0

    @property
    def cut(self) -> bool:
        """Whether it has more columns than are read."""
        return self.beyond > 0

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
                del cells[len(keys) : len(keys) + self.beyond]
                row = shaped(number, keys, cells, feed.problem, self.delimiter)
                if isinstance(row, BrokenRow):
                    broken += 1
                    if broken > MAX_BROKEN:
                        raise DamagedTableError(file=self.file.name, count=MAX_BROKEN)
                if row is not None:
                    yield row


def open_table(file: SourceFile) -> CsvTable:
    """Read the header of a file and what separates its cells.

    Raises:
        ImportFileError: As `lines_of`; `EmptyFileError` without a header.
    """
    with lines_of(file) as lines:
        for line in lines:
            if not line.strip() or _announced(line):
                continue
            delimiter = max(_DELIMITERS, key=_outside_quotes(_whole(line, lines)).count)
            break
        else:
            raise EmptyFileError(file=file.name)
    with lines_of(file) as lines:
        for _, cells in _records(_Feed(lines), delimiter):
            headers = tuple(cell.strip() for cell in cells)
            if any(headers):
                return _table(file, headers, delimiter)
    raise EmptyFileError(file=file.name)


def _table(file: SourceFile, first: tuple[str, ...], delimiter: str) -> CsvTable:
    headless, beyond = is_data(first), max(0, len(first) - MAX_COLUMNS)
    kept = first[:MAX_COLUMNS]
    headers = numbered(len(kept)) if headless else kept
    return CsvTable(file, headers, delimiter, headless, beyond=beyond)


def is_data(first: Sequence[str]) -> bool:
    """Tell a first row that holds data from one that names columns."""
    full = [cell.strip() for cell in first if cell.strip()]
    data = sum(1 for cell in full if _DATUM.fullmatch(cell[:100]))
    return data > 1 and data >= len(full) * _DATA_SHARE


def numbered(count: int) -> tuple[str, ...]:
    """Return headers for columns that have none."""
    return tuple(f"Column {n}" for n in range(1, count + 1))


def _announced(line: str) -> bool:
    """Tell Excel's own first line (``sep=;``) from a header."""
    return line.strip().casefold().startswith("sep=")


def _whole(first: str, lines: Iterator[str]) -> str:
    """Return a row to the end of what is quoted in it: a header may go over several lines."""
    whole = first
    for _, line in zip(range(_HEADER_LINES), lines, strict=False):
        if not whole.count('"') % 2 or not _OPEN.search(whole):
            return whole
        whole += line
    return whole if whole.count('"') % 2 == 0 else first


def _outside_quotes(line: str) -> str:
    parts = line.split('"')
    return "".join(parts[0::2] if len(parts) % 2 else parts)


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
