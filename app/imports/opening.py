"""Find the tables of a file by what stands in it, not by what it is called."""

import zipfile
from collections.abc import Sequence

from app.imports.csv_table import open_table
from app.imports.errors import SpreadsheetFileError
from app.imports.table import Table
from app.imports.text import SourceFile, lines_of, opened

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HEAD_LINES = 20


def open_tables(file: SourceFile) -> Sequence[Table]:
    """Open a file of any form we read.

    Raises:
        ImportFileError: If it cannot be read, or holds nothing.
    """
    with opened(file) as stream:
        head = stream.read(4)
        packed = head == _ZIP and zipfile.is_zipfile(stream)
    if head == _OLD_OFFICE:
        raise SpreadsheetFileError(file=file.name)
    if packed:
        from app.imports.excel import open_workbook  # noqa: PLC0415  # only Excel files cost it

        return open_workbook(file)
    first = _first_words(file)
    if first.casefold().startswith("begin:vcard"):
        from app.imports.vcards import open_cards  # noqa: PLC0415  # only vCards cost it

        return open_cards(file)
    if first[:1] in ("{", "["):
        from app.imports.json_tables import open_json  # noqa: PLC0415  # only JSON costs it

        return open_json(file)
    return [open_table(file)]


def _first_words(file: SourceFile) -> str:
    """Return the beginning of the first line that holds something."""
    with lines_of(file) as lines:
        for _, line in zip(range(_HEAD_LINES), lines, strict=False):
            if line.strip():
                return line.strip()[:80].replace(" ", "")
    return ""
