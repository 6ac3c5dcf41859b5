"""Read dates and moments as exports write them.

``2017-03-01``, ``2017-03-01 00:00``, ``2016-10-20T00:00:00.000Z``,
``01.03.2017`` and, where the column shows which part is the day, ``3/1/2017``.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,].*)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ,].*)?", re.ASCII)
_BARE_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEARLESS = re.compile(r"--(\d{2})-?(\d{2})", re.ASCII)
_MAX_CHARS = 40
_LAST_YEAR = 2199


def day_first(texts: Iterable[str]) -> bool | None:
    """Tell from a column of dates whether ``3/4/2017`` begins with the day.

    Returns:
        None when no date of the column decides it, or two contradict.
    """
    seen = {answer for text in texts if (answer := _evident_order(text)) is not None}
    return seen.pop() if len(seen) == 1 else None


def parse_day(text: str, first: bool | None = None) -> str:  # noqa: FBT001  # it is an answer, not a switch
    """Return the ISO date of a text, empty for an empty one.

    Args:
        text: The cell; a time after the date is ignored, not converted.
        first: Whether the day comes first where the parts are ambiguous.

    Raises:
        ValueError: If it is no date, or one that could be read two ways.
    """
    text = text.strip()
    if not text:
        return ""
    if len(text) > _MAX_CHARS:
        raise ValueError(text[:_MAX_CHARS])
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
        return date(int(year), int(month), int(day)).isoformat()
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        raise ValueError(text)
    one, mark, two, year = found.groups()
    order = _evident_order(text)
    leading_day = True if mark == "." else first if order is None else order
    if one == two:
        leading_day = True
    if leading_day is None:
        raise ValueError(text)
    day, month = (one, two) if leading_day else (two, one)
    return date(int(year), int(month), int(day)).isoformat()


def parse_birthday(text: str, first: bool | None = None) -> str:  # noqa: FBT001  # see parse_day
    """Return a birthday as ISO date, ``--MM-DD`` where its year is not told, else nothing.

    vCards write ``19800322`` and ``--0322`` too; phones write 1604 for no year.
    """
    text = text.strip()
    if found := _BARE_DAY.fullmatch(text):
        text = "-".join(found.groups())
    if found := _YEARLESS.fullmatch(text):
        text = f"1604-{found[1]}-{found[2]}"  # a leap year, as phones have it
    try:
        day = parse_day(text, first)
    except ValueError:
        return ""  # it only makes somebody smile: no reason to refuse them
    return f"-{day[4:]}" if day.startswith("1604") else day


def parse_moment(text: str, first: bool | None = None) -> int:  # noqa: FBT001  # see parse_day
    """Return UTC milliseconds of a moment, 0 for an empty text.

    A moment without a zone is taken as UTC: what the export meant is not
    known, and the hour a record was made on decides nothing.

    Raises:
        ValueError: If it is no moment, or one by which systems mean "never".
    """
    text = text.strip()
    if not text:
        return 0
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.fromisoformat(parse_day(text, first))
    if moment.year > _LAST_YEAR:
        raise ValueError(text)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, round(moment.timestamp() * 1000))


def _evident_order(text: str) -> bool | None:
    found = _YEAR_LAST.fullmatch(text.strip()[:_MAX_CHARS])
    if not found or found[2] == ".":
        return None
    one, two = int(found[1]), int(found[3])
    if (one > 12) == (two > 12):
        return None
    return one > 12
