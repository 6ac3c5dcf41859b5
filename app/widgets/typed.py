"""A text field whose words no late answer can take back.

Flet sends a field's `value` to the client whenever a render gives another one than the
client last reported. A render made while the next keys are already on their way gives an
older value, and so would erase them from under the finger. Here a value that only repeats
what was typed is never sent; one that the program chose (cleared, prefilled) is.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import flet as ft
from flet.components.hooks.use_context import ContextProvider

from app.widgets.handlers import Press

Take = Callable[[ft.Event[ft.TextField]], object]


@dataclass(eq=False)
class Focus:
    """Which field of a window has the keyboard.

    Attributes:
        field: Told apart by identity; None while nobody types.
    """

    field: object | None = None


FocusContext: ContextProvider[Focus | None] = ft.create_context(None)


@dataclass
class _Keys:
    """What one mounted field has reported that its screen may not have taken up yet."""

    live: ft.TextField | None = None
    reported: list[str] = field(default_factory=list)

    def settle(self, asked: str) -> str:
        """Return the value to render: the client's own while the screen lags behind it."""
        current = asked if self.live is None else self.live.value
        if asked not in self.reported:
            self.reported.clear()
            return asked
        if asked == current == self.reported[-1]:
            self.reported = [asked]
        return current


@ft.component
def TypedField(control: ft.TextField) -> ft.Control:
    """Show the field as asked for, with the words as the client has them."""
    keys = ft.use_memo(_Keys, [])
    focus = ft.use_context(FocusContext) or ft.use_memo(Focus, [])
    blurred = cast("Press | None", control.on_blur)
    # Flet allows handlers without an event, too; ours all take one.
    take = cast("Take | None", control.on_change)

    async def changed(event: ft.Event[ft.TextField]) -> None:
        keys.reported.append(event.control.value)
        await _awaited(take(event) if take else None)

    def enter() -> None:
        focus.field = keys

    def leave() -> None:
        if focus.field is keys:
            focus.field = None

    async def left() -> None:
        leave()
        await _awaited(blurred() if blurred else None)

    ft.on_unmounted(leave)
    control.value = keys.settle(control.value)
    control.on_change, control.on_focus, control.on_blur = changed, enter, left
    keys.live = control
    return control


async def _awaited(result: object) -> None:
    if inspect.isawaitable(result):
        await result
