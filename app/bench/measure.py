"""Time things honestly on a noisy machine: repeat, take the median, say the size."""

import json
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure.

    Attributes:
        name: What was measured, such as ``save_visit``.
        sizes: What there was to work on, by noun.
        seconds: One entry per repetition.
        items: Work items in each repetition, for the cost of one.
        note: What is and is not in the figure.
        floor: The same work done by the least there can be, in turns with ours.
        figures: What else came out, by name; None where this machine cannot tell.
    """

    name: str
    sizes: Mapping[str, int]
    seconds: tuple[float, ...]
    items: int = 1
    note: str = ""
    floor: tuple[float, ...] = ()
    figures: Mapping[str, float | None] = field(default_factory=dict)

    def line(self) -> str:
        """Return the figure as one line of JSON; times in milliseconds."""
        middle = statistics.median(self.seconds)
        return json.dumps(
            {
                "name": self.name,
                "sizes": dict(self.sizes),
                "rounds": len(self.seconds),
                "median_ms": round(middle * 1_000, 3),
                "min_ms": round(min(self.seconds) * 1_000, 3),
                "max_ms": round(max(self.seconds) * 1_000, 3),
                "items": self.items,
                "per_item_us": round(middle * 1_000_000 / self.items, 2),
                "per_second": round(self.items / middle),
                **self._beside_floor(middle),
                **self.figures,
                "note": self.note,
            }
        )

    def _beside_floor(self, middle: float) -> dict[str, float]:
        if not self.floor:
            return {}
        floor = statistics.median(self.floor)
        return {"floor_ms": round(floor * 1_000, 3), "ratio_to_floor": round(middle / floor, 2)}


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


def in_turns(
    rounds: int, ours: Callable[[], object], floor: Callable[[], object]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Time ours and the floor one after the other, so that both meet the same machine."""
    pairs = [(timed(ours), timed(floor)) for _ in range(rounds)]
    return tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
