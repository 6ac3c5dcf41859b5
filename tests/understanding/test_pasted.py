"""A place that is pasted and a birthday that is typed are read, or not taken at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.i18n.languages import words_for
from app.places.pasted import read_place
from app.understanding.birthdays import read_birthday

TODAY = date(2026, 11, 24)
BERLIN = "52.5200,13.4050"
MONTHS = [
    names
    for code in ("en", "de", "es")
    for names in (
        words_for(code, ()).language.months,
        words_for(code, ()).language.short_months,
    )
]


@pytest.mark.parametrize(
    "pasted",
    [
        "52.52, 13.405",
        "52.52 13.405",
        " +52.520000;13.405000\n",
        "52,52 13,405",
        "52,52; 13,405",
        "52°31'12\"N 13°24'18\"E",
        "52°31\N{PRIME}12\N{DOUBLE PRIME}N, 13°24\N{PRIME}18\N{DOUBLE PRIME}E",
        "https://www.google.com/maps?q=52.52,+13.405",
        "52.52° N, 13.405° E",
        "geo:52.52,13.405",
        "geo:52.52,13.405?z=17",
        "geo:0,0?q=52.52,13.405(Hafner)",
        "https://maps.apple.com/?ll=52.52,13.405&q=Hafner",
        "https://maps.apple.com/place?coordinate=52.52,13.405&name=Hafner",
        "https://www.google.com/maps?q=52.52,13.405",
        "https://www.google.com/maps/search/?api=1&query=52.52%2C13.405",
        "https://www.google.com/maps/@52.52,13.405,15z",
        "https://www.google.com/maps/place/Hafner/@48.1,11.5,17z/data=!8m2!3d52.52!4d13.405",
        "https://www.openstreetmap.org/#map=17/52.52/13.405",
        "https://www.openstreetmap.org/?mlat=52.52&mlon=13.405#map=5/48.1/11.5",
    ],
)
def test_link_of_a_map_and_coordinates_are_a_place(pasted: str) -> None:
    assert str(read_place(pasted)) == BERLIN


def test_south_and_west_are_below_nothing() -> None:
    assert str(read_place("34°36'12\"S 58°22'54\"W")) == "-34.6033,-58.3817"
    assert str(read_place("-34.6,-58.4")) == "-34.6000,-58.4000"


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "Hafenstraße 12, Köln",
        "https://maps.app.goo.gl/abc123",  # it holds no place before it is opened
        "https://example.com/?id=52",
        "91, 13",
        "52, 181",
        "52.52",
        "12 14 16",
        "0221 771 22",
        "52°N 13°N",
        "52° O 13° N",  # east in German, west in Spanish
        "\N{ARABIC LETTER ALEF}" * 5_000,
    ],
)
def test_what_is_no_place_is_not_taken(pasted: str) -> None:
    assert read_place(pasted) is None


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_a_place_on_earth_or_none(pasted: str) -> None:
    place = read_place(pasted)
    if place is not None:
        assert abs(place.north) <= 90
        assert abs(place.east) <= 180


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1980-12-24", "1980-12-24"),
        ("--12-24", "--12-24"),
        ("24.12.", "--12-24"),
        ("24.12.1980", "1980-12-24"),
        ("24. 12. 1980", "1980-12-24"),
        ("24/12", "--12-24"),
        ("12/24/1980", "1980-12-24"),
        ("24 December", "--12-24"),
        ("24th of December 1980", "1980-12-24"),
        ("Dec 24, 1980", "1980-12-24"),
        ("december 24th", "--12-24"),
        ("24. Dezember", "--12-24"),
        ("3. März 1971", "1971-03-03"),
        ("24 de diciembre de 1980", "1980-12-24"),
        ("29 Feb", "--02-29"),
        ("29.2.1980", "1980-02-29"),
    ],
)
def test_birthday_is_read_as_people_write_it(said: str, day: str) -> None:
    assert read_birthday(said, MONTHS, TODAY) == day


@pytest.mark.parametrize(
    "said",
    [
        "31 February",
        "31.2.",
        "29.2.1981",
        "0.1.",
        "13.13.",
        "24.12.2027",
        "24 Ju",
        "December",
        "soon",
        "",
        "1" * 10_000,
        "\N{PARTY POPPER} 24 \N{PARTY POPPER}",
        "٢٤ ديسمبر",
    ],
)
def test_there_is_no_such_birthday(said: str) -> None:
    assert read_birthday(said, MONTHS, TODAY) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_day_or_none(said: str) -> None:
    day = read_birthday(said, MONTHS, TODAY)
    if day is not None:
        assert len(day) <= 10
        date.fromisoformat(day.replace("--", "2000-"))
