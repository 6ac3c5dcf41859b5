"""How loud it is, and when somebody has stopped speaking; by numbers of real voices."""

import math
import random
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.speech.levels import SILENCE, STEP_MS, Meter, PauseListener


def steps(levels: str) -> list[int]:
    return [int(level) for level in levels.split()]


ADDRESS = steps(
    """
    -62 -57 -56 -22 -18 -40 -33 -19 -19 -22 -22 -18 -25 -27 -20 -24 -24 -22 -18 -21 -39 -42 -51
    -53 -54 -55 -56 -57 -57 -57 -57 -57 -37 -19 -15 -16 -27 -46 -47 -50 -22 -17 -20 -44 -47 -52
    -54 -54 -55 -55 -56 -55 -56 -56 -23 -25 -32 -21 -29 -29 -21 -45 -28 -28 -40 -25 -42 -28 -32
    -45 -28 -27 -22 -27 -34 -46 -51 -53 -54 -55 -53 -39 -21 -18 -22 -43 -27 -26 -37 -27 -29 -37
    -28 -33 -33 -33 -44 -36 -28 -23 -36 -24 -41 -38 -47 -42 -48 -40 -35 -33
    """
)
"""Sharpness of every 100 ms of President Kennedy's "ask not what your country can do for
you", with its two pauses for effect."""
SENTENCE = steps(
    """
    -35 -36 -32 -34 -34 -35 -44 -36 -37 -36 -35 -46 -38 -42 -43 -56 -68
    """
)
"""And of a short sentence spoken from the first moment on."""


def tone(hertz: float, peak: float, seconds: float = 1.0) -> bytes:
    samples = range(round(16_000 * seconds))
    return array(
        "h", (round(32_767 * peak * math.sin(math.tau * hertz * i / 16_000)) for i in samples)
    ).tobytes()


def ended_at(levels: list[int], pause_ms: int) -> int | None:
    """Return after how many steps the pause was over."""
    listener = PauseListener(pause_ms)
    return next((i + 1 for i, level in enumerate(levels) if listener.heard(level)), None)


def test_a_full_tone_is_three_decibels_below_full_scale() -> None:
    levels = [loud for loud, _ in Meter().heard(tone(1000, 1.0))]
    assert len(levels) == 1000 // STEP_MS
    assert levels == pytest.approx([-3.01] * 10, abs=0.05)


def test_silence_has_a_level() -> None:
    assert list(Meter().heard(bytes(3200))) == [(SILENCE, SILENCE)]


@given(st.lists(st.integers(0, 9000), max_size=12), st.randoms(use_true_random=False))
def test_it_does_not_matter_how_the_samples_come(cuts: list[int], luck: random.Random) -> None:
    sound = luck.randbytes(9000)
    meter, places = Meter(), [0, *sorted(cuts), 9000]
    pieces = [level for start, end in pairwise(places) for level in meter.heard(sound[start:end])]
    assert pieces == list(Meter().heard(sound))


def test_the_rumble_of_a_road_is_not_sharp() -> None:
    (road, dull), *_ = Meter().heard(tone(60, 0.5))
    (voice, sharp), *_ = Meter().heard(tone(2000, 0.05))
    assert road - voice > 15
    assert sharp - dull > 5


@pytest.mark.parametrize("quiet", [-60, -50, -40])
def test_a_pause_ends_it_and_the_speaker_was_not_cut_short(quiet: int) -> None:
    heard = [max(level, quiet) for level in ADDRESS]
    assert ended_at(heard, 4000) is None
    ended = ended_at([*heard, *[quiet] * 60], 4000)
    assert ended is not None
    assert len(heard) - 5 + 40 <= ended <= len(heard) + 45


def test_words_from_the_first_moment_on_are_known_as_such() -> None:
    ended = ended_at([*SENTENCE, *[-60] * 60], 2000)
    assert ended is not None
    assert len(SENTENCE) + 15 <= ended <= len(SENTENCE) + 22


def test_nobody_who_has_not_spoken_is_cut_off() -> None:
    assert ended_at([-60] * 1000, 4000) is None
    door = [-60] * 20 + [-20, -25] + [-60] * 1000
    assert ended_at(door, 4000) is None


def test_steady_noise_that_begins_is_not_speech_for_long() -> None:
    fan = [*SENTENCE, *[-30] * 200]
    ended = ended_at(fan, 4000)
    assert ended is not None
    assert ended <= len(SENTENCE) + 50 + 41


def test_no_pause_is_heard_when_none_is_wanted() -> None:
    assert ended_at([*SENTENCE, *[-60] * 1000], 0) is None
