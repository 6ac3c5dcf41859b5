"""What the replica knows that spoken words can be about."""

from typing import Final

from sqlalchemy import Connection

from app.understanding.known import Known, KnownStage
from app.understanding.names import KnownName, Names
from sync.core.spans import DAY_MS

_MOST_PLANNED: Final = 40
"""Nobody visits more customers in a day."""

_NAMES: Final = """
SELECT 'customer', id, name, '' FROM account WHERE NOT deleted AND name <> ''
UNION ALL
SELECT 'customer', m.root, o.name, '' FROM merged m JOIN account o ON o.id = m.id
JOIN account a ON a.id = m.root AND NOT a.deleted WHERE o.name <> a.name AND o.name <> ''
UNION ALL
SELECT 'person', c.id, c.name, c.account_id FROM contact c JOIN account a ON a.id = c.account_id
WHERE NOT c.deleted AND NOT a.deleted AND c.name <> ''
UNION ALL
SELECT 'product', id, name, '' FROM product WHERE NOT deleted AND name <> ''
"""


def known_names(connection: Connection) -> Names:
    """Return the index of all names; to be kept until a customer, person or product changes.

    With 10,000 customers and 16,000 people it takes 0.3 s of one core.
    """
    rows = connection.exec_driver_sql(_NAMES)
    names = (KnownName(kind, record_id, name, at) for kind, record_id, name, at in rows)
    return Names(names, strange)


def strange(word: str, language: str) -> bool:
    """Return whether a word is none of a language; the first time takes some tenths of a second.

    Args:
        word: In small letters.
        language: ISO 639.
    """
    from app.speech.names.ordinary import ordinary  # noqa: PLC0415  # only for words of names

    return ordinary(language).strange(word)


def known(  # noqa: PLR0913  # each says one thing about where the person is
    connection: Connection,
    names: Names,
    user_id: str,
    day_start_ms: int,
    now_ms: int,
    *,
    open_account_id: str = "",
    here_account_id: str = "",
    pipeline_id: str = "",
) -> Known:
    """Return what is known while this person speaks; a few rows, whatever the replica holds.

    Args:
        connection: A read transaction.
        names: From `known_names`.
        user_id: Who speaks.
        day_start_ms: When their local day began, UTC milliseconds.
        now_ms: The present moment, UTC milliseconds.
        open_account_id: The customer on screen; empty for none.
        here_account_id: The customer where they are; empty for none.
        pipeline_id: Of the deal spoken about; empty for any.
    """
    stages = connection.exec_driver_sql(
        "SELECT s.id, s.name, s.outcome FROM stage s LEFT JOIN pipeline p ON p.id = s.pipeline_id"
        " WHERE NOT s.deleted AND s.merged_into = '' AND NOT coalesce(p.deleted, 0)"
        " AND (? = '' OR s.pipeline_id = ?)"
        " ORDER BY p.position, p.id, s.position, s.id",
        (pipeline_id, pipeline_id),
    )
    planned = connection.exec_driver_sql(
        "SELECT v.account_id FROM visit v JOIN account a ON a.id = v.account_id"
        " WHERE v.owner_id = ? AND v.at_ms >= ? AND v.at_ms < ? AND NOT v.deleted"
        " AND NOT a.deleted ORDER BY abs(v.at_ms - ?), v.id LIMIT ?",
        (user_id, day_start_ms, day_start_ms + DAY_MS, now_ms, _MOST_PLANNED),
    )
    currency = connection.exec_driver_sql("SELECT currency FROM team LIMIT 1").scalar()
    return Known(
        names=names,
        stages=tuple(KnownStage(*row) for row in stages),
        currency=currency or "EUR",
        open=open_account_id,
        here=here_account_id,
        planned=tuple(planned.scalars()),
    )
