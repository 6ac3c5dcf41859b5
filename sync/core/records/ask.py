"""A question to a colleague about a deal or a customer, with the answer."""

from sqlmodel import Field

from sync.core.records.base import Record


class Ask(Record, table=True):
    """Help that somebody asked for.

    Attributes:
        owner_id: Who asks.
        to_id: Who is asked.
        text: The question.
        by_on: ISO date until when an answer helps; empty for whenever.
        answer: What they said; empty while open.
        answered_ms: When they did, in UTC milliseconds; 0 while open.
        shared: Whether the whole team sees it, or who asks and managers only.
    """

    account_id: str = Field(default="", max_length=64, index=True)
    deal_id: str = Field(default="", max_length=64, index=True)
    owner_id: str = Field(default="", max_length=64)
    to_id: str = Field(default="", max_length=64, index=True)
    text: str = Field(default="", max_length=2_000)
    by_on: str = Field(default="", max_length=10)
    answer: str = Field(default="", max_length=10_000)
    answered_ms: int = 0
    shared: bool = True
