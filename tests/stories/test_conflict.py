"""Two reps write the same thing without signal: both values stay, and one tap settles it."""

import signal
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Team
from tests.stories.notebooks import one, rows, wait_until
from tests.stories.window import Size, Window

_ARRIVES_MS = 90_000
_OPEN = "SELECT id FROM conflict WHERE about_id = ? AND field = ?"
_FLAGS = "SELECT restored, author_dismissed, keeper_dismissed FROM conflict WHERE id = ?"


def note_about(folder: Path, deal: str, field: str) -> str:
    """Wait for two values of a field to reach a notebook; return the name of their note."""
    wait_until(lambda: rows(folder, _OPEN, deal, field))
    return f"clash-{one(folder, _OPEN, deal, field)}"


def without_signal(team: Team, open_window: OpenWindow, size: Size) -> tuple[str, Window, Window]:
    """Show a deal to Jonas and to Aisha, and take the server away; return it and their windows."""
    deal = team.deal()
    jonas = open_window(team.app("rep"), size, f"/deals/{deal}")
    aisha = open_window(team.app("rep2"), size, f"/deals/{deal}")
    for window in (jonas, aisha):
        expect(window.find("deal-field-amount")).to_be_visible()
    team.server.stop(signal.SIGKILL)
    return deal, jonas, aisha


def write_both(team: Team, amounts: dict[Window, str]) -> None:
    """Let each write an amount, one after the other, and bring the server back."""
    for window, amount in amounts.items():
        write_amount(window, amount)
    team.server.start()


def write_amount(window: Window, shown: str) -> None:
    window.tap("deal-field-amount")
    window.type("deal-amount", shown.replace(",", ""), tap=False)
    window.tap("deal-save")
    expect(window.find("deal-amount")).to_have_count(0)
    expect(window.text(shown)).to_be_visible()


def flags_are(folder: Path, note: str, *wanted: int) -> bool:
    return rows(folder, _FLAGS, note.removeprefix("clash-")) == [wanted]


def sent(folder: Path) -> bool:
    return rows(folder, "SELECT count(*) FROM outbox") == [(0,)]


def test_both_amounts_are_shown_and_the_one_that_lost_comes_back_by_a_tap(
    team: Team, open_window: OpenWindow, size: Size
) -> None:
    deal, jonas, aisha = without_signal(team, open_window, size)
    write_both(team, {jonas: "45,111", aisha: "52,222"})

    # The later one stands for both, and each reads what the other one wrote.
    note = note_about(team.folder / "rep", deal, "amount_minor")
    assert note == note_about(team.folder / "rep2", deal, "amount_minor")
    expect(jonas.text("45,111. Aisha")).to_be_visible(timeout=_ARRIVES_MS)
    expect(jonas.text("52,222 later, and that is kept.")).to_be_visible()
    expect(aisha.text("45,111 without seeing yours.")).to_be_visible(timeout=_ARRIVES_MS)

    # It stands in Me as well; from there it is a tap to the deal, and one to settle it.
    jonas.open("/me")
    expect(jonas.text("1 value to look at")).to_be_visible()
    jonas.tap(f"{note}-open")
    expect(jonas.find("deal-field-amount")).to_be_visible()
    jonas.tap(f"{note}-restore")
    expect(jonas.find(note)).to_have_count(0)
    expect(jonas.text("45,111")).to_be_visible()

    # Aisha sees it, with nothing left to settle.
    expect(aisha.text("45,111")).to_be_visible(timeout=_ARRIVES_MS)
    expect(aisha.find(note)).to_have_count(0)
    for person in ("rep", "rep2"):
        wait_until(partial(flags_are, team.folder / person, note, 1, 0, 0))
        wait_until(partial(sent, team.folder / person))


@pytest.mark.parametrize("size", ["desktop"])
def test_fine_as_it_is_settles_it_for_oneself_and_history_keeps_it(
    team: Team, open_window: OpenWindow, size: Size
) -> None:
    deal, jonas, aisha = without_signal(team, open_window, size)
    write_both(team, {jonas: "46,111", aisha: "53,222"})
    note = note_about(team.folder / "rep", deal, "amount_minor")
    expect(jonas.find(note)).to_be_visible(timeout=_ARRIVES_MS)
    jonas.tap(f"{note}-dismiss")
    expect(jonas.find(note)).to_have_count(0)
    expect(jonas.text("53,222")).to_be_visible()
    wait_until(partial(flags_are, team.folder / "rep2", note, 0, 1, 0))
    expect(aisha.find(note)).to_be_visible()

    # The team's server keeps both for good.
    jonas.tap("deal-more")
    jonas.reach(jonas.find("deal-history"))
    jonas.tap("deal-history")
    expect(jonas.text("46,111")).to_be_visible()
    expect(jonas.text("That was not kept")).to_be_visible()
    jonas.tap("back")
    expect(jonas.find("deal-history")).to_be_visible()


@pytest.mark.parametrize("size", ["phone"])
def test_a_deal_deleted_by_one_and_changed_by_the_other_comes_back_by_a_tap(
    team: Team, open_window: OpenWindow, size: Size
) -> None:
    deal, jonas, aisha = without_signal(team, open_window, size)
    write_amount(jonas, "47,111")
    aisha.tap("deal-more")
    aisha.reach(aisha.find("deal-delete"))
    aisha.tap("deal-delete")
    expect(aisha.find("deal-gone")).to_be_visible()
    team.server.start()

    # What Jonas wrote was not known to her; he can have it back, his words with it.
    note = note_about(team.folder / "rep", deal, "deleted")
    expect(jonas.text("deleted it later.")).to_be_visible(timeout=_ARRIVES_MS)
    expect(aisha.text("you deleted it without seeing that.")).to_be_visible(timeout=_ARRIVES_MS)
    jonas.tap(f"{note}-restore")
    expect(jonas.text("47,111")).to_be_visible()
    expect(aisha.text("47,111")).to_be_visible(timeout=_ARRIVES_MS)
    expect(aisha.find(note)).to_have_count(0)
