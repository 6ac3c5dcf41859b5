"""The sheet over everything while one speaks, as a function of what is heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Literal

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.phone_recogniser import Trouble
from app.queries.guess import Guess
from app.screens.sheet import chip_line, inset
from app.screens.written_along import recorded_instead, written_along
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.chips import chip
from app.widgets.handlers import Press
from app.widgets.text import text

Phase = Literal["", "starting", "speaking", "paused", "ending", "refused", "no_microphone"]
Slide = Literal["", "away"]

_WIDTH = 440
_TIME = 56  # read from where the phone lies on the next seat
_BAR = 6
_BARS = 24
_TALLEST = 88
_FAINTEST, _LOUDEST = -60.0, -12.0
"""What speech lies between at an arm's length, in dBFS: a bar from least to most."""
_RING = theme.CAPTURE + theme.SPACE_16
"""The button's halo when one speaks up; with it the button stands where it always does."""


@dataclass(frozen=True)
class Spoken:
    """What the sheet shows.

    Attributes:
        phase: What the microphone does; or why it does not.
        held: Whether a finger holds it.
        slide: Where a holding finger has slid to.
        levels: Loudness of the last tenths of a second in dBFS, the newest last.
        to: The customer it will be filed to; None while nobody knows.
        others: Other likely ones.
        picker: Stands in for them while one searches.
        browser: Whether the app is a page in a browser.
        alone: Whether the phone's own recogniser hears, and nothing is recorded.
        text: What it has heard.
        instead: Why it is recorded though that one was chosen; empty when it was not.
    """

    phase: Phase
    held: bool = False
    slide: Slide = ""
    levels: Sequence[float] = ()
    length: timedelta = timedelta()
    to: Guess | None = None
    others: Sequence[Guess] = ()
    picker: ft.Control | None = None
    browser: bool = False
    alone: bool = False
    text: str = ""
    instead: Trouble = ""


@dataclass(frozen=True)
class SpeakingActions:
    """What can be done while one speaks.

    Attributes:
        pick: Files it to another customer: id and name.
        search: Opens the search for one.
        again: Tries once more after the microphone could not be had.
        write: Types instead.
    """

    save: Press
    pause: Press
    cancel: Press
    pick: Callable[[str, str], object]
    search: Press
    again: Press
    write: Press


def recording_view(
    words: Catalog, spoken: Spoken, act: SpeakingActions, *, wide: bool
) -> ft.Control:
    """Return the sheet: full on a phone, a calm card on a desktop."""
    if spoken.phase in ("refused", "no_microphone"):
        parts = _trouble(words, spoken, act, wide=wide)
    else:
        heard = [written_along(words, spoken.text, wide=wide)] if spoken.alone else []
        sound = [] if spoken.alone else [_meter(words, spoken), _air(wide=wide)]
        parts = [
            _customer(words, spoken, act),
            *recorded_instead(words, spoken.instead),
            *(heard or [_air(wide=wide)]),
            _time(words, spoken),
            *sound,
            _controls(words, spoken, act, wide=wide),
        ]
    column = ft.Column(
        expand=not wide,
        tight=wide,
        spacing=theme.SPACE_16,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )
    if not wide:
        safe = ft.SafeArea(expand=True, content=column)
        return ft.Container(expand=True, bgcolor=theme.PAPER, content=safe)
    card = ft.Container(
        width=_WIDTH,
        bgcolor=theme.PAPER_RAISED,
        border=ft.Border.all(1, theme.LINE),
        border_radius=theme.RADIUS_20,
        padding=ft.Padding.symmetric(vertical=theme.SPACE_16),
        content=column,
    )
    return ft.Container(
        expand=True,
        # What lies beneath stays in sight, and out of reach.
        bgcolor=ft.Colors.with_opacity(0.86, theme.SHADE),
        alignment=ft.Alignment.CENTER,
        on_click=_nothing,
        content=card,
    )


def _nothing() -> None:
    """Take a tap beside the card, so that nothing beneath does."""


def _air(*, wide: bool) -> ft.Control:
    return ft.Container(height=theme.SPACE_8) if wide else ft.Container(expand=True)


def _customer(words: Catalog, spoken: Spoken, act: SpeakingActions) -> ft.Control:
    if spoken.picker:
        return inset(spoken.picker)
    name = spoken.to.account if spoken.to else words.t("recording.whose")
    lines: list[ft.Control] = [text(name, "title", lines=2, align=ft.TextAlign.CENTER)]
    if spoken.to and spoken.to.why:
        why = words.t(f"capture.why_{spoken.to.why}")
        lines.append(text(why, "small", theme.INK_SOFT, align=ft.TextAlign.CENTER))
    chips: list[ft.Control] = [
        chip(
            guess.account,
            partial(act.pick, guess.account_id, guess.account),
            f"recording-guess-{guess.account_id}",
        )
        for guess in spoken.others
    ]
    other = words.t("recording.another" if spoken.to or spoken.others else "capture.search")
    chips.append(chip(other, act.search, "recording-other", icon=ft.Icons.SEARCH_ROUNDED))
    head = ft.Semantics(
        identifier="recording-customer",
        live_region=True,
        content=ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=lines,
        ),
    )
    # Nobody taps a chip with the finger that holds the button.
    beneath = ft.Container(
        height=theme.room_for_text(theme.TOUCH, theme.TEXT_14),
        content=None if spoken.held else chip_line(chips, "recording-guesses"),
    )
    return ft.Container(
        padding=ft.Padding.only(top=theme.SPACE_32),
        content=ft.Column(
            spacing=theme.SPACE_12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[inset(head), beneath],
        ),
    )


def _time(words: Catalog, spoken: Spoken) -> ft.Control:
    listening = "phone.alone" if spoken.alone else "recording.listening"
    state = {
        "starting": "recording.starting",
        "paused": "recording.paused",
    }.get(spoken.phase, listening)
    length = ft.Text(
        words.length(spoken.length),
        text_align=ft.TextAlign.CENTER,
        style=ft.TextStyle(
            size=theme.text_size(_TIME, most=1.3),
            weight=theme.SEMIBOLD,
            height=1.1,
            color=theme.INK if spoken.phase == "speaking" else theme.INK_SOFT,
            font_family=theme.FONT,
        ),
    )
    return ft.Column(
        spacing=theme.SPACE_4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Semantics(
                identifier=f"recording-{spoken.phase}",
                live_region=True,
                content=text(
                    words.t(state), "small_strong", theme.SIGNAL_INK, align=ft.TextAlign.CENTER
                ),
            ),
            ft.Semantics(identifier="recording-time", content=length),
        ],
    )


def _meter(words: Catalog, spoken: Spoken) -> ft.Control:
    """Return the last seconds as bars around a line; the newest at the right."""
    levels = [*[_FAINTEST] * _BARS, *spoken.levels][-_BARS:]
    bars: list[ft.Control] = [
        ft.Container(
            key=f"bar-{i}",
            width=_BAR,
            height=_height(level),
            border_radius=_BAR // 2,
            bgcolor=theme.LINE if spoken.slide or spoken.phase != "speaking" else theme.SIGNAL,
        )
        for i, level in enumerate(levels)
    ]
    row = ft.Row(
        height=_TALLEST,
        spacing=theme.SPACE_4,
        alignment=ft.MainAxisAlignment.CENTER,
        controls=bars,
    )
    return ft.Semantics(
        identifier="recording-meter",
        label=words.t("recording.meter"),
        content=ft.Semantics(exclude_semantics=True, content=row),
    )


def _height(level: float) -> int:
    share = (level - _FAINTEST) / (_LOUDEST - _FAINTEST)
    return round(_BAR + min(max(share, 0.0), 1.0) * (_TALLEST - _BAR))


def _controls(words: Catalog, spoken: Spoken, act: SpeakingActions, *, wide: bool) -> ft.Control:
    if spoken.held:
        left = _hint(words.t("recording.cancel"), ft.Icons.ARROW_BACK_ROUNDED, spoken.slide)
        right = _hint(words.t("recording.lock"), ft.Icons.ARROW_UPWARD_ROUNDED, "")
        hint = "recording.let_go_away" if spoken.slide else "recording.let_go"
    else:
        paused = spoken.phase == "paused"
        left = _side(
            "cancel", ft.Icons.DELETE_OUTLINE_ROUNDED, words.t("recording.cancel"), act.cancel
        )
        right = _side(
            "pause",
            ft.Icons.PLAY_ARROW_ROUNDED if paused else ft.Icons.PAUSE_ROUNDED,
            words.t("recording.resume" if paused else "recording.pause"),
            act.pause,
        )
        hint = "recording.keys" if wide else "recording.tap_to_save"
    return ft.Container(
        content=ft.Column(
            spacing=theme.SPACE_12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                text(words.t(hint), "small", theme.INK_SOFT, align=ft.TextAlign.CENTER),
                ft.Row(
                    alignment=ft.MainAxisAlignment.CENTER,
                    vertical_alignment=ft.CrossAxisAlignment.CENTER,
                    controls=[
                        ft.Container(expand=True, alignment=ft.Alignment.CENTER, content=left),
                        _disc(words, spoken, act),
                        ft.Container(expand=True, alignment=ft.Alignment.CENTER, content=right),
                    ],
                ),
            ],
        ),
    )


def _disc(words: Catalog, spoken: Spoken, act: SpeakingActions) -> ft.Control:
    """Return the capture button where it always is, breathing with the voice."""
    loud = max(spoken.levels[-2:], default=_FAINTEST)
    share = min(max((loud - _FAINTEST) / (_LOUDEST - _FAINTEST), 0.0), 1.0)
    away = spoken.slide == "away"
    breathes = spoken.phase == "speaking" and not away
    grown = round(share * (_RING - theme.CAPTURE)) if breathes else 0
    disc = ft.Container(
        width=theme.CAPTURE,
        height=theme.CAPTURE,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=theme.PAPER_PRESSED if away else theme.SIGNAL,
        alignment=ft.Alignment.CENTER,
        ink=not spoken.held,
        on_click=None if spoken.held else act.save,
        content=ft.Icon(
            _disc_icon(spoken),
            size=theme.SPACE_32,
            color=theme.INK_SOFT if away else theme.ON_SIGNAL,
        ),
    )
    halo = ft.Container(
        width=theme.CAPTURE + grown,
        height=theme.CAPTURE + grown,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=theme.SIGNAL_WASH,
        animate=theme.motion(theme.MOTION_SHORT),
    )
    return ft.Semantics(
        identifier="recording-save",
        label=words.t("recording.save"),
        button=True,
        content=ft.Stack(
            width=_RING,
            height=_RING,
            alignment=ft.Alignment.CENTER,
            controls=[halo, disc],
        ),
    )


def _disc_icon(spoken: Spoken) -> ft.IconData:
    if spoken.slide == "away":
        return ft.Icons.DELETE_OUTLINE_ROUNDED
    return ft.Icons.MIC_ROUNDED if spoken.held else ft.Icons.CHECK_ROUNDED


def _hint(label: str, icon: ft.IconData, slide: Slide) -> ft.Control:
    color = theme.SIGNAL_INK if slide else theme.INK_SOFT
    return ft.Column(
        spacing=theme.SPACE_4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[
            ft.Icon(icon, color=color, size=theme.SPACE_24),
            text(label, "caption", color, align=ft.TextAlign.CENTER),
        ],
    )


def _side(name: str, icon: ft.IconData, label: str, on_press: Press) -> ft.Control:
    return ft.Semantics(
        identifier=f"recording-{name}",
        button=True,
        content=ft.Container(
            padding=theme.SPACE_8,
            border_radius=theme.RADIUS_12,
            ink=True,
            on_click=on_press,
            content=_hint(label, icon, ""),
        ),
    )


def _trouble(
    words: Catalog, spoken: Spoken, act: SpeakingActions, *, wide: bool
) -> list[ft.Control]:
    """Return what is in the way of speaking, and the two ways on."""
    why = f"recording.{spoken.phase}"
    if spoken.phase == "refused" and spoken.browser:
        why = "recording.refused_browser"
    center = ft.TextAlign.CENTER
    said = ft.Column(
        spacing=theme.SPACE_12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[
            ft.Icon(ft.Icons.MIC_OFF_ROUNDED, size=theme.SPACE_48, color=theme.INK_SOFT),
            text(words.t(f"recording.{spoken.phase}_title"), "title", align=center),
            text(words.t(why), "body", theme.INK_SOFT, align=center),
        ],
    )
    middle = ft.Semantics(identifier=f"recording-{spoken.phase}", content=inset(said))
    return [
        _air(wide=wide),
        middle,
        _air(wide=wide),
        inset(
            ft.Column(
                spacing=theme.SPACE_8,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    primary_button(words.t("common.retry"), act.again, "recording-again"),
                    quiet_button(words.t("recording.type"), act.write, "recording-type"),
                    quiet_button(words.t("common.cancel"), act.cancel, "recording-cancel"),
                ],
            )
        ),
    ]
