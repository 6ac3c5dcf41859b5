"""Places are read, measured, found by the name of a city, and put in a short order."""

import random
from itertools import permutations

import pytest

from app.places.gazetteer import city_place
from app.places.geometry import Place, km_between, place_of
from app.places.ordering import shortest_way, way_km
from app.places.pasted import read_place

LYON, PARIS = Place(45.75, 4.85), Place(48.8566, 2.3522)


@pytest.mark.parametrize(
    "text",
    [
        "52.52,13.405",
        " 52.5200, 13.4050 ",
        "geo:52.52,13.405?z=17",
        "https://www.google.com/maps/@52.52,13.405,17z",
        "https://www.google.com/maps/place/X/@1.5,2.5,17z/data=!3m1!8m2!3d52.52!4d13.405",
        "https://maps.google.com/?q=52.52,13.405",
        "https://maps.google.com/?q=loc:52.52%2C13.405",
        "https://maps.apple.com/?ll=52.52,13.405&q=Here",
        "https://www.openstreetmap.org/?mlat=52.52&mlon=13.405#map=17/1.5/2.5",
        "https://www.openstreetmap.org/#map=17/52.52/13.405",
    ],
)
def test_a_place_is_read_from_what_people_paste(text: str) -> None:
    assert read_place(text) == Place(52.52, 13.405)


@pytest.mark.parametrize(
    "text", ["", "Berlin", "52.52", "91,13", "52,181", "0,0", "https://maps.app.goo.gl/x", "a,b"]
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert read_place(text) is None


@pytest.mark.parametrize(
    ("north", "east"),
    [(None, 3), (float("nan"), 3), (float("inf"), 3), (91, 0), (1, -180.5), (0, 0)],
)
def test_what_a_device_says_that_does_not_know_is_no_place(
    north: float | None, east: float
) -> None:
    assert place_of(north, east) is None


def test_a_place_is_written_as_it_is_read() -> None:
    assert str(PARIS) == "48.8566,2.3522"
    assert read_place(str(PARIS)) == PARIS


def test_distances_are_those_on_the_earth() -> None:
    assert km_between(LYON, PARIS) == pytest.approx(392, abs=2)
    assert km_between(LYON, LYON) == 0
    assert km_between(Place(0.5, 179.9), Place(0.5, -179.9)) == pytest.approx(22.2, abs=0.1)


@pytest.mark.parametrize(
    ("city", "country", "north"),
    [
        ("München", "", 48.14),
        ("Muenchen", "Germany", 48.14),
        ("LYON", "fr", 45.75),
        ("Saint-Étienne", "FRA", 45.43),
        ("Frankfurt am Main", "Somewhere", 50.12),
        ("Paris", "US", 33.66),
    ],
)
def test_a_city_is_found_as_people_write_it(city: str, country: str, north: float) -> None:
    found = city_place(city, country)
    assert found
    assert found.north == pytest.approx(north, abs=0.02)


@pytest.mark.parametrize(
    ("city", "country"),
    [("Springfield", ""), ("Springfield", "US"), ("Nirgends", ""), ("", ""), ("Lyon", "DE")],
)
def test_a_city_that_could_be_several_or_none_is_nowhere(city: str, country: str) -> None:
    assert city_place(city, country) is None


def test_the_way_is_as_short_as_the_best_one_for_a_few_stops() -> None:
    chance = random.Random(7)  # places, not secrets
    total = best = 0.0
    for _ in range(20):
        start, *stops = (Place(50 + chance.random(), 8 + chance.random()) for _ in range(7))
        way = shortest_way(stops, start)
        assert sorted(way) == list(range(6))
        total += way_km([start, *(stops[i] for i in way)])
        best += min(way_km([start, *order]) for order in permutations(stops))
    assert total < best * 1.02


def test_a_way_that_crosses_itself_is_untangled() -> None:
    # The nearest next one first goes east, east, and all the way back west.
    stops = [Place(50, east) for east in (10.0, 10.4, 9.5, 11.0, 9.0)]
    way = shortest_way(stops, Place(50, 10.0))
    assert way_km([Place(50, 10.0), *(stops[i] for i in way)]) < 220


def test_without_a_start_the_first_stop_stays_first() -> None:
    stops = [PARIS, Place(45.0, 5.0), LYON, Place(48.0, 3.0)]
    assert shortest_way(stops) == (0, 3, 2, 1)
    assert shortest_way([]) == ()
    assert shortest_way([LYON], PARIS) == (0,)
