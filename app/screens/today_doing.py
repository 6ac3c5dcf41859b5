"""What one can do with the day, each with a way back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import flet as ft

from app.commands.check_ins import tell_mood
from app.commands.follow_ups import finish_follow_up, postpone_follow_up
from app.commands.visits import drop_visit
from app.hooks import App
from app.i18n.catalog import Catalog
from app.screens.doing import Command, do
from app.screens.going import go
from app.screens.reaching import map_link, phone_link, reach


@dataclass(frozen=True)
class TodayDoing:
    """Made at each render of the day.

    Attributes:
        on_failed: Called when something could not be written; it has been said.
    """

    app: App
    words: Catalog
    launcher: ft.UrlLauncher
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

    async def arrive(self, visit_id: str) -> None:
        """Say on this device that one is at a stop; at none with no id. It is never saved."""
        self.app.state.arrived_visit_id = visit_id

    async def call(self, number: str, account_id: str) -> None:
        """Dial, and have the note of the call ready when the call is over."""
        await go(f"/capture?form=call&account={account_id}")
        await self._open(phone_link(number))

    async def route(self, place: str) -> None:
        """Show the way in the device's own maps."""
        await self._open(map_link(place, ft.context.page.platform))

    async def mood(self, account_id: str, mood: str) -> None:
        """Say how a customer feels, which answers the check-in."""
        today = self.app.runtime.now().date()
        command = partial(tell_mood, account_id=account_id, mood=mood, today=today)
        await self._do(command, self.words.t("tray.mood_told"))

    async def _open(self, link: str) -> None:
        await reach(self.launcher, link, self.words, wide=self.app.state.wide)

    async def _do(self, command: Command, said: str) -> None:
        if await do(self.app, self.words, command, said) is None:
            self.on_failed()
