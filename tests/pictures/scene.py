"""One screen worth a picture, and how one gets there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from tests.stories.window import Size, Window

Step = Callable[[Window], None]
_OPENS_MS = 60_000
"""A machine that does much else draws its first frame late."""
_SIGNS = {
    "/history": "history-",
    "/capture": "capture-text",
    "/customers/new": "account-save",
    "/customers/": "customer-head",
    "/customers": "customers-list",
    "/deals/new": "deal-title",
    "/deals/": "deal-field-title",
    "/deals": "deals-totals",
    "/import": "import-",
    "/me": "me-status",
    "/notes/": "spoken-",
    "/plan": "plan-save",
}
"""By what one sees that a screen is there; the first of its path's parts counts."""
_FIRST_SIGNS = {"new": "welcome-", "broken": "empty"}
"""The same for the first screen of those who do not see Today."""


@dataclass(frozen=True)
class Scene:
    """One screen: whose app, which path, and what is done before the picture."""

    name: str
    who: str
    path: str = "/"
    steps: tuple[Step, ...] = ()
    sizes: tuple[Size, ...] = ("phone", "desktop")

    @property
    def sign(self) -> str:
        """How the name of something begins that is only there once the screen is."""
        first = _FIRST_SIGNS.get(self.who, "today-")
        return next((sign for part, sign in _SIGNS.items() if part in self.path), first)


def tap(identifier: str) -> Step:
    def step(window: Window) -> None:
        window.press(window.starting_with(identifier).first)

    return step


def beside(identifier: str) -> Step:
    """Tap something that has a button on it, on its left."""
    return lambda window: window.find(identifier).click(position={"x": 120, "y": 30})


def typed(identifier: str, words: str) -> Step:
    return lambda window: window.type(identifier, words)


def seen(identifier: str) -> Step:
    """Wait until something is there."""

    def step(window: Window) -> None:
        expect(window.starting_with(identifier).first).to_be_visible(timeout=_OPENS_MS)

    return step


def held(identifier: str) -> Step:
    """Keep a finger on something until the picture is taken."""
    return lambda window: window.holding(identifier).__enter__()


def picked(files: Sequence[Path]) -> Step:
    """Choose files in the browser's own dialog."""

    def step(window: Window) -> None:
        with window.page.expect_file_chooser() as choosing:
            window.tap("import-pick")
        choosing.value.set_files(files)

    return step
