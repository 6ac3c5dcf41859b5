"""The deals as a list: the phone's tab, and the list beside the detail on a desktop."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.deals import DealFilter, DealRow, Total, deals_page, deals_totals
from app.runtime import BOOKKEEPING
from app.screens.deal_filters import (
    Change,
    Choices,
    deal_search,
    filter_chips,
    use_choices,
    use_deal_filter,
)
from app.screens.deal_words import day_of, totals_words, waiting_mark
from app.screens.going import go
from app.screens.problems import problem_words
from app.widgets.buttons import icon_button
from app.widgets.chips import stage_chip
from app.widgets.frames import page_title
from app.widgets.handlers import Press, tagged
from app.widgets.rows import list_row
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.text import money_text, text
from app.widgets.windowed_list import windowed_list
from app.widgets.words import use_words
from sync.core.errors import RapportError

KINDS: Final = ("deal", "account", "stage", "pipeline", "user", BOOKKEEPING)
"""What a list of deals shows parts of."""
ROW: Final = 88  # three lines: customer, title, stage


@guarded
def DealsScreen(open_id: str = "", on_board: Press | None = None) -> ft.Control:
    """Show the deals wanted, as many as there are.

    Args:
        open_id: The deal that is open beside the list.
        on_board: Shows them as a board instead.
    """
    app, words = use_app(), use_words()
    wanted, change = use_deal_filter()
    choices = use_choices()
    loaded = use_query(partial(deals_totals, wanted=wanted), KINDS, wanted)
    if loaded.value is None:
        body = unread_view(words, loaded.error) if loaded.error else Patience()
    elif not loaded.value:
        body = nothing_view(words, wanted, change)
    else:
        body = deal_list(app, words, wanted, loaded.value, open_id)
    return deals_view(
        words,
        wanted,
        loaded.value or (),
        choices=choices,
        body=body,
        on_change=change,
        on_new=partial(go, "/deals/new"),
        on_board=on_board,
    )


def deals_view(
    words: Catalog,
    wanted: DealFilter,
    totals: tuple[Total, ...],
    *,
    choices: Choices,
    body: ft.Control,
    on_change: Change,
    on_new: Press,
    on_board: Press | None = None,
) -> ft.Control:
    """Return the list under its search, its filters and its one line of totals."""
    buttons: list[ft.Control] = [
        icon_button(ft.Icons.ADD_ROUNDED, words.t("deals.new"), on_new, "deal-new")
    ]
    if on_board:
        board = ft.Icons.VIEW_KANBAN_OUTLINED
        buttons.insert(0, icon_button(board, words.t("deals.as_board"), on_board, "deals-as-board"))
    side = ft.Padding.symmetric(horizontal=theme.SPACE_16)
    chips = filter_chips(words, wanted, choices, on_change)
    line = text(totals_words(words, totals), "small", theme.INK_SOFT)
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            page_title(
                words.t("deals.title"), trailing=ft.Row(tight=True, spacing=0, controls=buttons)
            ),
            ft.Container(padding=side, content=deal_search(words, wanted, on_change)),
            ft.Container(
                padding=ft.Padding.only(
                    left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_4
                ),
                content=chips,
            ),
            ft.Container(
                visible=bool(totals),
                padding=ft.Padding.only(
                    left=theme.SPACE_16,
                    right=theme.SPACE_16,
                    top=theme.SPACE_4,
                    bottom=theme.SPACE_8,
                ),
                content=tagged("deals-totals", line),
            ),
            ft.Container(expand=True, content=body),
        ],
    )


def deal_list(
    app: App, words: Catalog, wanted: DealFilter, totals: tuple[Total, ...], open_id: str
) -> ft.Control:
    """Return the rows, read from the replica as they come into view."""
    today = app.runtime.now().date()
    height = theme.row_height(app.state.settings.text_scale, ROW)
    joined = bool(app.state.me and app.state.me.joined)

    async def fetch(offset: int, limit: int) -> tuple[DealRow, ...]:
        return await app.runtime.ask(partial(deals_page, wanted=wanted, offset=offset, limit=limit))

    def row(deal: DealRow) -> ft.Control:
        return deal_row(
            words,
            deal,
            today,
            on_open=partial(go, f"/deals/{deal.id}"),
            selected=deal.id == open_id,
            joined=joined,
            height=height,
        )

    shown_by: Hashable = (open_id, today, joined)
    return windowed_list(
        total=sum(total.deals for total in totals),
        fetch=fetch,
        row=row,
        row_key=_id,
        version=app.state.version(KINDS),
        identifier="deals",
        query=wanted,
        height=height,
        depends=shown_by,
    )


def deal_row(
    words: Catalog,
    deal: DealRow,
    today: date,
    *,
    on_open: Press,
    selected: bool = False,
    joined: bool = True,
    height: int = ROW,
) -> ft.Control:
    """Return a deal in the list: whose it is, what, how far; how much and when at the right.

    Args:
        words: The language.
        deal: What to show.
        today: The day to tell dates from.
        on_open: Opens it.
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
    return list_row(
        deal.account or deal.title,
        f"deal-row-{deal.id}",
        subtitle=deal.title if deal.account else None,
        below=stage_chip(deal.stage or words.t("deals.no_stage"), deal.step, deal.of),
        trailing=ft.Column(
            tight=True,
            spacing=theme.SPACE_4,
            horizontal_alignment=ft.CrossAxisAlignment.END,
            controls=[amount, ft.Row(tight=True, spacing=theme.SPACE_4, controls=when)],
        ),
        on_press=on_open,
        selected=selected,
        height=height,
    )


def nothing_view(words: Catalog, wanted: DealFilter, on_change: Change) -> ft.Control:
    """Return what stands where no deal fits, and the way to see more."""
    everything = DealFilter(text=wanted.text, outcome="")
    if replace(wanted, text="") == replace(everything, text=""):
        key = "deals.none_found" if wanted.text else "deals.none"
        return empty_state(ft.Icons.HANDSHAKE_OUTLINED, words.t(key), words.t(f"{key}_why"))
    return empty_state(
        ft.Icons.HANDSHAKE_OUTLINED,
        words.t("deals.none_here"),
        words.t("deals.none_here_why"),
        action=words.t("deals.show_all"),
        on_action=partial(on_change, everything),
    )


def unread_view(words: Catalog, error: RapportError) -> ft.Control:
    """Return what stands in place of deals that could not be read."""
    return empty_state(
        ft.Icons.HEALING_OUTLINED,
        words.t("deals.unread"),
        problem_words(words, error),
        identifier="deals-failed",
    )


def _id(deal: DealRow) -> str:
    return deal.id
