"""Somebody installs Rapport, and a minute later the first note stands where it belongs."""

import time

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow
from tests.stories.notebooks import rows
from tests.stories.processes import Process
from tests.stories.window import Size

TWO_MINUTES_S = 120.0
WORDS = "Their roaster is from 2009. Sabine wants a quote for a new one before Easter."


def test_from_an_empty_folder_to_the_first_note(
    newcomer: Process, open_window: OpenWindow, size: Size
) -> None:
    begun = time.monotonic()
    window = open_window(newcomer, size, "/")
    window.tap("welcome-alone")
    window.type("alone-name", "Ada Byron", tap=False)
    window.press_key("Enter")
    expect(window.find("today-empty")).to_be_visible()

    window.tap("capture")
    window.tap("capture-customer")
    window.type("picker-search", "Kaffeehaus Linde", tap=False)
    window.press_key("Enter")
    window.type("capture-text", WORDS, tap=False)
    window.tap("capture-save")
    expect(window.find("capture-text")).to_have_count(0)
    took_s = time.monotonic() - begun
    assert window.taps == 4, "start alone, capture, customer, save"
    print(f"first note: {window.taps} taps, {took_s:.1f} s")
    assert took_s < TWO_MINUTES_S

    window.tap("tab-customers")
    expect(window.find("customers-search")).to_be_visible()
    window.press(window.text("Kaffeehaus Linde"))
    expect(window.text(WORDS)).to_be_visible()
    expect(window.starting_with("moment-")).to_have_count(1)
    assert rows(newcomer.folder, "SELECT text FROM note") == [(WORDS,)]


def test_practice_data_fills_the_day_in_one_tap(
    newcomer: Process, open_window: OpenWindow, size: Size
) -> None:
    window = open_window(newcomer, size, "/")
    window.tap("welcome-practice")
    expect(window.find("tab-deals")).to_be_visible(timeout=60_000)
    promised = window.text("You promised")
    window.reach(promised, across=0.25)  # in the evening the visits of the day stand above it
    expect(promised).to_be_visible()
    assert window.taps == 1
    window.tap("tab-deals")
    expect(window.starting_with("deal-row-").first).to_be_visible()
    window.tap("tab-me")
    expect(window.find("me-practice")).to_be_visible()
