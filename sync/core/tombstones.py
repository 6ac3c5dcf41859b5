"""How long a deleted record is known, and what brings one back that is known no longer.

The server takes tombstones away (`sync.server.collecting`) that devices may still hold.
What is left of the record is with them, so whoever brings it back sends all of it; an
edit by somebody who had not heard of the deletion brings nothing back.
"""

from collections.abc import Mapping
from typing import Final

from sync.core.change import Scalar, newest
from sync.core.clock import parse
from sync.core.spans import DAY_MS

KEPT_DAYS: Final = 180
"""How long after its last change a deleted record is kept, at least."""

_MADE = "created_ms"
"""Written when a record is made, and never by an edit."""


def may_be_gone(stamps: str, now_ms: int) -> bool:
    """Tell whether the server may have taken a tombstone away; clocks and ways may be slow.

    Raises:
        StampError: If these are not packed stamps.
    """
    return parse(newest(stamps))[0] < now_ms - KEPT_DAYS // 2 * DAY_MS


def whole(row: Mapping[str, Scalar], told: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Return what brings back a record, wherever it is.

    Args:
        row: All of its registers.
        told: Those among them that somebody wrote.
    """
    return {**told, _MADE: row[_MADE]}


def brings_back(fields: Mapping[str, Scalar]) -> bool:
    """Tell whether a change says all of a record that is to stand again."""
    return fields.get("deleted") is False and _MADE in fields
