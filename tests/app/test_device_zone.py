"""Clocks that are put forward and back: each moment is shown by the offset it had."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from app.commands.practice import make_practice
from app.device import DEVICE_ZONE
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.runtime import Runtime
from app.settings import Settings
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop


@pytest.fixture(autouse=True)
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def local(*moment: int) -> datetime:
    """Return what the device's clock shows at a moment given in UTC."""
    at = datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type, misc]  # year, month, day, hour
    return datetime.fromtimestamp(at.timestamp(), DEVICE_ZONE)


def test_a_visit_planned_beyond_the_change_of_clocks_stands_at_its_hour() -> None:
    planned = datetime(2026, 10, 26, 9).astimezone()
    now = local(2026, 10, 23, 12)
    assert datetime.fromtimestamp(planned.timestamp(), now.tzinfo).hour == 9
    assert f"{now:%H:%M %Z}" == "14:00 CEST"


def test_a_night_in_summer_keeps_its_day_when_it_is_read_in_winter() -> None:
    now = local(2026, 11, 22, 9)
    then = datetime(2026, 7, 1, 0, 30).astimezone()
    assert datetime.fromtimestamp(then.timestamp(), now.tzinfo).day == 1


def test_a_day_begins_at_its_own_midnight() -> None:
    noon = local(2026, 3, 29, 10)
    midnight = noon.replace(hour=0, minute=0)
    assert midnight.utcoffset() == timedelta(hours=1)
    assert noon.utcoffset() == timedelta(hours=2)


def test_each_moment_of_the_hour_that_comes_twice_is_itself() -> None:
    for minutes in range(0, 240, 10):
        at = datetime(2026, 10, 24, 23, tzinfo=UTC) + timedelta(minutes=minutes)
        assert datetime.fromtimestamp(at.timestamp(), DEVICE_ZONE).timestamp() == at.timestamp()


def test_what_was_said_before_the_change_was_said_so_long_ago() -> None:
    words = Catalog(ENGLISH)
    said, now = local(2026, 10, 25, 0, 30), local(2026, 10, 25, 2, 30)
    assert words.ago(said, now) == "2 hours ago"


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Europe/Berlin", "Pacific/Auckland"])
def test_a_practice_day_has_the_hours_of_the_device(
    empty_replica: Replica, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setattr("app.runtime.make_practice", partial(make_practice, deals=40))
    runtime = Runtime(empty_replica.path.parent, empty_replica, Settings())

    @in_own_loop
    async def practised() -> None:
        await runtime.practise(lambda _done, _of: None)
        await runtime.close()

    practised()
    today = runtime.now().date()
    with empty_replica.reading() as connection:
        sql = "SELECT done, at_ms FROM visit"
        visits = [
            (done, datetime.fromtimestamp(at_ms / 1000, DEVICE_ZONE))
            for done, at_ms in connection.exec_driver_sql(sql)
        ]
    ahead = {at.date() for done, at in visits if not done}
    assert ahead == {today, today + timedelta(days=1)}
    assert all(8 <= at.hour <= 17 and at.minute % 15 == 0 for _, at in visits)
