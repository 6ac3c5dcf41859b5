"""The customers whose contract renews within two months, or did and nobody said what became."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import flet as ft

from app import theme
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.care import Renewal, renewals
from app.widgets.chips import chip
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row
from app.widgets.states import empty_state
from app.widgets.text import text


@dataclass(frozen=True)
class Renewing:
    """The renewals as the tab of the customers shows them.

    Attributes:
        rows: By day.
        shown: They stand in place of all customers.
        toggle: Shows them, or all customers again.
        my_id: Whose screen it is: what is their own needs no name.
        now: The present moment.
    """

    rows: Sequence[Renewal]
    shown: bool
    toggle: Press
    my_id: str
    now: datetime


def use_renewals() -> Renewing:
    """Read the renewals: who leads sees everybody's, a rep their own. A hook."""
    app = use_app()
    shown, set_shown = ft.use_state(False)  # noqa: FBT003
    me, now = app.state.me, app.runtime.now()
    user_id = me.id if me else ""
    own = "" if me and me.actor.leads else user_id
    query = partial(renewals, today=now.date(), owner_id=own)
    found = use_query(query, ("account", "user"), own, now.date()).value or ()

    def toggle() -> None:
        set_shown(not shown)

    return Renewing(found, shown, toggle, user_id, now)


def renewal_chip(words: Catalog, renewing: Renewing) -> ft.Control | None:
    """Return the way to the renewals; None while there are none to see."""
    if not renewing.rows and not renewing.shown:
        return None
    return chip(
        words.t("renewals.count", count=len(renewing.rows)),
        renewing.toggle,
        "customers-renewals",
        icon=ft.Icons.AUTORENEW_ROUNDED,
        selected=renewing.shown,
    )


def renewals_view(words: Catalog, renewing: Renewing, open_id: str, on_open: Take) -> ft.Control:
    """Return the renewals, by day."""
    if not renewing.rows:
        return empty_state(
            ft.Icons.AUTORENEW_ROUNDED,
            words.t("renewals.none"),
            words.t("renewals.none_why"),
            identifier="renewals-none",
        )
    today = renewing.now.date()
    return ft.Semantics(
        identifier="renewals",
        expand=True,
        content=ft.ListView(
            expand=True,
            padding=ft.Padding.only(bottom=theme.CAPTURE + theme.SPACE_32),
            controls=[
                _row(words, one, today, renewing.my_id, on_open, selected=one.account_id == open_id)
                for one in renewing.rows
            ],
        ),
    )


def _row(
    words: Catalog, one: Renewal, today: date, my_id: str, on_open: Take, *, selected: bool
) -> ft.Control:
    day = date.fromisoformat(one.renews_on)
    over = day < today
    when = words.t("renewals.was" if over else "renewals.is", when=words.day(day, today))
    beside = [one.city] if one.city else []
    if one.owner and one.owner_id != my_id:
        beside.append(one.owner)
    said = " · ".join((when, *beside))
    exact = text(words.short_day(day, today), "small", theme.INK_SOFT, lines=1)
    return list_row(
        one.account or words.t("customers.unnamed"),
        f"renewal-{one.account_id}",
        below=text(said, "small", theme.AMBER_INK if over else theme.INK_SOFT, lines=1),
        trailing=exact,
        on_press=partial(on_open, f"/customers/{one.account_id}"),
        selected=selected,
        key=one.account_id,
    )
