"""Taking in changes: each once, none skipped, what is forbidden refused and said."""

import json
from typing import Any

import pytest
from sqlalchemy import Connection, select

from sync.client import outbox
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import adopt
from sync.client.replica import Replica
from sync.core.clock import MAX_MS, stamp
from sync.core.protocol import JOIN_REPLY, MAX_CHANGES
from sync.core.reading import TOLERANCE_MS
from sync.server.tables import RECORD
from tests.builders import NOON_MS, make_deal, make_note
from tests.server.conftest import Server
from tests.server.phones import Phone, ids, reasons


def test_a_change_reaches_another_device(rep: Phone, manager: Phone) -> None:
    reply = rep.put("deal", "d1", title="Pumps", owner_id=rep.user_id)
    assert (reply["accepted"], reply["refused"]) == (1, [])
    (row,) = manager.sync()["rows"]
    assert row == ["deal", "d1", rep.stamp(), {"title": "Pumps", "owner_id": rep.user_id}]


def test_the_same_change_sent_again_changes_nothing(rep: Phone, manager: Phone) -> None:
    change = rep.change("deal", "d1", {"title": "Pumps"})
    rep.sync(change)
    manager.sync()
    assert rep.sync(change)["accepted"] == 1
    assert manager.sync()["rows"] == []


def test_a_number_used_again_for_another_change_is_not_taken_in(rep: Phone) -> None:
    rep.put("deal", "d1", title="Pumps")
    rep.n = 0
    rep.put("deal", "d1", title="Valves")
    assert rep.ask(cursor="")["rows"][-1][3] == {"title": "Pumps"}


def test_a_lost_reply_is_given_again_with_its_refusals_and_rows(rep: Phone, admin: Phone) -> None:
    admin.put("stage", "s1", name="New")
    rep.sync()
    good, bad = rep.change("deal", "d1", {"title": "A"}), rep.change("stage", "s1", {"name": "B"})
    first, again = rep.ask(good, bad), rep.ask(good, bad)
    assert reasons(first) == ["refused.managers_only"]
    assert first["accepted"] == again["accepted"] == 2
    assert first["refused"] == again["refused"]
    assert ids(first) == ids(again) == ["s1"]


def test_a_batch_that_overlaps_the_last_one_is_taken_in_from_where_that_ended(rep: Phone) -> None:
    bad, good = rep.change("team", "t", {"name": "A"}), rep.change("deal", "d1", {"title": "B"})
    rep.sync(bad)
    reply = rep.sync(bad, good)
    assert reply["accepted"] == 2
    assert [r["n"] for r in reply["refused"]] == [1]
    assert rep.sync(good)["refused"] == []


def test_changes_after_some_the_server_never_had_are_numbered_anew_and_prove_nothing(
    rep: Phone, admin: Phone
) -> None:
    admin.catch_up()
    reply = rep.ask(rep.change("deal", "d2", {"title": "A"}) | {"n": 2})
    assert (reply["renumber"], reply["offer"], reply["accepted"]) == (True, False, 0)
    assert not admin.sync()["offer"]  # nobody can have the team believe in a lost past


@pytest.mark.parametrize("numbers", [(1, 3), (1, 1), (0, 1), (-1, 0)])
def test_a_gap_in_the_numbers_is_refused_whole(rep: Phone, numbers: tuple[int, ...]) -> None:
    changes = [rep.change("deal", f"d{n}", {"title": "A"}) | {"n": n} for n in numbers]
    response = rep.post(*changes)
    assert (response.status_code, response.json()["error"]) == (409, "error.gap")
    rep.n = 0
    assert rep.sync(rep.change("deal", "d1", {"title": "A"}))["accepted"] == 1


def test_too_many_changes_at_once_are_refused_whole(rep: Phone) -> None:
    changes = [rep.change("deal", "d1", {"title": "A"}) for _ in range(MAX_CHANGES + 1)]
    response = rep.post(*changes)
    assert (response.status_code, response.json()["error"]) == (413, "error.too_large")


def test_a_sound_change_after_a_refused_one_is_taken_in(rep: Phone) -> None:
    bad = rep.change("stage", "s1", {"name": "A"})
    good = rep.change("deal", "d1", {"title": "B"})
    reply = rep.sync(bad, good)
    assert reply["accepted"] == 2
    assert [(r["n"], r["reason"]) for r in reply["refused"]] == [(1, "refused.managers_only")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "spaceship"}, "violation.unknown_kind"),
        ({"id": "a b"}, "violation.bad_id"),
        ({"id": ""}, "violation.bad_id"),
        ({"id": "\x00"}, "violation.bad_id"),
        ({"id": "x" * 65}, "violation.bad_id"),
        ({"fields": {}}, "violation.field_count"),
        ({"fields": {"title": 7}}, "violation.wrong_type"),
        ({"fields": {"title": "x" * 301}}, "violation.too_long"),
        ({"fields": {"Bad;name=": "x"}}, "violation.bad_name"),
        ({"fields": {"unknown": "x" * 100_001}}, "violation.too_long"),
        ({"fields": {"unknown": 2**60}}, "violation.too_large"),
        ({"stamp": "yesterday"}, "violation.bad_stamp"),
        ({"seen": "yesterday"}, "violation.bad_stamp"),
        ({"stamp": stamp(NOON_MS, 0, 99)}, "refused.foreign_stamp"),
    ],
)
def test_an_unsound_change_is_refused_by_name(
    rep: Phone, change: dict[str, object], reason: str
) -> None:
    assert reasons(rep.sync(rep.change("deal", "d1", {"title": "A"}) | change)) == [reason]


def test_a_number_that_is_none_is_refused(rep: Phone, admin: Phone) -> None:
    change = rep.change("deal", "d1", {"unknown": 1.5})
    body = rep.post(change).request.content.replace(b"1.5", b"1e999").replace(b'"n":1', b'"n":2')
    response = rep.http.post("/v1/sync", content=body, headers=rep.headers)
    assert reasons(response.json()) == ["violation.wrong_type"]
    assert admin.catch_up()["rows"]["d1"][3] == {"unknown": 1.5}


def test_what_is_ahead_of_the_time_is_not_taken_in_but_asked_for_again(rep: Phone) -> None:
    limit = NOON_MS + TOLERANCE_MS
    times = (limit, limit + 1, MAX_MS)
    good, ahead, further = (
        rep.change("deal", f"d{ms}", {"title": "A"}, stamp=rep.stamp(ms)) for ms in times
    )
    reply = rep.sync(good, ahead, further)
    assert (reply["accepted"], reply["ahead"], reply["refused"]) == (0, rep.stamp(limit + 1), [])
    assert rep.sync(good)["accepted"] == 1
    assert rep.sync(ahead | {"stamp": rep.stamp(limit)})["accepted"] == 2


def test_what_was_asked_for_again_is_asked_for_again_whenever_it_comes(
    server: Server, rep: Phone
) -> None:
    ahead = rep.change("deal", "d1", {"title": "A"}, stamp=rep.stamp(NOON_MS + 60_000))
    assert rep.sync(ahead)["ahead"] == ahead["stamp"]
    server.clock.move(60_000)
    assert rep.sync(ahead)["ahead"] == ahead["stamp"]
    assert rep.sync(ahead | {"stamp": rep.stamp(NOON_MS + 60_001)})["accepted"] == 1


def test_who_has_seen_a_later_stamp_than_the_servers_time_may_go_on_from_it(
    server: Server, rep: Phone, manager: Phone
) -> None:
    rep.put("deal", "d1", title="A")
    server.clock.move(-24 * 3600 * 1000)
    after = stamp(NOON_MS + 1, 7, manager.number)
    assert manager.sync(manager.change("deal", "d1", {"title": "B"}, stamp=after))["accepted"] == 1
    far = rep.change("deal", "d1", {"title": "C"}, stamp=rep.stamp(NOON_MS + 3))
    assert rep.sync(far)["ahead"] == far["stamp"]


def test_a_record_does_not_change_its_kind(rep: Phone) -> None:
    rep.put("deal", "d1", title="A")
    reply = rep.put("account", "d1", name="B")
    assert reasons(reply) == ["refused.other_kind"]
    assert reply["rows"] == [["deal", "d1", rep.stamp(NOON_MS + 1), {"title": "A"}]]


def test_a_register_this_version_does_not_know_is_kept_and_passed_on(
    rep: Phone, manager: Phone
) -> None:
    rep.put("deal", "d1", title="A", mood="sunny")
    assert manager.sync()["rows"][0][3] == {"title": "A", "mood": "sunny"}


def test_the_later_write_of_a_field_wins_whichever_comes_first(rep: Phone, manager: Phone) -> None:
    rep.put("deal", "d1", title="first")
    late = manager.stamp(NOON_MS + 20)
    manager.sync(manager.change("deal", "d1", {"title": "late"}, stamp=late, seen=rep.stamp()))
    reply = rep.put("deal", "d1", seen=rep.stamp(), title="early", read="keen")
    row, conflict = reply["rows"]
    assert (conflict[0], conflict[3]["value"]) == ("conflict", '"early"')
    assert row[3] == {"title": "late", "read": "keen"}


def test_a_deletion_is_a_register_like_any_other(rep: Phone, manager: Phone) -> None:
    rep.put("deal", "d1", title="A")
    before = manager.sync()["rows"][0][2]
    rep.put("deal", "d1", seen=before, deleted=True)
    assert manager.sync()["rows"][0][3] == {"title": "A", "deleted": True}
    manager.ticks = 10
    manager.put("deal", "d1", deleted=False)
    assert rep.sync()["rows"][0][3] == {"title": "A", "deleted": False}


def _conflicts(connection: Connection) -> list[dict[str, Any]]:
    found = connection.execute(select(RECORD.c.fields).where(RECORD.c.kind == "conflict"))
    return [json.loads(fields) for fields in found.scalars()]


def test_a_value_that_lost_unseen_is_kept(server: Server, rep: Phone, manager: Phone) -> None:
    first = rep.stamp(NOON_MS + 1)
    rep.sync(rep.change("deal", "d1", {"title": "rep's", "read": "keen"}))
    manager.ticks = 5
    second = manager.stamp(NOON_MS + 6)
    manager.sync(manager.change("deal", "d1", {"title": "manager's", "read": "keen"}))
    with server.database.reading() as connection:
        (lost,) = _conflicts(connection)
    assert (lost["about_kind"], lost["about_id"], lost["field"]) == ("deal", "d1", "title")
    assert (lost["value"], lost["kept"]) == ('"rep\'s"', '"manager\'s"')
    assert (lost["stamp"], lost["kept_stamp"]) == (first, second)
    assert (lost["author_id"], lost["keeper_id"]) == (rep.user_id, manager.user_id)
    assert lost["shared"]


def test_two_losers_of_one_stamp_are_both_kept(server: Server, rep: Phone, manager: Phone) -> None:
    manager.ticks = 100
    manager.put("deal", "d1", title="late")
    changes = [
        rep.change("deal", "d1", {"title": f"early {i}"}, stamp=rep.stamp(NOON_MS + 1))
        for i in range(2)
    ]
    assert rep.sync(*changes)["accepted"] == 2
    with server.database.reading() as connection:
        assert len(_conflicts(connection)) == 2


def test_a_value_replaced_in_sight_is_not_lost(server: Server, rep: Phone, manager: Phone) -> None:
    rep.put("deal", "d1", title="A")
    manager.ticks = 5
    manager.put("deal", "d1", seen=manager.sync()["rows"][0][2], title="B")
    with server.database.reading() as connection:
        assert _conflicts(connection) == []


def test_a_restarted_server_goes_on_where_it_stopped(
    server: Server, rep: Phone, start_server: object
) -> None:
    rep.put("deal", "d1", title="A")
    assert callable(start_server)
    rep.http = start_server().http
    assert rep.put("deal", "d2", title="B")["accepted"] == 2
    assert server.http is not rep.http


def test_large_notes_arrive_and_what_is_too_large_for_the_server_holds_up_nothing(
    admin: Phone, manager: Phone, replica: Replica
) -> None:
    """Twenty of the largest notes, in letters of four bytes, and one impossible record."""
    welcome = JOIN_REPLY.validate_python(admin.joined)
    adopt(replica, welcome, "")
    words = "\U0001f600" * 100_000
    with replica.transaction() as writer:
        for n in range(20):
            writer.add(make_note(words, id=f"n{n}", owner_id=welcome.user_id))
        deal = writer.add(make_deal("small", owner_id=welcome.user_id))
        writer.edit_kind("deal", deal, {f"x{n}": words for n in range(30)})
        writer.add(make_deal("behind it", id="behind", owner_id=welcome.user_id))
    progress = sync_once(replica, HttpSyncService(admin.http, welcome.token))
    assert (progress.waiting, progress.refused) == (0, 1)
    with replica.reading() as connection:
        (refused,) = outbox.refused(connection)
    assert (refused.change.id, refused.refusal.reason) == (deal, "refused.too_large")
    assert len(refused.change.fields) > 30
    rows = manager.catch_up()["rows"]
    assert {"behind", deal, *(f"n{n}" for n in range(20))} <= rows.keys()
    assert "x0" not in rows[deal][3]
