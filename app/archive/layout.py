"""What lies where in an archive, and what comes along of a device's own memory.

An archive is a zip file::

    README.txt            says what all this is
    rapport.json          everything, with stamps: what is read back
    tables/deal.csv       one table for each kind of record, for spreadsheets
    people.vcf            customers and people, for address books
    calendar.ics          visits and next steps, for calendars
    files/9f86d081-a.jpg  recordings and photos
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection

FORMAT_VERSION = 1
"""Raised when what is read back is laid out in another way.

History:
    1 (2026-11-22): first.
"""

README = "README.txt"
DOCUMENT = "rapport.json"
CARDS = "people.vcf"
CALENDAR = "calendar.ics"

OnProgress = Callable[[int, int], None]
"""Takes how much is done and of how much, in no particular unit; may raise to stop."""

CARRIED = ("outbox", "draft", "known_giving", "hearing")
"""Tables of a device's own memory that come along, row by row."""

LEFT_BEHIND = MappingProxyType(
    {
        "import_run": "its files stay behind, and what it brought comes along",
        "import_write": "as its import",
        "file_copy": "follows from the files that come along",
        "alike": "found again from the records",
        "match_key": "found again from the records",
        "match_subject": "found again from the records",
        "merged": "follows from who is the same",
        "put_off": "a reading that was under way",
        "replica_state": "some of it comes along as `Head`; tokens never do",
        "search_document": "made again from the records",
        "search_index": "made again from the records",
        "search_stale": "made again from the records",
        "written": "follows from who is the same; records come along as written",
        "unseen": "a reading that was under way",
    }
)
"""The device's other tables, and why they stay. Every table is in one of the two."""


@dataclass(frozen=True, slots=True)
class Head:
    """How an archive begins: what wrote it, and whose it is.

    Attributes:
        version: `FORMAT_VERSION` of who wrote it.
        schema: Schema version of the records.
        made_ms: When it was written, UTC milliseconds.
        user_id: Whose notebook it was.
        team_id: Their team.
        device_number: What their device's stamps end with.
        clock: The last stamp that device made or saw.
        floor: The latest of them that was the server's, too.
        server_url: The team's server, empty for none.
        made: Number of the last change the device ever made.
    """

    version: int
    schema: int
    made_ms: int
    user_id: str
    team_id: str
    device_number: int
    clock: str
    floor: str
    server_url: str
    made: int


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of an archive.

    Attributes:
        path: Its name in the archive.
        sha256: SHA-256 of its bytes.
        size: Bytes.
    """

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """How much an archive holds.

    Attributes:
        records: Records, deleted ones included.
        kept: Rows of the device's own memory: changes that wait, drafts.
        files: Recordings and photos.
        missing: Those that are named by a record and were not on the device.
    """

    records: int
    kept: int
    files: int
    missing: int


def table_path(kind: str) -> str:
    """Return where a kind's table lies."""
    return f"tables/{kind}.csv"


def file_path(sha256: str, name: str) -> str:
    """Return where a file lies: its own name, with no trace of any folder.

    Example: ``files/9f86d081884c-shelf.jpg``.
    """
    kept = "".join(c if c.isalnum() or c in ".-_" else "_" for c in name)[-80:]
    return f"files/{sha256[:12]}-{kept.lstrip('.') or 'file'}"


def columns(connection: Connection, table: str) -> tuple[str, ...]:
    """Return the columns of a table of this device."""
    found = connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table}')")
    return tuple(found.scalars())
