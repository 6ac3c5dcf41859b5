"""What the server's process asks of the system it runs on."""

import resource
from collections.abc import Iterator

import pytest

from sync.server import serving


@pytest.fixture
def bounds() -> Iterator[tuple[int, int]]:
    """Return the bounds on open files; they are put back."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_thousand_open_apps_need_more_connections_than_a_process_may_begin_with(
    bounds: tuple[int, int],
) -> None:
    _, hard = bounds
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    serving.allow_many_streams()
    most = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (most, hard)


def test_more_than_enough_is_left_alone(
    bounds: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_MOST_FILES", 128)
    serving.allow_many_streams()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == bounds
