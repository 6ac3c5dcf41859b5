"""Something heavy, made when first needed and let go when nobody has needed it for a while."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """One heavy thing, lent to one at a time.

    Lives as long as its owner; a timer's thread lets go of the thing.
    """

    def __init__(self, make: Callable[[], T], idle_s: float) -> None:
        """Make nothing yet.

        Args:
            make: Makes the thing; what it raises reaches who wanted it.
            idle_s: Seconds without use after which it is let go.
        """
        self._make = make
        self._idle_s = idle_s
        self._lock = threading.Lock()
        self._thing: T | None = None
        self._timer: threading.Timer | None = None

    @contextmanager
    def lent(self) -> Iterator[T]:
        """Lend the thing, made now if need be; others wait meanwhile."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._thing is None:
                self._thing = self._make()
            try:
                yield self._thing
            finally:
                self._timer = threading.Timer(self._idle_s, self.release)
                self._timer.daemon = True
                self._timer.start()

    @property
    def there(self) -> bool:
        """Whether it is held now."""
        return self._thing is not None

    def release(self) -> None:
        """Let go of it now."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._thing = None
