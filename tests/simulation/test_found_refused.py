"""Stories once found: what the server refuses."""

import pytest

from sync.client import outbox
from sync.client.comparing import Compared
from sync.core.protocol import Refusal
from sync.store import rows
from tests.fakes import Fault
from tests.simulation.stories import ADA, BO, MIA, TABLET, known_deal, title
from tests.simulation.world import World


def made_in_vain(world: World) -> str:
    """Have a deal refused that Bo made as a manager and sent as none; return its id."""
    world.edit(MIA, "user", world.users[2], role="manager")
    world.settle()
    world.edit(MIA, "user", world.users[2], role="rep")
    world.sync(MIA)
    deal = world.add(BO, "deal", "for Ada", owner_id=world.users[1])
    world.settle()
    return deal


def test_an_edit_of_a_row_that_left_is_refused_and_kept(world: World) -> None:
    deal = known_deal(world)
    world.edit(BO, "deal", deal, title="Bo's words")
    world.edit(ADA, "deal", deal, shared=False)
    world.sync(ADA)
    world.settle()
    (refused,) = world.phones[BO].refused()
    assert refused.change.fields["title"] == "Bo's words"
    assert world.held(BO, "deal", deal) is None


def test_a_refusal_whose_answer_was_lost_is_given_again(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, shared=False)
    world.sync(ADA)
    world.edit(BO, "deal", deal, title="Bo's words")
    assert world.sync(BO, [Fault.LOSE_REPLY]) is None
    assert world.phones[BO].refused() == ()
    world.settle()
    (refused,) = world.phones[BO].refused()
    assert refused.change.fields["title"] == "Bo's words"


def test_a_role_lost_while_an_edit_waits(world: World) -> None:
    world.edit(MIA, "user", world.users[2], role="manager")
    world.settle()
    deal = world.add(ADA, "deal", "private", shared=False)
    world.settle()
    world.edit(MIA, "user", world.users[2], role="rep")
    world.sync(MIA)
    world.send(BO)
    world.edit(BO, "deal", deal, title="as a manager")
    world.receive(BO, 0)
    world.settle()
    assert world.held(BO, "deal", deal) is None


def test_a_refused_new_record_goes_with_its_words_when_its_person_lets_go(world: World) -> None:
    deal = made_in_vain(world)
    (refused,) = world.phones[BO].refused()
    assert isinstance(refused.refusal, Refusal)
    with world.phones[BO].replica.transaction() as writer:
        outbox.discard(writer.connection, refused.change.n)
        assert rows.load(writer.connection, "deal", deal) is None
    assert not world.phones[BO].refused()


def test_a_refused_new_record_can_be_sent_again_once_it_may(world: World) -> None:
    deal = made_in_vain(world)
    world.edit(MIA, "user", world.users[2], role="manager")
    world.settle()
    (refused,) = world.phones[BO].refused()
    world.say_again(BO, refused)
    world.settle()
    found = world.held(ADA, "deal", deal)
    assert found is not None
    assert found.values["title"] == "for Ada"


def test_a_late_answer_with_a_refusal_is_asked_for_again(world: World) -> None:
    world.edit(MIA, "user", world.users[2], role="manager")
    deal = known_deal(world)
    world.edit(MIA, "user", world.users[2], role="rep")
    world.sync(MIA)
    world.edit(ADA, "deal", deal, reason="something new to read")
    world.sync(ADA)
    world.send(BO)
    world.edit(BO, "deal", deal, owner_id=world.users[2])
    world.send(BO)
    world.receive(BO, 0)
    world.receive(BO, 0)
    world.settle()
    assert [r.refusal.reason for r in world.phones[BO].refused()] == ["refused.managers_only"]


def test_an_edit_of_what_was_refused_is_refused_and_arrives_once_both_are_sent_again(
    world: World,
) -> None:
    world.edit(MIA, "user", world.users[2], role="manager")
    world.settle()
    world.edit(MIA, "user", world.users[2], role="rep")
    world.sync(MIA)
    deal = world.add(BO, "deal", "for Ada", owner_id=world.users[1])
    world.edit(BO, "deal", deal, title="for Ada, edited")
    world.settle()
    made, edited = world.phones[BO].refused()
    assert [r.refusal.reason for r in (made, edited)] == [
        "refused.managers_only",
        "refused.unknown_record",
    ]
    assert ("deal", deal) not in world.server_rows()
    world.edit(MIA, "user", world.users[2], role="manager")
    world.settle()
    for one in (made, edited):
        world.say_again(BO, one)
    assert title(world, BO, deal) == "for Ada, edited"
    world.settle()
    assert title(world, ADA, deal) == "for Ada, edited"
    assert not world.lost_values()


def test_a_record_that_was_refused_does_not_come_in_with_an_offer(world: World) -> None:
    deal = made_in_vain(world)
    world.rejoin(BO)
    world.settle()
    assert ("deal", deal) not in world.site.rows()


IMPORTED = "import-1"


@pytest.fixture
def shared_since(world: World) -> World:
    """Bo's import of what Ada has, and hides, was refused; then she has shared it."""
    world.add_once(ADA, IMPORTED, "Ada's", "hers")
    world.edit(ADA, "deal", IMPORTED, shared=False, owner_id=world.users[1])
    world.settle()
    world.add_once(BO, IMPORTED, "Bo's", "his")
    world.settle()
    (refused,) = world.phones[BO].refused()
    assert refused.refusal.reason == "refused.not_yours"
    world.edit(ADA, "deal", IMPORTED, shared=True)
    all_exchange(world)
    assert imported_title(world, BO) == "Ada's"
    return world


def all_exchange(world: World) -> None:
    """Let everybody exchange, and look at nothing."""
    for i in (ADA, MIA, BO, TABLET):
        world.sync(i)


def imported_title(world: World, i: int) -> str | None:
    """Return the deal's title as a device shows it; None where it is not."""
    found = world.held(i, "deal", IMPORTED)
    return None if found is None else str(found.values["title"])


def test_a_row_that_one_made_in_vain_and_reads_now_is_compared(shared_since: World) -> None:
    assert shared_since.compare(BO) == Compared(done=True)


def test_a_row_that_one_made_in_vain_and_reads_no_more_is_swept_away(shared_since: World) -> None:
    shared_since.edit(ADA, "deal", IMPORTED, shared=False)
    shared_since.sync(ADA)
    shared_since.rejoin(BO)
    shared_since.sync(BO)
    assert imported_title(shared_since, BO) is None
    assert [r.change.fields["title"] for r in shared_since.phones[BO].refused()] == ["Bo's"]


def test_a_row_that_one_made_in_vain_and_reads_now_is_given_back(shared_since: World) -> None:
    world = shared_since
    world.edit(MIA, "user", world.users[2], role="manager")
    world.sync(MIA)
    copy = world.back_up()
    world.edit(ADA, "deal", IMPORTED, reason="what the copy does not have")
    all_exchange(world)
    for i in (MIA, ADA, TABLET):
        world.revoke(i)
    world.restore(copy)
    world.sync(BO)
    assert world.site.rows()["deal", IMPORTED].values["reason"] == "what the copy does not have"


def test_what_one_made_in_vain_is_said_again_in_sight_of_what_there_is(
    shared_since: World,
) -> None:
    (refused,) = shared_since.phones[BO].refused()
    shared_since.say_again(BO, refused)
    shared_since.sync(BO)
    shared_since.sync(ADA)
    assert imported_title(shared_since, ADA) == "Bo's"
    assert not shared_since.lost_values()
