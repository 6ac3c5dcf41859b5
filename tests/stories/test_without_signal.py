"""The server goes away, a rep works on, the server comes back: nothing lost, nothing twice."""

import signal

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Team
from tests.stories.notebooks import one, rows, server_rows, wait_until
from tests.stories.window import Size


def test_what_a_rep_does_offline_reaches_the_managers_open_windows(
    team: Team, open_window: OpenWindow, size: Size
) -> None:
    words = f"They want three grinders and decide with the new head of purchasing, {size}."
    title = f"Three grinders for the bar, {size}"
    rep_folder, deal = team.folder / "rep", team.deal()
    account = one(rep_folder, "SELECT account_id FROM deal WHERE id = ?", deal)
    deals = open_window(team.app("manager"), "desktop", f"/deals/{deal}")
    customer = open_window(team.app("manager"), "desktop", f"/customers/{account}")
    rep = open_window(team.app("rep"), size, f"/deals/{deal}")
    for window in (deals, rep):
        expect(window.find("deal-field-title")).to_be_visible()
    team.server.stop(signal.SIGKILL)

    # A visit: capture, type, save.
    rep.tap("capture")
    rep.type("capture-text", words)
    rep.tap("capture-save")
    assert rep.taps <= 3
    expect(rep.find("deal-field-title")).to_be_visible()

    # A stage in one tap, and another title.
    rep.tap("deal-stage-stage-negotiation")
    rep.tap("deal-field-title")
    rep.type("deal-title", title)
    rep.tap("deal-save")
    expect(rep.text(title)).to_be_visible()

    # The device dies and starts again: all of it is there.
    app = team.app("rep")
    app.stop(signal.SIGKILL)
    app.start()
    rep.open_again(f"/deals/{deal}")
    expect(rep.text(title)).to_be_visible()
    assert rows(rep_folder, "SELECT count(*) FROM outbox") != [(0,)]

    # The server comes back; the manager touches nothing.
    team.server.start()
    expect(deals.text(title)).to_be_visible(timeout=90_000)
    expect(customer.text(words)).to_be_visible(timeout=30_000)
    stage = one(team.folder / "manager", "SELECT stage_id FROM deal WHERE id = ?", deal)
    assert stage == "stage-negotiation"
    notes = "SELECT count(*) FROM record WHERE kind = 'note' AND fields ->> 'text' = ?"
    assert server_rows(team.folder / "server", notes, words) == [(1,)]
    wait_until(lambda: rows(rep_folder, "SELECT count(*) FROM outbox") == [(0,)])
