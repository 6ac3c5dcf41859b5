"""Stories once found by the simulation or by thinking, told plainly."""

import shutil
from collections.abc import Iterator

import pytest

from sync.client import outbox
from sync.core.clock import parse
from sync.core.protocol import Refusal
from sync.store import rows
from tests.builders import NOON_MS
from tests.fakes import Fault
from tests.simulation.world import DAY_MS, World

MIA, ADA, BO, TABLET = range(4)


@pytest.fixture
def world() -> Iterator[World]:
    """A team of an admin and two reps, one of them with two devices."""
    world = World()
    yield world
    world.close()


def known_deal(world: World, **values: str) -> str:
    """Let Ada make a deal that everybody holds."""
    deal = world.add(ADA, "deal", "first", **values)
    world.settle()
    return deal


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


@pytest.mark.parametrize("fault", list(Fault))
def test_a_broken_exchange_goes_on_where_it_stopped(world: World, fault: Fault) -> None:
    deals = [world.add(ADA, "deal", f"deal {n}", reason="x" * 200) for n in range(7)]
    world.sync(ADA, [Fault.NONE, fault])
    world.sync(BO, [fault])
    world.settle()
    assert all(world.held(BO, "deal", deal) for deal in deals)


def test_a_lost_answer_costs_nothing_twice(world: World) -> None:
    world.add(ADA, "deal", "once")
    assert world.sync(ADA, [Fault.LOSE_REPLY]) is None
    world.restart(ADA)
    world.restart_server()
    world.settle()
    assert [r.values["title"] for k, r in world.server_rows().items() if k[0] == "deal"] == ["once"]


def test_an_old_answer_that_comes_late_changes_nothing(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, title="second")
    world.sync(ADA)
    world.send(BO)
    world.edit(ADA, "deal", deal, title="third")
    world.sync(ADA)
    world.sync(BO)
    world.receive(BO, 0, again=True)
    world.receive(BO, 0)
    found = world.held(BO, "deal", deal)
    assert found is not None
    assert found.values["title"] == "third"
    world.settle()


def test_an_old_answer_that_comes_late_does_not_undo_ones_own_edit(world: World) -> None:
    deal = known_deal(world)
    world.edit(ADA, "deal", deal, title="second")
    world.sync(ADA)
    world.send(BO)
    world.sync(BO)
    world.edit(BO, "deal", deal, title="Bo's own")
    world.sync(BO)
    world.receive(BO, 0)
    world.settle()
    found = world.held(BO, "deal", deal)
    assert found is not None
    assert found.values["title"] == "Bo's own"


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


@pytest.mark.parametrize("synced_since", [0, 1, 5])
@pytest.mark.parametrize("written_since", [0, 1, 5, 9])
def test_a_phone_put_back_to_an_older_copy_loses_nothing(
    world: World, synced_since: int, written_since: int
) -> None:
    waiting, later, newest = (known_deal(world) for _ in range(3))
    phone = world.phones[BO]
    world.edit(BO, "deal", waiting, reason="waits in the copy")
    phone.replica.close()
    shutil.copytree(phone.folder, world.folder / "copy")
    phone.open()
    for i in range(synced_since):
        world.edit(BO, "deal", later, reason=f"after the copy, {i}")
        world.sync(BO)

    phone.replica.close()
    shutil.rmtree(phone.folder)
    shutil.copytree(world.folder / "copy", phone.folder)
    phone.open()
    world.pass_time(1_000)
    for i in range(written_since):
        world.edit(BO, "deal", newest, reason=f"from the copy, {i}")
    for _ in range(2):
        for i in range(len(world.phones)):
            world.sync(i)
    for i in range(len(world.phones)):
        world.check_replica(i)
    server = world.server_rows()
    expected = {
        waiting: "waits in the copy",
        later: f"after the copy, {synced_since - 1}" if synced_since else "",
        newest: f"from the copy, {written_since - 1}" if written_since else "",
    }
    assert {deal: server["deal", deal].values["reason"] for deal in expected} == expected


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


def test_a_refused_new_record_goes_with_its_words_when_its_person_lets_go(world: World) -> None:
    world.edit(MIA, "user", world.users[2], role="manager")
    world.settle()
    world.edit(MIA, "user", world.users[2], role="rep")
    world.sync(MIA)
    deal = world.add(BO, "deal", "for Ada", owner_id=world.users[1])
    world.settle()
    (refused,) = world.phones[BO].refused()
    assert isinstance(refused.refusal, Refusal)
    with world.phones[BO].replica.transaction() as writer:
        outbox.discard(writer.connection, refused.change.n)
        assert rows.load(writer.connection, "deal", deal) is None
    assert not world.phones[BO].refused()


def test_a_refused_new_record_can_be_sent_again_once_it_may(world: World) -> None:
    world.edit(MIA, "user", world.users[2], role="manager")
    world.settle()
    world.edit(MIA, "user", world.users[2], role="rep")
    world.sync(MIA)
    deal = world.add(BO, "deal", "for Ada", owner_id=world.users[1])
    world.settle()
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


YEARS_MS = 70 * 365 * DAY_MS


def title(world: World, i: int, deal: str) -> str:
    """Return a deal's title as a device shows it."""
    found = world.held(i, "deal", deal)
    assert found is not None
    return str(found.values["title"])


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


def test_an_edit_that_was_not_sent_wins_over_nobody_unnoticed_after_a_restore(
    world: World,
) -> None:
    deal = known_deal(world)
    backup = world.back_up()
    world.edit(ADA, "deal", deal, title="Ada's")
    world.sync(ADA)
    world.sync(MIA)
    world.pass_time(40)
    world.edit(BO, "deal", deal, title="Bo's")
    world.restore(backup)
    world.sync(MIA)
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


def test_a_record_that_was_refused_does_not_come_in_with_an_offer(world: World) -> None:
    world.edit(MIA, "user", world.users[2], role="manager")
    world.settle()
    world.edit(MIA, "user", world.users[2], role="rep")
    world.sync(MIA)
    deal = world.add(BO, "deal", "for Ada", owner_id=world.users[1])
    world.settle()
    world.rejoin(BO)
    world.settle()
    assert ("deal", deal) not in world.site.rows()


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


def test_what_another_process_took_in_between_counts(world: World) -> None:
    world.edit(MIA, "user", world.users[2], role="manager")
    deal = known_deal(world)
    world.edit(MIA, "user", world.users[2], role="rep")
    world.edit(BO, "deal", deal, owner_id=world.users[2])
    world.exchange(BO, meanwhile=MIA)
    assert [r.refusal.reason for r in world.phones[BO].refused()] == ["refused.managers_only"]
    world.settle()


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
