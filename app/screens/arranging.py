"""One's own order by hand: the top of the list, each deal dragged where it belongs."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.hooks import use_query
from app.i18n.catalog import Catalog
from app.queries.deals import DealRow, deals_page
from app.screens.deal_row import ROW, deal_row
from app.screens.own_order import OwnOrder
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.states import Patience
from app.widgets.text import text

_SHOWN: Final = 50
"""Nobody drags a deal past more than that; the menu of a row sends one to the top."""

Drop = Callable[[int, int], Awaitable[None]]
"""Takes where a deal stood and where it was let go."""


@guarded
def Arranging(own: OwnOrder, kinds: Sequence[str], on_done: Press) -> ft.Control:
    """Hold the order as it was dragged, until the replica says the same.

    Args:
        own: Whose list.
        kinds: Record kinds it reads.
        on_done: Goes back to the list.
    """
    mine = replace(own.wanted, order="")
    found = use_query(partial(deals_page, wanted=mine, offset=0, limit=_SHOWN), kinds, mine)
    dragged, set_dragged = ft.use_state(tuple[str, ...]())
    if found.value is None:
        return Patience()
    rows = in_order(found.value, dragged)

    async def drop(old: int, new: int) -> None:
        set_dragged(tuple(moved([row.id for row in rows], old, new)))
        await own.shift(rows[old], new - old)

    return arranging_view(own.words, rows, own.today, drop, on_done)


def in_order(rows: Sequence[DealRow], ids: Sequence[str]) -> tuple[DealRow, ...]:
    """Return rows as they were dragged, while they are the same and pins stay on top."""
    if sorted(ids) != sorted(row.id for row in rows):
        return tuple(rows)
    place = {one: at for at, one in enumerate(ids)}
    return tuple(sorted(rows, key=lambda row: (not row.pinned, place[row.id])))


def moved(ids: Sequence[str], old: int, new: int) -> list[str]:
    """Return a list with one of it put elsewhere."""
    after = list(ids)
    after.insert(new, after.pop(old))
    return after


def arranging_view(
    words: Catalog,
    rows: Sequence[DealRow],
    today: date,
    on_drop: Drop,
    on_done: Press,
) -> ft.Control:
    """Return the rows, each with a handle, under what to do and the way back."""

    async def reorder(event: ft.OnReorderEvent) -> None:
        if event.old_index is not None and event.new_index is not None:
            await on_drop(event.old_index, event.new_index)

    handle = ft.Icon(ft.Icons.DRAG_INDICATOR_ROUNDED, color=theme.INK_SOFT)
    lines: list[ft.Control] = [
        ft.ReorderableDragHandle(
            key=row.id,
            mouse_cursor=ft.MouseCursor.GRAB,
            content=ft.Container(
                height=ROW,
                content=ft.Row(
                    spacing=0,
                    controls=[
                        ft.Container(expand=True, content=deal_row(words, row, today)),
                        ft.Container(width=theme.TOUCH, content=handle),
                    ],
                ),
            ),
        )
        for row in rows
    ]
    hint = text(words.t("own.drag"), "small", theme.INK_SOFT, expand=True)
    done = quiet_button(words.t("common.done"), on_done, "arrange-done")
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(
                padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_4),
                content=ft.Row([hint, done]),
            ),
            ft.Semantics(
                identifier="arrange",
                expand=True,
                content=ft.ReorderableListView(
                    show_default_drag_handles=False,
                    on_reorder=reorder,
                    controls=lines,
                    padding=ft.Padding.only(bottom=theme.SPACE_32),
                ),
            ),
        ],
    )
