"""What two minutes set right: the health of what the team knows, never of a person.

None of these asks, returns or sorts by whose anything is. Each reads a few rows more than
are shown and stops there; nothing is counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from app.queries.terms import terms
from sync.core.spans import DAY_MS

Fault = Literal["step", "stale", "reach", "nobody", "unconfirmed"]

_YEAR_MS: Final = 365 * DAY_MS
_OPEN_DEAL: Final = """
SELECT d.id, d.title, coalesce(a.name, ''), d.account_id, 0
FROM deal d LEFT JOIN account a ON a.id = d.account_id
WHERE NOT d.deleted AND NOT d.parked AND NOT coalesce(a.deleted, 0)
    AND d.stage_id NOT IN (SELECT id FROM stage WHERE outcome <> 'open')
"""
_CUSTOMER: Final = """
SELECT a.id, a.name, a.city, a.id, 0 FROM account a WHERE NOT a.deleted
"""
STATEMENTS: Final[Mapping[Fault, str]] = {
    "stale": f"""{_OPEN_DEAL}
        AND :quiet_ms > 0 AND d.created_ms < :quiet_ms AND d.alive_ms < :quiet_ms
        AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.account_id = d.account_id
            AND d.account_id <> '' AND v.at_ms >= :quiet_ms AND NOT v.deleted)
        AND NOT EXISTS (SELECT 1 FROM note n WHERE n.account_id = d.account_id
            AND d.account_id <> '' AND n.written_ms >= :quiet_ms AND NOT n.deleted)
        AND NOT EXISTS (SELECT 1 FROM note n WHERE n.deal_id = d.id
            AND n.written_ms >= :quiet_ms AND NOT n.deleted)
        LIMIT :limit""",
    "step": f"""{_OPEN_DEAL}
        AND d.id NOT IN (SELECT deal_id FROM follow_up WHERE done_ms = 0 AND NOT deleted)
        AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.account_id = d.account_id
            AND f.deal_id = '' AND d.account_id <> '' AND f.done_ms = 0 AND NOT f.deleted)
        AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.account_id = d.account_id
            AND d.account_id <> '' AND NOT v.done AND v.at_ms >= :now_ms AND NOT v.deleted)
        LIMIT :limit""",
    "reach": f"""{_CUSTOMER}
        AND a.phone = '' AND a.email = '' AND a.street = '' AND a.postcode = '' AND a.city = ''
        AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.account_id = a.id AND NOT c.deleted
            AND c.phone || c.mobile || c.email <> '')
        LIMIT :limit""",
    "nobody": f"""{_CUSTOMER}
        AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.account_id = a.id AND NOT c.deleted)
        LIMIT :limit""",
    "unconfirmed": """
        SELECT c.id, c.name, a.name, a.id, max(c.confirmed_ms, c.created_ms)
        FROM contact c JOIN account a ON a.id = c.account_id
        WHERE NOT c.deleted AND NOT a.deleted AND c.phone || c.mobile || c.email <> ''
            AND c.confirmed_ms < :old_ms AND c.created_ms < :old_ms
        LIMIT :limit""",
}
"""What is wrong and where: the record, its name, beside what, its customer, since when."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Something to be set right.

    Attributes:
        id: Of the deal, customer or person.
        beside: The customer of a deal or person, the town of a customer.
        since_ms: Of a person: when the details were last known to be right; else 0.
    """

    id: str
    name: str
    beside: str
    account_id: str
    since_ms: int


def fixes(connection: Connection, now_ms: int, limit: int) -> Mapping[Fault, tuple[Fix, ...]]:
    """Return what wants two minutes, by what is wrong; at most so many of each.

    Args:
        connection: A read transaction.
        now_ms: The present moment, UTC milliseconds.
        limit: How many of each.
    """
    stale_days = terms(connection).stale_days
    values = {
        "now_ms": now_ms,
        "quiet_ms": now_ms - stale_days * DAY_MS if stale_days else 0,
        "old_ms": now_ms - _YEAR_MS,
        "limit": limit,
    }
    return {
        fault: tuple(Fix(*row) for row in connection.exec_driver_sql(sql, values))
        for fault, sql in STATEMENTS.items()
    }
