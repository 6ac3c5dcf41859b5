"""What the patterns for days are made of in every language."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.understanding.grammar import DayRule, Reading, either, whole

DAY: Final = r"#(?P<day>\d{1,2})(?:th)?"
COUNT: Final = r"(?P<count>#\d+)"
DATE: Final = r"#(?P<year>20\d\d) - #(?P<month>\d\d?) - #(?P<day>\d\d?)"
SLASHED: Final = r"#(?P<day>\d\d?) / #(?P<month>\d\d?)(?: / #(?P<year>20\d\d))?"


def days(
    read: Reading,
    *patterns: str,
    ahead: bool = False,
    promised: bool = False,
    follows: bool = False,
    closing: bool = False,
) -> Iterator[DayRule]:
    """Yield a rule for each of several ways of saying the same."""
    for pattern in patterns:
        yield DayRule(whole(pattern), read, ahead, promised, follows, closing)


def taken_and_passed(part: str, names: Iterable[str]) -> tuple[str, str]:
    """Return two patterns for any of some names.

    Args:
        part: The part of `Parts` that the first one takes it for; the second takes nothing.
        names: Such as of the months.
    """
    choice = either(names)
    return rf"(?P<{part}>{choice})", rf"(?:{choice})"
