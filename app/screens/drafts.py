"""Words being typed, kept on the device so that a dead battery costs none."""

import asyncio
from collections import ChainMap
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import flet as ft

from app.commands.drafts import discard_draft, save_draft
from app.commands.undo import Affected
from app.hooks import use_app
from app.queries.drafts import load_draft
from app.runtime import Runtime
from app.screens.doing import Command
from sync.client.writer import Writer
from sync.core.errors import RapportError, StoreError

T = TypeVar("T")

DRAFTS = "draft"
"""What a query names to be read again whenever somebody leaves a draft behind."""

PAUSE_S = 0.3
"""No word waits longer than this to be kept."""


class DraftKeeper:
    """Owned by one open form, from its first key to its last.

    It writes into the notebook that was open when the form was: who types while somebody
    signs out has the words there, and the next person has not.

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
        self._replica = runtime.replica
        self.on_problem: Callable[[RapportError], None] = _ignore
        self._wanted: Mapping[str, str] | None = None
        self._writing = asyncio.Lock()
        self._pause: asyncio.Task[None] | None = None

    def put(self, fields: Mapping[str, str]) -> None:
        """Take the form as it is now; it is written within `PAUSE_S`, dropped if empty."""
        self._wanted = fields
        if self._pause is None or self._pause.done():
            self._pause = asyncio.create_task(self._after_pause())

    async def flush(self) -> bool:
        """Write what is not written yet, now; tell whether it is safe."""
        async with self._writing:
            if self._wanted is None or self.filed:
                return True
            fields, self._wanted = self._wanted, None
            keep = partial(save_draft, fields=fields) if fields else discard_draft
            try:
                await self._runtime.run(partial(keep, key=self.key), self._replica)
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
            filed = await self._runtime.run(command, self._replica)
            self.filed = True
            return filed

    async def _after_pause(self) -> None:
        safe = True
        # A key that comes while the words before it are written begins no pause of its own.
        while safe and self._wanted is not None and not self.filed:
            await asyncio.sleep(PAUSE_S)
            safe = await self.flush()


def _ignore(_error: RapportError) -> None:
    """Nobody asked to be told."""


@dataclass(frozen=True)
class Draft:
    """A form's fields as they stand, at the moment one looks.

    Attributes:
        changed: The fields somebody has typed into, and only those: what was
            not touched may change elsewhere while the form is open.
        fields: Every field's words.
        found: Words were kept from an earlier time.
        ready: The device has been asked for kept words.
        put: Changes a field: its name, its words.
        filing: Turns a command into one that files the words and drops the kept ones,
            both or neither: a kill must not leave what is filed to be filed once more.
        forget: Empties the form, once the words are filed or given up.
    """

    changed: Mapping[str, str]
    fields: Mapping[str, str]
    found: bool
    ready: bool
    put: Callable[[str, str], Coroutine[Any, Any, None]]
    filing: Callable[[Command], Command]
    forget: Callable[[], Coroutine[Any, Any, None]]

    def __getitem__(self, name: str) -> str:
        """Return a field's words; empty for one nobody has filled."""
        return self.fields.get(name, "")


def use_draft(key: str, start: Mapping[str, str]) -> Draft:
    """Hold a form's fields and keep them through a kill. A hook.

    Args:
        key: What is being written, such as ``account:<id>``; one form per key.
        start: The fields as they stand when nobody has typed.
    """
    app = use_app()
    _, set_drawn = ft.use_state(dict[str, str]())  # draws the form again at every key
    found, set_found = ft.use_state(False)  # noqa: FBT003
    ready, set_ready = ft.use_state(False)  # noqa: FBT003
    keeper = ft.use_memo(lambda: DraftKeeper(app.runtime, key), [key])
    typed: dict[str, str] = ft.use_memo(dict, [key])

    async def load() -> None:
        try:
            kept = await app.runtime.ask(partial(load_draft, key=key))
        except StoreError:
            kept = {}
        if kept:
            typed.update({**kept, **typed})
            set_drawn(dict(typed))
            set_found(True)
        set_ready(True)

    async def keep() -> None:
        set_drawn(dict(typed))
        keeper.put(dict(typed))
        await keeper.flush()

    async def put(name: str, value: str) -> None:
        typed.pop(name, None)
        if value != start.get(name, ""):
            typed[name] = value
        await keep()

    def filing(command: Command) -> Command:
        def file(writer: Writer) -> Affected:
            done = command(writer)
            discard_draft(writer, key)
            return done

        return file

    async def forget() -> None:
        typed.clear()
        set_found(False)
        await keep()

    ft.use_effect(load, [key])
    # A handler may have been drawn before the last keys: what it reads is as it is now.
    return Draft(typed, ChainMap(typed, dict(start)), found, ready, put, filing, forget)
