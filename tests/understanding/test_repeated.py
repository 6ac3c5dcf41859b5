"""A note that says again what an earlier one said is known; any difference counts."""

import pytest

from app.understanding.repeated import is_repeated

SAID = "Went through the range, they will think about it and come back."


@pytest.mark.parametrize(
    "again",
    [
        SAID,
        SAID.upper(),
        SAID.replace(",", " -").replace(".", ""),
        SAID.replace("range", "rangee"),
        SAID.replace("think", "thnik"),
    ],
)
def test_the_same_words_are_the_same(again: str) -> None:
    assert is_repeated(again, ["Something else altogether", SAID])


@pytest.mark.parametrize(
    ("said", "earlier"),
    [
        ("They ordered 40 boxes for the terrace", "They ordered 60 boxes for the terrace"),
        ("Comes back to us on Monday morning", "Comes back to us on Friday morning"),
        ("Talked about the oven with Anna", "Talked about the oven with Anja"),
        ("They want it by the end of May", "They want it by the end of March"),
        ("They do not want the offer now", "They do want the offer now"),
        ("They will take two of the mills", "They will take ten of the mills"),
        ("nobody there", "nobody there"),
        ("No answer", "No answer"),
        ("", ""),
        (SAID, f"{SAID} Then he rang."),
    ],
)
def test_any_difference_counts_and_little_may_be_so_twice(said: str, earlier: str) -> None:
    assert not is_repeated(said, [earlier])


def test_nothing_earlier_is_nothing_repeated() -> None:
    assert not is_repeated(SAID, [])


def test_accents_and_case_are_folded() -> None:
    said = "Gespräch über die Größe der Küche"
    assert is_repeated(said.upper(), [said])
    assert is_repeated("Gesprach uber die Grosse der Kuche", [said])
