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

_BESIDE: Final = 44  # letters; a longer message leaves no room for a button beside it


def banner(
    message: str,
    tone: Tone = "info",
    *,
    identifier: str = "banner",
    icon: ft.IconData | None = None,
    action: str | None = None,
    on_action: Press | None = None,
) -> ft.Semantics:
    """Return one message of a tone; icon and words carry it, colour only helps.

    Args:
        message: One or two sentences.
        tone: "danger" only where something may be lost.
        identifier: Name for tests; the action is `<identifier>-action`.
        icon: Another icon than the tone's, such as a pin for what one must know.
        action: The word on the button, if something can be done.
        on_action: What it does.
    """
    ground, ink, usual = _LOOKS[tone]
    below = action is not None and len(message) > _BESIDE
    said: list[ft.Control] = [
        ft.Container(
            padding=ft.Padding.only(top=theme.SPACE_12, bottom=0 if below else theme.SPACE_12),
            content=text(message, "small", ink),
        )
    ]
    parts: list[ft.Control] = [
        ft.Container(
            padding=ft.Padding.symmetric(vertical=theme.SPACE_12),
            content=ft.Icon(icon or usual, color=ink, size=theme.TEXT_20),
        ),
        ft.Column(expand=True, spacing=0, tight=True, controls=said),
    ]
    if action and on_action:
        button = ft.TextButton(
            content=action,
            on_click=on_action,
            height=theme.room_for_text(theme.TOUCH),
            style=ft.ButtonStyle(
                color=ink,
                text_style=text_style("small_strong", ink),
                padding=ft.Padding.symmetric(horizontal=0 if below else theme.SPACE_12),
            ),
        )
        (said if below else parts).append(tagged(f"{identifier}-action", button))
    return tagged(
        identifier,
        ft.Container(
            bgcolor=ground,
            border_radius=theme.RADIUS_12,
            padding=ft.Padding.only(
                left=theme.SPACE_16,
                right=theme.SPACE_4 if action and not below else theme.SPACE_16,
            ),
            content=ft.Row(
                spacing=theme.SPACE_12,
                vertical_alignment=(
                    ft.CrossAxisAlignment.START if below else ft.CrossAxisAlignment.CENTER
                ),
                controls=parts,
            ),
        ),
    )
