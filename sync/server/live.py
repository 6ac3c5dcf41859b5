"""News for open devices: server-sent events that carry the team's head, nothing else.

Example: ``data: {"head": 1042}``. Events may be merged or lost; a device pulls
by its cursor, so that costs nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from sync.server.auth import Login

_HEARTBEAT = b": still here\n\n"


@dataclass(slots=True, eq=False)
class _Listener:
    """One open stream."""

    number: int
    user_id: str
    head: int = 0
    closed: bool = False
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def close(self) -> None:
        self.closed = True
        self.wake.set()


class Broadcaster:
    """Wakes the streams of a team; one per process, lives with the app's event loop."""

    def __init__(self, heartbeat_s: float) -> None:
        self._heartbeat_s = heartbeat_s
        self._teams: dict[str, set[_Listener]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Bind to the running event loop."""
        self._loop = asyncio.get_running_loop()

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return sum(len(team) for team in self._teams.values())

    def publish(self, team_id: str, head: int) -> None:
        """Say that a team's head moved; from any thread, after the commit."""
        self._soon(self._publish, team_id, head)

    def close_device(self, team_id: str, number: int) -> None:
        """End the streams of a device that was revoked; from any thread."""
        self._soon(self._close, team_id, number, "")

    def close_person(self, team_id: str, user_id: str) -> None:
        """End a person's streams, so that they sign in again; from any thread."""
        self._soon(self._close, team_id, 0, user_id)

    def close(self) -> None:
        """End every stream; from the event loop, when the server stops."""
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
                happens meanwhile is missed.
        """
        listener = _Listener(login.number, login.actor.user_id)
        team = self._teams.setdefault(login.team_id, set())
        team.add(listener)
        try:
            head = await current()
            if head is None:
                return
            listener.head = max(head, listener.head)
            listener.wake.set()
            while not listener.closed:
                yield await self._next(listener)
        finally:
            team.discard(listener)

    async def _next(self, listener: _Listener) -> bytes:
        try:
            async with asyncio.timeout(self._heartbeat_s):
                await listener.wake.wait()
        except TimeoutError:
            return _HEARTBEAT
        listener.wake.clear()
        return b'data: {"head": %d}\n\n' % listener.head

    def _soon(self, call: Callable[..., None], *values: object) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *values)

    def _publish(self, team_id: str, head: int) -> None:
        for listener in self._teams.get(team_id, ()):
            # Commits may be told out of order; a head only moves on.
            if head > listener.head:
                listener.head = head
                listener.wake.set()

    def _close(self, team_id: str, number: int, user_id: str) -> None:
        for listener in self._teams.get(team_id, ()):
            if number == listener.number or user_id == listener.user_id:
                listener.close()
