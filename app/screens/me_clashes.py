"""Everything two people wrote unseen that waits for this person to look at."""

from collections.abc import Sequence
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.conflicts import Clash
from app.screens.clashes import ClashNote, use_open_clashes
from app.widgets.rows import section_header
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words

_LISTED: Final = 30


@guarded
def ClashSection() -> ft.Control:
    """List them, each with what can be done about it; a quiet line when there are none."""
    return clash_section(use_words(), use_open_clashes() or ())


def clash_section(words: Catalog, clashes: Sequence[Clash]) -> ft.Control:
    """Return the section; the latest stand first, the rest is counted."""
    count = len(clashes)
    title = words.t("clash.to_look", count=count) if count else words.t("clash.title")
    parts: list[ft.Control] = [section_header(title)]
    parts += [_listed(clash) for clash in clashes[:_LISTED]]
    if count > _LISTED:
        parts.append(_line(words.t("me.more_waiting", count=count - _LISTED)))
    if not clashes:
        parts.append(_line(words.t("clash.none_why")))
    return ft.Semantics(
        identifier="me-clashes",
        content=ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=parts,
        ),
    )


def _listed(clash: Clash) -> ft.Control:
    return ft.Container(
        key=clash.ids[0],
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
        content=ClashNote(clash, apart=True, key=clash.ids[0]),
    )


def _line(said: str) -> ft.Control:
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, bottom=theme.SPACE_8),
        content=text(said, "small", theme.INK_SOFT),
    )
