"""Hooks for what only the page hears: keys, and the app going to the background."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

_Handler = Callable[[Any], Awaitable[None]]


@dataclass
class _Chain:
    """The handler of the newest render, and who listened before this component."""

    newest: _Handler
    before: _Handler | None = None


def use_keys(on_key: Callable[[ft.KeyboardEvent], Awaitable[None]]) -> None:
    """Hear the keyboard while this component is on top; nobody beneath does. A hook."""
    _use_page_event("on_keyboard_event", on_key, share=False)


def use_lifecycle(
    on_change: Callable[[ft.AppLifecycleStateChangeEvent], Awaitable[None]],
) -> None:
    """Hear of the app going away and coming back; whoever heard before still does. A hook."""
    _use_page_event("on_app_lifecycle_state_change", on_change, share=True)


def _use_page_event(name: str, handler: _Handler, *, share: bool) -> None:
    page = ft.context.page
    chain = ft.use_memo(lambda: _Chain(handler), [])
    chain.newest = handler

    async def heard(event: Any) -> None:  # noqa: ANN401  # each event has its own type
        await chain.newest(event)
        if share and chain.before:
            await chain.before(event)

    def listen() -> None:
        chain.before = getattr(page, name)
        setattr(page, name, heard)
        page.update()

    def stop() -> None:
        setattr(page, name, chain.before)

    ft.use_effect(listen, [], stop)
