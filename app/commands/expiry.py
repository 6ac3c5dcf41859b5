"""How long recordings are kept: the team's rule, and following it where no server does."""

from app.commands.terms import set_terms
from app.commands.undo import Affected
from sync.client import state
from sync.client.writer import Writer
from sync.core.expiry import is_over, made_ms
from sync.core.records.attachment import Attachment

AT_ONCE = 200
"""Recordings removed in one transaction, so that a person who writes waits for none of it."""

_SOUNDS = """
SELECT f.id, f.stamps, n.transcription, n.text, n.original, n.written_ms
FROM attachment f JOIN note n ON n.id = f.note_id
WHERE NOT f.deleted AND f.mime LIKE 'audio/%'
"""


def keep_recordings(writer: Writer, days: int) -> Affected:
    """Say how long the team keeps recordings whose words are written down.

    Args:
        writer: An open transaction.
        days: 0 for ever.

    Raises:
        RecordMissingError: If the team's record has not arrived yet.
        RefusedError: If the person is not an admin.
    """
    return set_terms(writer, {"audio_days": days})


def expire(writer: Writer) -> int:
    """Remove recordings whose time is up, unless there is a server that does.

    Returns:
        How many were removed; `AT_ONCE` if there may be more.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    own = state.load(writer.connection)
    days = writer.connection.exec_driver_sql(
        "SELECT audio_days FROM team WHERE id = ?", (own.team_id,)
    ).scalar()
    if own.joined or not days:
        return 0
    sounds = writer.connection.exec_driver_sql(_SOUNDS).mappings().all()
    over = [
        sound["id"]
        for sound in sounds
        if is_over(dict(sound), made_ms(sound["stamps"]), days, writer.now_ms)
    ][:AT_ONCE]
    for sound_id in over:
        writer.edit(Attachment, sound_id, deleted=True)
    return len(over)
