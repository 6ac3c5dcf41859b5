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
        author_id: Who was there or wrote it.
        note_id: The note that holds the words; empty when nothing was said.
        original: The words as first written, where they have been changed since.
        transcription: How the words of a recording stand, as the note says it; empty
            for typed ones.
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
    author_id: str = ""
    note_id: str = ""
    original: str = ""
    transcription: str = ""


_MOMENTS = """
WITH met AS (
    SELECT v.id, v.form, v.at_ms, v.owner_id, v.read, v.deal_id, v.contact_id, (
        SELECT n.id FROM note n WHERE n.visit_id = v.id AND NOT n.deleted
        ORDER BY n.written_ms, n.id LIMIT 1
    ) AS note_id
    FROM visit v WHERE NOT v.deleted AND v.done AND v.{column} = :record
), said AS (
    SELECT id, form, at_ms, owner_id, read, deal_id, contact_id, coalesce(note_id, '') AS note_id
    FROM met
    UNION ALL
    SELECT id, 'note', written_ms, owner_id, '', deal_id, '', id
    FROM note n WHERE NOT n.deleted AND n.{column} = :record
        AND NOT EXISTS (SELECT 1 FROM met WHERE met.id = n.visit_id AND met.note_id = n.id)
), page AS (
    SELECT * FROM said ORDER BY at_ms DESC, id DESC LIMIT :limit OFFSET :offset
)
SELECT p.id, p.form, p.at_ms, coalesce(u.name, ''), coalesce(n.text, ''), p.read,
    coalesce(d.title, ''), coalesce(c.name, ''),
    EXISTS (SELECT 1 FROM outbox o WHERE o.record_id IN (p.id, p.note_id)),
    p.owner_id, p.note_id, CASE WHEN n.original <> n.text THEN n.original ELSE '' END,
    coalesce(n.transcription, '')
FROM page p
LEFT JOIN note n ON n.id = p.note_id
LEFT JOIN user u ON u.id = p.owner_id
LEFT JOIN deal d ON d.id = p.deal_id
LEFT JOIN contact c ON c.id = p.contact_id
ORDER BY p.at_ms DESC, p.id DESC
"""
"""A visit carries its first note; a second one stands beside it as its own entry."""


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
        _MOMENTS.format(column=column), {"record": record_id, "limit": limit, "offset": offset}
    )
    return tuple(_moment(row) for row in found)


def _moment(row: Row[Any]) -> Moment:
    values: list[Any] = list(row)
    values[8] = bool(values[8])
    values[11] = values[11] or ""
    return Moment(*values)
