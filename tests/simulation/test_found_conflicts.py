"""Stories once found: two who wrote without having seen each other."""

import pytest

from sync.core.spans import DAY_MS
from tests.simulation.stories import ADA, BO, MIA, TABLET, known_deal
from tests.simulation.world import World


def test_two_people_import_the_same_file(world: World) -> None:
    world.add_once(ADA, "import-1", "Ada's copy", "same")
    world.pass_time(5)
    world.add_once(BO, "import-1", "Bo's copy", "same")
    world.settle()
    found = world.held(ADA, "deal", "import-1")
    assert found is not None
    assert found.values["title"] == "Bo's copy"
    assert len([r for r in world.records(MIA) if r[1] == "import-1"]) == 1


def test_what_one_types_does_not_lose_to_a_default_of_the_others_import(world: World) -> None:
    world.add_once(ADA, "import-1", "Ada's copy", "same")
    world.edit(ADA, "deal", "import-1", stage_id="typed")
    world.pass_time(40)
    world.add_once(BO, "import-1", "Bo's copy", "same")
    world.sync(BO)
    world.settle()
    found = world.held(BO, "deal", "import-1")
    assert found is not None
    assert (found.values["title"], found.values["stage_id"]) == ("Bo's copy", "typed")


@pytest.mark.parametrize("jump", [-70 * 365 * DAY_MS, -1, 0, 1, DAY_MS])
def test_an_edit_in_sight_of_another_comes_after_it_whatever_the_clocks_say(
    world: World, jump: int
) -> None:
    world.move_clock(ADA, DAY_MS)
    deal = known_deal(world)
    world.move_clock(BO, jump)
    world.edit(BO, "deal", deal, title="later, in sight")
    world.settle()
    found = world.held(ADA, "deal", deal)
    assert found is not None
    assert found.values["title"] == "later, in sight"
    assert not world.lost_values()


def test_the_value_that_loses_is_kept_at_the_server(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, title="Ada's")
    world.pass_time(40)
    world.edit(BO, "deal", deal, title="Bo's", reason="Bo alone")
    world.settle()
    assert {(name, value) for _, name, _, value in world.lost_values()} == {("title", "Ada's")}
    found = world.held(ADA, "deal", deal)
    assert found is not None
    assert (found.values["title"], found.values["reason"]) == ("Bo's", "Bo alone")


def test_an_edit_later_than_an_unseen_delete_brings_the_record_back(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, deleted=True)
    world.pass_time(40)
    world.edit(BO, "deal", deal, title="while it was deleted")
    world.settle()
    found = world.held(ADA, "deal", deal)
    assert found is not None
    assert (found.values["title"], found.values["deleted"]) == ("while it was deleted", False)
    assert {(name, value) for _, name, _, value in world.lost_values()} == {("deleted", True)}


def test_a_delete_later_than_an_unseen_edit_stands_and_keeps_the_words(world: World) -> None:
    deal = known_deal(world)
    world.edit(BO, "deal", deal, title="before it was deleted")
    world.pass_time(40)
    world.edit(ADA, "deal", deal, deleted=True)
    world.settle()
    found = world.held(BO, "deal", deal)
    assert found is not None
    assert (found.values["title"], found.values["deleted"]) == ("before it was deleted", True)


def test_a_conflict_follows_its_record_that_comes_back_as_private(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, title="Ada's")
    world.pass_time(40)
    world.edit(BO, "deal", deal, title="Bo's")
    world.settle()
    backup = world.back_up()
    world.edit(ADA, "deal", deal, shared=False)
    world.settle()
    world.restore(backup)
    world.settle()
    assert world.held(ADA, "deal", deal) is not None
    assert world.records(BO, "conflict") == []


def test_conflicts_about_what_was_collected_leave_every_device(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, title="Ada's")
    world.pass_time(40)
    world.edit(BO, "deal", deal, title="Bo's")
    world.edit(BO, "deal", deal, deleted=True)
    world.settle()
    for _ in range(2):
        world.pass_time(200 * DAY_MS)
        world.settle()
        world.pass_time(DAY_MS)
        world.settle()
        world.site.collect()
        world.settle()
    assert not [kind for kind, _ in world.site.rows() if kind in ("deal", "conflict")]


def test_what_was_collected_comes_back_whole_by_whoever_brings_it_back(world: World) -> None:
    deal = known_deal(world, stage_id="so")
    world.edit(BO, "deal", deal, stage_id="")
    world.edit(BO, "deal", deal, deleted=True)
    world.settle()
    for days in (200, 1):
        world.pass_time(days * DAY_MS)
        world.settle()
    world.site.collect()
    assert ("deal", deal) not in world.site.rows()
    world.edit(BO, "deal", deal, deleted=False)
    world.edit(BO, "deal", deal, title="once more")
    world.settle()
    found = world.held(MIA, "deal", deal)
    assert found is not None
    assert (found.values["title"], found.values["stage_id"]) == ("once more", "")


def test_whoever_settled_a_conflict_sees_where_it_goes(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, title="Ada's")
    world.pass_time(40)
    world.edit(BO, "deal", deal, title="Bo's")
    world.settle()
    ((_, conflict),) = world.records(ADA, "conflict")
    world.dismiss(ADA, conflict, "author")
    world.sync(ADA)
    world.edit(MIA, "deal", deal, shared=False)
    world.sync(MIA)
    world.exchange(ADA)
    world.settle()


def test_a_text_that_one_changed_and_took_back_is_what_the_other_made_of_it(world: World) -> None:
    """The server puts the two together: one has changed nothing in the end."""
    note = world.add(ADA, "note", "first")
    world.settle()
    world.edit(TABLET, "note", note, text="the tablet's")
    world.edit(ADA, "note", note, text="the phone's")
    world.take_back(ADA)
    world.settle()
    assert world.site.rows()["note", note].values["text"] == "the tablet's"
    assert not world.lost_values()
