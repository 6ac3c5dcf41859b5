"""News for open devices: server-sent events that carry the team's head, nothing else.

Example: ``data: {"head": 1042}``. Events may be merged or lost; a device pulls
by its cursor, so that costs nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sync.server.auth import Login

_HEARTBEAT = b": still here\n\n"
_AT_ONCE = 32
"""Streams told in one turn of the event loop, about a millisecond: whoever was told pulls
at once, and is answered between the others instead of after a thousand of them."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that open devices of a team are to know of.

    Attributes:
        team_id: The team.
        head: Its last position; 0 when that did not move.
        number: Device whose streams are to end; 0 for none.
        user_id: Person whose streams are to end; empty for nobody.
    """

    team_id: str
    head: int = 0
    number: int = 0
    user_id: str = ""


@dataclass(slots=True, eq=False)
class _Listener:
    """One open stream.

    Attributes:
        head: The team's last position, as far as was heard.
        in_doubt: Whether news may have been missed.
        closed: Whether it is to end.
        wake: Set when one of these changes.
    """

    number: int
    user_id: str
    head: int = 0
    in_doubt: bool = True
    closed: bool = False
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def close(self) -> None:
        self.closed = True
        self.wake.set()

    def doubt(self) -> None:
        self.in_doubt = True
        self.wake.set()


class Broadcaster:
    """Wakes the streams of a team; one per process, lives with the app's event loop."""

    def __init__(self, heartbeat_s: float) -> None:
        self._heartbeat_s = heartbeat_s
        self._teams: dict[str, dict[_Listener, None]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._heartbeat: asyncio.TimerHandle | None = None
        self._relay: Callable[[News], None] | None = None

    def start(self) -> None:
        """Bind to the running event loop, and begin to show signs of life."""
        self._loop = asyncio.get_running_loop()
        self._heartbeat = self._loop.call_later(self._heartbeat_s, self._beat)

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return sum(len(team) for team in self._teams.values())

    def pass_on_to(self, relay: Callable[[News], None]) -> None:
        """Tell a relay all that is told here; it tells other processes."""
        self._relay = relay

    def publish(self, team_id: str, head: int) -> None:
        """Say that a team's head moved; from any thread, after the commit."""
        self._tell(News(team_id, head=head))

    def close_device(self, team_id: str, number: int) -> None:
        """End the streams of a device that was revoked; from any thread."""
        self._tell(News(team_id, number=number))

    def close_person(self, team_id: str, user_id: str) -> None:
        """End a person's streams, so that they sign in again; from any thread."""
        self._tell(News(team_id, user_id=user_id))

    def hear(self, news: News) -> None:
        """Take in what another process tells; from any thread."""
        self._soon(self._hear, news)

    def look_again(self) -> None:
        """Let every stream ask how its team stands, as news was lost; from any thread."""
        self._soon(self._doubt)

    def close(self) -> None:
        """End every stream; from the event loop, when the server stops."""
        if self._heartbeat is not None:
            self._heartbeat.cancel()
        for team in self._teams.values():
            for listener in team:
                listener.close()

    async def stream(
        self, login: Login, current: Callable[[], Awaitable[int | None]]
    ) -> AsyncIterator[bytes]:
        """Yield events until the device is revoked or the server stops.

        Args:
            login: The device.
            current: Return the team's head, or None if the device was signed
                out; asked once the listener is in place, so that nothing which
                happens meanwhile is missed, and whenever news may have been.
        """
        listener = _Listener(login.number, login.actor.user_id)
        listener.wake.set()
        team = self._teams.setdefault(login.team_id, {})
        team[listener] = None
        told = -1
        try:
            while True:
                await listener.wake.wait()
                listener.wake.clear()
                if listener.in_doubt:
                    listener.in_doubt = False
                    head = await current()
                    if head is None:
                        return
                    listener.head = max(head, listener.head)
                if listener.closed:
                    return
                if listener.head > told:
                    told = listener.head
                    yield b'data: {"head": %d}\n\n' % told
                else:
                    yield _HEARTBEAT
        finally:
            del team[listener]

    def _beat(self) -> None:
        """Have every stream say something, so that neither side takes the line for dead."""
        self._wake(iter([listener for team in self._teams.values() for listener in team]))
        self.start()

    def _wake(self, listeners: Iterator[_Listener]) -> None:
        """Wake streams, some in each turn of the event loop."""
        some = list(islice(listeners, _AT_ONCE))
        for listener in some:
            listener.wake.set()
        if len(some) == _AT_ONCE:
            self._soon(self._wake, listeners)

    def _tell(self, news: News) -> None:
        self.hear(news)
        if self._relay is not None:
            self._relay(news)

    def _soon(self, call: Callable[..., None], *values: object) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *values)

    def _hear(self, news: News) -> None:
        behind = []
        # Whose app was opened last is the likeliest to look at it.
        for listener in reversed(self._teams.get(news.team_id, {})):
            if news.number == listener.number or news.user_id == listener.user_id:
                listener.close()
            # Commits may be told out of order; a head only moves on.
            elif news.head > listener.head:
                listener.head = news.head
                behind.append(listener)
        self._wake(iter(behind))

    def _doubt(self) -> None:
        for team in self._teams.values():
            for listener in team:
                listener.doubt()
