"""A device's token is traded for a new one, and no lost answer locks it out."""

import httpx

from tests.server.conftest import Server
from tests.server.dump import dump
from tests.server.phones import Phone


def _ask(phone: Phone, method: str, token: str) -> httpx.Response:
    return phone.http.request(method, "/v1/token", headers={"Authorization": f"Bearer {token}"})


def _works(phone: Phone, token: str) -> bool:
    headers = {"Authorization": f"Bearer {token}"}
    return phone.http.get("/v1/devices", headers=headers).status_code == 200


def test_the_old_token_works_until_the_new_one_was_confirmed(rep: Phone) -> None:
    old = rep.joined["token"]
    new = _ask(rep, "POST", old).json()["token"]
    assert new != old
    assert _works(rep, old)
    assert _works(rep, new)
    assert _ask(rep, "PUT", new).status_code == 204
    assert not _works(rep, old)
    assert _works(rep, new)
    assert _ask(rep, "PUT", new).status_code == 204


def test_a_lost_answer_costs_nothing(rep: Phone) -> None:
    old = rep.joined["token"]
    lost = _ask(rep, "POST", old).json()["token"]
    new = _ask(rep, "POST", old).json()["token"]
    assert not _works(rep, lost)
    assert _ask(rep, "PUT", old).status_code == 204
    assert _works(rep, old)
    assert _ask(rep, "PUT", new).status_code == 204
    assert not _works(rep, old)


def test_a_token_never_confirmed_is_so_by_asking_for_the_next(rep: Phone) -> None:
    old = rep.joined["token"]
    new = _ask(rep, "POST", old).json()["token"]
    newest = _ask(rep, "POST", new).json()["token"]
    assert not _works(rep, old)
    assert _works(rep, new)
    assert _works(rep, newest)


def test_a_revoked_device_has_neither_token(admin: Phone, rep: Phone) -> None:
    old = rep.joined["token"]
    new = _ask(rep, "POST", old).json()["token"]
    admin.http.delete(f"/v1/devices/{rep.number}", headers=admin.headers)
    assert not _works(rep, old)
    assert not _works(rep, new)
    assert _ask(rep, "PUT", new).status_code == 401
    assert _ask(rep, "POST", old).status_code == 401


def test_only_hashes_are_kept(server: Server, rep: Phone) -> None:
    new = _ask(rep, "POST", rep.joined["token"]).json()["token"]
    kept = dump(server)
    assert rep.joined["device_id"] in kept
    assert rep.joined["token"] not in kept
    assert new not in kept


def test_a_stream_of_the_old_token_ends_with_it(server: Server, rep: Phone) -> None:
    new = _ask(rep, "POST", rep.joined["token"]).json()["token"]
    with server.http.stream("GET", "/v1/live", headers=rep.headers) as stream:
        pieces = stream.iter_raw()
        next(pieces)
        _ask(rep, "PUT", new)
        assert b"".join(pieces) is not None
