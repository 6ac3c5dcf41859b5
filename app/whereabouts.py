"""Where this device is: asked for at a tap, used at once, and forgotten.

Nothing here writes it anywhere: it lives as long as the list that was asked for.
"""

import asyncio
from dataclasses import dataclass
from typing import Final

import flet as ft
import flet_geolocator as fg

from app.places.geometry import Place, place_of

_TOO_VAGUE_M: Final = 25_000
"""Beyond this a device has only guessed the country."""
_FIX_S: Final = 15
_PROMPT_S: Final = 60
"""How long a person may think about a permission."""
_CONFIGURATION: Final = fg.GeolocatorConfiguration(
    accuracy=fg.GeolocatorPositionAccuracy.MEDIUM, time_limit=ft.Duration(seconds=_FIX_S)
)
_REFUSED: Final = (
    fg.GeolocatorPermissionStatus.DENIED,
    fg.GeolocatorPermissionStatus.DENIED_FOREVER,
)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a device says of where it is.

    Attributes:
        place: None when it does not know, or may not say.
        problem: ``refused``, ``off`` or ``unsure``; empty when there is a place.
    """

    place: Place | None = None
    problem: str = ""


async def where_am_i(locator: fg.Geolocator) -> Whereabouts:
    """Ask this device where it is; its person is asked first, by the device itself."""
    try:
        async with asyncio.timeout(_PROMPT_S + _FIX_S):
            if not await locator.is_location_service_enabled():
                return Whereabouts(problem="off")
            if await locator.request_permission() in _REFUSED:
                return Whereabouts(problem="refused")
            position = await locator.get_current_position(_CONFIGURATION)
    except RuntimeError as error:
        return Whereabouts(problem="refused" if "denied" in str(error).lower() else "unsure")
    except TimeoutError:
        return Whereabouts(problem="unsure")
    place = place_of(_number(position.latitude), _number(position.longitude))
    if place is None or (_number(position.accuracy) or 0) > _TOO_VAGUE_M:
        return Whereabouts(problem="unsure")
    return Whereabouts(place)


def _number(said: ft.Number | None) -> float | None:
    return None if said is None else float(said)
