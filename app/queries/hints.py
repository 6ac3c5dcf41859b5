"""What a person has done so far, by which one sees what would be useful next."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from sync.core.spans import DAY_MS

_LATELY_MS: Final = 14 * DAY_MS


@dataclass(frozen=True, slots=True)
class Useful:
    """Facts about one's own notebook; they never leave the device.

    Attributes:
        visit_id: A visit of today after which nothing was promised; empty for none.
        account_id: Whom it was paid to.
        account: Their name.
        typed: Notes typed lately.
        spoken: Notes spoken, ever.
        unplanned: Visits lately that nobody had planned.
        planned: Visits planned, ever.
        deals: Open deals of one's own.
        pinned: Deals that stand on top of one's own list.
    """

    visit_id: str = ""
    account_id: str = ""
    account: str = ""
    typed: int = 0
    spoken: int = 0
    unplanned: int = 0
    planned: int = 0
    deals: int = 0
    pinned: int = 0


_UNPROMISED: Final = """
SELECT v.id, v.account_id, a.name FROM visit v JOIN account a ON a.id = v.account_id
WHERE v.owner_id = :me AND v.done AND NOT v.deleted AND NOT a.deleted
    AND v.at_ms BETWEEN :midnight AND :now
    AND NOT EXISTS (
        SELECT 1 FROM follow_up f
        WHERE f.account_id = v.account_id AND f.done_ms = 0 AND NOT f.deleted
    )
ORDER BY v.at_ms DESC LIMIT 1
"""
_COUNTS: Final = """
SELECT
    (SELECT count(*) FROM note WHERE owner_id = :me AND transcription = '' AND NOT deleted
        AND written_ms > :since),
    (SELECT count(*) FROM note WHERE owner_id = :me AND transcription <> ''),
    (SELECT count(*) FROM visit WHERE owner_id = :me AND done AND NOT deleted
        AND at_ms > :since),
    (SELECT count(*) FROM visit WHERE owner_id = :me AND NOT done),
    (SELECT count(*) FROM deal WHERE owner_id = :me AND NOT deleted AND NOT parked
        AND stage_id NOT IN (SELECT id FROM stage WHERE outcome <> 'open')),
    (SELECT count(*) FROM deal_place WHERE owner_id = :me AND pinned AND NOT deleted)
"""


def useful(connection: Connection, user_id: str, midnight_ms: int, now_ms: int) -> Useful:
    """Return what a person has done so far.

    Args:
        connection: A read transaction.
        user_id: The person.
        midnight_ms: When their day began, UTC milliseconds.
        now_ms: The present moment.
    """
    values = {
        "me": user_id,
        "midnight": midnight_ms,
        "now": now_ms,
        "since": now_ms - _LATELY_MS,
    }
    visit = connection.exec_driver_sql(_UNPROMISED, values).first() or ("", "", "")
    counts = connection.exec_driver_sql(_COUNTS, values).one()
    return Useful(*visit, *counts)
