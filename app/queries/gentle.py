"""Notes of a person that one gentle question may help: they say nothing, or nothing new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection, RowMapping

from app.understanding.answers import answers
from app.understanding.empty_words import is_empty
from sync.core.ids import uuid7
from sync.core.spans import DAY_MS

Why = Literal["empty", "repeated"]

ASKED: Final = "ask"
"""Under which a note remembers that its question was answered, or left."""
_FRESH_MS: Final = 3 * DAY_MS
"""Who was there no longer knows what was said a weekend ago."""
_MOST: Final = 30
"""Nobody writes more notes in three days; each costs a look at its customer's notes."""
_EARLIER: Final = 200
"""Notes about one customer that are compared."""
_ELSEWHERE_MS: Final = 30 * DAY_MS
_ELSEWHERE: Final = 2
"""Other customers of whom the same words were written: what was left with two of them
may well be left with a third, and then it says nothing of the third."""


@dataclass(frozen=True, slots=True)
class Question:
    """A note to be asked about.

    Attributes:
        account: Name of the customer; empty for nobody known.
        why: It says nothing, or what an earlier one said.
    """

    note_id: str
    account_id: str
    account: str
    text: str
    why: Why


_NOTES = """
SELECT n.id, n.account_id, coalesce(a.name, '') AS account, n.text, n.answered, n.written_ms
FROM note n LEFT JOIN account a ON a.id = n.account_id LEFT JOIN visit v ON v.id = n.visit_id
WHERE n.id >= :first AND n.owner_id = :user AND n.written_ms >= :since AND NOT n.deleted
    AND n.text <> '' AND n.source = '' AND n.transcription IN ('', 'done')
    AND coalesce(v.outcome, '') = '' AND coalesce(v.products, '') = ''
    AND NOT EXISTS (SELECT 1 FROM follow_up f
        WHERE n.visit_id <> '' AND f.visit_id = n.visit_id AND NOT f.deleted)
ORDER BY n.written_ms DESC, n.id DESC LIMIT :most
"""
"""Ids grow with time (`sync.core.ids`): the newest are found without reading all. What was
said of the visit beside words, an outcome or a next step, is an answer already."""


def questions(connection: Connection, user_id: str, now_ms: int) -> tuple[Question, ...]:
    """Return this person's newest notes that want a word more, newest first.

    Args:
        connection: A read transaction.
        user_id: Who wrote them; nobody else is ever asked, or told.
        now_ms: The present moment, UTC milliseconds.
    """
    since_ms = now_ms - _FRESH_MS
    values = {
        "first": uuid7(since_ms, 0),
        "user": user_id,
        "since": since_ms,
        "most": _MOST,
    }
    found = connection.exec_driver_sql(_NOTES, values).mappings().all()
    waiting = [note for note in found if _open(note)]
    written = _elsewhere(connection, waiting, user_id, now_ms) if waiting else {}
    asked = (
        (note, _why(connection, note, user_id, written.get(note["text"], ()))) for note in waiting
    )
    return tuple(
        Question(note["id"], note["account_id"], note["account"], note["text"], why)
        for note, why in asked
        if why
    )


def _open(note: RowMapping) -> bool:
    return ASKED not in answers(note["answered"])


def _why(
    connection: Connection,
    note: RowMapping,
    user_id: str,
    elsewhere: Iterable[tuple[int, str, str]],
) -> Why | None:
    if is_empty(note["text"]):
        return "empty"
    # It compares letters by a library that the first screen has no use for.
    from app.understanding.repeated import is_repeated  # noqa: PLC0415

    if is_repeated(note["text"], _earlier(connection, note, user_id)):
        return "repeated"
    said_elsewhere = _others(note, elsewhere) >= _ELSEWHERE
    return "repeated" if said_elsewhere and is_repeated(note["text"], (note["text"],)) else None


def _earlier(connection: Connection, note: RowMapping, user_id: str) -> list[str]:
    if not note["account_id"]:
        return []
    found = connection.exec_driver_sql(
        "SELECT text FROM note WHERE account_id = ? AND owner_id = ?"
        " AND (written_ms, id) < (?, ?) AND NOT deleted AND text <> '' AND source = ''"
        " ORDER BY written_ms DESC LIMIT ?",
        (note["account_id"], user_id, note["written_ms"], note["id"], _EARLIER),
    )
    return list(found.scalars())


def _elsewhere(
    connection: Connection, notes: Sequence[RowMapping], user_id: str, now_ms: int
) -> dict[str, list[tuple[int, str, str]]]:
    """Return when and of whom this person has lately written the very words of these notes.

    All in one look: with 50,000 notes each look takes as long as a tenth of a second.
    """
    texts = tuple({note["text"] for note in notes})
    marks = ", ".join("?" * len(texts))
    found = connection.exec_driver_sql(
        "SELECT text, written_ms, id, account_id FROM note WHERE id >= ? AND owner_id = ?"
        f" AND account_id <> '' AND NOT deleted AND source = '' AND text IN ({marks})",
        (uuid7(now_ms - _ELSEWHERE_MS, 0), user_id, *texts),
    )
    written: dict[str, list[tuple[int, str, str]]] = {}
    for text, *when in found:
        written.setdefault(text, []).append((when[0], when[1], when[2]))
    return written


def _others(note: RowMapping, written: Iterable[tuple[int, str, str]]) -> int:
    """Return of how many other customers the same was written before."""
    mine = (note["written_ms"], note["id"])
    return len({one[2] for one in written if one[:2] < mine and one[2] != note["account_id"]})
