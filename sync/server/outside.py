"""What only the outside can give: the time and randomness, passed inwards as one value."""

from collections.abc import Callable
from dataclasses import dataclass

from sync.core.ids import uuid7


@dataclass(frozen=True, slots=True)
class Outside:
    """Sources that a test may replace; made once by the app or a command.

    Attributes:
        now_ms: Return the wall clock in UTC milliseconds.
        bits: Return that many random bits, fit for secrets.
        token: Return a new bearer token.
    """

    now_ms: Callable[[], int]
    bits: Callable[[int], int]
    token: Callable[[], str]

    def new_epoch(self) -> str:
        """Return a new epoch for a team."""
        return f"{self.bits(32):x}"

    def new_id(self) -> str:
        """Return a new record id."""
        return uuid7(self.now_ms(), self.bits(74))
