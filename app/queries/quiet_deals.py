"""Open deals nobody has said a word about for long: alive, resting, or lost?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.queries.team import STAGE_STEPS
from sync.core.spans import DAY_MS


@dataclass(frozen=True, slots=True)
class QuietDeal:
    """A deal to be asked about.

    Attributes:
        last_ms: When somebody last said or did something about it, UTC milliseconds.
        last_words: The last words noted about its customer; empty for none.
    """

    id: str
    title: str
    account: str
    stage: str
    pipeline_id: str
    amount_minor: int
    currency: str
    expected_on: str
    last_ms: int
    last_words: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """How many of a person's deals are quiet, and the one asked about next."""

    count: int = 0
    first: QuietDeal | None = None


_SINCE = """
SELECT d.id, max(d.created_ms, d.alive_ms,
    coalesce((SELECT max(v.at_ms) FROM visit v
        WHERE v.account_id = d.account_id AND d.account_id <> '' AND NOT v.deleted), 0),
    coalesce((SELECT max(n.written_ms) FROM note n
        WHERE n.account_id = d.account_id AND d.account_id <> '' AND NOT n.deleted), 0),
    coalesce((SELECT max(n.written_ms) FROM note n
        WHERE n.deal_id = d.id AND NOT n.deleted), 0)) AS last_ms
FROM deal d
WHERE d.owner_id = ? AND NOT d.deleted AND NOT d.parked AND d.created_ms < ? AND d.alive_ms < ?
    AND d.stage_id NOT IN (SELECT id FROM stage WHERE outcome <> 'open')
    AND d.id NOT IN (SELECT deal_id FROM follow_up
        WHERE done_ms = 0 AND NOT deleted AND due_on >= ?)
"""


def quiet_deals(
    connection: Connection, owner_id: str, stale_days: int, today: date, now_ms: int
) -> Quiet:
    """Return a person's deals without a word for the team's number of days, quietest first.

    A word is a visit or a note about the customer, a move to another stage, or that the
    deal was said to be alive; a step promised for a day to come keeps a deal from being
    asked about.

    Args:
        connection: A read transaction.
        owner_id: Whose deals.
        stale_days: How long is quiet; 0 asks about none.
        today: The local day.
        now_ms: The present moment, UTC milliseconds.
    """
    if stale_days <= 0:
        return Quiet()
    until = now_ms - stale_days * DAY_MS
    found = connection.exec_driver_sql(
        f"""
        WITH since AS ({_SINCE}), steps AS ({STAGE_STEPS})
        SELECT count(*) OVER (), d.id, d.title, coalesce(a.name, ''), coalesce(s.name, ''),
            coalesce(s.pipeline_id, d.pipeline_id), d.amount_minor, d.currency, d.expected_on,
            since.last_ms, coalesce((SELECT n.text FROM note n WHERE n.account_id = d.account_id
                AND d.account_id <> '' AND NOT n.deleted AND n.text <> ''
                ORDER BY n.written_ms DESC, n.id DESC LIMIT 1), '')
        FROM since JOIN deal d ON d.id = since.id
        LEFT JOIN account a ON a.id = d.account_id LEFT JOIN steps s ON s.id = d.stage_id
        WHERE since.last_ms < ? ORDER BY since.last_ms, d.id LIMIT 1
        """,
        (owner_id, until, until, today.isoformat(), until),
    ).first()
    return Quiet(found[0], QuietDeal(*found[1:])) if found else Quiet()
