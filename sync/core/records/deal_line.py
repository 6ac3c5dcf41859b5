"""What a deal is about, product by product."""

from typing import ClassVar

from sqlmodel import Field

from sync.core.records.base import Record


class DealLine(Record, table=True):
    """So many of a product, at a price.

    Attributes:
        text: What it is, where it is no product of the team's list.
        quantity_milli: How many, in thousandths.
        price_minor: What one costs, in minor units of `currency`.
        position: Its place among the lines.
        owner_id: The deal's owner, while the deal is private.
        shared: Whether the whole team sees it, as it sees the deal.
        imported: See `Account`.
    """

    __tablename__: ClassVar[str] = "deal_line"
    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = (("price_minor", "currency"),)

    deal_id: str = Field(default="", max_length=64, index=True)
    product_id: str = Field(default="", max_length=64)
    text: str = Field(default="", max_length=300)
    quantity_milli: int = 1_000
    price_minor: int = 0
    currency: str = Field(default="", max_length=3)
    position: int = 0
    owner_id: str = Field(default="", max_length=64)
    shared: bool = True
    imported: str = Field(default="", max_length=4_000)
