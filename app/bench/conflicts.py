"""Two people at the same records: what is kept of each, and by whose clock."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.bench.context import Run
from app.bench.measure import Measurement, timed
from app.bench.server import BenchServer, deal_ids, serving_deals
from app.device import now_ms
from sync.client.replica import Replica
from sync.core.records.deal import Deal
from sync.core.spans import DAY_MS

_PAUSE_S = 0.05
"""Between one person's edits and the other's later ones; more than a clock is off."""


def different_fields(run: Run) -> Iterator[Measurement]:
    """Count how many of 100 records keep both people's words in different fields."""
    count = run.size(100)
    with _two_people(run.folder, count) as (server, anna, ben):
        ids = deal_ids(anna, count)
        _write(anna, ids, "title", "Anna")
        _write(ben, ids, "reason", "Ben")
        seconds = timed(lambda: _exchange_all(server, anna, ben, anna))
        kept = [
            sum(
                title == f"Anna {place}" and reason == f"Ben {place}"
                for place, (title, reason) in enumerate(_words(person, ids))
            )
            for person in (anna, ben)
        ]
    note = "both edit unseen; records with both values on both devices"
    yield Measurement(
        "different_fields", {"deals": count}, (seconds,), count, note, figures={"kept": min(kept)}
    )


def same_field(run: Run) -> Iterator[Measurement]:
    """Count how many of 100 values that lost are kept where both people see them."""
    count = run.size(100)
    with _two_people(run.folder, count) as (server, anna, ben):
        ids = deal_ids(anna, count)
        _write(anna, ids, "title", "Anna")
        time.sleep(_PAUSE_S)
        _write(ben, ids, "title", "Ben")
        seconds = timed(lambda: _exchange_all(server, anna, ben, anna))
        won = sum(t == f"Ben {place}" for place, (t, _) in enumerate(_words(anna, ids)))
        lost = {(deal_id, f"Anna {place}") for place, deal_id in enumerate(ids)}
        kept = min(len(lost & _conflicts(person)) for person in (anna, ben))
    yield Measurement(
        "same_field",
        {"deals": count},
        (seconds,),
        count,
        "both edit unseen; the later value stands, the other is kept as a conflict on both devices",
        figures={"later_won": won, "losers_kept": kept},
    )


def day_ahead(run: Run) -> Iterator[Measurement]:
    """Count how often the later edit stands when the earlier came from a clock a day ahead."""
    count = run.size(50)
    for name, seen in (("day_ahead_unseen", False), ("day_ahead_seen", True)):
        with _two_people(run.folder / name, count, lambda: now_ms() + DAY_MS) as people:
            server, right, ahead = people
            ids = deal_ids(right, count)
            _write(ahead, ids, "title", "Ahead")
            time.sleep(_PAUSE_S)
            if seen:
                _exchange_all(server, ahead, right)
            _write(right, ids, "title", "Right")
            refused: list[int] = []
            seconds = timed(
                lambda: refused.append(_exchange_all(server, ahead, right, ahead))  # noqa: B023  # called at once
            )
            won = min(
                sum(t == f"Right {place}" for place, (t, _) in enumerate(_words(person, ids)))
                for person in (right, ahead)
            )
        note = "the one ahead edits first; the later edit of the right one stands on both devices"
        figures = {"later_won": won, "refused": refused[0]}
        yield Measurement(name, {"deals": count}, (seconds,), count, note, figures=figures)


@contextmanager
def _two_people(
    folder: Path, count: int, clock: Callable[[], int] = now_ms
) -> Iterator[tuple[BenchServer, Replica, Replica]]:
    """Run a server with two people's devices that hold the same; the second has this clock."""
    with serving_deals(folder, count) as (server, first):
        second = server.joined(folder / "second", clock)
        _exchange_all(server, second, first)
        yield server, first, second


def _exchange_all(server: BenchServer, *replicas: Replica) -> int:
    """Let them exchange in this order; return how many changes were refused."""
    return sum(server.exchange(replica).refused for replica in replicas)


def _write(replica: Replica, ids: list[str], field: str, word: str) -> None:
    with replica.transaction() as writer:
        for place, deal_id in enumerate(ids):
            writer.edit(Deal, deal_id, **{field: f"{word} {place}"})


def _words(replica: Replica, ids: list[str]) -> list[tuple[str, str]]:
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT id, title, reason FROM deal")
        by_id = {deal_id: (title, reason) for deal_id, title, reason in found}
    return [by_id[deal_id] for deal_id in ids]


def _conflicts(replica: Replica) -> set[tuple[str, str]]:
    """Return the id of the record and the value that lost, for each conflict in sight."""
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT about_id, value FROM conflict WHERE NOT deleted")
        return {(about, json.loads(value)) for about, value in found}
