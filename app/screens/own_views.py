"""The views a person keeps: picked from a menu, kept under a name, let go of."""

from functools import partial
from typing import Final

import flet as ft

from app.commands.saved_views import delete_view, save_view
from app.hooks import use_app, use_query
from app.queries.deals import DealFilter
from app.queries.saved_views import filters_of, saved_deals
from app.screens.asked_line import AskedLine
from app.screens.deal_filters import Change
from app.screens.doing import do
from app.widgets.menus import Option, menu_icon
from app.widgets.words import use_words

_KEEP: Final = "keep"
_LEAVE: Final = "leave:"


def use_views(wanted: DealFilter, on_change: Change) -> tuple[ft.Control, ft.Control | None]:
    """Return the menu of one's own views, and the line that asks what to call one. A hook.

    Args:
        wanted: What is looked at now.
        on_change: Looks at something else.
    """
    app, words = use_app(), use_words()
    naming, set_naming = ft.use_state(False)  # noqa: FBT003
    me = app.state.me.id if app.state.me else ""
    kept = use_query(partial(saved_deals, user_id=me), ["saved_view"], me).value or ()
    current = next((one for one in kept if one.wanted == wanted), None)

    async def pick(key: str) -> None:
        if key == _KEEP:
            set_naming(True)
        elif key.startswith(_LEAVE):
            command = partial(delete_view, view_id=key.removeprefix(_LEAVE))
            await do(app, words, command, words.t("views.gone"))
        else:
            on_change(next(one.wanted for one in kept if one.id == key))

    async def save(name: str) -> bool:
        if not name.strip():
            return False
        command = partial(save_view, name=name, filters=filters_of(wanted))
        return await do(app, words, command, words.t("views.kept")) is not None

    options = [Option(one.id, one.name, one == current) for one in kept]
    if current:
        label = words.t("views.let_go", name=current.name)
        options.append(Option(f"{_LEAVE}{current.id}", label))
    else:
        options.append(Option(_KEEP, words.t("views.keep")))
    icon = ft.Icons.BOOKMARK_ROUNDED if current else ft.Icons.BOOKMARK_BORDER_ROUNDED
    menu = menu_icon(icon, words.t("views.title"), options, pick, "deals-views")
    if not naming:
        return menu, None
    return menu, AskedLine(
        "view-name",
        words.t("views.name"),
        save,
        partial(set_naming, False),  # noqa: FBT003
        hint=words.t("views.name_hint"),
    )
