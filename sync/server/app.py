"""Makes the server app: opens the database, wires the parts, reads the real clock."""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.core.errors import RapportError, RecordMissingError, ServerFaultError, way_of
from sync.server import access, erasing, integrity_routes, metrics_routes, pages
from sync.server.backup import back_up_daily
from sync.server.database import FILE_NAME, Database
from sync.server.errors import MalformedError, WrongMethodError, status_of
from sync.server.file_routes import FILE_ROUTER
from sync.server.files.opening import open_store
from sync.server.files.service import FileService
from sync.server.guard import Headers, RateLimit
from sync.server.limits import Tries, WrongCodes
from sync.server.live import Broadcaster
from sync.server.messages import problem
from sync.server.metrics import Measured, Metrics
from sync.server.openapi import methods_of
from sync.server.outside import Outside
from sync.server.passwords import SlowHash
from sync.server.routes import ROUTER, Backend
from sync.server.service import StoredSyncService
from sync.server.settings import Settings
from sync.server.upkeep import keep_up

_LOG = logging.getLogger(__name__)

AT_ONCE = 8
"""Requests worked on at the same time. Each may hold a page several times over (as
rows, text and packed), about 8 MB; more would not be faster on a small machine."""


def real_outside() -> Outside:
    """Return the real clock and the system's random source."""
    return Outside(
        now_ms=lambda: time.time_ns() // 1_000_000,
        bits=secrets.randbits,
        token=lambda: secrets.token_urlsafe(24),
    )


def create_app(settings: Settings, outside: Outside | None = None) -> FastAPI:
    """Make the server app over the settings' database.

    The database is opened (made, migrated) here and closed when the app's
    lifespan ends. `app.state.backend` holds the parts.

    Args:
        settings: The choices of this process.
        outside: Time and randomness; the real ones when left out.

    Raises:
        StoreError: If the database cannot be used; the subclass says why.
        BusyError: If it cannot be reached.
        ConfigurationError: If it is not named rightly.
    """
    outside = outside or real_outside()
    store = open_store(settings)
    database = Database.open(settings.data, settings.database_url)
    app = FastAPI(
        title="Rapport server",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    broadcaster = Broadcaster(settings.heartbeat_s)
    metrics = Metrics(lambda: broadcaster.listeners)
    app.state.backend = Backend(
        database=database,
        service=StoredSyncService(database, outside),
        broadcaster=broadcaster,
        wrong_codes=WrongCodes(),
        tries=Tries(),
        slow_hash=SlowHash(),
        outside=outside,
        metrics=metrics,
        scrub=partial(erasing.finish_now, database, store),
    )
    app.state.metrics_readers = metrics_routes.Readers(
        settings.metrics_token, settings.behind_proxy
    )
    app.state.files = FileService(database, store, settings.file_bytes)
    copying = None
    if settings.backups and not settings.database_url:
        copying = partial(back_up_daily, settings.data / FILE_NAME, settings.backups)
    app.state.upkeep = partial(
        keep_up, database, store, outside.now_ms, broadcaster.publish, copying
    )
    app.include_router(ROUTER)
    app.include_router(integrity_routes.ROUTER)
    app.include_router(access.ROUTER)
    app.include_router(pages.ROUTER)
    app.include_router(metrics_routes.ROUTER)
    if settings.openapi:
        app.include_router(pages.OPENAPI_ROUTER)
    app.include_router(FILE_ROUTER)
    app.add_middleware(RateLimit, per_s=settings.rate)
    app.add_middleware(_LastResort)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Encoding", "Content-Type"],
        )
    app.add_middleware(Headers, now_ms=outside.now_ms)
    app.add_middleware(Measured, metrics=metrics)
    app.add_exception_handler(RapportError, _say_error)
    app.add_exception_handler(HTTPException, _say_http_error)
    app.add_exception_handler(RequestValidationError, _say_bad_path)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    backend: Backend = app.state.backend
    to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    backend.broadcaster.start()
    relay = backend.database.relay(backend.broadcaster)
    relay.start()
    upkeep = asyncio.create_task(app.state.upkeep())
    try:
        yield
    finally:
        upkeep.cancel()
        backend.broadcaster.close()
        await run_in_threadpool(relay.stop)
        backend.database.close()


async def _say_error(request: Request, error: Exception) -> Response:
    known = error if isinstance(error, RapportError) else ServerFaultError()
    backend: Backend = request.app.state.backend
    backend.metrics.failed(known)
    if status_of(known) >= 500:
        _LOG.error("request failed error=%s fields=%s", known.key, known.fields)
    return problem(known)


async def _say_http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    response = problem(_HTTP_ERRORS.get(status, MalformedError)())
    if status == 405:
        response.headers["Allow"] = methods_of(request.url.path)
    return response


async def _say_bad_path(_request: Request, _error: Exception) -> Response:
    return problem(MalformedError(hint="A number in the address is none."))


_HTTP_ERRORS: dict[int, type[RapportError]] = {404: RecordMissingError, 405: WrongMethodError}


class _LastResort:
    """Answers for what nobody foresaw, and logs it once, without what people wrote.

    The text of an exception may quote a note or a token, so that only its kind
    and the lines of code it came by are logged.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer 500 if that fails before an answer began."""
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:  # noqa: BLE001  # the edge: nothing else would answer
            _LOG.error("request failed error=%s at\n%s", type(error).__name__, way_of(error))
            if not begun:
                await problem(ServerFaultError())(scope, receive, send)
