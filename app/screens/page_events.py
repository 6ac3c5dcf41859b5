"""Hooks for what only the page hears: keys, and the app going to the background."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

import flet as ft

from app.hooks import use_app
from app.screens.going import go, tab_of
from app.widgets.handlers import Press
from app.widgets.typed import FocusContext

_ARROWS: Final = {"Arrow Down": 1, "Arrow Up": -1}
_Handler = Callable[[Any], Awaitable[None]]


@dataclass(eq=False)
class _Listener:
    """One component that hears: the handler of its newest render."""

    handler: _Handler
    active: bool = True


@dataclass(eq=False)
class _Listeners:
    """Lives on the page from the first component that hears an event.

    Attributes:
        share: Everybody hears; else only the one that came last and is active.
        all: In the order they came.
    """

    share: bool
    all: list[_Listener] = field(default_factory=list)

    async def hear(self, event: Any) -> None:  # noqa: ANN401  # each event has its own type
        active = [one for one in self.all if one.active]
        for one in active if self.share else active[-1:]:
            await one.handler(event)


def use_keys(on_key: Callable[[ft.KeyboardEvent], Awaitable[None]], *, active: bool = True) -> None:
    """Hear the keyboard while this component is on top; nobody beneath does. A hook.

    Args:
        on_key: Called at every key.
        active: Whether there is anything to hear for now; else those beneath do.
    """
    _use_page_event("on_keyboard_event", on_key, share=False, active=active)


def use_escape(leave: Press, *, active: bool = True) -> None:
    """Leave by the keyboard. A hook."""

    async def on_key(event: ft.KeyboardEvent) -> None:
        if event.key == "Escape":
            left = leave()
            if inspect.isawaitable(left):
                await left

    use_keys(on_key, active=active)


def use_shortcuts(speak: Callable[[], Awaitable[None]]) -> None:
    """Type a note with N, speak one with R, search with Ctrl+K or a slash, on a desktop. A hook.

    The arrows go up and down the list on screen.

    A letter is meant for the field one types in, if there is one.

    Args:
        speak: Begins to record.
    """
    app, focus = use_app(), ft.use_context(FocusContext)

    async def on_key(event: ft.KeyboardEvent) -> None:
        held = event.ctrl or event.meta
        typing = focus is not None and focus.field is not None
        if (event.key == "K" and held) or (event.key == "/" and not typing):
            app.state.searching = True
            if tab_of(ft.context.page.route) != "customers":
                await go("/customers")
        elif event.key == "N" and not (held or event.alt or typing):
            await go("/capture")
        elif event.key == "R" and not (held or event.alt or typing):
            await speak()
        elif event.key in _ARROWS and not typing and app.state.memory.walk:
            await app.state.memory.walk(_ARROWS[event.key])

    use_keys(on_key, active=app.state.wide)


def use_lifecycle(
    on_change: Callable[[ft.AppLifecycleStateChangeEvent], Awaitable[None]],
) -> None:
    """Hear of the app going away and coming back; others do, too. A hook."""
    _use_page_event("on_app_lifecycle_state_change", on_change, share=True, active=True)


def _use_page_event(name: str, handler: _Handler, *, share: bool, active: bool) -> None:
    page = ft.context.page
    listener = ft.use_memo(lambda: _Listener(handler), [])
    listener.handler, listener.active = handler, active

    def listeners() -> _Listeners:
        known = getattr(getattr(page, name), "__self__", None)
        if isinstance(known, _Listeners):
            return known
        fresh = _Listeners(share)
        setattr(page, name, fresh.hear)
        page.update()
        return fresh

    def listen() -> None:
        listeners().all.append(listener)

    def stop() -> None:
        # Flet cleans up also after what was drawn and gone again before it began.
        if listener in listeners().all:
            listeners().all.remove(listener)

    ft.use_effect(listen, [], stop)
