"""A bound on guessing: how many wrong codes one address may try."""

from collections import OrderedDict
from threading import Lock

from sync.server.errors import TooManyError

_MAX_WRONG = 10
_WINDOW_MS = 10 * 60 * 1000
_MAX_ADDRESSES = 10_000
"""Addresses remembered at once, about 2 MB; the one idle longest goes first."""


class WrongCodes:
    """Counts wrong codes by address, in memory; one per process, safe for threads.

    With about 2**39 codes, ten guesses in ten minutes find one in millions of years.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def check(self, address: str, now_ms: int) -> None:
        """Refuse an address that guessed too often of late.

        Raises:
            TooManyError: If it did.
        """
        with self._lock:
            since_ms, count = self._counts.get(address, (now_ms, 0))
        if count >= _MAX_WRONG and now_ms - since_ms < _WINDOW_MS:
            raise TooManyError

    def add(self, address: str, now_ms: int) -> None:
        """Note a wrong code."""
        with self._lock:
            since_ms, count = self._counts.pop(address, (now_ms, 0))
            if now_ms - since_ms >= _WINDOW_MS:
                since_ms, count = now_ms, 0
            self._counts[address] = (since_ms, count + 1)
            if len(self._counts) > _MAX_ADDRESSES:
                self._counts.popitem(last=False)
