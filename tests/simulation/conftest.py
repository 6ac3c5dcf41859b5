"""Tells stories fast, and says at the end of a run how to tell them again."""

import gc
import os
import secrets
from collections.abc import Iterator

import pytest

from tests.simulation.plain import plain_answers
from tests.simulation.world import World

SEED = int(os.environ.get("RAPPORT_SEED") or secrets.randbits(32))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the seed of the simulation, whether it failed or not."""
    terminalreporter.write_line(f"simulation: RAPPORT_SEED={SEED}")


@pytest.fixture
def world() -> Iterator[World]:
    """A team of an admin and two reps, one of them with two devices."""
    world = World()
    yield world
    world.close()


@pytest.fixture(autouse=True, scope="session")
def _plain_answers() -> Iterator[None]:
    """Let SQLite answer without what nobody here looks at."""
    # What was imported is looked through again at every collection; a story leaves little.
    gc.freeze()
    with plain_answers():
        yield
    gc.unfreeze()
