"""The quiet page of the first run: one column, in the middle of whatever room there is."""

import flet as ft

from app import theme
from app.widgets.buttons import icon_button
from app.widgets.handlers import Press
from app.widgets.mark import mark as sign
from app.widgets.text import text

_WIDTH = 440


def first_page(
    title: str,
    sentence: str,
    body: list[ft.Control],
    *,
    wide: bool,
    back: str = "",
    on_back: Press | None = None,
    mark: bool = False,
) -> ft.Control:
    """Return a page that says what it is for, and what can be done on it.

    Args:
        title: What this is.
        sentence: What it is for.
        body: Stretched to the page's width.
        wide: Whether the window is a desktop's.
        back: Name of the way back for screen readers.
        on_back: The way back, if there is one.
        mark: Show the product's mark above the title.
    """
    top: list[ft.Control] = []
    if mark:
        top += [ft.Row(controls=[sign()]), ft.Container(height=theme.SPACE_8)]
    top.append(ft.Semantics(header=True, content=text(title, "heading")))
    if sentence:
        top.append(text(sentence, "body", theme.INK_SOFT))
    column = ft.Column(
        spacing=theme.SPACE_12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[*top, ft.Container(height=theme.SPACE_4), *body],
    )
    page = ft.Container(
        width=_WIDTH if wide else None,
        padding=ft.Padding.symmetric(
            horizontal=theme.SPACE_24, vertical=theme.SPACE_48 if wide else theme.SPACE_24
        ),
        content=column,
    )
    parts: list[ft.Control] = []
    if on_back:
        button = icon_button(ft.Icons.ARROW_BACK_ROUNDED, back, on_back, "back")
        parts.append(ft.Container(padding=theme.SPACE_4, content=ft.Row(controls=[button])))
    parts.append(ft.Row(alignment=ft.MainAxisAlignment.CENTER, controls=[page]) if wide else page)
    return ft.SafeArea(
        expand=True,
        content=ft.Column(
            expand=True,
            spacing=0,
            scroll=ft.ScrollMode.AUTO,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=parts,
        ),
    )
