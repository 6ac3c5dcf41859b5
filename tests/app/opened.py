"""Open one screen of the app on a real replica, without a server or a browser."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.hooks import App, AppContext
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.runtime import Runtime
from app.settings import Settings
from app.state import AppState
from app.widgets.words import WordsContext
from sync.client.replica import Replica
from tests.app.flet_harness import FletHarness

WORDS = Catalog(ENGLISH)
PHONE = 390
DESKTOP = 1440


class Opened(FletHarness):
    """A window that shows one screen; `state` and `runtime` are the app's own.

    Args:
        replica: Whose data.
        build: Returns the screen.
        width: Of the window.
        answers: What the device answers, by the name of what it is asked.
    """

    def __init__(
        self,
        replica: Replica,
        build: Callable[[], ft.Control],
        *,
        width: float = PHONE,
        answers: dict[str, Any] | None = None,
    ) -> None:
        self.runtime = Runtime(replica.path.parent, replica, Settings())
        self.state = AppState(width=width)

        async def main(page: ft.Page) -> None:
            await self.runtime.open_window(self.state)
            app = App(self.runtime, self.state)
            page.render(lambda: AppContext(app, lambda: WordsContext(WORDS, build)))

        super().__init__(main, width=width, answers=answers)

    async def gone(self, identifier: str) -> None:
        """Wait until something is not on screen any more."""
        await self.wait_for(lambda: identifier not in self.ids())

    async def said(self, words: str) -> None:
        """Wait until words are on screen."""
        await self.wait_for(lambda: any(words in text for text in self.texts()))

    async def undo(self) -> None:
        """Tap "Undo" of the message at the bottom."""
        bar = [d for d in self.page._dialogs.controls if isinstance(d, ft.SnackBar)][-1]
        assert isinstance(bar.action, ft.SnackBarAction)
        await self.fire(bar.action, "click")
