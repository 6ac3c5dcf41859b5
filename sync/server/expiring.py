"""Let recordings go whose time is up, by the rule of each team.

The server removes them as a person would: `deleted` is written to the attachment and to
the history, and every device hears of it. Their bytes go right afterwards (see
`sync.server.files.unwanted`). The words stay in their note.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pydantic_core import from_json
from sqlalchemy import Connection, Select, bindparam, select

from sync.core.change import Scalar
from sync.core.expiry import is_over, made_ms
from sync.server.among import among
from sync.server.checksums import checksum
from sync.server.database import Database, repeated
from sync.server.own_writes import OwnWrite, write
from sync.server.rows import Row, load
from sync.server.tables import RECORD

_KIND = "attachment"
_AT_ONCE = 100
"""Recordings of one transaction. Their notes are read with every word and its times,
some 10 KB each, and the team's other writers wait meanwhile."""

_ROWS = select(RECORD.c.id, RECORD.c.stamps, RECORD.c.fields, RECORD.c.crc).where(
    RECORD.c.team_id == bindparam("team")
)
_SOUNDS = _ROWS.where(
    RECORD.c.kind == _KIND,
    RECORD.c.about != "",
    RECORD.c.fields.contains('"mime":"audio/', autoescape=True),
    ~RECORD.c.fields.contains('"deleted":true', autoescape=True),
)
_NAMED = _ROWS.where(among(RECORD.c.id, "ids"))


@dataclass(frozen=True, slots=True)
class _Sound:
    """A recording and its note, by their ids."""

    id: str
    note_id: str


def expire(database: Database, team_id: str, now_ms: int) -> int:
    """Remove a team's recordings whose time is up, some at a time; return how many.

    Args:
        database: The server's.
        team_id: The team.
        now_ms: The server's wall clock.

    Raises:
        RapportError: If the database cannot be used now.
    """
    with database.reading() as connection:
        over = _over(connection, team_id, now_ms)
    total = 0
    for start in range(0, len(over), _AT_ONCE):
        some = over[start : start + _AT_ONCE]
        total += repeated(partial(_remove, database, team_id, some, now_ms))
    return total


def _over(connection: Connection, team_id: str, now_ms: int) -> list[_Sound]:
    days = sum(_days(team) for _, _, team in _read(connection, _NAMED, team_id, [team_id]))
    if not days:
        return []
    made: dict[str, list[tuple[str, int]]] = {}  # recordings by their note
    for sound_id, stamps, sound in _read(connection, _SOUNDS, team_id):
        made.setdefault(str(sound.get("note_id", "")), []).append((sound_id, made_ms(stamps)))
    found: list[_Sound] = []
    note_ids = sorted(made)
    for start in range(0, len(note_ids), _AT_ONCE):
        some = note_ids[start : start + _AT_ONCE]
        for note_id, _, note in _read(connection, _NAMED, team_id, some):
            found += [
                _Sound(sound_id, note_id)
                for sound_id, sound_ms in made[note_id]
                if is_over(note, sound_ms, days, now_ms)
            ]
    return found


def _read(
    connection: Connection,
    statement: Select[str, str, str, int],
    team_id: str,
    ids: Collection[str] = (),
) -> Iterator[tuple[str, str, dict[str, Scalar]]]:
    """Yield id, stamps and values of rows; those that a disk has changed are left out."""
    found = connection.execute(statement, {"team": team_id, "ids": ids})
    for record_id, stamps, fields, crc in found:
        if checksum(stamps, fields) == crc:
            yield record_id, stamps, from_json(fields)


def _remove(database: Database, team_id: str, sounds: list[_Sound], now_ms: int) -> int:
    """Remove recordings that are still over once nobody else can write to them."""
    with database.writing() as connection:
        ids = {team_id, *(one.id for one in sounds), *(one.note_id for one in sounds)}
        rows = load(connection, team_id, ids)
        days = _days(rows[team_id].values)
        over = [
            OwnWrite(_KIND, one.id, {"deleted": True})
            for one in sounds
            if _still_over(rows.get(one.id), rows.get(one.note_id), days, now_ms)
        ]
        if over:
            write(connection, team_id, over, now_ms)
        return len(over)


def _still_over(sound: Row | None, note: Row | None, days: int, now_ms: int) -> bool:
    if sound is None or note is None or sound.values.get("deleted"):
        return False
    return is_over(note.values, made_ms(sound.stamps), days, now_ms)


def _days(team: Mapping[str, Scalar]) -> int:
    days = team.get("audio_days", 0)
    return days if isinstance(days, int) else 0
