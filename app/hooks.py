"""How components reach the process and their window, and read what they show."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import flet as ft
from flet.components.hooks.use_context import ContextProvider
from sqlalchemy import Connection

from app.runtime import Runtime
from app.state import AppState
from sync.core.errors import RapportError, StoreError

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True)
class App:
    """What components find in the context: the process and this window."""

    runtime: Runtime
    state: AppState


AppContext: ContextProvider[App | None] = ft.create_context(None)


def use_app() -> App:
    """Return the runtime and this window's state; redraws when the state changes."""
    app = ft.use_context(AppContext)
    if app is None:
        msg = "a component that uses the app must stand inside AppContext"
        raise RuntimeError(msg)
    ft.use_state(app.state)
    return app


@dataclass(frozen=True)
class Loaded(Generic[T]):
    """What a query brought.

    Attributes:
        value: The newest answer; None before the first.
        error: Why there is no newer one; None when all is well.
    """

    value: T | None = None
    error: RapportError | None = None


def use_query(
    query: Callable[[Connection], T], kinds: Iterable[str], *depends: object
) -> Loaded[T]:
    """Run a query now, and again whenever its records or arguments change.

    A hook: call it unconditionally. While a newer answer is on its way the
    last one stays, so nothing flickers.

    Args:
        query: What to read; made anew at each render, told apart by `depends`.
        kinds: Record kinds it reads.
        depends: Its arguments.
    """
    app = use_app()
    loaded, set_loaded = ft.use_state(Loaded[T]())
    asked = ft.use_ref(0)

    async def load() -> None:
        asked.current = mine = (asked.current or 0) + 1
        try:
            fresh = Loaded(await app.runtime.ask(query))
        except StoreError as error:
            log.warning("query-failed error=%s", type(error).__name__)
            fresh = replace(loaded, error=error)
        if asked.current == mine:  # a later question overtook this one
            set_loaded(fresh)

    ft.use_effect(load, [app.state.version(kinds), *depends])
    return loaded
