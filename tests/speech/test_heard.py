import string

from hypothesis import given
from hypothesis import strategies as st

from app.speech.heard import UNKNOWN, Heard, Word, from_text, to_text

WORDS = st.text(string.ascii_letters + "äßéЖ,.'", min_size=1, max_size=12)
STEPS = st.integers(0, 500)


@st.composite
def heard(draw: st.DrawFn) -> Heard:
    words, at = [], 0
    for text in draw(st.lists(WORDS, max_size=30)):
        start = at + draw(STEPS) * 10
        at = start + draw(STEPS) * 10
        words.append(Word(text, start, at, draw(st.sampled_from((UNKNOWN, 0.0, 1 / 3, 1.0)))))
    return Heard(tuple(words), "moonshine-base-en", "en")


@given(heard())
def test_what_a_note_keeps_is_read_back(said: Heard) -> None:
    read = from_text(to_text(said))
    assert read == said


def test_a_note_keeps_an_hour_with_its_times() -> None:
    words = tuple(Word("forty", i * 400, i * 400 + 350) for i in range(7_000))
    assert from_text(to_text(Heard(words, "e", "en"))) == Heard(words, "e", "en")


def test_more_than_a_register_holds_loses_times_before_words() -> None:
    words = tuple(Word("seventeen", i * 400, i * 400 + 350, 1.0) for i in range(9_000))
    kept = to_text(Heard(words, "e", "en"))
    assert len(kept) <= 100_000
    read = from_text(kept)
    assert read
    assert read.text == Heard(words, "e", "en").text
    assert read.words[0] == Word("seventeen", 0, 350)
    assert read.words[-1].start_ms == read.words[-1].end_ms


def test_words_past_the_register_are_left_to_the_note() -> None:
    words = tuple(Word("seventeen", 0, 0) for _ in range(20_000))
    kept = to_text(Heard(words, "e", "en"))
    assert 99_000 < len(kept) <= 100_000
    read = from_text(kept)
    assert read
    assert {word.text for word in read.words} == {"seventeen"}


def test_typed_words_were_not_heard() -> None:
    assert from_text("") is None
    assert from_text('{"text": 3}') is None
