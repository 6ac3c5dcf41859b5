from hypothesis import given
from hypothesis import strategies as st

from app.speech.alignment import Piece, aligned, phrased
from app.speech.heard import Heard, Word


def _heard(*words: str) -> Heard:
    return Heard(tuple(Word(w, i * 100, i * 100 + 90) for i, w in enumerate(words)), "e", "en")


def _starts(text: str, heard: Heard) -> list[tuple[str, int | None]]:
    return [(piece.text.strip(), piece.start_ms) for piece in aligned(text, heard)]


def test_every_word_is_heard_where_it_was_spoken() -> None:
    assert _starts("Call Anna, soon.", _heard("call", "Anna", "soon")) == [
        ("Call", 0),
        ("Anna,", 100),
        ("soon.", 200),
    ]


def test_a_corrected_name_has_the_time_of_what_was_heard() -> None:
    heard = _heard("at", "ack", "me", "dynamics", "today")
    assert _starts("at Acme dynamics today", heard) == [
        ("at", 0),
        ("Acme", 100),
        ("dynamics", 300),
        ("today", 400),
    ]
    acme = aligned("at Acme dynamics today", heard)[1]
    assert (acme.start_ms, acme.end_ms) == (100, 290)


def test_words_that_were_typed_have_no_time() -> None:
    assert _starts("Really call Anna", _heard("call", "Anna")) == [
        ("Really", None),
        ("call", 0),
        ("Anna", 100),
    ]


def test_words_without_times_have_none() -> None:
    assert _starts("call", Heard((Word("call", 0, 0),), "e", "en")) == [("call", None)]


@given(
    st.text("ab \n,.", max_size=30),
    st.lists(st.text("ab,", min_size=1, max_size=3), max_size=8),
)
def test_the_pieces_put_together_are_the_text(text: str, words: list[str]) -> None:
    pieces = aligned(text, _heard(*words))
    joined = "".join(piece.text for piece in pieces)
    assert joined == (text if pieces else "")
    times = [p.start_ms for p in pieces if p.start_ms is not None]
    assert times == sorted(times)


def test_a_long_text_has_phrases_that_lie_where_their_words_do() -> None:
    words = [
        Piece("a", 0, 90),
        Piece(" b", 100, 190),
        Piece(" c"),
        Piece(" d"),
        Piece(" e", 400, 5),
    ]
    assert phrased(words, 9) == (words[0], words[1], Piece(" c d"), words[4])
    assert phrased(words, 3) == (Piece("a b", 0, 190), Piece(" c d e", 400, 5))
    assert phrased(words, 1) == (Piece("a b c d e", 0, 5),)
    assert phrased([], 3) == ()


@given(st.lists(st.tuples(st.text(), st.none() | st.integers(0)), max_size=30), st.integers(1, 9))
def test_there_are_never_more_phrases_and_no_word_is_lost(
    words: list[tuple[str, int | None]], most: int
) -> None:
    pieces = phrased([Piece(text, start, start) for text, start in words], most)
    assert len(pieces) <= most
    assert "".join(piece.text for piece in pieces) == "".join(text for text, _ in words)
