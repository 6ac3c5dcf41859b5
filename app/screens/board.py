"""The deals as a board, a column per stage: a card is moved by hand or by its menu."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.deals import COLUMN, BoardColumn, DealRow
from app.queries.team import StageOption
from app.screens.deal_words import day_of, pin_mark, stage_options, sums, waiting_mark
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Take
from app.widgets.menus import menu_icon
from app.widgets.safety import guarded
from app.widgets.text import money_text, text
from app.widgets.words import use_words

COLUMN_WIDTH: Final = 264
_GROUP: Final = "deals"
Move = Callable[[str, str], Awaitable[None]]
"""Moves a deal, by id, to a stage, by id."""


@dataclass(frozen=True)
class BoardActions:
    """What can be done on a board; one object for as long as the board is open.

    Attributes:
        open: Opens a deal, by id.
        move: Moves a deal to a stage.
        more: Shows more deals of a stage, by id.
    """

    open: Take
    move: Move
    more: Take


@dataclass(frozen=True)
class BoardLook:
    """What every card of a board is drawn by.

    Attributes:
        stages: Of every pipeline, for the menus.
        today: The day to tell dates from.
        open_id: The deal that is open beside the board.
        joined: There is a server its changes wait for.
    """

    stages: tuple[StageOption, ...]
    today: date
    open_id: str = ""
    joined: bool = True


def board_view(columns: Sequence[BoardColumn], look: BoardLook, act: BoardActions) -> ft.Control:
    """Return one column for each stage side by side, each its own scroll."""
    return ft.Semantics(
        identifier="board",
        expand=True,
        content=ft.ListView(
            horizontal=True,
            expand=True,
            spacing=theme.SPACE_12,
            controls=[Column(column, look, act, key=column.stage.id) for column in columns],
        ),
    )


@guarded
def _column(column: BoardColumn, look: BoardLook, act: BoardActions) -> ft.Control:
    """Hold whether a card hovers over one column."""
    words = use_words()
    hovered, set_hovered = ft.use_state(False)  # noqa: FBT003

    def enter(event: ft.DragWillAcceptEvent) -> None:
        set_hovered(event.accept)

    def leave(_: ft.DragTargetLeaveEvent) -> None:
        set_hovered(False)

    async def drop(event: ft.DragTargetEvent) -> None:
        set_hovered(False)
        await act.move(str(event.src.data), column.stage.id)

    return ft.DragTarget(
        group=_GROUP,
        on_will_accept=enter,
        on_leave=leave,
        on_accept=drop,
        content=column_view(words, column, look, act, hovered=hovered),
    )


Column: Callable[..., ft.Control] = ft.memo(_column)  # type: ignore[no-untyped-call]


def column_view(
    words: Catalog,
    column: BoardColumn,
    look: BoardLook,
    act: BoardActions,
    *,
    hovered: bool = False,
) -> ft.Control:
    """Return a stage: its name, how many, how much, and its first deals."""
    stage = column.stage
    cards: list[ft.Control] = [draggable_card(words, deal, look, act) for deal in column.deals]
    rest = column.count - len(column.deals)
    if rest > 0:
        label = words.t("deals.more", count=rest)
        cards.append(quiet_button(label, partial(act.more, stage.id), f"board-more-{stage.id}"))
    return ft.Semantics(
        identifier=f"board-column-{stage.id}",
        content=ft.Container(
            width=COLUMN_WIDTH,
            padding=theme.SPACE_8,
            border_radius=theme.RADIUS_12,
            bgcolor=theme.PEN_WASH if hovered else theme.PAPER_SUNK,
            content=ft.Column(
                spacing=theme.SPACE_8,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    column_head(words, column),
                    ft.ListView(
                        expand=True,
                        spacing=theme.SPACE_8,
                        padding=ft.Padding.only(bottom=theme.SPACE_24),
                        controls=cards,
                    ),
                ],
            ),
        ),
    )


def column_head(words: Catalog, column: BoardColumn) -> ft.Control:
    """Return the name of a stage with its count, and its totals per currency below."""
    amounts = " · ".join(sums(words, column.totals))
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_8, vertical=theme.SPACE_4),
        content=ft.Column(
            spacing=0,
            tight=True,
            controls=[
                ft.Row(
                    spacing=theme.SPACE_8,
                    controls=[
                        text(column.stage.name, "small_strong", lines=1),
                        text(words.number(column.count), "small", theme.INK_SOFT),
                    ],
                ),
                # Its room stays where there is no amount: the cards begin in one line.
                text(amounts or " ", "caption", theme.INK_SOFT, lines=2),
            ],
        ),
    )


def draggable_card(words: Catalog, deal: DealRow, look: BoardLook, act: BoardActions) -> ft.Control:
    """Return a deal as a card that can be picked up, opened, or moved by its menu."""
    face = deal_card(words, deal, look, act)
    name = text(deal.account or deal.title, "small_strong", lines=1)
    if name.style:
        name.style.decoration = ft.TextDecoration.NONE  # under the pointer nothing else says so
    ghost = ft.Container(
        width=COLUMN_WIDTH - theme.SPACE_32,
        padding=theme.SPACE_12,
        border_radius=theme.RADIUS_12,
        bgcolor=theme.PAPER_RAISED,
        border=ft.Border.all(1, theme.PEN),
        content=name,
    )
    return ft.Draggable(
        key=deal.id,
        group=_GROUP,
        data=deal.id,
        # A finger that moves up or down scrolls the column.
        affinity=ft.Axis.HORIZONTAL,
        content=face,
        content_feedback=ghost,
    )


def deal_card(words: Catalog, deal: DealRow, look: BoardLook, act: BoardActions) -> ft.Control:
    """Return the card itself: whose, what, how much, when, and where to."""
    selected = deal.id == look.open_id
    amount = (
        money_text(deal.amount_minor, deal.currency, words, role="small_strong")
        if deal.amount_minor
        else text(words.t("deals.no_amount"), "small", theme.INK_SOFT)
    )
    when: list[ft.Control] = [day_of(words, deal, look.today)]
    if deal.waiting and look.joined:
        when.append(waiting_mark(words))
    if deal.pinned:
        when.insert(0, pin_mark(words, deal))
    menu = menu_icon(
        ft.Icons.MORE_HORIZ_ROUNDED,
        words.t("deals.move"),
        stage_options(look.stages, deal.stage_id),
        partial(act.move, deal.id),
        f"deal-move-{deal.id}",
    )
    title = text(deal.title, "small", theme.INK_SOFT, lines=1)
    return ft.Semantics(
        identifier=f"deal-card-{deal.id}",
        button=True,
        selected=selected or None,
        content=ft.Container(
            padding=ft.Padding.only(left=theme.SPACE_12, top=theme.SPACE_12),
            bgcolor=theme.PAPER_RAISED,
            border=ft.Border.all(1, theme.PEN if selected else theme.LINE),
            border_radius=theme.RADIUS_12,
            ink=True,
            on_click=partial(act.open, deal.id),
            content=ft.Column(
                spacing=0,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    text(deal.account or deal.title, "small_strong", lines=1),
                    *([title] if deal.account and deal.title else []),
                    ft.Row(
                        spacing=theme.SPACE_8,
                        controls=[
                            amount,
                            ft.Row(expand=True, spacing=theme.SPACE_4, controls=when),
                            menu,
                        ],
                    ),
                ],
            ),
        ),
    )


def grown(shown: Mapping[str, int], stage_id: str) -> dict[str, int]:
    """Return how many deals to show with one more helping of a stage."""
    return {**shown, stage_id: shown.get(stage_id, COLUMN) + COLUMN}
