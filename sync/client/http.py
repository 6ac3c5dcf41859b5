"""The server over HTTP, for everything a device asks of it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ssl import SSLCertVerificationError

import httpx
from pydantic import ValidationError

from sync.client.wire import read_reply, write_request
from sync.core.credentials import (
    LOGIN_REQUEST,
    PASSWORD_REPLY,
    PASSWORD_REQUEST,
    TOKEN_REPLY,
    LoginRequest,
    PasswordRequest,
)
from sync.core.errors import (
    InvitationError,
    OutdatedError,
    PasswordError,
    RestoredServerError,
    ServerFaultError,
    ServiceError,
    SignedOutError,
    UnreachableError,
    UntrustedError,
)
from sync.core.packing import (
    BRIEF,
    DIGEST,
    PLAINLY_TAKEN,
    TAKEN,
    digest_of,
    is_damaged,
    packed,
    unpacked_brief,
)
from sync.core.protocol import (
    DIGEST_REPLY,
    DIGEST_REQUEST,
    HISTORY_REPLY,
    INVITE_REPLY,
    INVITE_REQUEST,
    JOIN_REPLY,
    JOIN_REQUEST,
    OFFER_REPLY,
    OFFER_REQUEST,
    PAGE_BYTES,
    PROBLEM,
    ROWS_REPLY,
    ROWS_REQUEST,
    VERIFY_REPLY,
    DigestReply,
    DigestRequest,
    HistoryReply,
    InviteReply,
    InviteRequest,
    JoinReply,
    JoinRequest,
    OfferReply,
    OfferRequest,
    RowsReply,
    RowsRequest,
    SyncReply,
    SyncRequest,
    VerifyReply,
)

_NOTHING: Mapping[str, str] = {}
_FIRST_RELEASE = 405
_BY_BODY = (_FIRST_RELEASE, 422)
"""Answers to an address that says where a device is: a server of the first release
knows none, and one that cannot make sense of it wants it said with a checksum."""
_EVERY_SERVER_TAKES = "gzip"

TIMEOUT = httpx.Timeout(30.0, connect=5.0)

_ERRORS: dict[str, type[ServiceError]] = {
    error.key: error
    for error in (
        SignedOutError,
        InvitationError,
        PasswordError,
        OutdatedError,
        RestoredServerError,
    )
}


class HttpSyncService:
    """One server, spoken to with one device's token.

    Owned by whoever made the client; several threads may share it.
    """

    def __init__(self, client: httpx.Client, token: str = "") -> None:
        """Take a client whose base URL is the server's address."""
        self._client = client
        self._token = token
        self._taken = _EVERY_SERVER_TAKES
        self._asks = True

    @property
    def token(self) -> str:
        """What it proves itself with; empty before joining."""
        return self._token

    def use(self, token: str) -> None:
        """Go on with another token of the same device."""
        self._token = token

    def sync(self, request: SyncRequest) -> SyncReply:
        """Push changes and pull a page.

        Raises:
            ServiceError: If nothing was exchanged; sending again is safe.
        """
        with explained():
            return read_reply(self._exchange(request), request.cursor)

    def _exchange(self, request: SyncRequest) -> bytes:
        """Ask for news with an address alone; say it in a body where that does not do."""
        if self._asks and request.cursor and not request.changes and request.protocol > 1:
            place = f"/v1/sync?at={request.cursor}"
            if request.made:
                place += f"&made={request.made}"
            if request.page_bytes != PAGE_BYTES:
                place += f"&page_bytes={request.page_bytes}"
            try:
                return self._bare("GET", place)
            except ServerFaultError as error:
                status = error.fields.get("status")
                if status not in _BY_BODY:
                    raise
                self._asks = status != _FIRST_RELEASE
        return self._post("/v1/sync", write_request(request))

    def offer(self, request: OfferRequest) -> OfferReply:
        """Give rows to a server that may have lost them.

        Raises:
            ServiceError: If they were not taken; offering again is safe.
        """
        with explained():
            body = self._post("/v1/offer", OFFER_REQUEST.dump_json(request))
            return OFFER_REPLY.validate_json(body)

    def digest(self, request: DigestRequest) -> DigestReply:
        """Ask for sums over the rows this device may read.

        Raises:
            ServiceError: If the server could not be asked.
        """
        with explained():
            body = self._post("/v1/digest", DIGEST_REQUEST.dump_json(request))
            return DIGEST_REPLY.validate_json(body)

    def rows(self, request: RowsRequest) -> RowsReply:
        """Ask for rows again.

        Raises:
            ServiceError: If the server could not be asked.
        """
        with explained():
            body = self._post("/v1/rows", ROWS_REQUEST.dump_json(request))
            return ROWS_REPLY.validate_json(body)

    def history(self, record_id: str, before: int = 0) -> HistoryReply:
        """Ask who wrote a record, and when.

        Args:
            record_id: The record.
            before: `HistoryReply.before` of the page before; 0 for the newest.

        Raises:
            ServiceError: If the server could not be asked, or does not know the record.
        """
        with explained():
            answer = self._ask("GET", f"/v1/history/{record_id}?before={before}")
            return HISTORY_REPLY.validate_json(answer.content)

    def verify(self, witness: int = 0) -> VerifyReply:
        """Have the server look at the team's whole history.

        Args:
            witness: Number of the entry whose hash this device remembers.

        Raises:
            ServiceError: If the server could not be asked, or may not tell this person.
        """
        with explained():
            answer = self._ask("GET", f"/v1/verify?witness={witness}")
            return VERIFY_REPLY.validate_json(answer.content)

    def join(self, request: JoinRequest) -> JoinReply:
        """Trade an invitation for a token.

        Raises:
            InvitationError: If the code is wrong, used up or too old.
            ServiceError: If the server could not be asked.
        """
        with explained():
            return JOIN_REPLY.validate_json(self._post("/v1/join", JOIN_REQUEST.dump_json(request)))

    def log_in(self, request: LoginRequest) -> JoinReply:
        """Trade an e-mail address and a password for a token.

        Raises:
            PasswordError: If together they fit nobody.
            ServiceError: If the server could not be asked, or wants a pause first.
        """
        with explained():
            body = self._post("/v1/login", LOGIN_REQUEST.dump_json(request))
            return JOIN_REPLY.validate_json(body)

    def email(self) -> str:
        """Return with which address the person may sign in; empty without a password.

        Raises:
            ServiceError: If the server could not be asked.
        """
        with explained():
            return PASSWORD_REPLY.validate_json(self._ask("GET", "/v1/password").content).email

    def set_password(self, request: PasswordRequest) -> None:
        """Set or change the person's password.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        with explained():
            self._ask("PUT", "/v1/password", PASSWORD_REQUEST.dump_json(request))

    def remove_password(self) -> None:
        """Take the person's password away.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        with explained():
            self._ask("DELETE", "/v1/password")

    def new_token(self) -> str:
        """Ask for a new token; the one in use goes on working.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        with explained():
            return TOKEN_REPLY.validate_json(self._post("/v1/token", b"")).token

    def confirm_token(self) -> None:
        """Say that the token in use is the one to keep; the one before is void.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        with explained():
            self._ask("PUT", "/v1/token")

    def invite(self, request: InviteRequest) -> InviteReply:
        """Make an invitation for a person of the team.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        with explained():
            body = self._post("/v1/invitations", INVITE_REQUEST.dump_json(request))
            return INVITE_REPLY.validate_json(body)

    def revoke(self, device_number: int) -> None:
        """Sign a device out for good.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        with explained():
            self._ask("DELETE", f"/v1/devices/{device_number}")

    def _ask(self, method: str, path: str, body: bytes = b"") -> httpx.Response:
        headers = {**self._headers(), DIGEST: digest_of(body)} if body else self._headers()
        return whole(
            self._client.request(method, path, content=body, headers=headers, timeout=TIMEOUT)
        )

    def _post(self, path: str, body: bytes) -> bytes:
        body, encoding = packed(body, self._taken)
        how = {"Content-Encoding": encoding} if encoding else {DIGEST: digest_of(body)}
        if encoding != BRIEF:  # who packs like this takes it, too
            how["Accept-Encoding"] = TAKEN
        try:
            return self._bare("POST", path, body, how)
        except ServerFaultError:
            self._taken = _EVERY_SERVER_TAKES  # it may be an older server by now
            raise

    def _bare(
        self, method: str, path: str, body: bytes = b"", how: Mapping[str, str] = _NOTHING
    ) -> bytes:
        """Send a request with no header that no server needs; return the answer's body."""
        request = httpx.Request(
            method,
            str(self._client.base_url).rstrip("/") + path,
            headers={**self._proof(), **how},
            content=body or None,
            extensions={"timeout": TIMEOUT.as_dict()},
        )
        answer = whole(self._client.send(request))
        # Told to whoever packs with less than the server takes (RFC 7694).
        self._taken = answer.headers.get("Accept-Encoding", self._taken)
        briefly = answer.headers.get("Content-Encoding") == BRIEF
        return unpacked_brief(answer.content) if briefly else answer.content

    def _headers(self) -> dict[str, str]:
        return {
            "Accept-Encoding": PLAINLY_TAKEN,
            "Content-Type": "application/json",
            **self._proof(),
        }

    def _proof(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the line does into an error of ours.

    Raises:
        ServiceError: If the server was not reached, or not understood.
    """
    try:
        yield
    except httpx.HTTPError as error:
        kind = UntrustedError if _is_untrusted(error) else UnreachableError
        raise kind(detail=type(error).__name__) from error
    except httpx.InvalidURL as error:
        raise UnreachableError(detail="InvalidURL") from error
    except ValueError as error:
        raise ServerFaultError(detail="unreadable answer") from error


def _is_untrusted(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None


def whole(response: httpx.Response) -> httpx.Response:
    """Return an answer that says yes, and arrived as it was sent.

    Raises:
        ServiceError: If it says no, or was damaged on its way.
    """
    packs = "Content-Encoding" in response.headers
    if not packs and is_damaged(response.content, response.headers.get(DIGEST, "")):
        raise ServerFaultError(detail="damaged answer")
    return checked(response)


def checked(response: httpx.Response) -> httpx.Response:
    """Return an answer that says yes.

    Raises:
        ServiceError: If it says no; the subclass says why.
    """
    if response.is_success:
        return response
    wait = response.headers.get("Retry-After", "")
    fields: dict[str, object] = {"status": response.status_code}
    if wait.isascii() and wait.isdigit():
        fields["retry_s"] = int(wait[:9])
    try:
        problem = PROBLEM.validate_python(json.loads(response.content))
    except (ValueError, ValidationError):
        raise ServerFaultError(**fields) from None
    kind = _ERRORS.get(problem.error, ServerFaultError)
    raise kind(**fields, error=problem.error, hint=problem.hint)
