"""A visit or a call, planned or done."""

from sqlmodel import Field

from sync.core.records.base import Record


class Visit(Record, table=True):
    """A meeting with a customer; its words are notes that name it.

    Attributes:
        form: ``visit`` or ``call``.
        at_ms: When it was, or is planned to be, in UTC milliseconds.
        done: False while it is only planned.
        read: The rep's own read of the customer: keen, unsure, cold or empty.
        shared: Whether the whole team sees it, or its owner and managers only.
    """

    account_id: str = Field(default="", max_length=64, index=True)
    contact_id: str = Field(default="", max_length=64)
    deal_id: str = Field(default="", max_length=64, index=True)
    form: str = Field(default="visit", max_length=20)
    at_ms: int = Field(default=0, index=True)
    done: bool = True
    read: str = Field(default="", max_length=20)
    owner_id: str = Field(default="", max_length=64)
    shared: bool = True
