"""A day is planned stop by stop, put in order by hand or at a tap, and driven."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.places.geometry import Place
from app.queries.near import Near, near
from app.queries.stops import day_stops
from app.screens.stops import next_hour
from app.screens.stops_view import distance_words, km_words
from sync.client.replica import Replica
from sync.core.records.account import Account
from sync.core.spans import HOUR_MS
from tests.app.days import NOON
from tests.app.flet_harness import in_own_loop
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import NOON_MS, make_account, make_visit

WORDS = Catalog(ENGLISH)
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
HERE = {"latitude": 52.52, "longitude": 13.40, "accuracy": 20.0}
ALLOWED: dict[str, Any] = {
    "is_location_service_enabled": True,
    "request_permission": "whileInUse",
    "get_current_position": HERE,
}
ORDER = "SELECT account_id FROM visit WHERE NOT done AND NOT deleted ORDER BY position, at_ms"


@pytest.fixture
def city(replica: Replica) -> Replica:
    """Four customers: three with their own place in Berlin, one of whom only the city is known."""
    with replica.transaction() as writer:
        for name, east in (("west", 13.30), ("middle", 13.41), ("east", 13.50)):
            writer.add(make_account(name.title(), id=name, city="Berlin", place=f"52.52,{east}"))
        writer.add(make_account("Vague", id="vague", city="Potsdam", country="Germany"))
        writer.add(make_account("Far", id="far", city="Lyon", country="France"))
        writer.add(make_account("Nowhere", id="nowhere", city="Nirgends"))
        me = writer.actor.user_id
        for hour, name in enumerate(("east", "west", "middle"), 1):
            at_ms = NOON_MS + hour * HOUR_MS
            writer.add(make_visit(at_ms, id=f"to-{name}", account_id=name, done=False, owner_id=me))
    return replica


def asked(city: Replica, folder: Path, size: tuple[int, int], answers: dict[str, Any]) -> Window:
    window = Window(city, folder, size, "/stops")
    window.answers = answers
    return window


@SIZES
def test_stops_are_moved_by_hand_and_put_back(
    city: Replica, tmp_path: Path, size: tuple[int, int]
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Window(city, tmp_path, size) as h:
            await h.tap("today-order")
            await h.tap("stops-up-to-west")
            assert h.taps == 2
            await h.eventually(ORDER, [("west",), ("east",), ("middle",)])
            await h.wait_for(
                lambda: (
                    h.ids("stops-row-") == [f"stops-row-to-{n}" for n in ("west", "east", "middle")]
                )
            )
            assert "stops-up-to-west" not in h.ids()
            assert "stops-down-to-middle" not in h.ids()
            await h.undo()
            await h.eventually("SELECT sum(position) FROM visit", [(0,)])

    told()


@in_own_loop
async def test_one_tap_makes_the_way_shorter_and_today_follows_it(
    city: Replica, tmp_path: Path
) -> None:
    async with Window(city, tmp_path) as h:
        await h.tap("today-order")
        await h.sees("stops-way")
        assert "About 21 km as the crow flies" in h.texts()
        await h.tap("stops-shortest")
        assert h.taps == 2
        await h.eventually(ORDER, [("east",), ("middle",), ("west",)])
        await h.wait_for(lambda: "About 14 km as the crow flies" in h.texts())
        await h.tap("sheet-close")
        await h.wait_for(
            lambda: h.ids("today-stop-") == ["today-stop-to-middle", "today-stop-to-west"]
        )


@in_own_loop
async def test_the_short_way_begins_where_the_device_is(city: Replica, tmp_path: Path) -> None:
    async with asked(
        city, tmp_path, PHONE, {**ALLOWED, "get_current_position": {**HERE, "longitude": 13.29}}
    ) as h:
        await h.tap("stops-near")
        await h.sees("near-west")
        await h.tap("stops-shortest")
        await h.eventually(ORDER, [("west",), ("middle",), ("east",)])


@in_own_loop
async def test_a_stop_nobody_knows_the_place_of_is_named(city: Replica, tmp_path: Path) -> None:
    with city.transaction() as writer:
        me = writer.actor.user_id
        at_ms = NOON_MS + 4 * HOUR_MS
        writer.add(make_visit(at_ms, id="to-no", account_id="nowhere", done=False, owner_id=me))
    async with Window(city, tmp_path, route="/stops") as h:
        await h.tap("stops-shortest")
        said = WORDS.t("stops.unknown_place", name="Nowhere")
        await h.wait_for(lambda: said in h.texts())
        assert h.rows("SELECT sum(position) FROM visit") == [(0,)]


@SIZES
def test_who_is_near_is_added_with_a_tap(
    city: Replica, tmp_path: Path, size: tuple[int, int]
) -> None:
    @in_own_loop
    async def told() -> None:
        async with asked(city, tmp_path, size, ALLOWED) as h:
            await h.tap("stops-near")
            await h.sees("near-middle")
            names = [f"near-{n}" for n in ("middle", "east", "west", "vague", "private")]
            assert h.ids("near-") == names
            assert "700 m" in h.texts()
            assert "in Potsdam" in h.texts()
            await h.tap("near-vague")
            assert h.taps == 2
            await h.eventually(
                "SELECT count(*) FROM visit WHERE account_id = 'vague' AND NOT done", [(1,)]
            )
            await h.undo()
            await h.eventually("SELECT deleted FROM visit WHERE account_id = 'vague'", [(1,)])

    told()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"request_permission": "denied"}, "near.refused"),
        ({"request_permission": "deniedForever"}, "near.refused"),
        ({"is_location_service_enabled": False}, "near.off"),
        ({"get_current_position": {"latitude": 0.0, "longitude": 0.0}}, "near.unsure"),
        ({"get_current_position": {"latitude": 97.0, "longitude": 13.0}}, "near.unsure"),
        ({"get_current_position": {**HERE, "accuracy": 80_000.0}}, "near.unsure"),
        ({"get_current_position": {}}, "near.unsure"),
        ({"get_current_position": RuntimeError("Location request timed out.")}, "near.unsure"),
        ({"get_current_position": RuntimeError("Location permission denied")}, "near.refused"),
    ],
)
def test_a_position_refused_or_wrong_is_said_kindly(
    city: Replica, tmp_path: Path, answers: dict[str, Any], said: str
) -> None:
    @in_own_loop
    async def told() -> None:
        window = Window(city, tmp_path, PHONE, "/near")
        window.answers = {**ALLOWED, **answers}
        async with window as h:
            await h.sees("near-problem")
            assert WORDS.t(said) in h.texts()
            window.answers = ALLOWED
            await h.tap("near-again")
            await h.sees("near-middle")

    told()


@in_own_loop
async def test_where_one_is_is_written_nowhere(city: Replica, tmp_path: Path) -> None:
    async with asked(city, tmp_path, PHONE, ALLOWED) as h:
        await h.tap("stops-near")
        await h.sees("near-middle")
        await h.tap("stops-shortest")
        await h.eventually("SELECT max(position) FROM visit", [(3,)])
        with closing(sqlite3.connect(city.path)) as connection:
            dump = "\n".join(connection.iterdump())
        assert "52.52,13.3" in dump  # a customer's own place
        assert "13.4," not in dump
        assert "13.4'" not in dump
        assert "52.5200,13.4000" not in dump


def test_a_place_is_a_distance_only_where_it_is_known(city: Replica) -> None:
    with city.reading() as connection:
        found = near(connection, Place(52.52, 13.41), 10)
    assert [(one.account_id, one.exact) for one in found] == [
        ("middle", True),
        ("east", True),
        ("west", True),
        ("vague", False),
    ]
    assert [distance_words(WORDS, one) for one in found][-1] == "in Potsdam"


def test_the_middle_of_a_city_is_never_told_as_a_distance() -> None:
    assert distance_words(WORDS, Near("a", "A", "Lyon", 0.4, exact=False)) == "in Lyon"


@pytest.mark.parametrize(
    ("km", "said"),
    [
        (0.0, "50 m"),
        (0.34, "350 m"),
        (0.99, "1.0 km"),
        (1.24, "1.2 km"),
        (9.96, "10 km"),
        (24.4, "24 km"),
    ],
)
def test_a_distance_is_said_as_people_say_it(km: float, said: str) -> None:
    assert km_words(WORDS, km) == said


@in_own_loop
async def test_a_stop_is_taken_off_or_its_way_shown(city: Replica, tmp_path: Path) -> None:
    with city.transaction() as writer:
        writer.edit(Account, "west", street="Kantstraße 1")
    async with Window(city, tmp_path, route="/stops") as h:
        await h.sees("stops-more-to-west")

        async def choose(key: str) -> None:
            menu = h.by_id("stops-more-to-west")
            assert isinstance(menu, ft.PopupMenuButton)
            (item,) = (one for one in menu.items if one.key == key)
            await h.fire(item, "click")

        await choose("route")
        links = [str(args.get("url")) for name, args in h.invoked if name == "launch_url"]
        assert links == ["geo:0,0?q=Kantstra%C3%9Fe%201%2C%20Berlin"]
        await choose("drop")
        await h.eventually("SELECT deleted FROM visit WHERE id = 'to-west'", [(1,)])


@pytest.mark.parametrize("day", ["2026-11-24", "2026-02-31", "yesterday", "1999-01-01", ""])
def test_an_impossible_day_is_today(city: Replica, tmp_path: Path, day: str) -> None:
    @in_own_loop
    async def told() -> None:
        async with Window(city, tmp_path, route=f"/stops?day={day}") as h:
            await h.sees("stops-days")
            possible = day == "2026-11-24"
            await h.wait_for(lambda: ("stops-none" in h.ids()) is possible)

    told()


def test_a_stop_goes_to_the_next_hour_that_is_free(city: Replica) -> None:
    with city.reading() as connection:
        me = connection.exec_driver_sql("SELECT user_id FROM replica_state").scalar_one()
        stops = day_stops(connection, me, NOON.date())
    assert next_hour(NOON.date(), stops, NOON).hour == 16
    assert next_hour(NOON.date() + timedelta(days=1), (), NOON).hour == 8
    assert next_hour(date(2026, 11, 21), (), NOON.replace(hour=20)).hour == 16


@SIZES
def test_a_visit_is_planned_from_the_customer_and_one_is_back_there(
    city: Replica, tmp_path: Path, size: tuple[int, int]
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Window(city, tmp_path, size, "/customers/far") as h:
            await h.tap("customer-plan")
            await h.sees("picker-chosen")
            assert "Far" in h.texts()
            await h.tap("plan-save")
            assert h.taps == 2
            await h.eventually("SELECT count(*) FROM visit WHERE account_id = 'far'", [(1,)])
            await h.sees("customer-head")

    told()


@in_own_loop
async def test_who_is_near_is_a_tap_from_the_search(city: Replica, tmp_path: Path) -> None:
    window = Window(city, tmp_path, PHONE, "/customers")
    window.answers = ALLOWED
    async with window as h:
        await h.tap("customers-near")
        await h.tap("near-middle")
        assert h.taps == 2
        await h.wait_for(lambda: h.page.route == "/customers/middle")
