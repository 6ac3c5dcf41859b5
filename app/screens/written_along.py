"""What a phone's own recogniser hears, as it comes; and why it does not."""

from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.phone_recogniser import Trouble
from app.screens.sheet import inset
from app.widgets.banner import banner
from app.widgets.text import text

_SHOWN: Final = 600
"""Letters: more than a screen holds, few enough to be drawn ten times a second."""
_HEIGHT: Final = 160


def written_along(words: Catalog, said: str, *, wide: bool) -> ft.Control:
    """Return the last words, the newest at the bottom, where the eye is."""
    shown = said if len(said) <= _SHOWN else f"… {said[-_SHOWN:].partition(' ')[2]}"
    hint = text(words.t("phone.starts"), "body", theme.INK_SOFT, align=ft.TextAlign.CENTER)
    return ft.Container(
        expand=not wide,
        height=_HEIGHT if wide else None,
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_24, vertical=theme.SPACE_8),
        content=ft.Semantics(
            identifier="recording-words",
            label=words.t("phone.heard"),
            content=ft.ListView(
                # From the bottom up: what is new is in sight, however long it gets.
                reverse=True,
                expand=True,
                controls=[text(shown, "title") if shown else hint],
            ),
        ),
    )


def recorded_instead(words: Catalog, why: Trouble) -> list[ft.Control]:
    """Return why one is recorded though the phone's own was chosen; nothing where it was not."""
    if not why:
        return []
    said = words.t("phone.instead", why=words.t(f"phone.{why}"))
    return [inset(banner(said, "amber", identifier="recording-instead"))]
