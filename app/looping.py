"""From a worker's thread back to the loop that draws the screen."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


def later(loop: asyncio.AbstractEventLoop, do: Callable[[T], object], what: T) -> None:
    """Do something on the loop, from a thread that may outlive it."""
    with suppress(RuntimeError):  # the loop was closed
        loop.call_soon_threadsafe(do, what)
