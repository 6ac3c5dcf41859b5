"""Save a made file where a person says; a browser downloads it."""

import re
from typing import Final

import flet as ft

from app.hooks import App
from app.widgets.snack import snackbar

_NOT_IN_A_NAME: Final = re.compile(r"[^\w-]+")
_LONGEST_NAME: Final = 60


def file_name(name: str, suffix: str) -> str:
    """Return what any disk takes as a name, made of somebody's words."""
    return f"{_NOT_IN_A_NAME.sub('-', name)[:_LONGEST_NAME].strip('-') or 'Rapport'}{suffix}"


async def save_file(app: App, name: str, content: bytes, said: str) -> None:
    """Ask where a file goes, and say that it is there.

    Args:
        app: Where it is said.
        name: What the file is called until somebody calls it something else.
        content: Its bytes.
        said: What is said then.
    """
    page = ft.context.page
    saved = await ft.FilePicker().save_file(file_name=name, src_bytes=content)
    if saved or page.web:
        page.show_dialog(snackbar(said, wide=app.state.wide))
