"""The exchange, against a server that says what a test wants it to say."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from sync.client import engine, outbox, state
from sync.client.engine import Progress, absorb, compose, sync_once
from sync.client.replica import Replica
from sync.core.change import Change
from sync.core.clock import parse
from sync.core.errors import ServerFaultError, UnreachableError
from sync.core.protocol import PROTOCOL_VERSION, Refusal, SyncReply, SyncRequest
from sync.core.records.deal import Deal
from sync.core.schema import SCHEMA_VERSION
from sync.store import rows
from tests.builders import NOON_MS, make_deal, make_reply, make_row, make_stamp
from tests.fakes import Fault, LossyService, ManualClock, NothingToOffer, ScriptedService


class TakingServer(NothingToOffer):
    """A server that takes everything in, once, and has nothing to send."""

    def __init__(self) -> None:
        self.taken: list[Change] = []

    def sync(self, request: SyncRequest) -> SyncReply:
        self.taken += [c for c in request.changes if c.n > len(self.taken)]
        return make_reply(accepted=len(self.taken), cursor=str(len(self.taken)))


def held(replica: Replica) -> list[str]:
    """Return the ids of the deals held."""
    with replica.reading() as connection:
        return [row.id for row in rows.load_all(connection, "deal")]


def test_a_request_says_who_asks_from_where_and_brings_the_oldest_changes(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MAX_CHANGES", 2)
    request = compose(replica)
    assert (request.protocol, request.schema) == (PROTOCOL_VERSION, SCHEMA_VERSION)
    assert (request.now_ms, request.cursor) == (NOON_MS, "")
    assert [c.n for c in request.changes] == [1, 2]


def test_everything_waiting_goes_in_batches_and_is_reported(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MAX_CHANGES", 3)
    server, reports = TakingServer(), list[Progress]()
    with replica.exclusive() as connection:
        state.save(connection, cursor="0")  # a first reading would bring all of it back
        total = outbox.count(connection)
    with replica.exclusive() as connection:
        state.save(connection, cursor="0")  # as after a first reading
    progress = sync_once(replica, server, reports.append)
    assert [c.n for c in server.taken] == list(range(1, total + 1))
    assert progress == Progress(sent=total, waiting=0, more=False)
    assert [r.sent for r in reports] == [*range(3, total, 3), total]


def test_pages_are_read_until_there_is_no_more(empty_replica: Replica) -> None:
    service = ScriptedService(
        [
            make_reply(make_row("deal", "a"), make_row("deal", "b"), cursor="2", more=True),
            make_reply(make_row("account", "c", name="x"), cursor="3", more=True),
            make_reply(cursor="4", exits=(("deal", "a"),)),
        ]
    )
    progress = sync_once(empty_replica, service)
    assert [r.cursor for r in service.requests] == ["", "2", "3"]
    assert progress == Progress(received=3, kinds=frozenset({"deal", "account"}))
    assert held(empty_replica) == ["b"]
    state = empty_replica.state()
    assert (state.cursor, state.synced_ms) == ("4", NOON_MS)


def test_the_next_edit_comes_after_everything_pulled(replica: Replica, clock: ManualClock) -> None:
    future = make_stamp(NOON_MS + 90_000, 4, device=9)
    server = ScriptedService([make_reply(make_row("deal", "a", future), accepted=99)])
    sync_once(replica, server)
    clock.move(-10_000)
    with replica.transaction() as writer:
        writer.edit(Deal, "a", title="after")
        found = writer.get(Deal, "a")
    assert found is not None
    assert parse(found.stamps.rpartition("=")[2])[:2] == (NOON_MS + 90_000, 5)


def test_a_refused_change_is_kept_and_counted(replica: Replica) -> None:
    with replica.reading() as connection:
        total = outbox.count(connection)
    reply = replace(make_reply(accepted=total), refused=(Refusal(2, "refused.admins_only"),))
    progress = sync_once(replica, ScriptedService([reply]))
    assert (progress.refused, progress.waiting) == (1, 0)
    with replica.reading() as connection:
        assert [r.change.n for r in outbox.refused(connection)] == [2]


def test_an_edit_typed_while_the_answer_was_on_its_way_stays(replica: Replica) -> None:
    sync_once(replica, TakingServer())
    with replica.transaction() as writer:
        deal = writer.add(make_deal("first"))
    request = compose(replica)
    with replica.transaction() as writer:
        writer.edit(Deal, deal, title="typed meanwhile")
    row = make_row("deal", deal, request.changes[0].stamp, title="first", reason="theirs")
    absorb(
        replica, request, make_reply(row, accepted=request.changes[0].n, cursor="77"), Progress()
    )
    with replica.transaction() as writer:
        found = writer.get(Deal, deal)
        assert outbox.count(writer.connection) == 1
    assert found is not None
    assert (found.title, found.reason) == ("typed meanwhile", "theirs")


def test_a_late_answer_is_left_alone_as_a_whole(replica: Replica) -> None:
    late = compose(replica)
    absorb(replica, replace(late, changes=()), make_reply(cursor="5"), Progress())
    before = Progress(sent=3)
    reply = make_reply(make_row("deal", "old"), accepted=99, cursor="2")
    progress = absorb(replica, late, reply, before)
    assert held(replica) == []
    assert replica.state().cursor == "5"
    assert (progress.sent, progress.received, progress.more) == (3, 0, True)
    assert progress.waiting == len(late.changes)


def test_starting_over_sweeps_only_after_the_last_page(empty_replica: Replica) -> None:
    first = [make_reply(make_row("deal", i, make_stamp())) for i in ("gone", "stays")]
    for n, reply in enumerate(first):
        sync_once(empty_replica, ScriptedService([replace(reply, cursor=f"a{n}")]))
    stays = make_row("deal", "stays", make_stamp())
    service = ScriptedService(
        [
            make_reply(make_row("deal", "new"), cursor="b1", more=True, restart=True),
            make_reply(stays, cursor="b2"),
        ]
    )
    service.before_reply = lambda: seen.append(held(empty_replica))
    seen: list[list[str]] = []
    sync_once(empty_replica, service)
    assert seen == [["gone", "stays"], ["gone", "new", "stays"]]
    assert held(empty_replica) == ["new", "stays"]


def test_a_server_that_moves_nothing_is_not_asked_for_ever(replica: Replica) -> None:
    with pytest.raises(ServerFaultError):
        sync_once(replica, ScriptedService([make_reply(accepted=0, cursor="")]))
    endless = ScriptedService([make_reply(accepted=99, cursor="1", more=True)])
    with pytest.raises(ServerFaultError):
        sync_once(replica, endless)
    assert len(endless.requests) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(faults=st.lists(st.sampled_from(list(Fault)), max_size=6))
def test_whatever_the_network_does_each_change_arrives_once_and_in_order(
    replica: Replica, faults: list[Fault]
) -> None:
    server = TakingServer()
    with replica.exclusive() as connection:
        outbox.renumber(connection, [])
    for n in range(3):
        with replica.transaction() as writer:
            writer.add(make_deal(f"deal {n}"))
    lossy = LossyService(server, list(faults))
    while True:
        try:
            progress = sync_once(replica, lossy)
            break
        except UnreachableError:
            continue
    assert progress.waiting == 0
    assert [c.fields["title"] for c in server.taken] == ["deal 0", "deal 1", "deal 2"]


def test_only_what_was_sent_is_acknowledged(replica: Replica) -> None:
    """Of the others the answer does not tell whether they were refused."""
    request = compose(replica)
    absorb(
        replica, replace(request, changes=request.changes[:1]), make_reply(accepted=3), Progress()
    )
    absorb(
        replica,
        replace(compose(replica), changes=()),
        make_reply(accepted=3, cursor="2"),
        Progress(),
    )
    assert compose(replica).changes == request.changes[1:]


def test_only_an_answer_that_what_is_sent_next_builds_on_waits_for_the_disk(
    replica: Replica,
) -> None:
    waited: list[bool] = []
    plain = replica.exclusive

    @contextmanager
    def watched(*, durable: bool = True) -> Iterator[Connection]:
        waited.append(durable)
        with plain(durable=durable) as connection:
            yield connection

    def exchanged(reply: SyncReply, most: int | None = None) -> bool:
        absorb(replica, compose(replica, most), reply, Progress())
        return waited.pop()

    last = compose(replica).changes[-1].n
    with patch.object(replica, "exclusive", watched):
        assert exchanged(make_reply(accepted=1, cursor="1"), most=1)  # others still wait
        assert exchanged(make_reply(accepted=last - 1, cursor="2"))  # one was not taken
        assert not exchanged(make_reply(accepted=last, cursor="3"))
        assert not exchanged(make_reply(make_row("deal", "d"), accepted=last, cursor="4"))
        assert not exchanged(make_reply(accepted=last, cursor="4"))
        assert exchanged(replace(make_reply(accepted=last, cursor="4"), renumber=True))
        assert exchanged(replace(make_reply(accepted=last, cursor="4"), offer=True))
