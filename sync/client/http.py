"""The server over HTTP, for everything a device asks of it."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from pydantic import ValidationError

from sync.core.errors import (
    InvitationError,
    OutdatedError,
    RestoredServerError,
    ServerFaultError,
    ServiceError,
    SignedOutError,
    UnreachableError,
)
from sync.core.protocol import (
    INVITE_REPLY,
    INVITE_REQUEST,
    JOIN_REPLY,
    JOIN_REQUEST,
    PROBLEM,
    REPLY,
    REQUEST,
    InviteReply,
    InviteRequest,
    JoinReply,
    JoinRequest,
    SyncReply,
    SyncRequest,
)

COMPRESS_FROM = 1_024
"""Bytes below which packing a body costs more than it saves."""

TIMEOUT = httpx.Timeout(30.0, connect=5.0)

_ERRORS: dict[str, type[ServiceError]] = {
    error.key: error
    for error in (SignedOutError, InvitationError, OutdatedError, RestoredServerError)
}


class HttpSyncService:
    """One server, spoken to with one device's token.

    Owned by whoever made the client; several threads may share it.
    """

    def __init__(self, client: httpx.Client, token: str = "") -> None:
        """Take a client whose base URL is the server's address."""
        self._client = client
        self._token = token

    def sync(self, request: SyncRequest) -> SyncReply:
        """Push changes and pull a page.

        Raises:
            ServiceError: If nothing was exchanged; sending again is safe.
        """
        with _explained():
            return REPLY.validate_json(self._post("/v1/sync", REQUEST.dump_json(request)))

    def join(self, request: JoinRequest) -> JoinReply:
        """Trade an invitation for a token.

        Raises:
            InvitationError: If the code is wrong, used up or too old.
            ServiceError: If the server could not be asked.
        """
        with _explained():
            return JOIN_REPLY.validate_json(self._post("/v1/join", JOIN_REQUEST.dump_json(request)))

    def invite(self, request: InviteRequest) -> InviteReply:
        """Make an invitation for a person of the team.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        with _explained():
            body = self._post("/v1/invitations", INVITE_REQUEST.dump_json(request))
            return INVITE_REPLY.validate_json(body)

    def revoke(self, device_number: int) -> None:
        """Sign a device out for good.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        with _explained():
            _checked(
                self._client.delete(
                    f"/v1/devices/{device_number}", headers=self._headers(), timeout=TIMEOUT
                )
            )

    def _post(self, path: str, body: bytes) -> bytes:
        headers = self._headers()
        if len(body) > COMPRESS_FROM:
            body = gzip.compress(body, compresslevel=1)
            headers["Content-Encoding"] = "gzip"
        return _checked(
            self._client.post(path, content=body, headers=headers, timeout=TIMEOUT)
        ).content

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        return headers


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except httpx.HTTPError as error:
        raise UnreachableError(detail=type(error).__name__) from error
    except httpx.InvalidURL as error:
        raise UnreachableError(detail="InvalidURL") from error
    except ValidationError as error:
        raise ServerFaultError(detail="unreadable answer") from error


def _checked(response: httpx.Response) -> httpx.Response:
    if response.is_success:
        return response
    try:
        problem = PROBLEM.validate_python(json.loads(response.content))
    except (ValueError, ValidationError):
        raise ServerFaultError(status=response.status_code) from None
    raise _ERRORS.get(problem.error, ServerFaultError)(
        status=response.status_code, error=problem.error, hint=problem.hint
    )
