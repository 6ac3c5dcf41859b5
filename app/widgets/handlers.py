"""Kinds of callback, and the names by which tests and screen readers find a control."""

import inspect
from collections.abc import Awaitable, Callable

import flet as ft

Press = Callable[[], object]
"""What a tap calls: a function, an async function, or a partial of either."""
Take = Callable[[str], object]
"""What a changed field or a choice calls, with the new text or the chosen key."""


def tagged(identifier: str, control: ft.Control, *, label: str | None = None) -> ft.Semantics:
    """Give a control a stable, untranslated name for tests, and a label for ears."""
    return ft.Semantics(identifier=identifier, label=label, content=control)


def with_value(take: Take) -> Callable[[ft.Event[ft.TextField]], Awaitable[None]]:
    """Adapt a function of the new text to Flet's change event.

    Async functions are awaited: Flet would drop the coroutine of a lambda around one.
    """

    async def changed(event: ft.Event[ft.TextField]) -> None:
        result = take(event.control.value)
        if inspect.isawaitable(result):
            await result

    return changed
