"""What this server answers, as an OpenAPI 3.1 document.

Handlers read bodies themselves, within limits and before anything is parsed,
so that no framework can write this down for them: the table here does, and a
test compares it with the addresses there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from starlette.routing import compile_path
from typing_extensions import TypedDict

from sync.core.credentials import LOGIN_REQUEST, PASSWORD_REPLY, PASSWORD_REQUEST, TOKEN_REPLY
from sync.core.files import HELD_FILES, MISSING_FILES
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
    PROBLEM,
    PROTOCOL_VERSION,
    REPLY,
    REQUEST,
    ROWS_REPLY,
    ROWS_REQUEST,
    VERIFY_REPLY,
)
from sync.server.teams import DeviceInfo

Json = dict[str, Any]

_BYTES = "application/octet-stream"
_EVENTS = "text/event-stream"
_PAGE = "text/html"
_TEXT = "text/plain"

_ALWAYS = (413, 422, 429, 500, 503, 507)
"""What any address may answer: too large, unreadable, too often, and trouble of its own."""
_WORDS = {
    401: "The token is missing, or not known (any more).",
    403: "The role does not allow it, or the code or password fits nobody.",
    404: "Nothing of that name is here for this device.",
    409: "It does not fit what is here.",
    413: "The body is too large.",
    416: "The range begins behind the end of the file.",
    422: "The message is not in the form this address expects.",
    426: "Device and server are too many versions apart.",
    429: "Too often: wait as long as `Retry-After` says.",
    500: "The server failed.",
    503: "The server is busy: try again in a moment.",
    507: "The server's disk is full or read-only.",
}


class Health(TypedDict):
    """The answer of ``/health``."""

    status: str
    now_ms: int


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address.

    Attributes:
        summary: What it does, in a few words.
        takes: The JSON message it takes; None for no body.
        gives: The JSON message it gives; None for no body.
        errors: Statuses beside those of `_ALWAYS`, and 401 with a token.
        public: Whether it is answered without a token.
        status: Of success.
        media: Type of a body that is no message; empty for none.
        sent: The same of the request.
        parameters: In path, query and headers.
        headers: What the answer says in headers, by name.
        others: Further successes, by status.
    """

    method: str
    path: str
    summary: str
    takes: TypeAdapter[Any] | None = None
    gives: TypeAdapter[Any] | None = None
    errors: tuple[int, ...] = ()
    public: bool = False
    status: int = 200
    media: str = ""
    sent: str = ""
    parameters: tuple[Json, ...] = ()
    headers: tuple[str, ...] = ()
    others: tuple[int, ...] = ()


def _in_path(name: str, schema: Json) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _asked(name: str, *, required: bool = False) -> Json:
    """Describe a number in the query, such as that of a history entry."""
    schema = {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}
    return {"name": name, "in": "query", "required": required, "schema": schema}


def _header(name: str, *, required: bool, pattern: str) -> Json:
    schema = {"type": "string", "pattern": pattern}
    return {"name": name, "in": "header", "required": required, "schema": schema}


_NUMBER = (_in_path("number", {"type": "integer", "minimum": 1}),)
_HASH = (_in_path("sha256", {"type": "string", "pattern": "^[0-9a-f]{64}$"}),)
_PLACE = {"name": "at", "in": "query", "required": True, "schema": {"type": "string"}}
_SIZE = "^[0-9]{1,15}$"
_FILE_STATE = ("Upload-Offset", "Upload-Complete")

OPERATIONS = (
    Operation("POST", "/v1/sync", "Push changes, pull a page", REQUEST, REPLY, (409, 426)),
    Operation(
        "GET",
        "/v1/sync",
        "Pull a page",
        gives=REPLY,
        parameters=(_PLACE, _asked("made"), _asked("page_bytes")),
    ),
    Operation("GET", "/v1/live", "News, as server-sent events", media=_EVENTS),
    Operation(
        "POST",
        "/v1/join",
        "Trade a code for a token",
        JOIN_REQUEST,
        JOIN_REPLY,
        (403,),
        public=True,
    ),
    Operation(
        "POST",
        "/v1/login",
        "Trade a password for a token",
        LOGIN_REQUEST,
        JOIN_REPLY,
        (403,),
        public=True,
    ),
    Operation("GET", "/v1/password", "With which address one signs in", None, PASSWORD_REPLY),
    Operation(
        "PUT", "/v1/password", "Set the password", PASSWORD_REQUEST, None, (409,), status=204
    ),
    Operation("DELETE", "/v1/password", "Remove the password", status=204),
    Operation("POST", "/v1/token", "Offer a new token", None, TOKEN_REPLY),
    Operation("PUT", "/v1/token", "Confirm the token in use", status=204),
    Operation(
        "POST", "/v1/invitations", "Invite a person", INVITE_REQUEST, INVITE_REPLY, (403, 404)
    ),
    Operation("GET", "/v1/devices", "One's devices", None, TypeAdapter(tuple[DeviceInfo, ...])),
    Operation(
        "DELETE",
        "/v1/devices/{number}",
        "Revoke a device",
        errors=(404,),
        status=204,
        parameters=_NUMBER,
    ),
    Operation(
        "HEAD",
        "/v1/files/{sha256}",
        "How far a file is here",
        errors=(404,),
        status=204,
        parameters=_HASH,
        headers=_FILE_STATE,
    ),
    Operation(
        "PATCH",
        "/v1/files/{sha256}",
        "Send bytes of a file",
        errors=(404, 409),
        status=204,
        sent=_BYTES,
        parameters=(
            *_HASH,
            _header("Upload-Offset", required=True, pattern=_SIZE),
            _header("Upload-Length", required=True, pattern=_SIZE),
        ),
        headers=_FILE_STATE,
    ),
    Operation(
        "GET",
        "/v1/files/{sha256}",
        "Fetch a file, or a part",
        errors=(404, 416),
        media=_BYTES,
        parameters=(*_HASH, _header("Range", required=False, pattern="^bytes=[0-9]{1,15}-$")),
        others=(206, 304),
    ),
    Operation("POST", "/v1/files/missing", "Which of these files lack", HELD_FILES, MISSING_FILES),
    Operation("POST", "/v1/offer", "Give lost rows back", OFFER_REQUEST, OFFER_REPLY),
    Operation("POST", "/v1/digest", "Compare sums of rows", DIGEST_REQUEST, DIGEST_REPLY, (409,)),
    Operation("POST", "/v1/rows", "Read rows again", ROWS_REQUEST, ROWS_REPLY, (409,)),
    Operation(
        "GET",
        "/v1/history/{record_id}",
        "Who wrote a record, and when",
        gives=HISTORY_REPLY,
        errors=(404,),
        parameters=(_in_path("record_id", {"type": "string", "minLength": 1}), _asked("before")),
    ),
    Operation(
        "GET",
        "/v1/verify",
        "Is the history what was written",
        gives=VERIFY_REPLY,
        errors=(403,),
        parameters=(_asked("witness"),),
    ),
    Operation("GET", "/join", "What to do with an invitation", public=True, media=_PAGE),
    Operation("GET", "/metrics", "What was counted", errors=(404,), public=True, media=_TEXT),
    Operation("GET", "/health", "Is it there", None, TypeAdapter(Health), public=True),
)


def methods_of(path: str) -> str:
    """Return the methods an address takes, as the `Allow` header lists them."""
    found = {o.method for o in OPERATIONS if compile_path(o.path)[0].match(path)}
    return ", ".join(sorted(found))


def document() -> Json:
    """Return the whole document."""
    messages = {id(a): a for o in OPERATIONS for a in (o.takes, o.gives) if a is not None}
    problem = {id(PROBLEM): PROBLEM}
    schemas, definitions = TypeAdapter.json_schemas(
        [
            (key, mode, adapter)
            for key, adapter in (messages | problem).items()
            for mode in ("validation", "serialization")
        ],
        ref_template="#/components/schemas/{model}",
    )
    paths: dict[str, Json] = {}
    for operation in OPERATIONS:
        said = _said(operation, schemas)
        paths.setdefault(operation.path, {})[operation.method.lower()] = said
    return {
        "openapi": "3.1.0",
        "info": {"title": "Rapport server", "version": str(PROTOCOL_VERSION)},
        "paths": paths,
        "components": {
            "schemas": definitions.get("$defs", {}),
            "securitySchemes": {"device": {"type": "http", "scheme": "bearer"}},
        },
    }


def _said(operation: Operation, schemas: Mapping[Any, Any]) -> Json:
    def schema(adapter: TypeAdapter[Any], mode: str) -> Json:
        return {"schema": schemas[id(adapter), mode]}

    said: Json = {
        "summary": operation.summary,
        "security": [] if operation.public else [{"device": []}],
        "parameters": list(operation.parameters),
        "responses": _responses(operation, schema),
    }
    if operation.takes is not None:
        content = {"application/json": schema(operation.takes, "validation")}
        said["requestBody"] = {"required": True, "content": content}
    if operation.sent:
        said["requestBody"] = {"required": True, "content": {operation.sent: {}}}
    return said


def _responses(operation: Operation, schema: Any) -> Json:  # noqa: ANN401  # a closure's type says less
    success: Json = {"description": operation.summary}
    if operation.gives is not None:
        success["content"] = {"application/json": schema(operation.gives, "serialization")}
    elif operation.media:
        success["content"] = {operation.media: {}}
    if operation.headers:
        one = {"required": True, "schema": {"type": "string"}}
        success["headers"] = dict.fromkeys(operation.headers, one)
    codes: Sequence[int] = sorted(
        {*_ALWAYS, *operation.errors, *(() if operation.public else (401,))}
    )
    trouble = {"application/json": schema(PROBLEM, "serialization")}
    failures = {
        str(code): {"description": _WORDS[code]}
        | ({"content": trouble} if operation.method != "HEAD" and code != 416 else {})
        for code in codes
    }
    further = {str(code): success for code in operation.others}
    return {str(operation.status): success} | further | failures
