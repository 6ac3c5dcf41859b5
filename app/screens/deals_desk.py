"""The deals of a desktop: list or board, with the open deal beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.deals import move_deal
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.deals import DealFilter, board
from app.screens.board import BoardActions, BoardLook, board_view, grown
from app.screens.deal import DealDetail
from app.screens.deal_filters import (
    Change,
    Choices,
    deal_search,
    owner_filter,
    use_choices,
    use_deal_filter,
)
from app.screens.deals import KINDS, DealsScreen, unread_view
from app.screens.doing import do
from app.screens.going import go
from app.widgets.buttons import icon_button
from app.widgets.frames import page_title, panes
from app.widgets.handlers import Press
from app.widgets.menus import Option, menu_chip
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.words import use_words

_DETAIL: Final = 480


@guarded
def DealsDesk(deal_id: str = "") -> ft.Control:
    """Hold whether the deals are a list or a board.

    Args:
        deal_id: The deal that is open; empty for none.
    """
    app, words = use_app(), use_words()
    as_board, set_as_board = ft.use_state(app.state.memory.deals_as_board)

    def switch() -> None:
        app.state.memory.deals_as_board = not as_board
        set_as_board(not as_board)

    detail = DealDetail(deal_id, slim=as_board, key=deal_id) if deal_id else None
    if as_board:
        return beside(Board(deal_id, switch), detail, words, width=app.state.width)
    nothing = empty_state(
        ft.Icons.HANDSHAKE_OUTLINED, words.t("deals.pick"), words.t("deals.pick_why")
    )
    return panes(DealsScreen(deal_id, switch), detail or nothing, width=app.state.width)


def beside(
    board_: ft.Control, detail: ft.Control | None, words: Catalog, *, width: float
) -> ft.Control:
    """Return a board with the open deal at its right; in its place where there is no room."""
    if detail is None:
        return board_
    close = icon_button(
        ft.Icons.CLOSE_ROUNDED, words.t("common.close"), partial(go, "/deals"), "deal-close"
    )
    narrow = width < theme.WIDE
    line = ft.BorderSide(width=1, color=theme.LINE)
    pane = ft.Container(
        width=None if narrow else _DETAIL,
        expand=narrow,
        border=None if narrow else ft.Border.only(left=line),
        content=ft.Column(
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[ft.Row(controls=[close]), ft.Container(expand=True, content=detail)],
        ),
    )
    return ft.Row(
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[pane] if narrow else [ft.Container(expand=True, content=board_), pane],
    )


@dataclass(eq=False)
class _Boarding:
    """Lives as long as its board: bound methods stay equal, so untouched columns stay as drawn."""

    app: App
    words: Catalog
    names: dict[str, str] = field(default_factory=dict)

    async def open(self, deal_id: str) -> None:
        """Open a deal beside the board."""
        await go(f"/deals/{deal_id}")

    async def move(self, deal_id: str, stage_id: str) -> None:
        """Move a deal to a stage, whichever pipeline it is of."""
        today = self.app.runtime.now().date()
        command = partial(move_deal, deal_id=deal_id, stage_id=stage_id, today=today)
        said = self.words.t("deal.moved", stage=self.names.get(stage_id, ""))
        await do(self.app, self.words, command, said)


@guarded
def Board(open_id: str, on_list: Press) -> ft.Control:
    """Hold which pipeline is looked at and how much of each column.

    Args:
        open_id: The deal that is open beside the board.
        on_list: Shows the deals as a list instead.
    """
    app, words = use_app(), use_words()
    wanted, change = use_deal_filter()
    choices = use_choices()
    picked, set_picked = ft.use_state("")
    shown, set_shown = ft.use_state(dict[str, int]())
    boarding = ft.use_memo(lambda: _Boarding(app, words), [])
    boarding.names = {stage.id: stage.name for stage in choices.stages}
    pipeline_id = picked or next((stage.pipeline_id for stage in choices.stages), "")
    asked = DealFilter(text=wanted.text, owner_id=wanted.owner_id)
    loaded = use_query(
        partial(board, wanted=asked, pipeline_id=pipeline_id, shown=shown),
        KINDS,
        asked,
        pipeline_id,
        tuple(shown.items()),
    )

    def more(stage_id: str) -> None:
        set_shown(lambda now: grown(now, stage_id))

    act = ft.use_memo(lambda: BoardActions(boarding.open, boarding.move, more), [])
    if loaded.value is None:
        body = unread_view(words, loaded.error) if loaded.error else Patience()
    else:
        today = app.runtime.now().date()
        joined = bool(app.state.me and app.state.me.joined)
        look = BoardLook(choices.stages, today, open_id, joined)
        body = board_view(loaded.value, look, act)
    pipelines = pipeline_menu(words, choices, pipeline_id, set_picked)
    return board_frame(
        words, wanted, choices, body, on_change=change, on_list=on_list, pipelines=pipelines
    )


def board_frame(
    words: Catalog,
    wanted: DealFilter,
    choices: Choices,
    body: ft.Control,
    *,
    on_change: Change,
    on_list: Press,
    pipelines: ft.Control | None = None,
) -> ft.Control:
    """Return the board under its search and its filters, in one line."""
    buttons: list[ft.Control] = [
        icon_button(
            ft.Icons.VIEW_LIST_OUTLINED, words.t("deals.as_list"), on_list, "deals-as-list"
        ),
        icon_button(
            ft.Icons.ADD_ROUNDED, words.t("deals.new"), partial(go, "/deals/new"), "deal-new"
        ),
    ]
    line: list[ft.Control] = [
        ft.Container(width=theme.LIST_PANE_NARROW, content=deal_search(words, wanted, on_change)),
        owner_filter(words, wanted, choices, on_change),
    ]
    if pipelines:
        line.append(pipelines)
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            page_title(
                words.t("deals.title"), trailing=ft.Row(tight=True, spacing=0, controls=buttons)
            ),
            ft.Container(
                padding=ft.Padding.only(
                    left=theme.SPACE_16, right=theme.SPACE_16, bottom=theme.SPACE_12
                ),
                content=ft.Row(spacing=theme.SPACE_12, wrap=True, controls=line),
            ),
            ft.Container(
                expand=True,
                padding=ft.Padding.only(left=theme.SPACE_16, bottom=theme.SPACE_16),
                content=body,
            ),
        ],
    )


def pipeline_menu(
    words: Catalog, choices: Choices, pipeline_id: str, on_pick: Callable[[str], None]
) -> ft.Control | None:
    """Return the choice of the pipeline; nothing where there is only one."""
    names = {stage.pipeline_id: stage.pipeline for stage in choices.stages}
    if len(names) < 2:
        return None
    options = [Option(key, name, key == pipeline_id) for key, name in names.items()]
    return menu_chip(
        names.get(pipeline_id, ""),
        options,
        on_pick,
        "board-pipeline",
        name=words.t("deals.pipeline"),
    )
