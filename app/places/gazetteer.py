"""Where a city is, without asking anybody.

`cities.tsv.gz` holds the cities of the world with 15,000 people or more, from GeoNames
(geonames.org, CC BY 4.0); `tests/make_cities.py` makes it. First a line for each country,
its codes and its name; after an empty line one for each city, the largest first: country,
where, thousands of people, names.

    DE	48.14,11.58	1505	munich|muenchen|munchen
"""

import gzip
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.places.geometry import Place

CITIES: Final = Path(__file__).with_name("cities.tsv.gz")
_CLEARLY: Final = 5
"""So many times larger than its namesakes a city is the one that is meant."""


@dataclass(frozen=True, slots=True)
class _City:
    country: str
    place: Place
    thousands: int


def folded(name: str) -> str:
    """Return a name as it is compared: small letters without marks, one space between words."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("-", " "))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def city_place(city: str, country: str = "") -> Place | None:
    """Return the middle of a city; None when it is not known, or which one is meant.

    Args:
        city: Its name, as people write it.
        country: Code or English name of its country; what is neither counts for nothing.
    """
    countries, cities = _loaded()
    namesakes = cities.get(folded(city), ())
    code = countries.get(folded(country), "")
    if code:
        namesakes = tuple(one for one in namesakes if one.country == code)
    if not namesakes:
        return None
    largest, *others = namesakes
    if others and largest.thousands < _CLEARLY * max(1, others[0].thousands):
        return None
    return largest.place


@cache
def _loaded() -> tuple[dict[str, str], dict[str, tuple[_City, ...]]]:
    """Read the list, once, when the first city is asked for."""
    text = gzip.decompress(CITIES.read_bytes()).decode()
    above, _, below = text.partition("\n\n")
    countries = {
        name: names[0]
        for names in (line.split("\t") for line in above.split("\n"))
        for name in (names[0].lower(), names[1].lower(), names[2])
    }
    cities: dict[str, tuple[_City, ...]] = {}
    for line in below.split("\n"):
        country, where, thousands, names = line.split("\t")
        north, east = where.split(",")
        city = _City(country, Place(float(north), float(east)), int(thousands))
        for name in names.split("|"):
            cities[name] = (*cities.get(name, ()), city)
    return countries, cities
