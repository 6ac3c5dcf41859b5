"""Everything that is offered for some words."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from app.understanding.amounts import find_amounts
from app.understanding.context import Found
from app.understanding.counts import find_units
from app.understanding.days import find_due, when_of
from app.understanding.grammar import Grammar
from app.understanding.grammars import grammar_of
from app.understanding.known import Known
from app.understanding.languages.english import ENGLISH
from app.understanding.line import Line, read_line
from app.understanding.names import Heard
from app.understanding.offer import Customer, Offer, Value, Why
from app.understanding.standing import find_outcomes, find_reads, find_stages
from app.understanding.steps import find_people, find_steps

_MOST_CHARS: Final = 20_000
"""Half an hour of speech; what follows in a longer note is not read."""


_NEXT_STOP: Final = re.compile(
    r"\b(?:then|afterwards|after that|next|later|danach|anschliessend|dann|luego|despues)[,:]?"
    r" (?:(?:at|to|on|off|over|in|the|was|i|we|went|saw|zu|bei|a|en) ){0,4}$",
    re.IGNORECASE,
)
"""What leads from one customer to another."""
_ASKS: Final = re.compile(r" (?:wants?|needs?|asked|signed|will|would|are|is|have|has)\b")


def offers(text: str, known: Known, now: datetime, language: str) -> tuple[Offer, ...]:
    """Return what the words of a note offer, each once; never raises for any words.

    It takes time in proportion to the words: 3 ms of one core for a note of fifty.

    Args:
        text: As it stands, with its names set right.
        known: What the replica knows.
        now: When the words were said: local time, aware.
        language: BCP 47, such as ``en`` or ``de-AT``. English is read whole, German and
            Spanish for days, amounts and names, others for names alone.
    """
    said = text[:_MOST_CHARS]
    heard = known.names.heard(said, known.near, language)
    grammar = grammar_of(language)
    found = list(_named(heard, known, said))
    if grammar:
        line = read_line(said, grammar, [(one.start, one.end) for one in heard])
        found += _read(line, grammar, known, now, language, heard)
    return tuple({offer.key: offer for offer in reversed(found)}.values())[::-1]


def _read(  # noqa: PLR0913, PLR0917  # one call, from above
    line: Line,
    grammar: Grammar,
    known: Known,
    now: datetime,
    language: str,
    heard: list[Heard],
) -> Iterator[Offer]:
    due = find_due(line, grammar, now, when_of(now, language))
    products = [one for one in heard if one.known.kind == "product"]
    yield from _placed(line, due)
    yield from _placed(line, find_amounts(line, grammar, known.currency))
    yield from _placed(line, find_units(line, grammar, products))
    yield from _placed(line, find_stages(line, grammar, known.stages))
    if grammar is not ENGLISH:
        return
    yield from _placed(line, find_outcomes(line, grammar, known.stages))
    yield from _placed(line, find_reads(line))
    yield from _placed(line, find_steps(line, grammar, [one.span for one in due]))
    for person, start, end in find_people(line, heard, grammar):
        yield _offer(person, line.said, start, end)


def _placed(line: Line, found: Iterable[Found[Value]]) -> Iterator[Offer]:
    for one in found:
        if one.value:
            yield _offer(one.value, line.said, *line.place(one.span))


def _offer(value: Value, said: str, start: int, end: int) -> Offer:
    return Offer(value, said[start:end], start, end)


def _next_stop(said: str, customer: Heard) -> bool:
    """Tell whether words go on to another customer: "and Target want theirs back"."""
    ahead = said[: customer.start]
    return bool(_NEXT_STOP.search(ahead)) or (
        ahead.endswith(" and ") and bool(_ASKS.match(said, customer.end))
    )


def _misnamed(said: str, customer: Heard) -> bool:
    """Tell a name that is taken back: "it was Novara, not Nova"."""
    name = re.escape(said[customer.start : customer.end].split(maxsplit=1)[0])
    return bool(re.search(rf"\b(?:not|nicht) {name}\b", said, re.IGNORECASE))


def _named(heard: list[Heard], known: Known, said: str) -> Iterator[Offer]:
    """Yield whom the words are about: by name, by its people, else where the rep is.

    Nobody where a customer named later is the clearer one, or the next stop: each may be
    meant.
    """
    customers = [one for one in heard if one.known.kind == "customer" and not _misnamed(said, one)]
    people = [one for one in heard if one.known.kind == "person" and one.known.account_id]
    if customers:
        best = min(customers, key=lambda one: (not one.full, one.known.id not in known.near))
        if best.known.id != customers[0].known.id and best.known.id not in known.near:
            return
        if any(_next_stop(said, one) for one in customers[1:]):
            return
        yield _offer(Customer(best.known.id, "heard"), said, best.start, best.end)
    elif people:
        first = people[0]
        yield _offer(Customer(first.known.account_id, "person"), said, first.start, first.end)
    elif known.near:
        nearest = known.near[0]
        ways: dict[str, Why] = {known.open: "open", known.here: "here"}
        why = "open" if nearest == known.open else ways.get(nearest, "planned")
        yield _offer(Customer(nearest, why), said, 0, 0)
