"""Names are set right where the evidence is strong, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.speech.heard import Heard, Word
from app.speech.names.correcting import correct
from app.speech.names.correction import Corrected, from_text, to_text, undone
from app.speech.names.known import KnownName, Names, short
from app.speech.names.ordinary import ordinary

KNOWN = (
    KnownName("Brewster & Lane", "customer", "a-brewster"),
    KnownName("Acme Dynamics", "customer", "a-acme"),
    KnownName("Bäckerei Brückner GmbH", "customer", "a-bakery"),
    KnownName("Meyer Freight", "customer", "a-meyer"),
    KnownName("Meier Freight", "customer", "a-meier"),
    KnownName("Fields", "customer", "a-fields"),
    KnownName("Priya Bhatt", "contact", "c-priya"),
    KnownName("Jürgen Brückner", "contact", "c-jurgen"),
    KnownName("Heike Brückner", "contact", "c-heike"),
    KnownName("Tomasz Nowak", "contact", "c-tomasz"),
    KnownName("GTK 500", "product", "p-gtk"),
)
NAMES = Names(KNOWN, ordinary("en"))


def heard(text: str, language: str = "en") -> Heard:
    return Heard(tuple(Word(word, 0, 0) for word in text.split()), "test", language)


def corrected(text: str, *near: str) -> Corrected:
    return correct(heard(text), NAMES, near)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Met brewster and lane today.", "Met Brewster & Lane today."),
        ("Back from ack me dynamics, all good.", "Back from Acme Dynamics, all good."),
        ("Ask Preya Bat.", "Ask Priya Bhatt."),
        ("Call Jurgen Bruchner tomorrow.", "Call Jürgen Brückner tomorrow."),
        ("Thomas Novak's budget is set.", "Tomasz Nowak's budget is set."),
        ("The Bruckner order", "The Brückner order"),
    ],
)
def test_a_name_is_written_as_the_notebook_writes_it(said: str, right: str) -> None:
    assert corrected(said).text == right


@pytest.mark.parametrize(
    "said",
    [
        "",
        "...",
        "Brewster & Lane signed.",
        "Priya Bhatt called.",
        "The fields are wet and the lane is closed.",
        "We walked down the lane with a brewer.",
        "He has known her all her life and has a good influence over her.",
        "It costs 45,000 dollars.",
        "It costs forty five thousand dollars.",
    ],
)
def test_what_is_right_stays(said: str) -> None:
    assert corrected(said) == Corrected(said)


def test_of_two_names_that_sound_the_same_neither_is_written() -> None:
    assert corrected("I was at Mayer Freight.").text == "I was at Mayer Freight."


def test_the_one_that_was_to_be_expected_is_written() -> None:
    assert corrected("I was at Mayer Freight.", "a-meier").text == "I was at Meier Freight."


def test_the_people_of_today_are_heard_in_less() -> None:
    said = "Then Thomas no came in."
    assert corrected(said).text == said
    assert "Tomasz Nowak" in corrected(said, "c-tomasz").text


def test_a_correction_says_where_what_and_whose() -> None:
    got = corrected("Yes, ask Preya Bat about Bruckner.")
    first, second = got.corrections
    assert got.text[first.start : first.end] == first.now == "Priya Bhatt"
    assert (first.was, first.kind, first.id) == ("Preya Bat", "contact", "c-priya")
    assert got.text[second.start : second.end] == second.now == "Brückner"
    assert second.id == "", "three bear the name"


def test_a_name_is_no_ordinary_word_though_hyphens_make_it_of_some() -> None:
    names = Names([*KNOWN, KnownName("EcoSeal", "product", "p-seal")], ordinary("en"))
    assert correct(heard("Twelve of the eco-seal."), names).text == "Twelve of the EcoSeal."


MACHINES = Names(
    [
        *KNOWN,
        KnownName("Titan 700", "product", "p-titan"),
        KnownName("AquaGuard 12", "product", "p-aqua"),
        KnownName("Cobra 45", "product", "p-cobra"),
        KnownName("Three Rivers Dairy", "customer", "a-rivers"),
    ],
    ordinary("en"),
)


@pytest.mark.parametrize(
    ("said", "language", "right"),
    [
        ("Showed her the Titan seven hundred.", "en", "Showed her the Titan 700."),
        ("He took twelve of the aquigard twelve.", "en", "He took twelve of the AquaGuard 12."),
        ("The Titan seven-hundred.", "en", "The Titan 700."),
        ("Wir sahen den Titan siebenhundert.", "de", "Wir sahen den Titan 700."),
        ("Mostré la Cobra cuarenta y cinco.", "es", "Mostré la Cobra 45."),
        ("Back from three rivers dairy.", "en", "Back from Three Rivers Dairy."),
    ],
)
def test_a_number_of_a_name_may_be_said_in_words(said: str, language: str, right: str) -> None:
    assert correct(heard(said, language), MACHINES).text == right


@pytest.mark.parametrize(
    "said",
    [
        "They want seven hundred.",
        "Twelve of them, not seven hundred.",
        "The Titan seven hundred and twenty is out.",
        "The Titan eight hundred is out.",
        "He guards twelve of them.",
        "They want 700.",
        "On the seven hundredth day.",
    ],
)
def test_a_number_beside_no_name_stays_in_words(said: str) -> None:
    assert correct(heard(said), MACHINES).text == said


def test_the_legal_form_is_not_said() -> None:
    assert short("Nebelkanne GmbH & Co. KG") == "Nebelkanne"
    assert short("GmbH") == "GmbH"


def test_in_a_language_without_a_list_only_the_same_letters_are_a_name() -> None:
    assert correct(heard("o brewster and lane", "xx"), NAMES).text == "o Brewster & Lane"
    assert correct(heard("to Preya Bat", "xx"), NAMES).corrections == ()


def test_nothing_is_known() -> None:
    assert correct(heard("Call Priya Bhatt."), Names((), ordinary("en"))).corrections == ()


def test_a_note_keeps_its_corrections_and_no_more_than_fit() -> None:
    corrections = corrected("Ask Preya Bat about Bruckner.").corrections
    assert from_text(to_text(corrections)) == corrections
    assert from_text("") == from_text("{") == ()
    many = to_text(corrections * 1_000)
    assert len(many) <= 20_000
    assert from_text(many)


def test_an_edited_text_is_undone_where_the_name_still_stands() -> None:
    got = corrected("Ask Preya Bat.")
    assert undone(f"First thing: {got.text}", got.corrections[0]) == "First thing: Ask Preya Bat."
    assert undone("Never mind.", got.corrections[0]) == "Never mind."


WORDS = st.sampled_from(
    (
        *(
            "ask",
            "the",
            "45,000",
            "Bruckner",
            "Bruchner,",
            "Preya",
            "Bat.",
            "ack",
            "me",
            "...",
            "É",
        ),
        *("dynamics", "brewster", "and", "lane's", "(lane)", "Thomas", "Novak", "gtk", "500", "'s"),
    )
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=12), st.sets(st.sampled_from(KNOWN)))
def test_any_text_can_be_corrected_and_undone(words: list[str], near: set[KnownName]) -> None:
    ids = {name.id for name in near}
    said = heard(" ".join(words))
    got = correct(said, NAMES, ids)
    for one in got.corrections:
        assert got.text[one.start : one.end] == one.now
    text = got.text
    for one in reversed(got.corrections):
        text = undone(text, one)
    assert text == said.text
