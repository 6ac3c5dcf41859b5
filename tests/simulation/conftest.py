"""A world, and what lets stories be told fast."""

from collections.abc import Iterator

import pytest

from tests.simulation.plain import plain_answers
from tests.simulation.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """A team of an admin and two reps, one of them with two devices."""
    world = World()
    yield world
    world.close()


@pytest.fixture(autouse=True, scope="module")
def _plain_answers() -> Iterator[None]:
    """Let SQLite answer without what nobody here looks at."""
    with plain_answers():
        yield
