"""Short messages at the bottom: what was done, and a way back."""

import flet as ft

from app import theme
from app.widgets.handlers import Press
from app.widgets.text import text

_WIDTH = 440
_READ_MS = 4000
UNDO_MS = 7000  # long enough to notice, find the button and reach it


def snackbar(message: str, *, wide: bool = False) -> ft.SnackBar:
    """Return a message that goes by itself, above the phone's bar and its button.

    Args:
        message: One short sentence.
        wide: The page is a desktop: a strip in the middle, not the page's width.
    """
    edge = theme.SPACE_16
    above = theme.BAR + theme.SPACE_32
    return ft.SnackBar(
        content=text(message, color=ft.Colors.ON_INVERSE_SURFACE),
        duration=_READ_MS,
        behavior=ft.SnackBarBehavior.FLOATING,
        width=_WIDTH if wide else None,
        margin=None if wide else ft.Margin.only(left=edge, right=edge, bottom=above),
    )


def undo_snackbar(message: str, undo: str, on_undo: Press, *, wide: bool = False) -> ft.SnackBar:
    """Return a message with a way back, instead of asking "are you sure" before.

    Args:
        message: What was done: "Deal parked".
        undo: The word on the button.
        on_undo: Puts things back.
        wide: As for `snackbar`.
    """
    bar = snackbar(message, wide=wide)
    bar.duration = UNDO_MS
    bar.persist = False  # Flet keeps a bar with an action for ever
    bar.action = ft.SnackBarAction(
        label=undo, text_color=ft.Colors.INVERSE_PRIMARY, on_click=on_undo
    )
    bar.padding = ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4)
    return bar
