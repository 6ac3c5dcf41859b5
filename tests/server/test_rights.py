"""Who may do what is decided here, whatever a request says."""

from typing import Any

import httpx
import pytest

from sync.core.change import Scalar
from sync.server import teams
from sync.server.errors import CollisionError
from sync.server.own_writes import OwnWrite, write
from tests.server.conftest import Server, Team
from tests.server.phones import Phone, ids, reasons

_ROLES = ("rep", "manager", "admin")
_ALLOWED = {
    "account": {"rep", "manager", "admin"},
    "contact": {"rep", "manager", "admin"},
    "deal": {"rep", "manager", "admin"},
    "visit": {"rep", "manager", "admin"},
    "note": {"rep", "manager", "admin"},
    "follow_up": {"rep", "manager", "admin"},
    "fact": {"rep", "manager", "admin"},
    "problem": {"rep", "manager", "admin"},
    "ask": {"rep", "manager", "admin"},
    "deal_line": {"rep", "manager", "admin"},
    "deal_place": {"rep", "manager", "admin"},
    "saved_view": {"rep", "manager", "admin"},
    "sameness": {"rep", "manager", "admin"},
    "import_mapping": {"rep", "manager", "admin"},
    "pipeline": {"manager", "admin"},
    "stage": {"manager", "admin"},
    "product": {"manager", "admin"},
    "user": {"manager", "admin"},
    "team": {"admin"},
    "device": set(),
}


def _of(team: Team, role: str) -> Phone:
    return {"rep": team.rep, "manager": team.manager, "admin": team.admin}[role]


@pytest.mark.parametrize("kind", _ALLOWED)
@pytest.mark.parametrize("role", _ROLES)
def test_a_role_may_make_what_it_may(team: Team, role: str, kind: str) -> None:
    phone = _of(team, role)
    reply = phone.put(kind, "x1", owner_id=phone.user_id)
    assert (reply["refused"] == []) == (role in _ALLOWED[kind])


@pytest.mark.parametrize("kind", ["deal", "visit", "note", "follow_up"])
def test_a_rep_neither_reads_nor_writes_what_is_privately_anothers(team: Team, kind: str) -> None:
    owner = team.manager
    owner.put(kind, "x1", owner_id=owner.user_id, shared=False)
    assert team.rep.catch_up()["rows"] == {}
    reply = team.rep.put(kind, "x1", source="mine")
    assert reasons(reply) == ["refused.not_yours"]
    assert reply["rows"] == []
    assert "source" not in team.admin.catch_up()["rows"]["x1"][3]


@pytest.mark.parametrize("kind", ["deal_place", "saved_view"])
@pytest.mark.parametrize("role", _ROLES)
def test_what_is_ones_own_comes_to_nobody_else(team: Team, role: str, kind: str) -> None:
    owner = _of(team, role)
    owner.put(kind, "x1", owner_id=owner.user_id, position=1)
    for other in (team.rep, team.manager, team.admin):
        if other is owner:
            continue
        reply = other.put(kind, "x1", position=2)
        assert reasons(reply) == ["refused.not_yours"]
        assert "x1" not in [row[1] for row in reply["rows"]]
        assert "x1" not in other.catch_up()["rows"]
    owner.cursor = ""
    assert owner.catch_up()["rows"]["x1"][3]["position"] == 1


def test_a_rep_does_not_forge_an_owner(team: Team) -> None:
    assert reasons(team.rep.put("deal", "d1", owner_id=team.manager.user_id)) == [
        "refused.managers_only"
    ]


def test_a_rep_does_not_take_anothers_deal(team: Team) -> None:
    team.manager.put("deal", "d1", owner_id=team.manager.user_id, title="A")
    reply = team.rep.put("deal", "d1", owner_id=team.rep.user_id)
    assert reasons(reply) == ["refused.managers_only"]
    assert reply["rows"][0][3]["owner_id"] == team.manager.user_id


@pytest.mark.parametrize("fields", [{"role": "admin"}, {"active": False}, {"deleted": True}])
@pytest.mark.parametrize("role", ["rep", "manager"])
def test_nobody_but_an_admin_changes_who_people_are(
    team: Team, role: str, fields: dict[str, Scalar]
) -> None:
    phone = _of(team, role)
    for person in (phone, team.admin):
        reply = phone.sync(phone.change("user", person.user_id, fields))
        assert reasons(reply) == ["refused.admins_only"]


def test_a_role_in_the_request_is_not_believed(team: Team) -> None:
    body = {
        "protocol": 1,
        "schema": 1,
        "now_ms": 0,
        "cursor": "",
        "role": "admin",
        "user_id": team.admin.user_id,
        "changes": [team.rep.change("team", team.rep.joined["team_id"], {"name": "Mine"})],
    }
    response = team.rep.http.post("/v1/sync", headers=team.rep.headers, json=body)
    assert reasons(response.json()) == ["refused.admins_only"]


def test_who_steps_down_has_no_more_rights_in_the_same_batch(server: Server, team: Team) -> None:
    server.clock.move(1000)
    admin = team.admin
    admin.ticks = 1000
    down = admin.change("user", admin.user_id, {"role": "rep"})
    reply = admin.sync(down, admin.change("stage", "s1", {"name": "A"}))
    assert reasons(reply) == ["refused.managers_only"]
    assert reply["restart"] is True


def test_who_leaves_has_no_more_rights_in_the_same_batch(server: Server, team: Team) -> None:
    server.clock.move(1000)
    admin = team.admin
    admin.ticks = 1000
    leave = admin.change("user", admin.user_id, {"active": False})
    reply = admin.sync(leave, admin.change("deal", "d1", {"title": "A"}))
    assert reasons(reply) == ["refused.signed_out"]
    assert reply["rows"] == []
    assert admin.post().status_code == 401


def test_two_teams_never_see_each_other(server: Server, team: Team) -> None:
    other = server.found("Bolt")
    team.rep.put("deal", "d1", title="Acme's")
    reply = other.put("deal", "d1", title="Bolt's")
    assert reply["refused"] == []
    names = {str(row[3].get("name", row[3].get("title"))) for row in reply["rows"]}
    assert names & {"Acme", "Acme's", "Bob"} == set()
    other.cursor = ""
    assert other.catch_up()["rows"]["d1"][3] == {"title": "Bolt's"}
    assert team.manager.sync()["rows"][-1][3] == {"title": "Acme's"}
    own = {device["user_id"] for device in _devices(other).json()}
    assert own == {other.user_id}


def test_a_position_of_one_team_brings_nothing_to_another(server: Server, team: Team) -> None:
    other = server.found("Bolt")
    reply = other.ask(cursor=team.admin.cursor)
    assert reply["restart"]
    assert ids(reply) == ids(other.ask(cursor=""))


@pytest.mark.parametrize("path", ["/v1/sync", "/v1/invitations", "/v1/devices", "/v1/live"])
@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", "Basic token", "é"])
def test_a_stranger_is_told_to_sign_in(server: Server, path: str, header: str | None) -> None:
    headers = {} if header is None else {b"Authorization": header.encode()}
    method = "POST" if path in ("/v1/sync", "/v1/invitations") else "GET"
    response = server.http.request(method, path, headers=headers, content=b"not even JSON")
    assert (response.status_code, response.json()["error"]) == (401, "error.signed_out")


def test_a_team_invites_only_its_own_people(server: Server, team: Team) -> None:
    other = server.found("Bolt")
    response = _invite(team.admin, user_id=other.user_id)
    assert (response.status_code, response.json()["error"]) == (404, "error.record_missing")


@pytest.mark.parametrize("role", _ROLES)
@pytest.mark.parametrize("guest", _ROLES)
def test_a_manager_invites_reps_and_an_admin_anyone(team: Team, role: str, guest: str) -> None:
    allowed = role == "admin" or (role == "manager" and guest == "rep")
    assert _invite(_of(team, role), name="Cat", role=guest).status_code == (200 if allowed else 403)
    known = _invite(_of(team, role), user_id=_of(team, guest).user_id)
    assert known.status_code == (200 if allowed else 403)


@pytest.mark.parametrize("name", ["", "   ", "\x00\n", "x" * 301])
def test_a_new_person_has_a_name(team: Team, name: str) -> None:
    assert _invite(team.admin, name=name).status_code == 422
    assert _invite(team.admin, name="Cat", role="king").status_code == 422


def test_a_new_persons_record_comes_with_the_invitation(server: Server, team: Team) -> None:
    reply = _invite(team.admin, name="Cat").json()
    rows = team.rep.catch_up()["rows"]
    assert rows[reply["user_id"]][3]["name"] == "Cat"
    assert server.join(reply["code"]).joined["role"] == "rep"


@pytest.mark.parametrize("change", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c} "])
def test_a_code_may_be_typed_anyhow(server: Server, team: Team, change: object) -> None:
    assert callable(change)
    code = _invite(team.admin, name="Cat").json()["code"]
    assert len(code) == 9
    server.join(change(code))


def test_a_code_works_once_and_for_a_week(server: Server, team: Team) -> None:
    used = _invite(team.admin, name="Cat").json()["code"]
    old = _invite(team.admin, name="Dan").json()["code"]
    server.join(used)
    for code in (used, "ABCD-EFGH", "", "é"):
        assert _join(server, code) == (403, "error.invitation")
    server.clock.move(7 * 24 * 3600 * 1000)
    assert _join(server, old) == (403, "error.invitation")


def test_a_code_of_someone_who_left_does_not_work(server: Server, team: Team) -> None:
    code = _invite(team.admin, user_id=team.rep.user_id).json()["code"]
    _leave(server, team, team.rep)
    response = server.http.post("/v1/join", json={"code": code, "device_name": "phone"})
    assert response.status_code == 403


def test_guessing_codes_is_stopped_for_a_while(server: Server, team: Team) -> None:
    good = {"code": _invite(team.admin, name="Cat").json()["code"], "device_name": "phone"}
    guess = {"code": "ABCD-EFGH", "device_name": "phone"}
    statuses = [server.http.post("/v1/join", json=guess).status_code for _ in range(11)]
    assert statuses == [403] * 10 + [429]
    assert server.http.post("/v1/join", json=good).json()["error"] == "error.too_many"
    server.clock.move(10 * 60 * 1000)
    assert server.http.post("/v1/join", json=good).status_code == 200


def test_who_left_is_signed_out(server: Server, team: Team) -> None:
    _leave(server, team, team.rep)
    assert team.rep.post().status_code == 401


def test_devices_are_listed_to_their_owner_and_to_admins_without_times(team: Team) -> None:
    (mine,) = _devices(team.rep).json()
    assert mine.keys() == {"number", "id", "user_id", "name", "revoked"}
    assert mine["id"] == team.rep.joined["device_id"]
    assert len(_devices(team.manager).json()) == 1
    assert len(_devices(team.admin).json()) == 3


def test_a_device_is_revoked_at_once_by_its_owner_or_an_admin(server: Server, team: Team) -> None:
    second = server.invited(team.admin, user_id=team.rep.user_id)
    assert _revoke(team.rep, second.number).status_code == 204
    assert second.post().status_code == 401
    assert _revoke(team.admin, team.rep.number).status_code == 204
    assert team.rep.post().status_code == 401
    assert _revoke(team.admin, team.rep.number).status_code == 204
    rows = team.admin.catch_up()["rows"]
    assert rows[team.rep.joined["device_id"]][3]["revoked"] is True


def test_a_revocation_that_another_writer_undid_is_done_again(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, undone = teams.revoke_device, iter([CollisionError()])

    def undone_once(*arguments: Any) -> int | None:
        head = real(*arguments)
        if error := next(undone, None):
            raise error
        return head

    monkeypatch.setattr(teams, "revoke_device", undone_once)
    assert _revoke(team.admin, team.rep.number).status_code == 204
    assert team.rep.post().status_code == 401


def test_a_device_of_another_is_not_revoked_and_not_confirmed(server: Server, team: Team) -> None:
    server.found("Bolt")
    for phone, number in ((team.manager, team.rep.number), (team.rep, 1), (team.admin, 999)):
        response = _revoke(phone, number)
        assert (response.status_code, response.json()["error"]) == (404, "error.record_missing")
    assert team.rep.post().status_code == 200


def test_what_the_server_writes_comes_after_what_it_has_seen(server: Server, team: Team) -> None:
    user_id, team_id = team.rep.user_id, team.rep.joined["team_id"]
    team.rep.ticks = 100_000_000
    team.rep.put("user", user_id, name="Ahead")
    with server.database.writing() as connection:
        write(connection, team_id, [OwnWrite("user", user_id, {"name": "After"})], server.clock())
    assert team.admin.catch_up()["rows"][user_id][3]["name"] == "After"


def _join(server: Server, code: str) -> tuple[int, str]:
    response = server.http.post("/v1/join", json={"code": code, "device_name": "phone"})
    return response.status_code, response.json()["error"]


def _leave(server: Server, team: Team, phone: Phone) -> None:
    server.clock.move(1000)
    team.admin.ticks += 1000
    assert team.admin.put("user", phone.user_id, active=False)["refused"] == []


def _invite(phone: Phone, user_id: str = "", name: str = "", role: str = "rep") -> httpx.Response:
    body = {"user_id": user_id, "name": name, "role": role}
    return phone.http.post("/v1/invitations", headers=phone.headers, json=body)


def _devices(phone: Phone) -> httpx.Response:
    return phone.http.get("/v1/devices", headers=phone.headers)


def _revoke(phone: Phone, number: int) -> httpx.Response:
    return phone.http.delete(f"/v1/devices/{number}", headers=phone.headers)


@pytest.mark.parametrize("kind", ["deal", "visit", "note", "follow_up"])
def test_a_rep_makes_nothing_private_that_belongs_to_nobody(team: Team, kind: str) -> None:
    rep = team.rep
    assert reasons(rep.put(kind, "x1", shared=False)) == ["refused.no_owner"]
    made = rep.change(kind, "x2", {"owner_id": rep.user_id, "shared": False})
    left = rep.change(kind, "x2", {"owner_id": ""}, seen=made["stamp"])
    assert reasons(rep.sync(made, left)) == ["refused.no_owner"]
    assert team.manager.put(kind, "x3", shared=False)["refused"] == []


def test_what_things_cost_is_for_those_who_lead_when_two_write_it_unseen(team: Team) -> None:
    team.manager.put("product", "p1", name="Grinder", cost_minor=400)
    made = team.manager.stamp()
    team.admin.catch_up()
    team.manager.put("product", "p1", seen=made, name="Mill", cost_minor=411)
    team.admin.put("product", "p1", seen=made, name="Miller", cost_minor=522)

    def lost(phone: Phone) -> set[object]:
        rows = phone.catch_up()["rows"].values()
        return {row[3]["field"] for row in rows if row[0] == "conflict"}

    assert lost(team.manager) == {"name", "cost_minor"}
    assert lost(team.rep) == {"name"}


def test_nothing_of_a_rep_is_hidden_from_those_who_lead_by_what_it_says_of_itself(
    team: Team,
) -> None:
    """As if it were a conflict about a view of theirs."""
    rep = team.rep
    rep.put("deal", "d1", shared=False, owner_id=rep.user_id, about_kind="saved_view")
    assert "d1" in team.manager.catch_up()["rows"]
    assert "d1" in team.admin.catch_up()["rows"]
