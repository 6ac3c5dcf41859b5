"""A reminder of what of the day is not written down, for who is elsewhere in the evening.

Flet has no notifications of the system's own: it shows while the app is open.
"""

from functools import partial

import flet as ft

from app import theme
from app.hooks import use_app, use_query
from app.queries.today import EVENING, unwritten_today
from app.screens.going import go
from app.screens.minutes import use_minutes
from app.widgets.banner import banner
from app.widgets.safety import guarded
from app.widgets.words import use_words


@guarded
def Evening(tab: str) -> ft.Control:
    """Show the reminder over every tab but Today, until somebody has seen there what it is about.

    Args:
        tab: The one that is open.
    """
    app, words = use_app(), use_words()
    use_minutes()
    now, me, memory = app.runtime.now(), app.state.me, app.state.memory
    minute = now.replace(second=0, microsecond=0)
    query = partial(unwritten_today, user_id=me.id if me else "", now=minute)
    count = use_query(query, ("visit",), minute).value
    late, today = now.hour >= EVENING and bool(count), now.date()
    looking = late and tab == "today"

    def remember() -> None:
        if looking:
            memory.reminded_on = today

    ft.use_effect(remember, [looking, today])
    if not late or looking or memory.reminded_on == today:
        return ft.Container()
    reminder = banner(
        words.t("tray.evening", count=count),
        identifier="evening",
        icon=ft.Icons.NIGHTLIGHT_OUTLINED,
        action=words.t("tray.look"),
        on_action=partial(go, "/"),
    )
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_8),
        content=reminder,
    )
