"""English numbers."""

from decimal import Decimal
from typing import Final

from app.understanding.numbers import NumberWords

_UNITS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

NUMBERS: Final = NumberWords(
    units={word: number for number, word in enumerate(_UNITS, 1)} | {"zero": 0},
    tens={word: 10 * number for number, word in enumerate(_TENS, 2)} | {"fourty": 40},
    hundred=frozenset({"hundred"}),
    scales={
        "dozen": 12,
        "thousand": 1_000,
        "k": 1_000,
        "grand": 1_000,
        "million": 1_000_000,
        "mil": 1_000_000,
        "mio": 1_000_000,
        "billion": 1_000_000_000,
    },
    joins=frozenset({"and"}),
    points=frozenset({"point"}),
    halves={"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")},
    one=frozenset({"a", "an"}),
    of=frozenset({"of"}),
    ordinals={word: number for number, word in enumerate(_ORDINALS, 1)}
    | {"twentieth": 20, "thirtieth": 30},
    endings=frozenset({"st", "nd", "rd", "th"}),
)
