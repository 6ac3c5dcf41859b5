"""Words a person keeps to themselves: on this device alone, until they share them.

They are a draft under a name of its own, so nothing that is sent ever holds them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.commands.drafts import discard_draft, save_draft
from app.queries.capture import DRAFT_PREFIX
from app.queries.drafts import load_draft
from app.queries.kept import KEPT_PREFIX
from sync.client.writer import Writer


@dataclass(frozen=True, slots=True)
class Moved:
    """Words that went from one name to another; hand it to `move_back`.

    Attributes:
        to: Where they are now; empty for nowhere.
        origin: Where they were.
        fields: What they are.
    """

    to: str
    origin: str
    fields: Mapping[str, str]


def keep_to_oneself(writer: Writer, draft_key: str, fields: Mapping[str, str]) -> Moved:
    """Keep a note's words on this device alone, in place of its draft."""
    key = f"{KEPT_PREFIX}{writer.now_ms}-{draft_key.removeprefix(DRAFT_PREFIX)}"
    discard_draft(writer, draft_key)
    save_draft(writer, key, fields)
    return Moved(key, draft_key, fields)


def take_up(writer: Writer, key: str) -> Moved:
    """Make kept words the note that is being written, to be shared by saving it."""
    fields = load_draft(writer.connection, key)
    to = f"{DRAFT_PREFIX}{writer.now_ms}"
    discard_draft(writer, key)
    save_draft(writer, to, fields)
    return Moved(to, key, fields)


def throw_away(writer: Writer, key: str) -> Moved:
    """Forget kept words."""
    fields = load_draft(writer.connection, key)
    discard_draft(writer, key)
    return Moved("", key, fields)


def move_back(writer: Writer, moved: Moved) -> None:
    """Undo any of these."""
    if moved.to:
        discard_draft(writer, moved.to)
    save_draft(writer, moved.origin, moved.fields)
