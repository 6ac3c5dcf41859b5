"""What tests of the app share."""

from collections.abc import Iterator

import pytest
from flet.components.component import Renderer

from sync.client.replica import Replica
from tests.app.speaking import be_quick, meet_two


@pytest.fixture(autouse=True)
def _renderer() -> Iterator[None]:
    """Let pure views be called outside a page, although they hold components."""
    with Renderer().with_context():  # type: ignore[no-untyped-call]  # Flet leaves it so
        yield


@pytest.fixture
def met(replica: Replica) -> Replica:
    """A replica whose person met two customers."""
    return meet_two(replica)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finger and a disk that a slow machine does not hold up (see `be_quick`)."""
    be_quick(monkeypatch)
