"""What holds for any words."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.understanding.known import Known
from app.understanding.offer import Amount, Customer, Due, Offer, Units
from app.understanding.offers import offers
from tests.understanding.world import KNOWN, NOW, ZONE, rows

WORDS = sorted(
    {
        word
        for table in (
            *("days", "amounts", "standing", "customers", "further", "german", "spanish"),
            *("trades6", "trades8", "trades10", "german7", "spanish7"),
        )
        for _, said, _ in rows(table)
        for word in said.split()
    }
)
LANGUAGES = st.sampled_from(["en", "en-US", "en-GB", "de", "es", "fr", ""])
SPOKEN = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
MOMENTS = st.integers(-60_000, 600_000).map(lambda hours: NOW + timedelta(hours=hours))


def of(said: str, language: str = "en", known: Known = KNOWN) -> list[Offer]:
    return list(offers(said, known, NOW, language))


@given(st.text() | SPOKEN, MOMENTS, LANGUAGES)
def test_offers_point_at_their_words_once(said: str, now: datetime, language: str) -> None:
    found = offers(said, KNOWN, now, language)
    assert all(said[offer.start : offer.end] == offer.words for offer in found)
    assert len({offer.key for offer in found}) == len(found)
    assert all(offer.words or isinstance(offer.value, Customer) for offer in found)


@given(SPOKEN, MOMENTS, LANGUAGES)
def test_nothing_is_due_in_the_past(said: str, now: datetime, language: str) -> None:
    for offer in offers(said, KNOWN, now, language):
        if isinstance(offer.value, Due):
            moment = f"{offer.value.on}T{offer.value.at or '24:00'}"
            assert moment > f"{now:%Y-%m-%dT%H:%M}"


@given(st.sampled_from([said for _, said, _ in rows("days")]), MOMENTS)
def test_no_day_of_the_table_is_in_the_past_on_any_day(said: str, now: datetime) -> None:
    for offer in offers(said, KNOWN, now, "en"):
        if isinstance(offer.value, Due):
            assert offer.value.on >= now.date().isoformat()


DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PHONES = st.lists(st.integers(0, 9), min_size=6, max_size=13)


@given(
    PHONES,
    st.sampled_from(["call him on {}", "{}", "his number is {}", "phone {} or mail", "fax {}."]),
    st.integers(2, 5),
)
def test_no_amount_is_read_from_a_telephone_number(
    number: list[int], pattern: str, group: int
) -> None:
    spoken = " ".join(DIGITS[digit] for digit in number)
    digits = "".join(map(str, number))
    grouped = " ".join(digits[at : at + group] for at in range(0, len(digits), group))
    for written in (spoken, digits, grouped, f"+49 {grouped}", grouped.replace(" ", "-")):
        found = of(pattern.format(written))
        assert not [offer for offer in found if isinstance(offer.value, Amount | Units)], written


@given(st.integers(1_900, 2_099), st.sampled_from(["in {}", "since {}", "founded in {}", "{}"]))
def test_no_amount_is_read_from_a_year(year: int, pattern: str) -> None:
    assert not [o for o in of(pattern.format(year)) if isinstance(o.value, Amount)]


@given(st.integers(1, 2_000_000))
def test_an_amount_is_read_as_it_is_written(value: int) -> None:
    for written in (f"{value} euros", f"{value:,} euros", f"€{value:,}"):
        assert Amount(value * 100, "EUR") in [offer.value for offer in of(f"it is {written}")]


def test_a_key_stays_when_the_words_are_heard_anew() -> None:
    first = of("Send the offer by Friday, forty five thousand euros.")
    again = of("um send the offer by friday 45,000 euros")
    said = {"amount:4500000 EUR", "due:2026-11-27"}
    assert all(said <= {offer.key for offer in found} for found in (first, again))


def test_without_a_name_it_is_about_where_the_rep_is() -> None:
    known = Known(names=KNOWN.names, open="c1", here="c2", planned=("c3",))
    (offer,) = of("good visit", known=known)
    assert offer == Offer(Customer("c1", "open"), "", 0, 0)
    known = Known(names=KNOWN.names, here="c2", planned=("c3",))
    assert of("good visit", known=known)[0].value == Customer("c2", "here")
    known = Known(names=KNOWN.names, planned=("c3", "c4"))
    assert of("good visit", known=known)[0].value == Customer("c3", "planned")


def test_of_two_customers_with_one_name_it_is_the_one_nearby() -> None:
    known = Known(names=KNOWN.names, planned=("c9",))
    assert of("Was at Hotel Adler.", known=known)[0].value == Customer("c9", "heard")
    assert not of("Was at Hotel Adler.")


def test_one_name_is_enough_for_somebody_who_works_there() -> None:
    known = Known(names=KNOWN.names, here="c1")
    found = {offer.key for offer in of("Good talk with Sandra.", known=known)}
    assert "person:p-sandra" in found


def test_dollars_are_the_teams_own_where_it_has_some() -> None:
    known = Known(currency="CAD")
    assert Amount(500_000, "CAD") in [o.value for o in of("5,000 dollars", known=known)]
    assert Amount(500_000, "CAD") in [o.value for o in of("worth 5k", known=known)]
    assert Amount(500_000, "USD") in [o.value for o in of("5,000 US dollars", known=known)]


@pytest.mark.parametrize(
    ("language", "said", "on"),
    [
        ("en-US", "by 3/12/2027", "2027-03-12"),
        ("en-GB", "by 3/12/2027", "2027-12-03"),
        ("en", "by 3/12/2027", ""),
        ("en", "by 15/12", "2026-12-15"),
        ("en-US", "next Sunday", "2026-11-29"),
        ("en-GB", "next Sunday", "2026-12-06"),
    ],
)
def test_the_locale_decides_the_order_and_the_week(language: str, said: str, on: str) -> None:
    assert [o.value for o in of(said, language)] == ([Due(on)] if on else [])


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("I'll call him today at half past two", []),
        ("I'll call him today at four", [Due("2026-11-24", "16:00")]),
        ("send it on 3 March 2026", []),
        ("send it on 3 March 2027", [Due("2027-03-03")]),
        ("send it on 24 November 2026", [Due("2026-11-24")]),
    ],
)
def test_what_is_over_is_not_due(said: str, due: list[Due]) -> None:
    assert [offer.value for offer in of(said) if offer.kind == "due"] == due


def test_the_day_is_that_of_the_place_where_it_was_said() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    (here,) = offers("tomorrow", KNOWN, late, "en")
    (there,) = offers("tomorrow", KNOWN, late.astimezone(ZONE), "en")
    assert (here.value, there.value) == (Due("2026-11-25"), Due("2026-11-26"))


def test_an_accent_without_a_letter_is_no_word() -> None:
    assert [o.key for o in of("call \N{COMBINING ACUTE ACCENT} on friday")] == [
        "due:2026-11-27",
        "step:call \N{COMBINING ACUTE ACCENT}",
    ]


def test_the_work_grows_with_the_words_alone() -> None:
    note = "I'll call Sandra Bellamy on Friday about the 45,000 euros, no, not on Monday. "
    assert _steps(note * 64) < 3 * 8 * _steps(note * 8)


def _steps(said: str) -> int:
    """Return how many lines of our own code run for some words."""
    count = 0

    def trace(_frame: object, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        offers(said, KNOWN, NOW, "en")
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("unit", ["no ", "on ", "#1 ", "twenty ", "a half ", "tuesday or ", "a "])
def test_endless_words_are_read_to_an_end(unit: str) -> None:
    assert len(of(unit * 2_000)) < 10
