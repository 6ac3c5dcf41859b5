"""After the sale: a won deal has the customer asked how it goes, on the days the team chose."""

from datetime import date, timedelta

import pytest

from app.commands.check_ins import check_in_id, choose_check_in_days, tell_mood
from app.commands.deals import create_deal, move_deal
from app.commands.follow_ups import finish_follow_up
from app.commands.undo import undo
from app.queries.check_ins import CHECK_IN, check_in_days, days_of
from sync.client import state
from sync.client.engine import sync_once
from sync.client.replica import Replica
from sync.core.permissions import Actor
from sync.core.records.account import Account
from sync.core.records.deal import Deal
from sync.core.records.follow_up import FollowUp
from tests.app.test_deals_queries import add_deal
from tests.builders import make_account, make_follow_up
from tests.conftest import Joined

TODAY = date(2026, 11, 21)


def asked(replica: Replica) -> list[tuple[str, str, str]]:
    """Return the open check-ins: day, deal's name, whose."""
    with replica.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT due_on, text, owner_id FROM follow_up WHERE form = 'check_in'"
            " AND done_ms = 0 AND NOT deleted ORDER BY due_on"
        )
        return [(row[0], row[1], row[2]) for row in found]


def days(replica: Replica) -> list[str]:
    return [one[0] for one in asked(replica)]


def a_deal(replica: Replica, owner: str = "") -> str:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        me = writer.actor.user_id
        return add_deal(writer, "Ovens", account_id=account, owner_id=owner or me)


def win(replica: Replica, deal_id: str, today: date = TODAY) -> None:
    with replica.transaction() as writer:
        move_deal(writer, deal_id, "stage-won", today)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 21), ["2026-11-28", "2026-12-21", "2027-02-19"]),
        (date(2028, 2, 22), ["2028-02-29", "2028-03-23", "2028-05-22"]),  # a leap year
        (date(2026, 12, 31), ["2027-01-07", "2027-01-30", "2027-03-31"]),
    ],
)
def test_won_deal_is_asked_about_after_7_30_and_90_days(
    replica: Replica, today: date, due: list[str]
) -> None:
    deal_id = a_deal(replica)
    win(replica, deal_id, today)
    assert days(replica) == due
    with replica.reading() as connection:
        me = connection.exec_driver_sql("SELECT owner_id FROM deal").scalar()
    assert {one[1:] for one in asked(replica)} == {("Ovens", me)}


@pytest.mark.parametrize(
    ("stage", "closed_on", "asked_about"),
    [("stage-won", TODAY.isoformat(), 3), ("stage-lost", TODAY.isoformat(), 0), ("", "", 0)],
)
def test_a_deal_that_starts_closed_is_closed_today_and_asked_about_when_won(
    replica: Replica, stage: str, closed_on: str, asked_about: int
) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        deal = Deal(title="Ovens", account_id=account, stage_id=stage)
        deal_id = create_deal(writer, deal, today=TODAY).id
    with replica.transaction() as writer:
        stored = writer.get(Deal, deal_id)
    assert stored
    assert stored.closed_on == closed_on
    assert len(days(replica)) == asked_about


def test_a_win_taken_back_asks_nothing(replica: Replica) -> None:
    deal_id = a_deal(replica)
    with replica.transaction() as writer:
        won = move_deal(writer, deal_id, "stage-won", TODAY)
    with replica.transaction() as writer:
        undo(writer, won)
    assert asked(replica) == []


def test_deal_won_no_more_is_not_asked_about_and_won_again_it_is(replica: Replica) -> None:
    deal_id = a_deal(replica)
    win(replica, deal_id)
    with replica.transaction() as writer:
        finish_follow_up(writer, check_in_id(deal_id, 7, writer.actor.user_id))
    with replica.transaction() as writer:
        move_deal(writer, deal_id, "stage-lost", TODAY)
    assert asked(replica) == []
    with replica.transaction() as writer:
        move_deal(writer, deal_id, "stage-won", TODAY + timedelta(days=1))
    assert days(replica) == ["2026-12-22", "2027-02-20"]  # the first one was answered


def test_neither_a_lost_deal_nor_one_that_stays_won_is_asked_about(replica: Replica) -> None:
    lost, old = a_deal(replica), a_deal(replica)
    with replica.transaction() as writer:
        writer.edit(Deal, old, stage_id="stage-won", closed_on="2020-01-01")
        move_deal(writer, old, "stage-won", TODAY)
        move_deal(writer, lost, "stage-lost", TODAY)
    assert asked(replica) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("7 30 90", (7, 30, 90)),
        ("30, 7 und 7", (7, 30)),
        ("", ()),
        ("never", ()),
        ("0 -5 3651 99999999999999999999", (5,)),
        ("١٤ 14", (14,)),
        (" ".join(map(str, range(1, 40))), tuple(range(1, 9))),
    ],
)
def test_days_are_read_as_a_person_writes_them(said: str, meant: tuple[int, ...]) -> None:
    assert days_of(said) == meant


def test_team_chooses_its_days_or_none(replica: Replica) -> None:
    with replica.transaction() as writer:
        choose_check_in_days(writer, "60, 14")
    win(replica, a_deal(replica))
    assert days(replica) == ["2026-12-05", "2027-01-20"]
    with replica.transaction() as writer:
        choose_check_in_days(writer, "")
    win(replica, a_deal(replica))
    assert len(days(replica)) == 2
    with replica.reading() as connection:
        assert check_in_days(connection) == ()


def test_check_ins_are_for_the_deals_owner_when_a_manager_wins_it(replica: Replica) -> None:
    deal_id = a_deal(replica, "user-ben")
    win(replica, deal_id)
    assert {one[2] for one in asked(replica)} == {"user-ben"}


def test_rep_who_wins_a_colleagues_deal_asks_and_can_take_it_back(replica: Replica) -> None:
    deal_id = a_deal(replica, "user-ben")
    rep = Actor("user-cat", "rep")
    with replica.transaction() as writer:
        writer.actor = rep
        won = move_deal(writer, deal_id, "stage-won", TODAY)
    assert {one[2] for one in asked(replica)} == {"user-cat"}
    with replica.transaction() as writer:
        writer.actor = rep
        undo(writer, won)
    assert asked(replica) == []


def test_two_devices_that_win_a_deal_ask_once(two_replicas: tuple[Joined, Joined]) -> None:
    one, two = two_replicas
    with two.replica.reading() as connection:
        owner = state.load(connection).user_id
    deal_id = a_deal(one.replica, owner)
    for side in (one, two):
        sync_once(side.replica, side.service)
    win(one.replica, deal_id)
    win(two.replica, deal_id)
    for side in (one, two, one):
        sync_once(side.replica, side.service)
    assert days(one.replica) == days(two.replica) == ["2026-11-28", "2026-12-21", "2027-02-19"]
    for side in (one, two):
        with side.replica.reading() as connection:
            for left in ("SELECT count(*) FROM outbox", "SELECT count(*) FROM conflict"):
                assert not connection.exec_driver_sql(left).scalar()


def test_mood_is_told_in_one_and_answers_what_is_due(replica: Replica) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        account = writer.add(make_account("Hafner Glas"))
        for due in ("2026-11-20", "2026-11-21", "2026-11-22"):
            writer.add(
                make_follow_up("Ovens", due_on=due, form=CHECK_IN, account_id=account, owner_id=me)
            )
        step = writer.add(make_follow_up("Send it", due_on="2026-11-20", account_id=account))
    with replica.transaction() as writer:
        told = tell_mood(writer, account, "unhappy", TODAY)
        said = writer.get(Account, account)
        assert said
        assert (said.mood, said.mood_ms) == ("unhappy", writer.now_ms)
        there = writer.get(FollowUp, step)
        assert there
        assert not there.done_ms
    assert days(replica) == ["2026-11-22"]
    with replica.transaction() as writer:
        undo(writer, told)
        said = writer.get(Account, account)
    assert said
    assert (said.mood, said.mood_ms) == ("", 0)
    assert days(replica) == ["2026-11-20", "2026-11-21", "2026-11-22"]
