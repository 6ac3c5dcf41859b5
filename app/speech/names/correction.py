"""What was set right in a note's words: always shown, and undone by one tap."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

_LONGEST = 20_000
"""What a note's register holds, in characters."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One name set right.

    Attributes:
        start: Where the name begins in the corrected text, in characters.
        end: Where it ends.
        was: What the recogniser wrote there.
        now: The name as the notebook writes it.
        kind: ``customer``, ``contact`` or ``product``.
        id: Of the record; empty where several bear the name.
    """

    start: int
    end: int
    was: str
    now: str
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text with its names set right, and the corrections in the order of the text."""

    text: str
    corrections: tuple[Correction, ...] = ()


_KEPT = TypeAdapter(tuple[Correction, ...])


def undone(text: str, correction: Correction) -> str:
    """Return a text with what the recogniser wrote in the place of a name.

    The text may have been edited since: the name nearest to where it stood is meant,
    and a text that no longer has it is returned as it is.
    """
    places = (found.start() for found in re.finditer(re.escape(correction.now), text))
    at = min(places, key=lambda place: abs(place - correction.start), default=-1)
    if at < 0:
        return text
    return text[:at] + correction.was + text[at + len(correction.now) :]


def to_text(corrections: Iterable[Correction]) -> str:
    """Return corrections as a note's register keeps them: the first that find room there.

    Example:
        ``[{"start":5,"end":13,"was":"Bruckner","now":"Brückner","kind":"contact","id":"c1"}]``
    """
    kept, room = [], _LONGEST - 2
    for correction in corrections:
        one = to_json(correction).decode()
        room -= len(one) + 1
        if room < 0:
            break
        kept.append(one)
    return f"[{','.join(kept)}]" if kept else ""


def from_text(text: str) -> tuple[Correction, ...]:
    """Read what a note keeps; none from what is no such text."""
    try:
        return _KEPT.validate_json(text)
    except ValidationError:
        return ()
