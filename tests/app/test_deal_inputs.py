"""Amounts as people type them, and the days a deal is expected on."""

from datetime import date

import flet as ft
import pytest

from app.screens.days import expected_choices
from app.screens.deal_inputs import expected_input
from app.screens.typed_amount import AmountError, TypedAmount, amount_as_typed, read_amount
from tests.app.opened import WORDS

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "minor", "currency"),
    [
        ("45000", 4_500_000, "EUR"),
        ("45,000", 4_500_000, "EUR"),
        ("45.000", 4_500_000, "EUR"),
        ("45k", 4_500_000, "EUR"),
        (" 45 K ", 4_500_000, "EUR"),
        ("1.2m", 120_000_000, "EUR"),
        ("1,5k", 150_000, "EUR"),
        ("1.234,50", 123_450, "EUR"),
        ("1,234.50", 123_450, "EUR"),
        ("€45 000", 4_500_000, "EUR"),
        ("45k USD", 4_500_000, "USD"),
        ("45 nok", 4_500, "NOK"),
        ("500 JPY", 500, "JPY"),
        ("", 0, ""),
        ("0", 0, ""),
    ],
)
def test_amount_is_read_as_people_type_it(typed: str, minor: int, currency: str) -> None:
    assert read_amount(typed, "EUR", ".") == TypedAmount(minor, currency)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("many", "amount.unreadable"),
        ("9e9", "amount.unreadable"),
        ("1.2.3", "amount.unreadable"),
        ("12m2", "amount.unreadable"),
        ("4" * 10_000, "amount.unreadable"),
        ("\u0664\u0665", "amount.unreadable"),
        ("-5", "amount.negative"),
        ("(5)", "amount.negative"),
        ("1000000000001", "amount.too_much"),
        ("9999999m", "amount.too_much"),
    ],
)
def test_nonsense_is_no_amount_and_says_which_kind(typed: str, key: str) -> None:
    with pytest.raises(AmountError) as caught:
        read_amount(typed, "EUR", ".")
    assert caught.value.key == key
    assert WORDS.t(key)


@pytest.mark.parametrize("minor", [1, 99, 4_500_000, 123_450, 1_234, 10**12])
@pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD"])
def test_amount_shown_for_editing_is_read_back_as_itself(minor: int, currency: str) -> None:
    assert read_amount(amount_as_typed(WORDS, minor, currency), currency, ".").minor == minor


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (SATURDAY, ["2026-11-21", "2026-11-23", "2026-11-30", "2026-12-31"]),
        (date(2026, 12, 31), ["2026-12-31", "2027-01-04"]),
        (date(2028, 2, 1), ["2028-02-01", "2028-02-07", "2028-02-29", "2028-03-31"]),
    ],
)
def test_usual_days_are_offered_soonest_first_and_once(today: date, days: list[str]) -> None:
    assert [choice.day.isoformat() for choice in expected_choices(today)] == days


def test_chosen_day_out_of_the_usual_stands_on_the_calendar_chip() -> None:
    asked = expected_input(WORDS, SATURDAY, "2027-02-03", print, on_calendar=print)
    (_, row) = asked.controls
    assert isinstance(row, ft.Row)
    names = [getattr(chip, "identifier", "") for chip in row.controls]
    assert names[-2:] == ["deal-expected-pick", "deal-expected-none"]
    assert getattr(row.controls[-2], "selected", False)
