"""What an engine says again and again is said once; what people repeat is left."""

import pytest

from app.speech.babble import babbles, without_babble


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("Thank you. " * 9, "Thank you."),
        ("we agreed on the price " * 4 + "and left", "we agreed on the price and left"),
        ("la " * 50, "la"),
        ("our Li" + "-d-e-r" * 9 + "-d", "our Li-d-e-r-d"),
    ],
)
def test_a_loop_is_noticed(heard: str, kept: str) -> None:
    assert babbles(heard.split())
    assert " ".join(without_babble(heard.split())) == kept


@pytest.mark.parametrize(
    "heard",
    [
        "",
        "no no no no no not before May",
        "very very very very good",
        "bye bye bye",
        "try again fail again fail better",
        "call O-1-2-3-1-2-3-1-2-3 at twenty-two",
        "call one two three one two three one two three",
    ],
)
def test_people_repeat_themselves_too(heard: str) -> None:
    assert not babbles(heard.split())
    assert without_babble(heard.split()) == tuple(heard.split())
