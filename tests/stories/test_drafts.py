"""The battery dies in mid-word; the words are there."""

import signal

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow
from tests.stories.notebooks import rows
from tests.stories.processes import Process
from tests.stories.window import Size, Window

WORDS = "Sabine says the old roaster stays until East"


@pytest.mark.parametrize("size", ["phone"])
def test_words_survive_a_kill_in_mid_word(
    alone: Process, open_window: OpenWindow, size: Size
) -> None:
    window = open_window(alone, size, "/")
    window.tap("capture")
    type_until_kept(window, alone, WORDS)
    alone.stop(signal.SIGKILL)
    assert rows(alone.folder, "SELECT count(*) FROM note") == [(0,)]
    alone.start()
    window.open_again("/capture")
    window.press(window.input("capture-text"))  # only then does the page hold what is drawn
    expect(window.input("capture-text")).to_have_value(WORDS)


def type_until_kept(window: Window, alone: Process, words: str) -> None:
    """Type, and wait until the device holds the words of the draft.

    A page that has just opened drops keys until Flutter has taken the field
    over, which no person is fast enough to meet; typing again is what is left.
    """
    for _ in range(4):
        window.type("capture-text", words)
        for _ in range(40):
            (found,) = rows(alone.folder, "SELECT group_concat(body, ' ') FROM draft")
            if words in (found[0] or ""):
                return
            window.page.wait_for_timeout(100)
    raise AssertionError(words)
