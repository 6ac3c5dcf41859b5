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

Take = Callable[[ft.Event[ft.TextField]], object]


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
    # Flet allows handlers without an event, too; ours all take one.
    take = cast("Take | None", control.on_change)

    async def changed(event: ft.Event[ft.TextField]) -> None:
        keys.reported.append(event.control.value)
        result = take(event) if take else None
        if inspect.isawaitable(result):
            await result

    control.value = keys.settle(control.value)
    control.on_change = changed
    keys.live = control
    return control
