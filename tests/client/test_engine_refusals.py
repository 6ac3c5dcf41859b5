"""What the server cannot take is set aside, and holds up nothing else."""

from contextlib import suppress
from dataclasses import dataclass, field, replace

import pytest

from sync.client import outbox
from sync.client.engine import compose, sync_once
from sync.client.replica import Replica
from sync.core.change import Change
from sync.core.errors import ServerFaultError
from sync.core.protocol import Refusal, SyncReply, SyncRequest
from tests.builders import make_deal
from tests.client.test_engine import TakingServer


@dataclass
class PickyServer(TakingServer):
    """A server that takes neither long words nor many changes at once.

    Attributes:
        status: What it answers to those.
        most: How many changes it takes.
    """

    status: int = 413
    most: int = 99
    taken: list[Change] = field(default_factory=list)

    def sync(self, request: SyncRequest) -> SyncReply:
        if len(request.changes) > self.most or any(
            "too long" in c.fields.values() for c in request.changes
        ):
            raise ServerFaultError(status=self.status)
        empty = [Refusal(c.n, "violation.field_count") for c in request.changes if not c.fields]
        return replace(super().sync(request), refused=tuple(empty))


@pytest.mark.parametrize(
    ("status", "reason"), [(413, "refused.too_large"), (422, "refused.unreadable")]
)
@pytest.mark.parametrize("most", [99, 1])
def test_what_the_server_cannot_take_is_set_aside_and_holds_up_nothing(
    empty_replica: Replica, status: int, reason: str, most: int
) -> None:
    with empty_replica.transaction() as writer:
        for n in range(7):
            writer.add(make_deal("too long" if n == 3 else f"deal {n}"))
    server = PickyServer(status=status, most=most)
    progress = sync_once(empty_replica, server)
    assert [c.n for c in server.taken] == [1, 2, 3, 4, 5, 6, 7]
    assert [c.fields.get("title") for c in server.taken if c.n in (3, 4, 5)] == [
        "deal 2",
        None,
        "deal 4",
    ]
    with empty_replica.reading() as connection:
        (refused,) = outbox.refused(connection)
    assert (refused.change.fields["title"], refused.refusal.reason) == ("too long", reason)
    assert (progress.waiting, progress.refused) == (0, 1)


@pytest.mark.parametrize("status", [413, 422])
def test_a_change_that_was_damaged_on_its_way_is_not_set_aside(
    empty_replica: Replica, status: int
) -> None:
    with empty_replica.transaction() as writer:
        writer.add(make_deal("Belts"))
    server = TakingServer()
    taking, answers = server.sync, [ServerFaultError(status=status)]

    def damaged_once(request: SyncRequest) -> SyncReply:
        if request.changes and answers:
            raise answers.pop()
        return taking(request)

    server.sync = damaged_once  # type: ignore[method-assign]  # a line, not a server, at fault
    assert sync_once(empty_replica, server).refused == 0
    assert [c.fields.get("title") for c in server.taken] == ["Belts"]


@dataclass
class FailingServer(TakingServer):
    """A server that fails at some words, and perhaps at their record altogether.

    Attributes:
        failing: Titles it fails at.
        whole_record: Whether it fails at their records whatever is said of them.
        down: How many requests it fails at first, whatever they hold.
        error: What it says then.
    """

    failing: tuple[str, ...] = ("poison",)
    whole_record: bool = False
    down: int = 0
    error: str = "error.server_fault"
    taken: list[Change] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    def sync(self, request: SyncRequest) -> SyncReply:
        self.down -= 1
        poison = {c.id for c in request.changes if c.fields.get("title") in self.failing}
        if self.whole_record:
            self.failed |= poison
            poison |= self.failed & {c.id for c in request.changes}
        if self.down >= 0 or poison:
            raise ServerFaultError(status=500, error=self.error)
        empty = [Refusal(c.n, "violation.field_count") for c in request.changes if not c.fields]
        return replace(super().sync(request), refused=tuple(empty))


def write_seven(replica: Replica, poisonous: tuple[int, ...] = (3,), *, number: int = 7) -> None:
    """Write seven deals, or another number, some with words that the server fails at."""
    with replica.transaction() as writer:
        for n in range(number):
            writer.add(make_deal("poison" if n in poisonous else f"deal {n}"))


@pytest.mark.parametrize("whole_record", [False, True])
@pytest.mark.parametrize("poisonous", [(0,), (3,), (6,), (1, 2, 5)])
def test_what_makes_the_server_fail_is_set_aside_and_holds_up_nothing(
    empty_replica: Replica, poisonous: tuple[int, ...], *, whole_record: bool
) -> None:
    write_seven(empty_replica, poisonous)
    server = FailingServer(whole_record=whole_record)
    progress = sync_once(empty_replica, server)
    assert [c.n for c in server.taken] == [1, 2, 3, 4, 5, 6, 7]
    words = [c.fields.get("title") for c in server.taken]
    assert words == [None if n in poisonous else f"deal {n}" for n in range(7)]
    with empty_replica.reading() as connection:
        refused = outbox.refused(connection)
    assert [r.change.n for r in refused] == [n + 1 for n in poisonous]
    assert {r.change.fields["title"] for r in refused} == {"poison"}
    assert {r.refusal.reason for r in refused} == {"refused.server_failed"}
    assert (progress.waiting, progress.refused) == (0, len(poisonous))


@pytest.mark.parametrize("down", [1, 2, 3, 4, 99])
@pytest.mark.parametrize("number", [1, 7])
def test_a_server_that_fails_for_a_while_sets_nothing_aside(
    empty_replica: Replica, down: int, number: int
) -> None:
    write_seven(empty_replica, poisonous=(), number=number)
    server = FailingServer(down=down)
    while server.down > 0:
        with suppress(ServerFaultError):
            sync_once(empty_replica, server)
    sync_once(empty_replica, server)
    words = [c.fields.get("title") for c in server.taken]
    assert words == [f"deal {n}" for n in range(number)]
    with empty_replica.reading() as connection:
        assert outbox.refused(connection) == ()


@pytest.mark.parametrize(
    ("status", "error"),
    [(500, "error.store"), (500, None), (502, None), (503, "error.busy"), (507, "error.disk_full")],
)
def test_a_server_that_names_its_trouble_or_does_not_speak_itself_sets_nothing_aside(
    empty_replica: Replica, status: int, error: str | None
) -> None:
    write_seven(empty_replica)
    before = compose(empty_replica).changes
    named = {} if error is None else {"error": error}
    asked = []

    class Troubled(TakingServer):
        def sync(self, request: SyncRequest) -> SyncReply:
            asked.append(request)
            if request.changes:
                raise ServerFaultError(status=status, **named)
            return super().sync(request)

    with pytest.raises(ServerFaultError):
        sync_once(empty_replica, Troubled())
    assert compose(empty_replica).changes == before
    assert len(asked) == 1


def test_a_server_that_fails_at_every_write_sets_nothing_aside(empty_replica: Replica) -> None:
    write_seven(empty_replica)
    before = compose(empty_replica).changes

    class Reading(TakingServer):
        def sync(self, request: SyncRequest) -> SyncReply:
            if request.changes:
                raise ServerFaultError(status=500, error="error.server_fault")
            return super().sync(request)

    with pytest.raises(ServerFaultError):
        sync_once(empty_replica, Reading())
    assert compose(empty_replica).changes == before


def test_a_server_that_takes_nothing_at_all_loses_nothing(replica: Replica) -> None:
    before = compose(replica).changes
    with pytest.raises(ServerFaultError):
        sync_once(replica, PickyServer(status=422, most=0))
    assert compose(replica).changes == before
    with pytest.raises(ServerFaultError):
        sync_once(replica, PickyServer(status=500, most=0))
