"""What a search found: names before notes, one quiet header for each kind."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.search import NAMED, WORDS, Hit
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row, section_header
from app.widgets.states import empty_state
from app.widgets.text import text

_KINDS: Final = (*NAMED, *WORDS)


def found_view(
    words: Catalog,
    typed: str,
    hits: Sequence[Hit],
    now: datetime | None,
    *,
    on_open: Take,
    on_new: Press,
    on_more: Press | None,
) -> ft.Control:
    """Return the groups that have anything, or the way to add what is missing.

    Args:
        words: The language.
        typed: What was searched.
        hits: What was found, kind by kind.
        now: The present moment, for the age of a note.
        on_open: Called with the path of what was tapped.
        on_new: Starts a new customer.
        on_more: Shows more; None when there is no more.
    """
    if not hits:
        return empty_state(
            ft.Icons.SEARCH_OFF_ROUNDED,
            words.t("found.nothing"),
            words.t("found.nothing_why", typed=_short(typed)),
            identifier="found-nothing",
            action=words.t("customers.new"),
            on_action=on_new,
        )
    rows: list[ft.Control] = []
    for kind in _KINDS:
        of_kind = [hit for hit in hits if hit.kind == kind]
        if of_kind:
            rows.append(section_header(words.t(f"found.{kind}")))
            rows.extend(_row(words, hit, now, on_open) for hit in of_kind)
    if on_more:
        rows.append(
            ft.Row(
                alignment=ft.MainAxisAlignment.CENTER,
                controls=[quiet_button(words.t("found.more"), on_more, "found-more")],
            )
        )
    return ft.Semantics(
        identifier="found",
        expand=True,
        content=ft.ListView(
            expand=True, padding=ft.Padding.only(bottom=theme.SPACE_32), controls=rows
        ),
    )


def first_path(hits: Sequence[Hit]) -> str:
    """Return where the first of what was found leads; empty when nothing leads anywhere."""
    shown = sorted(hits, key=lambda hit: _KINDS.index(hit.kind))
    return next((path for path in map(_path, shown) if path), "")


def _path(hit: Hit) -> str:
    if hit.kind == "deal":
        return f"/deals/{hit.id}"
    return f"/customers/{hit.account_id}" if hit.account_id else ""


def _row(words: Catalog, hit: Hit, now: datetime | None, on_open: Take) -> ft.Control:
    path = _path(hit)
    opens = partial(on_open, path) if path else None
    if hit.kind in WORDS:
        return _words(words, hit, now, opens)
    beside = [] if hit.kind == "account" else [hit.account]
    return list_row(
        hit.title or words.t("customers.unnamed"),
        f"found-{hit.kind}-{hit.id}",
        subtitle=" · ".join(said for said in (*beside, hit.snippet.strip()) if said) or None,
        on_press=opens,
        key=hit.id,
    )


def _words(words: Catalog, hit: Hit, now: datetime | None, opens: Press | None) -> ft.Control:
    when = None
    if now and hit.at_ms:
        written = datetime.fromtimestamp(hit.at_ms / 1000, tz=now.tzinfo)
        when = text(words.ago(written, now), "small", theme.INK_SOFT, lines=1)
    return list_row(
        hit.title or words.t("found.unfiled"),
        f"found-{hit.kind}-{hit.id}",
        below=text(hit.snippet, "small", theme.INK_SOFT, lines=2),
        trailing=when,
        on_press=opens,
        key=hit.id,
    )


def _short(typed: str, most: int = 40) -> str:
    return typed.strip() if len(typed.strip()) <= most else f"{typed.strip()[:most]}…"
