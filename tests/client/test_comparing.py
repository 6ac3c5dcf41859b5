"""When a replica compares itself with the server, and when it leaves that."""

import pytest

from sync.client import state
from sync.client.comparing import DUE_MS, compare, compare_if_due
from sync.client.replica import Replica
from sync.core.errors import ServerFaultError, UnreachableError
from sync.core.protocol import DigestReply, DigestRequest, RowsReply, RowsRequest
from sync.core.schema import SCHEMA_VERSION
from tests.builders import NOON_MS, make_deal
from tests.fakes import ManualClock


class Agreeing:
    """A server that has nothing, or fails."""

    def __init__(self, error: Exception | None = None, *, current: bool = True) -> None:
        self.error = error
        self.current = current
        self.asked = 0

    def digest(self, _request: DigestRequest) -> DigestReply:
        self.asked += 1
        if self.error:
            raise self.error
        return DigestReply(self.current, SCHEMA_VERSION, NOON_MS)

    def rows(self, request: RowsRequest) -> RowsReply:
        raise AssertionError(request)


@pytest.fixture
def settled(empty_replica: Replica) -> Replica:
    """A replica that has read everything there is: nothing."""
    with empty_replica.exclusive() as connection:
        state.save(connection, cursor="somewhere", server_schema=SCHEMA_VERSION)
    return empty_replica


def test_once_a_day_is_enough(settled: Replica, clock: ManualClock) -> None:
    server = Agreeing()
    assert compare_if_due(settled, server) is not None
    assert compare_if_due(settled, server) is None
    clock.move(DUE_MS)
    assert compare_if_due(settled, server) is not None
    assert server.asked == 2


def test_a_clock_set_back_does_not_put_it_off_for_ever(
    settled: Replica, clock: ManualClock
) -> None:
    server = Agreeing()
    compare_if_due(settled, server)
    clock.move(-30 * DUE_MS)
    assert compare_if_due(settled, server) is not None


def test_an_older_server_is_not_asked(settled: Replica) -> None:
    with settled.exclusive() as connection:
        state.save(connection, server_schema=1)
    server = Agreeing()
    assert compare_if_due(settled, server) is None
    assert server.asked == 0


def test_a_server_that_fails_at_it_is_asked_tomorrow(settled: Replica, clock: ManualClock) -> None:
    server = Agreeing(ServerFaultError(status=500))
    assert compare_if_due(settled, server) is None
    assert compare_if_due(settled, server) is None
    assert server.asked == 1
    clock.move(DUE_MS)
    server.error = UnreachableError()
    with pytest.raises(UnreachableError):
        compare_if_due(settled, server)


@pytest.mark.parametrize("why", ["waiting", "offering", "never read", "server"])
def test_nothing_is_compared_while_the_sides_cannot_agree(settled: Replica, why: str) -> None:
    if why == "waiting":
        with settled.transaction() as writer:
            writer.add(make_deal())
    elif why != "server":
        fields = {"offering": {"offering": "*"}, "never read": {"cursor": ""}}[why]
        with settled.exclusive() as connection:
            state.save(connection, **fields)
    assert not compare(settled, Agreeing(current=why != "server")).done
    assert settled.state().compared_ms == 0
