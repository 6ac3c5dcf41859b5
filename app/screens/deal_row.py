"""A deal in a list: whose it is, what, how far; how much and when; and what can be done here."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.deals import DealRow
from app.screens.deal_words import day_of, pin_mark, read_words, waiting_mark
from app.widgets.chips import stage_chip
from app.widgets.handlers import Press
from app.widgets.menus import Option, menu_icon
from app.widgets.rows import list_row
from app.widgets.text import money_text, text

ROW: Final = 88  # three lines: customer, title, stage

Act = Callable[[str], Awaitable[None]]
"""Does what a line of the menu says, by its key."""


def deal_row(
    words: Catalog,
    deal: DealRow,
    today: date,
    *,
    on_open: Press | None = None,
    on_act: Act | None = None,
    selected: bool = False,
    joined: bool = True,
    height: int = ROW,
) -> ft.Control:
    """Return a deal in the list.

    Args:
        words: The language.
        deal: What to show.
        today: The day to tell dates from.
        on_open: Opens it; without it the row is to look at.
        on_act: Does what its menu offers; without it there is no menu.
        selected: It is open beside the list.
        joined: There is a server its changes wait for.
        height: Of the row.
    """
    when: list[ft.Control] = [day_of(words, deal, today)]
    if deal.waiting and joined:
        when.insert(0, waiting_mark(words))
    amount = (
        money_text(deal.amount_minor, deal.currency, words)
        if deal.amount_minor
        else text(words.t("deals.no_amount"), "small", theme.INK_SOFT)
    )
    facts = ft.Column(
        tight=True,
        spacing=theme.SPACE_4,
        horizontal_alignment=ft.CrossAxisAlignment.END,
        controls=[amount, ft.Row(tight=True, spacing=theme.SPACE_4, controls=when)],
    )
    row = list_row(
        deal.account or deal.title,
        f"deal-row-{deal.id}",
        subtitle=_about(deal),
        leading=pin_mark(words, deal) if deal.pinned else None,
        below=_standing(words, deal),
        trailing=facts,
        on_press=on_open,
        selected=selected,
        height=height,
    )
    if on_act is None:
        return row
    menu = menu_icon(
        ft.Icons.MORE_VERT_ROUNDED,
        words.t("own.menu", name=deal.account or deal.title),
        row_options(words, deal),
        on_act,
        f"deal-menu-{deal.id}",
    )
    row.expand = True
    face = row.content
    if isinstance(face, ft.Container) and isinstance(face.padding, ft.Padding):
        face.padding.right = 0  # the menu has air of its own
    return ft.Row(spacing=0, controls=[row, menu])


def row_options(words: Catalog, deal: DealRow) -> list[Option]:
    """Return what can be done with a deal in a list; keys of `own_order`."""
    keys = ["unpin" if deal.pinned else "pin"]
    if deal.outcome == "open":
        keys += ["wake"] if deal.parked else ["top", "up", "down"]
        keys += ["by_date"] if deal.placed else []
        keys += [] if deal.parked else ["park"]
    return [Option(key, words.t(f"own.{key}")) for key in keys]


def _about(deal: DealRow) -> str | None:
    about = [deal.title] if deal.account and deal.title else []
    return " · ".join([*([deal.why] if deal.pinned and deal.why else []), *about]) or None


def _standing(words: Catalog, deal: DealRow) -> ft.Control:
    """Return the stage, beside it the rep's own read, and why a suggested order has it here."""
    stage = words.t("own.parked") if deal.parked else deal.stage or words.t("deals.no_stage")
    said = " · ".join(
        filter(None, [read_words(words, deal.read, deal.confidence), _why(words, deal)])
    )
    chip = stage_chip(stage, deal.step, deal.of)
    if not said:
        return chip
    more = text(f"· {said}", "small", theme.INK_SOFT, lines=1, expand=True)
    return ft.Row(spacing=theme.SPACE_4, controls=[chip, more])


def _why(words: Catalog, deal: DealRow) -> str:
    if deal.outside:
        return words.t("own.outside")
    return ", ".join(deal.reasons)
