"""The hybrid clock: later writes get later stamps, whatever the wall clock says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.core.clock import MAX_COUNTER, MAX_MS, NEVER, Clock, is_stamp, parse, stamp
from sync.core.errors import StampError
from tests.builders import NOON_MS

wall_clocks = st.one_of(
    st.integers(-(10**15), 10**15), st.just(NOON_MS), st.integers(NOON_MS - 3, NOON_MS + 3)
)
devices = st.integers(0, (1 << 20) - 1)
stamps = st.builds(stamp, st.integers(0, NOON_MS * 2), st.integers(0, MAX_COUNTER), devices)


@given(walls=st.lists(wall_clocks, min_size=2), device=devices, start=stamps)
def test_stamps_grow_whatever_the_wall_clock_does(
    walls: list[int], device: int, start: str
) -> None:
    clock = Clock.load(device, start)
    made = [start[:16]]
    for wall in walls:
        clock = clock.tick(wall)
        made.append(clock.stamp[:16])
    assert made == sorted(set(made))


@given(seen=stamps, own=stamps, wall=wall_clocks, device=devices)
def test_an_edit_made_after_seeing_a_value_comes_after_it(
    seen: str, own: str, wall: int, device: int
) -> None:
    assert Clock.load(device, own).observe(seen).tick(wall).stamp > max(seen, own)[:16]


@given(ms=st.integers(0, MAX_MS), counter=st.integers(0, MAX_COUNTER), device=devices)
def test_a_stamp_can_be_taken_apart_again(ms: int, counter: int, device: int) -> None:
    text = stamp(ms, counter, device)
    assert is_stamp(text)
    assert parse(text) == (ms, counter, device)


@given(left=stamps, right=stamps)
def test_stamps_sort_as_text_like_their_parts(left: str, right: str) -> None:
    assert (left < right) == (parse(left) < parse(right))


def test_a_clock_that_stands_still_counts() -> None:
    clock = Clock(5).tick(NOON_MS).tick(NOON_MS).tick(NOON_MS)
    assert parse(clock.stamp) == (NOON_MS, 2, 5)


def test_a_full_counter_borrows_the_next_millisecond() -> None:
    clock = Clock(5, NOON_MS, MAX_COUNTER).tick(NOON_MS)
    assert parse(clock.stamp) == (NOON_MS + 1, 0, 5)


def test_a_wall_clock_that_moves_on_starts_the_counter_anew() -> None:
    assert Clock(5, NOON_MS, 7).tick(NOON_MS + 1) == Clock(5, NOON_MS + 1, 0)


def test_a_wall_clock_beyond_the_last_stamp_is_cut() -> None:
    assert is_stamp(Clock(1).tick(1 << 60).stamp)
    assert is_stamp(Clock(1).tick(-5).stamp)


def test_an_older_stamp_does_not_turn_the_clock_back() -> None:
    clock = Clock(1, NOON_MS, 3)
    assert clock.observe(stamp(NOON_MS, 2, 9)) is clock
    assert clock.observe(stamp(NOON_MS, 4, 9)) == Clock(1, NOON_MS, 4)


def test_never_is_older_than_every_stamp() -> None:
    assert Clock(0).tick(0).stamp > NEVER


@pytest.mark.parametrize(
    "text", ["", "0" * 20, "0" * 22, "0" * 20 + "g", "A" * 21, "0" * 21 + "\n"]
)
def test_a_malformed_stamp_is_an_error(text: str) -> None:
    assert not is_stamp(text)
    with pytest.raises(StampError):
        parse(text)
