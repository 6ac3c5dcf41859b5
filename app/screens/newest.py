"""What was typed, as it is now: a handler may be older than the last keys."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def newest(update: Callable[[Callable[[T], T]], None]) -> T:
    """Return a component's state as it is, not as the screen last showed it.

    Keys arrive before the tap that saves them, but the screen that made the
    tap's handler may have been drawn before those keys.

    Args:
        update: The setter that `ft.use_state` returned.
    """
    seen: list[T] = []

    def look(state: T) -> T:
        seen.append(state)
        return state

    update(look)
    return seen[0]
