"""Numbers in words, against the spelling rules of Unicode (CLDR)."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicode_rbnf import RbnfEngine

from app.understanding.languages.english import ENGLISH
from app.understanding.languages.german import GERMAN
from app.understanding.languages.spanish import SPANISH
from app.understanding.line import read_line

GRAMMARS = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}
SPELLERS = {code: RbnfEngine.for_language(code) for code in GRAMMARS}


def read(said: str, code: str) -> list[str]:
    return [item.text for item in read_line(said, GRAMMARS[code]).items]


@pytest.mark.parametrize("code", GRAMMARS)
@given(number=st.integers(1, 9_999) | st.integers(1, 99_999_999))
def test_spelled_numbers_are_read(code: str, number: int) -> None:
    (item,) = read(SPELLERS[code].format_number(number).text.replace("\xad", ""), code)
    assert Decimal(item.strip("#k")) == number


@given(st.integers(2, 999_999), st.booleans())
def test_english_numbers_are_read_with_and(number: int, hyphens: bool) -> None:  # noqa: FBT001  # drawn
    said = SPELLERS["en"].format_number(number).text
    said = re.sub(r"hundred (?!thousand)", "hundred and ", said)
    (item,) = read(said if hyphens else said.replace("-", " "), "en")
    assert Decimal(item.strip("#k")) == number


@given(st.integers(1, 999_999))
def test_english_numbers_are_read_though_hyphens_hold_them_together(number: int) -> None:
    said = SPELLERS["en"].format_number(number).text
    said = re.sub(r"hundred (?!thousand)", "hundred and ", said).replace(" ", "-")
    (item,) = read(said, "en")
    assert Decimal(item.strip("#k")) == number


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("seven hundred - fifty less", "#700 - #50 less"),
        ("twenty five hundred", "#2500"),
        ("12k", "#12000k"),
        ("the third", "the #3th"),
        ("the twenty-third", "the #23th"),
        ("the 23rd", "the #23th"),
        ("three quarters of a million", "#750000k"),
        ("a couple of thousand", "a couple of thousand"),
        ("a hundred and something", "#100 and something"),
        ("in two, no, three weeks", "in #3 weeks"),
        ("five five five one two", "#5 #5 #5 #1 #2"),
        ("45.000", "45.000"),
        ("1,23", "1,23"),
        ("0", "#0"),
    ],
)
def test_english(said: str, items: str) -> None:
    assert " ".join(read(said, "en")) == items


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("am dreiundzwanzigsten", "am #23th"),
        ("am siebzehnten", "am #17th"),
        ("fünf und vierzig tausend", "#45000k"),
        ("Dreieck", "dreieck"),
        ("eineinhalb Millionen", "#1500000k"),
        ("45.000", "#45000"),
        ("45,5", "#45.5"),
    ],
)
def test_german(said: str, items: str) -> None:
    assert " ".join(read(said, "de")) == items
