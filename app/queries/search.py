"""One search over customers, people, deals, every note, fact and problem."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from sync.store.search import match_expression

NAMED: Final = ("account", "contact", "deal")
"""Kinds found by their name first, in the order they are shown; words come after."""
WORDS: Final = ("problem", "fact", "note")
"""Kinds that are words about a customer, in the order they are shown; newest first."""

_COMPARED: Final = 2_000
"""Names put in order at most: with more than that in common, a person types on.

Measured with 10,000 customers and 50,000 notes on two cores: 2 to 10 ms for each of
the questions below, whatever is typed.
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        kind: One of `NAMED` or of `WORDS`.
        account: Its customer's name.
        title: Its name; for words the customer's.
        snippet: The words around the match of a note or a deal's reason, a customer's
            place, a person's function; or empty.
        at_ms: When words were written, UTC milliseconds; 0 for what has no date.
    """

    kind: str
    id: str
    account_id: str
    account: str
    title: str
    snippet: str
    at_ms: int = 0


_BY_NAME: Final = """
WITH fitting AS MATERIALIZED (
    SELECT d.record_id, d.account_id, d.title
    FROM search_index JOIN search_document d ON d.rowid = search_index.rowid AND d.kind = :kind
    WHERE search_index MATCH :expression ORDER BY search_index.rowid DESC LIMIT :compared
)
SELECT :kind, f.record_id, f.account_id, coalesce(a.name, ''), f.title,
    CASE :kind WHEN 'account' THEN a.city WHEN 'contact' THEN c.title ELSE '' END, 0
FROM fitting f LEFT JOIN account a ON a.id = f.account_id
LEFT JOIN contact c ON :kind = 'contact' AND c.id = f.record_id
WHERE NOT coalesce(a.deleted, 0)
ORDER BY length(f.title), f.title COLLATE NOCASE, f.record_id LIMIT :limit
"""
_BY_WORDS: Final = """
SELECT :kind, d.record_id, d.account_id, coalesce(a.name, ''),
    CASE :kind WHEN 'note' THEN coalesce(a.name, '') ELSE d.title END,
    CASE :kind WHEN 'account' THEN a.city WHEN 'contact' THEN c.title
        ELSE snippet(search_index, 1, '', '', '…', 16) END,
    coalesce(n.written_ms, 0)
FROM search_index JOIN search_document d ON d.rowid = search_index.rowid AND d.kind = :kind
LEFT JOIN account a ON a.id = d.account_id
LEFT JOIN contact c ON :kind = 'contact' AND c.id = d.record_id
LEFT JOIN note n ON :kind = 'note' AND n.id = d.record_id
WHERE search_index MATCH :expression AND NOT coalesce(a.deleted, 0)
ORDER BY search_index.rowid {order} LIMIT :limit
"""
"""In the index's own order, so that SQLite stops at the limit and cuts no snippet in vain."""
_NAMED_BY_WORDS: Final = _BY_WORDS.format(order="ASC")
"""Oldest first: most notes are younger than the names, and are not stepped over."""
_NOTES: Final = _BY_WORDS.format(order="DESC")
_FEW: Final = """
WITH fitting AS MATERIALIZED (SELECT rowid FROM search_index WHERE search_index MATCH :expression)
SELECT * FROM (
    SELECT 'problem', p.id, p.account_id, coalesce(a.name, ''), coalesce(a.name, ''), p.text,
        p.created_ms
    FROM search_document d JOIN problem p ON p.id = d.record_id
    LEFT JOIN account a ON a.id = d.account_id
    WHERE d.kind = 'problem' AND d.rowid IN fitting AND NOT coalesce(a.deleted, 0)
    ORDER BY p.created_ms DESC, p.id LIMIT :limit
) UNION ALL SELECT * FROM (
    SELECT 'fact', f.id, f.account_id, coalesce(a.name, ''), coalesce(a.name, ''), f.text,
        f.told_ms
    FROM search_document d JOIN fact f ON f.id = d.record_id
    LEFT JOIN account a ON a.id = d.account_id
    WHERE d.kind = 'fact' AND d.rowid IN fitting AND NOT coalesce(a.deleted, 0)
    ORDER BY f.told_ms DESC, f.id LIMIT :limit
)
"""
"""Problems and facts: few beside the notes, so that they are looked at one by one; stepping
over every note that fits took four times as long."""


def search(connection: Connection, typed: str, limit: int) -> tuple[Hit, ...]:
    """Return up to `limit` of each kind, names before words.

    Names that begin with what was typed come first, then those that hold it,
    then those whose other words do; shorter names before longer ones. Words are
    newest first.
    """
    expression = match_expression(typed)
    if not expression:
        return ()
    found = [hit for kind in NAMED for hit in _named(connection, kind, expression, limit)]
    for statement in (_FEW, _NOTES):
        found.extend(_rows(connection, statement, "note", expression, limit))
    return tuple(found)


def _named(connection: Connection, kind: str, expression: str, limit: int) -> tuple[Hit, ...]:
    """Ask ever more widely until there is enough."""
    phrase = expression.replace('" "', " ")
    found: dict[str, Hit] = {}
    for statement, asked in (
        (_BY_NAME, f"title : ^{phrase}"),
        (_BY_NAME, f"title : ({expression})"),
        (_NAMED_BY_WORDS, expression),
    ):
        if len(found) < limit:
            for hit in _rows(connection, statement, kind, asked, limit):
                found.setdefault(hit.id, hit)
    return tuple(found.values())[:limit]


def _rows(
    connection: Connection, statement: str, kind: str, expression: str, limit: int
) -> Iterator[Hit]:
    found = connection.exec_driver_sql(
        statement,
        {"kind": kind, "expression": expression, "limit": limit, "compared": _COMPARED},
    )
    return (Hit(*row) for row in found)
