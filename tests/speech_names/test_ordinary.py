"""Which words are none of a language."""

import pytest

from app.speech.names.ordinary import ordinary


@pytest.mark.parametrize("word", ["northwind", "okonkwo", "kowalski", "delacroix"])
def test_a_name_is_strange(word: str) -> None:
    assert ordinary("en").strange(word)


@pytest.mark.parametrize("word", ["target", "harbour", "organised", "centre", "lane", "catalogue"])
def test_an_ordinary_word_is_not_in_british_spelling_either(word: str) -> None:
    assert not ordinary("en").strange(word)


def test_no_word_is_strange_in_a_language_without_a_list() -> None:
    assert not ordinary("xx").strange("northwind")
