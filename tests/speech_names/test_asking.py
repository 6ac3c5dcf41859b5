"""Where words alone leave a name in doubt the recogniser's answer decides."""

from collections.abc import Sequence

import pytest

from app.speech.names.correcting import correct
from app.speech.names.known import KnownName, Names
from app.speech.names.ordinary import ordinary
from app.speech.recogniser import Change
from tests.speech_names.test_correcting import KNOWN, NAMES, heard

LIKELY = 5.0
NEVER = -60.0


class Answers:
    """A recogniser that finds some names likely and no other.

    Attributes:
        asked: What it was asked, as it would then stand in the text.
    """

    def __init__(self, text: str, *likely: str, other: float | None = NEVER) -> None:
        self.asked: list[str] = []
        self._text = text
        self._likely = likely
        self._other = other

    def __call__(self, changes: Sequence[Change]) -> Sequence[float | None]:
        """Answer for each change."""
        texts = [self._text[: one.start] + one.now + self._text[one.end :] for one in changes]
        self.asked += texts
        return [LIKELY if text in self._likely else self._other for text in texts]


def corrected(text: str, answers: Answers, *near: str) -> str:
    return correct(heard(text), NAMES, near, answers).text


@pytest.mark.parametrize(
    ("said", "near", "right"),
    [
        ("I saw a grown man at the break heart.", "c-priya", "I saw a grown man at Priya Bhatt."),
        ("The act my dynamo is on.", "a-acme", "The Acme Dynamics is on."),
    ],
)
def test_a_name_hardly_heard_is_written_if_the_sound_says_so(
    said: str, near: str, right: str
) -> None:
    assert correct(heard(said), NAMES, [near]).text != right
    assert corrected(said, Answers(said, right), near) == right


@pytest.mark.parametrize(
    "said", ["Ask Preya Bat.", "Call Thomas Novak.", "Back from ack me dynamics, all good."]
)
def test_a_name_the_sound_denies_is_not_written(said: str) -> None:
    assert correct(heard(said), NAMES).text != said
    assert corrected(said, Answers(said)) == said


@pytest.mark.parametrize("said", ["Ask Preya Bat.", "Then Thomas no came in.", "All is well."])
def test_where_nobody_can_say_the_words_decide(said: str) -> None:
    assert corrected(said, Answers(said, other=None)) == correct(heard(said), NAMES).text


def test_of_two_names_that_sound_the_same_the_sound_may_tell() -> None:
    said, right = "I was at Mayer Freight.", "I was at Meyer Freight."
    assert corrected(said, Answers(said)) == said
    assert corrected(said, Answers(said, right)) == right
    both = Answers(said, right, "I was at Meier Freight.")
    assert corrected(said, both) == said


def test_it_is_asked_how_a_recogniser_may_write_a_name() -> None:
    said = "Ask Brooster in lane for the Bruckner order."
    answers = Answers(said)
    corrected(said, answers)
    assert "Ask Brewster and Lane for the Bruckner order." in answers.asked
    assert "Ask Brewster & Lane for the Bruckner order." in answers.asked


@pytest.mark.parametrize("said", [f"{name.text} called." for name in KNOWN if name.id < "c"])
def test_nothing_is_asked_about_a_name_that_is_right(said: str) -> None:
    answers = Answers(said, other=LIKELY)
    corrected(said, answers)
    begun = [name.text.split(" GmbH")[0] for name in KNOWN]
    assert all(any(text.startswith(name) for name in begun) for text in answers.asked)


@pytest.mark.parametrize("said", ["500.", "On Monday at ten.", "", "..."])
def test_no_answer_makes_a_name_of_a_number_or_a_day(said: str) -> None:
    assert corrected(said, Answers(said, other=LIKELY), *(name.id for name in KNOWN)) == said


def test_no_more_is_asked_than_there_are_words() -> None:
    said = " ".join(["Preya Bat met Thomas Novak at ack me dynamics."] * 20)
    answers = Answers(said)
    corrected(said, answers, *(name.id for name in KNOWN))
    spellings = 3
    assert len(said.split()) / 2 < len(answers.asked) <= spellings * len(said.split())


def test_an_ordinary_word_stays_though_a_part_of_a_name_sounds_the_same() -> None:
    said = "Ask at the pharmacy."
    lambert = KnownName("Pharmacie Lambert", "customer", "p")
    names = Names([*KNOWN, lambert], ordinary("en"))
    same = Answers(said, *(f"Ask {rest}Pharmacie." for rest in ("", "at ", "at the ")))
    assert correct(heard(said), names, (), same).text == said


def test_ordinary_words_stay_where_the_sound_denies_the_name_they_are_like() -> None:
    said = "They will solve exits and stairs."
    names = Names([KnownName("Solvexis", "customer", "s")], ordinary("en"))
    answers = {other: Answers(said, other=other) for other in (-9.0, -11.0)}
    got = {other: correct(heard(said), names, ["s"], answers[other]) for other in answers}
    assert got[-9.0].text == "They will Solvexis and stairs."
    assert got[-11.0].text == said


def test_it_is_asked_about_a_number_in_the_words_it_was_heard_in_too() -> None:
    said = "Then the jeetee case five hundred came."
    answers = Answers(said, "Then the GTK five hundred came.")
    assert corrected(said, answers) == "Then the GTK 500 came."
    assert "Then the GTK 500 came." in answers.asked
