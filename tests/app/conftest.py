"""What tests of the app share."""

from collections.abc import Iterator

import pytest
from flet.components.component import Renderer


@pytest.fixture(autouse=True)
def _renderer() -> Iterator[None]:
    """Let pure views be called outside a page, although they hold components."""
    with Renderer().with_context():  # type: ignore[no-untyped-call]  # Flet leaves it so
        yield
