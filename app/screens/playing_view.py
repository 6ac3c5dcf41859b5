"""A recording to listen to: a waveform, a button under the thumb, the speed."""

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.screens.playing import BARS, Playing
from app.screens.problems import problem_words
from app.widgets.banner import banner
from app.widgets.buttons import quiet_button
from app.widgets.handlers import tagged
from app.widgets.states import progress_line
from app.widgets.text import text
from sync.core.errors import RecordMissingError

_HIGHEST = theme.SPACE_48
_LOWEST = 3
"""Silence is a line of points."""
_QUIET = (0.0,) * BARS
_NOWHERE = RecordMissingError.key


def playing_view(words: Catalog, playing: Playing) -> ft.Control:
    """Return the recording with what can be done with it."""
    if why := playing.recording.gone:
        gone = text(words.t(f"spoken.gone_{why}"), "small", theme.INK_SOFT)
        return ft.Semantics(identifier="sound-gone", content=gone)
    parts: list[ft.Control] = [
        ft.Row(
            spacing=theme.SPACE_8,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[_button(words, playing), _shape(words, playing)],
        ),
        _times(words, playing),
    ]
    if playing.fetching:
        parts.insert(0, progress_line(working=True))
    if playing.problem:
        nowhere = playing.problem.key == _NOWHERE or playing.problem.fields.get("error") == _NOWHERE
        said = words.t("spoken.sound_away") if nowhere else problem_words(words, playing.problem)
        parts.append(banner(said, "amber", identifier="sound-problem"))
    return ft.Semantics(
        identifier="sound",
        content=ft.Column(
            spacing=theme.SPACE_4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=parts,
        ),
    )


def clock(ms: int) -> str:
    """Return a length of time as a player shows it: "1:05"."""
    seconds = ms // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def _button(words: Catalog, playing: Playing) -> ft.Control:
    icon = ft.Icons.PAUSE_ROUNDED if playing.running else ft.Icons.PLAY_ARROW_ROUNDED
    label = words.t("spoken.pause" if playing.running else "spoken.play")
    return tagged(
        "sound-play",
        ft.IconButton(
            icon=icon,
            icon_color=theme.ON_PEN_WASH,
            bgcolor=theme.PEN_WASH,
            tooltip=label,
            on_click=playing.toggle,
            width=theme.TOUCH,
            height=theme.TOUCH,
        ),
    )


def _shape(words: Catalog, playing: Playing) -> ft.Control:
    """Return the waveform; a tap goes to that place."""
    reached = playing.position_ms / max(playing.length_ms, 1) * BARS
    bars: list[ft.Control] = [
        ft.Container(
            expand=True,
            height=max(round(peak * _HIGHEST), _LOWEST),
            border_radius=2,
            bgcolor=theme.PEN if place < reached else theme.EDGE,
        )
        for place, peak in enumerate(playing.shape or _QUIET)
    ]

    def measured(event: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        playing.width = event.width

    async def seek(event: ft.TapEvent[ft.GestureDetector]) -> None:
        if playing.width and event.local_position:
            await playing.seek(event.local_position.x / playing.width)

    line = ft.Container(
        height=_HIGHEST,
        on_size_change=measured,
        content=ft.Row(
            spacing=2,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            controls=bars,
        ),
    )
    return ft.Container(
        expand=True,
        content=ft.Semantics(
            identifier="sound-shape",
            label=words.t("spoken.shape", at=clock(playing.position_ms)),
            slider=True,
            content=ft.GestureDetector(content=line, on_tap_down=seek),
        ),
    )


def _times(words: Catalog, playing: Playing) -> ft.Control:
    at = f"{clock(playing.position_ms)} / {clock(playing.length_ms)}"
    speed = words.t(f"spoken.speed_{round(playing.speed * 100)}")
    return ft.Row(
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        controls=[
            ft.Container(
                padding=ft.Padding.only(left=theme.TOUCH + theme.SPACE_8),
                content=text(at, "small", theme.INK_SOFT),
            ),
            quiet_button(speed, playing.change_speed, "sound-speed"),
        ],
    )
