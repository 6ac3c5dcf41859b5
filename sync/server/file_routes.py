"""The addresses of files: how far is it, take more of it, give it out.

The headers are those of resumable uploads (IETF draft-ietf-httpbis-resumable-upload,
which grew out of tus.io): a device asks for the offset and goes on from there.
What came of a body that breaks off is kept.
"""

import re
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse

from sync.core.files import HELD_FILES, MISSING_FILES, MissingFiles, Received
from sync.server.errors import MalformedError
from sync.server.files.service import FileService, Sending
from sync.server.messages import parse
from sync.server.routes import answered, backend_of, token_of

FILE_ROUTER = APIRouter()

_FLUSH_BYTES = 256 * 1024
"""Bytes of a body that are held in memory, and lost when the server is killed."""
_MOST_DIGITS = 15

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True, slots=True)
class _Span:
    """A part of a file: from one byte up to, and without, another."""

    start: int
    stop: int


@FILE_ROUTER.head("/v1/files/{sha256}")
async def offset(request: Request, sha256: str) -> Response:
    """Say how far a file is here."""
    files, token = _files(request), token_of(request)
    return _said(await run_in_threadpool(files.received, token, sha256))


@FILE_ROUTER.patch("/v1/files/{sha256}")
async def send(request: Request, sha256: str) -> Response:
    """Take bytes from an offset on, and verify the file after its last one."""
    files, token, now_ms = _files(request), token_of(request), backend_of(request).outside.now_ms
    start, total = _number(request, "upload-offset"), _number(request, "upload-length")
    if start > total:
        raise MalformedError(hint="The offset lies behind the file's end.")
    sending = await run_in_threadpool(files.begin, token, sha256, start, total, now_ms())
    await _take(request, files, sending, start)
    return _said(await run_in_threadpool(files.end, sending))


@FILE_ROUTER.get("/v1/files/{sha256}")
async def fetch(request: Request, sha256: str) -> Response:
    """Give a file out, whole or from a place on."""
    files, token = _files(request), token_of(request)
    team_id, size = await run_in_threadpool(files.size, token, sha256)
    tag = f'"{sha256}"'
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        # Whatever it holds, a browser is to run none of it.
        "Content-Disposition": "attachment",
        "ETag": tag,
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    wanted = request.headers.get("range", "")
    if request.headers.get("if-range", tag) != tag:
        wanted = ""
    span, status = _span(wanted, size), 206
    if span is None:
        span, status = _Span(0, size), 200
    elif span.start >= span.stop:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
    headers["Content-Length"] = str(span.stop - span.start)
    pieces = files.read(team_id, sha256, span.start, span.stop, size)
    return StreamingResponse(pieces, status, headers, "application/octet-stream")


@FILE_ROUTER.post("/v1/files/missing")
async def missing(request: Request) -> Response:
    """Say which of the files that a device holds are not here, but named by a record."""
    files, token = _files(request), token_of(request)

    def work(body: bytes) -> bytes:
        held = parse(HELD_FILES, body)
        return MISSING_FILES.dump_json(MissingFiles(files.missing(token, held.sha256)))

    return await answered(request, work)


async def _take(request: Request, files: FileService, sending: Sending, start: int) -> None:
    """Keep a body as it comes; what is too much for a file that is here is read and dropped."""
    now_ms = backend_of(request).outside.now_ms
    held = bytearray()

    async def keep() -> None:
        nonlocal start
        if (held or not sending.total) and not sending.complete:
            await run_in_threadpool(files.take, sending, start, bytes(held), now_ms())
        start += len(held)
        held.clear()

    try:
        async for piece in request.stream():
            held += piece
            if len(held) >= _FLUSH_BYTES:
                await keep()
    except ClientDisconnect:
        await keep()
        await run_in_threadpool(files.end, sending)
        raise MalformedError(hint="The connection broke before the body's end.") from None
    await keep()


def _said(received: Received) -> Response:
    headers = {
        "Upload-Offset": str(received.offset),
        "Upload-Complete": "?1" if received.complete else "?0",
    }
    return Response(status_code=204, headers=headers)


def _span(wanted: str, size: int) -> _Span | None:
    """Read a `Range` header; None for the whole file, as for what we do not read.

    A part that begins behind the end of the file comes out empty.
    """
    found = _RANGE.fullmatch(wanted)
    first, last = found.groups() if found else ("", "")
    if first and last and int(last) < int(first):
        return None
    if first:
        return _Span(int(first), min(int(last) + 1, size) if last else size)
    if last:
        return _Span(max(0, size - int(last)), size) if int(last) else _Span(size, size)
    return None


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise MalformedError(hint=f"Give {header.title()} as a number of bytes.")
    return int(text)


def _files(request: Request) -> FileService:
    files: FileService = request.app.state.files
    return files
