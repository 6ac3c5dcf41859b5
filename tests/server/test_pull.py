"""Pages above a cursor: nothing readable is skipped, nothing else is sent."""

import json
from collections.abc import Callable
from dataclasses import fields
from threading import Barrier, Thread

import httpx
import pytest
from sqlalchemy import update

from sync.core.packing import BRIEF, unpacked_brief
from sync.core.protocol import PAGE_BYTES, SyncReply
from sync.core.schema import SCHEMA_VERSION
from sync.server import service
from sync.server.tables import TEAM_HEAD
from tests.builders import NOON_MS
from tests.server.conftest import Server
from tests.server.phones import Phone, Reply, filled, ids, reasons


def test_a_first_pull_brings_the_team_its_people_and_its_pipeline(server: Server) -> None:
    reply = server.found("Acme").sync()
    kinds = [row[0] for row in reply["rows"]]
    assert kinds == ["team", "user", "pipeline", *["stage"] * 6, "device"]
    assert (reply["restart"], reply["more"], reply["exits"]) == (False, False, [])
    assert all(row[3]["meaning"] for row in reply["rows"] if row[0] == "stage")


def test_what_a_device_wrote_and_holds_is_not_sent_back(rep: Phone) -> None:
    assert rep.put("deal", "d1", title="A")["rows"] == []
    assert rep.sync()["rows"] == []


def test_what_another_changed_meanwhile_is_sent_back(rep: Phone, manager: Phone) -> None:
    rep.put("deal", "d1", title="A")
    manager.ticks = 5
    manager.put("deal", "d1", seen=manager.sync()["rows"][0][2], read="keen")
    reply = rep.put("deal", "d1", seen=rep.stamp(), title="B")
    assert reply["rows"][0][3] == {"title": "B", "read": "keen"}


def test_what_won_only_in_part_is_sent_back(rep: Phone, manager: Phone) -> None:
    rep.put("deal", "d1", title="first")
    manager.ticks = 50
    manager.put("deal", "d1", seen=rep.stamp(), title="late")
    rep.sync()
    reply = rep.put("deal", "d1", seen=rep.stamp(), title="early", read="keen")
    assert reply["rows"][0][3] == {"title": "late", "read": "keen"}


def test_an_edit_of_what_the_server_does_not_have_is_refused(rep: Phone, manager: Phone) -> None:
    reply = rep.put("deal", "d1", seen=rep.stamp(), title="A")
    assert reasons(reply) == ["refused.unknown_record"]
    assert manager.sync()["rows"] == reply["rows"] == []


def test_a_pull_from_the_start_brings_even_what_the_device_wrote(rep: Phone) -> None:
    rep.put("deal", "d1", title="A")
    assert "d1" in ids(rep.ask(cursor=""))


def test_a_device_that_changes_its_mind_twice_holds_the_last(rep: Phone, manager: Phone) -> None:
    first = rep.change("deal", "d1", {"title": "A"})
    second = rep.change("deal", "d1", {"title": "B"}, seen=first["stamp"])
    assert rep.sync(first, second)["rows"] == []
    assert manager.sync()["rows"][0][3] == {"title": "B"}


@pytest.mark.parametrize("cursor", ["nonsense", "a.1.b", "é" * 500])
def test_a_cursor_this_server_never_wrote_starts_over(rep: Phone, cursor: str) -> None:
    rep.put("deal", "d1", title="A")
    reply = rep.ask(cursor=cursor)
    assert reply["restart"] is True
    assert "d1" in ids(reply)


@pytest.mark.parametrize("change", [{"epoch": "restored"}, {"seq": 5}, {"chain": "f" * 64}])
def test_a_server_put_back_to_an_older_copy_exchanges_nothing(
    server: Server, rep: Phone, change: dict[str, object]
) -> None:
    """Its older rows would overwrite what only the devices still hold."""
    with server.database.writing() as connection:
        connection.execute(update(TEAM_HEAD).values(**change))
    reply = rep.ask(cursor=rep.cursor)
    assert (reply["offer"], reply["rows"], reply["accepted"]) == (True, [], 0)
    # One too old to be asked for what it holds goes on keeping it.
    response = rep.post(cursor=rep.cursor, protocol=1)
    assert (response.status_code, response.json()["error"]) == (409, "error.server_restored")


def _fill(phone: Phone, count: int, size: int) -> None:
    """Write notes of that size, a megabyte at a time."""
    batch: list[Reply] = []
    for i in range(count):
        batch.append(phone.change("note", f"n{i}", {"text": "x" * size}))
        if len(batch) * size > 1_000_000:
            phone.sync(*batch)
            batch.clear()
    phone.sync(*batch)


def test_a_large_pull_comes_in_pages_without_gap_or_repetition(rep: Phone, manager: Phone) -> None:
    _fill(rep, 100, 50_000)
    sizes, seen = [], []
    reply: Reply = {"more": True}
    while reply["more"]:
        reply = manager.sync()
        sizes.append(len(json.dumps(reply["rows"])))
        seen += ids(reply)
    assert seen == [f"n{i}" for i in range(100)]
    assert len(sizes) == 5
    assert max(sizes) < PAGE_BYTES + 60_000


def test_a_device_on_a_bad_line_gets_small_pages(rep: Phone, manager: Phone) -> None:
    _fill(rep, 10, 50_000)
    body = {"protocol": 2, "schema": 2, "now_ms": NOON_MS, "cursor": manager.cursor}
    for page_bytes, expected in ((60_000, 2), (-5, 1), (2**70, 10)):
        reply = manager.http.post(
            "/v1/sync", headers=manager.headers, json=body | {"page_bytes": page_bytes}
        )
        assert len([i for i in ids(reply.json()) if i.startswith("n")]) == expected


def test_a_reading_from_the_start_ends_with_everything_even_what_was_written_meanwhile(
    rep: Phone, manager: Phone
) -> None:
    _fill(manager, 50, 50_000)
    rep.cursor = "lost"
    first = rep.sync()
    assert (first["restart"], first["more"]) == (True, True)
    came = set(ids(first))
    came |= set(ids(rep.put("note", "mine", text="written between two pages")))
    came |= set(ids(rep.put("note", "n0", seen=first["rows"][-1][2], read_aloud=True)))
    came |= set(rep.catch_up()["rows"])
    assert {"mine", "n0", "n49"} <= came
    assert rep.put("note", "mine2", text="afterwards")["rows"] == []


def test_a_record_that_leaves_the_readers_scope_is_named(rep: Phone, manager: Phone) -> None:
    manager.put("deal", "d1", title="A", owner_id=manager.user_id)
    assert ids(rep.sync()) == ["d1"]
    manager.put("deal", "d1", seen=manager.stamp(), shared=False)
    reply = rep.sync()
    assert (reply["rows"], reply["exits"]) == ([], [["deal", "d1"]])
    assert rep.sync()["exits"] == []


def test_a_record_that_comes_back_is_sent_whole_and_not_named_as_gone(
    rep: Phone, manager: Phone
) -> None:
    manager.put("deal", "d1", title="A", owner_id=manager.user_id)
    rep.sync()
    manager.put("deal", "d1", seen=manager.stamp(), shared=False)
    manager.put("deal", "d1", seen=manager.stamp(), shared=True)
    reply = rep.sync()
    assert (ids(reply), reply["exits"]) == (["d1"], [])


def test_a_private_record_given_away_leaves_its_giver(rep: Phone, manager: Phone) -> None:
    rep.put("note", "n1", text="A", owner_id=rep.user_id, shared=False)
    reply = rep.put("note", "n1", seen=rep.stamp(), owner_id=manager.user_id)
    assert (reply["rows"], reply["exits"]) == ([], [["note", "n1"]])


def test_a_record_given_away_before_it_was_sent_leaves_at_once(rep: Phone, manager: Phone) -> None:
    made = rep.change("follow_up", "f1", {"text": "A", "owner_id": rep.user_id})
    given = rep.change("follow_up", "f1", {"owner_id": manager.user_id}, seen=made["stamp"])
    assert rep.sync(made, given)["exits"] == [["follow_up", "f1"]]


def test_exits_of_the_past_are_not_sent_to_who_starts_anew(rep: Phone, manager: Phone) -> None:
    manager.put("deal", "d1", title="A", owner_id=manager.user_id)
    manager.put("deal", "d1", seen=manager.stamp(), shared=False)
    rep.cursor = ""
    assert rep.sync()["exits"] == []


def test_a_new_role_starts_over_with_what_it_may_read(
    server: Server, admin: Phone, rep: Phone
) -> None:
    admin.put("note", "n1", text="A", owner_id=admin.user_id, shared=False)
    assert rep.sync()["rows"] == []
    server.clock.move(1000)
    admin.ticks = 1000
    admin.put("user", rep.user_id, role="manager")
    reply = rep.sync()
    assert reply["restart"] is True
    assert "n1" in ids(reply)
    admin.put("user", rep.user_id, role="rep")
    reply = rep.sync()
    assert reply["restart"] is True
    assert "n1" not in ids(reply)


def test_a_pull_does_not_wait_for_a_writer(server: Server, rep: Phone) -> None:
    with server.database.writing():
        assert rep.sync()["rows"] == []


def test_writers_at_once_never_make_a_puller_miss_a_row(
    server: Server, admin: Phone, rep: Phone, manager: Phone
) -> None:
    writers = [rep, manager, server.invited(admin)]
    start = Barrier(len(writers) + 1)

    def write(phone: Phone) -> None:
        start.wait()
        for i in range(40):
            phone.put("deal", f"d{phone.number}-{i}", title="A")

    threads = [Thread(target=write, args=(phone,)) for phone in writers]
    for thread in threads:
        thread.start()
    start.wait()
    came: list[str] = []
    while any(thread.is_alive() for thread in threads):
        came += ids(admin.sync())
    for thread in threads:
        thread.join()
    came += ids(admin.sync())
    expected = {f"d{phone.number}-{i}" for phone in writers for i in range(40)}
    assert {i for i in came if i.startswith("d")} >= expected
    assert len(came) == len(set(came))


def test_two_server_processes_over_one_file_never_make_a_puller_miss_a_row(
    server: Server, start_server: Callable[[], Server], rep: Phone, manager: Phone, admin: Phone
) -> None:
    rep.http = start_server().http
    threads = [
        Thread(target=lambda p=p: [p.put("deal", f"d{p.number}-{i}", title="A") for i in range(20)])
        for p in (rep, manager)
    ]
    for thread in threads:
        thread.start()
    came: set[str] = set()
    while any(thread.is_alive() for thread in threads):
        came |= set(ids(admin.sync()))
    for thread in threads:
        thread.join()
    came |= set(ids(admin.sync()))
    assert {f"d{p.number}-{i}" for p in (rep, manager) for i in range(20)} <= came
    assert server.http is not rep.http


def place(phone: Phone, **other: str | int) -> httpx.Response:
    """Ask for news with an address alone, as a device does."""
    asked: dict[str, str | int] = {"at": phone.cursor, "made": phone.n, **other}
    request = phone.http.build_request("GET", "/v1/sync", params=asked, headers=phone.headers)
    for name in ("Accept", "Accept-Encoding", "Connection", "User-Agent"):
        del request.headers[name]
    return phone.http.send(request)


def told(answer: httpx.Response) -> Reply:
    """Return what an answer says, however it is packed."""
    brief = answer.headers.get("Content-Encoding") == BRIEF
    message: Reply = json.loads(unpacked_brief(answer.content) if brief else answer.content)
    return message


def test_an_address_brings_what_a_body_brings(rep: Phone, manager: Phone) -> None:
    rep.put("deal", "d1", title="Pumps")
    _fill(rep, 3, 2_000)
    by_body = manager.ask()
    by_place = filled(told(place(manager)), manager.cursor)
    assert by_place == by_body
    assert ids(by_place)[:1] == ["d1"]
    small = filled(told(place(manager, page_bytes=1)), manager.cursor)
    assert small["more"]


def test_a_device_that_has_everything_is_told_the_time_alone(rep: Phone) -> None:
    rep.put("deal", "d1", title="Pumps")
    rep.catch_up()
    answer = place(rep)
    assert answer.json() == {"now_ms": NOON_MS}
    assert sorted(answer.headers) == ["content-digest", "content-length"]
    assert rep.post().json() == {"now_ms": NOON_MS}


def test_a_device_of_the_first_protocol_is_told_everything(rep: Phone) -> None:
    rep.catch_up()
    told = rep.post(protocol=1).json()
    untold = {"renumber", "ahead", "offer"}
    assert told.keys() == {one.name for one in fields(SyncReply)} - untold
    assert told["cursor"] == rep.cursor


@pytest.mark.parametrize("wrong", [{"at": "nonsense"}, {"made": 0}, {"made": "x"}, {"at": ""}])
def test_an_address_that_may_be_damaged_has_no_device_begin_anew(
    rep: Phone, wrong: dict[str, str | int]
) -> None:
    rep.put("deal", "d1", title="Pumps")
    answer = place(rep, **wrong)
    assert (answer.status_code, answer.json()["error"]) == (422, "error.malformed")


def test_every_bit_of_a_place_counts(rep: Phone) -> None:
    rep.catch_up()
    for at, letter in enumerate(rep.cursor):
        other = rep.cursor[:at] + ("0" if letter != "0" else "1") + rep.cursor[at + 1 :]
        assert place(rep, at=other).status_code == 422


def test_a_device_hears_of_a_schema_it_was_not_told_of(
    rep: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    rep.catch_up()
    monkeypatch.setattr(service, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    news = filled(told(place(rep)))
    assert news["schema"] == SCHEMA_VERSION + 1
    rep.cursor = news["cursor"]
    assert place(rep).json() == {"now_ms": NOON_MS}
