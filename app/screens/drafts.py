"""Words being typed in a form, kept on the device at every key."""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import flet as ft

from app.commands.drafts import discard_draft, save_draft
from app.hooks import use_app
from app.queries.drafts import load_draft
from app.runtime import Runtime
from sync.core.errors import StoreError


@dataclass
class _Keeper:
    """Lives as long as its form; writes one state at a time, always the newest."""

    runtime: Runtime
    key: str
    changed: Mapping[str, str] = field(default_factory=dict)
    _unsaved: bool = False
    _busy: bool = False

    async def keep(self, changed: Mapping[str, str]) -> None:
        """Save the words; those typed meanwhile are saved with the next write."""
        self.changed, self._unsaved = changed, True
        if self._busy:
            return
        self._busy = True
        try:
            while self._unsaved:
                self._unsaved = False
                command = (
                    partial(save_draft, key=self.key, fields=self.changed)
                    if self.changed
                    else partial(discard_draft, key=self.key)
                )
                await self.runtime.run(command)
        except StoreError:
            self._unsaved = False  # they still stand in the form; the next key tries again
        finally:
            self._busy = False


class _Words(Mapping[str, str]):
    """Words of a form as they are now, also for a handler drawn before the last keys."""

    def __init__(self, keeper: _Keeper, start: Mapping[str, str]) -> None:
        self._keeper, self._start = keeper, start

    def _now(self) -> Mapping[str, str]:
        return {**self._start, **self._keeper.changed}

    def __getitem__(self, name: str) -> str:
        return self._now()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())


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
        forget: Drops the words, once they are filed or given up.
    """

    changed: Mapping[str, str]
    fields: Mapping[str, str]
    found: bool
    ready: bool
    put: Callable[[str, str], Coroutine[Any, Any, None]]
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
    keeper = ft.use_memo(lambda: _Keeper(app.runtime, key), [key])

    async def load() -> None:
        try:
            kept = await app.runtime.ask(partial(load_draft, key=key))
        except StoreError:
            kept = {}
        if kept:
            keeper.changed = {**kept, **keeper.changed}
            set_drawn(dict(keeper.changed))
            set_found(True)
        set_ready(True)

    async def put(name: str, value: str) -> None:
        rest = {other: words for other, words in keeper.changed.items() if other != name}
        newest = rest if value == start.get(name, "") else {**rest, name: value}
        set_drawn(newest)
        await keeper.keep(newest)

    async def forget() -> None:
        set_drawn({})
        set_found(False)
        await keeper.keep({})

    ft.use_effect(load, [key])
    return Draft(_Words(keeper, {}), _Words(keeper, start), found, ready, put, forget)
