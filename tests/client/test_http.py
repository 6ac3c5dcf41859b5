"""The server over HTTP: what is sent, and what each failure is called."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import httpx
import pytest
import zstandard

from sync.client.http import HttpSyncService
from sync.core.errors import (
    InvitationError,
    OutdatedError,
    ServerFaultError,
    ServiceError,
    SignedOutError,
    UnreachableError,
)
from sync.core.packing import BRIEF, DIGEST, TAKEN, digest_of, packed, unpacked_brief
from sync.core.protocol import (
    INVITE_REPLY,
    JOIN_REPLY,
    PROBLEM,
    REPLY,
    REQUEST,
    InviteReply,
    InviteRequest,
    JoinRequest,
    Problem,
    SyncReply,
    SyncRequest,
)
from tests.builders import NOON_MS, make_change, make_join_reply, make_reply, make_row

Handler = Callable[[httpx.Request], httpx.Response]
REQUESTED = SyncRequest(1, 1, NOON_MS, "", (make_change(),))


def service(handler: Handler, token: str = "") -> HttpSyncService:
    """Return a service that speaks to a function."""
    client = httpx.Client(transport=httpx.MockTransport(handler), base_url="http://server")
    return HttpSyncService(client, token)


def answering(status: int, body: bytes = b"") -> HttpSyncService:
    """Return a service whose server always answers the same."""
    return service(lambda _request: httpx.Response(status, content=body))


def test_an_answer_that_was_damaged_on_its_way_is_not_taken_in() -> None:
    sound = REPLY.dump_json(make_reply(make_row(title="Belts")))
    headers = {DIGEST: digest_of(sound)}
    bodies = [sound.replace(b"Belts", b"Bolts"), sound]
    server = service(lambda _: httpx.Response(200, content=bodies.pop(0), headers=headers))
    with pytest.raises(ServerFaultError, match="damaged"):
        server.sync(REQUESTED)
    assert server.sync(REQUESTED).rows[0][3]["title"] == "Belts"


def test_a_packed_answer_that_was_damaged_on_its_way_is_not_taken_in() -> None:
    reply = make_reply(make_row(title="".join(map(chr, range(0x4E00, 0x4E00 + 800)))))
    sound, encoding = packed(REPLY.dump_json(reply), "zstd")
    assert service(partial(_packed_answer, encoding, sound)).sync(REQUESTED) == reply
    for place in range(len(sound)):
        damaged = sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :]
        with pytest.raises(ServiceError):
            service(partial(_packed_answer, encoding, damaged)).sync(REQUESTED)


def _packed_answer(encoding: str, body: bytes, _request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=body, headers={"Content-Encoding": encoding})


def test_an_exchange_goes_up_with_the_token_and_comes_back() -> None:
    reply = make_reply(make_row(title="Größe"), exits=(("deal", "x"),))
    heard: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return httpx.Response(200, content=REPLY.dump_json(reply))

    assert service(handle, "secret").sync(REQUESTED) == reply
    assert (heard[0].method, heard[0].url.path) == ("POST", "/v1/sync")
    assert heard[0].headers["authorization"] == "Bearer secret"
    assert "content-encoding" not in heard[0].headers
    assert REQUEST.validate_json(heard[0].content) == REQUESTED


def test_a_large_body_is_packed() -> None:
    large = SyncRequest(1, 1, NOON_MS, "", (make_change(text="word " * 1_024),))

    def handle(request: httpx.Request) -> httpx.Response:
        assert request.headers["content-encoding"] == "gzip"
        assert REQUEST.validate_json(gzip.decompress(request.content)) == large
        return httpx.Response(200, content=REPLY.dump_json(make_reply()))

    assert service(handle).sync(large) == make_reply()


def test_the_best_packing_is_used_once_the_server_has_named_it() -> None:
    large = SyncRequest(1, 1, NOON_MS, "", (make_change(text="word " * 1_024),))
    heard: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        heard.append(request.headers["content-encoding"])
        unpack = gzip.decompress if heard[-1] == "gzip" else zstandard.decompress
        assert REQUEST.validate_json(unpack(request.content)) == large
        body = zstandard.compress(REPLY.dump_json(make_reply(make_row(title="Größe"))))
        headers = {"Content-Encoding": "zstd", "Accept-Encoding": "zstd, gzip"}
        return httpx.Response(200, content=body, headers=headers)

    server = service(handle)
    assert [server.sync(large), server.sync(large)] == [make_reply(make_row(title="Größe"))] * 2
    assert heard == ["gzip", "zstd"]


def test_small_bodies_go_with_the_phrases_once_the_server_has_named_them() -> None:
    small = SyncRequest(1, 1, NOON_MS, "", (make_change(text="Belts"),))
    heard: list[list[str]] = []

    def handle(request: httpx.Request) -> httpx.Response:
        how = request.headers.get("content-encoding", "")
        body = unpacked_brief(request.content) if how == BRIEF else request.content
        assert REQUEST.validate_json(body) == small
        heard.append([how, request.headers.get("accept-encoding", "")])
        brief, encoding = packed(REPLY.dump_json(make_reply()), TAKEN)
        headers = {"Content-Encoding": encoding, "Accept-Encoding": TAKEN}
        return httpx.Response(200, content=brief, headers=headers)

    server = service(handle)
    assert [server.sync(small), server.sync(small)] == [make_reply()] * 2
    assert heard == [["", TAKEN], [BRIEF, ""]]


def test_who_is_not_understood_any_more_speaks_as_every_server_does() -> None:
    small = SyncRequest(1, 1, NOON_MS, "", (make_change(text="Belts"),))
    heard: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        heard.append(request.headers.get("content-encoding", ""))
        if heard[-1] == BRIEF:
            return httpx.Response(422, json={"error": "error.malformed"})
        headers = {"Accept-Encoding": TAKEN}
        return httpx.Response(200, content=REPLY.dump_json(make_reply()), headers=headers)

    server = service(handle)
    server.sync(small)
    with pytest.raises(ServerFaultError):
        server.sync(small)
    server.sync(small)
    assert heard == ["", BRIEF, ""]


def test_a_brief_answer_that_was_damaged_on_its_way_is_not_taken_in() -> None:
    reply = make_reply(make_row(title="Größe"))
    sound, encoding = packed(REPLY.dump_json(reply), TAKEN)
    assert encoding == BRIEF
    assert service(partial(_packed_answer, encoding, sound)).sync(REQUESTED) == reply
    for place in range(len(sound)):
        damaged = sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :]
        with pytest.raises(ServiceError):
            service(partial(_packed_answer, encoding, damaged)).sync(REQUESTED)


def test_a_small_request_carries_nothing_it_need_not() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        assert sorted(request.headers) == [
            "accept-encoding",
            "authorization",
            "content-digest",
            "content-length",
            "host",
        ]
        return httpx.Response(200, content=REPLY.dump_json(make_reply()))

    assert service(handle, "secret").sync(REQUESTED) == make_reply()


PLACE = SyncRequest(2, 2, NOON_MS, "c.7", made=3)
NOTHING_NEW = b'{"now_ms":7}'


def test_who_brings_nothing_says_where_it_is_and_nothing_else() -> None:
    heard: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return httpx.Response(200, content=NOTHING_NEW)

    asked = service(handle, "secret")
    assert asked.sync(PLACE) == SyncReply(7, "c.7")
    asked.sync(replace(PLACE, made=0))
    asked.sync(replace(PLACE, page_bytes=16))
    assert [str(one.url) for one in heard] == [
        "http://server/v1/sync?at=c.7&made=3",
        "http://server/v1/sync?at=c.7",
        "http://server/v1/sync?at=c.7&made=3&page_bytes=16",
    ]
    assert {one.method for one in heard} == {"GET"}
    assert sorted(heard[0].headers) == ["authorization", "host"]


@pytest.mark.parametrize(
    ("status", "methods"),
    [(405, ["GET", "POST", "POST"]), (422, ["GET", "POST", "GET", "POST"])],
)
def test_a_server_that_makes_nothing_of_an_address_is_told_in_a_body(
    status: int, methods: list[str]
) -> None:
    heard: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        heard.append(request.method)
        if request.method == "GET":
            return httpx.Response(status, content=b"{}")
        assert REQUEST.validate_json(request.content) == PLACE
        return httpx.Response(200, content=NOTHING_NEW)

    asked = service(handle)
    assert asked.sync(PLACE) == asked.sync(PLACE) == SyncReply(7, "c.7")
    assert heard == methods


def test_what_an_address_is_refused_for_is_not_asked_twice() -> None:
    with pytest.raises(ServerFaultError):
        answering(500).sync(PLACE)


def test_a_server_under_a_path_is_asked_there() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/crm/v1/sync"
        return httpx.Response(200, content=NOTHING_NEW)

    client = httpx.Client(transport=httpx.MockTransport(handle), base_url="http://server/crm")
    assert HttpSyncService(client).sync(PLACE).cursor == "c.7"


@pytest.mark.parametrize(
    "row",
    [
        "deal",
        ["deal", "a", "0" * 21],
        ["deal", "a", "0" * 21, {}, 1],
        [None, "a", "0" * 21, {}],
        ["deal", 7, "0" * 21, {}],
        ["deal", "a", {}, {}],
        ["deal", "a", "0" * 21, []],
        ["deal", "a", "0" * 21, {"title": ["nested"]}],
        ["deal", "a", "0" * 21, {"title": {"nested": 1}}],
    ],
)
def test_a_row_of_another_form_is_a_fault_of_the_server(row: object) -> None:
    reply = json.loads(REPLY.dump_json(make_reply(make_row())))
    reply["rows"].append(row)
    with pytest.raises(ServerFaultError):
        answering(200, json.dumps(reply).encode()).sync(REQUESTED)


def test_rows_that_are_no_list_are_a_fault_of_the_server() -> None:
    reply = json.loads(REPLY.dump_json(make_reply()))
    with pytest.raises(ServerFaultError):
        answering(200, json.dumps({**reply, "rows": {"a": 1}}).encode()).sync(REQUESTED)


def test_joining_inviting_and_signing_out_have_their_addresses() -> None:
    heard: list[tuple[str, str, bool]] = []
    welcome, invitation = make_join_reply(), InviteReply("K7QF-2MXD", "user-1", NOON_MS)
    answers = {
        "/v1/join": JOIN_REPLY.dump_json(welcome),
        "/v1/invitations": INVITE_REPLY.dump_json(invitation),
        "/v1/devices/7": b"",
    }

    def handle(request: httpx.Request) -> httpx.Response:
        heard.append((request.method, request.url.path, "authorization" in request.headers))
        return httpx.Response(200, content=answers[request.url.path])

    assert service(handle).join(JoinRequest("k7qf2mxd", "phone")) == welcome
    assert service(handle, "t").invite(InviteRequest(name="Bo")) == invitation
    service(handle, "t").revoke(7)
    assert heard == [
        ("POST", "/v1/join", False),
        ("POST", "/v1/invitations", True),
        ("DELETE", "/v1/devices/7", True),
    ]


@pytest.mark.parametrize(
    ("status", "key", "error"),
    [
        (401, "error.signed_out", SignedOutError),
        (403, "error.invitation", InvitationError),
        (426, "error.outdated", OutdatedError),
        (500, "error.server_fault", ServerFaultError),
        (418, "error.teapot", ServerFaultError),
    ],
)
def test_a_problem_becomes_its_error(status: int, key: str, error: type[ServiceError]) -> None:
    body = PROBLEM.dump_json(Problem(key, "What to do."))
    with pytest.raises(ServiceError) as raised:
        answering(status, body).sync(REQUESTED)
    assert type(raised.value) is error
    assert raised.value.fields == {"status": status, "error": key, "hint": "What to do."}


@pytest.mark.parametrize(("said", "wait"), [("7", 7), ("soon", None), ("", None), ("-1", None)])
def test_how_long_to_wait_comes_with_the_error(said: str, wait: int | None) -> None:
    body = PROBLEM.dump_json(Problem("error.too_many"))
    answer = httpx.Response(429, headers={"Retry-After": said}, content=body)
    with pytest.raises(ServerFaultError) as raised:
        service(lambda _request: answer).sync(REQUESTED)
    assert raised.value.fields.get("retry_s") == wait


@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b"\xff\xfe", b"[]", b"{}"])
def test_a_problem_that_is_none_is_a_fault_of_the_server(body: bytes) -> None:
    with pytest.raises(ServerFaultError) as raised:
        answering(502, body).revoke(1)
    assert raised.value.fields == {"status": 502}


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>Please sign in to this Wi-Fi</html>"])
def test_an_answer_that_cannot_be_read_is_a_fault_of_the_server(body: bytes) -> None:
    server = answering(200, body)
    with pytest.raises(ServerFaultError):
        server.sync(REQUESTED)
    with pytest.raises(ServerFaultError):
        server.join(JoinRequest("x", "y"))
    with pytest.raises(ServerFaultError):
        server.invite(InviteRequest())


@pytest.mark.parametrize(
    "trouble",
    [httpx.ConnectError("refused"), httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("cut")],
)
def test_a_broken_line_means_unreachable_and_heals(trouble: httpx.HTTPError) -> None:
    def handle(_request: httpx.Request) -> httpx.Response:
        raise trouble

    with pytest.raises(UnreachableError) as raised:
        service(handle).sync(REQUESTED)
    assert raised.value.heals
    assert raised.value.fields == {"detail": type(trouble).__name__}


def test_an_address_that_is_none_means_unreachable() -> None:
    with httpx.Client() as client, pytest.raises(UnreachableError):
        HttpSyncService(client).revoke(1)

    def handle(_request: httpx.Request) -> httpx.Response:
        reason = "no host"
        raise httpx.InvalidURL(reason)

    with pytest.raises(UnreachableError):
        service(handle).sync(REQUESTED)
