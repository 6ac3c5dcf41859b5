"""What stands before the app when a browser shows it: only its own page may use it.

The page talks to the app through a WebSocket, and a browser opens one to any
address for any page: without a look at where it comes from, every website a
person visits could read and write their notebook. Flet does not look.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' {sockets} data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
"""Flutter draws with WebAssembly; its page has scripts and styles of its own inline."""
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class WebGuard:
    """Refuses whatever comes from another page, and tells browsers what ours may do.

    Args:
        app: Flet's.
        host: Where it listens: on this machine's own address, nothing is
            answered under another name, whatever a foreign DNS says.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._near = _is_near(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what our own page asks."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._is_ours(scope["type"], headers):
            await _refuse(scope["type"], send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = MutableHeaders(scope=message)
                # Flet lets every page read its answers.
                del said["Access-Control-Allow-Origin"]
                # It isolates its own page too, and there Flutter draws beside the thread that
                # lays out text, over one heap and without a lock (flutter/flutter#190039):
                # sooner or later the window freezes.
                del said["Cross-Origin-Embedder-Policy"]
                host = headers.get("host", "")
                said["Content-Security-Policy"] = _POLICY.format(
                    sockets=f"ws://{host} wss://{host}"
                )
                said.update(_ALWAYS)
            await send(message)

        await self._app(scope, receive, dressed)

    def _is_ours(self, kind: str, headers: Headers) -> bool:
        host = headers.get("host", "")
        if self._near and not _is_near(urlsplit(f"//{host}").hostname or ""):
            return False
        origin = headers.get("origin")
        if kind != "websocket" or origin is None:  # what is no browser names no page
            return True
        # No page can set these headers; a proxy in front may have changed the first.
        return urlsplit(origin).netloc in (host, headers.get("x-forwarded-host", host))


async def _refuse(kind: str, send: Send) -> None:
    if kind == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send({"type": "http.response.start", "status": 403, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _is_near(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
