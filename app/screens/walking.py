"""Go up and down a list with the arrow keys, on a desktop: each row opens beside it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import flet as ft

from app.hooks import use_app

_AT_ONCE: Final = 500
"""Rows looked through at a time for the one that is open."""


class Row(Protocol):
    """What a list has rows of."""

    @property
    def id(self) -> str:
        """Tells it from the others."""
        ...


Fetch = Callable[[int, int], Awaitable[Sequence[Row]]]
"""Reads a page of a list, by offset and limit."""


@dataclass(eq=False)
class _Walk:
    """A list as it was last drawn, and where in it one is; -1 for nowhere yet."""

    total: int = 0
    fetch: Fetch | None = None
    open_id: str = ""
    open: Callable[[str], Awaitable[None]] | None = None
    index: int = -1
    one_by_one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def go(self, by: int) -> None:
        async with self.one_by_one:
            await self._go(by)

    async def _go(self, by: int) -> None:
        if not (self.total and self.fetch and self.open):
            return
        self.index = await self._place(self.fetch)
        wanted = min(max(self.index + by, 0), self.total - 1)
        found = await self.fetch(wanted, 1)
        if found and found[0].id != self.open_id:
            # A key that is held down comes again before the list is drawn with it open.
            self.index, self.open_id = wanted, found[0].id
            await self.open(self.open_id)

    async def _place(self, fetch: Fetch) -> int:
        """Return where the open row is: where one was last, else where it is found."""
        if not self.open_id:
            return -1
        if self.index >= 0:
            found = await fetch(self.index, 1)
            if found and found[0].id == self.open_id:
                return self.index
        for offset in range(0, self.total, _AT_ONCE):
            for index, row in enumerate(await fetch(offset, _AT_ONCE), offset):
                if row.id == self.open_id:
                    return index
        return -1


def use_walk(
    total: int, fetch: Fetch, open_id: str, on_open: Callable[[str], Awaitable[None]]
) -> None:
    """Let the arrow keys open the row above or below the open one. A hook.

    Args:
        total: How many rows the list has; 0 while there is nothing to walk.
        fetch: Reads a page of it.
        open_id: The row that is open beside it; empty for none.
        on_open: Opens a row, by its id.
    """
    memory = use_app().state.memory
    walk = ft.use_memo(_Walk, [])
    walk.total, walk.fetch, walk.open_id, walk.open = total, fetch, open_id, on_open

    def listen() -> None:
        memory.walk = walk.go

    def stop() -> None:
        if memory.walk == walk.go:
            memory.walk = None

    ft.use_effect(listen, [], stop)
