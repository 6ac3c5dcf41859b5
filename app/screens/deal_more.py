"""What a deal has beside its five fields: the feel of it, who decides, whose it is."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.deal_page import DealDetail, DealPage
from app.screens.deal_inputs import labelled
from app.widgets.buttons import quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.handlers import Press, tagged
from app.widgets.menus import Option, menu_chip
from app.widgets.text import text

READS: Final = ("keen", "unsure", "cold")
SURE: Final = (10, 25, 50, 75, 90)
"""Percents one may pick: nobody knows it closer."""
_NOBODY: Final = "nobody"
Write = Callable[[str], Awaitable[None]]
"""Writes one register's new value."""


@dataclass(frozen=True)
class MoreActions:
    """What can be done behind "More".

    Attributes:
        set: Writes a register at once: its name, then its value.
        give: Gives the deal to somebody, by id.
        share: Turns sharing on and off.
        reason: Opens the editor of the reason.
        delete: Deletes the deal.
        history: Shows who changed what, and when.
        sure: Says how sure the rep is, in percent.
        rest: Lets the deal rest, or wakes it.
        pin: Pins it, or takes the pin out.
        lines: What the deal is about, line by line.
    """

    set: Mapping[str, Write]
    give: Write
    share: Press
    reason: Press
    delete: Press
    history: Press
    sure: Write
    rest: Press
    pin: Press
    lines: ft.Control


def more_view(words: Catalog, page: DealPage, deal: DealDetail, act: MoreActions) -> ft.Control:
    """Return what is behind "More"; what this person may not do is not there."""
    free = "title" in page.may
    parts: list[ft.Control] = []
    if free:
        parts.append(act.lines)
        parts.append(labelled(words.t("deal.read"), _read(words, deal, act.set["read"])))
        parts.append(labelled(words.t("deal.confidence"), _sure(words, deal, act.sure)))
    if free and page.people:
        parts.append(
            labelled(words.t("deal.contact"), _contact(words, page, deal, act.set["contact_id"]))
        )
    if "owner_id" in page.may:
        parts.append(labelled(words.t("deal.owner"), _owner(words, page, deal, act.give)))
    if "shared" in page.may:
        parts.append(_shared(words, deal, act.share))
    # Once it is closed the reason stands above, where it is asked for.
    if deal.outcome == "open" and free:
        said = text(deal.reason or words.t("deal.reason_hint"), "body", _ink(deal.reason))
        parts.append(
            ft.Semantics(
                identifier="deal-field-reason",
                button=True,
                content=ft.Container(
                    ink=True,
                    on_click=act.reason,
                    border_radius=theme.RADIUS_8,
                    padding=ft.Padding.symmetric(vertical=theme.SPACE_4),
                    content=labelled(words.t("deal.reason"), said),
                ),
            )
        )
    parts.append(_own(words, deal, act, free=free))
    parts.append(_history(words, act.history))
    if "deleted" in page.may:
        parts.append(_delete(words, act.delete))
    return tagged(
        "deal-rest",
        ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
            content=ft.Column(
                spacing=theme.SPACE_12,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=parts,
            ),
        ),
    )


def _read(words: Catalog, deal: DealDetail, on_set: Write) -> ft.Control:
    """Return keen, unsure, cold; a second tap on the chosen one takes it away."""
    choices = [Choice(read, words.t(f"read.{read}")) for read in READS]
    return choice_chips(choices, deal.read, partial(_toggle, deal.read, on_set), "deal-read")


def _sure(words: Catalog, deal: DealDetail, on_set: Write) -> ft.Control:
    """Return how sure the rep is; a second tap on the chosen one takes it away."""
    said = sorted({*SURE, *([deal.confidence] if deal.confidence else [])})
    choices = [Choice(str(percent), words.t("deal.percent", percent=percent)) for percent in said]
    chosen = str(deal.confidence) if deal.confidence else ""
    return choice_chips(choices, chosen, partial(_toggle, chosen, on_set), "deal-sure")


def _own(words: Catalog, deal: DealDetail, act: MoreActions, *, free: bool) -> ft.Control:
    """Return pinning, which is one's own affair, and parking, which is everybody's."""
    pin = words.t("own.unpin" if deal.pinned else "own.pin")
    buttons: list[ft.Control] = [
        quiet_button(pin, act.pin, "deal-pin", icon=ft.Icons.PUSH_PIN_OUTLINED)
    ]
    if free and deal.outcome == "open":
        rest = words.t("own.wake" if deal.parked else "own.park")
        icon = ft.Icons.WB_SUNNY_OUTLINED if deal.parked else ft.Icons.BEDTIME_OUTLINED
        buttons.append(quiet_button(rest, act.rest, "deal-park", icon=icon))
    row = ft.Row(wrap=True, spacing=theme.SPACE_4, controls=buttons)
    return ft.Container(margin=ft.Margin.only(left=-theme.SPACE_12), content=row)


async def _toggle(chosen: str, on_set: Write, key: str) -> None:
    await on_set("" if key == chosen else key)


def _contact(words: Catalog, page: DealPage, deal: DealDetail, on_set: Write) -> ft.Control:
    options = [
        Option(person.id, person.name, person.id == deal.contact_id) for person in page.people
    ]
    options.append(Option(_NOBODY, words.t("deal.nobody_yet"), not deal.contact_id))
    chip = menu_chip(
        deal.contact or words.t("deal.nobody_yet"),
        options,
        partial(_unless_nobody, on_set),
        "deal-contact",
        name=words.t("deal.contact"),
    )
    return ft.Row(controls=[chip])


def _owner(words: Catalog, page: DealPage, deal: DealDetail, on_set: Write) -> ft.Control:
    options = [Option(person.id, person.name, person.id == deal.owner_id) for person in page.team]
    chip = menu_chip(
        deal.owner or words.t("deal.nobody"),
        options,
        on_set,
        "deal-owner",
        name=words.t("deal.owner"),
    )
    return ft.Row(controls=[chip])


async def _unless_nobody(on_set: Write, key: str) -> None:
    await on_set("" if key == _NOBODY else key)


def _shared(words: Catalog, deal: DealDetail, on_share: Press) -> ft.Control:
    switch = ft.Switch(value=deal.shared, on_change=on_share)
    return ft.Row(
        controls=[
            ft.Container(width=0, height=theme.TOUCH),
            text(words.t("deal.shared"), "body", expand=True),
            tagged("deal-shared", switch, label=words.t("deal.shared")),
        ],
    )


def _delete(words: Catalog, on_delete: Press) -> ft.Control:
    button = quiet_button(words.t("deal.delete"), on_delete, "deal-delete", color=theme.INK_SOFT)
    return ft.Container(margin=ft.Margin.only(left=-theme.SPACE_12), content=ft.Row([button]))


def _history(words: Catalog, on_history: Press) -> ft.Control:
    button = quiet_button(
        words.t("history.title"),
        on_history,
        "deal-history",
        icon=ft.Icons.HISTORY_ROUNDED,
        color=theme.INK_SOFT,
    )
    return ft.Container(margin=ft.Margin.only(left=-theme.SPACE_12), content=ft.Row([button]))


def _ink(value: str) -> ft.ColorValue:
    return theme.INK if value else theme.INK_SOFT
