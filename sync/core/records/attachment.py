"""A file that belongs to a customer, deal, visit or note: a photo, a recording."""

from sqlmodel import Field

from sync.core.records.base import Record


class Attachment(Record, table=True):
    """What is known of a file; its bytes travel apart from the records.

    Attributes:
        name: What the person calls it, such as ``shelf.jpg``.
        mime: Media type, such as ``image/jpeg``.
        size: Bytes.
        sha256: SHA-256 of the bytes in hexadecimal, by which they are found.
        shared: Whether the whole team sees it, or its owner and managers only.
    """

    account_id: str = Field(default="", max_length=64, index=True)
    deal_id: str = Field(default="", max_length=64, index=True)
    visit_id: str = Field(default="", max_length=64, index=True)
    note_id: str = Field(default="", max_length=64, index=True)
    name: str = Field(default="", max_length=300)
    mime: str = Field(default="", max_length=100)
    size: int = 0
    sha256: str = Field(default="", max_length=64, index=True)
    owner_id: str = Field(default="", max_length=64)
    shared: bool = True
