"""Bodies that are too large, packed, broken or strange: a plain answer, never a fault."""

import asyncio
import gzip
import json
import logging

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from sync.core.packing import BRIEF, DIGEST, TAKEN, digest_of, packed, unpacked_brief
from sync.core.protocol import MAX_BODY_BYTES
from tests.builders import NOON_MS
from tests.server.conftest import Server, Team
from tests.server.phones import Phone

_ENOUGH = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_EMPTY_GZIP = gzip.compress(b"{}", mtime=0)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_FIELD = st.sampled_from(["title", "owner_id", "shared", "deleted", "role", "text", "custom.a"])
_CHANGES = st.lists(
    st.fixed_dictionaries(
        {
            "n": st.integers(1, 4) | st.integers(),
            "kind": st.sampled_from(["deal", "note", "user", "team", "device"]) | st.text(),
            "id": st.sampled_from(["a", "b"]) | st.text(),
            "fields": st.dictionaries(
                _FIELD | st.text(),
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                max_size=4,
            ),
            "stamp": st.sampled_from(["01a1fdfa4600000000002", "f" * 21, "0" * 21]) | st.text(),
            "seen": st.sampled_from(["", "01a1fdfa4600000000002", "0" * 21 + ";x=1"]) | st.text(),
        }
    ),
    max_size=4,
)


def _post(phone: Phone, body: bytes, **headers: str) -> tuple[int, str]:
    response = phone.http.post("/v1/sync", content=body, headers={**phone.headers, **headers})
    return response.status_code, response.json().get("error", "")


def _request(**fields: object) -> bytes:
    body: dict[str, object] = {"protocol": 1, "schema": 1, "now_ms": 0, "cursor": "", "changes": []}
    return json.dumps(body | fields).encode()


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"{}", b'"\xff"', b"[" * 100_000, _request(changes=7)],
)
def test_a_malformed_request_is_told_so(rep: Phone, body: bytes) -> None:
    assert _post(rep, body) == (422, "error.malformed")


def test_a_body_that_was_damaged_on_its_way_is_not_read(rep: Phone) -> None:
    change = rep.change("deal", "d1", {"title": "Belts"})
    body = _request(protocol=1, changes=[change])
    said = {DIGEST: digest_of(body)}
    assert _post(rep, body.replace(b"Belts", b"Bolts"), **said) == (422, "error.malformed")
    headers = {**rep.headers, **said, "Accept-Encoding": "identity"}
    response = rep.http.post("/v1/sync", content=body, headers=headers)
    assert response.json()["accepted"] == change["n"]
    assert response.headers[DIGEST] == digest_of(response.content)


def test_a_malformed_change_is_told_so(rep: Phone) -> None:
    assert _post(rep, _request(changes=[{}])) == (422, "error.malformed")


def test_the_hint_names_the_place_and_not_the_words(rep: Phone) -> None:
    change = rep.change("note", "n1", {}) | {"fields": {"text": ["secret words"]}}
    response = rep.post(change)
    assert "changes.0.fields.text" in response.json()["hint"]
    assert "secret" not in response.text


@pytest.mark.parametrize("path", ["/v1/join", "/v1/invitations"])
def test_malformed_small_messages_are_told_so(admin: Phone, path: str) -> None:
    response = admin.http.post(path, headers=admin.headers, content=b'{"code": 7}')
    assert (response.status_code, response.json()["error"]) == (422, "error.malformed")


@pytest.mark.parametrize("protocol", [0, 3, 99])
def test_another_protocol_is_told_to_update(rep: Phone, protocol: int) -> None:
    assert _post(rep, _request(protocol=protocol)) == (426, "error.outdated")
    assert _post(rep, _request(protocol=protocol, changes="of a new kind")) == (
        426,
        "error.outdated",
    )


def test_a_body_too_large_is_refused_before_it_is_read(rep: Phone) -> None:
    assert _post(rep, b"x" * (MAX_BODY_BYTES + 1)) == (413, "error.too_large")


def test_a_body_too_large_that_does_not_say_so_is_refused_while_it_is_read(rep: Phone) -> None:
    response = rep.http.post(
        "/v1/sync",
        headers=rep.headers,
        content=(b"x" * 65_536 for _ in range(MAX_BODY_BYTES // 65_536 + 1)),
    )
    assert (response.status_code, response.json()["error"]) == (413, "error.too_large")


def test_the_largest_body_is_read(rep: Phone) -> None:
    body = _request()
    assert _post(rep, body + b" " * (MAX_BODY_BYTES - len(body)))[0] == 200


def test_a_gzip_bomb_is_refused(rep: Phone) -> None:
    bomb = gzip.compress(b" " * 200_000_000)
    assert len(bomb) < 200_000
    assert _post(rep, bomb, **{"Content-Encoding": "gzip"}) == (413, "error.too_large")


@pytest.mark.parametrize(
    "body",
    [b"no gzip", _EMPTY_GZIP[:-4], _EMPTY_GZIP * 2, b""],
)
def test_a_broken_gzip_body_is_told_so(rep: Phone, body: bytes) -> None:
    assert _post(rep, body, **{"Content-Encoding": "gzip"}) == (422, "error.malformed")


def test_a_zstd_bomb_is_refused(rep: Phone) -> None:
    bomb = zstandard.compress(b" " * 200_000_000)
    assert len(bomb) < 200_000
    assert _post(rep, bomb, **{"Content-Encoding": "zstd"}) == (413, "error.too_large")


def _of_unsaid_size(body: bytes) -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    "body",
    [
        b"no zstd",
        zstandard.compress(b"{}")[:-1],
        zstandard.compress(b"{}") * 2,
        _of_unsaid_size(b"{}"),
        b"",
    ],
)
def test_a_broken_zstd_body_is_told_so(rep: Phone, body: bytes) -> None:
    assert _post(rep, body, **{"Content-Encoding": "zstd"}) == (422, "error.malformed")


def test_a_brief_bomb_is_refused(rep: Phone) -> None:
    bomb = zstandard.compress(b" " * 200_000).removeprefix(zstandard.FRAME_HEADER)
    assert _post(rep, bomb, **{"Content-Encoding": BRIEF}) == (422, "error.malformed")


@pytest.mark.parametrize("body", [b"no zstd", b"", packed(_request(), TAKEN)[0] * 2])
def test_a_broken_brief_body_is_told_so(rep: Phone, body: bytes) -> None:
    assert _post(rep, body, **{"Content-Encoding": BRIEF}) == (422, "error.malformed")


def test_who_packs_with_the_phrases_is_answered_with_them(rep: Phone) -> None:
    said = {"Authorization": rep.headers["Authorization"], "Content-Encoding": BRIEF}
    request = rep.http.build_request(
        "POST", "/v1/sync", content=packed(_request(), TAKEN)[0], headers=said
    )
    for name in ("Accept-Encoding", "User-Agent"):  # as a device leaves out
        del request.headers[name]
    answer = rep.http.send(request)
    assert answer.headers["Content-Encoding"] == BRIEF
    told = json.loads(unpacked_brief(answer.content))
    assert told.keys() >= {"now_ms", "cursor"}


def test_whoever_packs_with_gzip_is_told_of_zstd(rep: Phone) -> None:
    def told(body: bytes, encoding: str) -> str | None:
        headers = {**rep.headers, "Content-Encoding": encoding}
        answer = rep.http.post("/v1/sync", content=body, headers=headers)
        assert answer.status_code == 200
        named: str | None = answer.headers.get("Accept-Encoding")
        return named

    assert told(gzip.compress(_request()), "gzip") == TAKEN
    assert told(zstandard.compress(_request()), "zstd") is None
    assert told(_request(), "identity") is None


def test_large_answers_are_packed_as_the_reader_takes_it(rep: Phone) -> None:
    rep.put("note", "n1", text="word " * 1_000)

    def came(accepts: str) -> tuple[str, object]:
        headers = {**rep.headers, "Accept-Encoding": accepts}
        answer = rep.http.post("/v1/sync", content=_request(), headers=headers)
        return answer.headers.get("Content-Encoding", ""), answer.json()

    zstd, gz, plain = came("gzip, zstd"), came("deflate, gzip"), came("identity")
    assert (zstd[0], gz[0], plain[0]) == ("zstd", "gzip", "")
    assert zstd[1] == gz[1] == plain[1]


def test_an_unknown_packing_is_told_so(rep: Phone) -> None:
    assert _post(rep, _request(), **{"Content-Encoding": "br"}) == (422, "error.malformed")


def test_packed_requests_and_answers_say_the_same_as_plain_ones(rep: Phone) -> None:
    packed = rep.http.post(
        "/v1/sync",
        content=gzip.compress(_request()),
        headers={**rep.headers, "Content-Encoding": "gzip", "Accept-Encoding": "gzip"},
    )
    plain = rep.http.post(
        "/v1/sync", content=_request(), headers={**rep.headers, "Accept-Encoding": "identity"}
    )
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_small_answers_are_not_packed(rep: Phone) -> None:
    assert "Content-Encoding" not in rep.post().headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/v1/secret", 404),
        ("POST", "/v1/sync/", 404),
        ("PUT", "/v1/sync", 405),
        ("POST", "/health", 405),
        ("DELETE", "/v1/devices/one", 422),
        ("DELETE", "/v1/devices/1", 401),
    ],
)
def test_every_failure_is_a_problem(server: Server, method: str, path: str, status: int) -> None:
    response = server.http.request(method, path)
    assert response.status_code == status
    assert response.json().keys() == {"error", "hint"}
    assert response.headers["content-type"] == "application/json"


def test_health_is_told_to_anyone(server: Server) -> None:
    response = server.http.get("/health")
    assert (response.status_code, response.json()) == (
        200,
        {"status": "ok", "now_ms": NOON_MS},
    )


def test_a_full_disk_loses_nothing_and_says_so(server: Server, rep: Phone) -> None:
    rep.put("note", "n1", text="kept")
    pages = _pragma(server, "PRAGMA page_count")
    server.database.close()
    with server.database.writing() as connection:
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    change = rep.change("note", "n2", {"text": "x" * 90_000})
    response = rep.post(change)
    assert (response.status_code, response.json()["error"]) == (507, "error.disk_full")
    server.database.close()
    assert rep.sync(change)["accepted"] == 2


def test_a_read_only_database_says_so(server: Server, rep: Phone) -> None:
    server.database.close()
    with server.database.reading() as connection:
        connection.execute(text("PRAGMA query_only = 1"))
    response = rep.post(rep.change("note", "n1", {"text": "A"}))
    assert (response.status_code, response.json()["error"]) == (507, "error.read_only")
    assert rep.post().status_code == 200


def _pragma(server: Server, pragma: str) -> int:
    with server.database.reading() as connection:
        return int(connection.execute(text(pragma)).scalar_one())


def test_what_nobody_foresaw_is_logged_once_without_what_people_wrote(
    server: Server,
    rep: Phone,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        reason = f"secret words and {rep.joined['token']}"
        raise ZeroDivisionError(reason)

    monkeypatch.setattr(server.app.state.backend.service.__class__, "sync", fail)
    with caplog.at_level(logging.INFO):
        response = rep.post()
    assert (response.status_code, response.json()["error"]) == (500, "error.server_fault")
    (record,) = [r for r in caplog.records if r.name.startswith("sync.")]
    assert "ZeroDivisionError" in record.getMessage()
    assert "secret" not in caplog.text
    assert rep.joined["token"] not in caplog.text


def test_an_exchange_logs_neither_words_nor_tokens(
    team: Team, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        team.rep.put("note", "n1", text="secret words")
        team.rep.post(team.rep.change("stage", "s1", {"name": "secret words"}))
    assert "secret" not in caplog.text
    assert team.rep.joined["token"] not in caplog.text


@_ENOUGH
@given(body=st.binary(max_size=200) | _JSON.map(lambda value: json.dumps(value).encode()))
def test_no_body_makes_the_server_fail(team: Team, body: bytes) -> None:
    assert _post(team.rep, body)[0] in {200, 422, 426}


@_ENOUGH
@given(changes=_CHANGES, cursor=st.text() | st.from_regex(r"[0-9a-z]*\.\d+\.[0-9a-f]{16}\.\d+"))
def test_no_change_and_no_cursor_makes_the_server_fail(
    team: Team, changes: list[object], cursor: str
) -> None:
    body = _request(changes=changes, cursor=cursor)
    assert _post(team.rep, body)[0] in {200, 409, 413, 422}
    assert team.manager.post(cursor="").status_code == 200


@_ENOUGH
@given(where=st.integers(0, 3), junk=st.text(max_size=30), cut=st.integers(0, 60))
def test_no_mutilated_cursor_makes_the_server_fail(
    team: Team, where: int, junk: str, cut: int
) -> None:
    parts = team.rep.cursor.split(".")
    parts[where] += junk
    for cursor in (".".join(parts), team.rep.cursor[:cut], team.rep.cursor[cut:]):
        assert _post(team.rep, _request(cursor=cursor))[0] in {200, 409}


def test_half_a_letter_is_answered_in_our_words(rep: Phone) -> None:
    body = rep.post(rep.change("deal", "d1", {"title": "A"})).request.content
    broken = body.replace(b'"A"', b'"\\ud83d"').replace(b'"n":1', b'"n":2')
    response = rep.http.post("/v1/sync", content=broken, headers=rep.headers)
    assert (response.status_code, response.json()["error"]) == (422, "error.malformed")


def test_no_log_holds_a_token(
    server: Server, admin: Phone, rep: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rep.put("deal", "d1", title="A")
    assert rep.post(rep.change("deal", "d1", {"title": "B"}) | {"n": 0}).status_code == 409
    server.http.get("/v1/devices", headers=admin.headers)
    server.http.delete(f"/v1/devices/{rep.number}", headers=admin.headers)
    assert rep.post().status_code == 401
    assert caplog.text
    assert not [p for p in (admin, rep) if str(p.joined["token"]) in caplog.text]


def test_whoever_hangs_up_in_the_middle_of_a_body_holds_up_nobody(
    server: Server, rep: Phone
) -> None:
    pieces: list[dict[str, object]] = [
        {"type": "http.request", "body": b'{"protocol"', "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict[str, object]:
        return pieces.pop(0)

    async def send(_message: object) -> None:
        pass

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/sync",
        "query_string": b"",
        "headers": [(b"authorization", rep.headers["Authorization"].encode())],
    }
    asyncio.run(server.app(scope, receive, send))
    assert pieces == []
    assert rep.put("deal", "d1", title="A")["accepted"] == 1
