"""The addresses of passwords and tokens: sign in on a further device, stay signed in."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from sync.core.credentials import (
    LOGIN_REQUEST,
    PASSWORD_REPLY,
    PASSWORD_REQUEST,
    TOKEN_REPLY,
    PasswordReply,
    TokenReply,
)
from sync.core.errors import PasswordError
from sync.core.protocol import JOIN_REPLY
from sync.server import passwords, teams, tokens
from sync.server.auth import sign_in
from sync.server.messages import answer, parse, read_body, unpack
from sync.server.routes import address_of, answered, backend_of, token_of

ROUTER = APIRouter()


@ROUTER.post("/v1/login")
async def log_in(request: Request) -> Response:
    """Sign a person in on a further device, by e-mail address and password."""
    backend, address = backend_of(request), address_of(request)
    now_ms, body = backend.outside.now_ms(), await _plain_body(request)
    backend.wrong_codes.check(address, now_ms)
    message = parse(LOGIN_REQUEST, body)
    account = passwords.check(message)
    backend.tries.begin(account, address, now_ms)
    proof = await backend.slow_hash.proof(await run_in_threadpool(backend.salt), message)

    def work() -> Response:
        try:
            with backend.database.writing() as connection:
                reply, head = teams.log_in(connection, backend.outside, proof, message)
        except PasswordError:
            backend.wrong_codes.add(address, now_ms)
            raise
        backend.tries.succeed(account, address)
        backend.broadcaster.publish(reply.team_id, head)
        return answer(JOIN_REPLY.dump_json(reply))

    return await run_in_threadpool(backend.done, work)


@ROUTER.get("/v1/password")
async def password(request: Request) -> Response:
    """Say with which address the person signs in, if they have a password."""
    backend, token = backend_of(request), token_of(request)

    def work(_body: bytes) -> bytes:
        with backend.database.reading() as connection:
            email = passwords.email_of(connection, sign_in(connection, token))
        return PASSWORD_REPLY.dump_json(PasswordReply(email))

    return await answered(request, work)


@ROUTER.put("/v1/password")
async def set_password(request: Request) -> Response:
    """Set or change the person's password."""
    backend, token = backend_of(request), token_of(request)
    body = await _plain_body(request)
    await run_in_threadpool(backend.done, lambda: backend.login(token))
    message = parse(PASSWORD_REQUEST, body)
    email = passwords.check(message)
    proof = await backend.slow_hash.proof(await run_in_threadpool(backend.salt), message)

    def work() -> Response:
        with backend.database.writing() as connection:
            login = sign_in(connection, token)
            passwords.put(connection, login, email, proof, backend.outside.now_ms())
        return Response(status_code=204)

    return await run_in_threadpool(backend.done, work)


@ROUTER.delete("/v1/password")
async def remove_password(request: Request) -> Response:
    """Take the person's password away."""
    backend, token = backend_of(request), token_of(request)

    def work() -> Response:
        with backend.database.writing() as connection:
            passwords.remove(connection, sign_in(connection, token))
        return Response(status_code=204)

    return await run_in_threadpool(backend.done, work)


@ROUTER.post("/v1/token")
async def new_token(request: Request) -> Response:
    """Offer the device a new token; the one it has goes on working meanwhile."""
    backend, token = backend_of(request), token_of(request)

    def work(_body: bytes) -> bytes:
        offered = backend.outside.token()
        with backend.database.writing() as connection:
            login = sign_in(connection, token)
            tokens.settle(connection, token)
            tokens.offer(connection, login, offered)
        return TOKEN_REPLY.dump_json(TokenReply(offered))

    return await answered(request, work)


@ROUTER.put("/v1/token")
async def confirm_token(request: Request) -> Response:
    """Make the token this comes with the device's only one, and end older streams."""
    backend, token = backend_of(request), token_of(request)

    def work() -> Response:
        with backend.database.writing() as connection:
            login = sign_in(connection, token)
            settled = tokens.settle(connection, token)
        if settled:
            backend.broadcaster.close_device(login.team_id, login.number)
        return Response(status_code=204)

    return await run_in_threadpool(backend.done, work)


async def _plain_body(request: Request) -> bytes:
    """Read a small body within limits and unpack it."""
    encoding = request.headers.get("content-encoding", "").lower()
    return unpack(await read_body(request), encoding)
