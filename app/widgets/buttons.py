"""Buttons: one filled per screen at most, quiet ones else, and the capture button."""

import flet as ft

from app import theme
from app.widgets.handlers import Press, tagged


def primary_button(
    label: str, on_press: Press, identifier: str, *, icon: ft.IconData | None = None
) -> ft.Semantics:
    """Return the one button a screen is for, at least 48 high."""
    return tagged(
        identifier,
        ft.FilledButton(
            content=label, icon=icon, on_click=on_press, height=theme.room_for_text(theme.TOUCH)
        ),
    )


def quiet_button(
    label: str,
    on_press: Press,
    identifier: str,
    *,
    icon: ft.IconData | None = None,
    color: ft.ColorValue = theme.PEN,
) -> ft.Semantics:
    """Return a button that does not ask for the eye, at least 48 high."""
    return tagged(
        identifier,
        ft.TextButton(
            content=label,
            icon=icon,
            icon_color=color,
            on_click=on_press,
            height=theme.room_for_text(theme.TOUCH),
            style=ft.ButtonStyle(
                color=color,
                padding=ft.Padding.symmetric(horizontal=theme.SPACE_12),
            ),
        ),
    )


def icon_button(icon: ft.IconData, label: str, on_press: Press, identifier: str) -> ft.Semantics:
    """Return a 48 by 48 icon whose label shows on hover and is read aloud."""
    return tagged(
        identifier,
        ft.IconButton(
            icon=icon,
            icon_color=theme.INK_SOFT,
            tooltip=label,
            on_click=on_press,
            width=theme.TOUCH,
            height=theme.TOUCH,
        ),
    )


def right_edge(control: ft.Control | None) -> int:
    """Return the padding that lines a trailing control up with the words below it.

    An icon button has air of its own around the icon; that counts.
    """
    icon = isinstance(control, ft.Semantics) and isinstance(control.content, ft.IconButton)
    return theme.SPACE_16 - (theme.TOUCH - theme.SPACE_24) // 2 if icon else theme.SPACE_16


def capture_button(
    label: str,
    on_tap: Press,
    *,
    on_hold: Press | None = None,
    on_release: Press | None = None,
    listening: bool = False,
    size: int = theme.CAPTURE,
) -> ft.Semantics:
    """Return the product's one gesture: held it records, tapped it opens the note.

    Args:
        label: Its name for screen readers.
        on_tap: Opens typing, photo and card.
        on_hold: Called once when the press has lasted half a second.
        on_release: Called when a held finger is lifted.
        listening: Draw it as recording.
        size: Its diameter, without the ring of paper around it.
    """
    disc = ft.Container(
        width=size,
        height=size,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=theme.SIGNAL,
        alignment=ft.Alignment.CENTER,
        border=ft.Border.all(theme.SPACE_4, theme.SIGNAL_WASH if listening else theme.SIGNAL),
        ink=True,
        animate=theme.motion(theme.MOTION_SHORT),
        on_click=on_tap,
        content=ft.Icon(
            ft.Icons.GRAPHIC_EQ_ROUNDED if listening else ft.Icons.EDIT_ROUNDED,
            color=theme.ON_SIGNAL,
            size=theme.SPACE_32,
        ),
    )
    held = ft.GestureDetector(
        content=disc,
        on_long_press_start=on_hold,
        on_long_press_end=on_release,
        mouse_cursor=ft.MouseCursor.CLICK,
    )
    ring = ft.Container(
        padding=theme.SPACE_4,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=theme.PAPER,
        content=held if on_hold else disc,
    )
    return ft.Semantics(identifier="capture", label=label, button=True, content=ring)
