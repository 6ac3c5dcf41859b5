"""Keep the photo of a person who was brought in, with their customer."""

import base64
import binascii
from collections.abc import Callable

from app.imports.draft import Draft
from app.imports.identity import record_id
from app.imports.writer import ImportWriter
from sync.core.records.attachment import Attachment

_FORMS = (
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"GIF8", "image/gif", "gif"),
)

KeepFile = Callable[[ImportWriter, bytes, Attachment], None]
"""Keeps a file's bytes and writes the record about it, in the open transaction."""


def keep_photo(writer: ImportWriter, draft: Draft, account_id: str, keep: KeepFile) -> None:
    """Keep the photo a draft carries, if it is one."""
    try:
        content = base64.b64decode(draft.photo)
    except (binascii.Error, ValueError):
        return
    found = next((form for form in _FORMS if content.startswith(form[0])), None)
    if not found:
        return
    _, mime, ending = found
    name = f"{draft.values['name']}"[:290]
    photo = Attachment(
        id=record_id("attachment", draft.source, draft.source_id),
        account_id=account_id,
        name=f"{name}.{ending}",
        mime=mime,
    )
    held = writer.connection.exec_driver_sql("SELECT 1 FROM attachment WHERE id = ?", (photo.id,))
    if held.first() is None:
        keep(writer, content, photo)
