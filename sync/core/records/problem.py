"""Something that went wrong for a customer, until it is put right."""

from sqlmodel import Field

from sync.core.records.base import Record


class Problem(Record, table=True):
    """A problem of a customer; it stands above everything one would sell them.

    Attributes:
        text: What is wrong.
        state: ``open``, ``working`` or ``closed``.
        closed_ms: When it was closed, in UTC milliseconds; 0 before.
        solution: What put it right.
        owner_id: Who sees to it; empty for nobody yet.
    """

    account_id: str = Field(default="", max_length=64, index=True)
    deal_id: str = Field(default="", max_length=64)
    text: str = Field(default="", max_length=2_000)
    state: str = Field(default="open", max_length=20, index=True)
    closed_ms: int = 0
    solution: str = Field(default="", max_length=2_000)
    owner_id: str = Field(default="", max_length=64)
