"""Words about a customer, typed or spoken."""

from sqlmodel import Field

from sync.core.records.base import Record


class Note(Record, table=True):
    """A note; the words of a visit, or words of their own.

    Attributes:
        text: The words as they stand now.
        original: The words as first typed or heard; never overwritten.
        written_ms: When they were first written, in UTC milliseconds.
        shared: Whether the whole team sees it, or its owner and managers only.
    """

    account_id: str = Field(default="", max_length=64, index=True)
    deal_id: str = Field(default="", max_length=64, index=True)
    visit_id: str = Field(default="", max_length=64, index=True)
    text: str = Field(default="", max_length=100_000)
    original: str = Field(default="", max_length=100_000)
    written_ms: int = 0
    owner_id: str = Field(default="", max_length=64)
    shared: bool = True
