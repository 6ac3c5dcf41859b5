"""Buttons: one filled per screen at most, quiet ones else, and the capture button."""

from collections.abc import Callable
from dataclasses import dataclass, field

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


@dataclass(kw_only=True)
class _Moved(ft.Event["_Holdable"]):
    """A held finger has moved; Flet 1.0.5 looks for this under another name than is sent."""

    offset_from_origin: ft.Offset = field(metadata={"data_field": "ofo"})


@ft.control("GestureDetector")  # type: ignore[arg-type]  # Flet's own classes do so
class _Holdable(ft.GestureDetector):
    on_long_press_move_update: ft.EventHandler[_Moved] | None = None  # type: ignore[assignment]  # that is the point


@dataclass(frozen=True)
class Hold:
    """What a finger does on the capture button that is more than a tap.

    Attributes:
        touch: It is down; it may still be a tap.
        leave: It is gone or slid away before it was a hold.
        hold: It has been down for half a second.
        slide: It has moved by so many logical pixels, right and down.
        release: It is lifted after a hold.
    """

    touch: Press
    leave: Press
    hold: Press
    slide: Callable[[float, float], object]
    release: Press


def capture_button(
    label: str,
    on_tap: Press,
    *,
    hold: Hold | None = None,
    size: int = theme.CAPTURE,
) -> ft.Semantics:
    """Return the product's one gesture: held it records, tapped it opens the note.

    Args:
        label: Its name for screen readers.
        on_tap: Opens typing, photo and card.
        hold: What holding it does.
        size: Its diameter, without the ring of paper around it.
    """
    disc = ft.Container(
        width=size,
        height=size,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=theme.SIGNAL,
        alignment=ft.Alignment.CENTER,
        ink=True,
        on_click=on_tap,
        content=ft.Icon(ft.Icons.EDIT_ROUNDED, color=theme.ON_SIGNAL, size=theme.SPACE_32),
    )
    ring = ft.Container(
        padding=theme.SPACE_4,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=theme.PAPER,
        content=_holdable(disc, hold) if hold else disc,
    )
    return ft.Semantics(identifier="capture", label=label, button=True, content=ring)


def _holdable(disc: ft.Control, hold: Hold) -> ft.Control:
    def slid(event: _Moved) -> object:
        return hold.slide(event.offset_from_origin.x, event.offset_from_origin.y)

    return _Holdable(
        content=disc,
        mouse_cursor=ft.MouseCursor.CLICK,
        on_long_press_down=hold.touch,
        on_long_press_cancel=hold.leave,
        on_long_press_start=hold.hold,
        on_long_press_move_update=slid,
        on_long_press_end=hold.release,
    )
