"""Days and times that something is due on.

A wrong day is worse than none. So there is none for what can be read two ways ("in a
week or two", "not before June", "after the holidays", "in June", ``3/4`` where the
locale does not say which is the month), for days that have been ("last Tuesday", "we met
on Friday"), for days that were denied or taken back, for recurring ones, and for days said
in passing ("the lease ends on Friday", "if he comes on Friday"). "By Friday"
and "before Friday" are Friday: the day is the deadline, as people put it in a calendar.

Tried and left aside, on the 277 sentences of ``tests/understanding/days.tsv``, of which many
hold a day that is none to act on: dateparser 1.5 (BSD) read 99 right and 150 wrong ("we"
as Wednesday, "the third of March" as the 24th, "he may" as May); parsedatetime 2.6
(Apache) 126 right and 123 wrong (a phone number as a time). By hand: ovos-date-parser
0.29 (Apache) leaves out "the third" of March and brings a service framework along;
ctparse and timefhuman pin old versions of what they need; the Recognizers suites have
been still for years. None tells "we met on Friday" from "call on Friday".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from app.understanding.calendar import after, day_beside, day_of_month, day_of_year, weekday
from app.understanding.context import Found, alike, before, over, passing, promised, settled
from app.understanding.grammar import DayRule, Grammar, Parts, When
from app.understanding.line import Line, Span
from app.understanding.offer import Due
from app.understanding.times import with_times

_OTHERWISE: Final = frozenset({"may", "march"})
"""Months that are verbs, too."""
_ROLLED: Final = timedelta(days=15)
"""A day of the month farther ahead was nearer in the month before."""
_SUNDAY_FIRST: Final = frozenset({"US", "CA", "MX", "BR", "JP", "IL", "IN", "ZA", "CO", "PE"})
"""Regions whose weeks begin on Sunday (CLDR 46, weekData)."""


def when_of(now: datetime, language: str) -> When:
    """Return the day words are said on, and how its locale counts.

    Args:
        now: Local, aware.
        language: BCP 47, such as ``en-US``; without a region, weeks begin on Monday.
    """
    code, _, region = language.replace("_", "-").partition("-")
    month_first = region == "US" if code != "en" or region else None
    return When(now.date(), region in _SUNDAY_FIRST, month_first)


def find_due(line: Line, grammar: Grammar, now: datetime, when: When) -> list[Found[Due]]:
    """Return the days that something is due on, from left to right.

    A day said twice, once with a time, is due then.
    """
    hits = list(_anchored(_hits(line, grammar), line, grammar, when))
    found: list[Found[Due]] = []
    for named in hits:
        earlier = found[-1].span if found and found[-1].value else None
        found.append(_dated(line, grammar, when, named, earlier))
    bare = {hit.span for hit, _ in hits if hit.rule.read is weekday and not _by(hit)}
    left = _in_order(line, settled(line, grammar, found), bare)
    timed = with_times(line, grammar, left)
    days = {one.value.on for one in timed if one.value and one.value.at}
    return [
        one
        for one in timed
        if one.value and (one.value.at or one.value.on not in days) and not _gone(one.value, now)
    ]


@dataclass(frozen=True, slots=True)
class _Hit:
    span: Span
    match: re.Match[str]
    rule: DayRule


def _hits(line: Line, grammar: Grammar) -> list[_Hit]:
    """Return what the rules find: the leftmost, of these the longest, then by rule."""
    hits = [
        _Hit(*found, rule)
        for rule in grammar.days
        for found in line.find(rule.pattern)
        if not rule.closing or line.closes(found[0].after)
    ]
    hits.sort(key=lambda hit: (hit.span.first, -hit.span.after))
    chosen: list[_Hit] = []
    for hit in hits:
        if not chosen or hit.span.first >= chosen[-1].span.after:
            chosen.append(hit)
    return chosen


def _anchored(
    hits: Iterable[_Hit], line: Line, grammar: Grammar, when: When
) -> Iterator[tuple[_Hit, date | None]]:
    """Yield what was found and its day, also one that is counted from the day before it.

    "He is back on Monday, I call the day after": Monday only says when I call. "Monday, and
    the list a week later" are two.
    """
    earlier: tuple[_Hit, date | None] | None = None
    for hit in hits:
        linked = earlier if earlier and _near(line, earlier[0], hit) else None
        day = _day(line, grammar, when, hit, linked)
        if earlier:
            gone = (
                linked
                and linked[1]
                and hit.rule.follows
                and hit.rule.read is not after
                and not _by(linked[0])
            )
            yield (earlier[0], None) if gone else earlier
        earlier = hit, day
    if earlier:
        yield earlier


def _day(
    line: Line, grammar: Grammar, when: When, hit: _Hit, linked: tuple[_Hit, date | None] | None
) -> date | None:
    """Return the day that was said, perhaps counted from the one before it."""
    groups, rule = hit.match.groupdict(), hit.rule
    parts = _parts(groups, grammar)
    anchor = linked[1] if linked else None
    there = replace(when, today=anchor) if anchor else None
    if rule.read is day_of_month and parts.weekday < 0 and linked and _names_month(linked[0]):
        # "The twelfth" behind "the eighth of February" is likely of that month.
        return rule.read(parts, there) if there and not groups.get("ahead") else None
    month = _month_before(line, grammar, hit)
    if month and rule.read in (day_of_month, day_beside):
        return day_of_year(replace(parts, month=month), when)
    if not rule.follows:
        return rule.read(parts, when)
    day = rule.read(parts, there) if there else None
    if rule.read is day_beside and (day is None or day <= when.today):
        return day_of_month(parts, when)
    return day


def _month_before(line: Line, grammar: Grammar, hit: _Hit) -> int:
    """Return the month that was named just before: "in January, say the eleventh"."""
    at = hit.span.first - 1
    while at > 0 and line.items[at].text in grammar.joints:
        at -= 1
    word = line.items[at].text if at >= 0 else ""
    return 0 if word in _OTHERWISE else grammar.months.get(word, 0)


def _by(hit: _Hit) -> bool:
    return bool(hit.match.groupdict().get("ahead"))


def _names_month(hit: _Hit) -> bool:
    return bool(hit.match.groupdict().get("month"))


def _near(line: Line, hit: _Hit, other: _Hit) -> bool:
    return line.sentence(other.span) - line.sentence(hit.span) <= 1


def _dated(
    line: Line, grammar: Grammar, when: When, named: tuple[_Hit, date | None], earlier: Span | None
) -> Found[Due]:
    """Return a day if something is due on it; `earlier` is the last such one before it."""
    hit, day = named
    if day is None or day < when.today or _idle(line, grammar, hit, earlier):
        return Found(hit.span, None)
    rolled = hit.rule.read is day_of_month and day - when.today > _ROLLED
    if rolled and _reported(line, grammar, hit):
        return Found(hit.span, None)
    return Found(hit.span, Due(day.isoformat()))


def _idle(line: Line, grammar: Grammar, hit: _Hit, earlier: Span | None) -> bool:
    """Tell a day that has been, or on which nothing is to be done."""
    ahead = hit.rule.ahead or _by(hit)
    goes_on = earlier is not None and alike(line, grammar, earlier, hit.span)
    return (
        (not hit.rule.ahead and over(line, grammar, hit.span, deadline=ahead))
        or _bounded(line, grammar, hit)
        or (not goes_on and passing(line, grammar, hit.span, deadline=ahead))
        or (hit.rule.promised and not promised(line, grammar, hit.span))
    )


def _bounded(line: Line, grammar: Grammar, hit: _Hit) -> bool:
    """Tell a day that only ends or begins a while: "busy till mid January"."""
    led = line.words(Span(max(0, hit.span.first - 1), hit.span.first))
    return led in grammar.clauses.bounds


def _in_order(line: Line, days: list[Found[Due]], bare: set[Span]) -> list[Found[Due]]:
    """Leave out a weekday said behind a later one: "Wednesday we meet, Friday it goes out".

    On a Thursday that Friday may be tomorrow, or the one that follows.
    """
    left: list[Found[Due]] = []
    for one in days:
        rival = left[-1] if left and {left[-1].span, one.span} <= bare else None
        if (
            rival is None
            or rival.value is None
            or one.value is None
            or rival.value.on <= one.value.on
            or line.sentence(rival.span) != line.sentence(one.span)
        ):
            left.append(one)
    return left


def _reported(line: Line, grammar: Grammar, hit: _Hit) -> bool:
    """Tell a day that was once named: "they promised it by the fifteenth", on the 21st."""
    scope = line.words(before(line, grammar, hit.span))
    return bool(grammar.clauses.reported.search(scope))


def _parts(groups: dict[str, str | None], grammar: Grammar) -> Parts:
    said = {name: text for name, text in groups.items() if text}
    unit = grammar.units.get(said.get("unit", ""), (0, "day"))
    count = _count(said.get("count", "1" if "unit" in said else "0"))
    if said.get("count", "").startswith(grammar.half) and unit[1] == "year":
        count, unit = 6, (1, "month")
    return Parts(
        weekday=grammar.weekdays.get(said.get("weekday", ""), -1),
        since=grammar.weekdays.get(said.get("since", ""), -1),
        day=int(said.get("day", "0")),
        month=grammar.months.get(said.get("month", ""), 0) or _count(said.get("month", "0")),
        year=int(re.sub(r"\D", "", said.get("year", "0"))),
        count=count,
        unit=unit,
        quarter=int(said.get("quarter", "0")),
    )


def _count(text: str) -> int:
    """Return a count; an article is one, and a couple is two."""
    figures = re.sub(r"\D", "", text)
    if figures:
        return int(figures)
    return 2 if "couple" in text else 1 if text.strip("-") and not text.isdigit() else 0


def _gone(due: Due, now: datetime) -> bool:
    """Tell whether it is over; a day without a time lasts until midnight."""
    today = now.date().isoformat()
    return due.on < today or (due.on == today and bool(due.at) and due.at <= f"{now:%H:%M}")
