"""What one language is: its strings and how it writes numbers, money and dates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """Hold one language, immutable, made once per language file.

    Attributes:
        code: BCP 47 code, such as "en".
        name: The language's own name, as a person picks it from a list.
        texts: Key to text. A counted text has a key per plural form:
            "list.people.one" and "list.people.other".
        plural: Plural form of a count: "one", "other" (CLDR names).
        decimal: Mark before the decimals.
        group: Mark between groups of three digits.
        group_from: The smallest number that is grouped.
        money: Layout of money: `{amount}` and `{currency}`.
        months: Full names, January first.
        short_months: Short names, January first.
        weekdays: Full names, Monday first.
        short_weekdays: Short names, Monday first.
        day_month: Layout of a short day without its year: `{day}` and `{month}`.
        long_day_month: The same with the month in full.
        full_date: Layout of a full date: `{weekday}`, `{day}`, `{month}`, `{year}`.
    """

    code: str
    name: str
    texts: Mapping[str, str]
    plural: Callable[[int], str]
    decimal: str
    group: str
    group_from: int
    money: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    day_month: str
    long_day_month: str
    full_date: str


def one_or_other(count: int) -> str:
    """Return the plural form of English, German and Spanish (whole numbers)."""
    return "one" if count == 1 else "other"
