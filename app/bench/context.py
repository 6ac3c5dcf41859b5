"""What the benchmarks of one run share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.bench.measure import Measurement


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the benchmarks.

    Attributes:
        folder: An empty folder for one benchmark's data.
        scale: Share of the full size, 0.1 for a tenth.
        rounds: How often to repeat.
        labelled: Further tables whose duplicates are known.
    """

    folder: Path
    scale: float
    rounds: int
    labelled: tuple[Path, ...] = ()

    def size(self, full: int) -> int:
        """Return a full size at this run's scale, at least 1."""
        return max(1, round(full * self.scale))


Benchmark = Callable[[Run], Iterable[Measurement]]
