"""What to know about a customer before walking in."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.queries.timeline import Moment, account_timeline


@dataclass(frozen=True, slots=True)
class Birthday:
    """Whose birthday is when.

    Attributes:
        day: ISO date, or ``--MM-DD`` where nobody knows the year.
    """

    name: str
    day: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know before walking in, each part empty when there is nothing.

    Attributes:
        promised_on: ISO date of what was promised; empty for some day.
        problem: The problem that has been open for longest.
        problems: How many are open.
        mood: How they feel about the team: happy, fine, unhappy or empty.
        mood_ms: When somebody said so.
        fact: What was learned last about their situation.
        fact_ms: When it was last said to be so; the reader's screen lets it fade.
        birthdays: Of the people there.
        last: The last words about them.
    """

    account_id: str
    account: str
    city: str = ""
    must_know: str = ""
    promised: str = ""
    promised_on: str = ""
    problem: str = ""
    problems: int = 0
    mood: str = ""
    mood_ms: int = 0
    fact: str = ""
    fact_ms: int = 0
    gate_code: str = ""
    hours: str = ""
    favourites: str = ""
    birthdays: tuple[Birthday, ...] = ()
    last: Moment | None = None


def brief(connection: Connection, account_id: str) -> Brief | None:
    """Return what to know about a customer before walking in; None when it is not here."""
    account = connection.exec_driver_sql(
        "SELECT name, city, must_know, mood, mood_ms, gate_code, hours, favourites"
        " FROM account WHERE id = ?",
        (account_id,),
    ).first()
    if account is None:
        return None
    name, city, must_know, mood, mood_ms, gate_code, hours, favourites = account
    promised, promised_on = _promised(connection, account_id)
    problem, problems = _problem(connection, account_id)
    fact, fact_ms = _fact(connection, account_id)
    spoken = (m for m in account_timeline(connection, account_id, 0, 5) if m.text)
    return Brief(
        account_id=account_id,
        account=name,
        city=city,
        must_know=must_know,
        promised=promised,
        promised_on=promised_on,
        problem=problem,
        problems=problems,
        mood=mood,
        mood_ms=mood_ms,
        fact=fact,
        fact_ms=fact_ms,
        gate_code=gate_code,
        hours=hours,
        favourites=favourites,
        birthdays=_birthdays(connection, account_id),
        last=next(spoken, None),
    )


def _promised(connection: Connection, account_id: str) -> tuple[str, str]:
    """Return what is promised next and when; asking how it goes is no promise."""
    found = connection.exec_driver_sql(
        "SELECT text, due_on FROM follow_up WHERE account_id = ? AND done_ms = 0 AND NOT deleted"
        " AND text <> '' AND form = '' ORDER BY due_on = '', due_on, id LIMIT 1",
        (account_id,),
    ).first()
    return (found[0], found[1]) if found else ("", "")


def _problem(connection: Connection, account_id: str) -> tuple[str, int]:
    """Return the oldest problem that is not put right, and how many there are."""
    found = connection.exec_driver_sql(
        "SELECT text FROM problem WHERE account_id = ? AND state <> 'closed' AND NOT deleted"
        " ORDER BY created_ms, id",
        (account_id,),
    )
    texts = tuple(found.scalars())
    return (texts[0], len(texts)) if texts else ("", 0)


def _fact(connection: Connection, account_id: str) -> tuple[str, int]:
    found = connection.exec_driver_sql(
        "SELECT text, told_ms FROM fact WHERE account_id = ? AND NOT deleted AND text <> ''"
        " ORDER BY told_ms DESC, id DESC LIMIT 1",
        (account_id,),
    ).first()
    return (found[0], found[1]) if found else ("", 0)


def _birthdays(connection: Connection, account_id: str) -> tuple[Birthday, ...]:
    found = connection.exec_driver_sql(
        "SELECT name, birthday FROM contact WHERE account_id = ? AND birthday <> ''"
        " AND NOT deleted ORDER BY name, id",
        (account_id,),
    )
    return tuple(Birthday(*row) for row in found)
