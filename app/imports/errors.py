"""Errors of a file that cannot be imported as a whole.

RapportError
└── ImportFileError          one file; the others still arrive
    ├── MissingFileError         it cannot be opened
    ├── EmptyFileError           nothing but white space in it
    ├── TooLargeFileError        more bytes than an export has
    ├── SpreadsheetFileError     an Excel or OpenDocument file, not CSV
    ├── NotTextFileError         a picture, a PDF, a program
    ├── LongLineError            a line no export writes
    ├── DamagedTableError        more broken rows than sound reading allows
    └── UnknownTableError        its headers belong to no system we know

Every one carries `file` (the name as given) in its fields.
"""

from sync.core.errors import RapportError


class ImportFileError(RapportError):
    """A file cannot be imported; nothing of it was."""

    key = "import.error.file"


class MissingFileError(ImportFileError):
    """The file is not there or may not be read."""

    key = "import.error.missing"


class EmptyFileError(ImportFileError):
    """The file holds no table at all."""

    key = "import.error.empty"


class TooLargeFileError(ImportFileError):
    """The file is larger than `limit_mb`."""

    key = "import.error.too_large"


class SpreadsheetFileError(ImportFileError):
    """The file is a spreadsheet or an archive, which this version does not read."""

    key = "import.error.spreadsheet"


class NotTextFileError(ImportFileError):
    """The bytes are no text in any encoding an export uses."""

    key = "import.error.not_text"


class LongLineError(ImportFileError):
    """Line `line` is longer than any line of an export."""

    key = "import.error.long_line"


class DamagedTableError(ImportFileError):
    """More than `count` rows are broken: this is not a table worth guessing at."""

    key = "import.error.damaged"


class UnknownTableError(ImportFileError):
    """No known system writes these `headers`."""

    key = "import.error.unknown_table"
