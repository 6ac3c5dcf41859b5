"""The exchange without a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.device import open_replica
from sync.client import state
from tests.stories.processes import Process, server_process


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    process = server_process(tmp_path / "server")
    process.start()
    yield process
    process.stop()


def test_an_old_token_is_traded_for_a_new_one(server: Process, tmp_path: Path) -> None:
    code = (tmp_path / "server" / "admin-invitation.txt").read_text("utf-8").strip()
    folder = tmp_path / "data"
    assert main(["join", server.url, code, "--data", str(folder)]) == 0
    replica = open_replica(folder)
    old = replica.state().token
    with replica.exclusive() as connection:
        state.save(connection, token_ms=0)
    assert main(["sync", "--data", str(folder)]) == 0
    assert replica.state().token != old
    assert main(["sync", "--data", str(folder)]) == 0
    replica.close()
