"""What `rapport bench` measures, at full size and at any share of it.

Everything runs on the real parts: replicas on disk with `synchronous=FULL`, a
server process on a socket of 127.0.0.1, fresh interpreters for the start.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.bench.measure import Measurement, each, repeated, timed
from app.bench.server import BenchServer
from app.commands.practice import make_practice
from app.commands.visits import VisitLog, log_visit
from app.device import today
from app.queries.search import search
from sync.client.engine import index, sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.records.deal import Deal

Say = Callable[[str], None]

DEALS, CUSTOMERS, NOTES, EDITS = 20_000, 10_000, 50_000, 5_000
KEYSTROKES = ("c", "co", "cof", "coff", "coffe", "coffee", "coffee m", "coffee ma", "price", "t")

_FIRST_LIST = """
import sys
from pathlib import Path
from app.device import open_replica
from app.queries.deals import DealFilter, deals_page, deals_totals
from app.queries.team import me
import app.hosting
replica = open_replica(Path(sys.argv[1]))
with replica.reading() as connection:
    me(connection)
    wanted = DealFilter()
    deals_totals(connection, wanted)
    assert deals_page(connection, wanted, 0, 40)
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """The data all benchmarks of one run share.

    Attributes:
        sizes: Rows there are, by noun.
        filled: A person's replica with everything in it.
        server: A running server that holds the same.
        rounds: How often to repeat.
    """

    folder: Path
    sizes: dict[str, int]
    filled: Replica
    server: BenchServer
    rounds: int


def run_benchmarks(names: Sequence[str], scale: float, rounds: int, say: Say) -> int:
    """Run benchmarks and print one JSON line for each figure.

    Args:
        names: Which; all when empty.
        scale: Share of the full size, 0.1 for a tenth.
        rounds: Repetitions of each.
        say: Prints a line.

    Returns:
        The exit code: 2 when a name is unknown.
    """
    unknown = set(names) - BENCHMARKS.keys()
    if unknown:
        say(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(BENCHMARKS)}")
        return 2
    with (
        tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder,
        closing(BenchServer(Path(folder) / "server")) as server,
    ):
        bench = _prepare(Path(folder), server, scale, rounds)
        for name in names or BENCHMARKS:
            for measurement in BENCHMARKS[name](bench):
                say(measurement.line())
    return 0


def _prepare(folder: Path, server: BenchServer, scale: float, rounds: int) -> Bench:
    sizes = {
        "deals": round(DEALS * scale),
        "customers": round(CUSTOMERS * scale),
        "notes": round(NOTES * scale),
    }
    filled = server.first_replica(folder / "filled")
    make_practice(
        filled.transaction,
        deals=sizes["deals"],
        customers=sizes["customers"],
        notes=sizes["notes"],
        today=today(),
    )
    server.exchange(filled)
    index(filled)
    return Bench(folder, sizes, filled, server, rounds)


def _start(bench: Bench) -> list[Measurement]:
    command = [sys.executable, "-c", _FIRST_LIST, str(bench.folder / "filled")]
    seconds = repeated(bench.rounds, partial(subprocess.run, command, check=True))
    note = "fresh interpreter to the first page of deals read; drawing by the client not included"
    return [Measurement("start_to_first_list", bench.sizes, seconds, note=note)]


def _save(bench: Bench) -> list[Measurement]:
    with bench.filled.reading() as connection:
        account_id = connection.exec_driver_sql("SELECT id FROM account LIMIT 1").scalar_one()
    log = VisitLog(
        account_id=account_id,
        text="They like the new grinder and want a price for three by Friday.",
        next_step="Send the price for three",
        due_on="2026-12-04",
    )

    def save() -> None:
        with bench.filled.transaction() as writer:
            log_visit(writer, log)

    seconds = repeated(bench.rounds * 10, save)
    note = "visit, note and next step, indexed, on disk (fsync)"
    return [Measurement("save_visit", bench.sizes, seconds, note=note)]


def _search(bench: Bench) -> list[Measurement]:
    def keystroke(typed: str) -> None:
        with bench.filled.reading() as connection:
            search(connection, typed, 30)

    steps = [partial(keystroke, typed) for typed in KEYSTROKES] * bench.rounds
    slowest = max(KEYSTROKES, key=lambda typed: timed(partial(keystroke, typed)))
    return [
        Measurement("search_keystroke", bench.sizes, each(steps), note=", ".join(KEYSTROKES)),
        Measurement(
            "search_slowest_keystroke",
            bench.sizes,
            repeated(bench.rounds, partial(keystroke, slowest)),
            note=repr(slowest),
        ),
    ]


def _first_sync(bench: Bench) -> list[Measurement]:
    merged, indexed, received = [], [], 0
    for turn in range(bench.rounds):
        replica = bench.server.joined(bench.folder / f"first-{turn}")
        with bench.server.client() as client:
            service = HttpSyncService(client, replica.state().token)
            merged.append(timed(lambda: sync_once(replica, service)))  # noqa: B023  # called at once
        indexed.append(timed(partial(index, replica)))
        with replica.reading() as connection:
            received = connection.exec_driver_sql(
                "SELECT (SELECT count(*) FROM deal) + (SELECT count(*) FROM account)"
                " + (SELECT count(*) FROM contact) + (SELECT count(*) FROM note)"
                " + (SELECT count(*) FROM visit) + (SELECT count(*) FROM follow_up)"
            ).scalar_one()
    return [
        Measurement(
            "first_sync", bench.sizes, tuple(merged), received, "all rows merged, ready to list"
        ),
        Measurement("first_sync_index", bench.sizes, tuple(indexed), received, "search follows"),
    ]


def _first_sync_deals(bench: Bench) -> list[Measurement]:
    """Do the same with nothing but deals, the size other engines are quoted at."""
    with closing(BenchServer(bench.folder / "deals-server")) as server:
        source = server.first_replica(bench.folder / "deals-source")
        count = bench.sizes["deals"]
        with source.transaction() as writer:
            for number in range(count):
                writer.add(_plain_deal(number))
        server.exchange(source)
        seconds = []
        for turn in range(bench.rounds):
            replica = server.joined(bench.folder / f"deals-{turn}")
            with server.client() as client:
                service = HttpSyncService(client, replica.state().token)
                seconds.append(timed(lambda: sync_once(replica, service)))  # noqa: B023  # called at once
    note = "deals of about 550 bytes and nothing else"
    return [Measurement("first_sync_deals", {"deals": count}, tuple(seconds), count, note)]


def _push(bench: Bench) -> list[Measurement]:
    count = max(1, round(EDITS * bench.sizes["deals"] / DEALS))
    with bench.filled.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT id FROM deal WHERE NOT deleted LIMIT ?", (count,)
        )
        ids = list(found.scalars())
    seconds = []
    for turn in range(bench.rounds):
        with bench.filled.transaction() as writer:
            for place, deal_id in enumerate(ids):
                writer.edit(Deal, deal_id, title=f"Round {turn}.{place}", reason=f"because {turn}")
        with bench.server.client() as client:
            service = HttpSyncService(client, bench.filled.state().token)
            seconds.append(timed(partial(sync_once, bench.filled, service)))
    note = "two fields each, from outbox to acknowledged, both sides on disk (fsync)"
    return [Measurement("push_edits", bench.sizes, tuple(seconds), len(ids), note)]


def _one_change(bench: Bench) -> list[Measurement]:
    other = bench.server.joined(bench.folder / "other")
    bench.server.exchange(other)
    bench.server.exchange(bench.filled)
    with bench.filled.reading() as connection:
        deal_id = connection.exec_driver_sql("SELECT id FROM deal LIMIT 1").scalar_one()
    seconds, idle = [], []
    with bench.server.client() as one, bench.server.client() as two:
        here = HttpSyncService(one, bench.filled.state().token)
        there = HttpSyncService(two, other.state().token)
        for turn in range(bench.rounds * 10):
            with bench.filled.transaction() as writer:
                writer.edit(Deal, deal_id, title=f"Turn {turn}")

            def pass_on() -> None:
                sync_once(bench.filled, here)
                sync_once(other, there)

            seconds.append(timed(pass_on))
            idle.append(timed(partial(sync_once, other, there)))
    return [
        Measurement("one_change_to_another", bench.sizes, tuple(seconds), note="push, then pull"),
        Measurement("nothing_to_do", bench.sizes, tuple(idle), note="one empty exchange"),
    ]


def _plain_deal(number: int) -> Deal:
    return Deal(
        title=f"Deal {number} of a plain size for measuring",
        account_id=f"account-{number % 5_000:032d}",
        contact_id=f"contact-{number % 9_000:032d}",
        pipeline_id="pipeline-sales",
        stage_id="stage-proposal",
        amount_minor=100_000 + number,
        currency="EUR",
        expected_on="2026-12-31",
        reason="They compare two offers and decide with the new head of purchasing. " * 2,
        owner_id=f"user-{number % 20:032d}",
        source="bench",
        source_id=f"{number:018d}",
    )


BENCHMARKS: dict[str, Callable[[Bench], list[Measurement]]] = {
    "start": _start,
    "save": _save,
    "search": _search,
    "first_sync": _first_sync,
    "first_sync_deals": _first_sync_deals,
    "push": _push,
    "one_change": _one_change,
}
