"""Bounds on how often somebody may ask, and on guessing.

All of them count in memory, for one process: with several behind a load
balancer each bounds its own share, so that the sum may be that many times
larger.
"""

from collections import OrderedDict
from ipaddress import ip_address
from math import ceil
from threading import Lock

from sync.core.spans import HOUR_MS
from sync.server.errors import TooManyError

_MOST = 10_000
"""Keys remembered at once, about 2 MB; the one idle longest goes first."""

_MAX_WRONG = 10
_WINDOW_MS = 10 * 60 * 1000

_FREE_TRIES = 5
_LONGEST_WAIT_MS = 60 * 1000
_FORGET_MS = HOUR_MS


class Buckets:
    """Token buckets by key: a burst at once, then so many a second; safe for threads.

    Args:
        per_s: Requests a second in the long run; 0 for no bound.
        burst: Requests that may come at once after a rest.
    """

    def __init__(self, per_s: float, burst: float) -> None:
        self._per_s, self._burst = per_s, burst
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, now_s: float) -> float:
        """Take one request out of a bucket.

        Args:
            key: Whose bucket.
            now_s: Any clock that does not go back, in seconds.

        Returns:
            0 if there was one left, else the seconds until there will be.
        """
        if not self._per_s:
            return 0.0
        with self._lock:
            left, since_s = self._left.pop(key, (self._burst, now_s))
            left = min(self._burst, left + (now_s - since_s) * self._per_s)
            went = left >= 1
            self._left[key] = (left - 1 if went else left, now_s)
            if len(self._left) > _MOST:
                self._left.popitem(last=False)
        return 0.0 if went else (1 - left) / self._per_s


class WrongCodes:
    """Counts wrong codes and passwords by address; safe for threads.

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
        left_ms = since_ms + _WINDOW_MS - now_ms
        if count >= _MAX_WRONG and left_ms > 0:
            raise TooManyError(retry_s=ceil(left_ms / 1000))

    def add(self, address: str, now_ms: int) -> None:
        """Note a wrong code or password."""
        with self._lock:
            since_ms, count = self._counts.pop(address, (now_ms, 0))
            if now_ms - since_ms >= _WINDOW_MS:
                since_ms, count = now_ms, 0
            self._counts[address] = (since_ms, count + 1)
            if len(self._counts) > _MOST:
                self._counts.popitem(last=False)


class Tries:
    """Makes each try of one account's password wait longer than the one before.

    Five are free; then the wait doubles from a second to a minute, and an hour
    without tries is a fresh start. So nobody is locked out for longer than a
    minute, whoever else tries, and a thousand tries take most of a day. Safe for
    threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._tried: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def begin(self, account: str, now_ms: int) -> None:
        """Note a try before it is looked at, so that many at once count, too.

        Raises:
            TooManyError: If it comes too early; it is not counted then.
        """
        with self._lock:
            count, last_ms = self._tried.get(account, (0, now_ms))
            if now_ms - last_ms >= _FORGET_MS:
                count = 0
            late = count - _FREE_TRIES
            wait_ms = min(_LONGEST_WAIT_MS, 1000 << min(late, 16)) if late >= 0 else 0
            left_ms = last_ms + wait_ms - now_ms
            if left_ms > 0:
                raise TooManyError(retry_s=ceil(left_ms / 1000))
            self._tried.pop(account, None)
            self._tried[account] = (count + 1, now_ms)
            if len(self._tried) > _MOST:
                self._tried.popitem(last=False)

    def succeed(self, account: str) -> None:
        """Forget the tries of who got in."""
        with self._lock:
            self._tried.pop(account, None)


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
