"""A next step with a date."""

from typing import ClassVar

from sqlmodel import Field

from sync.core.records.base import Record


class FollowUp(Record, table=True):
    """Something promised; seen by its owner and the owner's managers.

    Attributes:
        due_on: ISO date; empty for some day.
        done_ms: When it was ticked off, in UTC milliseconds; 0 while open.
        form: Empty for a promise; ``check_in`` for asking, after the sale, how it goes.
        source: See `Account`, as the next two.
    """

    __tablename__: ClassVar[str] = "follow_up"

    account_id: str = Field(default="", max_length=64, index=True)
    deal_id: str = Field(default="", max_length=64)
    visit_id: str = Field(default="", max_length=64)
    text: str = Field(default="", max_length=2_000)
    due_on: str = Field(default="", max_length=10, index=True)
    done_ms: int = 0
    owner_id: str = Field(default="", max_length=64)
    form: str = Field(default="", max_length=20)
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)
    imported: str = Field(default="", max_length=4_000)
