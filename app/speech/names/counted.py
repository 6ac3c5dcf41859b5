"""Numbers said in words, as the names that hold them have them: "Titan seven hundred"."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.understanding.grammars import grammar_of
from app.understanding.line import read_line


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in words.

    Attributes:
        start: Where it begins in the text, in characters.
        end: Where it ends.
        digits: The same in digits.
    """

    start: int
    end: int
    digits: str


def numbers_in(text: str, language: str) -> Iterator[Counted]:
    """Yield the whole numbers that a text says in words, from left to right."""
    grammar = grammar_of(language)
    for item in read_line(text, grammar).items if grammar else ():
        digits = item.text[1:].rstrip("k")
        said = text[item.start : item.end]
        if item.number and digits.isdecimal() and not any(c.isdecimal() for c in said):
            yield Counted(item.start, item.end, digits)
