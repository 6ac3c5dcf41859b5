"""What the practice team sells, how deals are called and how they end."""

# ruff: noqa: RUF001  # the sign for a quantity is meant

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Good:
    """Something on the price list.

    Attributes:
        name: As on the list.
        short: As people say it.
        code: Order number.
        price: List price in whole euros.
        most: Largest usual quantity.
        titles: How a deal about it is called; ``{n}`` is the quantity.
    """

    name: str
    short: str
    code: str
    price: int
    most: int
    titles: tuple[str, ...]


GOODS: Final = (
    Good(
        "Aurelio Duo, two groups",
        "the Duo",
        "AU-2",
        8_900,
        2,
        ("{n} × Aurelio Duo", "Aurelio Duo for the bar", "New bar with Aurelio Duo"),
    ),
    Good(
        "Aurelio Trio, three groups",
        "the Trio",
        "AU-3",
        12_400,
        2,
        ("{n} × Aurelio Trio", "Aurelio Trio, main counter", "Trio for the second branch"),
    ),
    Good(
        "Kombi 600 bean to cup",
        "the Kombi",
        "KO-600",
        6_200,
        4,
        ("{n} × Kombi 600", "Breakfast room: {n} × Kombi 600", "Kombi 600 for the lounge"),
    ),
    Good(
        "Compact S office machine",
        "the Compact",
        "CO-S",
        1_950,
        8,
        ("{n} × Compact S", "Compact S for every floor", "Waiting room: Compact S"),
    ),
    Good(
        "Grinder M3",
        "the M3",
        "GR-M3",
        890,
        4,
        ("{n} × grinder M3", "Second grinder for decaf", "Grinders for the summer terrace"),
    ),
    Good(
        "Milk cooler, eight litres",
        "the milk cooler",
        "MC-8",
        640,
        4,
        ("{n} × milk cooler", "Milk cooling for the breakfast buffet"),
    ),
    Good(
        "Water filter set, one year",
        "the filters",
        "WF-1",
        380,
        12,
        ("Water filters, {n} sites", "Filter plan for the year", "Hard water: filters and tests"),
    ),
    Good(
        "Service plan Plus, three years",
        "the service plan",
        "SP-3",
        2_700,
        5,
        ("Service plan Plus, three years", "Service for {n} machines", "Service plan, renewal"),
    ),
    Good(
        "Barista day for six",
        "the barista day",
        "BD-6",
        780,
        4,
        ("Barista day before the season", "{n} × barista day", "Training for the new team"),
    ),
    Good(
        "Rental Kombi 600, monthly",
        "the rental",
        "RE-600",
        290,
        24,
        ("Rental Kombi 600, {n} months", "Rent instead of buying: Kombi 600"),
    ),
)

WON: Final = (
    "We could install before the season.",
    "The tasting convinced the team.",
    "Service within a day, in writing.",
    "Old machine taken back at a fair price.",
    "They know us, no other offer was asked for.",
    "The rental let them spread the cost.",
)

LOST: Final = (
    "Price: another offer was 15 % lower.",
    "The house was sold; the new owner brings his own supplier.",
    "No budget until next year.",
    "Stayed with the old machine after a repair.",
    "We could not deliver before the opening.",
    "The machine did not fit under the shelf.",
    "Head office decides now, and has a framework contract.",
    "Nobody answered any more.",
)

RATES: Final = {"EUR": 1.0, "GBP": 0.86, "CHF": 0.95, "USD": 1.09}
"""Price list factors of the four countries; made up and fixed."""
