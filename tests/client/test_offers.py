"""A replica gives back all it holds, and goes on where an offering broke off."""

import pytest

from sync.client import offers, outbox, state
from sync.client.offers import BEGIN, offer_all
from sync.client.replica import Replica
from sync.core.errors import UnreachableError
from sync.core.protocol import (
    OfferReply,
    OfferRequest,
    Refusal,
    SyncReply,
    SyncRequest,
    WireRow,
)
from sync.store import apply, rows
from tests.builders import make_account, make_deal


class Receiver:
    """A server that takes offers, and loses the line at some of them."""

    def __init__(self, *faults: int) -> None:
        self.requests: list[OfferRequest] = []
        self.faults = set(faults)

    def sync(self, request: SyncRequest) -> SyncReply:
        raise AssertionError(request)

    def offer(self, request: OfferRequest) -> OfferReply:
        self.requests.append(request)
        if len(self.requests) in self.faults:
            raise UnreachableError
        return OfferReply(len(request.rows))

    def rows(self) -> list[WireRow]:
        return [row for request in self.requests for row in request.rows]


def _ask(replica: Replica) -> None:
    """Let the server have taken in all that waits, and ask for an offering."""
    with replica.exclusive() as connection:
        outbox.acknowledge(connection, outbox.made(connection), ())
        state.save(connection, offering=BEGIN)


@pytest.fixture
def asked(empty_replica: Replica) -> Replica:
    """A replica with seven deals and a customer, that was asked to offer them."""
    with empty_replica.transaction() as writer:
        writer.add(make_account(name="Acme"))
        for i in range(7):
            writer.add(make_deal(title=f"deal {i}"))
    _ask(empty_replica)
    return empty_replica


def test_nothing_is_offered_unasked(replica: Replica) -> None:
    server = Receiver()
    offer_all(replica, server)
    assert server.requests == []


def test_everything_is_offered_once_and_the_last_batch_says_so(
    asked: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offers, "_MOST_ROWS", 3)
    server = Receiver()
    offer_all(asked, server)
    assert [len(r.rows) for r in server.requests] == [3, 3, 2]
    assert [r.done for r in server.requests] == [False, False, True]
    titles = [row[3].get("title") for row in server.rows() if row[0] == "deal"]
    assert sorted(map(str, titles)) == [f"deal {i}" for i in range(7)]
    assert asked.state().offering == ""
    with asked.reading() as connection:
        assert apply.sweeping(connection)


def test_an_offering_goes_on_where_it_broke_off(
    asked: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offers, "_MOST_ROWS", 3)
    server = Receiver(2)
    with pytest.raises(UnreachableError):
        offer_all(asked, server)
    assert asked.state().offering not in ("", BEGIN)
    offer_all(asked, server)
    first, lost, again, last = server.requests
    assert lost == again
    assert {row[1] for row in first.rows}.isdisjoint(row[1] for row in again.rows)
    assert last.done


def test_batches_are_bounded_by_bytes(asked: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "PUSH_BYTES", 100)
    server = Receiver()
    offer_all(asked, server)
    assert max(len(r.rows) for r in server.requests) <= 2
    assert len(server.rows()) == 8


def test_what_was_written_is_offered_even_where_it_is_as_at_first(asked: Replica) -> None:
    with asked.transaction() as writer:
        deal_id = writer.add(make_deal(title="kept"))
    with asked.transaction() as writer:
        writer.edit_kind("deal", deal_id, {"deleted": True})
    with asked.transaction() as writer:
        writer.edit_kind("deal", deal_id, {"deleted": False})
    _ask(asked)
    server = Receiver()
    offer_all(asked, server)
    (row,) = [row for row in server.rows() if row[1] == deal_id]
    assert row[3]["deleted"] is False
    assert "closed_on" not in row[3]


def test_what_waits_comes_by_itself_and_is_not_offered(asked: Replica) -> None:
    with asked.transaction() as writer:
        new = writer.add(make_deal(title="new"))
        (edited,) = [r.id for r in rows.load_all(writer.connection, "account")]
        writer.edit_kind("account", edited, {"name": "edited"})
    server = Receiver()
    offer_all(asked, server)
    assert new not in [row[1] for row in server.rows()]
    (row,) = [row for row in server.rows() if row[1] == edited]
    assert "name" not in row[3]
    assert "name=" not in row[2]


def test_a_record_that_was_refused_is_not_offered(asked: Replica) -> None:
    with asked.transaction() as writer:
        deal_id = writer.add(make_deal(title="refused"))
    with asked.exclusive() as connection:
        made = outbox.made(connection)
        outbox.acknowledge(connection, made, [Refusal(made, "refused.managers_only")])
    server = Receiver()
    offer_all(asked, server)
    assert deal_id not in [row[1] for row in server.rows()]
