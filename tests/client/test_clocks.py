"""Stamps made anew once the server has said that they lie ahead of its time."""

from dataclasses import replace

import pytest

from sync.client import outbox
from sync.client.clocks import set_right
from sync.client.engine import Progress, absorb, compose, sync_once
from sync.client.replica import Replica
from sync.core.change import Change, newest
from sync.core.clock import parse
from sync.core.errors import ServerFaultError
from sync.core.protocol import SyncReply, SyncRequest
from sync.core.reading import Reading
from sync.core.records.deal import Deal
from sync.store import rows
from tests.builders import NOON_MS, make_deal, make_reply, make_row, make_stamp
from tests.fakes import ManualClock, ScriptedService

DAY_MS = 86_400_000
AHEAD_MS = NOON_MS + DAY_MS


@pytest.fixture
def deal(empty_replica: Replica, clock: ManualClock) -> str:
    """A deal made and edited by a phone a day ahead, one second apart."""
    clock.move(DAY_MS)
    with empty_replica.transaction() as writer:
        deal = writer.add(make_deal("made"))
    clock.move(1_000)
    with empty_replica.transaction() as writer:
        writer.edit(Deal, deal, title="edited")
    return deal


def waiting(replica: Replica) -> tuple[Change, ...]:
    """Return what waits."""
    with replica.reading() as connection:
        return outbox.all_pending(connection)


def times(replica: Replica) -> list[int]:
    """Return when what waits was written, in milliseconds from noon."""
    return [parse(change.stamp)[0] - NOON_MS for change in waiting(replica)]


def wall(ms: int) -> Reading:
    """Return what a device without a steady clock reads."""
    return Reading(ms, "", ms)


def correct(replica: Replica, own_ms: int, server_ms: int, which: int = 0) -> None:
    """Set everything right from one of the waiting changes on."""
    ahead = waiting(replica)[which].stamp
    with replica.exclusive() as connection:
        set_right(connection, ahead, wall(own_ms), wall(own_ms), server_ms)


def test_writes_keep_their_distance_when_the_clock_was_ahead_all_along(
    empty_replica: Replica, deal: str
) -> None:
    correct(empty_replica, own_ms=AHEAD_MS + 5_000, server_ms=NOON_MS + 5_000)
    first, second = waiting(empty_replica)
    assert times(empty_replica) == [0, 1_000]
    assert second.seen == first.stamp
    with empty_replica.reading() as connection:
        row = rows.load(connection, "deal", deal)
    assert row is not None
    assert row.values["title"] == "edited"
    assert newest(row.stamps) == empty_replica.state().clock == second.stamp


def test_writes_count_as_of_now_when_the_clock_was_set_meanwhile(
    empty_replica: Replica, deal: str
) -> None:
    correct(empty_replica, own_ms=NOON_MS, server_ms=NOON_MS)
    first, second = waiting(empty_replica)
    assert (first.id, times(empty_replica)) == (deal, [0, 0])
    assert first.stamp < second.stamp


@pytest.mark.usefixtures("deal")
def test_what_came_before_the_clock_jumped_keeps_its_stamp(empty_replica: Replica) -> None:
    before = waiting(empty_replica)[0]
    correct(empty_replica, own_ms=NOON_MS, server_ms=NOON_MS, which=1)
    first, second = waiting(empty_replica)
    assert first == before
    assert second.stamp > first.stamp


def test_nothing_falls_behind_what_was_pulled(
    empty_replica: Replica, clock: ManualClock, deal: str
) -> None:
    pulled = make_stamp(NOON_MS + 9_000, device=9)
    request = replace(compose(empty_replica), changes=())
    absorb(empty_replica, request, make_reply(make_row("deal", "b", pulled)), Progress())
    correct(empty_replica, own_ms=AHEAD_MS, server_ms=NOON_MS)
    assert times(empty_replica) == [9_000, 9_000]
    clock.move(-DAY_MS)
    with empty_replica.transaction() as writer:
        writer.edit(Deal, deal, title="edited again")
    assert times(empty_replica) == [9_000] * 3


def test_nothing_falls_behind_what_was_taken_in(empty_replica: Replica, clock: ManualClock) -> None:
    with empty_replica.transaction() as writer:
        deal = writer.add(make_deal("taken in"))
    sent = compose(empty_replica)
    absorb(empty_replica, sent, make_reply(accepted=1), Progress())
    clock.move(DAY_MS)
    with empty_replica.transaction() as writer:
        writer.edit(Deal, deal, title="ahead")
    correct(empty_replica, own_ms=AHEAD_MS, server_ms=NOON_MS - 5_000)
    (change,) = waiting(empty_replica)
    assert change.stamp > change.seen == sent.changes[0].stamp


@pytest.mark.usefixtures("deal")
def test_an_answer_that_comes_late_changes_nothing(empty_replica: Replica) -> None:
    late = waiting(empty_replica)[0].stamp
    correct(empty_replica, own_ms=NOON_MS, server_ms=NOON_MS)
    before = waiting(empty_replica), empty_replica.state()
    with empty_replica.exclusive() as connection:
        set_right(connection, late, wall(NOON_MS), wall(NOON_MS), NOON_MS)
    assert (waiting(empty_replica), empty_replica.state()) == before


@pytest.mark.usefixtures("deal")
def test_a_stamp_that_was_named_is_not_made_again(empty_replica: Replica) -> None:
    named = waiting(empty_replica)[0].stamp
    correct(empty_replica, own_ms=AHEAD_MS, server_ms=AHEAD_MS)
    assert named not in [change.stamp for change in waiting(empty_replica)]


@pytest.mark.usefixtures("deal")
def test_a_server_that_is_never_content_is_not_asked_for_ever(empty_replica: Replica) -> None:
    class Discontent(ScriptedService):
        """A server to which every stamp is ahead."""

        def sync(self, request: SyncRequest) -> SyncReply:
            self.requests.append(request)
            return replace(make_reply(cursor=""), ahead=request.changes[0].stamp)

    server = Discontent([])
    with pytest.raises(ServerFaultError):
        sync_once(empty_replica, server)
    assert len(server.requests) == 2
