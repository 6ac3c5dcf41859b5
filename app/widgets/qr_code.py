"""A square to be read by another phone's camera."""

from io import BytesIO

import flet as ft
import segno

from app import theme

_MODULE_PIXELS = 8
_QUIET = 4
"""Light modules around the code, without which cameras miss it (ISO/IEC 18004)."""
_SIZE = 200


def qr_code(words: str, label: str, identifier: str) -> ft.Semantics:
    """Return the code of some words, dark on white in every theme: cameras want it so.

    Args:
        words: What the camera reads.
        label: What it is, for those who do not see it.
        identifier: Name for tests.
    """
    picture = BytesIO()
    code = segno.make(words, error="m", micro=False)
    code.save(picture, kind="png", scale=_MODULE_PIXELS, border=_QUIET)
    square = ft.Container(
        border_radius=theme.RADIUS_12,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=ft.Image(
            src=picture.getvalue(),
            width=_SIZE,
            height=_SIZE,
            filter_quality=ft.FilterQuality.NONE,
            exclude_from_semantics=True,
        ),
    )
    return ft.Semantics(
        identifier=identifier, label=label, image=True, content=ft.Row(controls=[square])
    )
