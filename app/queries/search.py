"""One search over customers, people, deals and every note."""

from dataclasses import dataclass

from sqlalchemy import Connection

from sync.store.search import match_expression

_NEWEST = 400
"""Matches ranked at most; the newest of a very common word are enough to choose from."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        kind: ``account``, ``contact``, ``deal`` or ``note``.
        title: Its name; for a note the customer's.
        snippet: The words around the match.
    """

    kind: str
    id: str
    account_id: str
    account: str
    title: str
    snippet: str


def search(connection: Connection, typed: str, limit: int) -> tuple[Hit, ...]:
    """Return the best matches: names before notes, then by relevance."""
    expression = match_expression(typed)
    if not expression:
        return ()
    found = connection.exec_driver_sql(
        """
        WITH matches AS (
            SELECT rowid, rank AS score, snippet(search_index, -1, '', '', '…', 12) AS words
            FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?
        )
        SELECT d.kind, d.record_id, d.account_id, coalesce(a.name, ''),
            CASE d.kind WHEN 'note' THEN coalesce(a.name, '') ELSE d.title END, m.words
        FROM matches m JOIN search_document d ON d.rowid = m.rowid
        LEFT JOIN account a ON a.id = d.account_id
        ORDER BY CASE d.kind WHEN 'account' THEN 0 WHEN 'contact' THEN 1 WHEN 'deal' THEN 2
            ELSE 3 END, m.score, m.rowid DESC
        LIMIT ?
        """,
        (expression, _NEWEST, limit),
    )
    return tuple(Hit(*row) for row in found)
