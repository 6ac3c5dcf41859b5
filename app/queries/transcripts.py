"""Recordings and their words: what waits to be written down, and by whom the words are."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from app.speech.heard import Heard, from_text
from sync.client import state
from sync.core.change import stamp_of
from sync.core.clock import parse
from sync.store import rows


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording on this device whose words are not written down.

    Attributes:
        note_id: The note it belongs to.
        sha256: By which its bytes are found.
        account_id: The customer it is about; empty for nobody known.
        asked: Whether the person asked for its words here.
        engine: The recogniser they asked for; empty for the usual one.
        tries: How often it was begun in vain.
    """

    note_id: str
    sha256: str
    account_id: str
    asked: bool
    engine: str
    tries: int


_HERE = """
SELECT n.id, f.sha256, n.account_id, coalesce(h.asked, 0), coalesce(h.engine, ''),
    coalesce(h.tries, 0), f.stamps, n.owner_id
FROM note n
JOIN attachment f ON f.note_id = n.id AND NOT f.deleted AND f.mime LIKE 'audio/%'
JOIN file_copy c ON c.sha256 = f.sha256 AND c.way <> 'down'
LEFT JOIN hearing h ON h.note_id = n.id
WHERE n.transcription <> '' AND n.transcription {which} AND NOT n.deleted
ORDER BY coalesce(h.tries, 0), coalesce(h.asked, 0) DESC, n.written_ms, n.id
"""
_PENDING = _HERE.format(which="= 'pending'")
_WITHOUT_WORDS = _HERE.format(which="IN ('none', 'failed')")


def to_write_down(connection: Connection) -> tuple[Recorded, ...]:
    """Return what this device is to write down, in that order.

    That is what its own person recorded on it, and what was asked for here. A note
    whose sound only came here from another device waits for that one: two of them
    would write the same words twice. What failed comes last, then the oldest first.
    """
    own = state.load(connection)
    return tuple(
        recorded
        for recorded, number, owner_id in _found(connection, _PENDING)
        if recorded.asked or (owner_id == own.user_id and number == own.device_number)
    )


def without_words(connection: Connection, user_id: str) -> tuple[str, ...]:
    """Return a person's notes on this device that have a recording and no words for good."""
    found = _found(connection, _WITHOUT_WORDS)
    return tuple(recorded.note_id for recorded, _, owner_id in found if owner_id == user_id)


def waits_for_words(connection: Connection, recorded: Recorded) -> bool:
    """Tell whether a recording still waits, for the recogniser it was taken up with."""
    found = connection.exec_driver_sql(
        "SELECT coalesce(h.engine, '') FROM note n LEFT JOIN hearing h ON h.note_id = n.id "
        "WHERE n.id = ? AND n.transcription = 'pending' AND NOT n.deleted",
        (recorded.note_id,),
    ).first()
    return found is not None and found[0] == recorded.engine


def by_hand(connection: Connection, note_id: str) -> bool:
    """Tell whether a note's words are a person's, and not as a recogniser left them.

    A recogniser writes the words and what it heard at once, so that both bear one
    stamp; words of another stamp somebody has changed since, or typed before.
    """
    row = rows.load(connection, "note", note_id)
    if row is None or not row.values["text"]:
        return False
    if not row.values["heard"]:
        return True
    return stamp_of(row.stamps, "text") != stamp_of(row.stamps, "heard")


def newly_heard(connection: Connection, note_id: str) -> Heard | None:
    """Return what was heard since a person made a note's words their own; None for nothing.

    What was heard at first is no news: it stands in the note as it was first heard.
    """
    row = rows.load(connection, "note", note_id)
    if row is None or row.values["deleted"] or not by_hand(connection, note_id):
        return None
    heard = from_text(str(row.values["heard"]))
    known = (row.values["text"], row.values["original"])
    return heard if heard and heard.words and heard.text not in known else None


def why_failed(connection: Connection, note_id: str) -> str:
    """Return the key of what was wrong with a recording; empty if this device does not know."""
    found = connection.exec_driver_sql("SELECT error FROM hearing WHERE note_id = ?", (note_id,))
    return str(found.scalar() or "")


def _found(connection: Connection, sql: str) -> Iterator[tuple[Recorded, int, str]]:
    """Yield recordings with the number of the device that made them, and whose they are."""
    for row in connection.exec_driver_sql(sql):
        recorded = Recorded(row[0], row[1], row[2], bool(row[3]), row[4], row[5])
        number = parse(stamp_of(row.stamps, "sha256"))[2]
        yield recorded, number, row.owner_id
