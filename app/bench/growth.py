"""Does a row cost the same in a team of years as in one of weeks?"""

import random
import statistics
from collections.abc import Iterator

from app.bench.context import Run
from app.bench.deals import edit_of, plain_deals
from app.bench.measure import Measurement, timed
from app.bench.phone import Phone
from app.bench.server import BenchServer

_FEW, _MANY, _EDITS = 2_000, 200_000, 1_000


def growth(run: Run) -> Iterator[Measurement]:
    """Measure edits and reading of 1,000 rows among 2,000 and among 200,000 at the server."""
    few, many, edits = run.size(_FEW), run.size(_MANY), run.size(_EDITS)
    server = BenchServer(run.folder / "server")
    try:
        server.first_replica(run.folder / "admin")
        with server.client() as near, server.client() as far:
            writer, reader = server.phone(near), server.phone(far)
            deals = list(plain_deals(many))
            writer.add(deals[:few])
            small = _cost(run, writer, reader, [deal.id for deal in deals[:few]], edits)
            writer.add(deals[few:])
            large = _cost(run, writer, reader, [deal.id for deal in deals], edits)
    finally:
        server.close()
    for place, name in enumerate(("growth_push", "growth_pull")):
        before, after = small[place], large[place]
        ratio = round(statistics.median(after) / statistics.median(before), 2)
        note = f"{edits} edited rows, spread over all there are"
        yield Measurement(name, {"rows": few}, before, edits, note)
        yield Measurement(name, {"rows": many}, after, edits, note, figures={"ratio_to_few": ratio})


def _cost(
    run: Run, writer: Phone, reader: Phone, ids: list[str], edits: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the seconds of pushing edits of random rows, and of reading them."""
    writer.pull()
    reader.pull()
    chance = random.Random(len(ids))  # noqa: S311  # the same rows every time, no secret
    pushed, pulled = [], []
    for turn in range(run.rounds):
        chosen = chance.sample(ids, edits)
        request = writer.edits("deal", {i: edit_of(turn, n) for n, i in enumerate(chosen)})
        pushed.append(timed(lambda: writer.send(request)))  # noqa: B023  # called at once
        pulled.append(timed(reader.pull))
    return tuple(pushed), tuple(pulled)
