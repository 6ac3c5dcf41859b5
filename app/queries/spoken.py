"""A spoken note: its words, how they came about, and its recording."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection

from sync.client import state
from sync.core.change import stamp_of
from sync.core.clock import parse
from sync.core.expiry import expired, is_over, made_ms

Gone = Literal["", "agreed", "deleted"]


@dataclass(frozen=True, slots=True)
class Recording:
    """The sound of a note.

    Attributes:
        id: The attachment's id.
        sha256: By which its bytes are found.
        size: Bytes.
        here: Whether they lie on this device.
        gone: Why the recording is gone, by the team's rule or by hand; empty while it is not.
    """

    id: str
    sha256: str
    size: int
    here: bool
    gone: Gone


@dataclass(frozen=True, slots=True)
class SpokenNote:
    """What the sheet of a spoken note shows.

    Attributes:
        transcription: ``pending``, ``done``, ``failed`` or ``none``.
        heard: As `app.speech.heard` keeps it.
        corrections: As `app.speech.names` keeps them.
        answered: As the note keeps it.
        problem: Key of why it failed; empty if this device does not know.
        mine: Whether the person spoke it themselves.
        recording: None when there never was one.
    """

    id: str
    visit_id: str
    account_id: str
    account: str
    deal_id: str
    deal: str
    author: str
    written_ms: int
    text: str
    original: str
    transcription: str
    heard: str
    corrections: str
    answered: str
    problem: str
    mine: bool
    recording: Recording | None


_SPOKEN = """
SELECT n.id, n.visit_id, n.account_id, coalesce(a.name, '') AS account, n.deal_id,
    coalesce(d.title, '') AS deal, coalesce(u.name, '') AS author, n.written_ms, n.text,
    n.original, n.transcription, n.heard, n.corrections, n.answered,
    coalesce(h.error, '') AS problem, n.owner_id = ? AS mine
FROM note n
LEFT JOIN hearing h ON h.note_id = n.id
LEFT JOIN account a ON a.id = n.account_id
LEFT JOIN deal d ON d.id = n.deal_id
LEFT JOIN user u ON u.id = n.owner_id
WHERE n.id = ? AND NOT n.deleted AND n.transcription <> ''
"""
_RECORDING = """
SELECT f.id, f.sha256, f.size, coalesce(c.way <> 'down', 0) AS here, f.deleted, f.stamps,
    (SELECT audio_days FROM team LIMIT 1) AS days
FROM attachment f LEFT JOIN file_copy c ON c.sha256 = f.sha256
WHERE f.note_id = ? AND f.mime LIKE 'audio/%' ORDER BY f.deleted, f.id LIMIT 1
"""


def spoken_note(connection: Connection, note_id: str, user_id: str) -> SpokenNote | None:
    """Return a spoken note; None when it is not here, or was typed."""
    found = connection.exec_driver_sql(_SPOKEN, (user_id, note_id)).mappings().first()
    if found is None:
        return None
    fields: dict[str, Any] = dict(found)
    fields |= {"mine": bool(fields["mine"]), "recording": _recording(connection, fields)}
    return SpokenNote(**fields)


def just_spoken(connection: Connection, user_id: str, since_ms: int) -> tuple[str, ...]:
    """Return the ids of the person's spoken notes since a moment, newest first."""
    found = connection.exec_driver_sql(
        "SELECT id FROM note WHERE owner_id = ? AND transcription <> '' AND NOT deleted"
        " AND written_ms >= ? ORDER BY written_ms DESC, id DESC",
        (user_id, since_ms),
    )
    return tuple(found.scalars())


def _recording(connection: Connection, note: Mapping[str, Any]) -> Recording | None:
    found = connection.exec_driver_sql(_RECORDING, (note["id"],)).first()
    if found is None:
        return None
    record_id, sha256, size, here, deleted, stamps, days = found
    gone: Gone = ""
    if deleted:
        by_server = state.load(connection).joined and expired(stamps)
        went_ms = parse(stamp_of(stamps, "deleted"))[0]
        agreed = by_server or is_over(note, made_ms(stamps), days or 0, went_ms)
        gone = "agreed" if agreed else "deleted"
    return Recording(record_id, sha256, size, bool(here), gone)
