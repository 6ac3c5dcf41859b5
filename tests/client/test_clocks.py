"""Stamps made anew once the server has said that they are wrong, and by what."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.client import outbox
from sync.client.clocks import hear, set_right
from sync.client.engine import Progress, absorb, compose, sync_once
from sync.client.replica import FILE_NAME, Replica
from sync.core.change import Change, newest
from sync.core.clock import parse
from sync.core.errors import ServerFaultError
from sync.core.protocol import SyncReply, SyncRequest
from sync.core.reading import TOLERANCE_MS, Reading
from sync.core.records.deal import Deal
from sync.core.spans import DAY_MS
from sync.store import rows
from tests.builders import NOON_MS, make_deal, make_reply, make_row, make_stamp
from tests.fakes import CountedBits, ManualClock, ScriptedService

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
    row = make_row("deal", deal, sent.changes[0].stamp, title="taken in")
    absorb(empty_replica, sent, make_reply(row, accepted=1), Progress())
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


@pytest.fixture
def phone(tmp_path: Path, clock: ManualClock) -> Iterator[Replica]:
    """A device with a steady clock, of nobody yet."""
    replica = Replica(tmp_path / "phone" / FILE_NAME, clock, CountedBits(9), clock.steady)
    yield replica
    replica.close()


def note(replica: Replica, title: str) -> None:
    """Write a deal."""
    with replica.transaction() as writer:
        writer.add(make_deal(title))


def hear_time(replica: Replica, server_ms: int) -> None:
    """Let the server say the time."""
    now = replica.clocks()
    with replica.exclusive() as connection:
        hear(connection, now, now, server_ms)


def set_phone_right(replica: Replica, server_ms: int) -> None:
    """Let the server name the first change that waits."""
    now, named = replica.clocks(), waiting(replica)[0].stamp
    with replica.exclusive() as connection:
        set_right(connection, named, now, now, server_ms)


def test_who_has_heard_the_time_stamps_by_it(phone: Replica, clock: ManualClock) -> None:
    clock.move(-DAY_MS)
    hear_time(phone, NOON_MS)
    clock.go_on(5_000)
    clock.move(7 * DAY_MS)
    note(phone, "by the steady clock")
    with phone.reading() as connection:
        (made,) = rows.load_all(connection, "deal")
    assert (times(phone), made.values["created_ms"]) == ([5_000], NOON_MS + 5_000)
    assert (compose(phone).now_ms, compose(phone).clock) == (NOON_MS + 5_000, "")


def test_after_a_start_nothing_is_stamped_before_the_last_exchange(
    phone: Replica, clock: ManualClock
) -> None:
    hear_time(phone, NOON_MS)
    clock.restart()
    clock.move(-DAY_MS)
    note(phone, "by a wall clock that is behind")
    assert times(phone) == [0]
    assert (compose(phone).now_ms, compose(phone).clock) == (NOON_MS - DAY_MS, "wall")


def test_a_wall_clock_that_was_set_since_is_noticed(phone: Replica, clock: ManualClock) -> None:
    note(phone, "before")
    clock.move(TOLERANCE_MS)
    assert compose(phone).clock == "wall"
    clock.move(1)
    assert compose(phone).clock == "off"
    set_phone_right(phone, NOON_MS)
    assert (compose(phone).clock, times(phone)) == ("", [0])


def test_what_the_boot_before_knew_is_known_still(phone: Replica, clock: ManualClock) -> None:
    note(phone, "a day behind, in fact")
    clock.go_on(1_000)
    hear_time(phone, NOON_MS + DAY_MS + 1_000)
    clock.restart()
    assert compose(phone).clock == "off"
    note(phone, "later, a day behind")
    set_phone_right(phone, NOON_MS + DAY_MS + 60_000)
    assert times(phone) == [DAY_MS, DAY_MS + 60_000]


@pytest.mark.parametrize(
    ("wrong", "set_right_by", "counts_as"),
    [
        (-DAY_MS, 0, 60_000),  # as far off as it is now
        (DAY_MS, 0, 60_000),
        (-DAY_MS, DAY_MS, 0),  # nobody knows: not before the last exchange
        (DAY_MS, -DAY_MS, 120_000),  # nobody knows: not after now
    ],
)
def test_what_a_boot_without_an_exchange_wrote_is_guessed(
    phone: Replica, clock: ManualClock, wrong: int, set_right_by: int, counts_as: int
) -> None:
    hear_time(phone, NOON_MS)
    clock.restart()
    clock.go_on(60_000)
    clock.move(wrong)
    note(phone, "in a boot without an exchange")
    note(phone, "at the same time")
    clock.go_on(60_000)
    clock.restart()
    clock.move(set_right_by)
    assert compose(phone).clock == "wall"
    set_phone_right(phone, NOON_MS + 120_000)
    assert times(phone) == [counts_as] * 2


def test_a_clock_that_was_off_at_the_last_exchange_was_off_afterwards(
    phone: Replica, clock: ManualClock
) -> None:
    clock.move(-DAY_MS)
    hear_time(phone, NOON_MS)
    clock.restart()
    clock.go_on(60_000)
    note(phone, "still a day behind")
    clock.go_on(60_000)
    clock.restart()
    clock.move(DAY_MS)
    set_phone_right(phone, NOON_MS + 120_000)
    assert times(phone) == [60_000]


def test_a_guess_lies_between_what_is_known(phone: Replica, clock: ManualClock) -> None:
    hear_time(phone, NOON_MS)
    clock.go_on(30_000)
    note(phone, "heard")
    clock.restart()
    clock.go_on(30_000)
    clock.move(-DAY_MS)
    note(phone, "guessed")
    clock.restart()
    clock.move(DAY_MS)
    clock.go_on(30_000)
    note(phone, "now")
    clock.go_on(30_000)
    set_phone_right(phone, NOON_MS + 120_000)
    assert times(phone) == [30_000, 30_000, 90_000]


def test_an_answer_without_its_question_says_nothing(phone: Replica, clock: ManualClock) -> None:
    before = phone.state()
    asked = phone.clocks()
    clock.restart()
    with phone.exclusive() as connection:
        hear(connection, None, phone.clocks(), NOON_MS)
        hear(connection, asked, phone.clocks(), NOON_MS)
    assert phone.state() == before


def test_when_something_was_written_outlives_new_numbers(
    phone: Replica, clock: ManualClock
) -> None:
    clock.go_on(700)
    note(phone, "written")
    with phone.exclusive() as connection:
        before = list(outbox.written(connection).values())
        outbox.renumber(connection, outbox.all_pending(connection), first=40)
        after = outbox.written(connection)
    assert list(after) == [40]
    assert list(after.values()) == before == [Reading(NOON_MS + 700, "boot 1", 700)]


@given(
    jumps=st.lists(st.integers(-70 * 365 * DAY_MS, 70 * 365 * DAY_MS), min_size=1, max_size=5),
    start=st.integers(-DAY_MS, DAY_MS),
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_within_a_boot_every_time_is_known_however_the_wall_clock_jumps(
    tmp_path_factory: pytest.TempPathFactory, jumps: list[int], start: int
) -> None:
    clock = ManualClock(NOON_MS + start)
    path = tmp_path_factory.mktemp("jumping") / FILE_NAME
    replica = Replica(path, clock, CountedBits(9), clock.steady)
    for n, jump in enumerate(jumps):
        clock.go_on(1_000)
        note(replica, f"{n}")
        clock.now = max(DAY_MS, clock.now + jump)
    set_phone_right(replica, NOON_MS + clock.steady_ms)
    assert times(replica) == [1_000 * n for n in range(1, len(jumps) + 1)]
    replica.close()
