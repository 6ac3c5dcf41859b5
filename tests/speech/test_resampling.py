"""What a browser hands over becomes a recording of 16 kHz."""

import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.speech.resampling import RateGuess, Resampler


def tone(hertz: float, rate: int, channels: int = 1) -> bytes:
    """Return a second, half as loud as can be; a second channel is silent."""
    samples = (round(16_000 * math.sin(math.tau * hertz * i / rate)) for i in range(rate))
    return array("h", (s for one in samples for s in (one, *[0] * (channels - 1)))).tobytes()


def loudness(pcm: bytes) -> float:
    """Return how loud it is, in dB beside the tone."""
    samples = array("h", pcm)[200:-200]
    return 10 * math.log10(sum(s * s for s in samples) / len(samples) / (16_000**2 / 2) + 1e-12)


def turns(pcm: bytes) -> int:
    """Return how often it rises through nothing."""
    samples = array("h", pcm)
    return sum(a < 0 <= b for a, b in pairwise(samples))


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_tone_keeps_its_pitch_length_and_loudness(rate: int, channels: int) -> None:
    made = Resampler(rate, channels).take(tone(1000, rate, channels))
    assert len(made) // 2 == pytest.approx(16_000, abs=40)
    assert turns(made) == pytest.approx(1000, abs=3)
    assert loudness(made) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_what_16_khz_cannot_hold_does_not_come_back_as_another_tone(rate: int) -> None:
    assert loudness(Resampler(rate).take(tone(10_000, rate))) < -50


def test_what_is_right_already_is_left_alone() -> None:
    sound = tone(440, 16_000)
    assert Resampler(16_000).take(sound).lstrip(b"\0") == sound.lstrip(b"\0")


@given(st.lists(st.integers(0, 12_000), max_size=8), st.sampled_from([8_000, 44_100, 48_000]))
def test_it_does_not_matter_how_the_samples_come(cuts: list[int], rate: int) -> None:
    sound = tone(700, rate, 2)[:12_000]
    resampler, places = Resampler(rate, 2), [0, *sorted(cuts), 12_000]
    pieces = [resampler.take(sound[a:b]) for a, b in pairwise(places)]
    assert b"".join(pieces) == Resampler(rate, 2).take(sound)


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("late_s", [0.0, 0.04])
def test_the_rate_is_found_out_from_when_pieces_come(rate: int, late_s: float) -> None:
    guess, found = RateGuess(), None
    for i in range(1, 200):
        found = found or guess.heard(2048, i * 2048 / rate + (late_s if i % 3 else 0))
    assert found == rate


@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("hole", range(2, 80, 6))
def test_a_hole_a_busy_machine_tears_does_not_make_it_another_rate(rate: int, hole: int) -> None:
    guess, found = RateGuess(), None
    for i in range(1, 200):
        if not hole <= i < hole + 3:
            found = found or guess.heard(2048, i * 2048 / rate)
    assert found == rate


def test_what_is_no_rate_at_all_is_never_certain() -> None:
    guess = RateGuess()
    assert {guess.heard(0, second / 10) for second in range(100)} == {None}
