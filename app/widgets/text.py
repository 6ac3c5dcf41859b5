"""Words, money and dates in the app's few type sizes."""

from datetime import date
from typing import Final, Literal

import flet as ft

from app import theme
from app.i18n.catalog import Catalog

Role = Literal["heading", "title", "strong", "body", "small", "small_strong", "caption"]

_STYLES: Final[dict[Role, tuple[int, ft.FontWeight, float]]] = {
    "heading": (theme.TEXT_28, theme.SEMIBOLD, 1.2),
    "title": (theme.TEXT_20, theme.SEMIBOLD, 1.25),
    "strong": (theme.TEXT_16, theme.SEMIBOLD, theme.LINE_HEIGHT),
    "body": (theme.TEXT_16, theme.REGULAR, 1.45),
    "small": (theme.TEXT_14, theme.REGULAR, theme.LINE_HEIGHT),
    "small_strong": (theme.TEXT_14, theme.SEMIBOLD, theme.LINE_HEIGHT),
    "caption": (theme.TEXT_12, theme.MEDIUM, theme.LINE_HEIGHT),
}


_CAPTION_MOST: Final = 1.3  # tabs and marks have no room for more


def text_style(role: Role, color: ft.ColorValue = theme.INK) -> ft.TextStyle:
    """Return the style of a role, for controls that take a style and not a text."""
    size, weight, height = _STYLES[role]
    return ft.TextStyle(
        size=theme.text_size(size, most=_CAPTION_MOST if role == "caption" else 2.0),
        weight=weight,
        height=height,
        color=color,
        font_family=theme.FONT,
    )


def text(
    value: str,
    role: Role = "body",
    color: ft.ColorValue = theme.INK,
    *,
    lines: int | None = None,
    align: ft.TextAlign = ft.TextAlign.START,
    expand: bool = False,
) -> ft.Text:
    """Return words in one of the seven roles.

    Args:
        value: The words.
        role: Size and weight.
        color: A colour role of `app.theme`.
        lines: Cut with an ellipsis after so many lines.
        align: Where the lines stand.
        expand: Take the room left in a row.
    """
    return ft.Text(
        value,
        style=text_style(role, color),
        max_lines=lines,
        overflow=ft.TextOverflow.ELLIPSIS if lines else ft.TextOverflow.CLIP,
        text_align=align,
        expand=expand,
    )


def money_text(
    minor: int,
    currency: str,
    words: Catalog,
    *,
    role: Role = "strong",
    color: ft.ColorValue = theme.INK,
) -> ft.Text:
    """Return an amount set right, its currency small and soft beside the figures.

    Args:
        minor: Minor units, cents for EUR.
        currency: ISO 4217 code.
        words: The language.
        role: Size and weight of the figures.
        color: Colour of the figures.
    """
    parts = words.money_parts(minor, currency)
    size, _, height = _STYLES[role]
    small = ft.TextStyle(
        size=theme.text_size(max(theme.TEXT_12, round(size * 0.75))),
        weight=theme.REGULAR,
        height=height,
        color=theme.INK_SOFT,
        font_family=theme.FONT,
    )
    figures = ft.TextSpan(parts.amount, style=text_style(role, color))
    mark = parts.currency
    spans = [ft.TextSpan(f"{mark}\u202f", style=small), figures]
    if not parts.before:
        spans = [figures, ft.TextSpan(f"\u202f{mark}", style=small)]
    return ft.Text(
        spans=spans,
        text_align=ft.TextAlign.END,
        no_wrap=True,
        semantics_label=words.money(minor, currency),
    )


def date_text(
    day: date,
    today: date,
    words: Catalog,
    *,
    role: Role = "small",
    color: ft.ColorValue = theme.INK_SOFT,
    in_row: bool = False,
) -> ft.Text:
    """Return a day as people say it, with the exact date on tap.

    Args:
        day: The day.
        today: The day it is said on.
        words: The language.
        role: Size and weight.
        color: A colour role of `app.theme`.
        in_row: It stands in a row that opens on tap: the exact date takes a long press.
    """
    said = text(words.day(day, today), role, color)
    mode = ft.TooltipTriggerMode
    said.tooltip = ft.Tooltip(
        message=words.exact_day(day),
        # Flet 1.0.5 forgot to make it an Enum.
        trigger_mode=mode.LONG_PRESS if in_row else mode.TAP,  # type: ignore[arg-type]
    )
    return said
