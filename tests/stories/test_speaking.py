"""A rep walks out of a meeting, holds the button, speaks, lets go, and drives on."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.stories.conftest import Started, Team
from tests.stories.notebooks import one, rows, wait_until
from tests.stories.processes import app_process, rapport
from tests.stories.speaking import OFFER, browser_that_hears, give_models, hold
from tests.stories.window import Window

WORDS_S = 90
"""A loaded machine of two cores loads the model and writes six seconds down in that."""


@pytest.fixture
def hearing(playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    with browser_that_hears(playwright, OFFER, tmp_path) as browser:
        yield browser


@pytest.mark.story
@pytest.mark.parametrize("signal_there", [True, False], ids=["with signal", "without signal"])
def test_what_is_spoken_is_written_down_offered_and_heard_again(
    team: Team, hearing: Browser, started: Started, tmp_path: Path, *, signal_there: bool
) -> None:
    folder = team.folder / "rep"
    if not (folder / "models").exists():
        give_models(folder)
    known = {note for (note,) in rows(folder, "SELECT id FROM note")}
    phone = Window(hearing, team.app("rep").url, "phone").open()
    expect(phone.find("capture")).to_be_visible()
    if not signal_there:
        team.server.stop(signal.SIGKILL)

    # Hold, speak, let go: saved before anything else happens.
    hold(phone, "capture", hold_ms=7_000)
    wait_until(lambda: len(rows(folder, "SELECT id FROM note")) == len(known) + 1)
    ((note, customer),) = (
        row for row in rows(folder, "SELECT id, account_id FROM note") if row[0] not in known
    )
    assert customer  # guessed, without a tap

    # The words come by themselves, and what was heard in them waits on Today.
    due = phone.find("offer-due")
    expect(due.first).to_be_visible(timeout=WORDS_S * 1000)
    said = one(folder, "SELECT text FROM note WHERE id = ?", note)
    assert "next" in said.lower()
    assert "tuesday" in said.lower()
    steps = len(rows(folder, "SELECT id FROM follow_up WHERE NOT deleted"))
    before = phone.taps
    phone.tap("offer-due")
    wait_until(lambda: len(rows(folder, "SELECT id FROM follow_up WHERE NOT deleted")) == steps + 1)
    assert phone.taps == before + 1
    (step, on) = rows(folder, "SELECT id, due_on FROM follow_up ORDER BY id DESC LIMIT 1")[0]
    assert on
    phone.page.mouse.move(195, 500)
    phone.page.mouse.wheel(0, 4_000)  # what is to come stands at the end of the day
    expect(phone.find(f"today-step-{step}")).to_be_visible()
    phone.close()

    # Another device of the same person reads the words and plays the sound.
    if not signal_there:
        team.server.start()
    other = tmp_path / "desktop"
    joined = rapport("join", team.server.url, team.invitation("rep"), "--data", other)
    assert joined.returncode == 0, joined.stderr
    desktop = Window(hearing, started(app_process(other)).url, "desktop").open(f"/notes/{note}")
    expect(desktop.find("spoken-words")).to_be_visible(timeout=90_000)
    desktop.tap("sound-play")
    expect(desktop.find("sound-shape")).to_have_text(re.compile(r"at 0:0[2-9]"), timeout=60_000)
    desktop.close()
