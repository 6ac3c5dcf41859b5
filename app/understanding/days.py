"""Days and times that something is due on.

A wrong day is worse than none. So there is none for what can be read two ways ("in a
week or two", "not before June", "after the holidays", "in June", ``3/4`` where the
locale does not say which is the month), for days that have been ("last Tuesday", "we met
on Friday"), for days that were denied or taken back, for recurring ones, and in English
for days said in passing ("the lease ends on Friday", "if he comes on Friday"). "By Friday"
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
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.understanding.calendar import day_of_month
from app.understanding.context import Found, over, passing, promised, settled
from app.understanding.grammar import ClockRule, DayRule, Grammar, Parts, When
from app.understanding.line import Line, Span
from app.understanding.offer import Due

_EARLIEST: Final = 7
"""Nobody means six in the morning by "at six"."""
_FAR: Final = 5
"""Words that may stand between a day and the time that belongs to it."""
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
    found = [_dated(line, grammar, when, hit) for hit in _named_once(_hits(line, grammar), line)]
    clocks = list(_clocks(line, grammar))
    timed = [_timed(line, grammar, one, clocks) for one in settled(line, grammar, found)]
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
    hits = [_Hit(*found, rule) for rule in grammar.days for found in line.find(rule.pattern)]
    hits.sort(key=lambda hit: (hit.span.first, -hit.span.after))
    chosen: list[_Hit] = []
    for hit in hits:
        if not chosen or hit.span.first >= chosen[-1].span.after:
            chosen.append(hit)
    return chosen


def _named_once(hits: list[_Hit], line: Line) -> Iterator[_Hit]:
    """Leave out "the twelfth" behind "the eighth of February": it is likely of that month."""
    for index, hit in enumerate(hits):
        earlier = hits[index - 1] if index and hit.rule.read is day_of_month else None
        named = earlier is not None and earlier.match.groupdict().get("month")
        if not named or "." in line.words(Span(hits[index - 1].span.after, hit.span.first)):
            yield hit


def _dated(line: Line, grammar: Grammar, when: When, hit: _Hit) -> Found[Due]:
    groups = hit.match.groupdict()
    day = hit.rule.read(_parts(groups, grammar), when)
    if day is None:
        return Found(hit.span, None)
    ahead = hit.rule.ahead or bool(groups.get("ahead"))
    if not hit.rule.ahead and over(line, grammar, hit.span, deadline=ahead):
        return Found(hit.span, None)
    if passing(line, grammar, hit.span, deadline=ahead):
        return Found(hit.span, None)
    if hit.rule.promised and not promised(line, grammar, hit.span):
        return Found(hit.span, None)
    return Found(hit.span, Due(day.isoformat()))


def _parts(groups: dict[str, str | None], grammar: Grammar) -> Parts:
    said = {name: text for name, text in groups.items() if text}
    unit = grammar.units.get(said.get("unit", ""), (0, "day"))
    count = _count(said.get("count", "1" if "unit" in said else "0"))
    if said.get("count", "").startswith(grammar.half) and unit[1] == "year":
        count, unit = 6, (1, "month")
    return Parts(
        weekday=grammar.weekdays.get(said.get("weekday", ""), -1),
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


@dataclass(frozen=True, slots=True)
class _Clock:
    span: Span
    hour: int
    minute: int
    half: str


def _clocks(line: Line, grammar: Grammar) -> Iterator[_Clock]:
    for rule in grammar.clocks:
        for span, match in line.find(rule.pattern):
            clock = _clock(rule, span, match.groupdict())
            if clock:
                yield clock


def _clock(rule: ClockRule, span: Span, groups: dict[str, str | None]) -> _Clock | None:
    if groups.get("noon"):
        return _Clock(span, 12, 0, "noon")
    hour, minute = int(groups["hour"] or 0), int(groups.get("minute") or 0)
    if hour > 24 or minute > 59:
        return None
    hour, minute = divmod((hour % 24) * 60 + minute + rule.shift, 60)
    return _Clock(span, hour % 24, minute, groups.get("half") or "")


def _timed(line: Line, grammar: Grammar, found: Found[Due], clocks: list[_Clock]) -> Found[Due]:
    """Return a day with the time said next to it."""
    fitting = [clock for clock in clocks if found.value and _beside(line, grammar, found, clock)]
    if not fitting or found.value is None:
        return found
    if mended := [clock for one in fitting if (clock := _instead(line, grammar, one, clocks))]:
        fitting = mended
    clock = max(fitting, key=lambda one: one.span.after - one.span.first)
    span = Span(min(found.span.first, clock.span.first), max(found.span.after, clock.span.after))
    hour = _hour(clock, line.words(span), grammar)
    return Found(span, Due(found.value.on, f"{hour:02d}:{clock.minute:02d}"))


def _instead(line: Line, grammar: Grammar, clock: _Clock, clocks: list[_Clock]) -> _Clock | None:
    """Return the time that takes another's place: "at three tomorrow, no, make that four"."""
    light = grammar.repairs | grammar.joints | grammar.weekdays.keys() | {"tomorrow", "."}
    for later in clocks:
        led = [item.text for item in line.items[clock.span.after : later.span.first]]
        if grammar.repairs.intersection(led) and light.issuperset(led):
            return later
    at = next((at for at in range(clock.span.after, len(line.items)) if line.items[at].number), 0)
    between = [item.text for item in line.items[clock.span.after : at]]
    hour = re.fullmatch(r"#(\d\d?)", line.items[at].text) if at else None
    follower = line.words(Span(at + 1, at + 2))
    if (
        hour
        and follower in {"", ".", "instead"}
        and grammar.repairs.intersection(between)
        and light.issuperset(between)
    ):
        return _Clock(Span(clock.span.first, at + 1), int(hour[1]) % 24, 0, clock.half)
    return None


def _beside(line: Line, grammar: Grammar, found: Found[Due], clock: _Clock) -> bool:
    first, second = sorted((found.span, clock.span), key=lambda span: span.first)
    between = Span(first.after, second.first)
    if between.after < between.first or any(
        item.after_comma for item in line.items[between.first : between.after]
    ):
        return False
    words = grammar.afternoon.sub("", grammar.forenoon.sub("", line.words(between)))
    if all(word in grammar.joints for word in words.split()):
        return True
    return first is found.span and _goes_on(line, grammar, between, clock)


def _goes_on(line: Line, grammar: Grammar, between: Span, clock: _Clock) -> bool:
    """Tell a time at the end of what a day began: "tomorrow I am with Astrid at nine"."""
    if between.after - between.first > _FAR or line.items[clock.span.first].text != "at":
        return False
    clauses, words = grammar.clauses, line.words(between)
    others = clauses.breaks | {"."}
    items = line.items[between.first : between.after]
    other = any(
        (item.text[0] == "#" and item.text[-1] != "h") or item.text in others for item in items
    )
    apart = (clauses.strangers, clauses.hedges, clauses.negations)
    return not (other or any(pattern.search(words) for pattern in apart))


def _hour(clock: _Clock, words: str, grammar: Grammar) -> int:
    half = clock.half.replace(" ", "").replace(".", "")
    if clock.half == "noon" or clock.hour > 12:
        return clock.hour
    if half == "pm" or (half != "am" and grammar.afternoon.search(words)):
        return clock.hour % 12 + 12
    if half == "am" or grammar.forenoon.search(words):
        return clock.hour % 12
    return clock.hour + 12 * (0 < clock.hour < _EARLIEST)


def _gone(due: Due, now: datetime) -> bool:
    """Tell whether it is over; a day without a time lasts until midnight."""
    today = now.date().isoformat()
    return due.on < today or (due.on == today and bool(due.at) and due.at <= f"{now:%H:%M}")
