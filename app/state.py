"""The one observable of a window: who is signed in, and what has changed."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import flet as ft

from app import theme
from app.queries.deals import DealFilter
from app.queries.guess import Whereabouts
from app.queries.team import Me
from app.settings import Settings
from app.speech.transcribing import Fetching, Transcribing
from sync.client.scheduler import SyncStatus


@dataclass(eq=False)
class Memory:
    """What a window's screens find again when they are opened again.

    Nothing is redrawn when it changes: the screen that writes it draws itself.

    Attributes:
        deals: Which deals were looked at; None before the first time.
        deals_as_board: Whether they were looked at as a board.
        reminded_on: The evening one has seen what is not written down; None before the first.
        accounts: Customers on screen, the one on top last.
        walk: Opens the row so many below the open one, in the list on screen; None
            where there is none.
    """

    deals: DealFilter | None = None
    deals_as_board: bool = False
    accounts: list[str] = field(default_factory=list)
    reminded_on: date | None = None
    walk: Callable[[int], Awaitable[None]] | None = None


@ft.observable
@dataclass(eq=False)
class AppState:
    """Made for each window; assigning a field redraws what reads it.

    Attributes:
        me: Who uses this replica; None until the first run is over.
        settings: Preferences of this device.
        locales: What this window's device is set to, most liked first: "de-CH".
        sync: How the exchange stands.
        transcribing: How the words of recordings are coming along.
        fetching: How the fetching of a recogniser is; None while none is fetched.
        versions: Per record kind, how often it changed since the window opened.
        open_account_id: The customer on screen, for guessing what a note is about.
        arrived_visit_id: The planned visit one has said to be at; known to this window alone,
            never saved and never sent.
        width: Width of the window in logical pixels.
        memory: What screens find again.
        writing: The forms and editors that are open.
        searching: Somebody has asked for the search; it takes the keyboard.
    """

    me: Me | None = None
    settings: Settings = field(default_factory=Settings)
    locales: tuple[str, ...] = ()
    sync: SyncStatus = field(default_factory=SyncStatus)
    transcribing: Transcribing = field(default_factory=Transcribing)
    fetching: Fetching | None = None
    versions: Mapping[str, int] = field(default_factory=dict)
    open_account_id: str = ""
    arrived_visit_id: str = ""
    width: float = 0.0
    memory: Memory = field(default_factory=Memory)
    writing: tuple[str, ...] = ()
    searching: bool = False

    @property
    def wide(self) -> bool:
        """Whether list and detail fit side by side."""
        return self.width >= theme.BREAKPOINT

    @property
    def whereabouts(self) -> Whereabouts:
        """Where one is; with a customer on screen it is about them, wherever one has arrived."""
        return Whereabouts(
            self.open_account_id, "" if self.open_account_id else self.arrived_visit_id
        )

    def touch(self, kinds: Iterable[str]) -> None:
        """Say that records of these kinds have changed."""
        self.versions = {**self.versions, **{k: self.versions.get(k, 0) + 1 for k in kinds}}

    def version(self, kinds: Iterable[str]) -> int:
        """Return a number that grows whenever a record of these kinds changes."""
        return sum(self.versions.get(kind, 0) for kind in kinds)


Tell = Callable[[Callable[[AppState], None]], None]
"""Changes every window, each in its own context; called on the loop."""
