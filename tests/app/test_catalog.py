"""Words are plain, complete and counted; numbers, money and dates as people say them."""

import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.i18n.catalog import Catalog, MissingTextError
from app.i18n.de import GERMAN
from app.i18n.en import ENGLISH, TOPICS
from app.i18n.es import SPANISH
from app.i18n.language import Language

APP = Path(__file__).parents[2] / "app"
LANGUAGES = [ENGLISH, GERMAN, SPANISH]
WORDS = Catalog(ENGLISH)
TODAY = date(2026, 11, 24)  # a Tuesday
NOW = datetime(2026, 11, 24, 14, 5, tzinfo=timezone(timedelta(hours=1)))

JARGON = re.compile(
    r"\b(sync\w*|replica\w*|records?\b(?!\s+(a|it|your|what|now)\b)|entit\w+|conflict\w*"
    r"|cache\w*|null|invalid|exception|we|our|us)\b",
    re.IGNORECASE,
)
CALL = re.compile(r"""\.t\(\s*["']([a-z][a-z0-9_.]+)["']""")


def test_no_text_stands_in_two_topics() -> None:
    assert sum(len(texts) for texts in TOPICS) == len(ENGLISH.texts)


def test_english_speaks_no_jargon_and_never_as_we() -> None:
    spoken = {key: JARGON.search(text) for key, text in ENGLISH.texts.items()}
    assert {key: hit[0] for key, hit in spoken.items() if hit} == {}


@pytest.mark.parametrize(
    "word", ["Sync now", "a conflict", "We saved it", "this record was", "No record found"]
)
def test_the_jargon_filter_can_see(word: str) -> None:
    assert JARGON.search(word)


@pytest.mark.parametrize(
    "word", ["Record a note", "Record your note", "Status", "Recording", "Use this"]
)
def test_the_jargon_filter_leaves_plain_words(word: str) -> None:
    assert not JARGON.search(word)


def used_keys() -> Iterator[tuple[str, str]]:
    """Yield the file and key of every `.t("key")` in the app."""
    for path in sorted(APP.rglob("*.py")):
        for hit in CALL.finditer(path.read_text()):
            yield str(path.relative_to(APP)), hit[1]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_key_the_app_asks_for_has_words(language: Language) -> None:
    texts = language.texts
    missing = [
        (file, key) for file, key in used_keys() if key not in texts and f"{key}.other" not in texts
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_counted_text_has_all_its_forms(language: Language) -> None:
    stems = {key.rsplit(".", 1)[0] for key in language.texts if key.endswith((".one", ".other"))}
    forms = {language.plural(count) for count in range(200)}
    missing = [
        f"{s}.{form}" for s in stems for form in forms if f"{s}.{form}" not in language.texts
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_languages_agree_on_keys_and_placeholders(language: Language) -> None:
    spoken = holes(language)
    assert {key: spoken[key] for key in ENGLISH.texts} == holes(ENGLISH)


def holes(language: Language) -> dict[str, set[str]]:
    """Return the placeholders of each key; a form may leave its count out."""
    return {
        key: {name for _, name, _, _ in string.Formatter().parse(text) if name} - {"count"}
        for key, text in language.texts.items()
    }


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_texts_are_sorted_into_sections(language: Language) -> None:
    sections = [key.split(".")[0] for key in language.texts]
    seen = list(dict.fromkeys(sections))
    assert [s for s in seen for _ in range(sections.count(s))] == sections, "a section twice"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_calendar_is_whole(language: Language) -> None:
    names = (language.months, language.short_months, language.weekdays, language.short_weekdays)
    assert [len(set(each)) for each in names] == [12, 12, 7, 7]


def test_a_key_without_words_is_an_error_with_its_name() -> None:
    with pytest.raises(MissingTextError, match=r"no\.such\.key"):
        WORDS.t("no.such.key")


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 changes to send"), (1, "1 change to send"), (1200, "1,200 changes to send")],
)
def test_counts_choose_their_form(count: int, said: str) -> None:
    assert WORDS.t("status.waiting", count=count) == said


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (4_500_000, "EUR", "€45,000"),
        (4_500_050, "EUR", "€45,000.50"),
        (5, "USD", "$0.05"),
        (-1_200, "GBP", "\N{MINUS SIGN}£12"),
        (123_450_050, "JPY", "¥123,450,050"),
        (1_234_500, "KWD", "KWD\N{NO-BREAK SPACE}1,234.500"),
        (99_00, "CHF", "CHF\N{NO-BREAK SPACE}99"),
        (0, "EUR", "€0"),
        (10**15 + 1, "EUR", "€10,000,000,000,000.01"),  # floats would round it
    ],
)
def test_money_is_written_like_money(minor: int, currency: str, said: str) -> None:
    assert WORDS.money(minor, currency) == said


def test_money_keeps_empty_decimals_only_when_asked() -> None:
    assert WORDS.money(4_500_000, "EUR", exact=True) == "€45,000.00"
    assert WORDS.money(4_500, "JPY", exact=True) == "¥4,500"


def test_money_comes_in_parts_to_set_the_currency_small() -> None:
    parts = WORDS.money_parts(-4_500_000, "EUR")
    assert (parts.amount, parts.currency, parts.before) == ("\N{MINUS SIGN}45,000", "€", True)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "Thursday"),
        (6, "Monday"),
        (-2, "last Sunday"),
        (-6, "last Wednesday"),
        (7, "in a week"),
        (-7, "a week ago"),
        (9, "in 9 days"),
        (14, "in 2 weeks"),
        (21, "in 3 weeks"),
        (-21, "3 weeks ago"),
        (60, "in 2 months"),
        (-426, "14 months ago"),
        (730, "in 2 years"),
        (-1100, "3 years ago"),
    ],
)
def test_days_are_said_as_people_say_them(days: int, said: str) -> None:
    assert WORDS.day(TODAY + timedelta(days), TODAY) == said


def test_no_day_is_said_as_nothing_or_with_a_lone_plural() -> None:
    said = {away: WORDS.day(TODAY + timedelta(away), TODAY) for away in range(-4000, 4000)}
    assert [away for away, text in said.items() if not text] == []
    assert [text for text in said.values() if re.search(r"\b[01] \w+s\b", text)] == []


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-59), "just now"),  # another device's clock is a little ahead
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=2), "2 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(hours=14, minutes=4), "14 hours ago"),
        (timedelta(hours=15), "yesterday"),
        (timedelta(days=20), "3 weeks ago"),
        (timedelta(days=-1), "tomorrow"),
        (timedelta(hours=-2), "today"),
    ],
)
def test_moments_are_said_as_people_say_them(earlier: timedelta, said: str) -> None:
    assert WORDS.ago(NOW - earlier, NOW) == said


def test_days_are_counted_where_the_person_is() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # already Tuesday, 00:30, here
    assert WORDS.ago(late, NOW) == "13 hours ago"


def test_exact_forms_leave_nothing_open() -> None:
    assert WORDS.exact_day(TODAY) == "Tue 24 November 2026"
    assert WORDS.exact_moment(NOW) == "Tue 24 November 2026, 14:05"
    assert WORDS.weekday(TODAY) == "Tuesday"
    assert WORDS.long_day(TODAY) == "24 November"
    assert WORDS.short_day(TODAY, TODAY) == "24 Nov"
    assert WORDS.short_day(date(2025, 3, 1), TODAY) == "1 Mar 2025"


def test_lengths_and_shares() -> None:
    assert WORDS.length(timedelta(seconds=42)) == "0:42"
    assert WORDS.length(timedelta(minutes=12, seconds=5)) == "12:05"
    assert WORDS.percent(0.424) == "42%"
    assert WORDS.number(-1_234_567) == "\N{MINUS SIGN}1,234,567"
