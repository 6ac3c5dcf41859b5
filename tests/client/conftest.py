"""Two people of a team."""

import pytest

from tests.conftest import Joined


@pytest.fixture
def mia(two_replicas: tuple[Joined, Joined]) -> Joined:
    """The admin's device."""
    return two_replicas[0]


@pytest.fixture
def bo(two_replicas: tuple[Joined, Joined]) -> Joined:
    """The rep's."""
    return two_replicas[1]
