"""Two-minute fixes: what the team would find half done, each one tap from being set right."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.accounts import confirm_contact
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.tidying import Fault, Fix, fixes
from app.screens.doing import do
from app.screens.going import go
from app.screens.page_events import use_escape
from app.screens.same import SameSection
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.frames import page_title
from app.widgets.handlers import Press
from app.widgets.rows import list_row, section_header
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.words import use_words

_FIRST: Final = 5
"""Of each kind: two minutes hold no more."""
_STEP: Final = 20
_WIDTH: Final = 640
_KINDS: Final = (*("account", "contact", "deal", "follow_up", "note", "stage", "team", "visit"),)
_DEALS: Final = frozenset({"step", "stale"})


@guarded
def TidyScreen(on_back: Press, on_same: Press) -> ft.Control:
    """Show what wants two minutes; what is set right leaves the list.

    Args:
        on_back: Goes back to Me.
        on_same: Opens those that may be the same.
    """
    app, words = use_app(), use_words()
    shown, set_shown = ft.use_state(_FIRST)
    now = app.runtime.now()
    read = partial(fixes, now_ms=round(now.timestamp() * 1000), limit=shown + 1)
    found = use_query(read, _KINDS, shown, now.date()).value

    async def back() -> None:
        on_back()

    async def confirm(contact_id: str) -> None:
        command = partial(confirm_contact, contact_id=contact_id)
        await do(app, words, command, words.t("fixes.confirmed"))

    use_escape(back)
    if found is None:
        return Patience()
    more = partial(set_shown, shown + _STEP)
    listed = tidy_view(words, found, shown, now, on_confirm=confirm, on_more=more)
    head = page_title(
        words.t("fixes.title"),
        subtitle=words.t("fixes.why"),
        trailing=icon_button(
            ft.Icons.CLOSE_ROUNDED, words.t("common.close"), on_back, "fixes-close"
        ),
    )
    column = ft.ListView(
        expand=True,
        width=_WIDTH if app.state.wide else None,
        padding=ft.Padding.only(bottom=theme.CAPTURE + theme.SPACE_32),
        controls=[head, SameSection(on_same, key="same"), *listed],
    )
    return ft.Row(
        expand=True,
        alignment=ft.MainAxisAlignment.CENTER,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[column if app.state.wide else ft.Container(expand=True, content=column)],
    )


def tidy_view(
    words: Catalog,
    found: Mapping[Fault, Sequence[Fix]],
    shown: int,
    now: datetime,
    *,
    on_confirm: Callable[[str], object],
    on_more: Press,
) -> list[ft.Control]:
    """Return the fixes under what is wrong; a kind word when nothing is."""
    rows: list[ft.Control] = []
    for fault, listed in found.items():
        if listed:
            rows.append(section_header(words.t(f"fixes.{fault}")))
            rows += [_row(words, fault, fix, now, on_confirm) for fix in listed[:shown]]
    if any(len(listed) > shown for listed in found.values()):
        rows.append(quiet_button(words.t("fixes.more"), on_more, "fixes-more"))
    if rows:
        return rows
    return [
        empty_state(
            ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED,
            words.t("fixes.none"),
            words.t("fixes.none_why"),
            identifier="fixes-none",
        )
    ]


def _row(
    words: Catalog, fault: Fault, fix: Fix, now: datetime, on_confirm: Callable[[str], object]
) -> ft.Control:
    beside, name = [fix.beside] if fix.beside else [], f"fix-{fault}-{fix.id}"
    trailing: ft.Control = ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=theme.INK_SOFT)
    if fault == "unconfirmed":
        then = datetime.fromtimestamp(fix.since_ms / 1000, tz=now.tzinfo)
        beside.append(words.t("fixes.last", when=words.ago(then, now)))
        press = partial(on_confirm, fix.id)
        trailing = quiet_button(words.t("fixes.still_right"), press, f"{name}-right")
    path = f"/deals/{fix.id}" if fault in _DEALS else f"/customers/{fix.account_id}"
    return list_row(
        fix.name or fix.beside or words.t("capture.deal_untitled"),
        name,
        subtitle=" · ".join(beside) or None,
        trailing=trailing,
        on_press=partial(go, path),
        key=name,
    )


def tidy_row(words: Catalog, on_open: Press) -> ft.Control:
    """Return the row of Me that leads here."""
    return list_row(
        words.t("fixes.title"),
        "me-fixes",
        subtitle=words.t("fixes.row"),
        leading=ft.Icon(ft.Icons.AUTO_FIX_HIGH_ROUNDED, color=theme.INK_SOFT),
        trailing=ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=theme.INK_SOFT),
        on_press=on_open,
    )
