"""What becomes of what was spoken: a note about a visit, with its sound or with its words."""

from dataclasses import dataclass

from app.commands.gentle import leave_question
from app.commands.undo import Affected, affected
from app.commands.visits import VisitLog, log_visit
from app.queries.gentle import ASKED
from app.speech import heard as hearing
from app.speech.folder import About
from app.speech.heard import Heard
from app.speech.names.correction import Corrected
from app.speech.names.correction import to_text as kept_corrections
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
    place = _placed(writer, about)
    writer.add(place.note(recording_id, transcription="pending"))
    sound = Attachment(
        account_id=place.account_id,
        deal_id=place.deal_id,
        visit_id=place.visit_id,
        note_id=recording_id,
        name=_NAME,
        mime=MIME,
        owner_id=place.owner_id,
    )
    attach(replica, writer, copied, sound)
    return affected(writer, recording_id)


def file_words(writer: Writer, recording_id: str, about: About, heard: Heard) -> Affected | None:
    """File words that were heard without a recording, as `file_recording` files a sound.

    Args:
        writer: An open transaction.
        recording_id: Becomes the note's.
        about: What is known of it; `at_ms` 0 for now.
        heard: The words as they were heard.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    if writer.get(Note, recording_id) is not None:
        return None
    note = _placed(writer, about).note(recording_id, transcription="done")
    note.text = note.original = heard.text
    note.heard = hearing.to_text(heard)
    writer.add(note)
    return affected(writer, recording_id)


def name_rightly(writer: Writer, note_id: str, heard: Heard, right: Corrected) -> Affected:
    """Put names set right into the words of a note, unless they are others meanwhile.

    Args:
        writer: An open transaction.
        note_id: The note.
        heard: Its words as they were heard: they are written once more, as words that
            bear another stamp are taken for a person's own.
        right: The same words with names set right.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    note = writer.get(Note, note_id)
    if note and not note.deleted and note.text == heard.text:
        fields = {
            "text": right.text,
            "heard": hearing.to_text(heard),
            "corrections": kept_corrections(right.corrections),
        }
        writer.rewrite("note", note_id, fields)
    return affected(writer, note_id)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a note belongs."""

    owner_id: str
    at_ms: int
    account_id: str = ""
    deal_id: str = ""
    visit_id: str = ""
    answered: str = ""

    def note(self, note_id: str, *, transcription: str) -> Note:
        return Note(
            id=note_id,
            account_id=self.account_id,
            deal_id=self.deal_id,
            visit_id=self.visit_id,
            written_ms=self.at_ms,
            owner_id=self.owner_id,
            transcription=transcription,
            answered=self.answered,
        )


def _placed(writer: Writer, about: About) -> _Place:
    """Log the visit, or find the note that is answered."""
    at_ms = min(about.at_ms, writer.now_ms) or writer.now_ms
    owner = writer.actor.user_id
    customer = writer.get(Account, about.account_id) if about.account_id else None
    gone = bool(about.account_id) and (customer is None or customer.deleted)
    asked = writer.get(Note, about.answers_id) if about.answers_id else None
    if asked and not asked.deleted:
        leave_question(writer, asked.id, "spoken")
        answered = remembering("", ASKED, "said")
        return _Place(owner, at_ms, asked.account_id, asked.deal_id, asked.visit_id, answered)
    if gone or not about.account:
        return _Place(owner, at_ms)
    visit = VisitLog(
        form=about.form,
        account_id=about.account_id,
        new_account=about.account,
        deal_id=about.deal_id,
        planned_id=about.planned_id,
        at_ms=at_ms,
    )
    visit_id, account_id = _visited(writer, visit)
    return _Place(owner, at_ms, account_id, about.deal_id, visit_id)


def _visited(writer: Writer, log: VisitLog) -> tuple[str, str]:
    """Log a visit; return its id and its customer's, who may be new."""
    visit_id = log_visit(writer, log).id
    visit = writer.get(Visit, visit_id)
    return visit_id, visit.account_id if visit else ""
