"""What to know before walking in, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.brief import Brief
from app.queries.stops import Stop
from app.widgets.brief import BriefLine, brief_card, brief_lines
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.handlers import Press
from app.widgets.text import text


@dataclass(frozen=True)
class BriefActions:
    """What a brief can do: open the customer, begin a note about them."""

    open: Press
    note: Press


@dataclass(frozen=True)
class StopActions(BriefActions):
    """What can be done about a stop.

    Attributes:
        arrive: Says that one is there.
        leave: Takes that back.
        call: Dials; None when no number is known.
        route: Shows the way; None when nobody knows where it is.
    """

    arrive: Press
    leave: Press
    call: Press | None = None
    route: Press | None = None


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
    act: StopActions,
    *,
    here: bool = False,
) -> ft.Semantics:
    """Return the next stop as a card; a tap opens the customer.

    Args:
        words: The language.
        stop: The visit.
        brief: What to know there.
        now: The present moment, local.
        act: What can be done.
        here: One has arrived: what is left is to write it down.
    """
    lines = brief_lines(words, brief, now) if brief else ()
    lead = stop_lead(words, stop, now)
    return brief_card(
        stop.account,
        f"{words.t('tray.here')} · {lead}" if here else lead,
        lines,
        "today-next",
        actions=stop_buttons(words, act, here=here),
        on_press=act.open,
    )


def stop_buttons(words: Catalog, act: StopActions, *, here: bool) -> list[ft.Control]:
    """Return the way there, a call, and arriving; or writing it down, once one is there."""
    buttons: list[ft.Control] = []
    if here:
        write = primary_button(
            words.t("tray.write"), act.note, "today-note", icon=ft.Icons.EDIT_OUTLINED
        )
        buttons.append(ft.Container(padding=ft.Padding.only(left=theme.SPACE_12), content=write))
    else:
        there = quiet_button(
            words.t("tray.arrive"), act.arrive, "today-arrive", icon=ft.Icons.PLACE_OUTLINED
        )
        buttons.append(there)
        if act.route:
            way = quiet_button(
                words.t("tray.route"), act.route, "today-route", icon=ft.Icons.DIRECTIONS_OUTLINED
            )
            buttons.append(way)
    if act.call:
        call = quiet_button(
            words.t("tray.call"), act.call, "today-call", icon=ft.Icons.CALL_OUTLINED
        )
        buttons.append(call)
    if here:
        buttons.append(quiet_button(words.t("tray.not_yet"), act.leave, "today-leave"))
    return buttons


def brief_pane(
    words: Catalog,
    brief: Brief,
    lead: str,
    now: datetime,
    act: BriefActions,
    *,
    here: bool = False,
) -> ft.Control:
    """Return the brief beside a desktop's list, with room to read.

    Args:
        words: The language.
        brief: What is known.
        lead: When and where, or what the list said.
        now: The present moment, local.
        act: What can be done about them.
        here: One has arrived.
    """
    opens = quiet_button(
        words.t("today.open"), act.open, "today-open", icon=ft.Icons.PERSON_OUTLINE_ROUNDED
    )
    note = quiet_button(words.t("today.note"), act.note, "today-note", icon=ft.Icons.EDIT_OUTLINED)
    known = stop_buttons(words, act, here=here) if isinstance(act, StopActions) else [note]
    buttons = ft.Row(spacing=theme.SPACE_8, wrap=True, controls=[opens, *known])
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
