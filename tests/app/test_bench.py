"""The benchmarks run and measure what they say, at a size where nobody waits for them."""

import json
from functools import partial
from pathlib import Path

import pytest

from app.bench.context import Run
from app.bench.measure import Measurement
from app.bench.suite import BENCHMARKS, LOCAL, SYNC, run_benchmarks

TINY = 0.002

FACTS: dict[str, dict[str, object]] = {
    "shared_records": {"refused": 0, "converged": True},
    "different_fields": {"kept": 1},
    "same_field": {"later_won": 1, "losers_kept": 1},
    "day_ahead_unseen": {"later_won": 1, "refused": 0},
    "day_ahead_seen": {"later_won": 1, "refused": 0},
}
"""What must come out whatever the machine: what sync promises, not how fast it is."""


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_runs_and_says_its_sizes(name: str, tmp_path: Path) -> None:
    found = list(BENCHMARKS[name](Run(tmp_path, TINY, 1)))
    assert found
    for measurement in found:
        line = json.loads(measurement.line())
        assert line["sizes"]
        assert line["median_ms"] > 0
        assert FACTS.get(line["name"], {}).items() <= line.items()


def test_a_figure_stands_beside_its_floor() -> None:
    measurement = Measurement("x", {"rows": 3}, (0.2, 0.4, 0.9), 8, floor=(0.1, 0.2, 0.3))
    line = json.loads(measurement.line())
    assert (line["median_ms"], line["floor_ms"], line["ratio_to_floor"]) == (400, 200, 2)
    assert (line["per_item_us"], line["per_second"]) == (50_000, 20)


def test_names_and_groups_choose_what_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def note(name: str, _run: Run) -> tuple[()]:
        ran.append(name)
        return ()

    for group in (LOCAL, SYNC, BENCHMARKS):
        for name in group:
            monkeypatch.setitem(group, name, partial(note, name))

    def chosen(*names: str) -> list[str]:
        ran.clear()
        assert run_benchmarks(names, 1.0, 1, print) == 0
        return ran.copy()

    assert chosen() == list(BENCHMARKS)
    assert chosen("sync") == list(SYNC)
    assert chosen("sync", "push") == ["push"]
    assert chosen("push", "local") == [*LOCAL, "push"]


def test_an_unknown_name_is_told_with_those_there_are() -> None:
    said: list[str] = []
    assert run_benchmarks(["pull"], 1.0, 1, said.append) == 2
    assert said[0].startswith("unknown: pull; there are: local, sync, start")
