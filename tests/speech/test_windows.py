"""Recordings are cut at pauses, and nothing that is spoken falls between two windows."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.speech.wav import RATE
from app.speech.windows import FRAME, Shape, Span, Window, cut, quiet_point

SHAPE = Shape(first=2, usual=4, longest=6)
LONGEST = round(SHAPE.longest * RATE)


def middle(span: Span) -> int:
    return (span[0] + span[1]) // 2


def marks(*spoken: tuple[float, float], seconds: float) -> list[bool]:
    """Mark what is spoken, in seconds."""
    frames = round(seconds * RATE / FRAME)
    return [any(a <= i * FRAME / RATE < b for a, b in spoken) for i in range(frames)]


def windows(*spoken: tuple[float, float], seconds: float = 30) -> tuple[Window, ...]:
    return cut(marks(*spoken, seconds=seconds), round(seconds * RATE), SHAPE, middle)


def rounded(found: tuple[Window, ...]) -> list[tuple[float, float]]:
    return [(round(w.span[0] / RATE, 1), round(w.span[1] / RATE, 1)) for w in found]


def test_silence_has_no_windows() -> None:
    assert windows() == ()


def test_a_word_keeps_a_breath_before_and_after() -> None:
    assert rounded(windows((5, 6))) == [(4.8, 6.3)]


def test_pauses_between_words_stay_inside() -> None:
    (window,) = windows((5, 6), (6.5, 7))
    assert len(window.speech) == 2


def test_a_long_silence_ends_a_window() -> None:
    assert len(windows((1, 2), (6, 7))) == 2


def test_the_first_window_is_short_so_that_words_come_soon() -> None:
    found = windows((1, 3.2), (3.6, 5), (5.4, 8), (8.4, 9))
    assert rounded(found) == [(0.8, 3.4), (3.4, 8.2), (8.2, 9.3)]


def test_a_short_recording_is_heard_in_one_go() -> None:
    assert len(windows((0.2, 2.5), (2.9, 3.9), seconds=4)) == 1
    assert len(windows((0.2, 2.5), (2.9, 3.9), seconds=5)) == 2


def test_a_closure_inside_a_word_is_no_pause() -> None:
    (window,) = windows((5, 5.5), (5.6, 6))
    assert len(window.speech) == 1


def test_a_long_speech_is_cut_where_it_is_quiet() -> None:
    found = windows((0, 20), seconds=20)
    assert all(w.span[1] - w.span[0] <= LONGEST for w in found)
    assert found[0].span[1] == 3 * RATE


def test_the_quiet_point_is_in_the_gap() -> None:
    samples = np.ones(RATE, np.float32)
    samples[9000:10000] = 0
    assert 9000 <= quiet_point(samples) <= 10000
    assert quiet_point(np.zeros(1, np.float32)) == 0


@given(st.lists(st.booleans(), max_size=400), st.integers(0, FRAME - 1))
def test_every_spoken_frame_is_in_exactly_one_window(spoken: list[bool], missing: int) -> None:
    length = max(len(spoken) * FRAME - missing, 0)
    found = cut(spoken, length, SHAPE, middle)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))
    assert all(0 <= w.span[0] < w.span[1] <= length for w in found)
    assert all(w.span[1] - w.span[0] <= LONGEST + RATE for w in found)
    for i, speaks in enumerate(spoken):
        at = i * FRAME
        holding = [w for w in found if w.span[0] <= at < w.span[1]]
        assert len(holding) == 1 or not speaks
    for window in found:
        assert window.speech
        assert all(window.span[0] <= a < b <= window.span[1] for a, b in window.speech)
