"""Where a recording is cut: at pauses, into stretches an engine hears in one go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from app.speech.sound import Samples
from app.speech.wav import RATE

FRAME = 512
"""Samples for which it is said at once whether somebody speaks; 32 ms."""

_BRIDGED = RATE // 4
"""A shorter gap is inside a word or between two: the closure of a "t" takes 0.1 s."""
_BREATH = RATE // 4
"""Kept on either side of speech: a soft beginning or end is not yet noticed as such."""
_SILENCE = 2 * RATE
"""A longer pause always ends a window: what is silent need not be heard, and invites
engines to invent words."""
_QUIET = RATE // 20
"""The stretch of 50 ms that is compared when a quiet point is looked for."""

Span = tuple[int, int]
"""First sample, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How long windows may be, in seconds; an engine's own.

    Attributes:
        first: After so much the first of a recording longer than `usual` ends at a
            pause, so that words come soon.
        usual: After so much the others do.
        longest: No window is longer.
    """

    first: float
    usual: float
    longest: float


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the recording to hear in one go.

    Attributes:
        span: All of it.
        speech: Where in it somebody speaks, in the recording's samples.
    """

    span: Span
    speech: tuple[Span, ...]


def cut(
    marks: Sequence[bool], length: int, shape: Shape, quietest: Callable[[Span], int]
) -> tuple[Window, ...]:
    """Return the windows of a recording, in order, none without speech.

    Args:
        marks: For each frame whether somebody speaks.
        length: Samples of the recording.
        shape: How long windows may be.
        quietest: Finds the quiet point where too long a stretch is cut.
    """
    longest, usual = round(shape.longest * RATE), round(shape.usual * RATE)
    # A short recording is best heard in one go, and still soon.
    first = round(shape.first * RATE) if length > usual else usual
    windows: list[Window] = []
    for run in _runs(marks, length, longest, quietest):
        wanted = usual if len(windows) > 1 else first
        last = windows[-1] if windows else None
        if last is None or _ends(last.span, run, wanted, longest):
            windows.append(Window(run, (run,)))
        else:
            windows[-1] = Window((last.span[0], run[1]), (*last.speech, run))
    return tuple(_with_breath(windows, length))


def quiet_point(samples: Samples) -> int:
    """Return where in the middle half of a stretch it is quietest."""
    energy = np.convolve(samples**2, np.ones(_QUIET, np.float32), "same")
    low, high = len(samples) // 4, len(samples) * 3 // 4
    return low + int(np.argmin(energy[low:high])) if high > low else low


def _ends(span: Span, run: Span, wanted: int, longest: int) -> bool:
    """Whether a window is over before the next speech."""
    silent = run[0] - span[1] >= _SILENCE
    return silent or span[1] - span[0] >= wanted or run[1] - span[0] > longest


def _runs(
    marks: Sequence[bool], length: int, longest: int, quietest: Callable[[Span], int]
) -> list[Span]:
    """Return where somebody speaks, short gaps bridged and long speeches cut."""
    found: list[Span] = []
    at = 0
    for speaks, frames in groupby(marks):
        start, at = at, at + sum(FRAME for _ in frames)
        if speaks and found and start - found[-1][1] < _BRIDGED:
            found[-1] = (found[-1][0], min(at, length))
        elif speaks:
            found.append((start, min(at, length)))
    runs: list[Span] = []
    while found:
        start, end = found.pop(0)
        if end - start <= longest:
            runs.append((start, end))
        else:
            middle = quietest((start, start + longest))
            found[:0] = [(start, middle), (middle, end)]
    return runs


def _with_breath(windows: Sequence[Window], length: int) -> list[Window]:
    """Let windows begin a little before their speech and end a little after, never overlapping."""
    edges = [0, *(edge for window in windows for edge in window.span), length]
    breathing = []
    for i, window in enumerate(windows):
        before, start, end, after = edges[2 * i : 2 * i + 4]
        gap = 1 if i == 0 else 2
        start -= min(_BREATH, (start - before) // gap)
        end += min(_BREATH, (after - end) // (1 if i == len(windows) - 1 else 2))
        breathing.append(Window((start, end), window.speech))
    return breathing
