"""Something that is so at a customer now, and may not be for long."""

from sqlmodel import Field

from sync.core.records.base import Record


class Fact(Record, table=True):
    """What somebody learned about a customer's situation: a merger, a new chief.

    Attributes:
        told_ms: When it was last said to be so, in UTC milliseconds; it fades from then.
        owner_id: Who said so.
    """

    account_id: str = Field(default="", max_length=64, index=True)
    text: str = Field(default="", max_length=1_000)
    told_ms: int = 0
    owner_id: str = Field(default="", max_length=64)
