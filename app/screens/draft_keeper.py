"""Keep what is being typed, so that a dead battery costs no word."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from app.commands.drafts import save_draft
from app.runtime import Runtime
from sync.client.writer import Writer
from sync.core.errors import RapportError

T = TypeVar("T")

DRAFTS = "draft"
"""What a query names to be read again whenever somebody leaves a draft behind."""

PAUSE_S = 0.3
"""No word waits longer than this to be kept."""


class DraftKeeper:
    """Owned by one open form, from its first key to its last.

    Attributes:
        key: The draft's name.
        on_problem: Called when the words could not be written.
        filed: Whether the words are no draft any more.
    """

    def __init__(self, runtime: Runtime, key: str) -> None:
        """Keep under a key."""
        self.key = key
        self.filed = False
        self._runtime = runtime
        self.on_problem: Callable[[RapportError], None] = _ignore
        self._wanted: Mapping[str, str] | None = None
        self._writing = asyncio.Lock()
        self._pause: asyncio.Task[None] | None = None

    def put(self, fields: Mapping[str, str]) -> None:
        """Take the form as it is now; it is written within `PAUSE_S`."""
        self._wanted = fields
        if self._pause is None or self._pause.done():
            self._pause = asyncio.create_task(self._after_pause())

    async def flush(self) -> bool:
        """Write what is not written yet, now; tell whether it is safe."""
        async with self._writing:
            if self._wanted is None or self.filed:
                return True
            fields, self._wanted = self._wanted, None
            try:
                await self._runtime.run(partial(save_draft, key=self.key, fields=fields))
            except RapportError as error:
                self._wanted = self._wanted or fields
                self.on_problem(error)
                return False
        return True

    async def leave(self) -> None:
        """Write what is left and tell whoever offers drafts."""
        await self.flush()
        self._runtime.announce({DRAFTS})

    async def file(self, command: Callable[[Writer], T]) -> T:
        """Run the command that files the words; no draft is written after it.

        Raises:
            RapportError: As the command does; the draft stays.
        """
        async with self._writing:
            filed = await self._runtime.run(command)
            self.filed = True
            return filed

    async def _after_pause(self) -> None:
        await asyncio.sleep(PAUSE_S)
        await self.flush()


def _ignore(_error: RapportError) -> None:
    """Nobody asked to be told."""
