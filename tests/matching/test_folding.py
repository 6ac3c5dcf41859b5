"""Words are compared small, without accents, in one spelling."""

import pytest

from app.matching.folding import folded, skeleton, spelling, unaccented, undotted, words_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Müller & Söhne", "muller & sohne"),
        ("Łódź", "lodz"),
        ("Østergaard", "ostergaard"),
        ("STRAẞE", "strasse"),
        ("Москва", "moskva"),
        ("Αθήνα", "athina"),
        ("Ａｃｍｅ", "acme"),  # noqa: RUF001  # wide letters are meant
    ],
)
def test_letters_lose_case_accents_and_script(written: str, read: str) -> None:
    assert folded(written) == read


def test_words_keep_a_quote_inside_and_stand_apart_at_a_hyphen() -> None:
    assert words_of("Seán O'Brien-Kay") == ("sean", "obrien", "kay")


def test_letters_with_full_stops_are_one_word() -> None:
    assert words_of(undotted("Rossi S.p.A. e A/S Nord")) == ("rossi", "spa", "e", "as", "nord")


def test_two_spellings_of_a_word_are_one() -> None:
    assert spelling("mueller") == spelling("muller")
    assert skeleton("meier") == skeleton("meyer")
    assert skeleton("meier") != skeleton("menzer")


def test_without_accents_letters_stay_as_large_as_they_are() -> None:
    assert unaccented("Łódź Straße") == "Lodz Strasse"
    assert unaccented("Øyvind O\u0308z & Çelik") == "Oyvind Oz & Celik"
