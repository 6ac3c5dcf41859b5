"""Days by their names, relative to the day they are said on.

Readings chosen where people differ:

- "Tuesday", "on Tuesday" and "this Tuesday" are the nearest one to come, never today.
- "next Tuesday" is Tuesday of next week; weeks begin on Monday, or on Sunday where the
  locale says so. Said on a Sunday of the first kind that is in two days.
- "next week" is its Monday: seen then, it is in time for all of the week.
- "end of the week" is its Friday.
- "the twenty third" is the next one to come; not today.
- "the third of March" is the nearest to come; none when that is more than ten months
  away, since the one just past is then far likelier meant.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta
from typing import Final

from app.understanding.grammar import Parts, Reading, Unit, When

_FARTHEST: Final = timedelta(days=305)
"""Ten months."""
_MOST: Final = {"day": 750, "week": 110, "month": 25, "quarter": 9, "year": 3}
"""Nobody promises farther ahead; a larger number was misheard."""


def nothing(_parts: Parts, _when: When) -> None:
    """Read words that only look like a day."""


def away(days: int) -> Reading:
    """Return a reading so many days ahead."""
    return lambda _, when: when.today + timedelta(days=days)


def weekday(parts: Parts, when: When) -> date:
    """Read the nearest day of that name, and so many weeks or fortnights after it."""
    ahead = (parts.weekday - when.today.weekday() - 1) % 7 + 1
    return when.today + timedelta(days=ahead, weeks=parts.count * max(1, parts.unit[0]))


def weekday_since(parts: Parts, when: When) -> date:
    """Read "from Friday to the following Tuesday"."""
    first = weekday(Parts(weekday=parts.since), when)
    return weekday(Parts(weekday=parts.weekday), replace(when, today=first))


def weekday_in(weeks: int) -> Reading:
    """Return a reading of a weekday in the week that is so many weeks ahead."""

    def read(parts: Parts, when: When) -> date:
        shift = (parts.weekday + 1) % 7 if when.sunday_first else parts.weekday
        return _week(when, weeks or parts.count) + timedelta(days=shift)

    return read


def workday_in(weeks: int, day: int = 0) -> Reading:
    """Return a reading of Monday, or another day, of a week ahead; none if it is over."""

    def read(_: Parts, when: When) -> date | None:
        found = _week(when, weeks) + timedelta(days=day + when.sunday_first)
        return found if found >= when.today else None

    return read


def _week(when: When, weeks: int) -> date:
    """Return the first day of a week ahead."""
    gone = (when.today.weekday() + when.sunday_first) % 7
    return when.today + timedelta(weeks=weeks, days=-gone)


def after(parts: Parts, when: When) -> date | None:
    """Read "in so many days", weeks, months or years."""
    times, unit = parts.unit
    if not 0 < parts.count <= _MOST[unit]:
        return None
    return _ahead(when.today, parts.count * times, unit)


def _ahead(day: date, count: int, unit: Unit) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def before_that(parts: Parts, when: When) -> date:
    """Read "two days before that"."""
    days = parts.count * parts.unit[0] * (7 if parts.unit[1] == "week" else 1)
    return when.today - timedelta(days=min(days, _MOST["day"]))


def after_tomorrow(parts: Parts, when: When) -> date | None:
    """Read "two weeks from tomorrow"."""
    return after(parts, replace(when, today=when.today + timedelta(days=1)))


def weekday_of_month(parts: Parts, when: When) -> date | None:
    """Read "the first Monday of December"; the last one where `Parts.day` is 0."""
    year = when.today.year + (parts.month < when.today.month)
    first, length = monthrange(year, parts.month)
    days = range((parts.weekday - first) % 7 + 1, length + 1, 7)
    if parts.day > len(days):
        return None
    return day_of_year(Parts(day=days[parts.day - 1], month=parts.month, year=year), when)


def day_of_year(parts: Parts, when: When) -> date | None:
    """Read a day and a month; with a year it may be past."""
    if parts.year:
        return _day(parts.year, parts.month, parts.day)
    for year in (when.today.year, when.today.year + 1):
        found = _day(year, parts.month, parts.day)
        if found and found > when.today:
            near = found - when.today <= _FARTHEST and _falls(found, parts)
            return found if near else None
        if found == when.today:
            return None
    return None


def slashed(parts: Parts, when: When) -> date | None:
    """Read ``3/12``, where `Parts.day` came first; none if that can be two days."""
    first, second = parts.day, parts.month
    if first == second or second > 12 or (when.month_first and first <= 12):
        first, second = second, first
    elif when.month_first is None and first <= 12:
        return None
    return day_of_year(Parts(day=first, month=second, year=parts.year), when)


def day_of_month(parts: Parts, when: When) -> date | None:
    """Read "the twenty third": the next month that has one; a Friday where that was said."""
    if parts.day == when.today.day and parts.weekday < 0:
        return None
    first = when.today.replace(day=1)
    for months in range(3):
        month = _ahead(first, months, "month")
        found = _day(month.year, month.month, parts.day)
        if found and found > when.today and _falls(found, parts):
            return found
    return None


def _falls(day: date, parts: Parts) -> bool:
    """Tell whether a day falls on the weekday that was said, if one was."""
    return parts.weekday in (-1, day.weekday())


def day_beside(parts: Parts, when: When) -> date | None:
    """Read "no, the second" of the month of `When.today`."""
    return _day(when.today.year, when.today.month, parts.day)


def weekday_of_this(months: int) -> Reading:
    """Return a reading of "the last Thursday of the month", so many months ahead."""

    def read(parts: Parts, when: When) -> date | None:
        month = _ahead(when.today.replace(day=1), months, "month").month
        found = weekday_of_month(replace(parts, month=month), when)
        return found if found and found.month == month else None

    return read


def day_of_next_month(parts: Parts, when: When) -> date | None:
    """Read "the fifth of next month"."""
    month = _ahead(when.today.replace(day=1), 1, "month")
    return _day(month.year, month.month, parts.day)


def end_of(unit: Unit, ahead: int = 0) -> Reading:
    """Return a reading of the last day of this month, quarter or year, or a later one."""

    def read(_: Parts, when: When) -> date:
        return _ahead(_begin(when.today, unit), ahead + 1, unit) - timedelta(days=1)

    return read


def start_of(unit: Unit, ahead: int = 1, day: int = 1) -> Reading:
    """Return a reading of a day of the month that a later month, quarter or year begins with."""

    def read(_: Parts, when: When) -> date | None:
        found = _ahead(_begin(when.today, unit), ahead, unit).replace(day=day)
        return found if found > when.today else None

    return read


def in_month(day: int) -> Reading:
    """Return a reading of the first, the middle (15) or the last (-1) of a named month."""

    def read(parts: Parts, when: When) -> date | None:
        year = parts.year or when.today.year + (parts.month < when.today.month)
        if not when.today.year <= year < MAXYEAR:
            return None
        last = monthrange(year, parts.month)[1]
        found = date(year, parts.month, last if day < 0 else day)
        return found if when.today <= found <= when.today + _FARTHEST or parts.year else None

    return read


def end_of_month(month: int) -> Reading:
    """Return a reading of the last day of a month."""
    return lambda parts, when: in_month(-1)(replace(parts, month=month), when)


def end_of_quarter(parts: Parts, when: When) -> date | None:
    """Read "the end of the second quarter"."""
    return in_month(-1)(Parts(month=parts.quarter * 3, year=parts.year), when)


def start_of_quarter(parts: Parts, when: When) -> date | None:
    """Read "the beginning of the second quarter"."""
    return in_month(1)(Parts(month=parts.quarter * 3 - 2, year=parts.year), when)


def _begin(day: date, unit: Unit) -> date:
    if unit == "year":
        return day.replace(month=1, day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(day=1)


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 0 < year < MAXYEAR):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
