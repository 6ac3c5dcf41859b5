"""Read an amount as people type it into a form.

``45000``, ``45,000``, ``45k``, ``1.2m``, ``1.234,50`` and ``€45 000`` are amounts, and so
are ``45 Tsd.``, ``45 mil €`` and ``1,2 Mio``.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.i18n.catalog import Catalog
from app.i18n.money import decimals
from app.imports.amounts import minor_units, parse_amount

_MOST: Final = Decimal(10) ** 12
"""Whole units; the sum of 20,000 such deals still fits SQLite's integers."""
_AS_IN_THOUSANDS: Final = 3
"""Decimals of a dinar: its ``1.234`` is no thousand."""
_THOUSANDS = re.compile(r"(?i)(.*\d)\s*(k|tsd|mil|m|mio|millones)(?!\w)\.?(\D*)")
_CODE = re.compile(r"\b[a-z]{3}\b")
_TIMES: Final = {
    **dict.fromkeys(("k", "tsd", "mil"), 1_000),
    **dict.fromkeys(("m", "mio", "millones"), 1_000_000),
}


class AmountError(ValueError):
    """The typed text is no amount a deal can have; `key` names the sentence about it."""

    def __init__(self, *, key: str) -> None:
        """Keep the key of the sentence."""
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """An amount in minor units; none has no currency either."""

    minor: int
    currency: str


def read_amount(typed: str, currency: str, decimal: str) -> TypedAmount:
    """Return what was typed, in the currency it names or else the one given.

    Args:
        typed: The words.
        currency: Of an amount that names none.
        decimal: The language's own mark, for a dinar's three decimals look like a thousand.

    Raises:
        AmountError: If it cannot be read, is below zero or too much.
    """
    body, times = typed.strip(), 1
    found = _THOUSANDS.fullmatch(body)
    if found:
        body, times = f"{found[1]} {found[3]}", _TIMES[found[2].lower()]
    body = _CODE.sub(lambda code: code[0].upper(), body)
    try:
        amount = parse_amount(body)
        if amount and decimals(amount.currency or currency) == _AS_IN_THOUSANDS:
            amount = parse_amount(body, decimal)
    except ValueError:
        raise AmountError(key="amount.unreadable") from None
    if amount is None:
        return TypedAmount(0, "")
    value = amount.value * times
    if value < 0:
        raise AmountError(key="amount.negative")
    if value > _MOST:
        raise AmountError(key="amount.too_much")
    code = amount.currency or currency
    minor = minor_units(value, code)
    return TypedAmount(minor, code if minor else "")


def amount_as_typed(words: Catalog, minor: int, currency: str) -> str:
    """Return an amount the way a person would type it; nothing for none."""
    return words.money_parts(minor, currency).amount if minor else ""
