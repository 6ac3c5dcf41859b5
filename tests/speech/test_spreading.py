"""Words without times lie one after the other in the speech."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.speech.spreading import spread
from app.speech.wav import RATE


def test_longer_words_last_longer() -> None:
    words = spread(["a", "longer"], [(RATE, 10 * RATE)])
    assert [(w.text, w.start_ms, w.end_ms) for w in words] == [
        ("a", 1000, 3000),
        ("longer", 3000, 10_000),
    ]


def test_a_word_after_a_pause_begins_after_it() -> None:
    words = spread(["one", "two"], [(0, RATE), (3 * RATE, 4 * RATE)])
    assert [(w.start_ms, w.end_ms) for w in words] == [(0, 1000), (3000, 4000)]


def test_no_words_need_no_place() -> None:
    assert spread([], [(0, RATE)]) == ()
    assert spread(["lost"], [])[0].end_ms == 0


@given(
    st.lists(st.text("abc", min_size=1), min_size=1, max_size=30),
    st.lists(st.integers(1, 5000), min_size=2, max_size=12),
)
def test_words_keep_their_order_and_stay_inside(texts: list[str], steps: list[int]) -> None:
    edges = [sum(steps[: i + 1]) * 16 for i in range(len(steps) // 2 * 2)]
    speech = list(zip(edges[::2], edges[1::2], strict=True))
    words = spread(texts, speech)
    assert [w.text for w in words] == texts
    assert all(w.start_ms <= w.end_ms for w in words)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(words))
    assert words[0].start_ms == speech[0][0] // 16
    assert words[-1].end_ms <= speech[-1][1] // 16
