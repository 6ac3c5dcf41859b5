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
        position: Its place among the stops of its day; 0 for by time.
        outcome: What came of it, in the team's words; empty for unsaid.
        mood: How the customer felt: happy, fine, unhappy or empty.
        met: Ids of the people who were met, with spaces between.
        products: Ids of the products that were discussed, with spaces between.
        source: See `Account`, as the next two.
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
    position: int = 0
    outcome: str = Field(default="", max_length=100)
    mood: str = Field(default="", max_length=20)
    met: str = Field(default="", max_length=2_000)
    products: str = Field(default="", max_length=2_000)
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)
    imported: str = Field(default="", max_length=4_000)
