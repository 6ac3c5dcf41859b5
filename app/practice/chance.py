"""Chance that repeats: one seeded stream, with the draws the generator needs."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from typing import Protocol, TypeVar

from sync.core.ids import uuid7

T = TypeVar("T")


class Weighted(Protocol):
    """Something with a weight."""

    @property
    def weight(self) -> int:
        """How often it is drawn, compared with its neighbours."""


W = TypeVar("W", bound=Weighted)


class Chance:
    """A stream of draws. The same seed and name give the same draws for ever."""

    def __init__(self, seed: int, name: str) -> None:
        """Begin a stream; its name keeps it apart from others of the seed."""
        # A text seed is hashed by Python itself and does not vary between runs.
        self._random = Random(f"rapport practice/{seed}/{name}")  # noqa: S311  # practice, no secret

    def id(self, made_ms: int) -> str:
        """Return a record id of that time."""
        return uuid7(made_ms, self._random.getrandbits(74))

    def pick(self, items: Sequence[T]) -> T:
        """Draw one of several."""
        return items[int(self._random.random() * len(items))]

    def weighted(self, items: Sequence[W]) -> W:
        """Draw one of several by weight."""
        return self._random.choices(items, [item.weight for item in items])[0]

    def odds(self, percent: float) -> bool:
        """Return True in so many of a hundred draws."""
        return self._random.random() * 100 < percent

    def between(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def early(self, count: int, bend: float) -> int:
        """Draw an index below `count`; small ones more often the larger `bend` is."""
        return min(count - 1, int(count * self._random.random() ** bend))

    def digits(self, pattern: str) -> str:
        """Fill each ``#`` of a pattern with a digit."""
        return "".join(str(self.between(0, 9)) if c == "#" else c for c in pattern)

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        return self._random.sample(items, len(items))


def at(day: date, minutes: int, zone: tzinfo = UTC) -> int:
    """Return UTC milliseconds of a minute of a day, as a clock in a zone shows it."""
    moment = datetime.combine(day, time(), zone) + timedelta(minutes=minutes)
    return int(moment.timestamp() * 1000)


def workday(day: date) -> date:
    """Return the day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
