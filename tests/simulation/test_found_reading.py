"""Stories once found: what leaves a reader's sight, and what comes back."""

import shutil

import pytest

from tests.fakes import Fault
from tests.simulation.stories import ADA, BO, MIA, TABLET, known_deal, title
from tests.simulation.world import World


def test_a_row_that_leaves_while_an_edit_is_typed_does_not_stay(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, shared=False)
    world.sync(ADA)
    world.send(BO)
    world.edit(BO, "deal", deal, title="typed while the answer was on its way")
    world.receive(BO, 0)
    assert world.held(BO, "deal", deal) is not None
    world.settle()
    assert world.held(BO, "deal", deal) is None
    assert [r.refusal.reason for r in world.phones[BO].refused()] == ["refused.not_yours"]


def test_own_rows_survive_a_pull_that_starts_over_in_many_pages(world: World) -> None:
    deals = [world.add(BO, "deal", f"deal {n}", reason="x" * 200) for n in range(12)]
    world.settle()
    world.edit(MIA, "user", world.users[2], role="manager")
    world.sync(MIA)
    world.send(BO)
    world.receive(BO, 0)
    for deal in deals[:4]:
        world.edit(BO, "deal", deal, title="edited while starting over")
    world.settle()
    assert all(world.held(BO, "deal", deal) for deal in deals)


def test_a_row_written_by_both_reaches_both_whole(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, stage_id="won")
    world.sync(ADA)
    world.edit(BO, "deal", deal, title="second")
    world.sync(BO)
    found = world.held(BO, "deal", deal)
    assert found is not None
    assert (found.values["title"], found.values["stage_id"]) == ("second", "won")
    world.settle()


def test_a_rows_reader_loses_it_and_gets_it_back_whole(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, shared=False)
    world.settle()
    assert world.held(BO, "deal", deal) is None
    assert world.held(TABLET, "deal", deal) is not None
    world.edit(MIA, "deal", deal, owner_id=world.users[2])
    world.settle()
    assert world.held(BO, "deal", deal) is not None
    assert world.held(ADA, "deal", deal) is None
    world.edit(BO, "deal", deal, shared=True)
    world.settle()
    assert world.held(ADA, "deal", deal) is not None


def test_what_was_taken_away_since_an_older_copy_was_made_does_not_stay(world: World) -> None:
    hidden, stays = (known_deal(world) for _ in range(2))
    phone = world.phones[BO]
    phone.replica.close()
    shutil.copytree(phone.folder, world.folder / "copy")
    phone.open()
    world.edit(ADA, "deal", hidden, shared=False)
    world.settle()
    world.edit(BO, "deal", stays, reason="after the copy")
    world.sync(BO)
    phone.replica.close()
    shutil.rmtree(phone.folder)
    shutil.copytree(world.folder / "copy", phone.folder)
    phone.open()
    world.pass_time(1_000)
    added = world.add(BO, "deal", "from the copy")
    world.sync(BO)
    world.check_replica(BO)
    assert world.held(BO, "deal", hidden) is None
    assert world.held(BO, "deal", added) is not None


@pytest.mark.parametrize("fault", [Fault.NONE, Fault.LOSE_REPLY])
def test_what_was_given_away_before_the_first_reading_does_not_stay(
    world: World, fault: Fault
) -> None:
    new = world.join(world.users[1])
    deal = world.add(new, "deal", "private", shared=False)
    world.edit(new, "deal", deal, owner_id=world.users[2])
    world.exchange(new, [fault])
    world.settle()
    assert world.held(new, "deal", deal) is None
    assert title(world, BO, deal) == "private"
