"""Words kept on this device alone: read, shared or thrown away where one finds them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import flet as ft

from app import theme
from app.commands.kept import Moved, move_back, take_up, throw_away
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.kept import Kept, kept_words
from app.screens.drafts import DRAFTS
from app.screens.going import go
from app.screens.problems import problem_words
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press
from app.widgets.rows import section_header
from app.widgets.safety import guarded
from app.widgets.snack import snackbar, undo_snackbar
from app.widgets.text import text
from app.widgets.words import use_words
from sync.client.writer import Writer
from sync.core.errors import RapportError

_LINES = 4
_PADDING = theme.SPACE_12  # of a quiet button, left and right


@dataclass(frozen=True)
class KeptActions:
    """What can be done with kept words."""

    share: Press
    drop: Press


@guarded
def KeptWords(account_id: str = "") -> ft.Control:
    """Show what is kept about a customer, or everything; nothing where there is nothing.

    Args:
        account_id: The customer; empty for all.
    """
    app, words = use_app(), use_words()
    query = partial(kept_words, account_id=account_id)
    kept = use_query(query, (DRAFTS,), account_id).value or ()
    if not kept:
        return ft.Container(visible=False)
    now = app.runtime.now()
    rows = [
        kept_row(
            words,
            one,
            now,
            KeptActions(partial(_share, app, words, one.key), partial(_drop, app, words, one.key)),
            named=not account_id,
        )
        for one in kept
    ]
    return ft.Semantics(
        identifier="kept",
        content=ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[section_header(words.t("kept.title")), *rows],
        ),
    )


def kept_row(
    words: Catalog, kept: Kept, now: datetime, act: KeptActions, *, named: bool
) -> ft.Control:
    """Return kept words with a lock beside them.

    Args:
        words: The language.
        kept: The words.
        now: The present moment.
        act: What can be done.
        named: Say whom they are about.
    """
    when = words.ago(datetime.fromtimestamp(kept.saved_ms / 1000, now.tzinfo), now)
    told: list[ft.Control] = [text(kept.text, "body", lines=_LINES)]
    if named and kept.account:
        told.insert(0, text(kept.account, "strong", lines=1))
    told.append(text(words.t("kept.here", when=when), "caption", theme.INK_SOFT))
    told.append(
        ft.Container(
            margin=ft.Margin.only(left=-_PADDING),
            content=ft.Row(
                wrap=True,
                spacing=0,
                controls=[
                    quiet_button(words.t("kept.share"), act.share, f"{kept.key}-share"),
                    quiet_button(
                        words.t("kept.drop"), act.drop, f"{kept.key}-drop", color=theme.INK_SOFT
                    ),
                ],
            ),
        )
    )
    mark = ft.Icon(ft.Icons.LOCK_OUTLINE_ROUNDED, color=theme.INK_SOFT, size=theme.TEXT_20)
    return ft.Semantics(
        identifier=kept.key,
        key=kept.key,
        content=ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
            content=ft.Row(
                spacing=theme.SPACE_12,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[mark, ft.Column(expand=True, spacing=2, tight=True, controls=told)],
            ),
        ),
    )


async def move(
    app: App, words: Catalog, page: ft.Page, command: Callable[[Writer], Moved], said: str
) -> bool:
    """Move words from one name to another, say so, and offer the way back.

    Returns:
        Whether they could be moved; why not has then been said.
    """

    async def back(moved: Moved) -> None:
        await app.runtime.run(partial(move_back, moved=moved))
        app.runtime.announce({DRAFTS})

    try:
        moved = await app.runtime.run(command)
    except RapportError as error:
        page.show_dialog(snackbar(problem_words(words, error), wide=app.state.wide))
        return False
    app.runtime.announce({DRAFTS})
    if said:
        undo = partial(back, moved)
        page.show_dialog(undo_snackbar(said, words.t("common.undo"), undo, wide=app.state.wide))
    return True


async def _share(app: App, words: Catalog, key: str) -> None:
    """Open the words as a note; saving it shares them."""
    if await move(app, words, ft.context.page, partial(take_up, key=key), ""):
        await go("/capture")


async def _drop(app: App, words: Catalog, key: str) -> None:
    await move(app, words, ft.context.page, partial(throw_away, key=key), words.t("kept.dropped"))
