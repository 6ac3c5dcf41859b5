"""A way of looking that a person keeps."""

from typing import ClassVar

from sqlmodel import Field

from sync.core.records.base import Record


class SavedView(Record, table=True):
    """What one person looks for again and again, on all of their devices; nobody else reads it.

    Attributes:
        about_kind: Kind of what it lists, such as ``deal``.
        filters: Which of them; JSON as their list writes it.
        position: Its place among the others.
    """

    __tablename__: ClassVar[str] = "saved_view"

    owner_id: str = Field(default="", max_length=64)
    about_kind: str = Field(default="deal", max_length=64)
    name: str = Field(default="", max_length=100)
    filters: str = Field(default="{}", max_length=4_000)
    position: int = 0
