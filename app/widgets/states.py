"""What stands where there is nothing yet: empty, loading, working."""

import asyncio
from typing import Final

import flet as ft

from app import theme
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.text import text

_INSTANT_S: Final = 0.1


def empty_state(
    icon: ft.IconData,
    title: str,
    sentence: str,
    *,
    identifier: str = "empty",
    action: str | None = None,
    on_action: Press | None = None,
    urgent: bool = False,
) -> ft.Semantics:
    """Return a kind word in an empty place, and the first step out of it.

    Args:
        icon: What would be here.
        title: What is so: "Nothing waits for you".
        sentence: What to do, or why that is good.
        identifier: Name for tests; the action is `<identifier>-action`.
        action: The word on the button.
        on_action: What it does.
        urgent: There is nothing else one could do here.
    """
    center = ft.TextAlign.CENTER
    parts: list[ft.Control] = [
        ft.Container(
            width=theme.CAPTURE,
            height=theme.CAPTURE,
            shape=ft.BoxShape.CIRCLE,
            bgcolor=theme.PAPER_SUNK,
            alignment=ft.Alignment.CENTER,
            content=ft.Icon(icon, size=theme.SPACE_32, color=theme.INK_SOFT),
        ),
        ft.Container(height=theme.SPACE_8),
        text(title, "title", align=center),
        ft.Container(width=320, content=text(sentence, "body", theme.INK_SOFT, align=center)),
    ]
    if action and on_action:
        button = primary_button if urgent else quiet_button
        parts.append(ft.Container(height=theme.SPACE_4))
        parts.append(button(action, on_action, f"{identifier}-action"))
    return ft.Semantics(
        identifier=identifier,
        content=ft.Container(
            padding=theme.SPACE_24,
            alignment=ft.Alignment.CENTER,
            content=ft.Column(
                tight=True,
                spacing=theme.SPACE_8,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                controls=parts,
            ),
        ),
    )


def skeleton(rows: int = 6) -> ft.Semantics:
    """Return the shapes of rows to come; never shown longer than two seconds."""
    return ft.Semantics(
        identifier="loading",
        exclude_semantics=True,
        content=ft.Column(
            spacing=0, tight=True, controls=[_ghost_row(index) for index in range(rows)]
        ),
    )


@guarded
def Patience(rows: int = 6) -> ft.Control:
    """Show nothing for a moment, then the shapes of rows to come.

    What is there within a tenth of a second needs no announcement.
    """
    long, set_long = ft.use_state(False)  # noqa: FBT003

    async def wait() -> None:
        await asyncio.sleep(_INSTANT_S)
        set_long(True)

    ft.use_effect(wait, [])
    return skeleton(rows) if long else ft.Container()


def _ghost_row(index: int) -> ft.Container:
    return ft.Container(
        height=theme.ROW,
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
        content=ft.Row(
            spacing=theme.SPACE_12,
            controls=[
                ft.Container(
                    width=theme.AVATAR,
                    height=theme.AVATAR,
                    shape=ft.BoxShape.CIRCLE,
                    bgcolor=theme.PAPER_SUNK,
                ),
                ft.Column(
                    spacing=theme.SPACE_8,
                    tight=True,
                    controls=[
                        _ghost_line(140 + 37 * index % 80),
                        _ghost_line(90 + 53 * index % 90),
                    ],
                ),
            ],
        ),
    )


def _ghost_line(width: int) -> ft.Container:
    return ft.Container(
        width=width, height=theme.SPACE_12, border_radius=6, bgcolor=theme.PAPER_SUNK
    )


def progress_line(*, working: bool, share: float | None = None) -> ft.Container:
    """Return a thin line for work that lasts over a second; its room stays when idle.

    Args:
        working: Whether anything is under way.
        share: How much is done, 0 to 1; unknown without it.
    """
    line = ft.ProgressBar(value=share, color=theme.PEN, bgcolor=theme.LINE, bar_height=2)
    return ft.Container(height=2, content=line if working else None)
