"""The app talks to its team's server, and to nobody else.

What the browser asks for is checked in every story, by `open_window`.
"""

import ast

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Started, Team
from tests.stories.notebooks import rows, wait_until
from tests.stories.processes import app_process
from tests.stories.window import Size


@pytest.mark.parametrize("size", ["desktop"])
def test_no_other_address_is_ever_asked_for(
    team: Team, started: Started, open_window: OpenWindow, size: Size
) -> None:
    folder = team.folder / "rep"
    heard = folder / f"heard-{size}.txt"
    process = app_process(folder)
    process.command[:0] = ["tests.stories.listening", str(heard)]
    started(process)
    window = open_window(process, size, f"/deals/{team.deal()}")
    window.tap("capture")
    window.type("capture-text", f"Nobody else hears of this ({size}).")
    window.tap("capture-save")
    wait_until(lambda: rows(folder, "SELECT count(*) FROM outbox") == [(0,)])
    if size == "phone":
        window.tap("back")
    for tab in ("today", "customers", "deals", "me"):
        window.tap(f"tab-{tab}")
    expect(window.find("me-status")).to_be_visible()

    asked = [line.split(" ", 1) for line in heard.read_text("utf-8").splitlines()]
    places = {(event, ast.literal_eval(place)) for event, place in asked}
    server = ("127.0.0.1", team.server.port)
    assert ("socket.connect", server) in places
    own = ("127.0.0.1", process.port)  # its own door, looked up to be opened
    assert {place for _, place in places} <= {server, own}, places
