"""Tell what was meant from what was denied, is over, or was taken back at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from app.understanding.grammar import ANYTHING, Grammar
from app.understanding.line import Line, Span

_REACH: Final = 12
"""Words a verb or a "not" reaches over at most; longer clauses are run-on speech."""
_TERSE: Final = 3
"""Fewer words before a deadline are a report rather than a plan."""
_BEHIND: Final = 8
"""The same for what stands behind a day."""

V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[V_co]):
    """Words that may say a value.

    Attributes:
        value: What they say; None for words that only look as if they did.
    """

    span: Span
    value: V_co | None


def before(line: Line, grammar: Grammar, span: Span, floor: int = 0) -> Span:
    """Return what stands before some words in their clause, from item `floor` on."""
    clauses, first, left = grammar.clauses, span.first, _REACH
    while first > floor and left:
        item = line.items[first - 1]
        # The figures of a telephone's number are one word.
        left -= not (item.number and first > 1 and line.items[first - 2].number)
        if item.text == "." or item.text in clauses.breaks or line.items[first].after_comma:
            break
        if item.text in clauses.openings and (
            first < 2 or line.items[first - 2].text not in clauses.holds
        ):
            first -= 1
            break
        first -= 1
    return Span(first, span.first)


def told_of(line: Line, grammar: Grammar, span: Span) -> Span:
    """Return what stands before some words since somebody was last named in their sentence.

    A subject reaches over "and": "the competition came in and offered 30,000".
    """
    first, lowest = span.first, max(0, span.first - _REACH)
    turns = grammar.clauses.breaks - grammar.numbers.joins
    while first > lowest:
        item = line.items[first - 1]
        if item.text == "." or item.text in turns:
            break
        first -= 1
        if item.text in grammar.clauses.openings:
            break
    return Span(first, span.first)


def behind(line: Line, grammar: Grammar, span: Span) -> Span:
    """Return what stands behind some words in their sentence, up to a new clause."""
    after = span.after
    while after < min(len(line.items), span.after + _BEHIND):
        text = line.items[after].text
        if text == "." or text in grammar.clauses.breaks:
            break
        after += 1
    return Span(span.after, after)


def denied(line: Line, grammar: Grammar, span: Span, floor: int = 0, follower: int = 0) -> bool:
    """Tell whether words were said to be not so: "not Friday", "Friday does not work".

    What stands before item `floor` does not count, and what leads to item `follower` is
    said of that one: "Friday, not Thursday".
    """
    clauses = grammar.clauses
    scope = line.words(before(line, grammar, span, floor))
    # "No later than" may begin with the words themselves.
    around = f"{scope} {line.words(span)}"
    harmless = [found.span() for found in clauses.allowed.finditer(around)]
    for found in clauses.negations.finditer(scope):
        if not any(start <= found.start() < end for start, end in harmless):
            return True
    found_behind = clauses.denials.match(line.words(behind(line, grammar, span)))
    return found_behind is not None and (span.after + len(found_behind[0].split()) != follower)


def over(line: Line, grammar: Grammar, span: Span, *, deadline: bool = False) -> bool:
    """Tell whether a day was one that has been: "we met on Friday".

    A `deadline` is to come, but for one behind a bare report: "broken by Friday".
    The nearest verb before it decides; without one, the first behind it; without any
    in its clause, the one in the clause before: "we met on Tuesday and again on Friday".
    """
    clauses = grammar.clauses
    own = before(line, grammar, span)
    past, ahead = _verbs_end(line, grammar, own)
    if deadline:
        return past > ahead and own.after - own.first < _TERSE
    if max(past, ahead) >= 0:
        return past >= ahead
    scope = line.words(behind(line, grammar, span))
    far = len(scope) + 1
    first_past = next((found.start() for found in clauses.past.finditer(scope)), far)
    first_ahead = next((found.start() for found in clauses.ahead.finditer(scope)), far)
    led = line.words(own)
    if min(first_past, first_ahead) < far or clauses.deeds.match(led):
        return first_past < first_ahead
    if clauses.ours is not ANYTHING and clauses.ours.search(f"{led} {scope}"):
        return False
    past, ahead = _verbs_end(line, grammar, _clause_ahead_of(line, grammar, own))
    return past > ahead


def _verbs_end(line: Line, grammar: Grammar, span: Span) -> tuple[int, int]:
    """Return where the last verbs of what has been and of what is to come end; -1 for none."""
    scope = line.words(span)
    verbs = (grammar.clauses.past, grammar.clauses.ahead)
    past, ahead = (max((one.end() for one in verb.finditer(scope)), default=-1) for verb in verbs)
    if max(past, ahead) < 0 and grammar.clauses.participles.search(scope):
        past = len(scope)
    return past, ahead


def _clause_ahead_of(line: Line, grammar: Grammar, clause: Span) -> Span:
    """Return the clause that another goes on from, within a sentence."""
    first = clause.first
    while first and line.items[first - 1].text in grammar.numbers.joins:
        first -= 1
    if first and line.items[first - 1].text != ".":
        return Span(before(line, grammar, Span(first - 1, first - 1)).first, first)
    return Span(first, first)


def passing(line: Line, grammar: Grammar, span: Span, *, deadline: bool = False) -> bool:
    """Tell whether a day was only said in passing: "the lease ends on Friday".

    A day counts where a deed of ours, or an appointment, stands in its clause; alone it
    counts too, unless somebody else's affair follows. Behind "if" only a `deadline` does.
    """
    clauses = grammar.clauses
    scope = before(line, grammar, span)
    light = grammar.joints | grammar.repairs
    led = line.words(scope)
    after = line.words(_beyond(line, grammar, span))
    if (
        clauses.hedges.search(led)
        or clauses.hedges.search(after)
        or (clauses.ifs.search(led) and not (deadline and clauses.terms.search(led)))
        or (clauses.wishes.search(led) and clauses.ifs.match(after))
        or (clauses.strangers.search(led) and clauses.theirs.match(after))
    ):
        return True
    if clauses.invites.search(line.words(Span(span.after, span.after + _BEHIND))):
        return False
    led = clauses.subjects.split(led)[-1]
    if clauses.ours.search(f"{led} {line.words(span)} {after}"):
        return False
    if clauses.deeds.match(led):
        return False
    return any(word not in light and word[0] != "#" for word in led.split()) or bool(
        clauses.strangers.match(after)
    )


def alike(line: Line, grammar: Grammar, first: Span, second: Span) -> bool:
    """Tell whether words go on as others did: "twenty on Friday, the other ten on Monday"."""
    clauses, scope = grammar.clauses, before(line, grammar, second)
    said = line.words(scope)
    others = (clauses.past, clauses.ahead, clauses.hedges, clauses.ifs, clauses.strangers)
    return (
        clauses.ours is not ANYTHING
        and line.sentence(first) == line.sentence(second)
        and first.after >= scope.first - 1
        and line.closes(second.after)
        and not any(pattern.search(said) for pattern in others)
        and not clauses.participles.search(said)
    )


def _beyond(line: Line, grammar: Grammar, span: Span) -> Span:
    """Return what stands behind a day in its own clause."""
    openings = grammar.clauses.openings
    reach = behind(line, grammar, span)
    for at in range(span.after, reach.after):
        if line.items[at].after_comma or (at > span.after and line.items[at].text in openings):
            return Span(span.after, at)
    return reach


def promised(line: Line, grammar: Grammar, span: Span) -> bool:
    """Tell whether somebody means to do something then."""
    scope = line.words(Span(before(line, grammar, span).first, span.after))
    return bool(grammar.clauses.promises.search(scope))


def settled(line: Line, grammar: Grammar, found: Sequence[Found[V_co]]) -> list[Found[V_co]]:
    """Return what is left after corrections, choices and denials.

    "Friday, no, Monday" is Monday; "Friday or Monday" and "Friday to Monday" are
    neither; "scratch that" takes back what stands before it. `found` is from left to
    right, and so is the answer.
    """
    left = list(found)
    floors = [0, *(one.span.after for one in found)][: len(found)]
    for index, one in enumerate(found):
        follower = found[index + 1] if index + 1 < len(found) else None
        link = _link(line, grammar, one, follower)
        if link in ("repaired", "choice", "withdrawn"):
            left[index] = replace(one, value=None)
        if follower and link == "choice":
            left[index + 1] = replace(follower, value=None)
        if follower and link == "repaired":
            floors[index + 1] = follower.span.first
    followers = [*(one.span.first for one in found[1:]), 0]
    return [
        one
        for one, floor, follower in zip(left, floors, followers, strict=False)
        if one.value is not None and not denied(line, grammar, one.span, floor, follower)
    ]


def _link(line: Line, grammar: Grammar, one: Found[V_co], follower: Found[V_co] | None) -> str:
    """Tell how something is linked to what follows it."""
    until = follower.span.first if follower else len(line.items)
    between = [item.text for item in line.items[one.span.after : until] if item.text != "."]
    if follower and grammar.clauses.either.intersection(between):
        # "On the eighth or half past six on the eleventh": a time stands between.
        between = [word for word in between if not re.fullmatch(r"#\d[\d.]*", word)]
    known = grammar.repairs | grammar.joints
    if follower and between and all(word in known for word in between):
        if any(word in grammar.repairs for word in between):
            return "repaired"
        if any(word in grammar.clauses.either for word in between):
            return "choice"
    if follower and between and all(word in grammar.money.span for word in between):
        return "choice"
    if follower and not between and _spans(line, grammar, follower.span):
        return "choice"
    if between and (between[0] in grammar.withdrawals or _or_another(grammar, between)):
        return "withdrawn"
    return ""


def _or_another(grammar: Grammar, between: list[str]) -> bool:
    """Tell whether words go on with another: "the tenth or eleventh", "or the week after"."""
    if between[0] in grammar.clauses.either and set(between[1:3]) & grammar.units.keys():
        return True
    return between[0] in grammar.clauses.either and any(
        word[0] == "#" and grammar.joints.issuperset(between[1:at])
        for at, word in enumerate(between[1:3], 1)
    )


def _spans(line: Line, grammar: Grammar, span: Span) -> bool:
    """Tell whether words begin with the second end of a span: "to Friday"."""
    return line.items[span.first].text in grammar.money.span
