"""What passes news on between processes goes on, however many streams are open."""

import fcntl
import socket
from collections.abc import Iterator
from queue import SimpleQueue
from types import SimpleNamespace

import pytest

from sync.server.live import Broadcaster, News
from sync.server.relay import PostgresRelay

_SOON_S = 5.0
_BEYOND_SELECT = 1_500


@pytest.fixture
def descriptor() -> Iterator[int]:
    """One as a process has that holds a thousand streams."""
    ours, theirs = socket.socketpair()
    with ours, theirs, socket.socket(fileno=_high(theirs)) as high:
        yield high.fileno()


def _high(sock: socket.socket) -> int:
    return fcntl.fcntl(sock.fileno(), fcntl.F_DUPFD, _BEYOND_SELECT)


def test_a_connection_made_again_among_a_thousand_streams_carries_news(descriptor: int) -> None:
    said: SimpleQueue[str] = SimpleQueue()
    connection = SimpleNamespace(
        fileno=lambda: descriptor,
        execute=lambda statement, _values=(): said.put(statement),
        notifies=lambda timeout: [],  # noqa: ARG005  # named so by psycopg
        close=lambda: None,
    )
    relay = PostgresRelay(lambda: connection, Broadcaster(1.0))  # type: ignore[arg-type,return-value]  # all it uses
    relay.start()
    try:
        assert said.get(timeout=_SOON_S).startswith("LISTEN")
        for head in (1, 2):
            relay.send(News("team", head=head))
            assert "pg_notify" in said.get(timeout=_SOON_S)
    finally:
        relay.stop()
