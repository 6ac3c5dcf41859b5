"""Draw again every minute, and when one comes back: what is next depends on the clock."""

import asyncio

import flet as ft

from app.screens.page_events import use_lifecycle

_MINUTE_S = 60


def use_minutes() -> None:
    """Draw this component again every minute, and when a device has slept. A hook."""
    _, set_minutes = ft.use_state(0)

    def again() -> None:
        set_minutes(lambda n: n + 1)

    async def tick() -> None:
        while True:
            await asyncio.sleep(_MINUTE_S)
            again()

    async def on_lifecycle(event: ft.AppLifecycleStateChangeEvent) -> None:
        if event.state == ft.AppLifecycleState.RESUME:  # asleep, no minute was counted
            again()

    use_lifecycle(on_lifecycle)
    # Flet cancels the task only of an effect that has a clean-up.
    ft.use_effect(tick, [], lambda: None)
