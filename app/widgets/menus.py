"""Choices behind one tap: a chip that says what is chosen, an icon that offers more."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from app import theme
from app.widgets.handlers import Take, tagged
from app.widgets.text import text


@dataclass(frozen=True)
class Option:
    """One line of a menu: its key, its words, whether it holds now."""

    key: str
    label: str
    chosen: bool = False


def menu_chip(
    label: str,
    options: Sequence[Option],
    on_select: Take,
    identifier: str,
    *,
    name: str,
    selected: bool = False,
) -> ft.Semantics:
    """Return a chip that opens a menu; its lines are named `<identifier>-<key>`.

    Args:
        label: What is chosen now.
        options: What can be chosen.
        on_select: Called with the key tapped.
        identifier: Name for tests.
        name: What is chosen here, for screen readers and on hover.
        selected: Draw it as chosen: something other than the usual.
    """
    ink = theme.ON_PEN_WASH if selected else theme.INK
    face = ft.Container(
        height=40,
        padding=ft.Padding.only(left=theme.SPACE_12, right=theme.SPACE_8),
        border_radius=theme.RADIUS_20,
        bgcolor=theme.PEN_WASH if selected else theme.PAPER_RAISED,
        border=ft.Border.all(1, theme.PEN_WASH if selected else theme.LINE),
        content=ft.Row(
            spacing=theme.SPACE_4,
            tight=True,
            controls=[
                text(label, "small_strong" if selected else "small", ink, lines=1),
                ft.Icon(ft.Icons.EXPAND_MORE_ROUNDED, size=theme.TEXT_20, color=ink),
            ],
        ),
    )
    button = ft.PopupMenuButton(
        content=ft.Container(
            padding=ft.Padding.symmetric(vertical=theme.SPACE_4),
            content=face,
        ),
        items=_lines(options, on_select, identifier),
        tooltip=name,
        padding=0,
        menu_position=ft.PopupMenuPosition.UNDER,
    )
    return tagged(identifier, button)


def menu_icon(
    icon: ft.IconData,
    name: str,
    options: Sequence[Option],
    on_select: Take,
    identifier: str,
) -> ft.Semantics:
    """Return a 48 by 48 icon that opens a menu; see `menu_chip` for the rest.

    Its lines are plain and have no names for tests: a board holds hundreds of them.
    """
    button = ft.PopupMenuButton(
        icon=icon,
        icon_color=theme.INK_SOFT,
        icon_size=theme.TEXT_20,
        items=[
            ft.PopupMenuItem(
                key=option.key,
                content=option.label,
                checked=option.chosen,
                on_click=partial(on_select, option.key),
            )
            for option in options
        ],
        tooltip=name,
        padding=0,
        width=theme.TOUCH,
        height=theme.TOUCH,
        menu_position=ft.PopupMenuPosition.UNDER,
    )
    return tagged(identifier, button)


def _lines(options: Sequence[Option], on_select: Take, identifier: str) -> list[ft.PopupMenuItem]:
    return [
        ft.PopupMenuItem(
            key=option.key,
            height=theme.TOUCH,
            content=tagged(f"{identifier}-{option.key}", _line(option)),
            on_click=partial(on_select, option.key),
        )
        for option in options
    ]


def _line(option: Option) -> ft.Row:
    mark = ft.Icon(ft.Icons.CHECK_ROUNDED, size=theme.TEXT_20, color=theme.PEN)
    return ft.Row(
        tight=True,
        spacing=theme.SPACE_8,
        controls=[
            ft.Container(width=theme.TEXT_20, content=mark if option.chosen else None),
            text(option.label, "small_strong" if option.chosen else "small"),
        ],
    )
