"""Views of one's own: on all of one's devices, and on nobody else's."""

from collections.abc import Callable

import pytest

from app.commands.deal_places import pin_deal
from app.commands.saved_views import delete_view, save_view
from app.commands.undo import undo
from app.queries.deals import DealFilter, deals_page
from app.queries.saved_views import deals_wanted, filters_of, saved_deals
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import log_in
from sync.client.replica import Replica
from sync.core.credentials import LoginRequest, PasswordRequest
from sync.core.errors import ViolationError
from tests.app.test_deals_queries import add_deal
from tests.conftest import Joined, TeamServer

PROPOSALS = DealFilter(stage_id="stage-proposal", owner_id="u", order="soonest")


def names(replica: Replica) -> list[str]:
    with replica.reading() as connection:
        return [one.name for one in saved_deals(connection, replica.state().user_id)]


@pytest.mark.parametrize("wanted", [DealFilter(), PROPOSALS, DealFilter(text="Zoë 🎉", outcome="")])
def test_view_is_read_back_as_it_was_kept(wanted: DealFilter) -> None:
    assert deals_wanted(filters_of(wanted)) == wanted


@pytest.mark.parametrize("text", ["", "[]", "{", '{"outcome": 3}', '{"later": "x"}', "null"])
def test_what_cannot_be_understood_of_a_view_is_as_usual(text: str) -> None:
    assert deals_wanted(text) == DealFilter()


def test_view_is_kept_under_a_name_and_let_go_of(replica: Replica) -> None:
    with replica.transaction() as writer:
        kept = save_view(writer, "  My  offers ", filters_of(PROPOSALS))
    with replica.reading() as connection:
        (view,) = saved_deals(connection, replica.state().user_id)
    assert (view.name, view.wanted) == ("My offers", PROPOSALS)
    with replica.transaction() as writer:
        gone = delete_view(writer, kept.id)
    assert names(replica) == []
    with replica.transaction() as writer:
        undo(writer, gone)
    assert names(replica) == ["My offers"]
    with pytest.raises(ViolationError), replica.transaction() as writer:
        save_view(writer, "x" * 10_000, "{}")


def another_device(
    joined: Joined, team_server: TeamServer, open_replica: Callable[[str], Replica]
) -> Joined:
    """Sign a person in on a second device."""
    joined.service.set_password(PasswordRequest("bo@example.com", "correct horse"))
    tablet = open_replica("tablet")
    asked = LoginRequest("bo@example.com", "correct horse", "tablet")
    reply = log_in(tablet, HttpSyncService(team_server.client), "http://server", asked)
    service = HttpSyncService(team_server.client, reply.token)
    sync_once(tablet, service)
    return Joined(tablet, service)


def test_second_device_sees_views_and_pins_and_nobody_else_does(
    two_replicas: tuple[Joined, Joined],
    team_server: TeamServer,
    open_replica: Callable[[str], Replica],
) -> None:
    mia, bo = two_replicas
    with bo.replica.transaction() as writer:
        deals = [add_deal(writer, title) for title in ("first", "second")]
        save_view(writer, "My offers", filters_of(PROPOSALS))
        pin_deal(writer, deals[1], "They merge")
    sync_once(bo.replica, bo.service)
    tablet = another_device(bo, team_server, open_replica)
    for one in (bo, tablet):
        assert names(one.replica) == ["My offers"]
        with one.replica.reading() as connection:
            top = deals_page(connection, DealFilter(), 0, 9)[0]
        assert (top.title, top.pinned, top.why) == ("second", True, "They merge")
    sync_once(mia.replica, mia.service)
    with mia.replica.reading() as connection:  # an admin, who reads all but what is others' own
        assert [row.title for row in deals_page(connection, DealFilter(), 0, 9)] == [
            "first",
            "second",
        ]
        assert not any(row.pinned for row in deals_page(connection, DealFilter(), 0, 9))
        for kind in ("deal_place", "saved_view"):
            count = connection.exec_driver_sql(f"SELECT count(*) FROM {kind}").scalar_one()
            assert count == 0


def test_pins_of_both_devices_come_to_one(
    two_replicas: tuple[Joined, Joined],
    team_server: TeamServer,
    open_replica: Callable[[str], Replica],
) -> None:
    bo = two_replicas[1]
    with bo.replica.transaction() as writer:
        deal = add_deal(writer, "Ovens")
    sync_once(bo.replica, bo.service)
    tablet = another_device(bo, team_server, open_replica)
    for one in (bo, tablet):  # neither has seen the other's
        with one.replica.transaction() as writer:
            pin_deal(writer, deal)
    for one in (bo, tablet, bo):
        sync_once(one.replica, one.service)
    for one in (bo, tablet):
        with one.replica.reading() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM deal_place").scalar_one()
        assert count == 1
