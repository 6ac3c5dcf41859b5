"""Where a person keeps a deal in their own list."""

from hashlib import sha256
from typing import ClassVar

from sqlmodel import Field

from sync.core.records.base import Record

_ID_LENGTH = 32


def place_id(user_id: str, deal_id: str) -> str:
    """Return the id of a person's own place for a deal, the same on all of their devices."""
    return sha256(f"place {user_id} {deal_id}".encode()).hexdigest()[:_ID_LENGTH]


class DealPlace(Record, table=True):
    """One person's own order, which nothing else moves; nobody else reads it.

    Its id is `place_id`, so that two devices of theirs write the same record.

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
