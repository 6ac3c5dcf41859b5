"""The addresses by which both sides make sure: offer, compare, read again, look back."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from sync.core.erasing import KIND as ERASURE
from sync.core.protocol import (
    DIGEST_REPLY,
    DIGEST_REQUEST,
    HISTORY_REPLY,
    OFFER_REPLY,
    OFFER_REQUEST,
    ROWS_REQUEST,
    VERIFY_REPLY,
)
from sync.server import digests, lookback
from sync.server.auth import sign_in, take_turn
from sync.server.messages import parse
from sync.server.offers import take_offer
from sync.server.routes import answered, backend_of, token_of

ROUTER = APIRouter()


@ROUTER.post("/v1/offer")
async def offer(request: Request) -> Response:
    """Take rows back that an older copy of the database has lost."""
    backend, token = backend_of(request), token_of(request)

    def work(body: bytes) -> bytes:
        login, message = backend.login(token), parse(OFFER_REQUEST, body)
        with backend.database.writing() as connection:
            take_turn(connection, login)
            login = sign_in(connection, token)
            reply, head = take_offer(connection, login, message, backend.outside.now_ms())
        if head is not None:
            backend.broadcaster.publish(login.team_id, head)
        if any(kind == ERASURE for kind, _, _, _ in message.rows):
            backend.scrub()
        return OFFER_REPLY.dump_json(reply)

    return await answered(request, work)


@ROUTER.post("/v1/digest")
async def digest(request: Request) -> Response:
    """Say the sums over what the device may read."""
    backend, token = backend_of(request), token_of(request)

    def work(body: bytes) -> bytes:
        backend.login(token)
        message = parse(DIGEST_REQUEST, body)
        with backend.database.reading() as connection:
            login = sign_in(connection, token)
            reply = digests.digest(connection, login, message, backend.outside.now_ms())
        return DIGEST_REPLY.dump_json(reply)

    return await answered(request, work)


@ROUTER.post("/v1/rows")
async def rows(request: Request) -> Response:
    """Send rows again."""
    backend, token = backend_of(request), token_of(request)

    def work(body: bytes) -> bytes:
        backend.login(token)
        message = parse(ROWS_REQUEST, body)
        with backend.database.reading() as connection:
            login = sign_in(connection, token)
            if not digests.is_current(login, message.cursor):
                return b'{"current":false}'
            found = digests.read_again(connection, login, message)
        backend.metrics.sent_again(len(found))
        return b'{"current":true,"rows":[%s]}' % ",".join(found).encode()

    return await answered(request, work)


@ROUTER.get("/v1/history/{record_id}")
async def history(request: Request, record_id: str, before: int = 0) -> Response:
    """Say who wrote a record, and when, newest first."""
    backend, token = backend_of(request), token_of(request)

    def work(_body: bytes) -> bytes:
        with backend.database.reading() as connection:
            login = sign_in(connection, token)
            return HISTORY_REPLY.dump_json(lookback.of_record(connection, login, record_id, before))

    return await answered(request, work)


@ROUTER.get("/v1/verify")
async def verify(request: Request, witness: int = 0) -> Response:
    """Say whether the team's history and records are what was written; for managers and admins."""
    backend, token = backend_of(request), token_of(request)

    def work(_body: bytes) -> bytes:
        with backend.database.reading() as connection:
            login = sign_in(connection, token)
            return VERIFY_REPLY.dump_json(lookback.verify(connection, login, witness))

    return await answered(request, work)
