"""Read amounts of money as people and systems write them.

``1234.5``, ``1,234.56``, ``1.234,56``, ``1'234.50``, ``€ 1 234,56``, ``(5)``
and ``-5`` are amounts; ``abc`` and ``1.2.3`` are none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from app.i18n.money import decimals

_MAX_CHARS = 40
_GROUP = 3
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "zł": "PLN", "₹": "INR", "₪": "ILS"}
_SHAPE = re.compile(r"([-+(]*)([0-9.,]*[0-9][0-9.,]*)(\)?|-?)")
_SPACES = re.compile(r"[\s'\u2019]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written.

    Attributes:
        value: In whole units of the currency.
        currency: ISO 4217 code if the text names one; else empty.
    """

    value: Decimal
    currency: str


def decimal_mark(texts: Iterable[str]) -> str:
    """Tell from a column of amounts which sign parts the decimals.

    Returns:
        ``.`` or ``,``; empty when no amount of the column decides it.
    """
    votes = {".": 0, ",": 0}
    for text in texts:
        mark = _evident_mark(text)
        if mark:
            votes[mark] += 1
    if votes["."] == votes[","]:
        return ""
    return max(votes, key=votes.__getitem__)


def parse_amount(text: str, mark: str = "") -> Amount | None:
    """Read one amount; None for an empty text.

    Args:
        text: The cell.
        mark: The column's decimal mark, see `decimal_mark`. Without one,
            ``1.234`` and ``1,234`` are thousands, as money has no third decimal.

    Raises:
        ValueError: If the text is no amount.
    """
    text = text.strip()
    if not text:
        return None
    if len(text) > _MAX_CHARS:
        raise ValueError(text[:_MAX_CHARS])
    body, currency = _without_currency(text)
    found = _SHAPE.fullmatch(body.replace("\u2212", "-"))
    if not found:
        raise ValueError(text)
    before, digits, after = found.groups()
    negative = "-" in before or "(" in before or after == "-"
    if len(before) > 1 or ("(" in before) != (after == ")"):
        raise ValueError(text)
    value = Decimal(_plain(digits, mark))
    return Amount(-value if negative else value, currency)


def minor_units(value: Decimal, currency: str) -> int:
    """Return integer minor units: 12.345 EUR is 1235 (half a cent goes up).

    Raises:
        ValueError: If it has more digits than can be counted to the last.
    """
    scaled = value.scaleb(decimals(currency))
    try:
        return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    except InvalidOperation as error:
        raise ValueError(str(value)) from error


def plainly(number: Decimal) -> str:
    """Write what a file holds as a number, so that its point is never taken for thousands.

    Example: 12.345 is ``12.3450``, for in a text ``12.345`` may be more than ten thousand.
    """
    if abs(number.adjusted()) > _MAX_CHARS:
        return str(number)
    text = f"{number:f}"
    return f"{text}0" if len(text.partition(".")[2]) == _GROUP else text


def _without_currency(text: str) -> tuple[str, str]:
    for sign, code in _SIGNS.items():
        if sign in text:
            return _SPACES.sub("", text.replace(sign, "", 1)), code
    bare = _SPACES.sub("", text)
    found = re.search(r"^[A-Z]{3}|[A-Z]{3}$", bare)
    if found:
        return bare.replace(found.group(), "", 1), found.group()
    return bare, ""


def _evident_mark(text: str) -> str:
    """Return the decimal mark one amount shows beyond doubt, or nothing."""
    digits = re.sub(r"[^0-9.,]", "", text[:_MAX_CHARS])
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return max(".,", key=digits.rfind)
    if dots + commas == 1:
        mark = "." if dots else ","
        return "" if _GROUPED.fullmatch(digits) else mark
    return "," if dots > 1 else "." if commas > 1 else ""


def _plain(digits: str, mark: str) -> str:
    """Return digits with a decimal point only where there are decimals."""
    decimal = _decimal_of(digits, mark)
    whole, _, rest = digits.rpartition(decimal) if decimal else (digits, "", "")
    grouped = "." in whole or "," in whole
    if grouped and (not _GROUPED.fullmatch(whole) or ("." in whole and "," in whole)):
        raise ValueError(digits)
    return f"{re.sub('[.,]', '', whole) or '0'}.{rest or '0'}"


def _decimal_of(digits: str, mark: str) -> str:
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        last = max(".,", key=digits.rfind)
        if digits.count(last) > 1:
            raise ValueError(digits)
        return last
    if dots + commas != 1:
        return ""
    only = "." if dots else ","
    if mark:
        return only if only == mark else ""
    return "" if _GROUPED.fullmatch(digits) and not digits.startswith("0") else only
