"""Full-text search over customers, people, deals, notes, facts and problems (SQLite FTS5).

Triggers mark a record as stale whoever writes it; the text is indexed in the
same transaction for a person's own edit, and a little later after a pull.
"""

import re
import unicodedata

from sqlalchemy import Connection

AT_A_WRITE = 200
"""Stale records indexed with a person's write: all of an edit, some of an import."""

_AT_ONCE = 2_000

_SAID = (
    "text || CASE WHEN transcription <> '' AND original <> text THEN ' ' || original ELSE '' END"
)
"""Words that were heard are found also where they were set right since."""

_PUT_RIGHT = "text || CASE WHEN solution <> '' THEN ' ' || solution ELSE '' END"
_LITTLE_THINGS = ("hours", "gate_code", "favourites")

_ALSO = (
    "(SELECT coalesce(group_concat(o.name, ' '), '') FROM merged m JOIN {0} o ON o.id = m.id"
    " WHERE m.root = {0}.id)"
)
"""The names of those that it stands for."""

_DOCUMENTS = {
    "account": (
        "id",
        "name",
        (
            _ALSO.format("account"),
            "must_know",
            "industry",
            "city",
            "country",
            "phone",
            "email",
            *_LITTLE_THINGS,
        ),
    ),
    "contact": (
        "account_id",
        "name",
        (_ALSO.format("contact"), "title", "phone", "mobile", "email", "city"),
    ),
    "deal": ("account_id", "title", ("reason",)),
    "note": ("account_id", "''", (_SAID,)),
    "fact": ("account_id", "''", ("text",)),
    "problem": ("account_id", "''", (_PUT_RIGHT,)),
}
"""Per kind: the column of its customer, its title, and the rest of its text."""

_WORD = re.compile(r"\w+")
_MOST_WORDS = 12


def match_expression(typed: str) -> str:
    """Turn what a person typed into an FTS5 query; empty when it has no word.

    Every word must occur; the last one may be the beginning of a longer word.

    Example: ``café ro`` becomes ``"café" "ro"*``.
    """
    # Composed: "e" and a separate accent would be read as the end of a word.
    words = _WORD.findall(unicodedata.normalize("NFC", typed))[:_MOST_WORDS]
    return " ".join(f'"{word}"' for word in words) + "*" if words else ""


def index_stale(connection: Connection, limit: int) -> int:
    """Index up to `limit` records whose text changed; needs a write transaction.

    Returns:
        How many were indexed; fewer than `limit` means none is left.
    """
    stale = connection.exec_driver_sql("SELECT kind, id FROM search_stale LIMIT ?", (limit,)).all()
    for kind in {row.kind for row in stale}:
        keys = [(row.id,) for row in stale if row.kind == kind]
        connection.exec_driver_sql(
            f"DELETE FROM search_document WHERE kind = '{kind}' AND record_id = ?", keys
        )
        connection.exec_driver_sql(_insert(kind), keys)
        connection.exec_driver_sql(
            f"DELETE FROM search_stale WHERE kind = '{kind}' AND id = ?", keys
        )
    return len(stale)


def index_all(connection: Connection) -> None:
    """Index every record whose text changed; needs a write transaction."""
    while index_stale(connection, _AT_ONCE) == _AT_ONCE:
        pass


def _insert(kind: str) -> str:
    account, title, columns = _DOCUMENTS[kind]
    body = " || ' ' || ".join(columns)
    return (
        "INSERT INTO search_document (kind, record_id, account_id, title, body) "
        f"SELECT '{kind}', id, {account}, {title}, {body} FROM {kind} "
        "WHERE id = ? AND NOT deleted"
    )
