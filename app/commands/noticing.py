"""Keep what is known of who may be the same as whom; a little at a time."""

import json
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

from app.matching.facts import Facts, SubjectKind
from app.matching.finding import Match, Matcher
from app.matching.keys import fact_keys, search_keys
from app.queries.alike import facts_where, hashed, matches

AT_ONCE: Final = 100
"""Customers or people in one transaction: a tenth of a second, so that no save has to wait."""
MANY: Final = 1_500
"""So many that are new are compared in memory, all with all, some ten times as fast."""

_STATE: Final = {"account": "x.stamps", "contact": "x.stamps || x.account_id"}
_NEW: Final = (
    "NOT x.deleted AND NOT EXISTS"
    " (SELECT 1 FROM match_subject s WHERE s.id = x.id AND s.state = {state}) LIMIT ?"
)
_GONE: Final = (
    "SELECT s.n, s.id FROM match_subject s WHERE s.kind = ? AND NOT EXISTS"
    " (SELECT 1 FROM {kind} x WHERE x.id = s.id AND NOT x.deleted)"
)


def has_news(connection: Connection, kind: SubjectKind) -> bool:
    """Tell whether any is new, was changed, or is gone; needs a read transaction only."""
    new = f"SELECT 1 FROM {kind} x WHERE {_NEW.format(state=_STATE[kind])}"
    return bool(
        connection.exec_driver_sql(new, (1,)).first()
        or connection.exec_driver_sql(f"{_GONE.format(kind=kind)} LIMIT 1", (kind,)).first()
        or unmatched(connection, kind)
    )


def keep_keys(connection: Connection, kind: SubjectKind) -> int:
    """Let some that are new or were changed be found; needs a write transaction.

    Returns:
        How many; fewer than `AT_ONCE` means that all are.
    """
    _forget_gone(connection, kind)
    state = _STATE[kind]
    some = facts_where(connection, kind, _NEW.format(state=state), AT_ONCE)
    connection.exec_driver_sql(
        f"INSERT INTO match_subject (kind, id, state) SELECT '{kind}', x.id, {state} FROM {kind} x"
        " WHERE x.id IN (SELECT value FROM json_each(?))"
        " ON CONFLICT (id) DO UPDATE SET state = excluded.state, matched = 0",
        (json.dumps([facts.id for facts in some]),),
    )
    numbers = _numbers(connection, some)
    _clear(connection, [(n,) for n in numbers.values()])
    keys = [
        (hashed(kind, key), numbers[facts.id])
        for facts in some
        for key in {*fact_keys(facts), *search_keys(facts)}
    ]
    if keys:
        connection.exec_driver_sql("INSERT OR IGNORE INTO match_key (key, n) VALUES (?, ?)", keys)
    return len(some)


def look_for_alike(connection: Connection, kind: SubjectKind) -> int:
    """Look for those like some that have not been looked at; needs a write transaction.

    Returns:
        How many were looked at; fewer than `AT_ONCE` means that all are.
    """
    some = facts_where(
        connection,
        kind,
        "x.id IN (SELECT id FROM match_subject WHERE NOT matched AND kind = ? LIMIT ?)",
        kind,
        AT_ONCE,
    )
    connection.exec_driver_sql(
        "DELETE FROM alike WHERE one_id = ? OR other_id = ?",
        [(facts.id, facts.id) for facts in some] or [("", "")],
    )
    for facts in some:
        _keep(connection, kind, matches(connection, kind, facts))
    _matched(connection, [facts.id for facts in some])
    return len(some)


def unmatched(connection: Connection, kind: SubjectKind) -> int:
    """Return how many have not been looked at."""
    return int(
        connection.exec_driver_sql(
            "SELECT count(*) FROM match_subject WHERE NOT matched AND kind = ?", (kind,)
        ).scalar_one()
    )


def all_alike(connection: Connection, kind: SubjectKind) -> tuple[list[str], list[Match]]:
    """Compare all with all in memory; needs a read transaction only.

    Returns:
        The ids that were looked at, and what was found, for `keep_all`.
    """
    every = facts_where(connection, kind, "NOT x.deleted")
    return [facts.id for facts in every], Matcher(every).pairs()


def keep_all(
    connection: Connection, kind: SubjectKind, ids: list[str], found: Iterable[Match]
) -> None:
    """Keep what `all_alike` has found; needs a write transaction."""
    connection.exec_driver_sql("DELETE FROM alike WHERE kind = ?", (kind,))
    _keep(connection, kind, found)
    _matched(connection, ids)


def _keep(connection: Connection, kind: str, found: Iterable[Match]) -> None:
    rows = [
        (
            *sorted((match.one_id, match.other_id)),
            kind,
            round(100 * match.likeness.bits),
            json.dumps([reason.key for reason in match.likeness.reasons if reason.bits > 0]),
        )
        for match in found
    ]
    if rows:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO alike (one_id, other_id, kind, weight, reasons)"
            " VALUES (?, ?, ?, ?, ?)",
            rows,
        )


def _matched(connection: Connection, ids: list[str]) -> None:
    connection.exec_driver_sql(
        "UPDATE match_subject SET matched = 1 WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )


def _numbers(connection: Connection, some: Iterable[Facts]) -> dict[str, int]:
    found = connection.exec_driver_sql(
        "SELECT id, n FROM match_subject WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([facts.id for facts in some]),),
    )
    return {row[0]: row[1] for row in found}


def _forget_gone(connection: Connection, kind: str) -> None:
    """Let go of those that were deleted, are not here any more, or that another stands for."""
    gone = connection.exec_driver_sql(_GONE.format(kind=kind), (kind,)).all()
    _clear(connection, [(row.n,) for row in gone])
    for row in gone:
        connection.exec_driver_sql("DELETE FROM match_subject WHERE n = ?", (row.n,))
        connection.exec_driver_sql(
            "DELETE FROM alike WHERE one_id = ? OR other_id = ?", (row.id, row.id)
        )


def _clear(connection: Connection, numbers: list[tuple[int]]) -> None:
    if numbers:
        connection.exec_driver_sql("DELETE FROM match_key WHERE n = ?", numbers)
