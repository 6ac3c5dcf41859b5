"""Said once: the clock of this device is off, and nothing has to be done about it."""

import flet as ft

from app import theme
from app.commands.clock import note_clock
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.clock import clock_off_ms
from app.runtime import BOOKKEEPING
from app.widgets.banner import banner
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.words import use_words
from sync.core.spans import DAY_MS, HOUR_MS, MINUTE_MS

_UNITS = (("years", 365 * DAY_MS), ("days", DAY_MS), ("hours", HOUR_MS))


def clock_words(words: Catalog, off_ms: int) -> str:
    """Say how far a clock is off: "This device's clock is about 3 hours behind. …".

    Args:
        words: The language.
        off_ms: How far it is behind; less than 0 if it is ahead.
    """
    away = abs(off_ms)
    # From one and a half on: "about 80 minutes", then "about 2 hours".
    unit, size = next((u for u in _UNITS if away >= 1.5 * u[1]), ("minutes", MINUTE_MS))
    amount = words.t(f"clock.{unit}", count=round(away / size))
    return words.t("clock.behind" if off_ms > 0 else "clock.ahead", amount=amount)


def clock_view(words: Catalog, off_ms: int, on_seen: Press) -> ft.Control:
    """Return the notice."""
    note = banner(
        clock_words(words, off_ms),
        identifier="me-clock",
        icon=ft.Icons.SCHEDULE_ROUNDED,
        action=words.t("clock.seen"),
        on_action=on_seen,
    )
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_16),
        content=note,
    )


@guarded
def ClockSection() -> ft.Control:
    """Show the notice while there is something to say; nothing otherwise."""
    words, app = use_words(), use_app()
    off = use_query(clock_off_ms, [BOOKKEEPING])

    async def seen() -> None:
        await app.runtime.run(note_clock)
        app.runtime.announce([BOOKKEEPING])

    return clock_view(words, off.value, seen) if off.value else ft.Container()
