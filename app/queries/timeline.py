"""One timeline of everything said and done with a customer."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline.

    Attributes:
        id: Record id of the visit or the note.
        form: ``visit``, ``call`` or ``note``.
        at_ms: When, UTC milliseconds.
        text: The words; empty when nothing was said.
        waiting: Whether it has not reached the server yet.
    """

    id: str
    form: str
    at_ms: int
    author: str
    text: str
    read: str
    deal: str
    contact: str
    waiting: bool


_MOMENTS = """
SELECT v.id, v.form, v.at_ms AS at, v.owner_id AS owner, coalesce((
        SELECT group_concat(n.text, char(10)) FROM note n WHERE n.visit_id = v.id AND NOT n.deleted
    ), '') AS words,
    v.read AS mood, v.deal_id AS deal, v.contact_id AS contact
FROM visit v
WHERE NOT v.deleted AND v.done AND v.{column} = ?
UNION ALL
SELECT n.id, 'note', n.written_ms, n.owner_id, n.text, '', n.deal_id, ''
FROM note n WHERE NOT n.deleted AND n.visit_id = '' AND n.{column} = ?
"""


def account_timeline(
    connection: Connection, account_id: str, offset: int, limit: int
) -> tuple[Moment, ...]:
    """Return a page of a customer's timeline, newest first."""
    return _timeline(connection, "account_id", account_id, offset, limit)


def deal_timeline(
    connection: Connection, deal_id: str, offset: int, limit: int
) -> tuple[Moment, ...]:
    """Return a page of a deal's own timeline, newest first."""
    return _timeline(connection, "deal_id", deal_id, offset, limit)


def _timeline(
    connection: Connection, column: str, record_id: str, offset: int, limit: int
) -> tuple[Moment, ...]:
    found = connection.exec_driver_sql(
        f"""
        SELECT m.id, m.form, m.at, coalesce(u.name, ''), m.words, m.mood,
            coalesce(d.title, ''), coalesce(c.name, ''),
            EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = m.id)
        FROM ({_MOMENTS.format(column=column)} ORDER BY at DESC LIMIT ? OFFSET ?) m
        LEFT JOIN user u ON u.id = m.owner
        LEFT JOIN deal d ON d.id = m.deal
        LEFT JOIN contact c ON c.id = m.contact
        ORDER BY m.at DESC, m.id
        """,
        (record_id, record_id, limit, offset),
    )
    return tuple(_moment(row) for row in found)


def _moment(row: Row[Any]) -> Moment:
    values: list[Any] = [*row[:-1], bool(row[-1])]
    return Moment(*values)
