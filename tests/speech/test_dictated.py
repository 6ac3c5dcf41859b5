"""What a phone's own recogniser hears: revised while it goes on, and never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.speech.dictated import Dictated

SAID = ["acme", "wants", "forty", "crates", "by", "friday", "again"]
WORDS = st.lists(st.sampled_from(SAID), max_size=9)


def after(*said: tuple[str, bool]) -> str:
    dictated = Dictated()
    for text, final in said:
        dictated.take(text, final=final)
    return dictated.text


def test_a_session_is_revised_until_it_is_final() -> None:
    assert after(("they won", False), ("they want", False), ("They want ten.", True)) == (
        "They want ten."
    )


def test_the_next_session_follows_the_one_before() -> None:
    assert after(("they want ten", True), ("by", False), ("by Friday", True)) == (
        "they want ten by Friday"
    )


def test_a_session_that_ended_without_a_last_word_stands_as_it_was() -> None:
    dictated = Dictated()
    dictated.take("they want ten", final=False)
    dictated.over()
    dictated.take("by", final=False)
    assert dictated.text == "they want ten by"


@pytest.mark.parametrize("silence", ["", "  \n"])
def test_a_last_word_that_is_none_takes_nothing_away(silence: str) -> None:
    assert after(("they want ten", False), (silence, True), ("by Friday", False)) == (
        "they want ten by Friday"
    )


def test_what_a_recogniser_forgets_after_a_pause_stays() -> None:
    first = "they want ten of the new ones"
    assert after((first, False), ("by", False), ("by Friday", True)) == f"{first} by Friday"


def test_what_a_recogniser_takes_back_goes() -> None:
    assert after(("They want ten of the knew ones", False), ("they want", False)) == "they want"


@given(st.lists(WORDS, max_size=6))
def test_every_last_word_of_every_session_is_there(sessions: list[list[str]]) -> None:
    dictated = Dictated()
    for said in sessions:
        for upto in range(len(said)):
            dictated.take(" ".join(said[: upto + 1]), final=False)
        dictated.over()
    assert dictated.text.split() == [word for said in sessions for word in said]
