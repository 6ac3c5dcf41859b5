"""What a note seems to say: offered to the person, never applied by itself."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["customer", "due", "amount", "units", "stage", "step", "person", "read"]

KINDS: Final[tuple[Kind, ...]] = (
    "customer",
    "due",
    "amount",
    "units",
    "stage",
    "step",
    "person",
    "read",
)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing heard in the words.

    Attributes:
        kind: What it is about.
        value: ``customer``, ``stage``: a record's id; ``due``: an ISO date; ``amount``:
            minor units; ``units``: how many; ``step``: what is to be done, in the
            person's words; ``person``: a contact's id, or a name when `new`; ``read``:
            keen, unsure or cold.
        words: The stretch of the text it comes from.
        start: Where that stretch begins in the text, in characters.
        end: Where it ends.
        detail: ``amount``: ISO 4217 code; ``units``: the product's id, if one was
            named; ``due``: a time of day such as ``09:00``, if one was named.
        new: The person is not known yet.
    """

    kind: Kind
    value: str
    words: str
    start: int
    end: int
    detail: str = ""
    new: bool = False

    @property
    def key(self) -> str:
        """Under which an answer to it is remembered, also when it is read anew.

        Example:
            ``due:2026-11-24``
        """
        return f"{self.kind}:{self.value}"[:80]
