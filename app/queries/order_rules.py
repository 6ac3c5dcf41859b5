"""The team's rules for a suggested order of deals: one a line, points first.

They are text, so that they can be read, argued about and looked up in the team's
history. What cannot be read is said and counts for nothing. A line looks only at what
the deal and what was said about its customer say already.

Example::

    # what we look at first
    +3 overdue
    +2 expected within 14 days
    +2 quiet for 30 days
    +1 over 20,000 EUR
    -2 cold
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.i18n.money import decimals
from sync.core.spans import DAY_MS

MOST_POINTS: Final = 100
MOST_RULES: Final = 40

Value = str | int

_LINE: Final = re.compile(r"([+-]?\d{1,3})\s+(\S.*)")
_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class OrderRule:
    """One rule.

    Attributes:
        said: As the team wrote it, points and all.
        points: What a deal that meets it gets; less than nothing puts it further down.
        sql: Whether `deal d` meets it: 1 or 0.
        values: Of the SQL.
    """

    said: str
    points: int
    sql: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What a text of rules comes to.

    Attributes:
        rules: Those that could be read.
        unread: The lines that could not.
    """

    rules: tuple[OrderRule, ...]
    unread: tuple[str, ...]


def read_rules(text: str, today: date) -> Rules:
    """Read the rules as they count on a day; empty lines and those after ``#`` say nothing."""
    rules: list[OrderRule] = []
    unread: list[str] = []
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for line in lines:
        if not line or line.startswith("#"):
            continue
        rule = _rule(line, today) if len(rules) < MOST_RULES else None
        if rule:
            rules.append(rule)
        else:
            unread.append(line)
    return Rules(tuple(rules), tuple(unread))


def values_of(rules: Iterable[OrderRule]) -> tuple[Value, ...]:
    """Return the values of all rules, in order."""
    return tuple(value for rule in rules for value in rule.values)


def _rule(line: str, today: date) -> OrderRule | None:
    found = _LINE.fullmatch(line)
    if not found or abs(int(found[1])) > MOST_POINTS:
        return None
    for pattern, make in _CONDITIONS:
        if met := pattern.fullmatch(found[2]):
            asked = make(met, today)
            return OrderRule(line, int(found[1]), f"({asked[0]})", asked[1]) if asked else None
    return None


_Asked = tuple[str, tuple[Value, ...]]
_Make = Callable[[re.Match[str], date], _Asked | None]


def _within(met: re.Match[str], today: date) -> _Asked:
    until = today + timedelta(days=int(met[1]))
    return "d.expected_on >= ? AND d.expected_on <= ?", (today.isoformat(), until.isoformat())


def _overdue(_: re.Match[str], today: date) -> _Asked:
    return "d.expected_on <> '' AND d.expected_on < ?", (today.isoformat(),)


def _undated(_: re.Match[str], __: date) -> _Asked:
    return "d.expected_on = ''", ()


def _quiet(met: re.Match[str], today: date) -> _Asked:
    since = ((today - _EPOCH).days - int(met[1])) * DAY_MS
    visit = "SELECT 1 FROM visit v WHERE v.account_id = d.account_id AND NOT v.deleted"
    note = "SELECT 1 FROM note n WHERE n.account_id = d.account_id AND NOT n.deleted"
    sql = f"d.created_ms < ? AND NOT EXISTS ({visit} AND v.at_ms >= ?)"
    return f"{sql} AND NOT EXISTS ({note} AND n.written_ms >= ?)", (since, since, since)


def _amount(met: re.Match[str], _: date) -> _Asked:
    minor = int(re.sub(r"\D", "", met[2])) * 10 ** decimals(met[3].upper())
    sign = ">" if met[1].lower() == "over" else "<"
    return f"d.amount_minor {sign} ? AND d.currency = ?", (minor, met[3].upper())


def _read(met: re.Match[str], _: date) -> _Asked:
    return "d.read = ?", (met[1].lower(),)


def _sure(met: re.Match[str], _: date) -> _Asked:
    sign = ">" if met[1].lower() == "over" else "<"
    return f"d.confidence > 0 AND d.confidence {sign} ?", (int(met[2]),)


def _stage(met: re.Match[str], _: date) -> _Asked:
    return "d.stage_id IN (SELECT id FROM steps WHERE name = ? COLLATE NOCASE)", (met[1],)


def _no_step(_: re.Match[str], __: date) -> _Asked:
    steps = "SELECT deal_id FROM follow_up WHERE done_ms = 0 AND NOT deleted"
    return f"d.id NOT IN ({steps})", ()  # read once: there is no index by deal


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_CONDITIONS: Final[tuple[tuple[re.Pattern[str], _Make], ...]] = (
    (_pattern(r"expected within (\d{1,3}) days?"), _within),
    (_pattern(r"overdue"), _overdue),
    (_pattern(r"no date"), _undated),
    (_pattern(r"quiet for (\d{1,4}) days?"), _quiet),
    (_pattern(r"(over|under) (\d{1,3}(?:[,.' ]\d{3}){1,4}|\d{1,12}) ?([a-z]{3})"), _amount),
    (_pattern(r"(keen|unsure|cold)"), _read),
    (_pattern(r"confidence (over|under) (\d{1,3}) ?%?"), _sure),
    (_pattern(r"stage (.+)"), _stage),
    (_pattern(r"no next step"), _no_step),
)
"""How a rule can begin to be read, and what it asks."""
