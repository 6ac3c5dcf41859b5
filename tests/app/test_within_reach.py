"""Every screen: what can be tapped is high enough for a thumb and named; words are in ink."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import flet as ft
import pytest

from app import theme
from app.commands.practice import make_practice
from app.queries.stops import ms_of
from app.settings import Settings, save_settings
from sync.client.join import start_alone
from sync.client.replica import FILE_NAME, Replica
from tests.app.flet_harness import in_own_loop
from tests.app.reach import Tappable, clipped, tappables
from tests.app.windows import DESKTOP, PHONE, Window
from tests.fakes import CountedBits, ManualClock

SCREENS = (
    *("/", "/customers", "/customers/{account}", "/customers/{account}/history"),
    *("/customers/{account}/capture", "/customers/new", "/deals", "/deals/{deal}", "/deals/new"),
    *("/me", "/plan", "/stops", "/near", "/import", "/capture"),
)
MARKS = (theme.SIGNAL, theme.AMBER, theme.EDGE, theme.LINE)
"""Strong enough for a dot or a border; no words are set in them."""
OPENED = {
    "/customers/{account}": ("customer-edit", "person-new", "fact-new", "problem-new"),
    "/deals/{deal}": ("deal-more", "deal-means"),
    "/deals": ("deals-arrange", "deals-quiet-action"),
    "/me": ("me-join", "me-speech", "me-stages", "me-take", "me-leave"),
}
"""What is opened on a screen without leaving it."""
OTHER = ("/", "/customers/{account}", "/deals", "/me")
"""What a desktop shows otherwise than a phone."""
DAY = date(2026, 11, 24)
MORNING, EVENING = time(9), time(18, 30)
"""The day's stops are still to come; they are over, and not written down yet."""


@pytest.fixture(scope="module")
def day_clock() -> ManualClock:
    """A clock that stands at the morning of the day."""
    return ManualClock(ms_at(MORNING))


@pytest.fixture(scope="module")
def practised(
    tmp_path_factory: pytest.TempPathFactory, day_clock: ManualClock
) -> Iterator[Replica]:
    """A notebook with something of everything."""
    path = tmp_path_factory.mktemp("practised") / FILE_NAME
    replica = Replica(path, day_clock, CountedBits())
    start_alone(replica, "Ada Byron", "Ada Byron", "EUR")
    make_practice(replica.transaction, deals=40, today=DAY)
    yield replica
    replica.close()


@pytest.fixture(autouse=True)
def _morning(day_clock: ManualClock) -> None:
    day_clock.now = ms_at(MORNING)


def ms_at(hour: time) -> int:
    """Return the moment of the day, in UTC milliseconds."""
    return ms_of(datetime.combine(DAY, hour))


def spots(replica: Replica) -> tuple[str, str]:
    """Return a customer and a deal to look at."""
    with replica.reading() as connection:
        asked = "SELECT account_id, id FROM deal WHERE account_id <> '' ORDER BY id LIMIT 1"
        account, deal = connection.exec_driver_sql(asked).one()
        return account, deal


def too_low(found: list[Tappable]) -> list[tuple[str, float]]:
    return [(one.where, one.height) for one in found if one.height < theme.TOUCH]


@pytest.mark.parametrize(
    ("path", "size", "hour"),
    [
        *((path, PHONE, MORNING) for path in SCREENS),
        *((path, DESKTOP, MORNING) for path in OTHER),
        *(("/", size, EVENING) for size in (PHONE, DESKTOP)),
    ],
)
def test_all_there_is_to_tap_is_high_enough_and_named(  # noqa: PLR0913  # three of them fixtures
    practised: Replica,
    day_clock: ManualClock,
    tmp_path: Path,
    *,
    path: str,
    size: tuple[int, int],
    hour: time,
) -> None:
    day_clock.now = ms_at(hour)
    account, deal = spots(practised)
    # German is the longest, and a name is missing soonest where words are new.
    save_settings(tmp_path, replace(Settings(), language="de"))

    @in_own_loop
    async def looked_at() -> None:
        at = path.format(deal=deal, account=account)
        for opened in ("", *(OPENED.get(path, ()) if size == PHONE else ())):
            async with Window(practised, tmp_path, size, at) as window:
                await rested(window)
                if opened in window.ids():
                    await window.tap(opened)
                    await rested(window)
                found = list(tappables(window))
                assert found
                assert [one.where for one in found if not one.name.strip()] == [], opened
                assert too_low(found) == [], opened
                faint = [said.value for said in window.find_all(ft.Text) if said.color in MARKS]
                assert faint == [], opened

    looked_at()


@pytest.mark.parametrize("path", SCREENS)
def test_words_of_twice_the_size_have_room(practised: Replica, tmp_path: Path, path: str) -> None:
    account, deal = spots(practised)
    save_settings(tmp_path, replace(Settings(), language="de", text_scale=2.0))

    @in_own_loop
    async def looked_at() -> None:
        at = path.format(deal=deal, account=account)
        async with Window(practised, tmp_path, PHONE, at) as window:
            await rested(window)
            assert clipped(window) == []
            assert too_low(list(tappables(window))) == []

    try:
        looked_at()
    finally:
        theme.text_scale.factor = 1.0


async def rested(window: Window) -> None:
    """Wait until what is read has come."""
    await asyncio.sleep(0.05)
    await window.wait_for(lambda: "loading" not in window.ids() and bool(window.texts()))
