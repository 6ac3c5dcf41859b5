"""Something the team sells."""

from typing import ClassVar

from sqlmodel import Field

from sync.core.records.base import Record


class Product(Record, table=True):
    """A product or service with its list price in minor units.

    Attributes:
        cost_minor: What one costs the team, in the same currency; 0 for unknown.
            Only managers and admins may read it.
        imported: See `Account`.
    """

    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = (("price_minor", "currency"),)

    name: str = Field(default="", max_length=300)
    code: str = Field(default="", max_length=100)
    price_minor: int = 0
    cost_minor: int = 0
    currency: str = Field(default="", max_length=3)
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)
    imported: str = Field(default="", max_length=4_000)
