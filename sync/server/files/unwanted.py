"""Find files that no record names any more, so that their bytes may go.

A file belongs to its attachments. Once all of them were removed its bytes stay for a
while, for who takes that back; those of a recording that the team's rule let go stay no
longer. Who attaches the same file in that very moment still holds it, and sends it again
at the next daily question.
"""

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, select

from sync.core.expiry import GRACE_DAYS, expired, may_go
from sync.core.files import is_hash
from sync.server.among import among
from sync.server.checksums import checksum
from sync.server.rows import about_file
from sync.server.tables import RECORD

_AT_ONCE = 1_000
"""Files that one question names: their rows are some 500 bytes each."""

_ATTACHMENTS = select(RECORD.c.about, RECORD.c.stamps, RECORD.c.fields, RECORD.c.crc).where(
    RECORD.c.team_id == bindparam("team"),
    RECORD.c.kind == "attachment",
    RECORD.c.about != "",
)
_DELETED = _ATTACHMENTS.where(RECORD.c.fields.contains('"deleted":true', autoescape=True))
_NAMED = _ATTACHMENTS.where(among(RECORD.c.about, "abouts"))


def unwanted(connection: Connection, team_id: str, now_ms: int) -> list[str]:
    """Return the SHA-256 of a team's files whose bytes may go.

    Those that went before are among them for as long as their records are known.

    Args:
        connection: A reading transaction.
        team_id: The team.
        now_ms: The server's wall clock.
    """
    hashes: dict[str, str] = {}
    for about, stamps, fields, crc in connection.execute(_DELETED, {"team": team_id}):
        if checksum(stamps, fields) == crc:
            sha256 = str(from_json(fields).get("sha256", ""))
            if is_hash(sha256) and about == about_file(sha256):
                hashes[about] = sha256
    abouts = sorted(hashes)
    for start in range(0, len(abouts), _AT_ONCE):
        some = {"team": team_id, "abouts": abouts[start : start + _AT_ONCE]}
        for about, stamps, fields, crc in connection.execute(_NAMED, some):
            # One that a disk has changed may say anything.
            if checksum(stamps, fields) != crc or _wants(stamps, fields, now_ms):
                hashes.pop(about, None)
    return sorted(hashes.values())


def _wants(stamps: str, fields: str, now_ms: int) -> bool:
    """Tell whether an attachment still needs its file's bytes."""
    if from_json(fields).get("deleted") is not True:
        return True
    return not may_go(stamps, 0 if expired(stamps) else GRACE_DAYS, now_ms)
