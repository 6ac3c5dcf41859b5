"""Open the whole app in memory, on a real replica, and count what a finger does."""

from pathlib import Path
from typing import Any

import flet as ft

from app.main import open_window
from app.runtime import Runtime
from app.settings import load_settings
from sync.client.replica import Replica
from tests.app.flet_harness import FletHarness

PHONE = (390, 844)
DESKTOP = (1440, 900)


class Window(FletHarness):
    """One window of the app.

    Attributes:
        runtime: Of this process.
        taps: How often something was tapped.
    """

    def __init__(
        self,
        replica: Replica,
        folder: Path,
        size: tuple[int, int] = PHONE,
        route: str = "/",
        *,
        runtime: Runtime | None = None,
    ) -> None:
        self.replica = replica
        self.runtime = runtime or Runtime(folder, replica, load_settings(folder))
        self.taps = 0

        async def main(page: ft.Page) -> None:
            await open_window(page, self.runtime)

        super().__init__(main, width=size[0], height=size[1], route=route)

    async def sees(self, identifier: str) -> None:
        """Wait until something of that name is on screen."""
        await self.shown(identifier)

    async def tap(self, identifier: str) -> None:
        """Tap what has that name, once it is there, and count it."""
        await super().tap(identifier)
        self.taps += 1

    async def press_key(self, key: str, *, ctrl: bool = False) -> None:
        """Press a key of the keyboard."""
        data = {"key": key, "shift": False, "ctrl": ctrl, "alt": False, "meta": False}
        await self.fire(self.page, "keyboard_event", data)

    async def undo(self) -> None:
        """Tap the way back that the message at the bottom offers."""
        await self.wait_for(lambda: bool(self.find_all(ft.SnackBarAction)))
        self.taps += 1
        await self.fire(self.find_all(ft.SnackBarAction)[-1], "click")

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Read the database, as another process would."""
        with self.replica.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql, values)]

    async def eventually(self, sql: str, expected: list[tuple[Any, ...]]) -> None:
        """Wait until the database says so, and show what it says otherwise."""
        try:
            await self.wait_for(lambda: self.rows(sql) == expected)
        except TimeoutError:
            assert self.rows(sql) == expected
