"""Time things honestly on a noisy machine: repeat, take the median, say the size."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure.

    Attributes:
        name: What was measured, such as ``save_visit``.
        sizes: What there was to work on, by noun.
        seconds: One entry per repetition.
        items: Work items in each repetition, for the cost of one.
        note: What is and is not in the figure.
    """

    name: str
    sizes: dict[str, int]
    seconds: tuple[float, ...]
    items: int = 1
    note: str = ""

    def line(self) -> str:
        """Return the figure as one line of JSON; times in milliseconds."""
        middle = statistics.median(self.seconds)
        return json.dumps(
            {
                "name": self.name,
                "sizes": self.sizes,
                "rounds": len(self.seconds),
                "median_ms": round(middle * 1_000, 3),
                "min_ms": round(min(self.seconds) * 1_000, 3),
                "max_ms": round(max(self.seconds) * 1_000, 3),
                "items": self.items,
                "per_item_us": round(middle * 1_000_000 / self.items, 2),
                "note": self.note,
            }
        )


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def repeated(rounds: int, work: Callable[[], object]) -> tuple[float, ...]:
    """Time several calls."""
    return tuple(timed(work) for _ in range(rounds))


def each(steps: Sequence[Callable[[], object]]) -> tuple[float, ...]:
    """Time one call of each step."""
    return tuple(timed(step) for step in steps)
