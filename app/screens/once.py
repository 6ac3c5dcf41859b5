"""Two quick taps are two calls, each in a task of its own: what is done once asks here."""

from collections.abc import Awaitable, Callable, Hashable
from functools import wraps
from typing import ParamSpec

import flet as ft

P = ParamSpec("P")


class Once:
    """Lets one handler of a form through at a time, and none after the one that did it."""

    def __init__(self) -> None:
        """Let the first one through."""
        self._busy = False

    def __call__(self, handle: Callable[P, Awaitable[bool]]) -> Callable[P, Awaitable[None]]:
        """Return a handler that does nothing while one is at work, or has done it.

        Args:
            handle: Tells whether it did what it is for; if not, it may be tried again.
        """

        @wraps(handle)
        async def handled(*args: P.args, **kwargs: P.kwargs) -> None:
            if self._busy:
                return
            self._busy = True
            try:
                self._busy = await handle(*args, **kwargs)
            except BaseException:
                self._busy = False
                raise

        return handled


def use_once(*turn: Hashable) -> Once:
    """Return what lets a form's handler do its work once. A hook.

    A screen is drawn after the work: a tap on the old picture must not do it again.

    Args:
        turn: What tells one time the form is open from the next; nothing where it is
            made anew each time.
    """
    return ft.use_memo(Once, turn)
