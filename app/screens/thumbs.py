"""Photos, small and large: from the disk on a device, lent to the page in a browser."""

from pathlib import Path

import flet as ft

from app import theme
from app.hooks import use_app
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.words import use_words

THUMB = 88


def use_picture(path: Path | None) -> str:
    """Return where the page finds a picture; empty for none. A hook.

    A browser cannot read the disk: it is served the file while the component stands.
    """
    app, web = use_app(), bool(ft.context.page.web)

    def lend() -> str:
        if path is None:
            return ""
        return app.runtime.lent.lend(path) if web else str(path)

    src = ft.use_memo(lend, [str(path)])
    ft.use_effect(lambda: None, [src], lambda: app.runtime.lent.give_back(src))
    return src


@guarded
def Thumb(path: Path | None, name: str, identifier: str, on_press: Press | None) -> ft.Control:
    """Show a photo as a small square; an icon where it is not here or cannot be drawn.

    Args:
        path: Where its bytes lie; None while they are not on this device.
        name: What it is called, for screen readers.
        identifier: Name for tests.
        on_press: Opens it.
    """
    src, words = use_picture(path), use_words()
    missing = ft.Container(
        alignment=ft.Alignment.CENTER,
        content=ft.Icon(ft.Icons.IMAGE_OUTLINED, color=theme.INK_SOFT),
    )
    face: ft.Control = missing
    if src:
        face = ft.Image(
            src=src,
            fit=ft.BoxFit.COVER,
            width=THUMB,
            height=THUMB,
            cache_width=THUMB * 3,
            error_content=missing,
            exclude_from_semantics=True,
        )
    return ft.Semantics(
        identifier=identifier,
        label=words.t("photo.named", name=name),
        button=on_press is not None,
        image=True,
        content=ft.Container(
            width=THUMB,
            height=THUMB,
            bgcolor=theme.PAPER_SUNK,
            border_radius=theme.RADIUS_12,
            clip_behavior=ft.ClipBehavior.HARD_EDGE,
            ink=on_press is not None,
            on_click=on_press,
            content=face,
        ),
    )
