"""Run commands, queries and the exchange off the loop that draws the screen.

One per process: the windows of one person share a replica, and each hears of
what another has changed.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from contextvars import Context, copy_context
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from app.commands.practice import make_practice
from app.device import DEVICE_ZONE
from app.dictation import Dictation
from app.expiring import Expiring
from app.lent import Lent
from app.moving import Moving
from app.naming import Naming
from app.noticing import Noticing
from app.practice.cast import TEAM
from app.queries import team
from app.recognisers import Recognisers
from app.settings import Invitation, Settings, save_settings
from app.speech.folder import Recording
from app.state import AppState
from app.team_server import TeamServer
from sync.client import join as joining
from sync.client.engine import index
from sync.client.files import FileProgress
from sync.client.replica import Replica
from sync.client.scheduler import Scheduler, SyncStatus
from sync.client.writer import Writer
from sync.core import schema
from sync.core.credentials import LoginRequest

if TYPE_CHECKING:
    from app.understanding.names import Names

T = TypeVar("T")
EVERYTHING = frozenset(schema.RECORDS)
BOOKKEEPING = "outbox"
"""What a query names to be read again whenever something starts or ends waiting."""

NAMED = frozenset({"account", "contact", "product"})
"""Kinds of records whose names are heard in words."""

PRACTICE_TEAM = "Brewster & Lane"
PRACTICE_CURRENCY = "EUR"

Told = Callable[[int, int], None]
"""Hears how many of how many are done."""

_PICTURES_S = 0.2
"""Progress is drawn at most this often, so that drawing never slows the work."""


class Runtime:
    """Owns the replica's threads and the background exchange until `close`.

    Attributes:
        folder: The data folder.
        replica: The person's replica; another one after `set_aside`.
        invitation: What the app was launched with, for the first run.
        server: The team's, to be asked what the exchange does not bring.
        lent: Files that windows in a browser may read.
        unfiled: By id, recordings that could not be filed; they lie in their folder.
        naming: The names that are heard and understood.
        recognisers: What turns sound into words.
        dictation: Writes recordings down.
        moving: Takes everything out, and brings it back.
    """

    def __init__(
        self,
        folder: Path,
        replica: Replica,
        settings: Settings,
        invitation: Invitation | None = None,
    ) -> None:
        """Take what the composition root has opened."""
        self.folder = folder
        self.replica = replica
        self.settings = settings
        self.invitation = invitation
        self.lent = Lent()
        self.unfiled: dict[str, Recording] = {}
        self.server = TeamServer(lambda: self.replica)
        self.naming = Naming()
        self.recognisers = Recognisers(folder, lambda: self.settings, self._tell, self._look_again)
        self.dictation = Dictation(
            self.recognisers, self.naming, lambda: self.settings, self._tell, self._wrote
        )
        self.moving = Moving(folder / "moving", lambda: self.replica, self._someone_new)
        self._expiring = Expiring(self._wrote)
        self._noticing = Noticing(self.announce)
        self._windows: dict[AppState, Context] = {}
        self._scheduler: Scheduler | None = None
        self._task: asyncio.Task[None] | None = None
        self._farewell: asyncio.Task[None] | None = None
        self._last_drawn = 0.0
        self._changing = asyncio.Lock()
        self._files = FileProgress()

    # windows

    async def open_window(self, state: AppState) -> None:
        """Let a window hear of changes, and start the exchange with the first one."""
        state.settings = self.settings
        state.me = await self.ask(team.me)
        if self._scheduler:
            state.sync = self._scheduler.status
        state.transcribing, state.fetching = self.dictation.now, self.recognisers.fetching
        # Flet draws into the page of the context it is called in, so whatever
        # changes a window from outside must do so in that window's own.
        self._windows[state] = copy_context()
        await self.start_exchange()
        self.dictation.start(self.replica)
        self._expiring.start(self.replica)
        self._noticing.start(self.replica)

    def close_window(self, state: AppState) -> None:
        """Forget a window that was closed."""
        self._windows.pop(state, None)

    # reading and writing

    async def ask(self, query: Callable[[Connection], T]) -> T:
        """Run a query in a worker thread.

        Raises:
            StoreError: If the replica cannot be read.
        """
        return await asyncio.to_thread(self._ask, query)

    async def run(self, command: Callable[[Writer], T], replica: Replica | None = None) -> T:
        """Run a command in a worker thread, then redraw what it touched and sync.

        Args:
            command: What to write.
            replica: Where, by whoever began before somebody may have signed out; this
                person's when left out.

        Raises:
            RapportError: As the command does; nothing was written then.
        """
        result, kinds = await asyncio.to_thread(_run, replica or self.replica, command)
        if kinds:
            self._wrote(kinds)
        return result

    def announce(self, kinds: Iterable[str]) -> None:
        """Tell every window which kinds of records changed."""
        kinds = frozenset(kinds)
        if not kinds.isdisjoint(NAMED):
            self.naming.changed()
        if "sameness" in kinds:
            kinds |= EVERYTHING  # what names the one is shown with the other
        self._tell(lambda window: window.touch(kinds))
        self.dictation.nudge()
        self._noticing.nudge(kinds)

    def names(self, connection: Connection) -> "Names":
        """Return the index of all names as they are found in words."""
        return self.naming.understood(connection)

    def now(self) -> datetime:
        """Return the present moment in the device's time zone."""
        return datetime.fromtimestamp(self.replica.now_ms() / 1000, DEVICE_ZONE)

    # the exchange

    async def start_exchange(self) -> None:
        """Start syncing in the background when this replica has joined a team."""
        joined = await asyncio.to_thread(self.replica.state)
        if self._task is None and joined.joined:
            self._scheduler = Scheduler(self.replica, self._on_status)
            self._task = asyncio.create_task(self._scheduler.run())

    def nudge(self) -> None:
        """Sync as soon as possible."""
        if self._scheduler:
            self._scheduler.nudge()

    async def start_alone(self, name: str, currency: str, stages_said: Mapping[str, str]) -> None:
        """Begin without a team: a person, a team of one, the default pipeline as it is said.

        Raises:
            StoreError: If the replica cannot be written.
        """
        await asyncio.to_thread(
            joining.start_alone, self.replica, name, name, currency, stages_said
        )
        await self._someone_new()

    async def join(self, server_url: str, code: str, device_name: str) -> None:
        """Trade an invitation for a place in a team and start syncing.

        Raises:
            InvitationError: If the code is wrong, used up or too old.
            ServiceError: If the server could not be asked.
            StoreError: If the replica cannot be written.
        """
        await self.server.join(server_url, code, device_name)
        await self._someone_new()

    async def log_in(self, server_url: str, request: LoginRequest) -> None:
        """Come back into one's team with a password and start syncing.

        Raises:
            PasswordError: If address and password fit nobody.
            ServiceError: If the server could not be asked, or wants a pause first.
            StoreError: If the replica cannot be written.
        """
        await self.server.log_in(server_url, request)
        await self._someone_new()

    async def set_aside(self) -> Path:
        """Sign out: keep the database under another name, and begin anew.

        The server hears of it in the background, if it can be reached; what is
        kept holds no access to it either way.

        Returns:
            Where everything that was here now lies.

        Raises:
            StoreError: If it could not be moved; all is as it was then.
        """
        leaving = await asyncio.to_thread(self.replica.state)
        await self._stop_exchange()
        await self.dictation.stop()
        await self._expiring.stop()
        await self._noticing.stop()
        aside = self.replica.path.with_suffix(f".{self.now():%Y-%m-%d-%H%M%S}.backup")
        try:
            self.replica = await asyncio.to_thread(self.replica.start_over, aside)
            await self.change_settings(lambda old: replace(old, practice=False))
        finally:
            await self._someone_new()
        if leaving.joined:
            self._farewell = asyncio.create_task(self.server.sign_off(leaving, aside))
        return aside

    # much at once

    async def practise(self, progress: Told) -> None:
        """Begin alone, as a rep among a made-up team's customers and deals.

        Args:
            progress: Told on the loop how many of how many are made.

        Raises:
            StoreError: If the replica cannot be written.
        """
        loop = asyncio.get_running_loop()

        def tell(done: int, of: int) -> None:
            loop.call_soon_threadsafe(progress, done, of)

        await self.change_settings(lambda old: replace(old, practice=True))
        await asyncio.to_thread(self._practise, tell)
        await self._someone_new()

    async def change_settings(self, change: Callable[[Settings], Settings]) -> None:
        """Keep a preference and show it in every window.

        Args:
            change: Returns the settings as they should be, from those there are by then:
                two windows may change two things at once.

        Raises:
            StoreError: If the folder cannot be written.
        """
        async with self._changing:
            settings = change(self.settings)
            if settings == self.settings:
                return
            await asyncio.to_thread(save_settings, self.folder, settings)
            self.settings = settings
        self._tell(lambda window: setattr(window, "settings", settings))
        self.dictation.look_again()

    async def close(self) -> None:
        """Stop the exchange and close the replica."""
        await self._stop_exchange()
        self.recognisers.close()
        await self.dictation.stop()
        await self._expiring.stop()
        await self._noticing.stop()
        if self._farewell:
            await self._farewell
        await asyncio.to_thread(self.replica.close)

    async def _stop_exchange(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self._task = self._scheduler = None

    async def _someone_new(self) -> None:
        await self._stop_exchange()
        await self.start_exchange()
        self.dictation.start(self.replica)
        self._expiring.start(self.replica)
        self._noticing.start(self.replica)
        me = await self.ask(team.me)
        self._tell(lambda window: setattr(window, "me", me))
        self.announce(EVERYTHING)

    def _wrote(self, kinds: Iterable[str]) -> None:
        """Draw and send what was written beside the windows."""
        self.announce({*kinds, BOOKKEEPING})
        self.nudge()

    def _look_again(self) -> None:
        """Try again what could not be written down: there is another recogniser."""
        self.dictation.look_again()

    def _tell(self, change: Callable[[AppState], None]) -> None:
        """Change every window, each in its own context."""
        for window, context in tuple(self._windows.items()):
            context.run(change, window)

    def _ask(self, query: Callable[[Connection], T]) -> T:
        with self.replica.reading() as connection:
            return query(connection)

    def _practise(self, tell: Told) -> None:
        rep = next(member.name for member in TEAM if member.role == "rep")
        joining.start_alone(self.replica, rep, PRACTICE_TEAM, PRACTICE_CURRENCY)
        day, transact = self.now().date(), self.replica.transaction
        make_practice(transact, today=day, zone=DEVICE_ZONE, progress=tell)
        index(self.replica)

    def _on_status(self, status: SyncStatus) -> None:
        now = asyncio.get_running_loop().time()
        if status.running and status.progress.sent + status.progress.received == 0:
            # An exchange with nothing to say is over before it could be read.
            return
        if status.running and now - self._last_drawn < _PICTURES_S:
            return
        self._last_drawn = now
        kinds = status.progress.kinds
        files_moved, self._files = status.files != self._files, status.files
        self._tell(lambda window: setattr(window, "sync", status))
        if kinds or status.progress.sent or files_moved:
            self.announce({*kinds, BOOKKEEPING})
        if "user" in kinds or "team" in kinds:
            self._refresh = asyncio.create_task(self._refresh_me())

    async def _refresh_me(self) -> None:
        me = await self.ask(team.me)
        self._tell(lambda window: setattr(window, "me", me))


def _run(replica: Replica, command: Callable[[Writer], T]) -> tuple[T, frozenset[str]]:
    with replica.transaction() as writer:
        result = command(writer)
        return result, frozenset(w.kind for w in writer.written)
