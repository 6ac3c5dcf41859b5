"""What a person may do with a window of the app, in their own words.

Flet draws on a canvas; what a test finds is the accessibility tree, the same
that a screen reader speaks.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, Route, expect
from playwright.sync_api import Error as PlaywrightError

Size = Literal["phone", "desktop"]
SIZES: dict[Size, tuple[int, int]] = {"phone": (390, 844), "desktop": (1440, 900)}
_FOCUS_MS = 400
"""Flutter takes a focused field over a few frames later; typing earlier is lost."""

_HALVES = 16
"""Of a window; nothing one looks for is further down."""


class Window:
    """A browser window on one person's app; counts the taps."""

    def __init__(self, browser: Browser, url: str, size: Size, locale: str = "en-US") -> None:
        width, height = SIZES[size]
        self.url = url
        self.taps = 0
        self._finger = (0.0, 0.0)
        self.touch = size == "phone"
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=self.touch,
            is_mobile=self.touch,
            reduced_motion="reduce",
            locale=locale,
        )
        self.outside: list[str] = []
        self.errors: list[str] = []
        # Nothing may leave the machine.
        self.context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), self._refuse)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(f"{error} {error.stack}"))

    def _refuse(self, route: Route) -> None:
        self.outside.append(route.request.url)
        route.abort()

    def open(self, path: str = "/") -> "Window":
        self.page.goto(self.url + path)
        self.show_tree()
        return self

    def show_tree(self) -> None:
        """Have a page that was just loaded show what a screen reader speaks."""
        self.page.wait_for_selector("flt-semantics-placeholder", state="attached", timeout=30_000)
        self.page.evaluate("document.querySelector('flt-semantics-placeholder').click()")

    def close(self) -> None:
        self.context.close()

    def open_again(self, path: str = "/") -> "Window":
        """Come back after the app was killed; Flutter's cries of that time are no news."""
        self.open(path)
        self.errors.clear()
        return self

    # finding

    def find(self, identifier: str) -> Locator:
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def starting_with(self, prefix: str) -> Locator:
        return self.page.locator(f'[flt-semantics-identifier^="{prefix}"]')

    def identifiers(self, prefix: str) -> list[str]:
        """Return those on screen that begin so, from the top down."""
        attribute = "node.getAttribute('flt-semantics-identifier')"
        found: list[str] = self.starting_with(prefix).evaluate_all(
            f"nodes => nodes.map(node => {attribute})"
        )
        return found

    def text(self, words: str) -> Locator:
        """Find words: of a single text, or of a group that is read out as one."""
        group = self.page.locator(f"[aria-label*={json.dumps(words, ensure_ascii=False)}]")
        return self.page.get_by_text(words).or_(group).first

    def input(self, identifier: str) -> Locator:
        return self.find(identifier).locator("input, textarea").first

    def reach(self, node: Locator, *, across: float = 0.45) -> None:
        """Go down in what is open, so far across the window, until something rests on screen."""
        width, height = SIZES["phone" if self.touch else "desktop"]
        self.page.mouse.move(width * across, height / 2)
        before = None
        for _ in range(_HALVES):
            box = node.first.bounding_box() if node.count() else None
            shown = box is not None and 0 <= box["y"] <= height - box["height"]
            if shown and box == before:
                return
            if not shown:
                self.page.mouse.wheel(0, height / 2)
            before = box
            self.page.wait_for_timeout(_FOCUS_MS)

    # doing

    def tap(self, identifier: str) -> None:
        self.press(self.find(identifier))

    def press(self, node: Locator) -> None:
        self.taps += 1
        expect(node.first).to_be_visible()
        inner = node.locator("[flt-tappable]")
        (inner.first if inner.count() else node.first).click()

    @contextmanager
    def holding(self, identifier: str) -> Iterator[None]:
        """Keep a finger on something; it is lifted at the end, where it has slid to."""
        self.taps += 1
        expect(self.find(identifier)).to_be_visible()
        box = self.find(identifier).bounding_box()
        assert box
        self._finger = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.move(*self._finger)
        self.page.mouse.down()
        yield
        self.page.mouse.up()

    def slide(self, right: float) -> None:
        """Move the finger that holds."""
        self.page.mouse.move(self._finger[0] + right, self._finger[1])

    def type(self, identifier: str, words: str, *, tap: bool = True) -> None:
        """Type as a person does; a field that already has the focus needs no tap."""
        field = self.input(identifier)
        if tap:
            self.taps += 1
            field.click()
        expect(field).to_be_focused()
        self.page.wait_for_timeout(_FOCUS_MS)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(words)
        expect(field).to_have_value(words)

    def press_key(self, key: str) -> None:
        self.page.keyboard.press(key)

    # looking

    def shown(self) -> str:
        """Say what is on screen, or that the page does not answer any more."""
        try:
            return self.page.locator("body").aria_snapshot(timeout=5_000)
        except PlaywrightError as error:
            return f"nothing: {error}"

    def picture(self, path: Path) -> None:
        """Take a picture once the canvas rests."""
        last, same = b"", 0
        for _ in range(30):
            now = self.page.screenshot(path=path)
            same = same + 1 if now == last else 0
            last = now
            if same == 2:
                return
            self.page.wait_for_timeout(200)
