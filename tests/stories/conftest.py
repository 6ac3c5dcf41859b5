"""A browser, and a team of real processes."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from app.demo import prepare_team
from tests.stories.processes import Process, app_process, server_process
from tests.stories.window import Size, Window

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: a story that is not told proves nothing")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


OpenWindow = Callable[[Process, Size, str], Window]


@pytest.fixture
def open_window(browser: Browser) -> Iterator[OpenWindow]:
    """Open windows that are closed, and checked for script errors, at the end."""
    windows: list[Window] = []

    def open_(process: Process, size: Size, path: str) -> Window:
        window = Window(browser, process.url, size)
        windows.append(window)
        return window.open(path)

    yield open_
    for window in windows:
        window.close()
    for window in windows:
        assert not window.errors, window.errors
        # Flutter's web client asks for one script that only Rive needs.
        assert all("rive" in url for url in window.outside), window.outside


@dataclass
class Team:
    """A server and the apps of its people, each a process."""

    folder: Path
    server: Process
    apps: dict[str, Process] = field(default_factory=dict)

    def app(self, person: str) -> Process:
        """Return the running app of a person prepared by `prepare_team`."""
        if person not in self.apps:
            self.apps[person] = app_process(self.folder / person)
            self.apps[person].start()
        return self.apps[person]

    def stop(self) -> None:
        for process in (*self.apps.values(), self.server):
            process.stop()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A server with a little practice data, a manager, and two reps."""
    server = server_process(tmp_path / "server")
    server.start()
    team = Team(tmp_path, server)
    try:
        prepare_team(tmp_path, server.url, deals=40, people=("manager", "rep", "rep2"))
        yield team
    finally:
        team.stop()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Process]:
    """The app of somebody who has just installed it."""
    process = app_process(tmp_path / "alone")
    process.start()
    yield process
    process.stop()
