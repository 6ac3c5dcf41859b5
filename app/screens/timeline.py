"""Everything said and done with a customer or on a deal, newest first.

One scroll holds what stands above the timeline and the timeline itself, and
reads older entries as it comes near its end.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

import flet as ft

from app import theme
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.timeline import Moment, account_timeline, deal_timeline
from app.runtime import BOOKKEEPING
from app.screens.clashes import clash_notes, use_clashes
from app.screens.moment import Look, MomentEditing, MomentEntry
from app.widgets.banner import banner
from app.widgets.buttons import quiet_button
from app.widgets.rows import section_header
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words

Kind = Literal["account", "deal"]

PAGE: Final = 30
_NEAR_END: Final = 900  # pixels, about a screen: older entries are there before one is
_SCROLL_MS: Final = 100
_KINDS: Final = ("visit", "note", "user", "deal", "contact", BOOKKEEPING)
_QUERIES: Final = {"account": account_timeline, "deal": deal_timeline}
_UNDER_THE_BUTTON: Final = theme.CAPTURE + theme.SPACE_32

_Entry: Callable[..., ft.Control] = ft.memo(MomentEntry)  # type: ignore[no-untyped-call]


@guarded
def Timeline(kind: Kind, record_id: str, above: Sequence[ft.Control] = ()) -> ft.Control:
    """Show a timeline that takes all the height it gets and scrolls by itself.

    Args:
        kind: Whose timeline.
        record_id: The customer or the deal; give it as `key` as well.
        above: What stands over the timeline and scrolls away with it.
    """
    app, words = use_app(), use_words()
    pages, set_pages = ft.use_state(1)
    attempt, set_attempt = ft.use_state(0)
    editing, set_editing = ft.use_state("")
    edit = ft.use_callback(set_editing, [])  # the same at each drawing, as memo needs
    limit = pages * PAGE
    loaded = use_query(
        # One more than shown tells whether there is more.
        lambda connection: (limit, _QUERIES[kind](connection, record_id, 0, limit + 1)),
        _KINDS,
        kind,
        record_id,
        limit,
        attempt,
    )
    asked, found = loaded.value or (limit, ())
    moments, more = found[:asked], len(found) > asked
    about = [one for moment in found for one in (moment.id, moment.note_id) if one]
    notes = clash_notes(use_clashes(about), lambda clash: clash.record_id)
    me = app.state.me

    def older() -> None:
        if more and asked == limit:  # else the page before is still on its way
            set_pages(pages + 1)

    def show() -> None:
        set_editing("")

    def on_scroll(event: ft.OnScrollEvent) -> None:
        if event.pixels > event.max_scroll_extent - _NEAR_END:
            older()

    def retry() -> None:
        set_attempt(lambda count: count + 1)

    now = app.runtime.now()
    joined = bool(me and me.joined)
    entries: list[ft.Control] = []
    for place, moment in enumerate(moments):
        last = place == len(moments) - 1 and not more
        look, when = Look(joined, kind == "account", last), said_ago(words, moment, now)
        if moment.id == editing:
            entries.append(MomentEditing(moment, when, look, show, key=f"{moment.id}-editing"))
        else:
            own = me is not None and moment.author_id in ("", me.id)
            entries.append(_Entry(moment, when, look, edit if own else None, key=moment.id))
        entries += _about(moment, notes)
    empty = bool(loaded.value and not moments)
    end = (
        _unread(words, retry) if loaded.error else _end(words, older if more else None, empty=empty)
    )
    return ft.ListView(
        expand=True,
        padding=ft.Padding.only(bottom=_UNDER_THE_BUTTON),
        scroll_interval=_SCROLL_MS,
        on_scroll=on_scroll,
        controls=[
            *above,
            section_header(words.t("timeline.title")),
            *entries,
            *([end] if end else []),
        ],
    )


def said_ago(words: Catalog, moment: Moment, now: datetime) -> tuple[str, str]:
    """Return when a moment was, as people say it and exactly."""
    then = datetime.fromtimestamp(moment.at_ms / 1000, tz=now.tzinfo)
    return words.ago(then, now), words.exact_moment(then)


def _about(moment: Moment, notes: Mapping[str, Sequence[ft.Control]]) -> list[ft.Control]:
    """Return what stands under an entry, about the visit and about its words."""
    ids = dict.fromkeys((moment.id, moment.note_id))
    return [note for record_id in ids for note in notes.get(record_id, ())]


def _end(words: Catalog, older: Callable[[], None] | None, *, empty: bool) -> ft.Control | None:
    if older:
        return _older(words, older)
    return _nothing(words) if empty else None


def _unread(words: Catalog, retry: Callable[[], None]) -> ft.Control:
    return ft.Container(
        padding=theme.SPACE_16,
        content=banner(
            words.t("error.list"),
            "amber",
            identifier="timeline-failed",
            action=words.t("common.retry"),
            on_action=retry,
        ),
    )


def _nothing(words: Catalog) -> ft.Control:
    return ft.Semantics(
        identifier="timeline-empty",
        content=ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
            content=text(words.t("timeline.empty"), "body", theme.INK_SOFT),
        ),
    )


def _older(words: Catalog, older: Callable[[], None]) -> ft.Control:
    return ft.Row(
        alignment=ft.MainAxisAlignment.CENTER,
        controls=[quiet_button(words.t("timeline.older"), older, "timeline-older")],
    )
