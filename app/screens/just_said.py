"""What was just said and still wants a look: on Today, until it is answered or left."""

from collections.abc import Sequence
from functools import partial

import flet as ft

from app import theme
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.gentle import Question
from app.queries.offered import Said, just_said
from app.runtime import BOOKKEEPING
from app.screens.gentle import GentleQuestion
from app.screens.going import go
from app.screens.offering import OFFER_KINDS, Offering
from app.widgets.rows import list_row, section_header

_SHOWN = 3
"""More would push the day away; they wait in the timelines of their customers."""
_AT_ONCE = 3
"""Offers of a note on Today; the others stand on its own sheet."""


def use_just_said() -> Sequence[Said]:
    """Return the newest spoken notes that wait for words or for an answer; a hook."""
    app = use_app()
    now, me = app.runtime.now(), app.state.me
    found = use_query(
        partial(
            just_said,
            names=app.runtime.names,
            user_id=me.id if me else "",
            now=now,
            limit=_SHOWN,
        ),
        (*OFFER_KINDS, BOOKKEEPING),
        now.date(),
    )
    return found.value or ()


def said_rows(
    words: Catalog, said: Sequence[Said], asked: Sequence[Question] = ()
) -> list[ft.Control]:
    """Return them with what they offer; nothing when nothing waits.

    Args:
        words: The language.
        said: What was spoken.
        asked: Notes that want a word more; the newest is asked about, and no other.
    """
    newest = asked[0] if asked else None
    if not said and newest is None:
        return []
    rows: list[ft.Control] = [section_header(words.t("spoken.today"))]
    if newest and all(each.note_id != newest.note_id for each in said):
        rows += [_written(words, newest), _question(newest)]
    for each in said:
        rows.append(_row(words, each))
        if each.offered.offers:
            rows.append(
                ft.Container(
                    key=f"offers-{each.note_id}",
                    padding=ft.Padding.only(
                        left=theme.SPACE_16, right=theme.SPACE_16, bottom=theme.SPACE_8
                    ),
                    content=Offering(
                        each.note_id, each.account_id, _AT_ONCE, partial(go, _path(each))
                    ),
                )
            )
        if newest and each.note_id == newest.note_id:
            rows.append(_question(newest))
    return rows


def _question(asked: Question) -> ft.Control:
    return GentleQuestion(asked, key=f"gentle-{asked.note_id}-{asked.why}")


def _written(words: Catalog, asked: Question) -> ft.Control:
    return list_row(
        asked.account or words.t("spoken.whose"),
        f"said-{asked.note_id}",
        subtitle=asked.text,
        leading=ft.Icon(ft.Icons.EDIT_NOTE_ROUNDED, color=theme.INK_SOFT, size=theme.SPACE_24),
        on_press=partial(go, f"/customers/{asked.account_id}") if asked.account_id else None,
        key=asked.note_id,
    )


def _row(words: Catalog, said: Said) -> ft.Control:
    line = said.text or words.t(f"spoken.short_{said.transcription}")
    return list_row(
        said.account or words.t("spoken.whose"),
        f"said-{said.note_id}",
        subtitle=line,
        leading=ft.Icon(ft.Icons.GRAPHIC_EQ_ROUNDED, color=theme.SIGNAL, size=theme.SPACE_24),
        on_press=partial(go, _path(said)),
        waiting=not said.account,
        key=said.note_id,
    )


def _path(said: Said) -> str:
    return f"/notes/{said.note_id}"
