"""Amounts and dates as people and systems write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.imports.amounts import Amount, decimal_mark, minor_units, parse_amount
from app.imports.dates import day_first, parse_birthday, parse_day, parse_moment


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1234,5", "1234.5"),
        ("-5", "-5"),
        ("(5)", "-5"),
        ("5-", "-5"),
        ("+5", "5"),
        ("\u22125", "-5"),
        ("1'234.50", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234", "1234"),
        ("1,234", "1234"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_it_was_meant(text: str, value: str) -> None:
    """Thousands and decimals are told apart by their places."""
    assert parse_amount(text) == Amount(Decimal(value), "")


@pytest.mark.parametrize(
    "text",
    ["abc", "1.2.3", "1,2,3", "1.234,56.7", "--5", "(5", "5)", "1e9", "½", "١٢", "." * 41, "€"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    """A wrong sum is worse than a reported row."""
    with pytest.raises(ValueError):  # noqa: PT011  # any refusal will do
        parse_amount(text)


def test_no_amount_is_not_zero() -> None:
    """An empty cell says nothing."""
    assert parse_amount("  ") is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [("€ 5", "EUR"), ("5 €", "EUR"), ("$5", "USD"), ("CHF 5", "CHF"), ("5 SEK", "SEK"), ("5", "")],
)
def test_a_currency_in_the_cell_is_read(text: str, currency: str) -> None:
    """By sign or by code, before or after."""
    assert parse_amount(text) == Amount(Decimal(5), currency)


def test_the_column_decides_what_a_single_cell_leaves_open() -> None:
    """Beside "12.50", "1.234" has three decimals."""
    assert decimal_mark(["1.234", "12.50", ""]) == "."
    assert decimal_mark(["1.234", "12,50"]) == ","
    assert decimal_mark(["1.234", "5"]) == ""
    assert decimal_mark(["1.234.567"]) == ","
    assert decimal_mark(["1.5", "1,5"]) == ""
    assert parse_amount("1.234", ".") == Amount(Decimal("1.234"), "")
    assert parse_amount("1.234", ",") == Amount(Decimal(1234), "")


@pytest.mark.parametrize(
    ("value", "currency", "minor"),
    [("12.345", "EUR", 1235), ("-12.345", "EUR", -1235), ("12.5", "JPY", 13), ("1.5", "KWD", 1500)],
)
def test_minor_units_follow_the_currency(value: str, currency: str, minor: int) -> None:
    """Yen have none, dinars three decimals."""
    assert minor_units(Decimal(value), currency) == minor


@given(st.integers(-(10**12), 10**12), st.sampled_from([".", ","]))
def test_an_amount_written_with_thousands_is_read_back(cents: int, mark: str) -> None:
    """Both ways of writing give the same sum."""
    text = f"{cents / 100:,.2f}" if abs(cents) < 10**12 else f"{cents // 100:,}.00"
    if mark == ",":
        text = text.translate(str.maketrans(".,", ",."))
    amount = parse_amount(text)
    assert amount is not None
    assert minor_units(amount.value, "EUR") == (
        cents if abs(cents) < 10**12 else cents // 100 * 100
    )


@given(st.text(max_size=60), st.sampled_from(["", ".", ","]))
def test_any_text_is_an_amount_or_refused(text: str, mark: str) -> None:
    """Nothing else can happen."""
    decimal_mark([text])
    try:
        amount = parse_amount(text, mark)
    except ValueError:
        return
    assert amount is None or amount.value.is_finite()


@pytest.mark.parametrize(
    "text",
    [
        "2017-03-01",
        "2017/3/1",
        "2017-03-01 00:00",
        "2017-03-01T23:59:59.000Z",
        "01.03.2017",
        " 1.3.2017 ",
    ],
)
def test_a_date_is_read(text: str) -> None:
    """With or without a time, which is left alone."""
    assert parse_day(text) == "2017-03-01"


def test_the_column_decides_which_part_is_the_day() -> None:
    """Without it, a date that could be two days is refused."""
    assert day_first(["3/4/2017", "25/4/2017", ""]) is True
    assert day_first(["3/4/2017", "4/25/2017"]) is False
    assert day_first(["3/4/2017"]) is None
    assert day_first(["25/4/2017", "4/25/2017"]) is None
    assert parse_day("3/4/2017", first=True) == "2017-04-03"
    assert parse_day("3/4/2017", first=False) == "2017-03-04"
    assert parse_day("4/4/2017") == "2017-04-04"
    assert parse_day("25/4/2017", first=False) == "2017-04-25"
    with pytest.raises(ValueError, match="3/4/2017"):
        parse_day("3/4/2017")


@pytest.mark.parametrize(
    "text", ["soon", "2017-02-30", "31.4.2017", "1.3.17", "x" * 50, "0000-1-1"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Also days the calendar does not have."""
    with pytest.raises(ValueError):  # noqa: PT011  # any refusal will do
        parse_day(text)


def test_a_moment_without_a_zone_is_taken_as_utc() -> None:
    """And one with a zone is converted."""
    noon = round(datetime(2017, 3, 1, 12, tzinfo=UTC).timestamp() * 1000)
    assert parse_moment("2017-03-01 12:00") == noon
    assert parse_moment("2017-03-01T14:00:00+02:00") == noon
    assert parse_moment("01.03.2017") == noon - 12 * 3_600_000
    assert parse_moment("") == 0


@pytest.mark.parametrize("never", ["9999-12-31", "9999-12-31T23:59:59Z", "31.12.2999"])
def test_a_moment_by_which_systems_mean_never_is_none(never: str) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        parse_moment(never)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    """In the three ways of writing it."""
    assert parse_day(day.isoformat()) == day.isoformat()
    assert parse_day(f"{day.day}.{day.month}.{day.year}") == day.isoformat()
    # A part above twelve shows by itself which is the day.
    assert parse_day(f"{day.month}/{day.day}/{day.year}", first=False) == day.isoformat()


@given(st.text(max_size=50))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """Nothing else can happen."""
    day_first([text])
    for read in (parse_day, parse_moment):
        try:
            read(text)
        except ValueError:
            continue


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-03-22", "1980-03-22"),
        ("19800322", "1980-03-22"),
        ("22.03.1980", "1980-03-22"),
        ("--0322", "--03-22"),
        ("--02-29", "--02-29"),
        ("1604-03-22", "--03-22"),
        ("in spring", ""),
        ("--1399", ""),
        ("", ""),
    ],
)
def test_a_birthday_is_read_with_its_year_or_without(text: str, day: str) -> None:
    assert parse_birthday(text) == day
