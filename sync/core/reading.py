"""What a device's clocks say, and the server's time as it knows it by them.

A wall clock may be wrong and may be set. A steady clock only ever goes on, also
while the device sleeps, but tells nothing across a restart; so a boot of the
device has a name, and everything is said as: when did this boot begin?
"""

from dataclasses import dataclass
from typing import Self

TOLERANCE_MS = 10_000
"""How far a clock may be off before anything is made anew. A phone that takes its
time from the network is right within a second or two, and a server within less;
whoever is further off pays one more round trip, once for each start. For as long, at
most, an early edit may win over a later one."""

CLOCK_OFF_MS = 60_000
"""How far a wall clock is off before its person is told. Nobody's day suffers from less."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clocks of a device said at one moment.

    Attributes:
        ms: The time, UTC milliseconds: the wall clock's, or what was believed.
        boot: Name of this run of the steady clock; empty for a device without one,
            whose wall clock stands in.
        steady_ms: The steady clock.
    """

    ms: int
    boot: str
    steady_ms: int

    @property
    def start_ms(self) -> int:
        """When the boot began, if the time is right."""
        return self.ms - self.steady_ms


@dataclass(frozen=True, slots=True)
class Heard:
    """The server's time, as a device has known it since the last exchange.

    Attributes:
        ms: The server's time then; 0 for never heard.
        boot: The boot in which it was heard.
        start_ms: When that boot began, by the server's time.
        off_ms: How far the server's time was ahead of the wall clock then.
    """

    ms: int = 0
    boot: str = ""
    start_ms: int = 0
    off_ms: int = 0

    def knows(self, boot: str) -> bool:
        """Tell whether the server's time is known in a boot."""
        return self.ms > 0 and self.boot == boot

    def start_in(self, now: Reading) -> int:
        """Return when the boot of a reading began: by the server, else by the wall clock."""
        return self.start_ms if self.knows(now.boot) else now.start_ms

    def now_ms(self, now: Reading) -> int:
        """Return what time it is: the server's where it is known, else the wall clock's."""
        return self.start_in(now) + now.steady_ms

    def after(self, asked: Reading, now: Reading, server_ms: int) -> Self:
        """Return what is known after an exchange, within one boot.

        The server read its clock somewhere between question and answer, so the
        boot began between two moments. What was believed stands if it lies
        between them, and moves no further than it must: a slow line, up or
        down, makes no honest clock look wrong.

        Args:
            asked: The clocks when the question went out.
            now: The clocks when the answer came.
            server_ms: The server's time in the answer.
        """
        earliest, latest = server_ms - now.steady_ms, server_ms - asked.steady_ms
        # A wall clock that stands in for a steady one may have been set back meanwhile.
        start_ms = max(min(self.start_in(now), latest), earliest)
        off_ms = start_ms + now.steady_ms - now.ms
        return type(self)(max(server_ms, 1), now.boot, start_ms, off_ms)
