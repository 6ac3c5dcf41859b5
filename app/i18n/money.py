"""Split integer minor units by currency, as ISO 4217 says (tables of 2026-01-01)."""

from typing import Final

_WITHOUT: Final = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)
_WITH_THREE: Final = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_WITH_FOUR: Final = frozenset({"CLF", "UYW"})
# Only signs that mean one currency; "kr" or a bare "$" for Canada would mislead.
_SIGNS: Final = {
    "EUR": "€",
    "GBP": "£",
    "ILS": "₪",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "PLN": "zł",
    "UAH": "₴",
    "USD": "$",
    "VND": "₫",
}


def decimals(currency: str) -> int:
    """Return how many decimals a currency has: 2 for EUR, 0 for JPY, 3 for KWD."""
    if currency in _WITHOUT:
        return 0
    if currency in _WITH_THREE:
        return 3
    return 4 if currency in _WITH_FOUR else 2


def sign(currency: str) -> str:
    """Return the currency's sign, or its ISO code when a sign would be ambiguous."""
    return _SIGNS.get(currency, currency)


def split(minor: int, currency: str) -> tuple[int, str]:
    """Return the size of an amount as whole units and decimals: (1234, "50").

    The sign of the amount is left out; integer arithmetic only, so nothing is rounded.
    """
    places = decimals(currency)
    whole, rest = divmod(abs(minor), 10**places)
    return whole, f"{rest:0{places}d}" if places else ""
