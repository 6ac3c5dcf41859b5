"""The next step in the person's own words, and the people they met. English."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.matching.person import SPOKEN_TITLES
from app.understanding.context import Found, denied
from app.understanding.grammar import Grammar, either, whole
from app.understanding.languages.english_verbs import DEEDS
from app.understanding.line import Line, Span, folded
from app.understanding.names import Heard
from app.understanding.offer import Person, Step

_VERBS: Final = (
    r"(?:see (?:him|her|them|the|if|\S+ again)|remind(?! me)|let (?:him|her|them|\S+) know|"
    rf"{either(DEEDS - {'see', 'remind', 'wait', 'have', 'stop', 'learn'})}|"
    r"e mail|phone|message|schedule|sample|loop in)"
)
_LEADS: Final = (
    r"(?:i'll|we'll|i will|we will|i'm going to|we're going to|i am going to|gonna|going to|"
    r"i need to|we need to|need to|i have to|we have to|have to|has to|i must|we must|i should|"
    r"we should|got to|gotta|remind me to|reminder to|remember to|don't forget to|make sure to|"
    r"let's|promised to|promised (?:him|her|them) to|promised (?:him|her|them) i'd|agreed to|"
    r"i agreed to|said i'd|said i would|told (?:him|her|them) i'd|told (?:him|her|them) i would|"
    r"next steps?(?: is| are| would be)?(?: for me| for us)?(?: to)?|to do|todo|action(?: item)?"
    r"(?: is)?(?: to)?|my job is to|i want to|i'd like to|asked me to|asked us to|wants me to|"
    r"want me to|wants us to|want us to|needs me to|i owe (?:him|her|them) (?:to)?|please)"
)
_STEP: Final = whole(
    rf"{_LEADS}(?: (?:then|also|just|quickly|please|really|definitely|probably))?"
    rf" (?P<step>{_VERBS}(?: \S+)*?)(?=$| \.| (?:because|but|so|then|who|since|if|unless|"
    rf"after that|while)(?: |$)| and (?:i|he|she|they|we|it|the|i'll|we'll|then|also|that|"
    rf"his|her|there)(?: |$))"
)
_ORDER: Final = whole(
    r"(?P<step>(?:call|send|email|ring|text|bring|book|prepare|check|confirm|arrange|schedule|ask|"
    r"tell|forward|share|submit|pick up|drop|post|give|find|chase|write|invite|follow up|get back|"
    r"remind(?! me)|deliver|draft|organise|organize|set up)(?: (?!with |was |went |is |from |has |"
    r"had )\S+(?: \S+)*?)?)(?=$| \.| (?:because|but|so|then|who|since|if|unless)(?: |$)| and (?:i|"
    r"he|she|they|we|it|the|i'll|we'll|then)(?: |$))"
)
"""An order to oneself, at the beginning of a sentence or behind a comma."""
_LONGEST: Final = 18
"""Words of a step; more was run on."""
_LOOSE: Final = re.compile(
    r"[\s,]*(?:\b(?:on|by|at|before|for|and|the|until|around|in|to|about)\b)?[\s,.]*$",
    re.IGNORECASE,
)

_MET: Final = whole(
    r"(?:met|meeting|meet|spoke|spoken|talked|talk|speak|sat down|lunch|coffee|call|visit|dinner|"
    r"together|chat|chatted) (?:with|to)|met|saw|call from|(?:^|(?<=\. )|(?<=i )|(?<=we )|(?<=and "
    r"))called|joined by|introduced (?:me )?to|introduction to|(?:contact|buyer|manager|owner|boss|"
    r"name|successor|replacement|colleague|deputy|assistant)(?: there)? is(?: a| called| now)?|"
    r"contact|named"
)


def find_steps(line: Line, grammar: Grammar, days: Sequence[Span]) -> list[Found[Step]]:
    """Return what is to be done, without the `days` that were said."""
    found: list[Found[Step]] = []
    for pattern in (_STEP, _ORDER):
        for _, match in line.find(pattern):
            span = line.span(*match.span("step"))
            span = Span(span.first, _last(line, span, days))
            begins = pattern is _STEP or _begins(line, grammar, span.first)
            if begins and not denied(line, grammar, span) and not _taken(span, found):
                found.append(Found(span, Step(_told(line, span, days))))
    return sorted(found, key=lambda one: one.span.first)


def _last(line: Line, span: Span, days: Sequence[Span]) -> int:
    """Return where a step ends: at the comma behind its day, or when it grows too long."""
    until = min(span.after, span.first + _LONGEST)
    day = next((day.after for day in days if span.first < day.after < until), until)
    return next((at for at in range(day, until) if line.items[at].after_comma), until)


def _begins(line: Line, grammar: Grammar, at: int) -> bool:
    """Tell whether a sentence or a part of one begins here."""
    before = line.items[at - 1].text if at else "."
    return before == "." or line.items[at].after_comma or before in grammar.clauses.breaks


def _taken(span: Span, found: list[Found[Step]]) -> bool:
    return any(span.first < one.span.after and one.span.first < span.after for one in found)


def _told(line: Line, span: Span, days: Sequence[Span]) -> str:
    """Return the step as one would write it: without days, with a capital."""
    start, end = line.place(span)
    said, at = "", start
    for day in days:
        first, last = line.place(day)
        if start <= first < end:
            said += _LOOSE.sub("", line.said[at:first]) + " "
            at = max(at, last)
    said += line.said[at:end] if at < end else ""
    plain = _LOOSE.sub("", " ".join(said.split()))
    return plain[:1].upper() + plain[1:]


def find_people(
    line: Line, heard: Sequence[Heard], grammar: Grammar
) -> Iterator[tuple[Person, int, int]]:
    """Yield the people in the words and where: known ones, then new names behind "met" and kin."""
    for one in heard:
        if one.known.kind == "person":
            yield Person(one.known.id, one.known.name), one.start, one.end
    taken = [(one.start, one.end) for one in heard]
    calendar = grammar.weekdays.keys() | grammar.months.keys()
    for span, _ in line.find(_MET):
        first = span.after
        while first < len(line.items) and line.items[first].text in SPOKEN_TITLES:
            first += 1
        after = first
        while after < len(line.items) and after < first + 3 and _named(line, after, calendar):
            after += 1
        if after == first:
            continue
        start, end = line.place(Span(first, after))
        end -= 2 * line.said[start:end].endswith(("'s", "’s"))  # noqa: RUF001  # the quote is meant
        if all(end <= begun or start >= ended for begun, ended in taken):
            taken.append((start, end))
            yield Person("", line.said[start:end]), start, end


def _named(line: Line, at: int, calendar: frozenset[str] | set[str]) -> bool:
    item = line.items[at]
    said = line.said[item.start : item.end]
    return (
        said[:1].isupper()
        and not said.isupper()
        and not item.after_comma
        and folded(said) not in calendar
        and item.text not in ("i", "i'll", "i'm")
    )
