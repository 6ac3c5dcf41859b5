"""The customers: search first, then the last few, then everyone by name."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.record_link import read_link
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.accounts import AccountRow, accounts_count, accounts_page, recent_accounts
from app.queries.search import NAMED, WORDS, Hit, search
from app.screens.found import first_path, found_view
from app.screens.going import NEW, go
from app.screens.renewals import Renewing, renewal_chip, renewals_view, use_renewals
from app.screens.walking import use_walk
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.fields import search_field
from app.widgets.frames import page_title
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row, section_header
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.text import text
from app.widgets.windowed_list import windowed_list
from app.widgets.words import use_words
from sync.core.errors import RapportError

_RECENT: Final = 4
_FEW: Final = 5
_MANY: Final = 60
_LARGE: Final = 1.3  # from here on a phone has no room for title and words side by side
_HEADER: Final = 56  # a section's header, its paddings included
_LISTED: Final = ("account", "visit", "note", "deal", "stage")
_SEARCHED: Final = (*NAMED, *WORDS)


@dataclass(frozen=True)
class Listing:
    """What the list shows while nobody searches.

    Attributes:
        total: How many customers there are.
        recent: The last few of this person.
        version: Changes with every write.
        fetch: Reads a page, by offset and limit.
        open_id: The customer beside the list.
        now: The present moment.
        text_scale: Size of all words.
    """

    total: int
    recent: tuple[AccountRow, ...]
    version: int
    fetch: Callable[[int, int], Awaitable[tuple[AccountRow, ...]]]
    open_id: str
    now: datetime
    text_scale: float


@guarded
def CustomersScreen() -> ft.Control:
    """Show the customers; what is typed and the place in the list stay until one leaves."""
    app, words = use_app(), use_words()
    typed, set_typed = ft.use_state("")
    most, set_most = ft.use_state(_FEW)
    me = app.state.me
    user_id = me.id if me else ""
    renewing = use_renewals()
    count = use_query(partial(accounts_count, text=""), ["account"])
    recent = use_query(partial(recent_accounts, user_id=user_id, limit=_RECENT), _LISTED, user_id)
    found = use_query(
        lambda connection: (typed, search(connection, typed, most)), _SEARCHED, typed, most
    )

    async def fetch(offset: int, limit: int) -> tuple[AccountRow, ...]:
        return await app.runtime.ask(partial(accounts_page, text="", offset=offset, limit=limit))

    use_walk(
        0 if typed.strip() or renewing.shown else count.value or 0,
        fetch,
        app.state.open_account_id,
        lambda account_id: _open(f"/customers/{account_id}"),
    )
    searching = app.state.searching
    box = ft.use_memo(ft.Ref[ft.TextField], [])

    async def take_keyboard() -> None:
        if searching and box.current:
            app.state.searching = False
            await box.current.focus()  # type: ignore[no-untyped-call]  # Flet leaves it so

    ft.use_effect(take_keyboard, [searching])

    async def type_(words_: str) -> None:
        linked = read_link(words_)
        set_typed("" if linked else words_)
        set_most(_FEW)
        if linked:
            await go(linked)

    listing = None
    if count.value is not None and recent.value is not None:
        listing = Listing(
            count.value,
            recent.value,
            app.state.version(_LISTED),
            fetch,
            app.state.open_account_id,
            app.runtime.now(),
            app.state.settings.text_scale,
        )
    asked, hits = found.value or ("", ())
    more = any(sum(hit.kind == kind for hit in hits) >= most for kind in _SEARCHED)
    first = first_path(hits) if asked == typed and app.state.wide else ""
    return customers_view(
        words,
        typed,
        listing,
        hits if asked.strip() else None,
        error=count.error or found.error,
        on_type=type_,
        on_open=_open,
        on_new=partial(_open, f"/customers/{NEW}"),
        on_more=partial(set_most, _MANY) if more and most < _MANY else None,
        on_enter=partial(_open, first) if first else None,
        box=box,
        renewing=renewing,
    )


async def _open(path: str) -> None:
    await go(path)


def customers_view(
    words: Catalog,
    typed: str,
    listing: Listing | None,
    hits: Sequence[Hit] | None,
    *,
    error: RapportError | None,
    on_type: Take,
    on_open: Take,
    on_new: Press,
    on_more: Press | None,
    on_enter: Press | None = None,
    box: ft.Ref[ft.TextField] | None = None,
    renewing: Renewing | None = None,
) -> ft.Control:
    """Return the tab.

    Args:
        words: The language.
        typed: The search so far.
        listing: All customers; None while they are being read.
        hits: What the search found; None while nothing has been found out yet.
        error: Why the newest could not be read.
        on_type: Called with the search at every key.
        on_open: Called with the path of what was tapped.
        on_new: Starts a new customer.
        on_more: Shows more of what was found; None when there is no more.
        on_enter: Opens the first of what was found.
        box: Takes the search's field.
        renewing: The customers whose contract renews soon.
    """
    new = new_button(words, on_new)
    searching = search_field(
        words.t("customers.search"),
        typed,
        on_type,
        "customers-search",
        clear=words.t("common.clear"),
        on_submit=on_enter,
        ref=box,
    )
    searching.expand = True
    around = icon_button(
        ft.Icons.NEAR_ME_OUTLINED, words.t("near.me"), partial(on_open, "/near"), "customers-near"
    )
    search_line = ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_4, bottom=theme.SPACE_8),
        content=ft.Row(spacing=theme.SPACE_4, controls=[searching, around]),
    )
    parts: list[ft.Control] = [page_title(words.t("nav.customers"), trailing=new), search_line]
    renews = renewal_chip(words, renewing) if renewing and not typed.strip() else None
    if renews:
        air = ft.Padding.symmetric(horizontal=theme.SPACE_16)
        parts.append(ft.Container(padding=air, content=ft.Row(wrap=True, controls=[renews])))
    if error:
        parts.append(
            ft.Container(
                padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
                content=banner(words.t("error.list"), "amber", identifier="customers-failed"),
            )
        )
    if typed.strip() and hits is not None:
        now = listing.now if listing else None
        parts.append(
            found_view(words, typed, hits, now, on_open=on_open, on_new=on_new, on_more=on_more)
        )
    elif listing is None:
        parts.append(Patience())
    elif listing.total == 0:
        parts.append(_nobody(words, on_new))
    elif renewing and renewing.shown:
        parts.append(renewals_view(words, renewing, listing.open_id, on_open))
    else:
        parts.append(_everyone(words, listing, on_open))
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )


def new_button(words: Catalog, on_new: Press) -> ft.Control:
    """Return the way to a new customer; only its plus where words are large."""
    label = words.t("customers.new")
    if theme.text_scale.factor > _LARGE:
        return icon_button(ft.Icons.ADD_ROUNDED, label, on_new, "customer-new")
    return quiet_button(label, on_new, "customer-new", icon=ft.Icons.ADD_ROUNDED)


def account_row(
    words: Catalog, row: AccountRow, now: datetime, on_open: Take, *, height: int, selected: bool
) -> ft.Control:
    """Return a customer in a list: name, place and open deals, when one last met."""
    said = [row.city] if row.city else []
    if row.open_deals:
        said.append(words.t("customers.open_deals", count=row.open_deals))
    facts: list[ft.Control] = [
        text(" · ".join(said), "small", theme.INK_SOFT, lines=1, expand=True)
    ]
    if row.last_ms:
        last = datetime.fromtimestamp(row.last_ms / 1000, tz=now.tzinfo)
        when = text(words.ago(last, now), "small", theme.INK_SOFT, lines=1)
        when.tooltip = words.exact_moment(last)
        facts.append(when)
    return list_row(
        row.name or words.t("customers.unnamed"),
        f"customer-row-{row.id}",
        # On the second line, so that the name has the whole first one.
        below=ft.Row(spacing=theme.SPACE_12, controls=facts) if said or row.last_ms else None,
        on_press=partial(on_open, f"/customers/{row.id}"),
        selected=selected,
        height=height,
        key=row.id,
    )


def _everyone(words: Catalog, listing: Listing, on_open: Take) -> ft.Control:
    height = theme.row_height(listing.text_scale)

    def draw(row: AccountRow) -> ft.Control:
        selected = row.id == listing.open_id
        return account_row(words, row, listing.now, on_open, height=height, selected=selected)

    head, head_height = _recent(words, listing, draw, height)
    return windowed_list(
        total=listing.total,
        fetch=listing.fetch,
        row=draw,
        row_key=_id_of,
        version=listing.version,
        identifier="customers-list",
        height=height,
        depends=(listing.open_id, listing.now.date(), listing.text_scale),
        head=head,
        head_height=head_height,
    )


def _recent(
    words: Catalog, listing: Listing, draw: Callable[[AccountRow], ft.Control], height: int
) -> tuple[ft.Control | None, int]:
    """Return the last few and the header of all, and how high they are."""
    if not listing.recent or listing.total <= 2 * _RECENT:  # all of them are in view anyway
        return None, 0
    header = theme.row_height(listing.text_scale, _HEADER)
    parts: list[ft.Control] = [
        ft.Container(height=header, content=section_header(words.t("customers.recent"))),
        *(ft.Container(height=height, content=draw(row)) for row in listing.recent),
        ft.Container(
            height=header,
            content=section_header(words.t("customers.all", count=listing.total)),
        ),
    ]
    total = 2 * header + len(listing.recent) * height
    column = ft.Column(
        key="recent",
        height=total,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )
    return ft.Semantics(identifier="customers-recent", content=column), total


def _id_of(row: AccountRow) -> str:
    return row.id


def _nobody(words: Catalog, on_new: Press) -> ft.Control:
    return empty_state(
        ft.Icons.PEOPLE_OUTLINE_ROUNDED,
        words.t("customers.none"),
        words.t("customers.none_why"),
        identifier="customers-empty",
        action=words.t("customers.new"),
        on_action=on_new,
    )
