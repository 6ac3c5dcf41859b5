"""The history of a deal or a customer, as the team's server keeps it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from app import theme
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.history import HistoryItem, history_items
from app.queries.names_then import named_ids, names_of
from app.queries.titles import record_title
from app.runtime import EVERYTHING
from app.screens.history_view import history_view
from app.screens.problems import problem_words
from app.screens.sheet import SHEET_WIDTH
from app.widgets.banner import banner
from app.widgets.buttons import quiet_button
from app.widgets.frames import page_title
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.words import use_words
from sync.core.errors import RapportError, RecordMissingError, UnreachableError
from sync.core.protocol import HistoryEntry


@dataclass(frozen=True, slots=True)
class Told:
    """How much of a history has been read.

    Attributes:
        entries: What the server told so far, newest first.
        before: Asks for the page after; 0 when there is none.
        asked: How often a page was asked for.
        error: Why the last page did not come.
        begun: Whether any page has come.
    """

    entries: tuple[HistoryEntry, ...] = ()
    before: int = 0
    asked: int = 0
    error: RapportError | None = None
    begun: bool = False


@guarded
def HistoryScreen(kind: str, record_id: str) -> ft.Control:
    """Read a history page by page; it needs the team's server."""
    app, words = use_app(), use_words()
    told, set_told = ft.use_state(Told())
    joined = bool(app.state.me and app.state.me.joined)
    user_id = app.state.me.id if app.state.me else ""

    async def load() -> None:
        if not joined:
            return
        try:
            page = await app.runtime.server.history(record_id, told.before)
        except RapportError as error:
            set_told(replace(told, error=error))
            return
        known = {(entry.n, entry.stamp) for entry in told.entries}
        fresh = (entry for entry in page.entries if (entry.n, entry.stamp) not in known)
        entries = (*told.entries, *fresh)
        set_told(replace(told, entries=entries, before=page.before, error=None, begun=True))

    called, set_called = ft.use_state(dict[str, tuple[tuple[str, str], ...]]())

    async def look_up() -> None:
        """Read what stages were called; without an answer they have today's names."""
        found = dict(called)
        for stage_id in sorted(named_ids(told.entries) - found.keys()):
            try:
                page = await app.runtime.server.history(stage_id)
            except RapportError:
                return
            found[stage_id] = names_of(page.entries)
        set_called(found)

    def more() -> None:
        set_told(lambda was: replace(was, asked=was.asked + 1, error=None))

    ft.use_effect(load, [record_id, told.asked])
    ft.use_effect(look_up, [named_ids(told.entries)])
    title = use_query(
        partial(record_title, kind=kind, record_id=record_id), (kind,), kind, record_id
    )
    items = use_query(
        partial(
            history_items,
            kind=kind,
            record_id=record_id,
            entries=told.entries,
            user_id=user_id,
            called=called,
        ),
        EVERYTHING,
        told.entries,
        len(called),
    )
    body = _body(words, told, items.value, more, joined=joined)
    if body is None:
        now = app.runtime.now()
        complete = not told.before and not told.error
        body = [*history_view(words, items.value or (), now, complete=complete)]
        if end := _end(words, told, more):
            body.append(end)
    return _page(words, title.value or "", body)


def _body(
    words: Catalog,
    told: Told,
    items: tuple[HistoryItem, ...] | None,
    retry: Callable[[], None],
    *,
    joined: bool,
) -> list[ft.Control] | None:
    """Return what stands in place of the entries; None when there are some."""
    if not joined:
        return [_empty(words, "alone")]
    if told.error and not told.begun:
        return [_unread(words, told.error, retry)]
    if not told.begun or items is None:
        return [Patience(3)]
    return None if items or told.before else [_empty(words, "none")]


def _empty(words: Catalog, name: str) -> ft.Control:
    return empty_state(
        ft.Icons.HISTORY_ROUNDED,
        words.t(f"history.{name}"),
        words.t(f"history.{name}_why"),
        identifier=f"history-{name}",
    )


def _unread(words: Catalog, error: RapportError, retry: Callable[[], None]) -> ft.Control:
    if error.fields.get("error") == RecordMissingError.key:
        return _empty(words, "unsent")
    offline = isinstance(error, UnreachableError)
    return empty_state(
        ft.Icons.CLOUD_OFF_ROUNDED if offline else ft.Icons.HISTORY_ROUNDED,
        words.t("history.offline" if offline else "history.unread"),
        words.t("history.offline_why") if offline else problem_words(words, error),
        identifier="history-failed",
        action=words.t("common.retry"),
        on_action=retry,
    )


def _end(words: Catalog, told: Told, more: Callable[[], None]) -> ft.Control | None:
    if told.error:
        note = banner(
            words.t("history.offline_why"),
            "amber",
            identifier="history-stopped",
            action=words.t("common.retry"),
            on_action=more,
        )
        return ft.Container(padding=theme.SPACE_16, content=note)
    if not told.before:
        return None
    button = quiet_button(words.t("history.older"), more, "history-older")
    return ft.Row(alignment=ft.MainAxisAlignment.CENTER, controls=[button])


def _page(words: Catalog, title: str, body: list[ft.Control]) -> ft.Control:
    head = page_title(words.t("history.title"), subtitle=title.partition("\n")[0] or None)
    column = ft.ListView(padding=ft.Padding.only(bottom=theme.SPACE_48), controls=[head, *body])
    return ft.Semantics(
        identifier="history",
        expand=True,
        content=ft.Container(
            alignment=ft.Alignment.TOP_CENTER,
            content=ft.Container(width=SHEET_WIDTH, content=column),
        ),
    )
