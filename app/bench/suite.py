"""What `rapport bench` measures, at full size and at any share of it."""

import gc
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from app.bench.conflicts import day_ahead, different_fields, same_field
from app.bench.context import Benchmark, Run
from app.bench.crowd import reps, shared_records
from app.bench.customer_card import customer_card
from app.bench.duplicates import duplicates
from app.bench.first_sync import first_sync
from app.bench.growth import growth
from app.bench.imports import imports
from app.bench.live import live
from app.bench.local import day, save, search, start
from app.bench.own_list import deals_list
from app.bench.packing import packing
from app.bench.push import push
from app.bench.small_exchanges import nothing_to_do, one_change

Say = Callable[[str], None]

LOCAL: dict[str, Benchmark] = {
    "start": start,
    "save": save,
    "day": day,
    "search": search,
    "customer_card": customer_card,
    "deals_list": deals_list,
    "duplicates": duplicates,
    "imports": imports,
}
SYNC: dict[str, Benchmark] = {
    benchmark.__name__: benchmark
    for benchmark in (
        first_sync,
        push,
        one_change,
        nothing_to_do,
        shared_records,
        different_fields,
        same_field,
        day_ahead,
        growth,
        live,
        reps,
        packing,
    )
}
BENCHMARKS = LOCAL | SYNC
_GROUPS = {"local": tuple(LOCAL), "sync": tuple(SYNC)}


def run_benchmarks(
    names: Sequence[str], scale: float, rounds: int, say: Say, labelled: Sequence[Path] = ()
) -> int:
    """Run benchmarks and print one JSON line for each figure.

    Args:
        names: Which, or the groups `local` and `sync`; all when empty. A group
            beside benchmarks of its own stands for these alone.
        scale: Share of the full size, 0.1 for a tenth.
        rounds: Repetitions of each.
        say: Prints a line.
        labelled: Further tables whose duplicates are known, for `duplicates`.

    Returns:
        The exit code: 2 when a name is unknown.
    """
    unknown = set(names) - BENCHMARKS.keys() - _GROUPS.keys()
    if unknown:
        there_are = ", ".join([*_GROUPS, *BENCHMARKS])
        say(f"unknown: {', '.join(sorted(unknown))}; there are: {there_are}")
        return 2
    gc.freeze()  # as the app does once it is open
    for name in _chosen(names):
        with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
            run = Run(Path(folder), scale, rounds, tuple(labelled))
            for measurement in BENCHMARKS[name](run):
                say(measurement.line())
    return 0


def _chosen(names: Sequence[str]) -> list[str]:
    """Return the benchmarks meant by these names, in the suite's order."""
    chosen = set(names or _GROUPS) & BENCHMARKS.keys()
    for group in set(names or _GROUPS) & _GROUPS.keys():
        if not chosen & set(_GROUPS[group]):
            chosen |= set(_GROUPS[group])
    return [name for name in BENCHMARKS if name in chosen]
