"""Places in degrees: written, and how far apart they are."""

import math
from dataclasses import dataclass
from typing import Final

_EARTH_KM: Final = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the earth, in degrees north and east."""

    north: float
    east: float

    def __str__(self) -> str:
        """Return it as customers keep it: ``52.5200,13.4050``, to ten metres."""
        return f"{self.north:.4f},{self.east:.4f}"


def place_of(north: float | None, east: float | None) -> Place | None:
    """Return a place; None when the numbers are none, or nobody could be there.

    Exactly 0, 0 is what a device says that does not know.
    """
    if north is None or east is None or not (math.isfinite(north) and math.isfinite(east)):
        return None
    if abs(north) > 90 or abs(east) > 180 or (north == 0 and east == 0):
        return None
    return Place(north, east)


def km_between(one: Place, other: Place) -> float:
    """Return the distance as the crow flies (haversine), in kilometres."""
    north1, north2 = math.radians(one.north), math.radians(other.north)
    across = math.sin(math.radians(other.east - one.east) / 2) ** 2
    up = math.sin((north2 - north1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(up + math.cos(north1) * math.cos(north2) * across))
