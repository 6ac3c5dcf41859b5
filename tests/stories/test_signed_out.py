"""A device is signed out by its team: nothing is lost, and it comes back with a new code."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Team
from tests.stories.notebooks import one, server_rows, wait_until
from tests.stories.window import Size

NUMBER = "SELECT device_number FROM replica_state"
AT_SERVER = "SELECT count(*) FROM record WHERE kind = 'note' AND fields ->> 'text' = ?"


@pytest.mark.parametrize("size", ["desktop"])
def test_a_device_signed_out_works_on_and_sends_what_waited_once_it_is_back(
    team: Team, open_window: OpenWindow, size: Size
) -> None:
    words = f"The owner is on leave until the eleventh ({size})."
    folder = team.folder / "rep"
    deal, number = team.deal(), one(folder, NUMBER)
    rep = open_window(team.app("rep"), size, f"/deals/{deal}")
    expect(rep.find("deal-field-title")).to_be_visible()
    with team.service("manager") as admin:
        admin.revoke(number)

    # Everything here still works.
    rep.tap("capture")
    rep.type("capture-text", words)
    rep.tap("capture-save")
    rep.tap("deal-stage-stage-negotiation")
    expect(rep.text(words)).to_be_visible()
    staged = "SELECT stage_id FROM deal WHERE id = ?"
    wait_until(lambda: one(folder, staged, deal) == "stage-negotiation")
    assert server_rows(team.server.folder, AT_SERVER, words) == [(0,)]

    # It says so in plain words, and what to do.
    if size == "phone":
        rep.tap("back")
    rep.tap("tab-me")
    expect(rep.text("Signed out")).to_be_visible(timeout=60_000)
    expect(
        rep.text("This device was signed out by your team. Your words are safe here.")
    ).to_be_visible()
    assert one(folder, "SELECT count(*) FROM outbox") > 0

    # A new code, and it is back; what waited is there once.
    rep.tap("me-join")
    rep.type("join-code", team.invitation("rep"))  # the address is known
    rep.tap("join-go")
    expect(rep.find("join-go")).to_have_count(0)
    rep.tap("tab-me")
    expect(rep.text("Your team last heard")).to_be_visible(timeout=60_000)
    assert one(folder, NUMBER) != number
    wait_until(lambda: one(folder, "SELECT count(*) FROM outbox") == 0)
    assert server_rows(team.server.folder, AT_SERVER, words) == [(1,)]
    stage = "SELECT fields ->> 'stage_id' FROM record WHERE id = ?"
    assert server_rows(team.server.folder, stage, deal) == [("stage-negotiation",)]
