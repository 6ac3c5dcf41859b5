"""Words as they are spoken, so that two ways of writing them down compare as equal."""

import re
from functools import cache

import inflect

_MONEY = re.compile(r"([$€£])\s?(\d+(?:,\d{3})*(?:\.\d+)?)((?:\s(?:thousand|million|billion))?)")
_COINS = {"$": "dollars", "€": "euros", "£": "pounds"}
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?")
_YEAR = re.compile(r"1[1-9]\d\d|20[1-9]\d")
_OTHER = re.compile(r"[^a-z' ]+")


def spoken(text: str) -> str:
    """Return the text in lower case without punctuation, numbers as words.

    Example:
        ``"$45,000 in 1813!"`` gives ``"forty five thousand dollars in eighteen thirteen"``.
    """
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("%", " percent")
    plain = _MONEY.sub(lambda hit: f"{hit[2]}{hit[3]} {_COINS[hit[1]]}", plain)
    plain = _NUMBER.sub(lambda hit: f" {_said(hit[0])} ", plain)
    return " ".join(_OTHER.sub(" ", plain).split())


def _said(number: str) -> str:
    group = 2 if _YEAR.fullmatch(number) else 0
    return str(_speaker().number_to_words(number.replace(",", ""), andword="", group=group))


@cache
def _speaker() -> inflect.engine:
    return inflect.engine()
