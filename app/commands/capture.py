"""What a person wrote after a visit, filed; and taken back with every word of it."""

from collections.abc import Mapping

from app.commands.drafts import discard_draft, save_draft
from app.commands.undo import Affected, undo
from app.commands.visits import VisitLog, log_visit
from sync.client.writer import Writer


def file_capture(writer: Writer, log: VisitLog, draft_key: str) -> Affected:
    """Log a visit and forget its draft, both or neither.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    discard_draft(writer, draft_key)
    return log_visit(writer, log)


def unfile_capture(
    writer: Writer, done: Affected, draft_key: str, fields: Mapping[str, str]
) -> None:
    """Take a logged visit back; what was typed is a draft again.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    undo(writer, done)
    save_draft(writer, draft_key, fields)
