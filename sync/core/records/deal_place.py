"""Where a person keeps a deal in their own list."""

from typing import ClassVar

from sqlmodel import Field

from sync.core.records.base import Record


class DealPlace(Record, table=True):
    """One person's own order, which nothing else moves; nobody else reads it.

    Its id is made from the person's and the deal's, so that two devices of theirs
    write the same record.

    Attributes:
        pinned: Whether it stands above all that is not.
        why: The person's reason for that.
        position: Its place among those with one, smallest first; 0 for none.
    """

    __tablename__: ClassVar[str] = "deal_place"

    owner_id: str = Field(default="", max_length=64)
    deal_id: str = Field(default="", max_length=64, index=True)
    pinned: bool = False
    why: str = Field(default="", max_length=300)
    position: int = 0
