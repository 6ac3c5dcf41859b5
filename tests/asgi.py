"""Run a server app in process, for a synchronous httpx client.

    with InProcess(app) as transport:
        client = httpx.Client(transport=transport, base_url="http://server")

The app and its lifespan run on an event loop in a thread of their own.
Requests may come from any number of threads; streams arrive piece by piece.
"""

import asyncio
import queue
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Self

import anyio
import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.types import ASGIApp, Message

_TIMEOUT_S = 30.0


class InProcess(httpx.BaseTransport):
    """Transport to an ASGI app in this process; owned by a `with` block."""

    def __init__(self, app: ASGIApp) -> None:
        """Keep the app; entering starts it.

        Set `address` for requests to come from elsewhere than this machine.
        """
        self.address = "127.0.0.1"
        self._depth = 0
        self._app = app
        self._running: AbstractContextManager[BlockingPortal] = start_blocking_portal()
        self._portal: BlockingPortal
        self._lifespan: _Lifespan

    def __enter__(self) -> Self:
        """Start the event loop and the app's lifespan; a client entered inside changes nothing."""
        self._depth += 1
        if self._depth > 1:
            return self
        self._portal = self._running.__enter__()
        self._lifespan = self._portal.call(_Lifespan, self._app)
        try:
            self._portal.call(self._lifespan.start)
        except BaseException:
            self._running.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        """Stop the lifespan and the event loop, when the outermost block ends."""
        self._depth -= 1
        if self._depth:
            return
        self._portal.call(self._lifespan.stop)
        self._running.__exit__(None, None, None)

    def close(self) -> None:
        """Do nothing: a client that closes leaves the app to the `with` block."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request through the app."""
        exchange = _Exchange(request, request.read(), self.address)
        exchange.task = self._portal.start_task_soon(exchange.run, self._app)
        status, headers = exchange.wait_for_start()
        return httpx.Response(status, headers=headers, stream=_Stream(exchange, self._portal))


class _Lifespan:
    """The app's lifespan, on the portal's event loop."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._to_app: asyncio.Queue[Message] = asyncio.Queue()
        self._from_app: asyncio.Queue[Message] = asyncio.Queue()
        self._task: asyncio.Task[None]

    async def start(self) -> None:
        self._task = asyncio.ensure_future(self._run())
        await self._step("startup")

    async def stop(self) -> None:
        await self._step("shutdown")
        await self._task

    async def _run(self) -> None:
        await self._app(
            {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}},
            self._to_app.get,
            self._from_app.put,
        )

    async def _step(self, name: str) -> None:
        await self._to_app.put({"type": f"lifespan.{name}"})
        message = await self._from_app.get()
        if message["type"] != f"lifespan.{name}.complete":
            raise RuntimeError(message.get("message", name))


class _Exchange:
    """One request under way: the app's messages go through a thread-safe queue."""

    def __init__(self, request: httpx.Request, body: bytes, address: str) -> None:
        self._scope = _scope(request, address)
        self._body = [body]
        self._messages: queue.SimpleQueue[Message | BaseException | None] = queue.SimpleQueue()
        self._gone = anyio.Event()
        self.task: Future[Any]

    async def run(self, app: ASGIApp) -> None:
        try:
            await app(self._scope, self._receive, self._send)
        except Exception as error:  # noqa: BLE001  # raised again in the client's thread
            self._messages.put(error)
        finally:
            self._messages.put(None)

    async def disconnect(self) -> None:
        self._gone.set()

    async def _receive(self) -> Message:
        if self._body:
            return {"type": "http.request", "body": self._body.pop(), "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self._messages.put(message)

    def next(self) -> Message | None:
        message = self._messages.get(timeout=_TIMEOUT_S)
        if isinstance(message, BaseException):
            raise message
        return message

    def wait_for_start(self) -> tuple[int, list[tuple[bytes, bytes]]]:
        message = self.next()
        if message is None:
            reason = "the app ended without an answer"
            raise httpx.RemoteProtocolError(reason)
        return message["status"], message["headers"]


class _Stream(httpx.SyncByteStream):
    """The body of an answer, as its pieces come."""

    def __init__(self, exchange: _Exchange, portal: BlockingPortal) -> None:
        self._exchange = exchange
        self._portal = portal

    def __iter__(self) -> Iterator[bytes]:
        while (message := self._exchange.next()) is not None:
            yield message.get("body", b"")
            if not message.get("more_body", False):
                return

    def close(self) -> None:
        self._portal.call(self._exchange.disconnect)
        self._exchange.task.result(_TIMEOUT_S)


def _scope(request: httpx.Request, address: str) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.split(b"?")[0],
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(k.lower(), v) for k, v in request.headers.raw],
        "server": (request.url.host, request.url.port or 80),
        "client": (address, 50_000),
    }
