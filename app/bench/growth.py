"""Does a row cost the same in a team of years as in one of weeks?"""

import gc
import random
import statistics
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from app.bench.context import Run
from app.bench.deals import edit_of, plain_deals
from app.bench.measure import Measurement, timed
from app.bench.phone import Phone
from app.bench.server import BenchServer

_FEW, _MANY, _EDITS = 2_000, 200_000, 1_000
_OFTEN = 5
"""Repetitions for each round: one takes a hundredth of a second."""


@dataclass
class _Team:
    """A server that holds so many deals, who edits them and who reads them.

    Attributes:
        rows: How many deals there are.
        pushed: Seconds that each push of edits took.
        pulled: Seconds that reading them took.
    """

    rows: int
    ids: list[str]
    writer: Phone
    reader: Phone
    pushed: list[float] = field(default_factory=list)
    pulled: list[float] = field(default_factory=list)

    def edit(self, chance: random.Random, turn: int, edits: int) -> None:
        """Push edits of random rows, and read them."""
        chosen = chance.sample(self.ids, edits)
        request = self.writer.edits("deal", {i: edit_of(turn, n) for n, i in enumerate(chosen)})
        self.pushed.append(timed(lambda: self.writer.send(request)))
        self.pulled.append(timed(self.reader.pull))


def growth(run: Run) -> Iterator[Measurement]:
    """Measure edits and reading of 1,000 rows among 2,000 and among 200,000, in turns."""
    edits = run.size(_EDITS)
    chance = random.Random(1)  # noqa: S311  # the same rows every time, no secret
    with ExitStack() as stack:
        few, many = (_team(stack, run.folder / str(n), run.size(n)) for n in (_FEW, _MANY))
        gc.freeze()  # what made the deals is no part of what is measured
        for turn in range(run.rounds * _OFTEN):
            few.edit(chance, turn, edits)
            many.edit(chance, turn, edits)
    note = f"{edits} edited rows, spread over all there are"
    for name, small, large in (
        ("growth_push", few.pushed, many.pushed),
        ("growth_pull", few.pulled, many.pulled),
    ):
        ratio = round(statistics.median(large) / statistics.median(small), 2)
        yield Measurement(name, {"rows": few.rows}, tuple(small), edits, note)
        figures = {"ratio_to_few": ratio}
        yield Measurement(name, {"rows": many.rows}, tuple(large), edits, note, figures=figures)


def _team(stack: ExitStack, folder: Path, count: int) -> _Team:
    server = stack.enter_context(closing(BenchServer(folder / "server")))
    server.first_replica(folder / "admin")
    writer, reader = (server.phone(stack.enter_context(server.client())) for _ in range(2))
    deals = list(plain_deals(count))
    writer.add(deals)
    writer.pull()
    reader.pull()
    return _Team(count, [deal.id for deal in deals], writer, reader)
