"""Makes rows again that a disk has changed, whoever meets them."""

from collections.abc import Callable
from typing import TypeVar

from sync.core.errors import DamagedDatabaseError
from sync.server.checksums import DamagedRowsError
from sync.server.database import Database
from sync.server.rows import heal

_T = TypeVar("_T")

Told = Callable[[str, int, int], object]
"""Hears of the team, its new last position, and how many rows were made again."""


def sound(
    database: Database,
    now_ms: int,
    work: Callable[[], _T],
    told: Told = lambda _team_id, _head, _count: None,
) -> _T:
    """Do work; when it meets damaged rows, make them again first and do it once more.

    Args:
        database: Where the rows are.
        now_ms: The server's wall clock.
        work: Opens its own transaction, and is done anew whenever rows were made again.
        told: Hears of what was made again.

    Raises:
        DamagedDatabaseError: If rows that were made again are damaged still, as on a disk
            that keeps nothing.
        RapportError: What the work raises, or if the database cannot be written.
    """
    healed: set[str] = set()
    while True:
        try:
            return work()
        except DamagedRowsError as found:
            if healed.issuperset(found.ids):
                raise DamagedDatabaseError(
                    verdict="rows do not stay as they were written"
                ) from found
            healed.update(found.ids)
            with database.writing() as connection:
                head = heal(connection, found.team_id, found.ids, now_ms)
            if head is not None:
                told(found.team_id, head, len(found.ids))
