"""Two reps write one customer down without signal; a person sees it, and takes it back."""

import signal
from functools import partial
from pathlib import Path

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Team
from tests.stories.notebooks import is_so, one, rows, wait_until
from tests.stories.window import Window

OURS = "SELECT id FROM account WHERE name LIKE '%Quast%' AND NOT deleted"
TAPS = 3
"""In Me: the line that says so, and what is said of the pair; and back."""

MOST = 30
SHOWN_MS = 600
"""A pair takes the place of another without a sign."""


def count(folder: Path, wanted: int) -> bool:
    return len(rows(folder, OURS)) == wanted


def write_down(window: Window, name: str) -> None:
    window.type("account-name", name)
    window.type("account-phone", "+49 551 555 2040")
    window.type("account-city", "Göttingen")
    window.tap("account-more")
    window.type("account-email", "laden@zweirad-quast.example")
    window.tap("account-save")
    expect(window.find("customer-head")).to_be_visible()


def put_off_others(window: Window, name: str) -> int:
    """Put off what the practice team wrote down twice itself; return how often."""
    for later in range(MOST):
        expect(window.find("same-merge")).to_be_visible()
        window.page.wait_for_timeout(SHOWN_MS)
        if window.text(name).count():
            return later
        window.tap("same-later")
    raise AssertionError(name)


def test_one_customer_written_down_twice_is_seen_made_one_and_taken_apart(
    team: Team, open_window: OpenWindow
) -> None:
    first, second = "Zweirad Quast GmbH", "Zweirad-Quast"
    jonas = open_window(team.app("rep"), "phone", "/customers/new")
    aisha = open_window(team.app("rep2"), "phone", "/customers/new")
    for window in (jonas, aisha):
        expect(window.find("account-name")).to_be_visible()
    team.server.stop(signal.SIGKILL)
    write_down(jonas, first)
    write_down(aisha, second)
    team.server.start()
    folders = [team.folder / person for person in ("rep", "rep2")]
    for folder in folders:
        wait_until(partial(count, folder, 2))

    jonas.open("/me")
    expect(jonas.find("me-same")).to_be_visible(timeout=60_000)
    before = jonas.taps
    jonas.tap("me-same")
    later = put_off_others(jonas, first)
    expect(jonas.text("same e-mail")).to_be_visible()
    jonas.tap("same-merge")
    expect(jonas.text("is one now")).to_be_visible()
    jonas.tap("same-back")
    assert jonas.taps - before - later == TAPS
    for folder in folders:
        wait_until(partial(count, folder, 1))

    # The other rep has the other one open: its card is the one of both, and takes them apart.
    expect(aisha.find("made-one")).to_be_visible(timeout=60_000)
    gone = one(team.folder / "rep2", "SELECT id FROM merged")
    aisha.tap(f"apart-{gone}")
    for folder in folders:
        wait_until(partial(count, folder, 2))
    names = "SELECT name FROM account WHERE name LIKE '%Quast%' AND NOT deleted ORDER BY name"
    for folder in folders:
        wait_until(partial(is_so, folder, names, (), (first,), (second,)))
