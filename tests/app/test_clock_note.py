"""A clock that is off is said once, in words, and let go for good."""

import flet as ft
import pytest

from app.commands.clock import note_clock
from app.main import open_window
from app.queries.clock import clock_off_ms
from app.runtime import Runtime
from app.screens.me_clock import clock_words
from app.settings import Settings
from sync.client import state
from sync.client.clocks import hear
from sync.client.replica import Replica
from sync.core.reading import Reading
from sync.core.spans import DAY_MS, HOUR_MS, MINUTE_MS
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import PHONE, WORDS
from tests.builders import NOON_MS


def hear_time(replica: Replica, behind_ms: int) -> None:
    """Let the team's server tell a device the time."""
    at = Reading(NOON_MS - behind_ms, "boot", 5)
    with replica.exclusive() as connection:
        hear(connection, at, at, NOON_MS)


def off_ms(replica: Replica) -> int:
    """Return what there is to say."""
    with replica.reading() as connection:
        return clock_off_ms(connection)


@pytest.mark.parametrize(
    ("behind_ms", "said"),
    [
        (MINUTE_MS, "about 1 minute behind"),
        (-3 * MINUTE_MS, "about 3 minutes ahead"),
        (80 * MINUTE_MS, "about 80 minutes behind"),
        (2 * HOUR_MS, "about 2 hours behind"),
        (-DAY_MS, "about 24 hours ahead"),
        (3 * DAY_MS, "about 3 days behind"),
        (70 * 365 * DAY_MS, "about 70 years behind"),
    ],
)
def test_how_far_a_clock_is_off_is_said_in_words(behind_ms: int, said: str) -> None:
    assert said in clock_words(WORDS, behind_ms)


def test_a_clock_that_is_right_is_not_worth_a_word(replica: Replica) -> None:
    assert off_ms(replica) == 0
    hear_time(replica, MINUTE_MS - 1)
    assert off_ms(replica) == 0


def test_what_was_said_once_is_said_again_only_after_the_clock_was_right(
    replica: Replica,
) -> None:
    hear_time(replica, HOUR_MS)
    assert off_ms(replica) == HOUR_MS
    with replica.transaction() as writer:
        note_clock(writer)
    hear_time(replica, 2 * HOUR_MS)
    assert off_ms(replica) == 0
    hear_time(replica, 0)
    hear_time(replica, -HOUR_MS)
    assert off_ms(replica) == -HOUR_MS


@in_own_loop
async def test_the_notice_goes_for_good_when_it_was_seen(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(*_: object) -> None:
        """Stand for an exchange that does not start."""

    monkeypatch.setattr("app.runtime.Runtime.start_exchange", nobody)
    with replica.exclusive() as connection:
        state.save(connection, token="t", server_url="http://server", synced_ms=NOON_MS)
    hear_time(replica, 26 * HOUR_MS)
    runtime = Runtime(replica.path.parent, replica, Settings())

    async def opened(page: ft.Page) -> None:
        await open_window(page, runtime)

    async with FletHarness(opened, width=PHONE, route="/me") as window:
        await window.wait_for(lambda: "me-clock" in window.ids())
        await window.click("me-clock-action")
        await window.wait_for(lambda: "me-clock" not in window.ids())
    assert replica.state().off_said
