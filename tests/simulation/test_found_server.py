"""Stories once found: servers put back, lost and damaged."""

import pytest

from sync.core.spans import DAY_MS
from tests.fakes import Fault
from tests.simulation.stories import ADA, BO, MIA, YEARS_MS, known_deal, title
from tests.simulation.world import World


def test_a_server_put_back_to_the_same_copy_twice_is_noticed_twice(world: World) -> None:
    backup = world.back_up()
    first = known_deal(world)
    world.restore(backup)
    world.settle()
    second = known_deal(world)
    world.restore(backup)
    world.settle()
    assert title(world, MIA, first) == title(world, MIA, second) == "first"


def test_a_server_put_back_again_while_devices_offer_is_noticed(world: World) -> None:
    backup = world.back_up()
    deal = known_deal(world)
    world.restore(backup)
    for i in range(len(world.phones)):
        world.send(i)
        world.receive(i, 0)
    world.restore(backup)
    world.settle()
    assert title(world, MIA, deal) == "first"


def test_a_copy_from_another_of_the_lives_of_a_server_is_noticed(world: World) -> None:
    """Two lives begin with one copy, and what was written in the second is not in the first."""
    beginning = world.back_up()
    known_deal(world)
    world.restore(beginning)
    world.sync(ADA)
    first_life = world.back_up()
    world.restore(beginning)
    deal = world.add(ADA, "deal", "first")
    world.sync(ADA)
    world.restore(first_life)
    world.settle()
    assert title(world, MIA, deal) == "first"


def test_so_is_one_from_a_life_that_was_put_back_more_often(world: World) -> None:
    beginning = world.back_up()
    known_deal(world)
    world.restore(beginning)
    world.sync(ADA)
    once = world.back_up()
    world.add(ADA, "deal", "another")
    world.sync(ADA)
    world.restore(once)
    world.sync(ADA)
    twice = world.back_up()
    world.restore(beginning)
    world.sync(BO)
    deal = world.add(ADA, "deal", "first")
    world.sync(ADA)
    world.restore(twice)
    world.settle()
    assert title(world, MIA, deal) == "first"


@pytest.mark.parametrize("first", [MIA, BO])
def test_an_edit_that_was_not_sent_wins_over_nobody_unnoticed_after_a_restore(
    world: World, first: int
) -> None:
    """Whether what it wins over was offered before it came, or after."""
    deal = known_deal(world)
    backup = world.back_up()
    world.edit(ADA, "deal", deal, title="Ada's")
    world.sync(ADA)
    world.sync(MIA)
    world.pass_time(40)
    world.edit(BO, "deal", deal, title="Bo's")
    world.restore(backup)
    world.sync(first)
    world.settle()
    assert {value for *_, value in world.lost_values()} == {"Ada's"}


def test_a_row_comes_back_though_an_edit_of_it_is_ahead(world: World) -> None:
    backup = world.back_up()
    deal = world.add(ADA, "deal", "first")
    world.sync(ADA)
    world.restore(backup)
    world.move_clock(ADA, DAY_MS)
    world.restart_phone(ADA)
    world.edit(ADA, "deal", deal, reason="ahead")
    world.settle()
    assert title(world, BO, deal) == "first"


@pytest.mark.parametrize("wrong", [DAY_MS, YEARS_MS])
def test_what_was_written_while_a_servers_clock_was_ahead_comes_back(
    world: World, wrong: int
) -> None:
    backup = world.back_up()
    world.move_server_clock(wrong)
    deal = known_deal(world)
    world.restore(backup)
    world.move_server_clock(-wrong)
    world.settle()
    assert title(world, MIA, deal) == "first"


def test_what_a_device_wrote_and_others_give_back_newer_reaches_it(world: World) -> None:
    deal = known_deal(world)
    world.edit(BO, "deal", deal, title="Bo's")
    world.settle()
    backup = world.back_up()
    world.edit(ADA, "deal", deal, title="Ada's")
    world.sync(ADA)
    world.restore(backup)
    world.sync(ADA, [Fault.LOSE_REQUEST])
    world.sync(BO)
    world.settle()
    assert title(world, BO, deal) == "Ada's"


def test_what_waits_in_the_notebook_of_a_server_begun_anew_is_sent_by_it(world: World) -> None:
    deal = known_deal(world)
    world.move_clock(MIA, DAY_MS)
    world.restart_phone(MIA)
    world.edit(MIA, "deal", deal, title="waits, by a clock that is ahead")
    new = world.add(MIA, "deal", "waits, too")
    world.lose_server(MIA)
    world.edit(MIA, "deal", deal, title="later")
    world.edit(MIA, "deal", new, stage_id="later")
    world.settle()
    assert (title(world, BO, deal), title(world, BO, new)) == ("later", "waits, too")
    found = world.held(BO, "deal", new)
    assert found is not None
    assert found.values["stage_id"] == "later"


def test_a_damaged_row_is_healed_before_anybody_reads_it(world: World) -> None:
    deal = known_deal(world)
    world.site.damage(deal, 0)
    tablet = world.join(world.users[2])
    world.exchange(tablet)
    assert title(world, tablet, deal) == "first"
    world.settle()


def test_a_device_that_joined_since_the_copy_goes_on_though_the_clock_was_set_back_too(
    world: World,
) -> None:
    backup = world.back_up()
    world.rejoin(MIA)
    world.sync(MIA)
    world.move_server_clock(-DAY_MS)
    world.restore(backup)
    deal = world.add(MIA, "deal", "first")
    world.settle()
    assert title(world, BO, deal) == "first"


def test_a_page_that_comes_while_rows_are_offered_is_read_again_behind_them(world: World) -> None:
    world.rejoin(BO)
    world.sync(BO, [Fault.NONE, Fault.LOSE_REPLY, Fault.LOSE_REQUEST])
    assert world.phones[BO].replica.state().offering
    world.send(BO)
    world.receive(BO, 0)
    world.settle()
