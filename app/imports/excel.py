"""Read the sheets of an Excel workbook (.xlsx), row by row.

openpyxl reads (pure Python, so that a phone can, too; MIT licence), defusedxml
refuses entities. What neither of them refuses is refused here: archives that
grow when unpacked, sheets that are wide or long but empty.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from app.imports.amounts import plainly
from app.imports.csv_table import is_data, numbered
from app.imports.errors import DamagedFileError, SpreadsheetFileError, TooLargeFileError
from app.imports.table import MAX_COLUMNS, BrokenRow, Row, header_key, shaped
from app.imports.text import SourceFile, opened

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes of the sheets; a row of an export is some kilobyte of XML."""

MAX_HELD = 96 * 1024 * 1024
"""Bytes of the parts that are held in memory: the workbook's texts, above all."""

_EMPTY_ROWS = 1_000
"""Rows without a word after which a sheet is taken to end; Excel writes a million."""

_TITLE_ROWS = 20
"""Rows in which a header is looked for, under a title and a date."""

_ERRORS = frozenset(
    {
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!"),
    }
)
"""What stands in a cell whose formula failed; another text may begin with that sign, too."""

_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff])_")
"""How Excel writes line ends of Windows and other signs that XML cannot hold."""

_WORKBOOK = "xl/workbook.xml"
_SHEETS = "xl/worksheets/"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet; it is read anew each time its rows are asked for.

    Attributes:
        file: The workbook.
        headers: The first row that is not a title, as written.
        name: The sheet's name.
        first: Number of the first row below the header.
    """

    file: SourceFile
    headers: tuple[str, ...]
    name: str
    first: int
    form: str = "excel"
    cut: bool = False

    def rows(self) -> Iterator[Row | BrokenRow]:
        """Yield the rows below the header, in order.

        Raises:
            ImportFileError: If the workbook cannot be read to its end.
        """
        keys = tuple(header_key(h) for h in self.headers)
        with _workbook(self.file) as book:
            for number, cells in _cells(book, self.name):
                if number >= self.first:
                    full = [*cells[:MAX_COLUMNS], *[""] * (len(keys) - len(cells))]
                    row = shaped(number, keys, full, "")
                    if row is not None:
                        yield row


def open_workbook(file: SourceFile) -> list[SheetTable]:
    """Find the tables of a workbook: one for each sheet that holds something.

    Raises:
        ImportFileError: If it is no workbook, is damaged, or grows when unpacked.
    """
    with _workbook(file) as book:
        names = [sheet.title for sheet in book.worksheets]
        tables = (_sheet(file, name, _cells(book, name)) for name in names)
        return [table for table in tables if table]


def _sheet(file: SourceFile, name: str, rows: Iterable[tuple[int, list[str]]]) -> SheetTable | None:
    top: list[tuple[int, list[str]]] = []
    for row in rows:
        if any(row[1]):
            top.append(row)
        if len(top) == _TITLE_ROWS:
            break
    if not top:
        return None
    most = max(sum(map(bool, cells)) for _, cells in top)
    number, cells = next(row for row in top if sum(map(bool, row[1])) * 2 >= most)
    kept, cut = tuple(cells[:MAX_COLUMNS]), len(cells) > MAX_COLUMNS
    if is_data(cells):
        return SheetTable(file, numbered(len(kept)), name, number, cut=cut)
    return SheetTable(file, kept, name, number + 1, cut=cut)


@contextmanager
def _workbook(file: SourceFile) -> Iterator["Workbook"]:
    """Open a workbook; whatever its reader raises means that it is damaged."""
    with opened(file) as stream:
        _examine(file, stream)
        with _damage_named(file):
            import openpyxl  # noqa: PLC0415  # a third of a second that only Excel files cost

            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        with closing(book), _damage_named(file):
            yield book


@contextmanager
def _damage_named(file: SourceFile) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise DamagedFileError(file=file.name, detail=type(error).__name__) from error


def _examine(file: SourceFile, stream: BinaryIO) -> None:
    """Refuse what is no workbook or unpacks to more than one holds.

    zipfile never yields more of a part than the directory says, so the sizes it
    states are the sizes that can be met.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedFileError(file=file.name, detail=type(error).__name__) from error
    if all(part.filename != _WORKBOOK for part in parts):
        raise SpreadsheetFileError(file=file.name)
    sheets = sum(part.file_size for part in parts if part.filename.startswith(_SHEETS))
    held = sum(part.file_size for part in parts if _is_held(part.filename))
    if sheets > MAX_UNPACKED or held > MAX_HELD:
        raise TooLargeFileError(file=file.name, limit_mb=MAX_UNPACKED >> 20)
    stream.seek(0)


def _is_held(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and not name.startswith(_SHEETS)


def _cells(book: "Workbook", name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row, as text; one more than are read."""
    sheet = book[name]
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    empty = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > _EMPTY_ROWS:
            return
        if cells:
            yield number, cells


def _text(value: object) -> str:
    """Write a cell as an export would: 12.0 is 12, a day has no hour."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else plainly(Decimal(repr(value)))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            text = _ESCAPED.sub(_meant, str(value)).strip()
            return "" if text in _ERRORS else text


def _meant(escaped: re.Match[str]) -> str:
    """Read a sign that XML cannot hold; of those that say nothing, nothing is left."""
    sign = chr(int(escaped[1], 16))
    return sign if sign in "\t\n\r_" else ""
