"""Values that two people wrote unseen, shown where they work: one tap settles each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.conflicts import dismiss, restore
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.conflicts import Clash, clashes_about, open_clashes
from app.queries.said import Said
from app.runtime import EVERYTHING
from app.screens.clash_words import (
    clash_title,
    clash_words,
    restore_label,
    restored_words,
    since_words,
    who_wrote,
)
from app.screens.doing import do
from app.screens.going import go
from app.screens.said_words import is_long, said_words
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.permissions import Actor

_PADDING: Final = theme.SPACE_12  # of a quiet button, left and right
_TITLE: Final = 60  # letters of a note that tell it from others


@dataclass(frozen=True)
class ClashActions:
    """What can be done about two values.

    Attributes:
        restore: Puts the lost value in place; None where that is not possible.
        dismiss: Leaves it as it is.
        read: Shows both in full, or closes them; None when they are short.
        open: Opens the record; None where one is already there.
    """

    restore: Press | None
    dismiss: Press
    read: Press | None = None
    open: Press | None = None


def use_clashes(record_ids: Iterable[str]) -> tuple[Clash, ...]:
    """Return what is open for this person about some records. A hook."""
    actor, ids = _use_actor(), tuple(record_ids)
    query = partial(clashes_about, actor=actor, record_ids=ids)
    return use_query(query, EVERYTHING, actor, ids).value or ()


def use_open_clashes() -> tuple[Clash, ...] | None:
    """Return all that is open for this person; None until it is read. A hook."""
    actor = _use_actor()
    return use_query(partial(open_clashes, actor=actor), EVERYTHING, actor).value


def _use_actor() -> Actor:
    me = use_app().state.me
    return me.actor if me else Actor("", "")


@guarded
def ClashNote(clash: Clash, *, apart: bool = False) -> ft.Control:
    """Show two values and hold whether they are open in full.

    Never inside a memoised component: see `MomentEntry`.

    Args:
        clash: What to show; its first id is the `key`.
        apart: It stands away from its record: name that, and let it be opened.
    """
    app, words = use_app(), use_words()
    whole, set_whole = ft.use_state(False)  # noqa: FBT003
    now = app.runtime.now()

    async def put_back() -> None:
        command = partial(restore, conflict_ids=clash.ids, today=now.date())
        await do(app, words, command, restored_words(words, clash))

    async def leave() -> None:
        await do(app, words, partial(dismiss, conflict_ids=clash.ids), words.t("clash.left"))

    def toggle() -> None:
        set_whole(lambda was: not was)

    long = is_long(clash.lost) or is_long(clash.kept)
    actions = ClashActions(
        put_back if clash.may_restore else None,
        leave,
        toggle if long else None,
        partial(go, clash.path) if apart and clash.path else None,
    )
    return clash_view(words, clash, now, actions, whole=whole, apart=apart)


def clash_notes(
    clashes: Sequence[Clash], place: Callable[[Clash], str]
) -> dict[str, list[ft.Control]]:
    """Return the notes to show, in the page's margins, by the place each belongs to."""
    notes: dict[str, list[ft.Control]] = {}
    for clash in clashes:
        note = ft.Container(
            key=clash.ids[0],
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
            content=ClashNote(clash, key=clash.ids[0]),
        )
        notes.setdefault(place(clash), []).append(note)
    return notes


def clash_view(
    words: Catalog,
    clash: Clash,
    now: datetime,
    actions: ClashActions,
    *,
    whole: bool = False,
    apart: bool = False,
) -> ft.Control:
    """Return a calm note of two values, and what can be done about them.

    Args:
        words: The language.
        clash: The two values.
        now: The present moment.
        actions: What can be done.
        whole: Show both in full.
        apart: Name the record as well.
    """
    name = f"clash-{clash.ids[0]}"
    said = (
        _in_full(words, clash, now)
        if whole
        else [text(clash_words(words, clash, now), "small", theme.INK)]
    )
    since = since_words(words, clash, now)
    if since:
        said.append(text(since, "small", theme.INK_SOFT))
    mark = ft.Icon(ft.Icons.CALL_SPLIT_ROUNDED, color=theme.AMBER, size=theme.TEXT_16)
    head = ft.Row(
        spacing=theme.SPACE_8,
        controls=[mark, text(clash_title(words, clash), "small_strong", expand=True)],
    )
    return ft.Semantics(
        identifier=name,
        content=ft.Container(
            bgcolor=theme.PAPER_SUNK,
            border_radius=theme.RADIUS_12,
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
            content=ft.Column(
                spacing=0,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    *([_record(words, clash, actions.open, f"{name}-open")] if apart else []),
                    ft.Container(
                        padding=ft.Padding.only(top=0 if apart else theme.SPACE_12),
                        content=ft.Column(
                            spacing=theme.SPACE_4,
                            tight=True,
                            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                            controls=[head, *said],
                        ),
                    ),
                    _buttons(words, clash, actions, name, whole=whole),
                ],
            ),
        ),
    )


def _buttons(
    words: Catalog, clash: Clash, actions: ClashActions, name: str, *, whole: bool
) -> ft.Control:
    buttons: list[ft.Control] = []
    if actions.restore:
        label = restore_label(words, clash)
        buttons.append(quiet_button(label, actions.restore, f"{name}-restore"))
    fine = words.t("clash.dismiss")
    buttons.append(quiet_button(fine, actions.dismiss, f"{name}-dismiss", color=theme.INK_SOFT))
    if actions.read:
        label = words.t("clash.read_less" if whole else "clash.read_all")
        buttons.append(quiet_button(label, actions.read, f"{name}-read", color=theme.INK_SOFT))
    # The buttons' own padding brings their words in line with those above.
    return ft.Container(
        margin=ft.Margin.only(left=-_PADDING),
        content=ft.Row(wrap=True, spacing=0, run_spacing=0, controls=buttons),
    )


def _record(words: Catalog, clash: Clash, on_open: Press | None, identifier: str) -> ft.Control:
    """Return what the values belong to; a tap opens it."""
    known = f"kind.{clash.kind}" in words.language.texts
    title = clash.title.strip().partition("\n")[0]
    title = title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()}…"
    if not known:
        said = words.t("clash.later_version")
    elif not title:
        said = words.t(f"kind.{clash.kind}")
    else:
        said = words.t("me.change", kind=words.t(f"kind.{clash.kind}"), title=title)
    if on_open is None:
        padding = ft.Padding.only(top=theme.SPACE_12, bottom=theme.SPACE_4)
        return ft.Container(padding=padding, content=text(said, "strong", lines=2))
    return ft.Semantics(
        identifier=identifier,
        button=True,
        content=ft.Container(
            border_radius=theme.RADIUS_8,
            ink=True,
            on_click=on_open,
            content=ft.Row(
                spacing=0,
                controls=[
                    ft.Container(width=0, height=theme.TOUCH),
                    text(said, "strong", lines=2, expand=True),
                    ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=theme.INK_SOFT),
                ],
            ),
        ),
    )


def _in_full(words: Catalog, clash: Clash, now: datetime) -> list[ft.Control]:
    parts: list[ft.Control] = []
    over_lost, over_kept = who_wrote(words, clash)
    for over, value, kept in ((over_lost, clash.lost, False), (over_kept, clash.kept, True)):
        label = words.t("clash.is_kept", who=over) if kept else over
        parts.append(text(label, "caption", theme.INK_SOFT))
        parts.append(_words(words, value, now))
    return parts


def _words(words: Catalog, value: Said, now: datetime) -> ft.Control:
    full = value.text if value.form == "text" else said_words(words, value, now)
    said = text(full, "small", theme.INK)
    said.selectable = True
    return said
