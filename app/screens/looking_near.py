"""Ask the device where it is, and who is near; a hook that forgets it when one leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import flet as ft
import flet_geolocator as fg

from app.hooks import use_app
from app.places.geometry import Place
from app.queries.near import Near, near
from app.screens.problems import problem_words
from app.whereabouts import where_am_i
from app.widgets.words import use_words
from sync.core.errors import RapportError

_MOST = 20


@dataclass(frozen=True, slots=True)
class Nearby:
    """What is known of the surroundings; it goes with the screen that asked.

    Attributes:
        here: Where the device is; None before it has said so.
        found: Who is near, nearest first; None before that.
        looking: Whether it is being asked.
        problem: Why nobody knows; empty when all is well.
    """

    here: Place | None = None
    found: tuple[Near, ...] | None = None
    looking: bool = False
    problem: str = ""


def use_nearby() -> tuple[Nearby, Callable[[], object]]:
    """Return what is known of the surroundings, and what looks at them. A hook."""
    app, words = use_app(), use_words()
    nearby, set_nearby = ft.use_state(Nearby())
    locator = ft.use_memo(fg.Geolocator, [])

    async def look() -> None:
        set_nearby(Nearby(looking=True))
        where = await where_am_i(locator)
        if where.place is None:
            set_nearby(Nearby(problem=words.t(f"near.{where.problem}")))
            return
        try:
            found = await app.runtime.ask(partial(near, here=where.place, limit=_MOST))
        except RapportError as error:
            set_nearby(Nearby(problem=problem_words(words, error)))
            return
        set_nearby(Nearby(where.place, found))

    return nearby, look
