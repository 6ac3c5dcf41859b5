"""What to know before walking in, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.brief import Brief
from app.queries.today import Stop
from app.widgets.brief import BriefLine, brief_card, brief_lines
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press
from app.widgets.text import text


@dataclass(frozen=True)
class BriefActions:
    """What a brief can do: open the customer, begin a note about them."""

    open: Press
    note: Press


def local(at_ms: int, now: datetime) -> datetime:
    """Return a moment in the time zone of now."""
    return datetime.fromtimestamp(at_ms / 1000, now.tzinfo)


def when_words(words: Catalog, at_ms: int, now: datetime) -> str:
    """Return day and time of a visit: "Today 14:00", "Tuesday 09:30"."""
    at = local(at_ms, now)
    said = f"{words.day(at.date(), now.date())} {words.clock(at)}"
    return said[:1].upper() + said[1:]


def stop_lead(words: Catalog, stop: Stop, now: datetime) -> str:
    """Return when and where: "Today 14:00 · Bamberg"."""
    return " · ".join(p for p in (when_words(words, stop.at_ms, now), stop.city) if p)


def stop_card(
    words: Catalog,
    stop: Stop,
    brief: Brief | None,
    now: datetime,
    act: BriefActions,
) -> ft.Semantics:
    """Return the next stop as a card; a tap opens the customer."""
    lines = brief_lines(words, brief, now) if brief else ()
    note = quiet_button(words.t("today.note"), act.note, "today-note", icon=ft.Icons.EDIT_OUTLINED)
    return brief_card(
        stop.account,
        stop_lead(words, stop, now),
        lines,
        "today-next",
        actions=[note],
        on_press=act.open,
    )


def brief_pane(
    words: Catalog,
    brief: Brief,
    lead: str,
    now: datetime,
    act: BriefActions,
) -> ft.Control:
    """Return the brief beside a desktop's list, with room to read.

    Args:
        words: The language.
        brief: What is known.
        lead: When and where, or what the list said.
        now: The present moment, local.
        act: What can be done about them.
    """
    buttons = ft.Row(
        spacing=theme.SPACE_8,
        controls=[
            quiet_button(
                words.t("today.open"), act.open, "today-open", icon=ft.Icons.PERSON_OUTLINE_ROUNDED
            ),
            quiet_button(
                words.t("today.note"), act.note, "today-note", icon=ft.Icons.EDIT_OUTLINED
            ),
        ],
    )
    head: list[ft.Control] = [
        text(lead, "body", theme.INK_SOFT),
        text(brief.account, "heading", lines=2),
    ]
    lines = brief_lines(words, brief, now)
    return ft.Semantics(
        identifier="today-brief",
        content=ft.Column(
            scroll=ft.ScrollMode.AUTO,
            spacing=theme.SPACE_24,
            horizontal_alignment=ft.CrossAxisAlignment.START,
            controls=[
                ft.Container(
                    width=_PANE,
                    padding=ft.Padding.only(
                        left=theme.SPACE_48, right=theme.SPACE_24, top=theme.SPACE_48
                    ),
                    content=ft.Column(
                        spacing=theme.SPACE_24,
                        tight=True,
                        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                        controls=[
                            ft.Column(spacing=theme.SPACE_4, tight=True, controls=head),
                            _roomy(lines, words),
                            ft.Container(
                                margin=ft.Margin.only(left=-theme.SPACE_12), content=buttons
                            ),
                        ],
                    ),
                )
            ],
        ),
    )


_PANE = 720


def _roomy(lines: Sequence[BriefLine], words: Catalog) -> ft.Control:
    if not lines:
        return text(words.t("today.nothing_known"), "body", theme.INK_SOFT)
    return ft.Column(
        spacing=theme.SPACE_16,
        tight=True,
        controls=[
            ft.Row(
                spacing=theme.SPACE_16,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[
                    ft.Icon(
                        line.icon,
                        color=theme.AMBER_INK if line.tone == "amber" else theme.INK_SOFT,
                        size=theme.SPACE_24,
                    ),
                    text(
                        line.words,
                        "body",
                        theme.AMBER_INK if line.tone == "amber" else theme.INK,
                        lines=4,
                        expand=True,
                    ),
                ],
            )
            for line in lines
        ],
    )
