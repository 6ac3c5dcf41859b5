"""Word that a customer was erased, and all that belonged to them."""

from sqlmodel import Field

from sync.core.records.base import Record


class Erasure(Record, table=True):
    """The receipt of an erasing; written once, by an admin, and kept for ever.

    One for each customer: those said to be one go together, each with a receipt.

    It holds none of what was erased. Whoever reads it, a device or a server, erases what
    it still has of that customer: so one that comes back from an older copy goes again.

    Attributes:
        account_id: Id of the customer that was; no record has it any more.
        by_id: Who erased them.
        counted: How many records went on that person's device, in the receipt of the
            customer they named; 0 in those of customers who were one with it.
    """

    account_id: str = Field(default="", max_length=64)
    by_id: str = Field(default="", max_length=64)
    counted: int = 0
