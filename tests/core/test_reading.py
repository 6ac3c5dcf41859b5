"""What a device knows of the server's time by its own clocks."""

from hypothesis import given
from hypothesis import strategies as st

from sync.core.reading import Heard, Reading
from sync.core.spans import DAY_MS
from tests.builders import NOON_MS

YEARS_MS = 70 * 365 * DAY_MS
wrong = st.one_of(st.integers(-YEARS_MS, YEARS_MS), st.integers(-20_000, 20_000))
ways = st.integers(0, 3_600_000)


def reading(true_ms: int, off_ms: int = 0, boot: str = "b") -> Reading:
    """Return what a phone reads whose boot began an hour before noon."""
    return Reading(true_ms + off_ms, boot, true_ms - NOON_MS + 3_600_000)


def test_who_never_heard_goes_by_the_wall_clock() -> None:
    assert Heard().now_ms(reading(NOON_MS, 5)) == NOON_MS + 5
    assert not Heard().knows("")


def test_who_has_heard_goes_by_the_steady_clock_whatever_the_wall_says() -> None:
    at = reading(NOON_MS, DAY_MS)
    heard = Heard().after(at, at, NOON_MS)
    assert heard.off_ms == -DAY_MS
    assert heard.now_ms(reading(NOON_MS + 9_000, -YEARS_MS)) == NOON_MS + 9_000


def test_after_a_restart_the_wall_clock_is_all_there_is() -> None:
    at = reading(NOON_MS)
    heard = Heard().after(at, at, NOON_MS)
    assert heard.now_ms(Reading(7, "another", 3)) == 7
    assert heard.start_in(Reading(7, "another", 3)) == 4


@given(off=wrong, up=ways, down=ways)
def test_a_wrong_clock_is_right_within_one_round_trip(off: int, up: int, down: int) -> None:
    asked, now = reading(NOON_MS, off), reading(NOON_MS + up + down, off)
    heard = Heard().after(asked, now, NOON_MS + up)
    assert -down <= heard.now_ms(now) - (NOON_MS + up + down) <= up


@given(up=ways, down=ways)
def test_a_slow_line_makes_no_honest_clock_look_wrong(up: int, down: int) -> None:
    asked, now = reading(NOON_MS), reading(NOON_MS + up + down)
    heard = Heard().after(asked, now, NOON_MS + up)
    assert (heard.off_ms, heard.now_ms(now)) == (0, now.ms)


@given(off=wrong, lines=st.lists(st.tuples(ways, ways, st.integers(-YEARS_MS, YEARS_MS))))
def test_no_exchange_makes_what_is_known_worse(off: int, lines: list[tuple[int, int, int]]) -> None:
    at = NOON_MS
    heard = Heard().after(reading(at, off), reading(at, off), at)
    for up, down, jump in lines:
        asked, now = reading(at, off), reading(at + up + down, off + jump)
        heard = heard.after(asked, now, at + up)
        at, off = at + up + down, off + jump
        assert heard.now_ms(now) == at
        assert heard.off_ms == -off


def test_a_server_that_is_set_is_followed() -> None:
    at = reading(NOON_MS)
    heard = Heard().after(at, at, NOON_MS).after(at, at, NOON_MS - DAY_MS)
    assert heard.now_ms(at) == NOON_MS - DAY_MS
    assert heard.after(at, at, 0).ms == 1  # 0 says that nothing was ever heard


def test_a_wall_clock_that_stands_in_may_be_set_back_during_an_exchange() -> None:
    asked, now = Reading(NOON_MS, "", NOON_MS), Reading(NOON_MS - 500, "", NOON_MS - 500)
    assert Heard().after(asked, now, NOON_MS).now_ms(now) == NOON_MS
