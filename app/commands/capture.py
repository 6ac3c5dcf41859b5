"""What a person wrote after a visit, filed; and taken back with every word of it."""

from collections.abc import Mapping, Sequence

from app.commands.drafts import discard_draft, save_draft
from app.commands.undo import Affected, affected, undo
from app.commands.visits import VisitLog, log_visit
from app.photos import Photo
from sync.client.file_folder import Copied
from sync.client.files import attach
from sync.client.replica import Replica
from sync.client.writer import Writer
from sync.core.records.attachment import Attachment
from sync.core.records.visit import Visit


def file_capture(writer: Writer, log: VisitLog, draft_key: str) -> Affected:
    """Log a visit and forget its draft, both or neither.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    discard_draft(writer, draft_key)
    return log_visit(writer, log)


def file_with_photos(
    writer: Writer,
    log: VisitLog,
    draft_key: str,
    replica: Replica,
    photos: Sequence[tuple[Photo, Copied]],
) -> Affected:
    """Log a visit with its photos and forget its draft, all or nothing.

    Args:
        writer: The replica's open transaction.
        log: What the person has to say.
        draft_key: The draft it was.
        replica: Where the photos were copied in.
        photos: Each with its copy.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
        StoreError: If a photo cannot be kept.
    """
    done = file_capture(writer, log, draft_key)
    visit = writer.get(Visit, done.id)
    if visit is None:
        return done
    for photo, copied in photos:
        record = Attachment(
            account_id=visit.account_id,
            deal_id=visit.deal_id,
            visit_id=visit.id,
            name=photo.name,
            mime=photo.mime,
            owner_id=writer.actor.user_id,
        )
        attach(replica, writer, copied, record)
    return affected(writer, done.id)


def unfile_capture(
    writer: Writer, done: Affected, draft_key: str, fields: Mapping[str, str]
) -> None:
    """Take a logged visit back; what was typed is a draft again.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    undo(writer, done)
    save_draft(writer, draft_key, fields)
