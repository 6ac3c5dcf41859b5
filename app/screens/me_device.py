"""What is set on this device, and what can be done with all that is on it."""

from dataclasses import dataclass

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.i18n.languages import NAMES, SYSTEM
from app.queries.waiting import WaitingSummary
from app.settings import Settings, Theme
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row, section_header
from app.widgets.text import text

THEMES: tuple[Theme, ...] = ("system", "light", "dark")
SCALES = (1.0, 1.3, 1.6, 2.0)


@dataclass(frozen=True, slots=True)
class DeviceActions:
    """What a person can do here.

    Attributes:
        scale: Takes the text size in per cent.
        language: Takes the code of a language, or that of the device's own.
        take_out: Shows the way to have everything in one file.
        source: Shows what to do when the team's server is gone; None without one.
        speech: Shows who writes recordings down.
        seen: Shows what a manager sees, to those who have one; None to others.
        ask_leave: Says what leaving means, before it is done.
        leave: Leaves.
        stay: Puts the question away.
    """

    theme: Take
    scale: Take
    language: Take
    bring_in: Press
    take_out: Press
    source: Press | None
    speech: Press
    seen: Press | None
    ask_leave: Press
    leave: Press
    stay: Press


def look_section(words: Catalog, settings: Settings, actions: DeviceActions) -> list[ft.Control]:
    """Return light or dark, the size of words, and the way to what is spoken."""
    themes = [Choice(key, words.t(f"theme.{key}")) for key in THEMES]
    scales = [Choice(str(round(s * 100)), words.percent(s)) for s in SCALES]
    chosen = str(round(settings.text_scale * 100))
    languages = [
        Choice(SYSTEM, words.t("theme.system")),
        *(Choice(code, name) for code, name in NAMES.items()),
    ]
    return [
        section_header(words.t("me.look")),
        _choices(
            words.t("me.language"), languages, settings.language, actions.language, "me-language"
        ),
        _choices(words.t("me.theme"), themes, settings.theme, actions.theme, "me-theme"),
        _choices(words.t("me.text"), scales, chosen, actions.scale, "me-text"),
        section_header(words.t("dictation.section")),
        list_row(
            words.t("dictation.row"),
            "me-speech",
            leading=ft.Icon(ft.Icons.MIC_NONE_ROUNDED, color=theme.INK_SOFT),
            trailing=_arrow(),
            on_press=actions.speech,
        ),
    ]


def _choices(
    title: str, choices: list[Choice], chosen: str, on_select: Take, name: str
) -> ft.Container:
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
        content=ft.Column(
            spacing=theme.SPACE_4,
            tight=True,
            controls=[
                text(title, "small", theme.INK_SOFT),
                choice_chips(choices, chosen, on_select, name),
            ],
        ),
    )


def data_section(
    words: Catalog,
    summary: WaitingSummary,
    actions: DeviceActions,
    *,
    leaving: bool,
) -> list[ft.Control]:
    """Return what can be done with what is here.

    Args:
        words: The language.
        summary: What would not reach the team any more.
        actions: What can be done.
        leaving: Whether the person has asked to leave.
    """
    way = "team" if summary.joined else "alone"
    parts: list[ft.Control] = [
        section_header(words.t("me.data")),
        *(
            [_row(words, "seen", ft.Icons.VISIBILITY_OUTLINED, actions.seen, chevron=True)]
            if actions.seen
            else []
        ),
        _row(words, "import", ft.Icons.UPLOAD_FILE_ROUNDED, actions.bring_in, chevron=True),
        _row(words, "take", ft.Icons.INVENTORY_2_OUTLINED, actions.take_out, chevron=True),
        *(
            [_row(words, "source", ft.Icons.DNS_OUTLINED, actions.source, chevron=True)]
            if actions.source
            else []
        ),
        _row(words, f"leave_{way}", ft.Icons.LOGOUT_ROUNDED, actions.ask_leave),
    ]
    if leaving:
        parts.append(_leave(words, way, summary, actions))
    return parts


def _row(
    words: Catalog, key: str, icon: ft.IconData, on_press: Press, *, chevron: bool = False
) -> ft.Semantics:
    return list_row(
        words.t(f"me.{key}"),
        "me-leave" if key.startswith("leave") else f"me-{key}",
        leading=ft.Icon(icon, color=theme.INK_SOFT),
        trailing=_arrow() if chevron else None,
        on_press=on_press,
    )


def _arrow() -> ft.Icon:
    return ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=theme.INK_SOFT)


def _leave(
    words: Catalog, way: str, summary: WaitingSummary, actions: DeviceActions
) -> ft.Container:
    held = summary.unsent + summary.refused if way == "team" else 0
    said: list[ft.Control] = [text(words.t(f"me.leave_{way}_why"), "body")]
    if held:
        said.insert(0, text(words.t("me.leave_waiting", count=held), "strong", theme.AMBER_INK))
    return ft.Container(
        margin=ft.Margin.symmetric(horizontal=theme.SPACE_16),
        padding=theme.SPACE_16,
        border_radius=theme.RADIUS_12,
        bgcolor=theme.AMBER_WASH if held else theme.PAPER_SUNK,
        content=ft.Column(
            spacing=theme.SPACE_8,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.START,
            controls=[
                *said,
                ft.Row(
                    wrap=True,
                    controls=[
                        primary_button(words.t("me.stay"), actions.stay, "leave-stay"),
                        quiet_button(
                            words.t(f"me.leave_{way}"),
                            actions.leave,
                            "leave-go",
                            color=theme.INK,
                        ),
                    ],
                ),
            ],
        ),
    )
