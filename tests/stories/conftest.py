"""A browser, and a team of real processes."""

import os
import shutil
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import httpx
import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from app.demo import prepare_team
from app.device import open_replica
from sync.client.http import HttpSyncService
from sync.client.join import start_alone
from sync.core.protocol import InviteRequest
from tests.server.phones import Phone
from tests.stories.notebooks import one, open_deals
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
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
"""A microphone that beeps, and nobody asks whether it may."""
expect.set_options(timeout=15_000)


@pytest.fixture(scope="package", autouse=True)
def _about_noon() -> Iterator[None]:
    """Let everybody live where it is about noon: a day looks otherwise in the evening."""
    east = 12 - datetime.now(UTC).hour
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", f"<{east:+03d}>{-east}")  # POSIX counts hours to the west
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: a story that is not told proves nothing")
        pytest.skip("Chromium is not installed")  # on a newcomer's machine; CI fails above
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield chromium
    chromium.close()


OpenWindow = Callable[[Process, Size, str], Window]
_FAILED = pytest.StashKey[bool]()


Started = Callable[[Process], Process]


@pytest.fixture
def started() -> Iterator[Started]:
    """Start parts that are stopped at the end, after the windows are closed.

    Name it before `open_window`.
    """
    running: list[Process] = []

    def start(process: Process) -> Process:
        running.append(process)
        process.start()
        return process

    yield start
    for process in running:
        process.stop()


@pytest.fixture(params=get_args(Size))
def size(request: pytest.FixtureRequest) -> Size:
    """The window of the person who acts."""
    chosen: Size = request.param
    return chosen


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a story failed, for the fixture that knows what was shown then."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture
def open_window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenWindow]:
    """Open windows that are closed, and checked for script errors, at the end.

    What each of them shows is told of a story that failed.
    """
    windows: list[Window] = []
    begun = time.monotonic()

    def open_(process: Process, size: Size, path: str) -> Window:
        window = Window(browser, process.url, size)
        windows.append(window)
        return window.open(path)

    yield open_
    taps = " + ".join(str(window.taps) for window in windows if window.taps)
    print(f"{request.node.name}: {taps or 0} taps, {time.monotonic() - begun:.1f} s")
    if request.node.stash.get(_FAILED, False):
        for window in windows:
            print(f"{window.url} shows\n{window.shown()}")
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
    _deals: Iterator[str] | None = None

    def app(self, person: str) -> Process:
        """Return the running app of a person prepared by `prepare_team`."""
        if person not in self.apps:
            process = app_process(self.folder / person)
            process.start()
            self.apps[person] = process
        return self.apps[person]

    def deal(self) -> str:
        """Return an open deal of the first rep that no story has touched yet."""
        if self._deals is None:
            self._deals = iter(open_deals(self.folder / "rep"))
        return next(self._deals)

    @contextmanager
    def service(self, person: str) -> Iterator[HttpSyncService]:
        """Speak to the server as a person's device does."""
        token = one(self.folder / person, "SELECT token FROM replica_state")
        with httpx.Client(base_url=self.server.url) as client:
            yield HttpSyncService(client, token)

    def invitation(self, person: str) -> str:
        """Return a code for another device of a person, as their admin makes it."""
        user_id = one(self.folder / person, "SELECT user_id FROM replica_state")
        with self.service("manager") as admin:
            return admin.invite(InviteRequest(user_id=user_id)).code

    @contextmanager
    def phone(self, person: str) -> Iterator[Phone]:
        """Join another device for a person, that sends what a test tells it to."""
        asked = {"code": self.invitation(person), "device_name": "Forged"}
        with httpx.Client(base_url=self.server.url) as client:
            yield Phone(client, client.post("/v1/join", json=asked).json())

    def stop(self) -> None:
        for process in (*self.apps.values(), self.server):
            process.stop()


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """A server with a little practice data, an admin, and two reps; shared by a file's stories."""
    folder = tmp_path_factory.mktemp("team")
    server = server_process(folder / "server")
    server.start()
    team = Team(folder, server)
    try:
        prepare_team(folder, server.url, deals=40, people=("manager", "rep", "rep2"))
        yield team
    finally:
        team.stop()


@pytest.fixture
def newcomer(tmp_path: Path, started: Started) -> Process:
    """The app of somebody who has just installed it."""
    return started(app_process(tmp_path / "newcomer"))


@pytest.fixture
def alone(tmp_path: Path, started: Started) -> Process:
    """The app of somebody who works without a team, and has no customers yet."""
    folder = tmp_path / "alone"
    replica = open_replica(folder)
    start_alone(replica, "Ada Byron", "Ada Byron", "EUR")
    replica.close()
    return started(app_process(folder))
