"""Errors of a file that cannot be imported as a whole.

RapportError
└── ImportFileError          one file; the others still arrive
    ├── MissingFileError         it cannot be opened
    ├── EmptyFileError           nothing but white space in it
    ├── TooLargeFileError        more bytes than an export has
    ├── SpreadsheetFileError     an old Excel or an OpenDocument file
    ├── DamagedFileError         a workbook, or nested values, that cannot be read
    ├── NotTextFileError         a picture, a PDF, a program
    ├── LongLineError            a line no export writes
    ├── DamagedTableError        more broken rows than sound reading allows
    ├── LoadPlanError            a list of other files
    └── UnknownTableError        nothing in it is a customer, a person or a deal

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
    """The file is an old Excel or OpenDocument file, or an archive."""

    key = "import.error.spreadsheet"


class DamagedFileError(ImportFileError):
    """The file is a workbook or JSON, but cannot be read: `detail` says how."""

    key = "import.error.damaged_file"


class NotTextFileError(ImportFileError):
    """The bytes are no text in any encoding an export uses."""

    key = "import.error.not_text"


class LongLineError(ImportFileError):
    """Line `line` is longer than any line of an export."""

    key = "import.error.long_line"


class DamagedTableError(ImportFileError):
    """More than `count` rows are broken: this is not a table worth guessing at."""

    key = "import.error.damaged"


class LoadPlanError(ImportFileError):
    """The file names other files and holds nothing itself."""

    key = "import.error.load_plan"


class UnknownTableError(ImportFileError):
    """None of its `headers` says anything of a customer, a person or a deal."""

    key = "import.error.unknown_table"
