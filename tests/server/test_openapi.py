"""The document says what the server answers: every address, every message, every failure."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from sync.server.app import create_app
from sync.server.openapi import OPERATIONS, document
from sync.server.outside import Outside
from sync.server.settings import Settings
from sync.server.teams import found_team
from tests.asgi import InProcess
from tests.fakes import CountedBits, ManualClock
from tests.server.conftest import Server
from tests.server.phones import Phone
from tests.server.places import places

_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
    allow_header_conformance,
]
_EXAMPLES = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
_PUBLIC = {(o.method, o.path) for o in OPERATIONS if o.public}
_ENDLESS = "/v1/live"
"""A stream has no end to wait for; `test_live` listens to it."""

SCHEMA = schemathesis.openapi.from_dict(document()).exclude(path=_ENDLESS)


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    """An admin's device, at a server that bounds nobody."""
    bits = CountedBits(7)
    outside = Outside(ManualClock(), bits, lambda: f"token-{bits(64)}")
    app = create_app(Settings(data=tmp_path_factory.mktemp("server"), rate=0), outside)
    with (
        InProcess(app) as transport,
        httpx.Client(transport=transport, base_url="http://server") as http,
    ):
        with app.state.backend.database.writing() as connection:
            code = found_team(connection, outside, "Acme", "Ann").code
        body = {"code": code, "device_name": "phone"}
        yield Phone(http, http.post("/v1/join", json=body).json())


@SCHEMA.parametrize()
@_EXAMPLES
def test_the_server_answers_as_the_document_says(case: Any, device: Phone) -> None:
    asked = case.as_transport_kwargs(base_url="http://server", headers=device.headers)
    response = device.http.request(**_for_httpx(asked))
    # A method that the longer of two addresses lacks belongs to the shorter one.
    shared = (unsupported_method, allow_header_conformance)
    checks = [c for c in _CHECKS if c not in shared or "missing" not in case.path]
    case.validate_response(response, checks=checks)
    if response.is_success and (case.method, case.path) not in _PUBLIC:
        for stranger in ({}, {"Authorization": "Bearer token-0"}, {"Authorization": "Basic YTpi"}):
            asked = case.as_transport_kwargs(base_url="http://server", headers=stranger)
            sent = _for_httpx(asked)
            sent["headers"] = {
                k: v for k, v in sent["headers"].items() if k.lower() != "authorization"
            } | stranger
            assert device.http.request(**sent).status_code == 401


def _for_httpx(asked: dict[str, Any]) -> dict[str, Any]:
    known = ("method", "url", "params", "headers", "json", "data", "files")
    sent = {name: asked[name] for name in known if asked.get(name) is not None}
    if isinstance(sent.get("data"), bytes | str):
        sent["content"] = sent.pop("data")
    return sent


def test_every_address_is_in_the_document_and_the_other_way_round(server: Server) -> None:
    assert {(o.method, o.path) for o in OPERATIONS} == places(server.app)


def test_what_the_document_points_to_is_there() -> None:
    whole = document()
    names = whole["components"]["schemas"].keys()
    text = json.dumps(whole)
    pointed = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert pointed <= names
    assert {"SyncReply", "Problem", "LoginRequest"} <= pointed


@pytest.mark.parametrize("told", [False, True])
def test_the_document_is_told_where_the_settings_say_so(tmp_path: Path, *, told: bool) -> None:
    app = create_app(Settings(data=tmp_path, openapi=told))
    with (
        InProcess(app) as transport,
        httpx.Client(transport=transport, base_url="http://server") as http,
    ):
        response = http.get("/openapi.json")
        assert response.status_code == (200 if told else 404)
        assert http.get("/docs").status_code == 404
    if told:
        assert response.json() == document()
