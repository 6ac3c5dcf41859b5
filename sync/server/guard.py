"""What stands before every address: how often one may ask, and what each answer carries.

Plain ASGI, since it runs for every request: 10 microseconds in all.
"""

import asyncio
from collections.abc import Callable
from math import ceil
from wsgiref.handlers import format_date_time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.server.auth import bearer, hash_secret
from sync.server.errors import TooManyError
from sync.server.limits import Buckets, is_loopback, place
from sync.server.messages import problem

_BURST_S = 60
"""A device that rested may send a minute's worth at once: a first sync of 50,000
changes takes about 60 requests, a busy day's typing one a second."""
_DEVICES_AT_AN_ADDRESS = 10
"""An office behind one address may ask as often as this many devices at full speed."""

_ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Nothing here is a page: no browser is to keep, guess, run or frame it."""
_OVER_TLS = {"Strict-Transport-Security": "max-age=31536000"}


class RateLimit:
    """Bounds requests by address and by device, before a body is read.

    An address that is this machine's own is not bounded, but its devices are.

    Args:
        app: What lies behind.
        per_s: Requests a second that one device may make in the long run; 0
            for no bound.
    """

    def __init__(self, app: ASGIApp, per_s: float) -> None:
        self._app = app
        self._devices = Buckets(per_s, per_s * _BURST_S)
        many = per_s * _DEVICES_AT_AN_ADDRESS
        self._addresses = Buckets(many, many * _BURST_S)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 429 with `Retry-After`."""
        wait_s = self._wait_s(scope) if scope["type"] == "http" else 0.0
        if not wait_s:
            await self._app(scope, receive, send)
            return
        hint = "This is more than one device or address may ask for: try again later."
        answer = problem(TooManyError(retry_s=ceil(wait_s), hint=hint))
        await answer(scope, receive, send)

    def _wait_s(self, scope: Scope) -> float:
        now_s = asyncio.get_running_loop().time()
        address = scope["client"][0] if scope.get("client") else ""
        if not is_loopback(address) and (wait_s := self._addresses.take(place(address), now_s)):
            return wait_s
        header = next((v for k, v in scope["headers"] if k == b"authorization"), b"")
        token = bearer(header.decode("latin-1"))
        return self._devices.take(hash_secret(token), now_s) if token else 0.0


class Headers:
    """Gives answers the headers that keep a browser from making more of them, and the date.

    Devices name no `User-Agent`, which no browser can do: their exchanges are spared
    the headers, which would be most of one with nothing to do.

    Args:
        app: What lies behind.
        now_ms: Reads the wall clock, UTC milliseconds.
    """

    def __init__(self, app: ASGIApp, now_ms: Callable[[], int]) -> None:
        self._app = app
        self._now_ms = now_ms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; what an answer says itself stands."""
        if scope["type"] != "http" or is_device(scope):
            await self._app(scope, receive, send)
            return
        wanted = {"Date": format_date_time(self._now_ms() / 1000), **_ALWAYS}
        if scope.get("scheme") == "https":
            wanted |= _OVER_TLS

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, dressed)


def is_device(scope: Scope) -> bool:
    """Tell whether this is a device's exchange, which no browser sees.

    Nor does a cache keep it: what comes with a token is for its sender alone (RFC
    9111, 3.5), and nothing in it says that it stays fresh.
    """
    names = {name for name, _ in scope["headers"]}
    exchanged = scope["method"] == "POST" or scope["path"] == "/v1/sync"
    return exchanged and b"user-agent" not in names
