"""The battery dies in mid-word; the words are there."""

import signal

from playwright.sync_api import expect

from app.screens.drafts import PAUSE_S
from tests.stories.conftest import OpenWindow
from tests.stories.notebooks import rows
from tests.stories.processes import Process
from tests.stories.window import Size

WORDS = "Sabine says the old roaster stays until East"


def test_words_survive_a_kill_in_mid_word(
    alone: Process, open_window: OpenWindow, size: Size
) -> None:
    window = open_window(alone, size, "/")
    window.tap("capture")
    window.type("capture-text", WORDS)
    window.page.wait_for_timeout(PAUSE_S * 1_000 + 700)  # the promise, and a busy machine
    alone.stop(signal.SIGKILL)
    assert rows(alone.folder, "SELECT count(*) FROM note") == [(0,)]

    # Today offers them after the start, and the form holds them.
    alone.start()
    window.open_again("/")
    window.tap("today-draft-action")
    expect(window.input("capture-text")).to_have_value(WORDS)

    # Written on and killed at once: at most the last moment is missing, never what was there.
    window.press(window.input("capture-text"))
    window.page.wait_for_timeout(200)
    window.press_key("ControlOrMeta+End")
    window.page.keyboard.type("er. She asks for a loan machine.", delay=60)
    alone.stop(signal.SIGKILL)
    alone.start()
    window.open_again("/capture")
    expect(window.input("capture-text")).not_to_have_value("")
    kept = window.input("capture-text").input_value()
    assert f"{WORDS}er. She asks for a loan machine.".startswith(kept)
    assert kept.startswith(f"{WORDS}er. She asks")
