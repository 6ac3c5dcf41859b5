"""When a recording is over, and when the bytes of a removed file may go.

The team says how long recordings are kept (`team.audio_days`). The words stay; a
recording whose words are not written down stays, too, however old.
"""

from collections.abc import Mapping

from sync.core.change import Scalar, stamp_of, unpack
from sync.core.clock import SERVER, parse
from sync.core.spans import DAY_MS

GRACE_DAYS = 7
"""How long the last holder keeps the bytes of a removed file: so long it can be taken back."""
COPY_DAYS = 1
"""The same for a device whose server has them, too."""


def made_ms(stamps: str) -> int:
    """Return when a record was made, by its packed stamps; UTC milliseconds.

    Raises:
        StampError: If these are not packed stamps.
    """
    return parse(unpack(stamps)[0])[0]


def is_over(note: Mapping[str, Scalar], sound_ms: int, days: int, now_ms: int) -> bool:
    """Tell whether a recording is to go, because its words are here and its time is up.

    Its age counts from the later of two times: the note's own, and when the record was
    made, which no wrong clock on the device can set back.

    Args:
        note: The note it belongs to.
        sound_ms: When the recording's record was made.
        days: How long the team keeps recordings; 0 for ever.
        now_ms: UTC milliseconds.
    """
    has_words = bool(note.get("text") or note.get("original"))
    if days <= 0 or note.get("transcription") != "done" or not has_words:
        return False
    written_ms = note.get("written_ms")
    begun_ms = max(sound_ms, written_ms if isinstance(written_ms, int) else 0)
    return begun_ms <= now_ms - days * DAY_MS


def may_go(stamps: str, days: int, now_ms: int) -> bool:
    """Tell whether an attachment was removed so long ago that its bytes may go.

    Args:
        stamps: The removed attachment's packed stamps.
        days: How long they are kept for who wants it back.
        now_ms: UTC milliseconds.

    Raises:
        StampError: If these are not packed stamps.
    """
    return parse(stamp_of(stamps, "deleted"))[0] <= now_ms - days * DAY_MS


def expired(stamps: str) -> bool:
    """Tell whether it was the server that removed an attachment: by the team's rule.

    Raises:
        StampError: If these are not packed stamps.
    """
    return parse(stamp_of(stamps, "deleted"))[2] == SERVER
