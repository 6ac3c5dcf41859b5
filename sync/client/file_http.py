"""The server's files over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from sync.client.http import checked, explained
from sync.core.errors import ServerFaultError, SignedOutError
from sync.core.files import HELD_FILES, MISSING_FILES, HeldFiles, Received

_TIMEOUT = httpx.Timeout(30.0, connect=5.0)
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Arriving:
    """Bytes of a file on their way here.

    Attributes:
        start: Where they begin: not always where they were asked for.
        total: How many bytes the whole file has.
        pieces: The bytes; to be read within the block that gave them.
    """

    start: int
    total: int
    pieces: Iterator[bytes]


class HttpFileService:
    """One server's files, with one device's token; several threads may share it."""

    def __init__(self, client: httpx.Client, token: str) -> None:
        """Take a client whose base URL is the server's address."""
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}

    def received(self, sha256: str) -> Received:
        """Ask how far the server has a file.

        Raises:
            ServiceError: If it does not know of the file, or could not be asked.
        """
        with explained():
            path = f"/v1/files/{sha256}"
            return _received(self._client.head(path, headers=self._headers, timeout=_TIMEOUT))

    def send(self, sha256: str, offset: int, total: int, data: bytes) -> Received:
        """Send bytes of a file; the same again changes nothing.

        Raises:
            ServiceError: If they were not taken, or not all of them.
        """
        headers = {
            **self._headers,
            "Content-Type": "application/partial-upload",
            "Upload-Offset": str(offset),
            "Upload-Length": str(total),
        }
        with explained():
            path = f"/v1/files/{sha256}"
            return _received(
                self._client.patch(path, content=data, headers=headers, timeout=_TIMEOUT)
            )

    @contextmanager
    def fetch(self, sha256: str, start: int) -> Iterator[Arriving]:
        """Open a file at the server, from a place on.

        Raises:
            ServiceError: If it does not give the file out, or the line breaks.
        """
        headers = {**self._headers, "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        path = f"/v1/files/{sha256}"
        with (
            explained(),
            self._client.stream("GET", path, headers=headers, timeout=_TIMEOUT) as response,
        ):
            if not response.is_success:
                response.read()
            found = checked(response)
            total = found.headers.get("content-range", "").rpartition("/")[2]
            begins = start if found.status_code == httpx.codes.PARTIAL_CONTENT else 0
            size = _number(total if begins else found.headers.get("content-length", ""))
            yield Arriving(begins, size, found.iter_raw(_PIECE))

    def missing(self, held: tuple[str, ...]) -> tuple[str, ...]:
        """Ask which of these files the server lacks and would take.

        Raises:
            ServiceError: If it could not be asked.
        """
        body = HELD_FILES.dump_json(HeldFiles(held))
        with explained():
            headers = {**self._headers, "Content-Type": "application/json"}
            answer = checked(
                self._client.post(
                    "/v1/files/missing", content=body, headers=headers, timeout=_TIMEOUT
                )
            )
            return MISSING_FILES.validate_json(answer.content).sha256


def _received(response: httpx.Response) -> Received:
    """Read what the server says of an upload.

    An answer to HEAD has no body, so that its status alone says what is wrong.
    """
    if response.status_code == httpx.codes.UNAUTHORIZED:
        raise SignedOutError(status=response.status_code)
    headers = checked(response).headers
    complete = headers.get("upload-complete", "") == "?1"
    return Received(_number(headers.get("upload-offset", "")), complete)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ServerFaultError(detail="unreadable answer")
    return int(text)
