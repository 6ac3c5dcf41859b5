"""Small facts and small choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from app import theme
from app.widgets.handlers import Press, Take
from app.widgets.text import text

_NARROW = 6
"""Logical pixels of a letter at the least, as far as a guess goes: an "i" is narrower."""


@dataclass(frozen=True)
class Choice:
    """One of several: its key, its words, and an icon if it helps."""

    key: str
    label: str
    icon: ft.IconData | None = None


def dot(color: ft.ColorValue, *, size: int = theme.SPACE_8) -> ft.Container:
    """Return a round mark; words beside it say what it means."""
    return ft.Container(width=size, height=size, bgcolor=color, shape=ft.BoxShape.CIRCLE)


def stage_bars(step: int, of: int) -> ft.Row:
    """Return how far a deal has come as small steps of one hue, filled up to its own."""
    return ft.Row(
        spacing=2,
        tight=True,
        controls=[
            ft.Container(
                width=theme.SPACE_8,
                height=theme.SPACE_4,
                border_radius=2,
                bgcolor=theme.stage_color(step, of) if at <= step else theme.LINE,
            )
            for at in range(of)
        ],
    )


def stage_chip(stage: str, step: int, of: int) -> ft.Row:
    """Return a stage in words, with the steps it has come.

    Args:
        stage: The team's own name for it.
        step: Its place, 0 for the first.
        of: How many stages the pipeline has.
    """
    return ft.Row(
        spacing=theme.SPACE_8,
        tight=True,
        controls=[
            ft.Semantics(exclude_semantics=True, content=stage_bars(step, of)),
            text(stage, "small", theme.INK_SOFT, lines=1),
        ],
    )


def chip(
    label: str,
    on_press: Press,
    identifier: str,
    *,
    icon: ft.IconData | None = None,
    selected: bool = False,
    waiting: bool = False,
) -> ft.Semantics:
    """Return a word to tap: 40 high to the eye, 48 to the finger.

    Args:
        label: One or two words.
        on_press: What it does.
        identifier: Name for tests.
        icon: An icon before the words.
        selected: Draw it as the chosen one.
        waiting: Mark it with the signal's dot: it waits for this person.
    """
    ink = theme.ON_PEN_WASH if selected else theme.INK
    parts: list[ft.Control] = [text(label, "small_strong" if selected else "small", ink)]
    if waiting:
        parts.insert(0, dot(theme.SIGNAL))
    if icon:
        parts.insert(0, ft.Icon(icon, size=theme.TEXT_20, color=ink))
    face = ft.Container(
        height=theme.room_for_text(40, theme.TEXT_14),
        padding=ft.Padding.symmetric(horizontal=_side(label)),
        border_radius=theme.RADIUS_20,
        bgcolor=theme.PEN_WASH if selected else theme.PAPER_RAISED,
        border=ft.Border.all(1, theme.PEN_WASH if selected else theme.LINE),
        content=ft.Row(spacing=theme.SPACE_8, tight=True, controls=parts),
    )
    return ft.Semantics(
        identifier=identifier,
        button=True,
        selected=selected,
        content=ft.Container(
            padding=ft.Padding.symmetric(vertical=theme.SPACE_4),
            border_radius=theme.RADIUS_20,
            ink=True,
            on_click=on_press,
            content=face,
        ),
    )


def _side(label: str) -> int:
    """Return the air beside a chip's words: "2 s" is as wide as a finger, too."""
    return max(theme.SPACE_12, (theme.TOUCH - _NARROW * len(label)) // 2)


def choice_chips(
    choices: Sequence[Choice], selected: str | None, on_select: Take, identifier: str
) -> ft.Row:
    """Return one chip per choice, wrapping; each is named `<identifier>-<key>`.

    Args:
        choices: What can be chosen, best first.
        selected: Key of the chosen one, if any.
        on_select: Called with the key tapped, also when it is the chosen one.
        identifier: Start of the names for tests.
    """
    return ft.Row(
        wrap=True,
        spacing=theme.SPACE_8,
        run_spacing=0,
        controls=[
            chip(
                choice.label,
                partial(on_select, choice.key),
                f"{identifier}-{choice.key}",
                icon=choice.icon,
                selected=choice.key == selected,
            )
            for choice in choices
        ],
    )
