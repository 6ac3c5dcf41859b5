"""A device trades its token by itself, and nothing that breaks locks it out."""

from collections.abc import Callable

import pytest

from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import log_in
from sync.client.renewal import RENEW_AFTER_MS, renew, renew_if_due
from sync.client.replica import Replica
from sync.core.credentials import LoginRequest, PasswordRequest
from sync.core.errors import (
    DiskFullError,
    ServerFaultError,
    ServiceError,
    SignedOutError,
    UnreachableError,
)
from tests.conftest import Joined, TeamServer
from tests.fakes import ManualClock


@pytest.fixture
def joined(two_replicas: tuple[Joined, Joined]) -> Joined:
    """A rep's replica and its way to the server."""
    return two_replicas[1]


def _again(server: TeamServer, joined: Joined) -> HttpSyncService:
    """Return a service as the device makes it at its next start."""
    return HttpSyncService(server.client, joined.replica.state().token)


def test_a_token_is_traded_once_a_month(
    team_server: TeamServer, joined: Joined, clock: ManualClock
) -> None:
    old = joined.service.token
    clock.move(RENEW_AFTER_MS - 1)
    assert not renew_if_due(joined.replica, joined.service)
    clock.move(1)
    assert renew_if_due(joined.replica, joined.service)
    assert not renew_if_due(joined.replica, joined.service)
    assert joined.replica.state().token == joined.service.token != old
    sync_once(joined.replica, joined.service)
    with pytest.raises(SignedOutError):
        sync_once(joined.replica, HttpSyncService(team_server.client, old))


def test_a_clock_put_back_makes_it_due(joined: Joined, clock: ManualClock) -> None:
    clock.move(-1)
    assert renew_if_due(joined.replica, joined.service)


@pytest.mark.parametrize("lost", ["new_token", "confirm_token"])
@pytest.mark.parametrize("arrives", [False, True])
def test_a_lost_line_anywhere_locks_nobody_out(
    *,
    team_server: TeamServer,
    joined: Joined,
    monkeypatch: pytest.MonkeyPatch,
    lost: str,
    arrives: bool,
) -> None:
    works: Callable[[HttpSyncService], object] = getattr(HttpSyncService, lost)

    def break_off(service: HttpSyncService) -> None:
        if arrives:
            works(service)
        raise UnreachableError

    with monkeypatch.context() as broken:
        broken.setattr(HttpSyncService, lost, break_off)
        with pytest.raises(UnreachableError):
            renew(joined.replica, joined.service)
    sync_once(joined.replica, joined.service)
    service = _again(team_server, joined)
    sync_once(joined.replica, service)
    assert renew(joined.replica, service)
    sync_once(joined.replica, _again(team_server, joined))


def test_a_full_disk_keeps_the_old_token(
    team_server: TeamServer, joined: Joined, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = joined.service.token

    def full(*_: object, **__: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as broken:
        broken.setattr("sync.client.renewal.state.save", full)
        with pytest.raises(DiskFullError):
            renew(joined.replica, joined.service)
    assert joined.replica.state().token == joined.service.token == old
    sync_once(joined.replica, _again(team_server, joined))


def test_a_server_that_cannot_is_asked_again_tomorrow(
    joined: Joined, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def cannot(_service: HttpSyncService) -> str:
        asked.append(clock())
        raise ServerFaultError(status=404)

    monkeypatch.setattr(HttpSyncService, "new_token", cannot)
    clock.move(RENEW_AFTER_MS)
    for _ in range(3):
        assert not renew_if_due(joined.replica, joined.service)
        clock.move(12 * 3600 * 1000)
    assert len(asked) == 2


def test_who_joined_elsewhere_meanwhile_keeps_that_token(
    joined: Joined, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = HttpSyncService.new_token

    def slow(service: HttpSyncService) -> str:
        token = works(service)
        with joined.replica.exclusive() as connection:
            connection.exec_driver_sql("UPDATE replica_state SET token = 'another'")
        return token

    monkeypatch.setattr(HttpSyncService, "new_token", slow)
    assert not renew(joined.replica, joined.service)
    assert joined.replica.state().token == "another"


def test_a_revoked_device_hears_that_it_is(two_replicas: tuple[Joined, Joined]) -> None:
    admin, rep = two_replicas
    admin.service.revoke(rep.replica.state().device_number)
    with pytest.raises(ServiceError) as raised:
        renew(rep.replica, rep.service)
    assert isinstance(raised.value, SignedOutError)


def test_signing_in_with_a_password_brings_everything(
    team_server: TeamServer, joined: Joined, open_replica: Callable[[str], Replica]
) -> None:
    joined.service.set_password(PasswordRequest("bo@example.com", "correct horse"))
    assert joined.service.email() == "bo@example.com"
    tablet, service = open_replica("tablet"), HttpSyncService(team_server.client)
    asked = LoginRequest("bo@example.com", "correct horse", "tablet")
    reply = log_in(tablet, service, "http://server", asked)
    assert reply.user_id == joined.replica.state().user_id
    service.use(reply.token)
    assert sync_once(tablet, service).received > 0
    joined.service.remove_password()
    assert joined.service.email() == ""
