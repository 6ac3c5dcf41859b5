"""Codes at the moment they are used: once more after a lost answer, and what they may still do."""

from typing import Any

import httpx
import pytest

from sync.server.errors import CollisionError
from tests.server.conftest import Server, Team
from tests.server.phones import Phone


def _code(by: Phone, **asked: str) -> str:
    code: str = by.http.post("/v1/invitations", headers=by.headers, json=asked).json()["code"]
    return code


def _join(server: Server, code: str, nonce: str = "n1", **more: str) -> httpx.Response:
    asked = {"code": code, "device_name": "phone", "nonce": nonce, **more}
    return server.http.post("/v1/join", json=asked)


def test_a_lost_answer_costs_neither_the_code_nor_a_device(server: Server, team: Team) -> None:
    code = _code(team.admin, name="Zoe")
    lost = _join(server, code).json()
    again = _join(server, code.lower()).json()
    assert again["token"] != lost["token"]
    for name in ("device_id", "device_number", "user_id", "role", "team_id"):
        assert again[name] == lost[name]
    assert Phone(server.http, lost).post().status_code == 401
    assert Phone(server.http, again).post().status_code == 200
    assert len(server.http.get("/v1/devices", headers=team.admin.headers).json()) == 4


def test_trying_again_is_no_wrong_code(server: Server, team: Team) -> None:
    code = _code(team.admin, name="Zoe")
    assert {_join(server, code).status_code for _ in range(12)} == {200}


@pytest.mark.parametrize("nonce", ["", "n2"])
def test_nobody_else_uses_a_code_again(server: Server, team: Team, nonce: str) -> None:
    code = _code(team.admin, name="Zoe")
    assert _join(server, code).status_code == 200
    assert _join(server, code, nonce).status_code == 403


def test_a_code_without_a_nonce_works_once(server: Server, team: Team) -> None:
    code = _code(team.admin, name="Zoe")
    assert [_join(server, code, "").status_code for _ in range(2)] == [200, 403]


def test_a_nonce_without_its_code_is_worth_nothing(server: Server, team: Team) -> None:
    _join(server, _code(team.admin, name="Zoe"))
    assert _join(server, "ABCD-EFGH").status_code == 403


def test_a_device_that_came_has_heard_its_answer(server: Server, team: Team) -> None:
    code = _code(team.admin, name="Zoe")
    zoe = Phone(server.http, _join(server, code).json())
    assert zoe.post().status_code == 200
    assert _join(server, code).status_code == 403
    assert zoe.post().status_code == 200


def test_a_device_that_was_revoked_does_not_come_again(server: Server, team: Team) -> None:
    code = _code(team.admin, name="Zoe")
    number = _join(server, code).json()["device_number"]
    server.http.delete(f"/v1/devices/{number}", headers=team.admin.headers)
    assert _join(server, code).status_code == 403


def test_a_commit_nobody_heard_of_is_not_done_twice(
    server: Server, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    undone = iter([CollisionError()])
    publish = server.app.state.backend.broadcaster.publish

    def unheard(*arguments: Any) -> None:
        for error in undone:
            raise error
        publish(*arguments)

    code = _code(team.admin, name="Zoe")
    monkeypatch.setattr(server.app.state.backend.broadcaster, "publish", unheard)
    assert _join(server, code).status_code == 200
    assert len(server.http.get("/v1/devices", headers=team.admin.headers).json()) == 4


@pytest.mark.parametrize("role", ["manager", "admin"])
def test_a_managers_code_makes_no_device_of_who_was_promoted(
    server: Server, team: Team, role: str
) -> None:
    of_manager = _code(team.manager, user_id=team.rep.user_id)
    of_admin = _code(team.admin, user_id=team.rep.user_id)
    team.admin.put("user", team.rep.user_id, role=role)
    assert _join(server, of_manager).status_code == 403
    assert _join(server, of_admin).json()["role"] == role


@pytest.mark.parametrize("after", [{"role": "rep"}, {"active": False}])
def test_a_code_is_worth_what_its_maker_may(
    server: Server, team: Team, after: dict[str, Any]
) -> None:
    code = _code(team.manager, name="Zoe")
    assert team.admin.put("user", team.manager.user_id, **after)["refused"] == []
    assert _join(server, code).status_code == 403


def test_a_code_made_on_the_servers_machine_works_for_anybody(server: Server) -> None:
    assert server.found().joined["role"] == "admin"
