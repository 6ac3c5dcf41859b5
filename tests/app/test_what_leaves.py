"""What leaves a device is what was saved, and nothing of the person who saved it."""

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx
import pytest
import zstandard

from app.commands.capture import file_capture, unfile_capture
from app.commands.deals import create_deal, edit_deal, move_deal
from app.commands.drafts import discard_draft, save_draft
from app.commands.follow_ups import finish_follow_up
from app.commands.giving import let_giving_go, say_why
from app.commands.kept import keep_to_oneself
from app.commands.notes import edit_note
from app.commands.visits import VisitLog, order_visits, plan_visit
from app.places.geometry import Place
from app.places.ordering import shortest_way
from app.queries.near import near
from app.queries.search import search
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import join
from sync.client.replica import Replica
from sync.core import schema
from sync.core.packing import BRIEF, unpacked_brief
from sync.core.protocol import InviteRequest
from sync.core.records.deal import Deal
from tests.builders import NOON_MS, make_account
from tests.conftest import TeamServer

DRAFT = "capture-1"
SECRETS = ("xylophone", "quagmire", "zeppelin", "flamingo", "marzipan")
"""Words that are typed or searched for, and never saved, or kept to oneself."""

HERE = Place(53.5619, 9.8765)
"""Where the rep's device was when they looked who is near."""

SAID = {"protocol", "schema", "now_ms", "cursor", "changes", "made", "clock"}
CHANGE = {"n", "kind", "id", "fields", "stamp", "seen"}
HEADERS = {
    "accept",  # of the client library, before a device has joined
    "accept-encoding",
    "authorization",
    "connection",
    "content-digest",
    "content-encoding",
    "content-length",
    "content-type",
    "host",
    "user-agent",
}
"""All that may go with a request; nothing of language, place or page."""

PLACE = {
    "altitude",
    "coordinates",
    "geo",
    "geohash",
    "gps",
    "lat",
    "latitude",
    "lng",
    "location",
    "lon",
    "longitude",
    "whereabouts",
}
WATCHING = {
    "activity",
    "clicks",
    "count",
    "idle",
    "keystrokes",
    "last",
    "locale",
    "login",
    "online",
    "opened",
    "presence",
    "score",
    "screen",
    "seen",
    "session",
    "streak",
    "typing",
    "viewed",
    "views",
}


@dataclass
class Recorder:
    """Everything a client has sent, as bytes and as read."""

    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> None:
        request.read()
        self.requests.append(request)

    @property
    def wire(self) -> str:
        """Addresses, headers and bodies of all requests, unpacked, in one text."""
        return "\n".join(
            f"{one.method} {one.url}\n{dict(one.headers)}\n{body(one).decode()}"
            for one in self.requests
        )

    def said(self, path: str) -> list[dict[str, Any]]:
        """Return the bodies of the requests to an address."""
        return [
            json.loads(body(one))
            for one in self.requests
            if one.url.path == path and one.method == "POST"
        ]


def body(request: httpx.Request) -> bytes:
    encoding = request.headers.get("content-encoding", "")
    if encoding == BRIEF:
        return unpacked_brief(request.content)
    if encoding == "zstd":
        return zstandard.ZstdDecompressor().decompress(request.content)
    return gzip.decompress(request.content) if encoding == "gzip" else request.content


@pytest.fixture
def sent(team_server: TeamServer, open_replica: Callable[[str], Replica]) -> Recorder:
    """All that a rep's device has sent in a day with every kind of writing."""
    client = team_server.client
    admin = open_replica("mia")
    joined = join(admin, HttpSyncService(client), "http://server", team_server.code, "phone")
    code = HttpSyncService(client, joined.token).invite(InviteRequest(name="Bo")).code
    recorder = Recorder()
    client.event_hooks["request"].append(recorder)
    rep = open_replica("bo")
    reply = join(rep, HttpSyncService(client), "http://server", code, "Bo's phone")
    service = HttpSyncService(client, reply.token)
    sync_once(rep, service)
    work(rep, lambda: sync_once(rep, service))
    return recorder


def work(rep: Replica, exchange: Callable[[], object]) -> None:
    with rep.transaction() as writer:
        account = writer.add(make_account("Hafner Glas", place="53.5511,9.9937"))
        deal = create_deal(writer, Deal(title="Ovens", account_id=account)).id
    for said in ("They said xylo", "They said xylophone", "They said no"):
        with rep.transaction() as writer:
            save_draft(writer, DRAFT, {"account": "Hafner Glas", "text": said})
        exchange()  # while it is being typed
    with rep.transaction() as writer:
        save_draft(writer, "capture-2", {"text": "quagmire"})
        save_draft(writer, "must_know", {"text": "zeppelin"})
        discard_draft(writer, "must_know")
        keep_to_oneself(writer, "capture-3", {"text": "marzipan", "account_id": account})
    log = VisitLog(account_id=account, text="They said no", next_step="Call", read="cold")
    with rep.transaction() as writer:
        done = file_capture(writer, log, DRAFT)
    with rep.transaction() as writer:
        unfile_capture(writer, done, DRAFT, {"text": "zeppelin"})
    with rep.transaction() as writer:
        visit = file_capture(writer, log, DRAFT).id
    with rep.transaction() as writer:
        stop = plan_visit(writer, account, NOON_MS + 3_600_000).id
        other = plan_visit(writer, account, NOON_MS + 7_200_000).id
        order = shortest_way([Place(50.1, 8.6), Place(53.5, 9.9)], HERE)
        order_visits(writer, [(stop, other)[index] for index in order])
        move_deal(writer, deal, "stage-won", date(2026, 11, 21))
        edit_deal(writer, deal, shared=False)
    with rep.reading() as connection:
        search(connection, "flamingo", 5)
        assert near(connection, HERE, 5)
        sql = "SELECT id FROM {} WHERE visit_id = ?"
        note = connection.exec_driver_sql(sql.format("note"), (visit,)).scalar_one()
        step = connection.exec_driver_sql(sql.format("follow_up"), (visit,)).scalar_one()
    with rep.transaction() as writer:
        edit_note(writer, note, "They said not yet")
        finish_follow_up(writer, step)
    with rep.transaction() as writer:
        edit_deal(writer, deal, shared=True)
    with rep.transaction() as writer:
        edit_deal(writer, deal, owner_id="user-ben")
    with rep.transaction() as writer:
        say_why(writer, "deal", deal, "They asked")
        let_giving_go(writer, deal, "0" * 21)
    exchange()
    exchange()
    with rep.reading() as connection:
        waits = connection.exec_driver_sql("SELECT count(*) FROM outbox WHERE refusal = ''")
        assert waits.scalar_one() == 0
        assert (
            connection.exec_driver_sql(
                "SELECT count(*) FROM draft WHERE key LIKE 'capture-%'"
            ).scalar_one()
            == 1
        )


def test_the_recorder_hears_what_was_saved(sent: Recorder) -> None:
    for words in ("They said not yet", "Hafner Glas", "They asked", "Bo's phone"):
        assert words in sent.wire
    kinds = {change["kind"] for one in sent.said("/v1/sync") for change in one.get("changes", [])}
    assert kinds == {"account", "deal", "visit", "note", "follow_up"}


def test_no_position_of_the_device_leaves_though_it_was_used(sent: Recorder) -> None:
    """Neither where the device was, nor how far, nor at what time it was where."""
    assert "53.5511,9.9937" in sent.wire  # the customer's own place, as somebody wrote it
    assert '"position":1' in sent.wire.replace(" ", "")  # the order that came of it
    for trace in (str(HERE), str(HERE.north), str(HERE.east), "accuracy", "arrived"):
        assert trace not in sent.wire


@pytest.mark.parametrize("word", SECRETS)
def test_no_word_leaves_that_was_not_saved(sent: Recorder, word: str) -> None:
    assert word not in sent.wire.lower()


def test_nothing_but_registers_of_known_kinds_leaves(sent: Recorder) -> None:
    for request in sent.said("/v1/sync"):
        assert set(request) <= SAID
        for change in request.get("changes", []):
            assert set(change) <= CHANGE
            assert set(change["fields"]) <= set(schema.registers(change["kind"]))


def test_a_device_asks_for_nothing_but_its_exchange(sent: Recorder) -> None:
    asked = {(one.method, one.url.path, one.url.query) for one in sent.requests}
    allowed = {"/v1/join", "/v1/sync", "/v1/digest", "/v1/rows"}
    assert {path for _, path, _ in asked} <= allowed
    assert {query for method, _, query in asked if method == "POST"} == {b""}
    pulled = [one.url for one in sent.requests if one.method == "GET"]
    assert {url.path for url in pulled} == {"/v1/sync"}
    assert {name for url in pulled for name in url.params} == {"at", "made"}
    (joining,) = sent.said("/v1/join")
    assert set(joining) == {"code", "device_name", "nonce", "team_id"}


def test_no_header_tells_of_the_person_the_device_or_the_language(sent: Recorder) -> None:
    for one in sent.requests:
        assert set(one.headers) <= HEADERS
        agent = one.headers.get("user-agent", "")
        assert re.fullmatch(r"(python-httpx/[\d.]+)?", agent)


@pytest.mark.parametrize("kind", schema.RECORDS)
def test_no_register_is_a_place_or_watches_anybody(kind: str) -> None:
    for name in schema.registers(kind):
        said = set(name.split("_"))
        assert not said & (PLACE | WATCHING), name


@pytest.mark.parametrize("name", ["gps_fix", "lat", "last_seen_ms", "opened_ms", "geo_json"])
def test_the_guard_sees_what_it_is_for(name: str) -> None:
    assert set(name.split("_")) & (PLACE | WATCHING)
