"""Who is near this device now: the position is used for the list and forgotten with it."""

from functools import partial

import flet as ft

from app.hooks import use_app
from app.screens.going import close, go
from app.screens.looking_near import use_nearby
from app.screens.page_events import use_escape
from app.screens.sheet import inset, sheet_head, sheet_layout
from app.screens.stops_view import near_section
from app.widgets.buttons import primary_button
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words


@guarded
def NearScreen() -> ft.Control:
    """Look around at once: who opens this has asked for it."""
    app, words = use_app(), use_words()
    nearby, look = use_nearby()
    ft.on_mounted(look)
    use_escape(close)

    async def open_(account_id: str, _account: str) -> None:
        await go(f"/customers/{account_id}")

    body = near_section(words, nearby.found, nearby.problem, open_, looking=nearby.looking)
    dock: list[ft.Control] = []
    if nearby.problem:
        dock.append(inset(primary_button(words.t("common.retry"), look, "near-again")))
    elif nearby.found:
        plan = primary_button(words.t("stops.title"), partial(go, "/stops"), "near-plan")
        dock.append(inset(plan))
    title = text(words.t("near.me"), "title", lines=1)
    head = sheet_head(title, words.t("common.close"), close)
    return sheet_layout(body, dock, head=head, wide=app.state.wide)
