"""Draw again every minute: what is next depends on the clock."""

import asyncio

import flet as ft

_MINUTE_S = 60


def use_minutes() -> None:
    """Draw this component again every minute. A hook."""
    _, set_minutes = ft.use_state(0)

    async def tick() -> None:
        while True:
            await asyncio.sleep(_MINUTE_S)
            set_minutes(lambda n: n + 1)

    # Flet cancels the task only of an effect that has a clean-up.
    ft.use_effect(tick, [], lambda: None)
