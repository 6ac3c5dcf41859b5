"""Say which customer something is about: search as one types, or add a new one."""

import inspect
from collections.abc import Callable, Sequence
from functools import partial

import flet as ft

from app import theme
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.accounts import Suggestion, suggested_accounts
from app.screens.newest import newest
from app.screens.once import use_once
from app.widgets.fields import field
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import StoreError

Pick = Callable[[str, str], object]
"""What a choice calls with id and name; the id of a new customer is empty."""

_OFFERED = 5
_UNASKED = 3
"""Offered before anything is typed: the form beneath should stay in sight."""
_ROW = theme.TOUCH + theme.SPACE_4
"""One line; it holds text of twice the size too."""


@guarded
def AccountPicker(
    selected_id: str,
    selected_name: str,
    on_pick: Pick,
    *,
    searching: bool = False,
    on_cancel: Press | None = None,
    error: str | None = None,
) -> ft.Control:
    """Show the chosen customer, or a search for one.

    Args:
        selected_id: The chosen customer; empty for none, or for a new one.
        selected_name: Its name; with an empty id the name of a customer to be added.
        on_pick: Called with id and name; a new customer has no id yet.
        searching: Start with the search open, and the keyboard with it, even when one is chosen.
        on_cancel: Called when the search is closed without a choice.
        error: What is wrong with the choice.
    """
    app, words = use_app(), use_words()
    typed, set_typed = ft.use_state("")
    open_, set_open = ft.use_state(searching or not selected_name)
    once = use_once()
    me = app.state.me
    limit = _OFFERED if typed.strip() else _UNASKED
    found = use_query(
        partial(suggested_accounts, text=typed, user_id=me.id if me else "", limit=limit),
        ["account", "visit"],
        typed,
    ).value

    async def take(account_id: str, name: str) -> bool:
        set_open(False)
        set_typed("")
        result = on_pick(account_id, name)
        if inspect.isawaitable(result):
            await result
        return False  # one may think again

    @once
    async def enter() -> bool:
        # What is listed may be the answer to fewer letters than are typed by now.
        first = await _first(app, newest(set_typed))
        return first is not None and await take(*first)

    async def cancel() -> None:
        set_open(False)
        set_typed("")
        result = on_cancel() if on_cancel else None
        if inspect.isawaitable(result):
            await result

    def reopen() -> None:
        set_open(True)

    if selected_name and not open_:
        return chosen_view(words, selected_name, reopen, new=not selected_id)
    return search_view(
        words,
        typed,
        found or (),
        on_type=set_typed,
        on_pick=once(take),
        on_enter=enter,
        on_cancel=cancel if selected_name else None,
        autofocus=searching or bool(selected_name),
        error=error,
    )


async def _first(app: App, typed: str) -> tuple[str, str] | None:
    """Return id and name of the customer the words fit best, or of a new one."""
    name = " ".join(typed.split())
    if not name:
        return None
    me = app.state.me
    query = partial(suggested_accounts, text=typed, user_id=me.id if me else "", limit=1)
    try:
        found = await app.runtime.ask(query)
    except StoreError:
        return None  # the list says nothing either; the words stay
    return (found[0].id, found[0].name) if found else ("", name)


def chosen_view(words: Catalog, name: str, on_change: Press, *, new: bool) -> ft.Control:
    """Return the chosen customer; a tap opens the search."""
    label = words.t("picker.new" if new else "picker.label")
    return ft.Semantics(
        identifier="picker-chosen",
        button=True,
        content=ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
            bgcolor=theme.PAPER_RAISED,
            border=ft.Border.all(1, theme.EDGE),
            border_radius=theme.RADIUS_12,
            ink=True,
            on_click=on_change,
            content=ft.Row(
                controls=[
                    ft.Column(
                        expand=True,
                        spacing=0,
                        tight=True,
                        controls=[
                            text(label, "caption", theme.INK_SOFT),
                            text(name, "strong", lines=2),
                        ],
                    ),
                    ft.Icon(ft.Icons.UNFOLD_MORE_ROUNDED, color=theme.INK_SOFT, size=theme.TEXT_20),
                ]
            ),
        ),
    )


def search_view(
    words: Catalog,
    typed: str,
    found: Sequence[Suggestion],
    *,
    on_type: Take,
    on_pick: Pick,
    on_enter: Press,
    on_cancel: Press | None = None,
    autofocus: bool = False,
    error: str | None = None,
) -> ft.Control:
    """Return the search: a field, the customers it fits, and the way to add a new one.

    Args:
        words: The language.
        typed: The words so far.
        found: Customers that fit, best first.
        on_type: Called with the words at every key.
        on_pick: Called with id and name.
        on_enter: Takes the first customer, or the new one when none fits.
        on_cancel: Closes the search; None while nothing is chosen.
        autofocus: Take the keyboard at once.
        error: What is wrong with the choice.
    """
    name = " ".join(typed.split())
    rows: list[ft.Control] = [
        list_row(
            item.name,
            f"picker-{item.id}",
            trailing=text(item.city, "small", theme.INK_SOFT) if item.city else None,
            height=_ROW,
            on_press=partial(on_pick, item.id, item.name),
            key=item.id,
        )
        for item in found
    ]
    if name and not any(item.name.casefold() == name.casefold() for item in found):
        rows.append(
            list_row(
                words.t("picker.add", name=name),
                "picker-add",
                leading=ft.Icon(ft.Icons.ADD_ROUNDED, color=theme.PEN),
                on_press=partial(on_pick, "", name),
                height=_ROW,
                key="add",
            )
        )
    if on_cancel:
        rows.append(
            list_row(
                words.t("picker.keep"), "picker-keep", on_press=on_cancel, height=_ROW, key="keep"
            )
        )
    entry = field(
        words.t("picker.label"),
        typed,
        on_type,
        "picker-search",
        hint=words.t("picker.hint"),
        error=error,
        autofocus=autofocus,
        on_submit=on_enter,
    )
    offers = ft.Container(
        visible=bool(rows),
        border=ft.Border.all(1, theme.LINE),
        border_radius=theme.RADIUS_12,
        bgcolor=theme.PAPER_RAISED,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        content=ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=rows,
        ),
    )
    return ft.Column(
        spacing=theme.SPACE_8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[entry, offers],
    )
