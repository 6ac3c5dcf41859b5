"""Starting alone, joining a team with everything one has, and joining again."""

import json
from contextlib import suppress
from dataclasses import replace

import httpx
import pytest

from sync.client import outbox
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import adopt, join
from sync.client.replica import Replica
from sync.core.change import unpack
from sync.core.clock import NEVER, parse
from sync.core.defaults import PIPELINE_ID
from sync.core.errors import InvitationError, UnreachableError
from sync.core.protocol import JOIN_REPLY, PROBLEM, Problem, Refusal
from sync.core.records.deal import Deal
from sync.core.records.pipeline import Pipeline, Stage
from sync.core.records.product import Product
from sync.store import rows
from sync.store.rows import Row
from tests.builders import (
    NOON_MS,
    make_deal,
    make_join_reply,
    make_reply,
    make_row,
    make_stamp,
)
from tests.fakes import ScriptedService

URL = "http://server"


def test_a_person_alone_is_an_admin_with_a_pipeline(replica: Replica) -> None:
    state = replica.state()
    assert state.owned
    assert not state.joined
    with replica.reading() as connection:
        team = rows.load(connection, "team", state.team_id)
        user = rows.load(connection, "user", state.user_id)
        stages = list(rows.load_all(connection, "stage"))
        pipeline = rows.load(connection, "pipeline", PIPELINE_ID)
    assert team is not None
    assert user is not None
    assert pipeline is not None
    assert (team.values["name"], team.values["currency"]) == ("Ada's team", "EUR")
    assert (user.values["name"], user.values["role"]) == ("Ada", "admin")
    assert {stage.values["pipeline_id"] for stage in stages} == {PIPELINE_ID}


def test_joining_brings_the_persons_own_work_and_leaves_the_teams_things(
    replica: Replica,
) -> None:
    me = replica.state().user_id
    with replica.transaction() as writer:
        deal = writer.add(make_deal("mine", owner_id=me, stage_id="stage-new"))
        writer.add(make_deal("nobody's"))
    with replica.transaction() as writer:
        writer.edit(Deal, deal, title="mine, edited")
    adopt(replica, make_join_reply(7), URL)
    with replica.reading() as connection:
        changes = outbox.pending(connection, 100, 1 << 30)
        found = rows.load(connection, "deal", deal)
        left = [
            row.id
            for kind in ("team", "user", "pipeline", "stage")
            for row in rows.load_all(connection, kind)
        ]
    assert [(c.n, c.kind) for c in changes] == [(1, "deal"), (2, "deal"), (3, "deal")]
    assert changes[0].fields["owner_id"] == "user-team"
    assert {parse(c.stamp)[2] for c in changes} == {7}
    assert changes[2].seen == changes[0].stamp
    assert left == []
    assert found is not None
    assert found.values["owner_id"] == "user-team"
    base, exceptions = unpack(found.stamps)
    assert (base, exceptions["title"]) == (changes[0].stamp, changes[2].stamp)


def test_who_gave_something_away_alone_is_the_same_person_in_the_team(replica: Replica) -> None:
    me = replica.state().user_id
    with replica.transaction() as writer:
        deal = writer.add(make_deal("mine", owner_id=me))
    with replica.transaction() as writer:
        writer.edit(Deal, deal, owner_id="user-jonas", given_by=me, given_from=me)
    adopt(replica, make_join_reply(7), URL)
    with replica.reading() as connection:
        sent = outbox.pending(connection, 100, 1 << 30)[-1].fields
        found = rows.load(connection, "deal", deal)
    assert found
    for fields in (sent, found.values):
        assert [fields[n] for n in ("owner_id", "given_by", "given_from")] == [
            "user-jonas",
            "user-team",
            "user-team",
        ]


def test_the_replica_is_the_teams_device_afterwards(replica: Replica) -> None:
    with replica.exclusive() as connection:
        connection.exec_driver_sql("UPDATE replica_state SET cursor = 'old', synced_ms = 5")
    adopt(replica, make_join_reply(7), URL)
    state = replica.state()
    assert state.joined
    assert (state.user_id, state.team_id, state.device_id) == ("user-team", "team-1", "device-7")
    assert (state.device_number, state.token, state.server_url) == (7, "secret", URL)
    assert (state.cursor, state.synced_ms) == ("", 0)
    assert parse(state.clock)[2] == 7
    with replica.transaction() as writer:
        made = writer.add(make_deal())
        deal = writer.get(Deal, made)
    assert deal is not None
    assert parse(deal.stamps) > parse(state.clock)


def test_a_fresh_replica_joins_with_nothing(empty_replica: Replica) -> None:
    assert not empty_replica.state().owned
    adopt(empty_replica, make_join_reply(), URL)
    with empty_replica.reading() as connection:
        assert outbox.count(connection) == 0
    assert empty_replica.state().joined


def test_joining_again_keeps_others_stamps_and_what_was_refused(empty_replica: Replica) -> None:
    adopt(empty_replica, make_join_reply(7), URL)
    theirs = make_stamp(NOON_MS - 5, device=9)
    with empty_replica.exclusive() as connection:
        rows.save(connection, "deal", [Row("deal-1", theirs, {"title": "theirs"})])
        part = f"{NEVER};title={theirs}"
        rows.save(connection, "deal", [Row("deal-2", part, {"title": "in part"})])
        connection.exec_driver_sql("UPDATE deal SET owner_id = ''")
    with empty_replica.transaction() as writer:
        writer.edit(Deal, "deal-1", title="refused")
        writer.edit(Deal, "deal-1", title="waits")
    with empty_replica.exclusive() as connection:
        outbox.acknowledge(connection, 1, [Refusal(1, "refused.not_yours")])
    adopt(empty_replica, make_join_reply(8), URL)
    with empty_replica.reading() as connection:
        (refused,) = outbox.refused(connection)
        (waits,) = outbox.pending(connection, 10, 1 << 30)
        one = rows.load(connection, "deal", "deal-1")
        two = rows.load(connection, "deal", "deal-2")
    assert one is not None
    assert two is not None
    assert refused.change.fields["title"] == "refused"
    assert (waits.n, parse(waits.stamp)[2]) == (1, 8)
    assert unpack(one.stamps)[0] == theirs
    assert unpack(one.stamps)[1]["title"] == waits.stamp
    assert two.stamps == part


def test_an_invitation_is_traded_at_the_server(replica: Replica) -> None:
    welcome, alone = make_join_reply(), replica.state().team_id

    def handle(request: httpx.Request) -> httpx.Response:
        assert json.loads(request.read()) == {
            "code": "K7QF-2MXD",
            "device_name": "phone",
            "team_id": alone,
            "nonce": replica.state().nonce,
        }
        return httpx.Response(200, content=JOIN_REPLY.dump_json(welcome))

    with httpx.Client(transport=httpx.MockTransport(handle), base_url=URL) as client:
        assert join(replica, HttpSyncService(client), URL, "K7QF-2MXD", "phone") == welcome
    assert replica.state().token == welcome.token


def test_a_wrong_code_changes_nothing(replica: Replica) -> None:
    before = replica.state()
    problem = PROBLEM.dump_json(Problem("error.invitation"))
    transport = httpx.MockTransport(lambda _request: httpx.Response(403, content=problem))
    with (
        httpx.Client(transport=transport, base_url=URL) as client,
        pytest.raises(InvitationError),
    ):
        join(replica, HttpSyncService(client), URL, "wrong", "phone")
    assert replace(replica.state(), nonce="") == before


@pytest.fixture
def shaped(replica: Replica) -> str:
    """A deal in a pipeline of one's own, with a product of one's own."""
    with replica.transaction() as writer:
        pipeline = writer.add(Pipeline(id="mine", name="Renewals"))
        for outcome in ("open", "won", "lost"):
            writer.add(Stage(id=f"my-{outcome}", pipeline_id=pipeline, outcome=outcome))
        writer.add(Product(id="my-product", name="Grinder"))
        writer.edit(Stage, "stage-new", name="Fresh")
        return writer.add(
            make_deal("d", pipeline_id=pipeline, stage_id="my-won", product_id="my-product")
        )


def test_who_shapes_the_team_brings_stages_and_products_along(
    replica: Replica, shaped: str
) -> None:
    adopt(replica, replace(make_join_reply(), role="manager"), URL)
    with replica.reading() as connection:
        waits = [(c.kind, c.id) for c in outbox.all_pending(connection)]
        stages = [row.id for row in rows.load_all(connection, "stage")]
        deal = rows.load(connection, "deal", shaped)
    assert waits == [
        ("pipeline", "mine"),
        *(("stage", f"my-{outcome}") for outcome in ("open", "won", "lost")),
        ("product", "my-product"),
        ("deal", shaped),
    ]
    assert stages == ["my-lost", "my-open", "my-won"]
    assert deal is not None
    assert (deal.values["stage_id"], deal.values["product_id"]) == ("my-won", "my-product")


def test_a_reps_deals_move_to_the_teams_own_stages(replica: Replica, shaped: str) -> None:
    with replica.transaction() as writer:
        writer.edit(Deal, shaped, stage_id="my-open")
        writer.edit(Deal, shaped, stage_id="my-lost", title="my-open")
    adopt(replica, make_join_reply(), URL)
    with replica.reading() as connection:
        waits = [c.fields for c in outbox.all_pending(connection)]
        deal = rows.load(connection, "deal", shaped)
        assert not list(rows.load_all(connection, "product"))
    assert [fields["stage_id"] for fields in waits] == ["stage-won", "stage-new", "stage-lost"]
    assert (waits[0]["pipeline_id"], waits[0]["product_id"]) == (PIPELINE_ID, "")
    assert deal is not None
    assert (deal.values["stage_id"], deal.values["pipeline_id"]) == ("stage-lost", PIPELINE_ID)
    assert (deal.values["product_id"], deal.values["title"]) == ("", "my-open")


def test_what_was_held_from_an_earlier_team_and_does_not_come_again_goes(
    replica: Replica,
) -> None:
    with replica.transaction() as writer:
        mine = writer.add(make_deal("mine"))
    adopt(replica, make_join_reply(7), URL)
    with replica.exclusive() as connection:
        rows.save(connection, "deal", [Row("old", make_stamp(device=9), {"title": "theirs"})])
    adopt(replica, make_join_reply(8), URL)
    again = make_reply(make_row("deal", "again"), make_row("deal", mine), accepted=1)
    sync_once(replica, ScriptedService([again]))
    with replica.reading() as connection:
        assert [row.id for row in rows.load_all(connection, "deal")] == sorted([mine, "again"])


def _joining(replica: Replica, answers: list[httpx.Response | Exception]) -> list[str]:
    """Try to join until the answers run out; return the nonces that were sent."""
    sent: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content)["nonce"])
        answer = answers[len(sent) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    with httpx.Client(transport=httpx.MockTransport(handle), base_url=URL) as client:
        for _ in answers:
            with suppress(UnreachableError):
                join(replica, HttpSyncService(client), URL, "K7QF-2MXD", "phone")
    return sent


def test_a_device_says_the_same_at_each_try_to_join_and_something_else_the_next_time(
    empty_replica: Replica,
) -> None:
    welcome = httpx.Response(200, content=JOIN_REPLY.dump_json(make_join_reply()))
    first, second, later = _joining(
        empty_replica, [httpx.ReadError("lost"), welcome, httpx.ReadError("lost")]
    )
    assert first == second
    assert len(first) == 32
    assert later != first
    assert empty_replica.state().nonce == later
