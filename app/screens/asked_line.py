"""One line that may be answered or left: why a deal is pinned, what a view is called."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.screens.drafts import use_draft
from app.screens.once import use_once
from app.screens.page_events import use_escape
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.fields import field
from app.widgets.safety import guarded
from app.widgets.words import use_words

_MENU_S: Final = (0.3, 0.9)
"""A menu that closes gives the keyboard back to where it was; on a slow phone that takes long."""
Answer = Callable[[str], Awaitable[bool]]
"""Takes the words; tells whether they are kept."""


@guarded
def AskedLine(
    identifier: str,
    label: str,
    on_answer: Answer,
    on_leave: Callable[[], object],
    *,
    about: str = "",
    start: str = "",
    hint: str = "",
) -> ft.Control:
    """Hold what is typed into one line; it survives a kill, and leaving it costs nothing.

    Args:
        identifier: Name for tests, and of what is typed.
        label: What is asked.
        on_answer: Keeps the words.
        on_leave: Closes the line.
        about: What it is asked of: words typed for one are not another's.
        start: What stands there.
        hint: An example.
    """
    words = use_words()
    draft = use_draft(f"line:{identifier}:{about}", {"line": start})
    once = use_once()

    async def leave() -> None:
        on_leave()
        await draft.forget()

    @once
    async def save() -> bool:
        kept = await on_answer(draft["line"])
        if kept:
            await leave()
        return kept

    box = ft.use_memo(ft.Ref[ft.TextField], [])

    async def take_keyboard() -> None:
        for pause_s in _MENU_S:
            await asyncio.sleep(pause_s)
            # Where the line is closed by then, nobody waits for the keyboard.
            with suppress(RuntimeError):
                if box.current:
                    await box.current.focus()  # type: ignore[no-untyped-call]  # Flet leaves it so

    ft.on_mounted(take_keyboard)
    use_escape(leave)
    asked = field(
        label,
        draft["line"],
        partial(draft.put, "line"),
        identifier,
        hint=hint or None,
        on_submit=save,
        ref=box,
    )
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_4, top=theme.SPACE_8),
        content=ft.Row(
            spacing=theme.SPACE_4,
            controls=[
                ft.Container(expand=True, content=asked),
                quiet_button(words.t("common.save"), save, f"{identifier}-save"),
                icon_button(
                    ft.Icons.CLOSE_ROUNDED, words.t("common.close"), leave, f"{identifier}-leave"
                ),
            ],
        ),
    )
