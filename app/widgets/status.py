"""Whether what one wrote is safe, said quietly."""

from typing import Final, Literal

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.widgets.chips import dot
from app.widgets.handlers import Press
from app.widgets.text import text

SyncState = Literal["saved", "sending", "waiting", "offline", "failed"]

_DOTS: Final[dict[SyncState, ft.Colors]] = {
    "saved": theme.MOSS,
    "sending": theme.PEN,
    "waiting": theme.EDGE,
    "offline": theme.EDGE,
    "failed": theme.AMBER,
}


def sync_words(state: SyncState, count: int, words: Catalog, *, short: bool = False) -> str:
    """Return the state as a sentence, or in a few words; counted where changes wait."""
    if count and state in ("offline", "waiting"):
        return words.t("status.waiting", count=count)
    if state == "failed":
        return words.t("status.failed", count=max(count, 1))
    if state == "offline" and short:
        return words.t("status.offline_short")
    return words.t("status.saved" if state == "waiting" else f"status.{state}")


def sync_badge(
    state: SyncState,
    count: int,
    words: Catalog,
    *,
    on_press: Press | None = None,
    short: bool = False,
    narrow: bool = False,
) -> ft.Semantics:
    """Return a quiet dot and its words, named `status`.

    Args:
        state: Where the changes of this device are.
        count: How many have not gone out.
        words: The language.
        on_press: Opens the full account.
        short: There is room for a few words only.
        narrow: It stands in the rail: the dot above the words, which take two lines.
    """
    said = text(sync_words(state, count, words, short=short), "small", theme.INK_SOFT)
    light = dot(_DOTS[state])
    if narrow:
        said.text_align = ft.TextAlign.CENTER
        face: ft.Control = ft.Column(
            spacing=theme.SPACE_4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[light, said],
        )
    else:
        face = ft.Row(spacing=theme.SPACE_8, tight=True, controls=[light, said])
    return ft.Semantics(
        identifier="status",
        button=on_press is not None,
        content=ft.Container(
            padding=ft.Padding.symmetric(vertical=theme.SPACE_16),
            border_radius=theme.RADIUS_8,
            ink=on_press is not None,
            on_click=on_press,
            content=face,
        ),
    )
