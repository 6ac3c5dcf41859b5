"""Times of the day, and which day each belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.understanding.context import Found, before
from app.understanding.grammar import ClockRule, Grammar
from app.understanding.line import Line, Span
from app.understanding.offer import Due

_EARLIEST: Final = 7
"""Nobody means six in the morning by "at six"."""
_FAR: Final = 5
"""Words that may stand between a day and the time that belongs to it."""


def with_times(line: Line, grammar: Grammar, days: Sequence[Found[Due]]) -> list[Found[Due]]:
    """Return days with the times that were said for them, from left to right."""
    clocks = list(_clocks(line, grammar))
    return [_lone(line, grammar, _timed(line, grammar, one, clocks), days, clocks) for one in days]


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


def _lone(
    line: Line,
    grammar: Grammar,
    found: Found[Due],
    days: Sequence[Found[Due]],
    clocks: list[_Clock],
) -> Found[Due]:
    """Return a day with the only time of its sentence: "on Friday, I'll be there at nine"."""
    here = line.sentence(found.span)
    near = [clock for clock in clocks if line.sentence(clock.span) == here]
    if not found.value or found.value.at:
        return found
    found = _as_before(line, grammar, found, clocks)
    if not near or not found.value or found.value.at:
        return found
    clock = max(near, key=lambda one: one.span.after - one.span.first)
    others = [one for one in near if not clock.span.first <= one.span.first < clock.span.after]
    days = [one for one in days if line.sentence(one.span) == here]
    around = Span(before(line, grammar, clock.span).first, clock.span.after)
    if (
        others
        or len(days) > 1
        or clock.span.first < found.span.after
        or not line.closes(clock.span.after)
        or grammar.clauses.hours.search(line.words(around))
    ):
        return found
    hour = _hour(clock, line.words(clock.span), grammar)
    return Found(found.span, Due(found.value.on, f"{hour:02d}:{clock.minute:02d}"))


def _as_before(line: Line, grammar: Grammar, found: Found[Due], clocks: list[_Clock]) -> Found[Due]:
    """Return a day with the time said before it: "Tuesday then, same time"."""
    earlier = [clock for clock in clocks if clock.span.after <= found.span.first]
    said = line.words(Span(found.span.after, found.span.after + _FAR))
    if not (earlier and found.value and grammar.clauses.again.search(said)):
        return found
    hour = _hour(earlier[-1], line.words(earlier[-1].span), grammar)
    return Found(found.span, Due(found.value.on, f"{hour:02d}:{earlier[-1].minute:02d}"))


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
    items = line.items[between.first : between.after]
    apart = any(item.after_comma for item in items) and not any(
        item.text in grammar.anyway for item in items
    )
    if between.after < between.first or apart:
        return False
    words = grammar.afternoon.sub("", grammar.forenoon.sub("", line.words(between)))
    if all(word in grammar.joints for word in words.split()):
        return True
    return first is found.span and _goes_on(line, grammar, between, clock)


def _goes_on(line: Line, grammar: Grammar, between: Span, clock: _Clock) -> bool:
    """Tell a time at the end of what a day began: "tomorrow I am with Astrid at nine"."""
    first = between.first + (line.items[between.first].text in grammar.numbers.joins)
    if line.items[first].text in grammar.clauses.openings:
        between = Span(first, between.after)
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
