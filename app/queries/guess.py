"""Which customer a note is about, before anybody says so."""

from dataclasses import dataclass

from sqlalchemy import Connection

from sync.core.spans import HOUR_MS

_NEAR_MS = 4 * HOUR_MS
"""A planned visit within this of now is probably the one just made."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A customer this could be about, and why.

    Attributes:
        why: ``open`` (its card was on screen), ``planned`` or ``recent``.
        visit_id: The planned visit it would complete; empty for none.
    """

    account_id: str
    account: str
    why: str
    visit_id: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known of where one is.

    Attributes:
        account_id: The customer on screen; empty for none.
        visit_id: The planned visit one is at, or has asked for; empty for none.
    """

    account_id: str = ""
    visit_id: str = ""


def likely(
    connection: Connection, user_id: str, now_ms: int, at: Whereabouts, limit: int
) -> tuple[Guess, ...]:
    """Return likely customers, likeliest first, each once; that of the visit one is at leads."""
    found = guesses(connection, user_id, now_ms, at.account_id, limit)
    about = planned_guess(connection, user_id, at.visit_id)
    if about is None:
        return found
    others = (one for one in found if one.account_id != about.account_id)
    return (about, *others)[:limit]


def guesses(
    connection: Connection, user_id: str, now_ms: int, open_account_id: str, limit: int
) -> tuple[Guess, ...]:
    """Return likely customers, likeliest first, each once.

    What is on screen counts most, then a visit planned for about now, then
    the customers this person met last.
    """
    planned = [
        Guess(row[0], row[1], "planned", row[2])
        for row in connection.exec_driver_sql(
            """
            SELECT a.id, a.name, v.id FROM visit v JOIN account a ON a.id = v.account_id
            WHERE v.owner_id = ? AND NOT v.done AND NOT v.deleted AND NOT a.deleted
                AND v.at_ms BETWEEN ? AND ?
            ORDER BY abs(v.at_ms - ?)
            """,
            (user_id, now_ms - _NEAR_MS, now_ms + _NEAR_MS, now_ms),
        )
    ]
    opened = [
        Guess(row[0], row[1], "open")
        for row in connection.exec_driver_sql(
            "SELECT id, name FROM account WHERE id = ? AND NOT deleted", (open_account_id,)
        )
    ]
    recent = [
        Guess(row[0], row[1], "recent")
        for row in connection.exec_driver_sql(
            """
            SELECT a.id, a.name FROM visit v JOIN account a ON a.id = v.account_id
            WHERE v.owner_id = ? AND v.done AND NOT v.deleted AND NOT a.deleted
            GROUP BY a.id ORDER BY max(v.at_ms) DESC LIMIT ?
            """,
            (user_id, limit),
        )
    ]
    planned_visits = {guess.account_id: guess.visit_id for guess in reversed(planned)}
    unique: dict[str, Guess] = {}
    for guess in (*opened, *planned, *recent):
        visit_id = planned_visits.get(guess.account_id, "")
        found = Guess(guess.account_id, guess.account, guess.why, visit_id)
        unique.setdefault(guess.account_id, found)
    return tuple(unique.values())[:limit]


def planned_guess(connection: Connection, user_id: str, visit_id: str) -> Guess | None:
    """Return the customer of a planned visit, whenever it was to be; None when it is over."""
    found = connection.exec_driver_sql(
        """
        SELECT a.id, a.name, v.id FROM visit v JOIN account a ON a.id = v.account_id
        WHERE v.id = ? AND v.owner_id = ? AND NOT v.done AND NOT v.deleted AND NOT a.deleted
        """,
        (visit_id, user_id),
    ).first()
    return Guess(found[0], found[1], "planned", found[2]) if found else None


def whose(connection: Connection, note_id: str) -> Guess | None:
    """Return the customer a note is about; None for nobody known."""
    found = connection.exec_driver_sql(
        "SELECT a.id, a.name FROM note n JOIN account a ON a.id = n.account_id WHERE n.id = ?",
        (note_id,),
    ).first()
    return Guess(found[0], found[1], "open") if found else None
