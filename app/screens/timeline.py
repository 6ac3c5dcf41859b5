"""Everything said and done with a customer or on a deal, newest first.

One scroll holds what stands above the timeline and the timeline itself, and
reads older entries as it comes near its end.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, Literal

import flet as ft
from sqlalchemy import Connection

from app import theme
from app.commands.problems import open_problem_again
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.team import Me
from app.queries.timeline import SOLVED, Moment, deal_timeline, everything
from app.runtime import BOOKKEEPING
from app.screens.clashes import clash_notes, use_clashes
from app.screens.doing import do
from app.screens.gentle import question_notes, use_questions
from app.screens.moment import Look, MomentEditing, MomentEntry
from app.screens.timeline_tools import Wanted, tools_view
from app.widgets.banner import banner
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press, Take
from app.widgets.rows import section_header
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words

Kind = Literal["account", "deal"]

PAGE: Final = 30
_NEAR_END: Final = 900  # pixels, about a screen: older entries are there before one is
_SCROLL_MS: Final = 100
_KINDS: Final = (
    "attachment",
    "contact",
    "deal",
    "fact",
    "follow_up",
    "note",
    "problem",
    "stage",
    "user",
    "visit",
    BOOKKEEPING,
)
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
    wanted, set_wanted = ft.use_state(Wanted())
    edit = ft.use_callback(set_editing, [])  # the same at each drawing, as memo needs
    again = ft.use_callback(partial(_open_again, app, words), [])
    limit = pages * PAGE
    # One more than shown tells whether there is more.
    read = partial(_read, kind=kind, record_id=record_id, wanted=wanted, limit=limit + 1)
    loaded = use_query(
        lambda connection: (limit, read(connection)),
        _KINDS,
        kind,
        record_id,
        limit,
        wanted.group,
        wanted.typed,
        attempt,
    )
    asked, found = loaded.value or (limit, ())
    moments, more = found[:asked], len(found) > asked
    about = [one for moment in found for one in (moment.id, moment.note_id) if one]
    clashes = clash_notes(use_clashes(about), lambda clash: clash.record_id)
    asking = question_notes(use_questions())
    notes = {key: [*clashes.get(key, ()), *asking.get(key, ())] for key in {*clashes, *asking}}

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

    def want(what: Wanted) -> None:
        set_wanted(what)
        set_pages(1)

    now = app.runtime.now()
    tell = _Tell(words, now, app.state.me, notes, edit, again, show)
    entries = [
        entry
        for place, moment in enumerate(moments)
        for entry in _entries(
            tell,
            moment,
            named=kind == "account",
            last=place == len(moments) - 1 and not more,
            editing=moment.id == editing,
        )
    ]
    nothing = wanted.nothing if loaded.value and not moments else ""
    end = _unread(words, retry) if loaded.error else _end(words, older if more else None, nothing)
    title = section_header(words.t("timeline.title"))
    return ft.ListView(
        expand=True,
        padding=ft.Padding.only(bottom=_UNDER_THE_BUTTON),
        scroll_interval=_SCROLL_MS,
        on_scroll=on_scroll,
        controls=[
            *above,
            *(tools_view(words, wanted, want) if kind == "account" else [title]),
            *entries,
            *([end] if end else []),
        ],
    )


def _read(
    connection: Connection, kind: Kind, record_id: str, wanted: Wanted, limit: int
) -> tuple[Moment, ...]:
    if kind == "deal":
        return deal_timeline(connection, record_id, 0, limit)
    return everything(connection, record_id, limit, wanted.group, wanted.typed)


async def _open_again(app: App, words: Catalog, moment_id: str) -> None:
    command = partial(open_problem_again, problem_id=moment_id.removeprefix(SOLVED))
    await do(app, words, command, words.t("care.opened_again"))


@dataclass(frozen=True)
class _Tell:
    """What every entry of a timeline is told with.

    Attributes:
        notes: What stands under an entry, by id.
        edit: Opens the words of an entry.
        again: Opens a solved problem again.
        show: Closes the words that are open.
    """

    words: Catalog
    now: datetime
    me: Me | None
    notes: Mapping[str, Sequence[ft.Control]]
    edit: Take
    again: Take
    show: Press


def _entries(
    tell: _Tell, moment: Moment, *, named: bool, last: bool, editing: bool
) -> Iterator[ft.Control]:
    """Yield an entry and what stands under it."""
    me = tell.me
    look = Look(bool(me and me.joined), named, last)
    when = said_ago(tell.words, moment, tell.now)
    if editing:
        yield MomentEditing(moment, when, look, tell.show, key=f"moment-{moment.id}-editing")
    else:
        own = me is not None and moment.author_id in ("", me.id)
        # A key of its own: the card above names a problem or a step by its id, and Flet
        # 1.0.5 loses its place in a list where two have the same.
        key = f"moment-{moment.id}"
        yield _Entry(moment, when, look, tell.edit if own else None, tell.again, key=key)
    yield from _about(moment, tell.notes)


def said_ago(words: Catalog, moment: Moment, now: datetime) -> tuple[str, str]:
    """Return when a moment was, as people say it and exactly."""
    then = datetime.fromtimestamp(moment.at_ms / 1000, tz=now.tzinfo)
    return words.ago(then, now), words.exact_moment(then)


def _about(moment: Moment, notes: Mapping[str, Sequence[ft.Control]]) -> list[ft.Control]:
    """Return what stands under an entry, about the visit and about its words."""
    ids = dict.fromkeys((moment.id, moment.note_id))
    return [note for record_id in ids for note in notes.get(record_id, ())]


def _end(words: Catalog, older: Callable[[], None] | None, nothing: str) -> ft.Control | None:
    if older:
        return _older(words, older)
    return _nothing(words, nothing) if nothing else None


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


def _nothing(words: Catalog, said: str) -> ft.Control:
    return ft.Semantics(
        identifier="timeline-empty",
        content=ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
            content=text(words.t(said), "body", theme.INK_SOFT),
        ),
    )


def _older(words: Catalog, older: Callable[[], None]) -> ft.Control:
    return ft.Row(
        alignment=ft.MainAxisAlignment.CENTER,
        controls=[quiet_button(words.t("timeline.older"), older, "timeline-older")],
    )
