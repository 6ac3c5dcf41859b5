"""Guess a person's currency from the country their device is set to."""

import locale
from typing import Final

FALLBACK: Final = "EUR"
COMMON: Final = ("EUR", "USD", "GBP", "CHF")
"""Offered beside the guess."""

_ELSEWHERE: Final = {
    "AE": "AED",
    "AR": "ARS",
    "AU": "AUD",
    "BR": "BRL",
    "CA": "CAD",
    "CH": "CHF",
    "CL": "CLP",
    "CN": "CNY",
    "CO": "COP",
    "CZ": "CZK",
    "DK": "DKK",
    "EG": "EGP",
    "GB": "GBP",
    "HK": "HKD",
    "HU": "HUF",
    "ID": "IDR",
    "IL": "ILS",
    "IN": "INR",
    "JP": "JPY",
    "KE": "KES",
    "KR": "KRW",
    "LI": "CHF",
    "MA": "MAD",
    "MX": "MXN",
    "MY": "MYR",
    "NG": "NGN",
    "NO": "NOK",
    "NZ": "NZD",
    "PE": "PEN",
    "PH": "PHP",
    "PL": "PLN",
    "RO": "RON",
    "RS": "RSD",
    "SA": "SAR",
    "SE": "SEK",
    "SG": "SGD",
    "TH": "THB",
    "TR": "TRY",
    "TW": "TWD",
    "UA": "UAH",
    "US": "USD",
    "VN": "VND",
    "ZA": "ZAR",
}
"""Countries whose people will not expect euros; ISO 3166 and 4217."""


def guessed_currency(name: str | None = None) -> str:
    """Return the currency of a locale's country.

    Args:
        name: Such as ``de_CH``; the device's own when left out.
    """
    spoken = name if name is not None else locale.getlocale()[0] or ""
    country = spoken.partition(".")[0].replace("-", "_").rpartition("_")[2]
    return _ELSEWHERE.get(country, FALLBACK)
