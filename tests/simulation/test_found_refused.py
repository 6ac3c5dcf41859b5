"""Stories of records whose making was refused, told plainly."""

from collections.abc import Iterator

import pytest

from sync.client.comparing import Compared
from tests.simulation.world import World

MIA, ADA, BO, TABLET = range(4)
IMPORTED = "import-1"


@pytest.fixture
def world() -> Iterator[World]:
    """A team of an admin and two reps, one of them with two devices."""
    world = World()
    yield world
    world.close()


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
    assert title(world, BO) == "Ada's"
    return world


def all_exchange(world: World) -> None:
    """Let everybody exchange, and look at nothing."""
    for i in (ADA, MIA, BO, TABLET):
        world.sync(i)


def title(world: World, i: int) -> str | None:
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
    assert title(shared_since, BO) is None
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
    assert title(shared_since, ADA) == "Bo's"
    assert not shared_since.lost_values()
