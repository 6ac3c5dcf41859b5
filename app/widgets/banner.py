"""A strip above the content that says what is so, and what can be done about it."""

from typing import Final, Literal

import flet as ft

from app import theme
from app.widgets.handlers import Press, tagged
from app.widgets.text import text, text_style

Tone = Literal["info", "amber", "danger", "offline"]

_LOOKS: Final[dict[Tone, tuple[ft.Colors, ft.Colors, ft.IconData]]] = {
    "info": (theme.PEN_WASH, theme.ON_PEN_WASH, ft.Icons.INFO_OUTLINE_ROUNDED),
    "amber": (theme.AMBER_WASH, theme.AMBER_INK, ft.Icons.ERROR_OUTLINE_ROUNDED),
    "danger": (theme.RED_WASH, theme.RED_INK, ft.Icons.REPORT_GMAILERRORRED_ROUNDED),
    "offline": (theme.PAPER_SUNK, theme.INK_SOFT, ft.Icons.CLOUD_OFF_ROUNDED),
}


def banner(
    message: str,
    tone: Tone = "info",
    *,
    identifier: str = "banner",
    action: str | None = None,
    on_action: Press | None = None,
) -> ft.Semantics:
    """Return one message of a tone; icon and words carry it, colour only helps.

    Args:
        message: One or two sentences.
        tone: "danger" only where something may be lost.
        identifier: Name for tests; the action is `<identifier>-action`.
        action: The word on the button, if something can be done.
        on_action: What it does.
    """
    ground, ink, icon = _LOOKS[tone]
    parts: list[ft.Control] = [
        ft.Icon(icon, color=ink, size=theme.TEXT_20),
        text(message, "small", ink, expand=True),
    ]
    if action and on_action:
        button = ft.TextButton(
            content=action,
            on_click=on_action,
            height=theme.TOUCH,
            style=ft.ButtonStyle(
                color=ink,
                text_style=text_style("small_strong", ink),
                padding=ft.Padding.symmetric(horizontal=theme.SPACE_12),
            ),
        )
        parts.append(tagged(f"{identifier}-action", button))
    return tagged(
        identifier,
        ft.Container(
            bgcolor=ground,
            border_radius=theme.RADIUS_12,
            padding=ft.Padding.only(
                left=theme.SPACE_16,
                right=theme.SPACE_4 if action else theme.SPACE_16,
                top=0 if action else theme.SPACE_12,
                bottom=0 if action else theme.SPACE_12,
            ),
            content=ft.Row(spacing=theme.SPACE_12, controls=parts),
        ),
    )
