"""The battery dies in mid-word; the words are there."""

import signal

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow
from tests.stories.notebooks import rows
from tests.stories.processes import Process
from tests.stories.window import Size, Window

WORDS = "Sabine says the old roaster stays until East"


def test_words_survive_a_kill_in_mid_word(
    alone: Process, open_window: OpenWindow, size: Size
) -> None:
    window = open_window(alone, size, "/")
    window.tap("capture")
    window.type("capture-text", WORDS)
    until_kept(window, alone, WORDS)
    alone.stop(signal.SIGKILL)
    assert rows(alone.folder, "SELECT count(*) FROM note") == [(0,)]

    # Today offers them after the start, and the form holds them.
    alone.start()
    window.open_again("/")
    window.tap("today-draft-action")
    expect(window.input("capture-text")).to_have_value(WORDS)

    # Written on and killed while more is on its way: never is missing what was kept.
    window.press(window.input("capture-text"))
    window.page.wait_for_timeout(200)
    window.press_key("ControlOrMeta+End")
    window.page.keyboard.type("er. She asks for a loan machine.", delay=60)
    until_kept(window, alone, f"{WORDS}er. She asks")
    alone.stop(signal.SIGKILL)
    alone.start()
    window.open_again("/capture")
    window.press(window.input("capture-text"))  # only then does the page hold what is drawn
    expect(window.input("capture-text")).not_to_have_value("")
    kept = window.input("capture-text").input_value()
    assert f"{WORDS}er. She asks for a loan machine.".startswith(kept)
    assert kept.startswith(f"{WORDS}er. She asks")


def until_kept(window: Window, alone: Process, words: str) -> None:
    """Wait until the device holds these words of a draft; a busy machine takes its time."""
    for _ in range(100):
        (found,) = rows(alone.folder, "SELECT group_concat(body, ' ') FROM draft")
        if words in (found[0] or ""):
            return
        window.page.wait_for_timeout(100)
    raise AssertionError(words)
