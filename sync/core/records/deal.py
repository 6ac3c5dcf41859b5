"""A deal: something a customer may buy."""

from typing import ClassVar

from sqlmodel import Field, Index, text

from sync.core.giving import GIVING
from sync.core.records.base import Record


class Deal(Record, table=True):
    """A deal on its way through a pipeline.

    Attributes:
        amount_minor: Value in minor units of `currency` (cents).
        currency: ISO 4217 code; empty while no amount is known.
        expected_on: ISO date when it should close; empty for unknown.
        closed_on: ISO date when it was won or lost; empty while open.
        read: The rep's own read of the customer: keen, unsure, cold or empty.
        owner_id: The user whose deal it is; empty for nobody.
        given_by: Who gave it to its owner; empty when nobody says so. This and the
            next two are `sync.core.giving`.
        given_from: Whose it was before; empty for nobody's.
        given_why: What they said about it, in one line.
        shared: Whether the whole team sees it, or its owner and managers only.
        imported: See `Account`.
        reason_tag: The reason it was won or lost, in the words of the team's list; what
            its rep says about it themselves is `reason`.
        parked: Whether it rests, and counts in no total.
        alive_ms: When its rep last said that it is alive, in UTC milliseconds; 0 for never.
        confidence: How sure its rep is, in percent; 0 for unsaid.
    """

    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("amount_minor", "currency"),
        GIVING,
    )
    __table_args__ = (Index("ix_deal_given_by", "given_by", sqlite_where=text("given_by <> ''")),)

    account_id: str = Field(default="", max_length=64, index=True)
    contact_id: str = Field(default="", max_length=64)
    product_id: str = Field(default="", max_length=64)
    title: str = Field(default="", max_length=300)
    pipeline_id: str = Field(default="", max_length=64)
    stage_id: str = Field(default="", max_length=64, index=True)
    amount_minor: int = 0
    currency: str = Field(default="", max_length=3)
    expected_on: str = Field(default="", max_length=10)
    closed_on: str = Field(default="", max_length=10)
    reason: str = Field(default="", max_length=1_000)
    read: str = Field(default="", max_length=20)
    owner_id: str = Field(default="", max_length=64, index=True)
    given_by: str = Field(default="", max_length=64)
    given_from: str = Field(default="", max_length=64)
    given_why: str = Field(default="", max_length=300)
    shared: bool = True
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200, index=True)
    imported: str = Field(default="", max_length=4_000)
    reason_tag: str = Field(default="", max_length=100)
    parked: bool = False
    alive_ms: int = 0
    confidence: int = 0
