"""Fixtures that more than one folder of tests uses, and Hypothesis profiles."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Pool, event

from sync.client.join import start_alone
from sync.client.replica import FILE_NAME, Replica
from tests.fakes import CountedBits, ManualClock

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=200,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deterministic", max_examples=50, deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


def _without_waiting_for_the_disk(
    connection: sqlite3.Connection, _record: object, _proxy: object
) -> None:
    # What a power cut would do is not what these tests ask.
    connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(autouse=True, scope="session")
def _fast_disk() -> Iterator[None]:
    """Let databases of this process skip fsync."""
    event.listen(Pool, "checkout", _without_waiting_for_the_disk)
    yield
    event.remove(Pool, "checkout", _without_waiting_for_the_disk)


@pytest.fixture
def clock() -> ManualClock:
    """A wall clock that stands at noon."""
    return ManualClock()


@pytest.fixture
def open_replica(tmp_path: Path, clock: ManualClock) -> Iterator[Callable[[str], Replica]]:
    """Open replicas by name, each in a folder of its own; closed after the test."""
    opened: list[Replica] = []

    def open_one(name: str = "one") -> Replica:
        replica = Replica(tmp_path / name / FILE_NAME, clock, CountedBits(len(opened) + 1))
        opened.append(replica)
        return replica

    yield open_one
    for replica in opened:
        replica.close()


@pytest.fixture
def empty_replica(open_replica: Callable[[str], Replica]) -> Replica:
    """A replica nobody uses yet."""
    return open_replica("empty")


@pytest.fixture
def replica(open_replica: Callable[[str], Replica]) -> Replica:
    """A replica of a person alone."""
    replica = open_replica("one")
    start_alone(replica, "Ada", "Ada's team", "EUR")
    return replica
