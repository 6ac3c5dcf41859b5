"""Read a place out of what a person pasted: a link of a map, or coordinates."""

import re
from typing import Final
from urllib.parse import unquote

from app.places.geometry import Place, place_of

_DEGREES: Final = r"([-+]?\d{1,3}(?:\.\d+)?)"
_PAIR: Final = rf"{_DEGREES}\s*[,; ]\s*{_DEGREES}"
_LINKS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"!3d{_DEGREES}!4d{_DEGREES}",  # the pin of Google Maps; its @ is the window's middle
        rf"mlat={_DEGREES}&mlon={_DEGREES}",  # the pin of OpenStreetMap
        rf"(?:[?&](?:q|query|ll|sll|destination|daddr|center|coordinate|cp)=|geo:|loc:){_PAIR}",
        rf"@{_DEGREES},{_DEGREES}",
        rf"#map=\d+(?:\.\d+)?/{_DEGREES}/{_DEGREES}",
    )
)
_NO_PLACE: Final = re.compile(r"geo:0(?:\.0+)?,0(?:\.0+)?\?", re.IGNORECASE)
"""How a phone says that the words after it are the place."""
_PLAIN: Final = re.compile(_PAIR)
_COMMAS: Final = re.compile(r"([-+]?\d{1,3},\d+)\s*[; ]\s*([-+]?\d{1,3},\d+)")
"""Coordinates as German and Spanish write them: ``52,52 13,405``."""
_SIGNED: Final = re.compile(
    r"(\d{1,3}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2}(?:\.\d+)?)\s*[\u2032'\u2019]\s*)?"
    r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\u2033\"\u201d]|'')\s*)?([NSEWO])",
    re.IGNORECASE,
)
"""Degrees, minutes and seconds: ``52°31'12"N``; German and Spanish write O for E or W, so
that an O is taken for neither."""


def read_place(pasted: str) -> Place | None:
    """Return where a link of a map or coordinates point; None for nowhere.

    Example: ``https://maps.apple.com/?ll=52.52,13.405``.
    """
    said = unquote(pasted.strip()[:4_000])
    if _NO_PLACE.match(said):
        said = said[said.index("?") :]
    for pattern in _LINKS:
        found = pattern.search(said)
        if found:
            return place_of(float(found[1]), float(found[2]))
    return _coordinates(said)


def _coordinates(said: str) -> Place | None:
    found = _PLAIN.fullmatch(said)
    if found:
        return place_of(float(found[1]), float(found[2]))
    found = _COMMAS.fullmatch(said)
    if found:
        return place_of(*(float(one.replace(",", ".")) for one in found.groups()))
    signed = {one[4].upper(): _in_degrees(one) for one in _SIGNED.finditer(said)}
    north = signed.get("N", -signed["S"] if "S" in signed else None)
    east = signed.get("E", -signed["W"] if "W" in signed else None)
    if len(signed) != 2 or north is None or east is None:
        return None
    return place_of(north, east)


def _in_degrees(found: re.Match[str]) -> float:
    whole, minutes, seconds = (float(found[place] or 0) for place in (1, 2, 3))
    return whole + minutes / 60 + seconds / 3600
