"""Bounds on how often somebody may ask, and on guessing.

All of them count in memory, for one process: with several behind a load
balancer each bounds its own share, so that the sum may be that many times
larger.
"""

from collections import OrderedDict
from ipaddress import IPv6Address, IPv6Network, ip_address
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
_TRIES_PER_S, _TRIES_AT_ONCE = 0.2, 100
"""Of one account, from everywhere: 17,000 a day, whatever botnet guesses."""


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
            left = min(self._burst, left + max(0.0, now_s - since_s) * self._per_s)
            went = left >= 1
            self._left[key] = (left - 1 if went else left, now_s)
            if len(self._left) > _MOST:
                self._left.popitem(last=False)
        return 0.0 if went else (1 - left) / self._per_s


class WrongCodes:
    """Counts wrong codes and passwords by the place they come from; safe for threads.

    With about 2**39 codes, ten guesses in ten minutes find one in millions of years.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def check(self, address: str, now_ms: int) -> None:
        """Refuse an address whose place guessed too often of late.

        Raises:
            TooManyError: If it did.
        """
        with self._lock:
            since_ms, count = self._counts.get(place(address), (now_ms, 0))
        left_ms = since_ms + _WINDOW_MS - now_ms
        if count >= _MAX_WRONG and left_ms > 0:
            raise TooManyError(retry_s=ceil(left_ms / 1000))

    def add(self, address: str, now_ms: int) -> None:
        """Note a wrong code or password."""
        with self._lock:
            since_ms, count = self._counts.pop(place(address), (now_ms, 0))
            if now_ms - since_ms >= _WINDOW_MS:
                since_ms, count = now_ms, 0
            self._counts[place(address)] = (since_ms, count + 1)
            if len(self._counts) > _MOST:
                self._counts.popitem(last=False)


class Tries:
    """Makes each try of one account's password wait longer than the one before.

    Of each place five are free; then the wait doubles from a second to a minute, and
    an hour without tries is a fresh start. So a thousand tries take most of a day,
    and what is tried elsewhere keeps nobody waiting, until a dozen places try without
    an end: all together have one every five seconds. Safe for threads.
    """

    def __init__(self) -> None:
        self._everywhere = Buckets(_TRIES_PER_S, _TRIES_AT_ONCE)
        self._lock = Lock()
        self._tried: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def begin(self, account: str, address: str, now_ms: int) -> None:
        """Note a try before it is looked at, so that many at once count, too.

        Raises:
            TooManyError: If it comes too early for its place; it is not counted then.
                Or if all places together try too often; its place has had its turn then.
        """
        self._take_turn(_key(account, address), now_ms)
        if wait_s := self._everywhere.take(account, now_ms / 1000):
            raise TooManyError(retry_s=ceil(wait_s))

    def succeed(self, account: str, address: str) -> None:
        """Forget the tries from the place of who got in."""
        with self._lock:
            self._tried.pop(_key(account, address), None)

    def _take_turn(self, key: str, now_ms: int) -> None:
        with self._lock:
            count, last_ms = self._tried.get(key, (0, now_ms))
            if now_ms - last_ms >= _FORGET_MS:
                count = 0
            late = count - _FREE_TRIES
            wait_ms = min(_LONGEST_WAIT_MS, 1000 << min(late, 16)) if late >= 0 else 0
            left_ms = last_ms + wait_ms - now_ms
            if left_ms > 0:
                raise TooManyError(retry_s=ceil(left_ms / 1000))
            self._tried.pop(key, None)
            self._tried[key] = (count + 1, now_ms)
            if len(self._tried) > _MOST:
                self._tried.popitem(last=False)


def _key(account: str, address: str) -> str:
    return f"{place(address)} {account}"


def place(address: str) -> str:
    """Return what an address is counted as: of IPv6 its first half, which is one line's.

    Who has a line has 2**64 addresses (RFC 6177), and may ask from another each time.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if not isinstance(ip, IPv6Address):
        return address
    return str(ip.ipv4_mapped or IPv6Network((int(ip), 64), strict=False))


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
