"""Something one does in one go and is back: full on a phone, a calm sheet on a desktop."""

import flet as ft

from app import theme
from app.widgets.buttons import icon_button
from app.widgets.handlers import Press

SHEET_WIDTH = 640
_GUTTER = theme.SPACE_16


def sheet_layout(
    body: list[ft.Control],
    dock: list[ft.Control],
    *,
    head: ft.Control,
    wide: bool,
) -> ft.Control:
    """Return a body that scrolls above a dock that does not.

    The dock stands on the keyboard of a phone, under the thumb.

    Args:
        body: Stretched to the sheet's width; each part `inset`, or a `chip_line`.
        dock: The button it is all for, made up likewise.
        head: From `sheet_head`.
        wide: Whether the window is a desktop's.
    """
    inside = ft.Column(
        spacing=theme.SPACE_8,
        expand=not wide,
        tight=wide,
        scroll=None if wide else ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=body,
    )
    foot = ft.Container(
        padding=ft.Padding.only(top=theme.SPACE_8, bottom=theme.SPACE_12),
        content=ft.Column(
            spacing=theme.SPACE_8,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=dock,
        ),
    )
    column = ft.Column(
        expand=not wide,
        tight=wide,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[head, inside, foot],
    )
    if not wide:
        return column
    card = ft.Container(
        width=SHEET_WIDTH,
        bgcolor=theme.PAPER_RAISED,
        border=ft.Border.all(1, theme.LINE),
        border_radius=theme.RADIUS_20,
        padding=theme.SPACE_8,
        content=column,
    )
    return ft.Column(
        expand=True,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[ft.Container(height=theme.SPACE_48), card, ft.Container(height=theme.SPACE_48)],
    )


def sheet_head(title: ft.Control, close: str, on_close: Press) -> ft.Control:
    """Return the cross, and what the sheet is for beside it.

    Args:
        title: What the sheet is for.
        close: Name of the cross for screen readers.
        on_close: Leaves.
    """
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_4, right=_GUTTER, top=theme.SPACE_4),
        content=ft.Row(
            spacing=theme.SPACE_4,
            controls=[
                icon_button(ft.Icons.CLOSE_ROUNDED, close, on_close, "sheet-close"),
                ft.Container(expand=True, content=title),
            ],
        ),
    )


def inset(control: ft.Control, key: str | None = None) -> ft.Container:
    """Return a part of the sheet with the page's margin on both sides.

    Args:
        control: What it holds.
        key: Tells a part in which one types from those that come and go before it.
    """
    margin = ft.Padding.symmetric(horizontal=_GUTTER)
    return ft.Container(key=key, padding=margin, content=control)


def chip_line(chips: list[ft.Control], identifier: str) -> ft.Semantics:
    """Return chips on one line that slides under the edge: they never push the words away."""
    end = ft.Container(width=_GUTTER - theme.SPACE_8)
    chips = [end, *chips, end]
    return ft.Semantics(
        identifier=identifier,
        content=ft.Row(spacing=theme.SPACE_8, scroll=ft.ScrollMode.HIDDEN, controls=chips),
    )


def sheet_view(content: ft.Control, route: str, *, wide: bool) -> ft.View:
    """Return the view a sheet stands in."""
    return ft.View(
        route=route,
        padding=0,
        bgcolor=theme.PAPER_SUNK if wide else theme.PAPER,
        controls=[ft.SafeArea(expand=True, content=content)],
    )
