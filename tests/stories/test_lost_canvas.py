"""A window whose canvas the browser took away, as after a night asleep, comes back by itself."""

import contextlib

import psutil
import pytest
from playwright.sync_api import Playwright, expect

from tests.stories.conftest import ARGUMENTS, CHROMIUM
from tests.stories.processes import Process
from tests.stories.window import Window


@pytest.mark.story
@pytest.mark.usefixtures("browser")  # the others' stays whole, but says whether there is one
def test_a_window_that_lost_its_canvas_draws_again_and_holds_what_was_typed(
    alone: Process, playwright: Playwright
) -> None:
    with playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser:
        window = Window(browser, alone.url, "desktop").open()
        window.tap("capture")
        window.type("capture-text", "They want three grinders.")
        with window.page.expect_event("load"):
            for process in psutil.Process().children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess):
                    if "--type=gpu-process" in process.cmdline():
                        process.kill()
        window.show_tree()
        expect(window.input("capture-text")).to_have_value("They want three grinders.")
