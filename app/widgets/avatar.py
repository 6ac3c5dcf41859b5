"""A person or a company as initials: no photos to load, no colours to decode."""

import flet as ft

from app import theme
from app.widgets.text import text_style


def initials(name: str) -> str:
    """Return the first letters of the first and last word: "Anna Lena Roth" is "AR"."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return ""
    ends = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()


def avatar(name: str, *, size: int = theme.AVATAR) -> ft.Container:
    """Return the initials of a name on a quiet disc, silent for screen readers.

    They do not grow with the words: the disc does not either.
    """
    style = text_style("small_strong" if size >= theme.AVATAR else "caption", theme.INK_SOFT)
    style.size = theme.TEXT_14 if size >= theme.AVATAR else theme.TEXT_12
    return ft.Container(
        width=size,
        height=size,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=theme.PAPER_PRESSED,
        alignment=ft.Alignment.CENTER,
        content=ft.Semantics(
            exclude_semantics=True,
            content=ft.Text(initials(name), style=style, no_wrap=True),
        ),
    )
