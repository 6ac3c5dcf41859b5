"""Stories once found: lost, late and doubled answers, and devices put back."""

import shutil

import pytest

from tests.fakes import Fault
from tests.simulation.stories import ADA, BO, MIA, known_deal
from tests.simulation.world import World


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


def test_what_a_dead_battery_undoes_is_sent_and_fetched_again(world: World) -> None:
    mine, theirs = known_deal(world), known_deal(world)
    phone = world.phones[BO]
    phone.die()  # from now on it keeps what that would leave
    world.edit(ADA, "deal", theirs, reason="fetched twice")
    world.edit(BO, "deal", mine, reason="sent twice")
    world.sync(ADA)
    before = phone.replica.state()
    world.sync(BO)
    assert not phone.waiting()

    phone.die()
    assert [change.id for change in phone.waiting()] == [mine]
    assert phone.replica.state().cursor == before.cursor
    assert world.round_trips(BO) == 1  # nothing is numbered anew, or read from the start
    world.settle()
    assert world.server_rows()["deal", mine].values["reason"] == "sent twice"


def test_what_was_written_after_a_start_survives_the_battery(world: World) -> None:
    """The copy that a dead battery leaves is one of the device, whatever was started anew."""
    phone = world.phones[BO]
    phone.die()
    world.sync(BO)
    world.restart(BO)
    deal = world.add(BO, "deal", "written")
    phone.die()
    assert [change.id for change in phone.waiting()] == [deal]


def test_what_another_process_took_in_between_counts(world: World) -> None:
    world.edit(MIA, "user", world.users[2], role="manager")
    deal = known_deal(world)
    world.edit(MIA, "user", world.users[2], role="rep")
    world.edit(BO, "deal", deal, owner_id=world.users[2])
    world.exchange(BO, meanwhile=MIA)
    assert [r.refusal.reason for r in world.phones[BO].refused()] == ["refused.managers_only"]
    world.settle()
