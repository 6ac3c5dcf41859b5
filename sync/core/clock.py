"""Hybrid logical clock (Kulkarni et al. 2014, fig. 5), in a form that sorts.

A stamp is 21 lower-case hexadecimal digits: 12 for UTC milliseconds, 4 for a
counter, 5 for the number the server gave to the device. Comparing two stamps
as text compares their times, then counters, then devices.

Example: ``01938c5e7a10`` ``0003`` ``0002a`` is the fourth stamp of device 42
in that millisecond.
"""

import re
from dataclasses import dataclass, replace
from typing import Self

from sync.core.errors import StampError

MAX_MS = (1 << 48) - 1
MAX_COUNTER = (1 << 16) - 1
MAX_DEVICE = (1 << 20) - 1
SERVER = 0
"""Number of the server itself, among those of its team's devices."""
STAMP_LENGTH = 21
NEVER = "0" * STAMP_LENGTH
"""Older than every stamp: the stamp of a value that nobody wrote."""

_STAMP = re.compile(r"[0-9a-f]{21}")


def stamp(ms: int, counter: int, device: int) -> str:
    """Compose a stamp; the caller keeps the parts within their limits."""
    return f"{ms:012x}{counter:04x}{device:05x}"


def parse(text: str) -> tuple[int, int, int]:
    """Split a stamp into milliseconds, counter and device number.

    Raises:
        StampError: If the text is not a stamp.
    """
    if not _STAMP.fullmatch(text):
        raise StampError(text=text[:40])
    return int(text[:12], 16), int(text[12:16], 16), int(text[16:], 16)


def is_stamp(text: str) -> bool:
    """Tell whether the text is a well-formed stamp."""
    return _STAMP.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Clock:
    """The state of one replica's clock; a new value for every tick.

    Attributes:
        device: Number the server gave to this device; 0 before it has one.
        ms: Milliseconds of the last stamp made or seen.
        counter: Counter of the last stamp made or seen.
    """

    device: int
    ms: int = 0
    counter: int = 0

    def tick(self, now_ms: int) -> Self:
        """Advance for a local write; the wall clock may stand still or go back."""
        now_ms = min(max(now_ms, 0), MAX_MS)
        if now_ms > self.ms:
            return replace(self, ms=now_ms, counter=0)
        if self.counter < MAX_COUNTER:
            return replace(self, counter=self.counter + 1)
        # The counter is full: borrow the next millisecond.
        return replace(self, ms=self.ms + 1, counter=0)

    def observe(self, seen: str) -> Self:
        """Move up to a stamp made elsewhere, so that the next tick is later."""
        ms, counter, _ = parse(seen)
        if (ms, counter) > (self.ms, self.counter):
            return replace(self, ms=ms, counter=counter)
        return self

    @property
    def stamp(self) -> str:
        """The stamp of the last tick."""
        return stamp(self.ms, self.counter, self.device)

    @classmethod
    def load(cls, device: int, text: str) -> Self:
        """Restore a clock from the stamp it saved; `NEVER` starts anew."""
        ms, counter, _ = parse(text)
        return cls(device, ms, counter)
