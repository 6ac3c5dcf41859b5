"""What one must know before walking in, in five lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import flet as ft

from app import theme
from app.widgets.handlers import Press
from app.widgets.text import text

LineTone = Literal["plain", "amber", "moss"]
_INKS: Final[dict[LineTone, ft.Colors]] = {
    "plain": theme.INK,
    "amber": theme.AMBER_INK,
    "moss": theme.MOSS_INK,
}
BRIEF_LINES: Final = 5


@dataclass(frozen=True)
class BriefLine:
    """One thing to know: an icon for its kind and at most two lines of words."""

    icon: ft.IconData
    words: str
    tone: LineTone = "plain"


def brief_card(
    name: str,
    lead: str,
    lines: Sequence[BriefLine],
    identifier: str,
    *,
    actions: Sequence[ft.Control] = (),
    on_press: Press | None = None,
) -> ft.Semantics:
    """Return the next stop: name, time and place, five lines, what to do.

    Args:
        name: The customer, the loudest words on the screen.
        lead: Time and place: "14:00 · Hafenstraße 12".
        lines: What to know, most important first; more than five are left out.
        identifier: Name for tests.
        actions: Quiet buttons such as call and route.
        on_press: Opens the customer.
    """
    rows: list[ft.Control] = [_line(line) for line in lines[:BRIEF_LINES]]
    head = ft.Column(
        spacing=2,
        tight=True,
        controls=[text(lead, "small", theme.INK_SOFT), text(name, "title", lines=2)],
    )
    parts: list[ft.Control] = [head]
    if rows:
        parts.append(ft.Column(spacing=theme.SPACE_8, tight=True, controls=rows))
    if actions:
        parts.append(
            ft.Container(
                margin=ft.Margin.only(left=-theme.SPACE_12, bottom=-theme.SPACE_8),
                content=ft.Row(spacing=0, wrap=True, controls=list(actions)),
            )
        )
    return ft.Semantics(
        identifier=identifier,
        content=ft.Container(
            padding=theme.SPACE_16,
            bgcolor=theme.PAPER_RAISED,
            border=ft.Border.all(1, theme.LINE),
            border_radius=theme.RADIUS_12,
            ink=on_press is not None,
            on_click=on_press,
            content=ft.Column(
                spacing=theme.SPACE_16,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=parts,
            ),
        ),
    )


def _line(line: BriefLine) -> ft.Row:
    ink = _INKS[line.tone]
    return ft.Row(
        spacing=theme.SPACE_12,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Icon(
                line.icon,
                size=theme.TEXT_20,
                color=theme.INK_SOFT if line.tone == "plain" else ink,
            ),
            text(line.words, "small", ink, lines=2, expand=True),
        ],
    )
