"""Signing out leaves no access behind: not at the server, not in what is kept."""

from contextlib import nullcontext
from pathlib import Path

import httpx
import pytest

from app.runtime import Runtime
from app.settings import Settings
from sync.client.replica import Replica
from sync.core.errors import SignedOutError
from sync.core.protocol import InviteRequest
from tests.app.flet_harness import in_own_loop
from tests.builders import NOON_MS
from tests.conftest import Joined, TeamServer


def kept_token(path: Path) -> str:
    kept = Replica(path, lambda: NOON_MS, lambda _: 1)
    try:
        assert kept.state().owned
        return kept.state().token
    finally:
        kept.close()


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(*_: object) -> None:
        """Stand for an exchange that does not start."""

    monkeypatch.setattr(Runtime, "start_exchange", nobody)


@pytest.mark.usefixtures("quiet")
@in_own_loop
async def test_the_server_forgets_a_device_that_signs_out(
    two_replicas: tuple[Joined, Joined],
    team_server: TeamServer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("httpx.Client", lambda **_: nullcontext(team_server.client))
    mia, leaver = two_replicas
    runtime = Runtime(tmp_path, leaver.replica, Settings())
    aside = await runtime.set_aside()
    await runtime.close()
    assert not kept_token(aside)
    with pytest.raises(SignedOutError):
        leaver.service.invite(InviteRequest(name="Eve"))
    assert mia.service.invite(InviteRequest(name="Ada")).code


@pytest.mark.usefixtures("quiet")
@in_own_loop
async def test_out_of_reach_signing_out_works_all_the_same(
    two_replicas: tuple[Joined, Joined],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def unreachable(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no signal")  # noqa: TRY003, EM101  # as httpx says it

    client = httpx.Client(transport=httpx.MockTransport(unreachable), base_url="http://server")
    monkeypatch.setattr("httpx.Client", lambda **_: client)
    runtime = Runtime(tmp_path, two_replicas[1].replica, Settings())
    aside = await runtime.set_aside()
    assert not runtime.replica.state().owned
    await runtime.close()
    assert not kept_token(aside)
    assert "sign-off-not-heard" in caplog.text
