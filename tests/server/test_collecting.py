"""Tombstones go when everybody has heard of them, and nothing comes back by that."""

from sqlalchemy import select

from sync.core.protocol import OFFER_REQUEST, OfferRequest
from sync.core.spans import DAY_MS
from sync.server.collecting import KEPT_DAYS, LIVE_DAYS
from sync.server.tables import DEVICE, RECORD
from sync.server.upkeep import collect_all
from tests.server.conftest import Server
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
