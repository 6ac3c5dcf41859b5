"""What the replica knows that words can be about."""

from dataclasses import dataclass, field
from typing import Literal

from app.understanding.names import Names


@dataclass(frozen=True, slots=True)
class KnownStage:
    """A stage of one of the team's pipelines.

    Attributes:
        outcome: ``open``, ``won`` or ``lost``.
    """

    id: str
    name: str
    outcome: Literal["open", "won", "lost"] = "open"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known while some words are read.

    Attributes:
        names: Customers, contacts and products.
        stages: In the order of their pipeline.
        currency: The team's, ISO 4217.
        open: The customer on screen; empty for none.
        here: The customer where the rep is; empty for none.
        planned: Today's customers, the visit nearest to now first.
    """

    names: Names = field(default_factory=Names)
    stages: tuple[KnownStage, ...] = ()
    currency: str = "EUR"
    open: str = ""
    here: str = ""
    planned: tuple[str, ...] = ()

    @property
    def near(self) -> tuple[str, ...]:
        """Customers the words are likely about, likeliest first."""
        return tuple(dict.fromkeys(id_ for id_ in (self.open, self.here, *self.planned) if id_))
