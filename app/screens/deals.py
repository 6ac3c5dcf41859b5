"""The deals as a list: the phone's tab, and the list beside the detail on a desktop."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import replace
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.noticing import ALIKE
from app.queries.deal_order import Ranking
from app.queries.deals import (
    DealFilter,
    DealRow,
    Total,
    deals_count,
    deals_page,
    deals_totals,
)
from app.queries.doubles import NO_DOUBLES, Doubles, doubles
from app.runtime import BOOKKEEPING
from app.screens.arranging import Arranging
from app.screens.asked_line import AskedLine
from app.screens.deal_filters import (
    Change,
    Choices,
    deal_search,
    filter_chips,
    use_choices,
    use_deal_filter,
)
from app.screens.deal_row import ROW, deal_row
from app.screens.deal_words import sums, totals_words
from app.screens.going import go
from app.screens.own_order import OwnOrder
from app.screens.own_views import use_views
from app.screens.problems import problem_words
from app.screens.quiet import QuietDeck, use_quiet
from app.screens.walking import use_walk
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.frames import page_title
from app.widgets.handlers import Press, tagged
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.text import text
from app.widgets.windowed_list import windowed_list
from app.widgets.words import use_words
from sync.core.errors import RapportError

KINDS: Final = ("deal", "account", "stage", "pipeline", "user", "deal_place", BOOKKEEPING)
"""What a list of deals shows parts of."""
_QUIET: Final = "quiet"
_ARRANGE: Final = "arrange"
"""What stands in the list's place; any other word is the id of a deal."""
_SIDE: Final = ft.Padding.symmetric(horizontal=theme.SPACE_16)


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
    asking, set_asking = ft.use_state(
        ""
    )  # id of the deal whose pin is explained, _QUIET or _ARRANGE
    views, naming = use_views(wanted, change)
    quiet = use_quiet()
    count = use_query(partial(deals_count, wanted=wanted), KINDS, wanted)
    loaded = use_query(partial(deals_totals, wanted=wanted), KINDS, wanted)
    twice = use_query(partial(doubles, wanted=wanted), (*KINDS, ALIKE, "sameness"), wanted).value
    today = app.runtime.now().date()
    own = OwnOrder(app, words, wanted, today, set_asking)
    away = partial(set_asking, "")
    ranking = Ranking(choices.rules, today)
    listed = count.value.rows if count.value and asking != _QUIET else 0
    use_walk(listed, _reading(app, wanted, ranking), open_id, _open)
    line = naming
    if asking and asking not in (_QUIET, _ARRANGE):
        say = partial(own.say_why, asking)
        line = AskedLine(
            "pin-why",
            words.t("own.why"),
            say,
            away,
            about=asking,
            hint=words.t("own.why_hint"),
            key=f"pin-why-{asking}",
        )
    if asking == _QUIET:
        body: ft.Control = QuietDeck(away)
    elif asking == _ARRANGE:
        body = Arranging(own, KINDS, away)
    elif loaded.value is None or count.value is None:
        error = loaded.error or count.error
        body = unread_view(words, error) if error else Patience()
    elif not count.value.rows:
        body = nothing_view(words, wanted, change, known=count.value.known)
    else:
        body = deal_list(own, count.value.rows, open_id, ranking=ranking)
    return deals_view(
        words,
        wanted,
        loaded.value or (),
        choices=choices,
        body=body,
        on_change=change,
        on_new=partial(go, "/deals/new"),
        on_board=on_board,
        views=views,
        line=line,
        twice=twice or NO_DOUBLES,
        parked=count.value.parked if count.value else 0,
        quiet=0 if asking == _QUIET else quiet.count,
        on_quiet=partial(set_asking, _QUIET),
        on_arrange=partial(set_asking, "" if asking == _ARRANGE else _ARRANGE),
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
    views: ft.Control | None = None,
    line: ft.Control | None = None,
    twice: Doubles = NO_DOUBLES,
    parked: int = 0,
    quiet: int = 0,
    on_quiet: Press | None = None,
    on_arrange: Press | None = None,
) -> ft.Control:
    """Return the list under its search, its filters and its one line of totals."""
    buttons: list[ft.Control] = [
        icon_button(ft.Icons.ADD_ROUNDED, words.t("deals.new"), on_new, "deal-new")
    ]
    if on_board:
        board = ft.Icons.VIEW_KANBAN_OUTLINED
        buttons.insert(0, icon_button(board, words.t("deals.as_board"), on_board, "deals-as-board"))
    if views:
        buttons.insert(0, views)
    if on_arrange and wanted.outcome == "open" and not wanted.order:
        swap = ft.Icons.SWAP_VERT_ROUNDED
        buttons.insert(0, icon_button(swap, words.t("own.arrange"), on_arrange, "deals-arrange"))
    above: list[ft.Control] = [
        page_title(
            words.t("deals.title"), trailing=ft.Row(tight=True, spacing=0, controls=buttons)
        ),
        ft.Container(padding=_SIDE, content=deal_search(words, wanted, on_change)),
        ft.Container(
            padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_4),
            content=filter_chips(words, wanted, choices, on_change),
        ),
    ]
    if totals or parked:
        above.append(_sums(words, wanted, totals, parked, on_change))
    if twice.deals:
        above.append(_twice(words, wanted, twice, on_change))
    if quiet and on_quiet:
        above.append(_quiet_note(words, quiet, on_quiet))
    if line:
        above.append(line)
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[*above, ft.Container(expand=True, content=body)],
    )


def _sums(
    words: Catalog,
    wanted: DealFilter,
    totals: tuple[Total, ...],
    parked: int,
    on_change: Change,
) -> ft.Control:
    """Return the line of totals; what rests is not in it, and one tap away."""
    line = text(totals_words(words, totals), "small", theme.INK_SOFT, expand=True)
    parts: list[ft.Control] = [tagged("deals-totals", line)]
    parts[0].expand = True
    if parked:
        show = partial(on_change, replace(wanted, outcome="parked", stage_id=""))
        label = words.t("own.parked_count", count=parked)
        parts.append(quiet_button(label, show, "deals-parked", color=theme.INK_SOFT))
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_4 if parked else 0),
        content=ft.Row(spacing=0, controls=[ft.Container(width=0, height=theme.SPACE_32), *parts]),
    )


def _twice(words: Catalog, wanted: DealFilter, twice: Doubles, on_change: Change) -> ft.Control:
    """Return what the sum above may count twice; a tap shows those deals."""
    money = " · ".join(sums(words, twice.amounts))
    look = partial(on_change, replace(wanted, text=twice.account))
    label = words.t("same.total", count=twice.deals, money=money)
    button = quiet_button(label, look, "deals-twice", color=theme.AMBER_INK)
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_4), content=ft.Row(controls=[button])
    )


def _quiet_note(words: Catalog, quiet: int, on_quiet: Press) -> ft.Control:
    note = banner(
        words.t("quiet.some", count=quiet),
        "amber",
        identifier="deals-quiet",
        icon=ft.Icons.HOURGLASS_EMPTY_ROUNDED,
        action=words.t("quiet.look"),
        on_action=on_quiet,
    )
    return ft.Container(
        padding=ft.Padding.only(
            left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_4, bottom=theme.SPACE_8
        ),
        content=note,
    )


async def _open(deal_id: str) -> None:
    await go(f"/deals/{deal_id}")


def _reading(
    app: App, wanted: DealFilter, ranking: Ranking
) -> Callable[[int, int], Awaitable[tuple[DealRow, ...]]]:
    async def fetch(offset: int, limit: int) -> tuple[DealRow, ...]:
        read = partial(deals_page, wanted=wanted, offset=offset, limit=limit, ranking=ranking)
        return await app.runtime.ask(read)

    return fetch


def deal_list(own: OwnOrder, rows: int, open_id: str, *, ranking: Ranking) -> ft.Control:
    """Return the rows, read from the replica as they come into view."""
    app, words, wanted, today = own.app, own.words, own.wanted, own.today
    height = theme.row_height(app.state.settings.text_scale, ROW)
    joined = bool(app.state.me and app.state.me.joined)

    def row(deal: DealRow) -> ft.Control:
        return deal_row(
            words,
            deal,
            today,
            on_open=partial(go, f"/deals/{deal.id}"),
            on_act=partial(own.act, deal),
            selected=deal.id == open_id,
            joined=joined,
            height=height,
        )

    shown_by: Hashable = (open_id, today, joined)
    return windowed_list(
        total=rows,
        fetch=_reading(app, wanted, ranking),
        row=row,
        row_key=_id,
        version=app.state.version(KINDS),
        identifier="deals",
        query=(wanted, ranking.rules),
        height=height,
        depends=shown_by,
    )


def nothing_view(
    words: Catalog, wanted: DealFilter, on_change: Change, *, known: bool = True
) -> ft.Control:
    """Return what stands where no deal fits, and the way to see more, if there is more."""
    everything = DealFilter(text=wanted.text, outcome="", order=wanted.order)
    if not known or replace(wanted, text="") == replace(everything, text=""):
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
