"""After how many days a customer who bought is asked how it goes."""

import re
from typing import Final

from sqlalchemy import Connection

from sync.client import state
from sync.core.records.team import Team

CHECK_IN: Final = "check_in"
"""The form of a next step that asks, after the sale, how it goes."""
MOST_DAYS: Final = 3_650
MOST: Final = 8

_NUMBER: Final = re.compile(r"[0-9]+")


def days_of(said: str) -> tuple[int, ...]:
    """Return the days a team chose, in order, each once; whatever stands between them.

    Example: ``30, 7 and 7`` becomes ``(7, 30)``; what is no day of ten years is left out.
    """
    days = {int(one) for one in _NUMBER.findall(said) if len(one) <= len(str(MOST_DAYS))}
    return tuple(sorted(one for one in days if 0 < one <= MOST_DAYS))[:MOST]


def check_in_days(connection: Connection) -> tuple[int, ...]:
    """Return the days this team chose; the usual ones before its record has arrived."""
    said = connection.exec_driver_sql(
        "SELECT check_in_days FROM team WHERE id = ?", (state.load(connection).team_id,)
    ).scalar()
    return days_of(str(Team().check_in_days if said is None else said))
