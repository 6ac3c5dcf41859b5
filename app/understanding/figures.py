"""Numbers in a line: what they say, and those that stand for something else."""

import re
from decimal import Decimal
from typing import Final

from app.understanding.grammar import Grammar
from app.understanding.line import Line, Span

_YEARS: Final = range(1990, 2050)
_ID: Final = 5
"""Figures in a row, with no mark between, that are no sum."""
_MOVED: Final = 8
"""Words in which one says from what to what a sum was changed."""


def value_at(line: Line, at: int) -> Decimal | None:
    """Return the number an item says; None for an ordinal."""
    text = line.items[at].text[1:].removesuffix("k")
    return None if text.endswith("th") else Decimal(text)


def is_year(line: Line, at: int) -> bool:
    """Tell a number that is likelier a year."""
    return value_at(line, at) in _YEARS


def crowded(line: Line, grammar: Grammar, at: int) -> bool:
    """Tell a number beside another, as in a telephone's, and one end of a span."""
    items = line.items
    span = grammar.money.span
    if at + 1 < len(items):
        follower = items[at + 1]
        apart = follower.after_comma
        if follower.number and not apart:
            return True
        linked = follower.text in span | grammar.numbers.joins
        if linked and at + 2 < len(items) and items[at + 2].number:
            return True
    if (
        at
        and items[at - 1].number
        and not (items[at].after_comma and (_label(line, at - 1) or _restated(line, at)))
    ):
        return True
    if at > 1 and items[at - 1].text in grammar.numbers.joins and items[at - 2].number:
        return True
    if (
        at < 2
        or items[at - 1].text not in span
        or items[at - 2].text in grammar.money.moves
        or grammar.money.moved.search(line.words(Span(max(0, at - _MOVED), at)))
    ):
        return False
    money_first = at > 2 and items[at - 2].text in grammar.money.behind
    return items[at - 2].number or (money_first and items[at - 3].number)


def _restated(line: Line, at: int) -> bool:
    """Tell a sum said in full behind its short form: "thirty one two, thirty one thousand"."""
    if at < 2 or not line.items[at - 2].number:
        return False
    thousands, hundreds = value_at(line, at - 2), value_at(line, at - 1)
    if thousands is None or hundreds is None:
        return False
    return thousands * 1_000 + hundreds * 100 == value_at(line, at)


def _label(line: Line, at: int) -> bool:
    """Tell a year, or the long number of an order: what follows it is another number."""
    said = line.said[slice(*line.place(Span(at, at + 1)))]
    figures = line.items[max(0, at - 2) : at + 1]
    spelled = len(figures) > 2 and all(re.fullmatch(r"#\d|oh|o", item.text) for item in figures)
    return is_year(line, at) or spelled or (said.isdecimal() and len(said) >= _ID)


def text_at(line: Line, at: int) -> str:
    """Return an item as patterns see it; empty behind the last."""
    return line.items[at].text if at < len(line.items) else ""
