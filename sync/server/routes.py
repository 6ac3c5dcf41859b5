"""The server's addresses: each reads a body, runs one function, gives one answer.

Handlers read the body on the event loop and touch the database in the thread
pool, so that a slow disk holds up nobody's live stream.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import TypeAdapter
from pydantic_core import to_json
from sqlalchemy import text
from starlette.responses import Response, StreamingResponse

from sync.core.errors import InvitationError, SignedOutError
from sync.core.packing import BRIEF, TAKEN
from sync.core.protocol import (
    INVITE_REPLY,
    INVITE_REQUEST,
    JOIN_REPLY,
    JOIN_REQUEST,
    SyncRequest,
)
from sync.server import passwords, teams
from sync.server.auth import Login, bearer, sign_in
from sync.server.database import Database, repeated
from sync.server.guard import is_device
from sync.server.healing import sound
from sync.server.limits import Tries, WrongCodes
from sync.server.live import Broadcaster
from sync.server.messages import JSON, answer, parse, read_body, unpack
from sync.server.metrics import Metrics
from sync.server.outside import Outside
from sync.server.passwords import SlowHash
from sync.server.service import StoredSyncService, parse_place, parse_request

ROUTER = APIRouter()

_T = TypeVar("_T")
_DEVICES = TypeAdapter(tuple[teams.DeviceInfo, ...])


@dataclass(frozen=True, slots=True)
class Backend:
    """What the addresses work with; made by the app, lives as long.

    Attributes:
        database: The server's database.
        service: Answers devices.
        broadcaster: Tells open devices that there is news.
        wrong_codes: Bounds the guessing of codes and passwords from one place.
        tries: Bounds the guessing of one account's password.
        slow_hash: Computes what a password proves.
        outside: Time and randomness.
        metrics: Counts what happens.
        scrub: Takes away the bytes that erasing a customer left.
    """

    database: Database
    service: StoredSyncService
    broadcaster: Broadcaster
    wrong_codes: WrongCodes
    tries: Tries
    slow_hash: SlowHash
    outside: Outside
    metrics: Metrics
    scrub: Callable[[], object]

    def exchange(self, token: str, read: Callable[[Login], SyncRequest]) -> bytes:
        """Exchange with a device, count it, and tell the others; return the answer.

        Raises:
            RapportError: If nothing was exchanged.
        """
        exchange = self.service.sync(token, read, self.outside.now_ms())
        self.metrics.exchanged(exchange)
        if exchange.moved:
            self.broadcaster.publish(exchange.team_id, exchange.head)
        for person in exchange.people:
            self.broadcaster.close_person(exchange.team_id, person)
        if exchange.erased:
            self.scrub()
        return exchange.body

    def done(self, work: Callable[[], _T]) -> _T:
        """Do the work of a request, though it be undone or meet rows that a disk has changed.

        Args:
            work: Opens its own transaction; may be done several times.

        Raises:
            RapportError: What the work raises.
        """
        now_ms = self.outside.now_ms()
        return repeated(lambda: sound(self.database, now_ms, work, self._healed))

    def login(self, token: str) -> Login:
        """Say whose token it is, in a transaction of its own.

        Raises:
            SignedOutError: If it is nobody's.
            DamagedRowsError: If rows must be made again first.
        """
        with self.database.reading() as connection:
            return sign_in(connection, token)

    def salt(self) -> str:
        """Return the secret that every password's proof depends on."""
        with self.database.reading() as connection:
            return passwords.salt_of(connection)

    def _healed(self, team_id: str, head: int, count: int) -> None:
        self.metrics.healed(count)
        self.broadcaster.publish(team_id, head)


@ROUTER.post("/v1/sync")
async def sync(request: Request) -> Response:
    """Push changes and pull a page of rows."""
    backend, token = backend_of(request), token_of(request)
    return await answered(
        request, lambda body: backend.exchange(token, lambda _login: parse_request(body))
    )


@ROUTER.get("/v1/sync")
async def pull(request: Request) -> Response:
    """Pull a page of rows."""
    backend, token, asked = backend_of(request), token_of(request), dict(request.query_params)
    return await answered(
        request, lambda _body: backend.exchange(token, lambda login: parse_place(login, asked))
    )


@ROUTER.post("/v1/join")
async def join(request: Request) -> Response:
    """Trade an invitation code for a device and its token."""
    backend, address = backend_of(request), address_of(request)

    def work(body: bytes) -> bytes:
        now_ms = backend.outside.now_ms()
        backend.wrong_codes.check(address, now_ms)
        message = parse(JOIN_REQUEST, body)
        try:
            with backend.database.writing() as connection:
                reply, head = teams.join(connection, backend.outside, message)
        except InvitationError:
            backend.wrong_codes.add(address, now_ms)
            raise
        backend.broadcaster.publish(reply.team_id, head)
        return JOIN_REPLY.dump_json(reply)

    return await answered(request, work)


@ROUTER.post("/v1/invitations")
async def invite(request: Request) -> Response:
    """Make an invitation code for a person, who may be new."""
    backend, token = backend_of(request), token_of(request)

    def work(body: bytes) -> bytes:
        login = backend.login(token)
        message = parse(INVITE_REQUEST, body)
        with backend.database.writing() as connection:
            login = sign_in(connection, token)
            reply = teams.invite(connection, backend.outside, login.team_id, login.actor, message)
            head = sign_in(connection, token).head
        backend.broadcaster.publish(login.team_id, head)
        return INVITE_REPLY.dump_json(reply)

    return await answered(request, work)


@ROUTER.get("/v1/devices")
async def devices(request: Request) -> Response:
    """List the person's devices; for an admin, the team's."""
    backend, token = backend_of(request), token_of(request)

    def work(_body: bytes) -> bytes:
        with backend.database.reading() as connection:
            return _DEVICES.dump_json(teams.list_devices(connection, sign_in(connection, token)))

    return await answered(request, work)


@ROUTER.delete("/v1/devices/{number}")
async def revoke(request: Request, number: int) -> Response:
    """Sign a device out, at once and for good."""
    backend, token = backend_of(request), token_of(request)

    def work() -> Response:
        with backend.database.writing() as connection:
            login = sign_in(connection, token)
            head = teams.revoke_device(connection, login, number, backend.outside.now_ms())
        backend.broadcaster.close_device(login.team_id, number)
        if head is not None:
            backend.broadcaster.publish(login.team_id, head)
        return Response(status_code=204)

    return await run_in_threadpool(backend.done, work)


@ROUTER.get("/v1/live")
async def live(request: Request) -> Response:
    """Stream the team's head whenever it moves, as server-sent events."""
    backend, token = backend_of(request), token_of(request)
    whose = partial(backend.done, lambda: backend.login(token))
    login = await run_in_threadpool(whose)

    async def current() -> int | None:
        try:
            return (await run_in_threadpool(whose)).head
        except SignedOutError:
            return None

    # A proxy must pass events on at once, not collect them.
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    events = backend.broadcaster.stream(login, current)
    return StreamingResponse(events, headers=headers, media_type="text/event-stream")


@ROUTER.get("/health")
async def health(request: Request) -> Response:
    """Say that the server runs, its database can be read, and what time it is."""
    backend = backend_of(request)

    def work(_body: bytes) -> bytes:
        with backend.database.reading() as connection:
            connection.execute(text("SELECT version FROM schema_version")).scalar_one()
        return to_json({"status": "ok", "now_ms": backend.outside.now_ms()})

    return await answered(request, work)


async def answered(request: Request, work: Callable[[bytes], bytes]) -> Response:
    """Read the body within limits, then work and pack in the thread pool."""
    body = await read_body(request)
    encoding = request.headers.get("content-encoding", "").lower()
    backend, device = backend_of(request), is_device(request.scope)
    # Who names none takes any (RFC 9110, 12.5.3); a device that asks by an address, or
    # packs with the phrases itself, relies on it.
    relies = device and (request.method == "GET" or encoding == BRIEF)
    unsaid = TAKEN if relies else ""
    accepts = request.headers.get("accept-encoding", unsaid)

    def worked() -> Response:
        plain = unpack(body, encoding)
        return answer(
            backend.done(lambda: work(plain)),
            accepts,
            packs=encoding,
            media="" if device else JSON,
        )

    return await run_in_threadpool(worked)


def backend_of(request: Request) -> Backend:
    """Return the parts of the app that a request came to."""
    backend: Backend = request.app.state.backend
    return backend


def address_of(request: Request) -> str:
    """Return where a request comes from, for counting what it guesses."""
    return request.client.host if request.client else ""


def token_of(request: Request) -> str:
    """Return the bearer token.

    Raises:
        SignedOutError: If there is none.
    """
    token = bearer(request.headers.get("authorization", ""))
    if not token:
        raise SignedOutError
    return token
