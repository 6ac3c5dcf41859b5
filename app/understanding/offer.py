"""What was understood, and the words it was understood from."""

from dataclasses import dataclass
from typing import ClassVar, Literal

Kind = Literal["customer", "due", "amount", "units", "stage", "outcome", "step", "person", "read"]
Why = Literal["heard", "person", "open", "here", "planned"]


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom the note is about.

    Attributes:
        id: Record id.
        why: ``heard`` by name, by the name of a ``person`` there, ``open`` on screen,
            ``here`` where the rep is, or ``planned`` for today.
    """

    kind: ClassVar[Kind] = "customer"
    id: str
    why: Why

    @property
    def key(self) -> str:
        """What tells it from other customers."""
        return self.id


@dataclass(frozen=True, slots=True)
class Due:
    """When something is to be done.

    Attributes:
        on: ISO date, never before the day the words were said.
        at: Local time such as ``09:30``; empty when none was said.
    """

    kind: ClassVar[Kind] = "due"
    on: str
    at: str = ""

    @property
    def key(self) -> str:
        """What tells it from other moments."""
        return f"{self.on}T{self.at}" if self.at else self.on


@dataclass(frozen=True, slots=True)
class Amount:
    """What it is worth.

    Attributes:
        minor: In minor units of the currency.
        currency: ISO 4217 code.
    """

    kind: ClassVar[Kind] = "amount"
    minor: int
    currency: str

    @property
    def key(self) -> str:
        """What tells it from other amounts."""
        return f"{self.minor} {self.currency}"


@dataclass(frozen=True, slots=True)
class Units:
    """How many.

    Attributes:
        product_id: Of what; empty when no product was named.
    """

    kind: ClassVar[Kind] = "units"
    count: int
    product_id: str = ""

    @property
    def key(self) -> str:
        """What tells it from other quantities."""
        return f"{self.count} {self.product_id}".strip()


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the deal stands now."""

    kind: ClassVar[Kind] = "stage"
    id: str

    @property
    def key(self) -> str:
        """What tells it from other stages."""
        return self.id


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended.

    Attributes:
        outcome: ``won`` or ``lost``.
        stage_id: The team's first stage of that outcome; empty when it has none.
    """

    kind: ClassVar[Kind] = "outcome"
    outcome: Literal["won", "lost"]
    stage_id: str = ""

    @property
    def key(self) -> str:
        """What tells it from the other outcome."""
        return self.outcome


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done next, such as ``Send the offer``; without its date."""

    kind: ClassVar[Kind] = "step"
    text: str

    @property
    def key(self) -> str:
        """What tells it from other steps, however it is written."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody one met.

    Attributes:
        id: Record id of the contact; empty for a new name.
    """

    kind: ClassVar[Kind] = "person"
    id: str
    name: str

    @property
    def key(self) -> str:
        """What tells them from other people."""
        return self.id or self.name.casefold()


@dataclass(frozen=True, slots=True)
class Read:
    """The rep's own read of the customer."""

    kind: ClassVar[Kind] = "read"
    read: Literal["keen", "unsure", "cold"]

    @property
    def key(self) -> str:
        """What tells it from other reads."""
        return self.read


Value = Customer | Due | Amount | Units | Stage | Outcome | Step | Person | Read


@dataclass(frozen=True, slots=True)
class Offer:
    """One chip.

    Attributes:
        words: The words it came from; empty for a customer nobody named.
        start: Where they begin in the text: ``text[start:end] == words``.
        end: Behind their last character.
    """

    value: Value
    words: str
    start: int
    end: int

    @property
    def kind(self) -> Kind:
        """What it is about."""
        return self.value.kind

    @property
    def key(self) -> str:
        """The same for the same value, wherever it was said: ``due:2026-11-24``."""
        return f"{self.kind}:{self.value.key}"
