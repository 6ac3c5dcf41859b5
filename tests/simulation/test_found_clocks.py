"""Stories once found: clocks that are wrong, and set right."""

import pytest

from sync.core.clock import parse
from sync.core.spans import DAY_MS
from tests.builders import NOON_MS
from tests.fakes import Fault
from tests.simulation.stories import ADA, BO, MIA, YEARS_MS, known_deal, title
from tests.simulation.world import World


@pytest.mark.parametrize("wrong", [DAY_MS, YEARS_MS])
def test_a_phone_ahead_that_wrote_first_does_not_win_over_who_wrote_later_unseen(
    world: World, wrong: int
) -> None:
    deal = known_deal(world)
    world.pass_time(1_000)
    world.restart_phone(ADA)
    world.move_clock(ADA, wrong)
    world.edit(ADA, "deal", deal, title="first, by a phone that is ahead")
    world.pass_time(1_000)
    world.edit(BO, "deal", deal, title="later, by one that is right")
    world.pass_time(1_000)
    world.sync(BO)
    world.settle()
    assert title(world, MIA, deal) == title(world, ADA, deal) == "later, by one that is right"
    assert {value for _, _, _, value in world.lost_values()} == {"first, by a phone that is ahead"}


@pytest.mark.parametrize("wrong", [DAY_MS, YEARS_MS])
def test_who_saw_what_a_phone_ahead_wrote_comes_after_it(world: World, wrong: int) -> None:
    world.restart_phone(ADA)
    world.move_clock(ADA, wrong)
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, title="by a phone that is ahead")
    world.settle()
    world.edit(BO, "deal", deal, title="later, in sight")
    world.settle()
    assert title(world, ADA, deal) == "later, in sight"
    assert not world.lost_values()


@pytest.mark.parametrize("wrong", [DAY_MS, YEARS_MS])
def test_a_clock_set_right_again_leaves_nothing_behind(world: World, wrong: int) -> None:
    world.restart_phone(ADA)
    world.move_clock(ADA, wrong)
    deal = world.add(ADA, "deal", "far ahead")
    world.edit(ADA, "deal", deal, title="far ahead, edited")
    world.move_clock(ADA, -wrong)
    world.edit(ADA, "deal", deal, title="right again")
    assert title(world, ADA, deal) == "right again"
    world.settle()
    assert [phone.refused() for phone in world.phones] == [(), (), (), ()]
    assert title(world, BO, deal) == "right again"
    assert not world.lost_values()
    assert parse(world.phones[ADA].replica.state().clock)[0] <= NOON_MS


@pytest.mark.parametrize("fault", list(Fault))
def test_a_phone_ahead_is_set_right_whatever_the_network_does(world: World, fault: Fault) -> None:
    world.restart_phone(ADA)
    world.move_clock(ADA, DAY_MS)
    deals = [world.add(ADA, "deal", f"deal {n}") for n in range(4)]
    for deal in deals:
        world.edit(ADA, "deal", deal, title="edited")
    world.sync(ADA, [fault, Fault.NONE, fault])
    world.restart(ADA)
    world.settle()
    assert {title(world, BO, deal) for deal in deals} == {"edited"}
    assert not world.lost_values()


def test_words_typed_while_a_phone_is_told_that_it_is_ahead_stay_and_arrive(world: World) -> None:
    deal = known_deal(world)
    world.restart_phone(ADA)
    world.move_clock(ADA, DAY_MS)
    world.edit(ADA, "deal", deal, title="sent")
    world.send(ADA)
    world.edit(ADA, "deal", deal, title="typed meanwhile", reason="and this")
    world.receive(ADA, 0)
    assert title(world, ADA, deal) == "typed meanwhile"
    world.settle()
    assert title(world, BO, deal) == "typed meanwhile"
    assert not world.lost_values()


def test_a_stamp_that_is_to_be_made_anew_is_not_taken_in_when_its_time_has_come(
    world: World,
) -> None:
    """Its device may have made it anew, and says nothing else under that number."""
    deal = known_deal(world)
    world.restart_phone(BO)
    world.move_clock(BO, 60_000)
    world.edit(BO, "deal", deal, title="a minute ahead")
    world.send(BO)
    world.pass_time(60_000)
    world.sync(BO, [Fault.LOSE_REPLY])
    world.receive(BO, 0)
    world.edit(BO, "deal", deal, title="typed since")
    world.settle()
    assert title(world, ADA, deal) == "typed since"
    assert not world.lost_values()


@pytest.mark.parametrize("wrong", [-DAY_MS, -YEARS_MS, DAY_MS])
def test_a_server_whose_clock_is_wrong_blocks_nobody(world: World, wrong: int) -> None:
    deal = known_deal(world)
    world.move_server_clock(wrong)
    for n in range(3):
        for i in (ADA, BO):
            world.edit(i, "deal", deal, title=f"{i} in round {n}")
            world.settle()
    assert [phone.refused() for phone in world.phones] == [(), (), (), ()]
    assert title(world, MIA, deal) == f"{BO} in round 2"
    world.move_server_clock(-wrong)
    world.edit(ADA, "deal", deal, title="right again")
    world.settle()
    assert title(world, MIA, deal) == "right again"
