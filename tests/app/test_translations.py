"""German and Spanish say what English says: with the same values, as plainly, as briefly."""

import re
import string
from pathlib import Path
from types import ModuleType

import pytest

from app.i18n import de, en, es

LANGUAGES = pytest.mark.parametrize(("module", "code"), [(de, "de"), (es, "es")], ids=["de", "es"])
JARGON = {
    "de": r"(?i:sync\w*|synchron\w*|repli\w+|datens[aä]tz\w*|entität\w*|konflikt\w*|cache\w*"
    r"|ungültig\w*|wir|uns|unser\w*)|NULL|Ihnen|Ihre[mnrs]?",
    "es": r"(?i:sincroni\w+|réplicas?|registros?|entidad(es)?|conflictos?|caché|nul[oa]s?"
    r"|(in|no )?válid[oa]s?|excepci(ón|ones)|nosotr[oa]s|nuestr[oa]s?|usted(es)?)",
}
"""Neither the words of programs, nor "we", nor the stiff form of address."""
SAME = {
    "de": [
        *("Deal", "Deals", "Name", "Region", "Website", "Person", "Pipeline", "Problem", "Team"),
        *("Pause", "Admin", "Chance", "in {city}", "{role} in {team}"),
    ],
    "es": ["no"],
}
"""Words that are the same in English, beside names, signs and what is only put together."""
NAMES = r"Whisper|Moonshine|Rapport|K7QF-2MXD|rapport\.example\.com|MB|k?m|s|\dx|\{\w+\}|\W"
SHORT, ROOM = 16, 12
"""What is short in English stands on a button or a chip; so much longer still fits a phone."""


def told(module: ModuleType) -> dict[str, str]:
    """Return what a language says itself, without what it says in English."""
    return {key: text for texts in module.TOPICS for key, text in texts.items()}


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@LANGUAGES
def test_a_text_is_given_what_it_says(module: ModuleType, code: str) -> None:
    english = en.ENGLISH.texts
    wrong = {
        key: text
        for key, text in told(module).items()
        if key in english and holes(text) - {"count"} != holes(english[key]) - {"count"}
    }
    assert wrong == {}, code


@LANGUAGES
def test_no_text_speaks_like_a_program_or_stiffly(module: ModuleType, code: str) -> None:
    jargon = re.compile(rf"\b({JARGON[code]})\b")
    spoken = {key: jargon.search(text) for key, text in told(module).items()}
    assert {key: hit[0] for key, hit in spoken.items() if hit} == {}


@pytest.mark.parametrize(
    ("code", "text"),
    [("de", "Unser Konflikt"), ("de", "die Datensätze"), ("es", "registro no válido")],
)
def test_the_jargon_filter_can_see(code: str, text: str) -> None:
    assert re.search(rf"\b({JARGON[code]})\b", text)


@LANGUAGES
def test_nothing_was_left_in_english(module: ModuleType, code: str) -> None:
    english = en.ENGLISH.texts
    same = {key: text for key, text in told(module).items() if english.get(key) == text}
    left = {
        key: text
        for key, text in same.items()
        if text not in SAME[code] and re.sub(NAMES, "", text)
    }
    assert left == {}


@LANGUAGES
def test_what_is_short_in_english_stays_short_enough_for_a_phone(
    module: ModuleType, code: str
) -> None:
    long = {
        key: text
        for key, text in told(module).items()
        if len(said := en.ENGLISH.texts.get(key, "")) <= SHORT and said
        if len(text) > len(said) + ROOM
    }
    assert long == {}, code


@LANGUAGES
def test_everything_is_said_in_every_language(module: ModuleType, code: str) -> None:
    missing = [key for key in en.ENGLISH.texts if key not in told(module)]
    assert missing == [], f"add these to the {code}_ files, as in their English neighbours"
    gone = [key for key in told(module) if key not in en.ENGLISH.texts]
    assert gone == [], f"English has no such keys any more: take them out of the {code}_ files"


@LANGUAGES
def test_each_topic_has_a_file_that_mirrors_the_english_one(module: ModuleType, code: str) -> None:
    folder = Path(str(en.__file__)).parent
    topics = {path.stem.partition("_")[2] for path in folder.glob("en_*.py")}
    assert {path.stem.partition("_")[2] for path in folder.glob(f"{code}_*.py")} == topics
    english = {frozenset(texts) for texts in en.TOPICS}
    assert {frozenset(texts) for texts in module.TOPICS} == english, "not the keys of its neighbour"
