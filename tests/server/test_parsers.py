"""Whatever is sent to whatever address: a plain answer, never a fault of the server."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.server.openapi import OPERATIONS
from tests.server.conftest import Team
from tests.server.phones import Phone

_ENOUGH = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_PLACES = [o for o in OPERATIONS if o.path != "/v1/live"]
_TALKERS = [o for o in OPERATIONS if o.takes is not None]
_WORDS = st.text(max_size=40) | st.sampled_from(
    ["", "0", "-1", "1e400", str(2**70), "\x00", "..", "%"]
)
_SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | _WORDS
_JSON = st.recursive(
    _SCALAR,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=10,
)
_HEADER = st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=30)


def _fields(takes: Any) -> st.SearchStrategy[Mapping[str, object]]:
    names = list(takes.json_schema().get("properties") or {})
    if not names:
        defined = takes.json_schema()
        names = list(defined["$defs"][defined["$ref"].rsplit("/", 1)[-1]]["properties"])
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, _JSON))


def _ask(phone: Phone, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> int:
    sent = {**phone.headers, **{k: v.encode("latin-1") for k, v in headers.items()}}
    response = phone.http.request(method, path, content=body, headers=sent)  # type: ignore[arg-type]
    if response.is_error and method != "HEAD" and response.status_code != 416:
        assert response.json().keys() == {"error", "hint"}
    return response.status_code


@_ENOUGH
@given(data=st.data())
def test_no_message_makes_an_address_fail(team: Team, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(_TALKERS))
    body = data.draw(_fields(place.takes) | _JSON, label=place.path)
    status = _ask(team.admin, place.method, place.path, json.dumps(body).encode(), {})
    assert status < 500, place


@_ENOUGH
@given(data=st.data(), body=st.binary(max_size=80))
def test_no_bytes_path_query_or_header_makes_an_address_fail(
    team: Team, data: st.DataObject, body: bytes
) -> None:
    place = data.draw(st.sampled_from(_PLACES))
    path = place.path
    for given_ in place.parameters:
        name = given_["name"]
        if given_["in"] == "path":
            words = data.draw(_WORDS.filter(bool) | st.sampled_from(["a" * 64, "1"]), label=name)
            path = path.replace(f"{{{name}}}", _quoted(words))
    query = data.draw(st.dictionaries(st.sampled_from(["before", "witness", "x"]), _WORDS))
    path += "?" + "&".join(f"{k}={_quoted(v)}" for k, v in query.items())
    names = st.sampled_from(
        [
            "Range",
            "If-Range",
            "If-None-Match",
            "Upload-Offset",
            "Upload-Length",
            "Content-Encoding",
            "Accept-Encoding",
            "Authorization",
            "Content-Type",
        ]
    )
    headers = data.draw(st.dictionaries(names, _HEADER, max_size=4))
    assert _ask(team.rep, place.method, path, body, headers) < 500, place


def _quoted(words: str) -> str:
    return "".join(f"%{byte:02x}" for byte in words.encode("utf-8", "surrogatepass"))
