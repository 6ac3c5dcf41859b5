"""Signing in by e-mail address and password: who gets in, and what nobody learns."""

from typing import Any

import httpx
import pytest
from argon2.low_level import hash_secret_raw

from tests.server.conftest import Server, Team
from tests.server.dump import dump
from tests.server.phones import Phone

EMAIL, WORDS = "Bo@Example.com", "correct horse battery"


def _set(phone: Phone, email: str = EMAIL, password: str = WORDS) -> httpx.Response:
    body = {"email": email, "password": password}
    return phone.http.put("/v1/password", headers=phone.headers, json=body)


def _email(phone: Phone) -> str:
    answer: str = phone.http.get("/v1/password", headers=phone.headers).json()["email"]
    return answer


def _log_in(server: Server, email: str = EMAIL, password: str = WORDS) -> httpx.Response:
    body = {"email": email, "password": password, "device_name": "tablet"}
    return server.http.post("/v1/login", json=body)


def _said(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]


def test_a_password_signs_a_further_device_of_the_same_person_in(
    server: Server, rep: Phone
) -> None:
    assert _set(rep).status_code == 204
    tablet = Phone(server.http, _log_in(server).json())
    assert tablet.user_id == rep.user_id
    assert tablet.number != rep.number
    assert tablet.sync()["rows"]
    assert rep.post().status_code == 200


def test_case_and_blanks_of_the_address_and_composition_of_the_password_are_free(
    server: Server, rep: Phone
) -> None:
    _set(rep, password="Käsekuchen ist gut")
    typed = "Ka\u0308sekuchen ist gut"
    assert _log_in(server, " BO@example.com ", typed).status_code == 200


def test_which_of_both_is_wrong_is_not_said(server: Server, rep: Phone) -> None:
    _set(rep)
    unknown = _log_in(server, "nobody@example.com")
    wrong = _log_in(server, password=WORDS + "!")
    assert _said(unknown) == _said(wrong) == (403, "error.password")
    assert unknown.content == wrong.content
    assert unknown.headers == wrong.headers


@pytest.mark.parametrize("members", [0, 1, 2])
def test_the_slow_part_runs_once_however_many_teams_know_the_address(
    server: Server, members: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(members):
        _set(server.found(f"Team {at}"), password=f"{WORDS} {at}")
    ran: list[object] = []

    def counted(*args: Any, **more: Any) -> bytes:
        ran.append(args)
        return hash_secret_raw(*args, **more)

    monkeypatch.setattr("sync.server.passwords.hash_secret_raw", counted)
    assert _said(_log_in(server)) == (403, "error.password")
    assert len(ran) == 1


def test_one_address_in_two_teams_leads_to_each_by_its_own_password(server: Server) -> None:
    acme, bolt = server.found("Acme"), server.found("Bolt")
    assert _set(acme, password="password of acme").status_code == 204
    assert _set(bolt, password="password of bolt").status_code == 204
    for phone, words in ((acme, "password of acme"), (bolt, "password of bolt")):
        assert _log_in(server, password=words).json()["team_id"] == phone.joined["team_id"]


def test_the_same_in_two_teams_leads_where_it_was_set_last(server: Server) -> None:
    acme, bolt = server.found("Acme"), server.found("Bolt")
    for phone in (bolt, acme, bolt):
        server.clock.move(1000)
        _set(phone)
        assert _log_in(server).json()["team_id"] == phone.joined["team_id"]


def test_an_address_belongs_to_one_person_of_a_team(team: Team) -> None:
    assert _set(team.rep).status_code == 204
    assert _said(_set(team.manager)) == (409, "error.email_taken")
    assert _set(team.rep, password="another long one").status_code == 204


def test_a_password_is_shown_changed_and_removed(server: Server, rep: Phone) -> None:
    assert _email(rep) == ""
    _set(rep)
    assert _email(rep) == "bo@example.com"
    _set(rep, password="another long one")
    assert _log_in(server).status_code == 403
    assert _log_in(server, password="another long one").status_code == 200
    for _ in range(2):
        assert rep.http.delete("/v1/password", headers=rep.headers).status_code == 204
    assert _email(rep) == ""
    assert _log_in(server, password="another long one").status_code == 403


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "too short"), (EMAIL, "x" * 257), ("", WORDS), ("a b@c", WORDS), ("a@" * 200, WORDS)],
)
def test_what_cannot_be_one_is_told_so(
    server: Server, rep: Phone, email: str, password: str
) -> None:
    assert _said(_set(rep, email, password)) == (422, "error.malformed")
    response = _log_in(server, email, password)
    assert _said(response) == (422, "error.malformed")
    assert password not in response.text


def test_who_left_cannot_sign_in(server: Server, team: Team) -> None:
    _set(team.rep)
    server.clock.move(1000)
    team.admin.ticks += 1000
    team.admin.put("user", team.rep.user_id, active=False)
    assert _said(_log_in(server)) == (403, "error.password")


def test_revoking_a_device_takes_the_password_it_set_but_signing_out_does_not(
    server: Server, team: Team
) -> None:
    _set(team.rep)
    server.http.delete(f"/v1/devices/{team.rep.number}", headers=team.rep.headers)
    tablet = Phone(server.http, _log_in(server).json())
    assert team.rep.post().status_code == 401
    server.http.delete(f"/v1/devices/{team.rep.number}", headers=team.admin.headers)
    assert _log_in(server).status_code == 403
    assert tablet.post().status_code == 200


def test_neither_password_nor_a_plain_hash_is_kept(server: Server, rep: Phone) -> None:
    _set(rep)
    kept = dump(server)
    assert "bo@example.com" in kept
    assert WORDS not in kept


def test_each_wrong_try_waits_longer_and_a_minute_at_most(
    server: Server, rep: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.server.limits._MAX_WRONG", 1_000)  # from many addresses
    _set(rep)
    waits = []
    for _ in range(9):
        response = _log_in(server, password="wrong password")
        waits.append(int(response.headers.get("Retry-After", 0)))
        server.clock.move(waits[-1] * 1000)
    assert waits == [0, 0, 0, 0, 0, 1, 0, 2, 0]
    assert _said(_log_in(server)) == (429, "error.too_many")
    server.clock.move(60_000)
    assert _log_in(server).status_code == 200
    assert _log_in(server).status_code == 200


def test_an_unknown_address_waits_just_as_long(server: Server) -> None:
    answers = [_said(_log_in(server, "nobody@example.com")) for _ in range(6)]
    assert answers == [(403, "error.password")] * 5 + [(429, "error.too_many")]


def test_an_address_that_guesses_waits_whatever_account_it_tries(server: Server) -> None:
    answers = [_log_in(server, f"{at}@example.com").status_code for at in range(11)]
    assert answers == [403] * 10 + [429]
