"""Bodies on their way in and out: limited, unpacked, parsed; packed and labelled."""

import zlib
from typing import TypeVar

import zstandard
from pydantic import TypeAdapter
from pydantic_core import ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from sync.core.errors import RapportError
from sync.core.packing import BRIEF, DIGEST, TAKEN, digest_of, is_damaged, packed, unpacked_brief
from sync.core.protocol import MAX_BODY_BYTES, PROBLEM
from sync.server.errors import MalformedError, TooLargeError, problem_of, status_of

JSON = "application/json"
_Message = TypeVar("_Message")


async def read_body(request: Request) -> bytes:
    """Read a body as it was sent, and stop as soon as it is too large.

    Raises:
        TooLargeError: If it is.
        MalformedError: If the connection broke before its end, or it was damaged on its way.
    """
    body = bytearray()
    _check_size(_announced(request))
    try:
        async for piece in request.stream():
            body += piece
            _check_size(len(body))
    except ClientDisconnect:
        raise MalformedError(hint="The connection broke before the body's end.") from None
    whole = bytes(body)
    if is_damaged(whole, request.headers.get(DIGEST, "")):
        raise MalformedError(hint="The body was damaged on its way: send it again.")
    return whole


def unpack(body: bytes, encoding: str) -> bytes:
    """Undo a body's `Content-Encoding`, and stop as soon as it is too large.

    Raises:
        TooLargeError: If it is.
        MalformedError: If it is not what the encoding says, or no known encoding.
    """
    if encoding in ("", "identity"):
        return body
    if encoding == "zstd":
        return _unpack_zstd(body)
    if encoding == BRIEF:
        return _unpack_brief(body)
    if encoding != "gzip":
        raise MalformedError(hint="Pack bodies with zstd or gzip, or not at all.")
    stream = zlib.decompressobj(wbits=31)
    try:
        plain = stream.decompress(body, MAX_BODY_BYTES + 1)
    except zlib.error:
        raise MalformedError(hint="The body says it is gzip, but is not.") from None
    _check_size(len(plain))
    if not stream.eof or stream.unused_data:
        raise MalformedError(hint="The gzip body is cut short or has more behind its end.")
    return plain


def _unpack_zstd(body: bytes) -> bytes:
    try:
        size = zstandard.frame_content_size(body)
        _check_size(max(size, 0))
        if size < 0:
            raise MalformedError(hint="A zstd body must say how large it is unpacked.")
        return zstandard.ZstdDecompressor().decompress(body, allow_extra_data=False)
    except zstandard.ZstdError:
        raise MalformedError(hint="The body says it is zstd, but is not.") from None


def _unpack_brief(body: bytes) -> bytes:
    try:
        return unpacked_brief(body)
    except ValueError:
        raise MalformedError(hint=f"The body says it is {BRIEF}, but is not.") from None


def parse(adapter: TypeAdapter[_Message], body: bytes) -> _Message:
    """Read a message.

    Raises:
        MalformedError: If the body is something else.
    """
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        raise malformed(error) from None


def malformed(error: ValidationError) -> MalformedError:
    """Say where a message is wrong, without repeating what it holds."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part)[:40] for part in first["loc"][:6])
    return MalformedError(hint=f"{place or 'The body'}: {first['msg'][:200]}")


def answer(
    body: bytes, accepts: str = "", status: int = 200, *, packs: str = "", media: str = JSON
) -> Response:
    """Make a JSON answer, packed when it is large and the other side takes that.

    Args:
        body: The JSON.
        accepts: Encodings that the other side takes.
        status: The HTTP status.
        packs: Encoding of the other side's body; when there is a better one, it is told.
        media: What to say that it is; empty for who knows.
    """
    body, encoding = packed(body, accepts)
    if encoding:
        headers = {"Content-Encoding": encoding}
        if media:  # others are for a device, and no cache keeps them
            headers["Vary"] = "Accept-Encoding"
    else:
        headers = {DIGEST: digest_of(body)}
    if packs == "gzip":
        headers["Accept-Encoding"] = TAKEN
    return Response(body, status, headers, media or None)


def problem(error: RapportError) -> Response:
    """Make the answer that says what went wrong."""
    response = answer(PROBLEM.dump_json(problem_of(error)), status=status_of(error))
    if "retry_s" in error.fields:
        response.headers["Retry-After"] = str(error.fields["retry_s"])
    return response


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0


def _check_size(size: int) -> None:
    if size > MAX_BODY_BYTES:
        raise TooLargeError(hint=f"Send at most {MAX_BODY_BYTES} bytes at once.")
