"""What becomes of a recording: a note about a visit, filed with its sound."""

from app.commands.gentle import leave_question
from app.commands.undo import Affected, affected
from app.commands.visits import VisitLog, log_visit
from app.queries.gentle import ASKED
from app.speech.folder import About
from app.understanding.answers import remembering
from sync.client.file_folder import Copied
from sync.client.files import attach
from sync.client.replica import Replica
from sync.client.writer import Writer
from sync.core.records.account import Account
from sync.core.records.attachment import Attachment
from sync.core.records.note import Note
from sync.core.records.visit import Visit

MIME = "audio/wav"
_NAME = "recording.wav"


def file_recording(
    replica: Replica, writer: Writer, recording_id: str, about: About, copied: Copied
) -> Affected | None:
    """File a recording: a done visit, a note whose words are to be written down, its sound.

    A planned visit that this was is done now. A recording of nobody known, or of a
    customer who is gone, becomes a note that waits to hear whose it is. One that answers
    the question about a note stands beside it, as more of the same visit.

    Args:
        replica: Where the sound was copied in.
        writer: The replica's open transaction.
        recording_id: Becomes the note's.
        about: What is known of it; `at_ms` 0 for now.
        copied: The sound, from `sync.client.files.copy_in`.

    Returns:
        What was written; None when it was filed before, and nothing was.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
        StoreError: If the sound cannot be kept.
    """
    if writer.get(Note, recording_id) is not None:
        return None
    at_ms = min(about.at_ms, writer.now_ms) or writer.now_ms
    customer = writer.get(Account, about.account_id) if about.account_id else None
    gone = bool(about.account_id) and (customer is None or customer.deleted)
    account_id = deal_id = visit_id = answered = ""
    asked = writer.get(Note, about.answers_id) if about.answers_id else None
    if asked and not asked.deleted:
        account_id, deal_id, visit_id = asked.account_id, asked.deal_id, asked.visit_id
        answered = remembering("", ASKED, "said")
        leave_question(writer, asked.id, "spoken")
    elif about.account and not gone:
        account_id, deal_id = about.account_id, about.deal_id
        visit = VisitLog(
            form=about.form,
            account_id=account_id,
            new_account=about.account,
            deal_id=deal_id,
            planned_id=about.planned_id,
            at_ms=at_ms,
        )
        visit_id, account_id = _visited(writer, visit)
    owner = writer.actor.user_id
    writer.add(
        Note(
            id=recording_id,
            account_id=account_id,
            deal_id=deal_id,
            visit_id=visit_id,
            written_ms=at_ms,
            owner_id=owner,
            transcription="pending",
            answered=answered,
        )
    )
    sound = Attachment(
        account_id=account_id,
        deal_id=deal_id,
        visit_id=visit_id,
        note_id=recording_id,
        name=_NAME,
        mime=MIME,
        owner_id=owner,
    )
    attach(replica, writer, copied, sound)
    return affected(writer, recording_id)


def _visited(writer: Writer, log: VisitLog) -> tuple[str, str]:
    """Log a visit; return its id and its customer's, who may be new."""
    visit_id = log_visit(writer, log).id
    visit = writer.get(Visit, visit_id)
    return visit_id, visit.account_id if visit else ""
