"""How many of something are wanted: not how many there are, or were, or stand beside others."""

from decimal import Decimal
from typing import Final

from app.understanding.context import Found, before, behind, settled, told_of
from app.understanding.figures import crowded, text_at, value_at
from app.understanding.grammar import Grammar
from app.understanding.line import Line, Span, folded
from app.understanding.names import Heard
from app.understanding.offer import Units

_MOST: Final = Decimal(1_000_000_000)
"""Larger ones were misheard."""
_FEWER: Final = 12
"""Words within which a count is taken down: "twelve, but two at first"."""
_PARTS: Final = 10
"""Nobody adds up more counts than these aloud; a larger sum is money."""


def find_units(line: Line, grammar: Grammar, products: list[Heard]) -> list[Found[Units]]:
    """Return how many were spoken of, from left to right, and of which of the `products`."""
    found = [
        one
        for at, item in enumerate(line.items)
        if item.number and (one := _units(line, grammar, at, products))
    ]
    left = settled(line, grammar, found)
    return _summed(line, grammar, left) if left else []


def _summed(line: Line, grammar: Grammar, found: list[Found[Units]]) -> list[Found[Units]]:
    """Return what several counts make together, where that is said: "so thirty in all"."""
    for at in range(found[-1].span.after, len(line.items) - 1):
        value = value_at(line, at) if line.items[at].number else None
        if value and grammar.money.summed.match(line.words(Span(at + 1, at + 4))):
            counted = sum(one.value.count for one in found if one.value)
            if not counted <= value <= _PARTS * counted:
                return found
            product = found[-1].value.product_id if found[-1].value else ""
            return [Found(Span(at, at + 1), Units(int(value), product))]
    return found


def _units(line: Line, grammar: Grammar, at: int, products: list[Heard]) -> Found[Units] | None:
    value, money = value_at(line, at), grammar.money
    if value is None or value != value.to_integral_value() or not 0 < value <= _MOST:
        return None
    if crowded(line, grammar, at):
        return None
    noun = _skip(line, grammar, at + 1)
    span = Span(at, noun)
    scope = line.words(before(line, grammar, span))
    dealt = bool(money.dealt.search(scope))
    plain = dealt and text_at(line, noun).isalpha() and not _product(line, noun, products)
    if plain and text_at(line, noun) not in money.pieces | money.followers:
        # One word may tell what kind of pieces: "two demo units".
        noun += text_at(line, noun + 1) in money.pieces
    direct = bool(money.direct.search(scope) or any(_ends_at(line, one, at) for one in products))
    if direct and not _product(line, noun, products) and _thing(line, grammar, noun + 1):
        # "Thirty five water coolers": the second word says what.
        noun += text_at(line, noun) not in money.pieces and not _thing(line, grammar, noun)
    piece = text_at(line, noun) in money.pieces or (direct and _thing(line, grammar, noun))
    after = noun + piece
    product = _product(line, _skip(line, grammar, after), products)
    if product:
        after = max(after, _after(line, product))
    span = Span(at, after)
    rest = line.words(behind(line, grammar, Span(at, at + 1)))
    if not product and value > 1 and money.ones.match(rest):
        product = _product_before(line, at, products)
        dealt = dealt or bool(money.dealt.search(line.words(told_of(line, grammar, span))))
        piece = piece or bool(product) or dealt
    if not product and piece:
        product = next((one for one in products if _ends_at(line, one, at)), None)
    dozens = folded(line.said[slice(*line.place(Span(at, at + 1)))]).rpartition(" ")[2]
    if not (piece or product or dozens in money.pieces):
        return None
    owned = any(found.end() == len(scope) for found in money.owned.finditer(scope))
    owned = owned or bool(money.lesser.search(line.words(Span(after, after + _FEWER))))
    owned = owned or bool(money.rates.match(line.words(behind(line, grammar, span))))
    alone = all(word in money.of | grammar.joints for word in scope.split())
    alone = alone and (bool(product) or text_at(line, after) not in grammar.numbers.of)
    alone = alone and (bool(product) or not _listed(line, grammar, at))
    owned = owned or (not product and _goes_on(line, grammar, after))
    product_id = product.known.id if product else ""
    return Found(span, None if owned or not (alone or dealt) else Units(int(value), product_id))


def _listed(line: Line, grammar: Grammar, at: int) -> bool:
    """Tell one of several counts, of which others are not read: "50 laptops, 20 headsets"."""
    return (
        at > 1
        and line.items[at].after_comma
        and line.items[at - 2].number
        and text_at(line, at - 1) not in grammar.money.pieces
    )


def _goes_on(line: Line, grammar: Grammar, at: int) -> bool:
    """Tell whether another count of something else follows: "three desks and two lamps"."""
    return (
        text_at(line, at) in grammar.numbers.joins
        and text_at(line, at + 1)[:1] == "#"
        and _thing(line, grammar, at + 2)
    )


def _thing(line: Line, grammar: Grammar, at: int) -> bool:
    """Tell a word for several things that can be wanted, whatever they are."""
    word, money = text_at(line, at), grammar.money
    return word.isalpha() and word.endswith("s") and word not in money.others | money.followers


def _skip(line: Line, grammar: Grammar, at: int) -> int:
    """Step over words such as "of the"."""
    first = at
    while at - first < 3 and text_at(line, at) in grammar.money.of:
        at += 1
    return at


def _product(line: Line, at: int, products: list[Heard]) -> Heard | None:
    if at >= len(line.items):
        return None
    start = line.items[at].start
    return next((heard for heard in products if heard.start == start), None)


def _product_before(line: Line, at: int, products: list[Heard]) -> Heard | None:
    """Return the last product said before in a sentence: "the Duo, three of them"."""
    here = line.sentence(Span(at, at + 1))
    reach = {
        item.start
        for index, item in enumerate(line.items[:at])
        if line.sentence(Span(index, index + 1)) == here
    }
    return next((one for one in reversed(products) if one.start in reach), None)


def _ends_at(line: Line, heard: Heard, at: int) -> bool:
    """Tell whether a product stands right before: "the Kombi 600, two pieces"."""
    return bool(at) and line.items[at].after_comma and line.items[at - 1].end == heard.end


def _after(line: Line, heard: Heard) -> int:
    return max(at for at, item in enumerate(line.items) if item.start < heard.end) + 1
