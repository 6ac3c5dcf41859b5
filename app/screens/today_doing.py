"""What one can do with the day, each with a way back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from app.commands.follow_ups import finish_follow_up, postpone_follow_up
from app.commands.visits import drop_visit
from app.hooks import App
from app.i18n.catalog import Catalog
from app.screens.doing import Command, do


@dataclass(frozen=True)
class TodayDoing:
    """Made at each render of the day.

    Attributes:
        on_failed: Called when something could not be written; it has been said.
    """

    app: App
    words: Catalog
    on_failed: Callable[[], object]

    async def finish(self, step_id: str) -> None:
        """Tick a next step off."""
        command = partial(finish_follow_up, follow_up_id=step_id)
        await self._do(command, self.words.t("today.finished"))

    async def postpone(self, step_id: str) -> None:
        """Move a next step to tomorrow."""
        tomorrow = self.app.runtime.now().date() + timedelta(days=1)
        command = partial(postpone_follow_up, follow_up_id=step_id, to=tomorrow)
        await self._do(command, self.words.t("today.postponed"))

    async def drop(self, visit_id: str) -> None:
        """Take a visit that did not happen off the day."""
        await self._do(partial(drop_visit, visit_id=visit_id), self.words.t("today.dropped"))

    async def _do(self, command: Command, said: str) -> None:
        if await do(self.app, self.words, command, said) is None:
            self.on_failed()
