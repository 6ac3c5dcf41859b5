"""The names that may be spoken: all of them, and those that are likely in one recording."""

from collections.abc import Collection, Mapping
from typing import Final

from pydantic_core import to_json
from sqlalchemy import Connection

from sync.core.spans import DAY_MS

_KNOWN: Final = """
SELECT name, 'customer', id FROM account WHERE NOT deleted AND name <> ''
UNION ALL SELECT name, 'contact', id FROM contact WHERE NOT deleted AND name <> ''
UNION ALL SELECT name, 'product', id FROM product WHERE NOT deleted AND name <> ''
"""
_THEIRS: Final = """
), customers (id, rank) AS (
    SELECT id, min(rank) FROM about WHERE id <> '' GROUP BY id ORDER BY 2, id LIMIT :most
)
SELECT c.rank, 0, a.id, a.name FROM customers c JOIN account a ON a.id = c.id
UNION ALL
SELECT c.rank, 1, p.id, p.name FROM customers c JOIN contact p ON p.account_id = c.id
    WHERE NOT p.deleted
UNION ALL
SELECT c.rank, 2, g.id, g.name FROM customers c JOIN deal d ON d.account_id = c.id
    JOIN product g ON g.id = d.product_id WHERE NOT d.deleted
ORDER BY 1, 2, 4, 3 LIMIT 200
"""
"""Two hundred names: more than are said in an hour."""
_LIKELY: Final = f"""
WITH about (id, rank) AS (
    SELECT account_id, 0 FROM note WHERE id = :note
    UNION ALL
    SELECT v.account_id, 1 FROM note n JOIN visit v ON v.owner_id = n.owner_id
    WHERE n.id = :note AND NOT v.deleted AND v.account_id <> ''
        AND abs(v.at_ms - n.written_ms) < :day
{_THEIRS}"""
_AKIN: Final = f"""
WITH about (id, rank) AS (
    SELECT value, 0 FROM json_each(:named)
    UNION ALL
    SELECT account_id, 0 FROM contact WHERE id IN (SELECT value FROM json_each(:named))
{_THEIRS}"""
_MOST: Final = 40
"""Nobody visits more customers in a day, or names more in a note."""


def known_names(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """Return name, kind and id of all customers, people and products.

    The kinds are those of `app.speech.names.known.KnownName`.
    """
    return tuple((row[0], row[1], row[2]) for row in connection.exec_driver_sql(_KNOWN))


def likely_names(connection: Connection, note_id: str) -> tuple[tuple[str, str], ...]:
    """Return ids and names that are likely in a note, likeliest first.

    Of its customer, then of those the person visits within a day: the customer, the
    people there, and what their deals are about.
    """
    return _theirs(connection, _LIKELY, {"note": note_id, "day": DAY_MS})


def akin(connection: Connection, named: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return ids and names of what belongs to records: their customers, with the same of each."""
    return _theirs(connection, _AKIN, {"named": to_json(sorted(named)).decode()})


def _theirs(
    connection: Connection, query: str, about: Mapping[str, object]
) -> tuple[tuple[str, str], ...]:
    found = connection.exec_driver_sql(query, {**about, "most": _MOST})
    return tuple(dict.fromkeys((row[2], row[3]) for row in found if row[3]))
