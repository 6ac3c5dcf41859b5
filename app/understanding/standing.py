"""Where a deal stands: its stage, how it ended, and how the customer took it.

A stage counts by the team's own name for it: two words or more whenever they are said,
a single word (most are ordinary ones: "New", "Proposal") only where it is said of the
deal: "moved to negotiation", "proposal stage". Outcomes and reads are English.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.understanding.context import Found, before, behind, denied, settled
from app.understanding.grammar import Grammar, whole
from app.understanding.known import KnownStage
from app.understanding.languages.english_standing import AGO, ENDINGS, OPEN, READS
from app.understanding.line import Line, Span, folded
from app.understanding.offer import Outcome, Read, Stage

_INTO: Final = (
    r"(?:(?:move|moves|moved|moving|put|set|goes|go|going|went|gone|is|are|was|now|stays|still|"
    r"push|pushed|got|gets|we're|they're|it's|that's|deal|advance[ds]?|progress\w*|enter\w*|"
    r"reach\w*|back|change[ds]?|bring|brought|bump\w*|take|mark(?:ed)?)"
    r"(?: (?:it|this|that|them|#1|deal|the|now|over|on|still|back|up|status|stage|him|her|"
    r"already|as|officially|firmly|well)){0,4})"
    r" (?:to|in|into|at|as|on)(?: the)?"
)
_WORD: Final = re.compile(r"[^\W_]+")
_SUFFIX: Final = re.compile(r"(?:ations?|ating|ated|ates?|ings?|ions?|ed|ies|y|s|e|al)$")
_LATER: Final = frozenset({"then", "next", "later", "soon", "eventually"})
"""Behind a stage: it is one to come."""
_SHORTEST_STEM: Final = 5
"""Shorter stems are shared by words that mean something else."""


def find_stages(line: Line, grammar: Grammar, stages: Sequence[KnownStage]) -> list[Found[Stage]]:
    """Return the stages the deal is said to stand in, from left to right."""
    going = [stage for stage in stages if stage.outcome == "open"]
    found = [one for stage in going for one in _stage(line, grammar, stage)]
    found.sort(key=lambda one: (one.span.first, -one.span.after))
    free: list[Found[Stage]] = []
    for one in found:
        if not free or one.span.first >= free[-1].span.after:
            free.append(one)
    return settled(line, grammar, free)


def _stage(line: Line, grammar: Grammar, stage: KnownStage) -> Iterator[Found[Stage]]:
    words = [folded(word) for word in _WORD.findall(stage.name)]
    if not words:
        return
    name = r" (?:(?:the|a|an|our|-|/|&|and|is|was|are|has been|been|now) )*".join(
        _inflected(word) for word in words
    )
    ways = [rf"{_INTO} (?P<name>{name})", rf"(?P<name>{name}) (?:stage|phase|column|step)"]
    ways += [
        rf"(?:it's|it is|deal is|this #1 is|they are|they're)(?: now)? (?P<name>{name}) now",
        (
            rf"(?:call|mark|consider)(?: (?:it|this|that|them|#1|the|deal|as)){{0,4}} "
            rf"(?P<name>{name})"
        ),
    ]
    ways += [rf"(?:stage|phase)(?: (?:is|to|now|at|in))? (?P<name>{name})"]
    ways.append(
        rf"(?:move|moved|moves|moving|went|advanced|shifted|pushed)(?: (?!meeting|call|visit|"
        rf"appointment|(?:they|we|he|she|i|it|wants?|to)(?: |$))"
        rf"\S+){{1,6}} to (?:the )?(?P<name>{name})"
    )
    if len(words) > 1:
        ways.append(rf"(?P<name>{name})")
    elif len(_stem(words[0])) >= _SHORTEST_STEM:
        ways.append(rf"(?:is|are)(?: now)? (?P<name>{name}) now")
        ways.append(
            r"(?:we're|we are|they're|they are|i'm|i am|still|now)(?: (?:still|now|already|deep in|"
            rf"in the middle of))* (?P<name>{re.escape(_stem(words[0]))}\w*(?:ing|ed|ion|ions))"
        )
    for way in ways:
        for span, match in line.find(whole(way)):
            name_span = line.span(*match.span("name"))
            if not _left_open(line, grammar, span, but="can"):
                yield Found(name_span if len(words) > 1 else span, Stage(stage.id))


def _inflected(word: str) -> str:
    """Return a pattern of a word with other endings: negotiation, negotiating."""
    stem = _stem(word)
    return (
        rf"{re.escape(stem)}\w*(?:'s)?"
        if len(stem) >= _SHORTEST_STEM
        else rf"{re.escape(word)}(?:'s)?"
    )


def _stem(word: str) -> str:
    return _SUFFIX.sub("", word)


def find_outcomes(
    line: Line, grammar: Grammar, stages: Sequence[KnownStage]
) -> list[Found[Outcome]]:
    """Return how the deal is said to have ended; nothing when it is said both ways."""
    found = [
        Found(span, Outcome(outcome, _stage_of(stages, outcome)))
        for outcome, patterns in ENDINGS
        for pattern in patterns
        for span, _ in line.find(pattern)
        if not _left_open(line, grammar, span) and not denied(line, grammar, span)
    ]
    for stage in stages:
        if stage.outcome != "open":
            named = settled(line, grammar, list(_stage(line, grammar, stage)))
            found += [Found(one.span, Outcome(stage.outcome, stage.id)) for one in named]
    ways = {one.value.outcome for one in found if one.value}
    return found[:1] if len(ways) == 1 else []


def _left_open(line: Line, grammar: Grammar, span: Span, but: str = "") -> bool:
    """Tell what is only wished, feared or thought of, or long ago; `but` leaves nothing open."""
    scope = line.words(before(line, grammar, span))
    after = line.words(behind(line, grammar, span))
    if line.words(Span(span.after, span.after + 1)) in _LATER:
        return True
    return bool(OPEN.search(scope.removesuffix(but)) or AGO.search(after))


def _stage_of(stages: Sequence[KnownStage], outcome: str) -> str:
    return next((stage.id for stage in stages if stage.outcome == outcome), "")


def find_reads(line: Line) -> list[Found[Read]]:
    """Return how the customer took it, as the last words about it say."""
    found: list[Found[Read]] = []
    for read, pattern in READS:
        for span, _ in line.find(pattern):
            if all(span.after <= one.span.first or span.first >= one.span.after for one in found):
                found.append(Found(span, Read(read)))
    found.sort(key=lambda one: one.span.first)
    return found[-1:]
