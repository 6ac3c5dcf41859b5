"""Tombstones go when everybody has heard of them, and nothing comes back by that."""

import pytest
from sqlalchemy import Connection, insert, select, update

from sync.client.http import HttpSyncService
from sync.core.change import Scalar
from sync.core.protocol import OFFER_REQUEST, OfferRequest
from sync.core.spans import DAY_MS
from sync.core.tombstones import KEPT_DAYS
from sync.server import collecting
from sync.server.collecting import LIVE_DAYS, collect
from sync.server.tables import DEVICE, GONE, RECORD
from sync.server.upkeep import collect_all
from tests.builders import NOON_MS
from tests.server.conftest import Server, Team
from tests.server.phones import Phone, ids, reasons


def _held(server: Server) -> list[str]:
    with server.database.reading() as connection:
        found = connection.execute(select(RECORD.c.id).where(RECORD.c.kind == "deal"))
        return sorted(found.scalars())


def _deleted(rep: Phone, manager: Phone) -> None:
    """Let a deal be deleted while another stays, and both devices hear of it."""
    rep.put("deal", "d1", title="A")
    rep.put("deal", "d2", title="B")
    rep.put("deal", "d1", seen=rep.stamp(), deleted=True)
    manager.catch_up()
    rep.catch_up()


def _pass_half_a_year(server: Server, *phones: Phone) -> None:
    for days in (KEPT_DAYS - 2, 3):
        server.clock.move(days * DAY_MS)
        for phone in phones:
            phone.catch_up()


def test_a_tombstone_goes_after_half_a_year_once_everybody_has_passed(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    _deleted(rep, manager)
    for days in (KEPT_DAYS - 2, 1):
        server.clock.move(days * DAY_MS)
        for phone in (admin, rep, manager):
            phone.catch_up()
    assert collect_all(server.database, server.clock()) == 0
    server.clock.move(2 * DAY_MS)
    for phone in (admin, rep, manager):
        phone.catch_up()
    assert collect_all(server.database, server.clock()) == 1
    assert _held(server) == ["d2"]
    assert not rep.sync()["restart"]


def test_who_was_one_with_the_erased_once_stays(server: Server, admin: Phone) -> None:
    """The word of it is gone from the records, and stands in the history."""
    admin.put("account", "a", name="A")
    admin.put("account", "b", name="B")
    pair = {"about_kind": "account", "one_id": "a", "other_id": "b", "verdict": "same"}
    admin.put("sameness", "pair", **pair)
    admin.put("sameness", "pair", seen=admin.stamp(), deleted=True)
    for days in (KEPT_DAYS - 1, 2):
        admin.catch_up()
        server.clock.move(days * DAY_MS)
    admin.catch_up()
    assert collect_all(server.database, server.clock()) == 1
    admin.put("erasure", "receipt", account_id="a")
    with server.database.reading() as connection:
        found = connection.execute(select(RECORD.c.id).where(RECORD.c.kind == "account"))
        assert list(found.scalars()) == ["b"]


def test_a_device_that_comes_and_has_not_passed_keeps_it(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    _deleted(rep, manager)
    server.clock.move((KEPT_DAYS + 1) * DAY_MS)
    for phone in (rep, manager):
        phone.catch_up()
    admin.sync()  # for the first time today, from before the deletion
    assert collect_all(server.database, server.clock()) == 0
    assert _held(server) == ["d1", "d2"]


def test_a_device_that_was_away_longer_starts_over(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    _deleted(rep, manager)
    admin.catch_up()
    rep.put("deal", "d3", title="C")
    rep.put("deal", "d3", seen=rep.stamp(), deleted=True)
    server.clock.move((KEPT_DAYS + LIVE_DAYS) * DAY_MS)
    for phone in (rep, rep):
        phone.catch_up()
    server.clock.move(DAY_MS)
    rep.catch_up()
    assert collect_all(server.database, server.clock()) == 2
    reply = manager.sync()
    assert reply["restart"]
    assert set(ids(reply)) >= {"d2"}
    assert not set(ids(reply)) & {"d1", "d3"}
    edit = manager.change("deal", "d3", {"title": "mine"}, seen=rep.stamp())
    assert reasons(manager.sync(edit)) == ["refused.unknown_record"]


def test_a_device_that_broke_off_its_first_reading_long_ago_starts_over(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    """What it read at once was deleted since, and of that nobody knows any more."""
    _deleted(rep, manager)
    rep.sync(*[rep.change("note", f"n{i}", {"text": "x" * 90_000}) for i in range(15)])
    late = server.invited(admin)
    assert late.sync()["more"]
    rep.put("deal", "d2", seen=rep.stamp(), deleted=True)
    for days in (KEPT_DAYS, LIVE_DAYS, 1):
        for phone in (admin, rep, manager):
            phone.catch_up()
        server.clock.move(days * DAY_MS)
    for phone in (admin, rep, manager):
        phone.catch_up()
    assert collect_all(server.database, server.clock()) == 2
    assert late.sync()["restart"]


def test_nobody_brings_back_what_was_collected_by_offering_it(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    _deleted(rep, manager)
    server.clock.move((KEPT_DAYS + 1) * DAY_MS)
    for phone in (admin, rep, manager, admin):
        phone.catch_up()
    server.clock.move(DAY_MS)
    for phone in (admin, rep, manager):
        phone.catch_up()
    assert collect_all(server.database, server.clock()) == 1
    with server.database.writing() as connection:
        connection.execute(DEVICE.update().values(offered=""))
    row = ("deal", "d1", rep.stamp(), {"title": "A"})
    body = OFFER_REQUEST.dump_json(OfferRequest((row,), done=True))
    response = rep.http.post("/v1/offer", headers=rep.headers, content=body)
    assert response.json() == {"taken": 0}
    assert _held(server) == ["d2"]


def test_what_is_remembered_already_is_collected_again(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    """As a version left it that did not forget what had been made anew."""
    _deleted(rep, manager)
    with server.database.writing() as connection:
        connection.execute(insert(GONE), {"team_id": rep.joined["team_id"], "id": "d1"})
    _pass_half_a_year(server, admin, rep, manager)
    assert collect_all(server.database, server.clock()) == 1
    assert _held(server) == ["d2"]


def test_a_tombstone_that_the_disk_has_changed_holds_up_no_other(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    _deleted(rep, manager)
    rep.put("deal", "d2", seen=rep.stamp(), deleted=True)
    _pass_half_a_year(server, admin, rep, manager)
    with server.database.writing() as connection:
        damaged = {"fields": '{"title":"A","deleted":true~'}
        connection.execute(update(RECORD).where(RECORD.c.id == "d1").values(damaged))
    assert collect_all(server.database, server.clock()) == 1
    assert _held(server) == ["d1"]


def test_what_fails_for_one_team_holds_up_no_other(
    server: Server, team: Team, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server.found("Another")
    _deleted(team.rep, team.manager)
    _pass_half_a_year(server, team.admin, team.rep, team.manager)
    said, asked = "what they said", list[str]()

    def failing(connection: Connection, team_id: str, now_ms: int) -> int:
        asked.append(team_id)
        if len(asked) == 1:
            raise ValueError(said)
        return collect(connection, team_id, now_ms)

    monkeypatch.setattr(collecting, "collect", failing)
    collect_all(server.database, server.clock())
    assert len(set(asked)) == 2
    assert "ValueError" in caplog.text
    assert said not in caplog.text


def _collected(server: Server, admin: Phone, rep: Phone, manager: Phone) -> str:
    """Let a deal be made by a rep, deleted and taken away; return its tombstone's stamps."""
    rep.put("deal", "d1", title="A", created_ms=7)
    made = rep.stamp()
    rep.put("deal", "d1", seen=made, deleted=True)
    _pass_half_a_year(server, admin, rep, manager)
    assert collect_all(server.database, server.clock()) == 1
    rep.ticks = server.clock() - NOON_MS
    rep.catch_up()
    return f"{made};deleted={rep.stamp()}"


def _remembered(server: Server) -> list[str]:
    with server.database.reading() as connection:
        return list(connection.execute(select(GONE.c.id)).scalars())


def test_whoever_brings_back_what_was_collected_sends_all_of_it(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    seen = _collected(server, admin, rep, manager)
    assert reasons(rep.put("deal", "d1", seen, title="B", deleted=False)) == [
        "refused.unknown_record"
    ]
    assert (_held(server), _remembered(server)) == ([], ["d1"])
    whole: dict[str, Scalar] = {"title": "B", "created_ms": 7, "deleted": False}
    reply = rep.sync(rep.change("deal", "d1", whole, seen=seen))
    assert reasons(reply) == []
    # Its stamps are new, and the device holds older ones.
    assert [row[1:] for row in reply["rows"]] == [["d1", rep.stamp(), whole]]
    assert manager.catch_up()["rows"]["d1"][3] == whole
    assert _remembered(server) == []


def test_what_was_brought_back_goes_the_way_of_all_others(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    seen = _collected(server, admin, rep, manager)
    rep.put("deal", "d1", seen, title="B", created_ms=7, deleted=False)
    told = HttpSyncService(admin.http, admin.joined["token"]).verify()
    assert (told.broken_at, told.altered) == (0, ())
    rep.put("deal", "d1", seen=rep.stamp(), deleted=True)
    _pass_half_a_year(server, admin, rep, manager)
    assert collect_all(server.database, server.clock()) == 1
    assert (_held(server), _remembered(server)) == ([], ["d1"])


def test_who_says_all_of_a_tombstone_that_is_here_still_gives_nothing_away(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    del server, admin
    whole: dict[str, Scalar] = {"owner_id": manager.user_id, "created_ms": 7, "deleted": False}
    manager.sync(manager.change("deal", "d1", {**whole, "title": "A"}))
    manager.put("deal", "d1", seen=manager.stamp(), deleted=True)
    stamps = rep.catch_up()["rows"]["d1"][2]
    assert reasons(rep.sync(rep.change("deal", "d1", {**whole, "title": "B"}, seen=stamps))) == []
    whole["owner_id"] = rep.user_id
    taken = rep.sync(rep.change("deal", "d1", whole, seen=rep.stamp()))
    assert reasons(taken) == ["refused.managers_only"]
