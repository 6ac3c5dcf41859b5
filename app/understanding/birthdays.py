"""Read a birthday as a person writes it, with its year or without."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

_LEAP: Final = 2000
_ISO: Final = re.compile(r"(\d{4}|-)-(\d{1,2})-(\d{1,2})")
_NUMBERS: Final = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{4})?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?([^\W\d]+)\.?")
_MONTH_FIRST: Final = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?")
_YEAR: Final = re.compile(r"[,\s]\s*(?:de\s+)?(\d{4})$")
_FEWEST: Final = 3  # letters that tell a month


def read_birthday(said: str, months: Iterable[Sequence[str]], latest: date) -> str | None:
    """Return a birthday as `Contact.birthday` keeps it; None where there is no such day.

    Args:
        said: What a person typed: ``24.12.``, ``24 December 1980``, ``--12-24``.
        months: The names of the months, January first, in one or more ways.
        latest: Nobody is born after it: today.
    """
    text = " ".join(said.lower().split())
    for pattern, order in ((_ISO, (2, 3, 1)), (_NUMBERS, (2, 1, 3))):
        found = pattern.fullmatch(text)
        if found:
            month, day = int(found[order[0]]), int(found[order[1]])
            if pattern is _NUMBERS and month > 12 >= day:  # 12/24, as Americans write it
                month, day = day, month
            year = found[order[2]]
            return _day(int(year) if year and year != "-" else 0, month, day, latest)
    return _named(text, tuple(months), latest)


def _named(text: str, months: Sequence[Sequence[str]], latest: date) -> str | None:
    found_year = _YEAR.search(text)
    year = int(found_year[1]) if found_year else 0
    rest = text[: found_year.start()].strip() if found_year else text
    for pattern, at_month, at_day in ((_DAY_FIRST, 2, 1), (_MONTH_FIRST, 1, 2)):
        found = pattern.fullmatch(rest)
        month = _month(found[at_month], months) if found else 0
        if found and month:
            return _day(year, month, int(found[at_day]), latest)
    return None


def _month(said: str, months: Sequence[Sequence[str]]) -> int:
    """Return the number of a month by its name or the beginning of it; 0 for none."""
    for names in months:
        for number, name in enumerate(names, 1):
            full = name.lower().rstrip(".")
            if said == full or (len(said) >= _FEWEST and full.startswith(said)):
                return number
    return 0


def _day(year: int, month: int, day: int, latest: date) -> str | None:
    try:
        there = date(year or _LEAP, month, day)
    except ValueError:
        return None
    if not year:
        return f"--{month:02d}-{day:02d}"
    return None if there > latest else there.isoformat()
