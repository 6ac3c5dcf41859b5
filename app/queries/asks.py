"""Questions to colleagues and their answers, as the two people and the team read them."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from sync.core.spans import DAY_MS

NEWS_MS: Final = 3 * DAY_MS
"""For so long an answer stands on the day of who asked; after that with its deal alone."""

_SELECT: Final = """
SELECT q.id, q.account_id, coalesce(a.name, ''), q.deal_id, coalesce(d.title, ''),
    q.owner_id, coalesce(f.name, ''), q.to_id, coalesce(t.name, ''),
    q.text, q.by_on, q.answer, q.answered_ms, q.created_ms,
    EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = q.id),
    CASE WHEN q.to_id = :me AND q.answered_ms = 0 THEN coalesce((
        SELECT n.text FROM note n
        WHERE n.owner_id = :me AND n.transcription = 'done' AND NOT n.deleted
            AND n.written_ms > q.created_ms
            AND CASE WHEN q.deal_id <> '' THEN n.deal_id = q.deal_id
                ELSE q.account_id <> '' AND n.account_id = q.account_id END
        ORDER BY n.written_ms DESC LIMIT 1), '') ELSE '' END
FROM ask q
LEFT JOIN account a ON a.id = q.account_id
LEFT JOIN deal d ON d.id = q.deal_id
LEFT JOIN user f ON f.id = q.owner_id
LEFT JOIN user t ON t.id = q.to_id
WHERE NOT q.deleted
"""


@dataclass(frozen=True, slots=True)
class AskRow:
    """One question.

    Attributes:
        account: Name of the customer; empty for none.
        deal: Title of the deal; empty for none.
        by_id: Who asks.
        by: Their name; empty when nobody knows it.
        to_id: Who is asked.
        to: Their name.
        by_on: ISO date until when an answer helps; empty for whenever.
        answer: What was said; empty while open.
        answered_ms: When, UTC milliseconds; 0 while open.
        asked_ms: When it was asked, UTC milliseconds.
        waiting: Whether it, or a change of it, has not reached the team yet.
        spoken: What who is asked has said aloud about the deal, or the customer, since;
            for them alone, and only while it is open.
    """

    id: str
    account_id: str
    account: str
    deal_id: str
    deal: str
    by_id: str
    by: str
    to_id: str
    to: str
    text: str
    by_on: str
    answer: str
    answered_ms: int
    asked_ms: int
    waiting: bool
    spoken: str

    @property
    def path(self) -> str:
        """Where it stands; empty for nowhere."""
        if self.deal_id:
            return f"/deals/{self.deal_id}"
        return f"/customers/{self.account_id}" if self.account_id else ""


def asks_about(
    connection: Connection, user_id: str, *, deal_id: str = "", account_id: str = ""
) -> tuple[AskRow, ...]:
    """Return the questions about a deal, or about a customer: open ones first, newest first.

    Those about a customer's deals are among the customer's.

    Args:
        connection: A read transaction.
        user_id: Who reads them.
        deal_id: The deal; empty for a customer's.
        account_id: The customer.
    """
    where = "AND q.deal_id = :deal" if deal_id else "AND q.account_id = :account"
    order = "ORDER BY q.answered_ms > 0, q.created_ms DESC, q.id"
    values = {"me": user_id, "deal": deal_id, "account": account_id}
    return _read(connection, f"{where} {order}", values)


def asks_of_mine(connection: Connection, user_id: str, now_ms: int) -> tuple[AskRow, ...]:
    """Return what a person is asked, soonest first, and the answers they have just got.

    Args:
        connection: A read transaction.
        user_id: The person.
        now_ms: The present moment, UTC milliseconds.
    """
    where = """
        AND ((q.to_id = :me AND q.answered_ms = 0)
            OR (q.owner_id = :me AND q.answered_ms > :since))
        ORDER BY q.answered_ms > 0, q.by_on = '', q.by_on, q.created_ms, q.id"""
    return _read(connection, where, {"me": user_id, "since": now_ms - NEWS_MS})


def _read(connection: Connection, rest: str, values: dict[str, Any]) -> tuple[AskRow, ...]:
    found = connection.exec_driver_sql(f"{_SELECT} {rest}", values)
    rows: list[list[Any]] = [[*row[:-2], bool(row[-2]), row[-1]] for row in found]
    return tuple(AskRow(*row) for row in rows)
