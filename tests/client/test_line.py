"""On a line that breaks, less is sent and asked for at once."""

import pytest

from sync.client.engine import compose, sync_once
from sync.client.line import LEAST_BYTES, MOST_BYTES, Line
from sync.client.replica import Replica
from sync.core.errors import UnreachableError
from sync.core.protocol import PAGE_BYTES, SyncReply, SyncRequest
from tests.builders import make_note, make_reply
from tests.fakes import NothingToOffer


class Thin(NothingToOffer):
    """A server behind a line that breaks whenever more than so much is on it."""

    def __init__(self, holds_bytes: int) -> None:
        self.holds_bytes = holds_bytes
        self.asked: list[int] = []

    def sync(self, request: SyncRequest) -> SyncReply:
        sent = sum(len(str(change.fields)) for change in request.changes)
        self.asked.append(request.page_bytes)
        if max(sent, request.page_bytes) > self.holds_bytes:
            raise UnreachableError
        last = max((change.n for change in request.changes), default=0)
        return make_reply(accepted=last, cursor=str(len(self.asked)))


def test_it_halves_and_doubles_within_bounds() -> None:
    line = Line()
    for _ in range(20):
        line.broke()
    assert line.most_bytes == LEAST_BYTES
    line.held()
    assert line.most_bytes == 2 * LEAST_BYTES
    for _ in range(20):
        line.held()
    assert line.most_bytes == MOST_BYTES


def test_a_push_gets_through_a_line_that_never_holds_for_all_of_it(empty_replica: Replica) -> None:
    with empty_replica.transaction() as writer:
        for i in range(20):
            writer.add(make_note(text=f"note {i} " + "x" * 20_000, original=""))
    service = Thin(holds_bytes=100_000)
    waiting = len(compose(empty_replica).changes)
    for _ in range(200):
        try:
            waiting = sync_once(empty_replica, service).waiting
            break
        except UnreachableError:
            continue
    assert waiting == 0
    assert service.asked[0] == PAGE_BYTES
    assert min(service.asked) < 100_000


def test_a_first_request_that_is_lost_asks_for_less(empty_replica: Replica) -> None:
    with pytest.raises(UnreachableError):
        sync_once(empty_replica, Thin(holds_bytes=0))
    assert compose(empty_replica).page_bytes == MOST_BYTES // 2 == PAGE_BYTES
    with pytest.raises(UnreachableError):
        sync_once(empty_replica, Thin(holds_bytes=0))
    assert compose(empty_replica).page_bytes == PAGE_BYTES // 2
