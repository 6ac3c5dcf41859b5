"""Amounts of money, and quantities.

A wrong amount is worse than none. So there is none for what is no price of the deal: a
price of one ("120 euros each"), a rate, a discount, a percentage, a span ("40 to 50
thousand"), what a competitor asks; and none for numbers of something else: phones,
years, times, addresses, people. In English money counts alone or with a word of the
deal, a count with a word of wanting; of several amounts in a sentence none does but the
one agreed on. Without a currency a number is money only in thousands
("12k") or behind a word such as "budget of", and only when nothing follows that it
could count. Then it is in the team's own currency.

price-parser and quantulum3 were left aside: the first reads prices of web pages, the
second brings scikit-learn along; neither reads numbers in words.
"""

import re
from decimal import Decimal
from typing import Final

from app.i18n.money import decimals
from app.understanding.context import Found, before, behind, settled, told_of
from app.understanding.grammar import Grammar
from app.understanding.line import Line, Span, folded
from app.understanding.names import Heard
from app.understanding.offer import Amount, Units

_MOST: Final = Decimal(1_000_000_000)
"""Larger ones were misheard."""
_LEAST_BARE: Final = 1_000
"""Below, a number without a currency may be anything."""
_MILLION: Final = ("m", "mn")
"""Behind a sign and a number only: alone they are metres."""
_ID: Final = 5
"""Figures in a row, with no mark between, that are no sum."""
_CHUNKS: Final = re.compile(r"#\d\S* \S+ (?:of|de|von|zu|a)$")
"""What makes money behind it one of several parts: "three chunks of"."""
_YEARS: Final = range(1990, 2050)


def find_amounts(line: Line, grammar: Grammar, currency: str) -> list[Found[Amount]]:
    """Return the amounts of money, from left to right; bare ones in the team's `currency`."""
    found = [
        one
        for at, item in enumerate(line.items)
        if item.number and (one := _amount(line, grammar, at, currency))
    ]
    return _agreed(line, grammar, settled(line, grammar, found))


def find_units(line: Line, grammar: Grammar, products: list[Heard]) -> list[Found[Units]]:
    """Return how many were spoken of, from left to right, and of which of the `products`."""
    found = [
        one
        for at, item in enumerate(line.items)
        if item.number and (one := _units(line, grammar, at, products))
    ]
    return settled(line, grammar, found)


def _amount(line: Line, grammar: Grammar, at: int, team: str) -> Found[Amount] | None:
    value = _value(line, at)
    if value is not None and (short := _thousands_left_out(line, grammar, at)):
        return Found(Span(at, at + 2), Amount(int(short.scaleb(decimals(team))), team))
    if value is None or _crowded(line, grammar, at):
        return None
    span, named = _currency(line, grammar, at)
    currency = _code(grammar, named, team)
    if not currency:
        return None
    if named in grammar.money.before and _text(line, span.after) in _MILLION:
        value, span = value * 1_000_000, Span(span.first, span.after + 1)
    cents = _cents(line, grammar, span, named)
    if cents:
        value, span = value + cents[0], Span(span.first, cents[1])
    if not named and not _bare(line, grammar, at, value):
        return None
    if _text(line, span.after) in grammar.money.nouns:
        span = Span(span.first, span.after + 1)
    fits = 0 < value <= _MOST and not _other(line, grammar, span)
    minor = value.scaleb(decimals(currency))
    if not fits or minor != minor.to_integral_value():
        return Found(span, None)
    return Found(span, Amount(int(minor), currency))


def _thousands_left_out(line: Line, grammar: Grammar, at: int) -> Decimal | None:
    """Return 12,500 for "twelve five", said as what is paid or alone; None for anything else."""
    first, second = line.items[at], line.items[at + 1 : at + 2]
    if not (second and second[0].number and second[0].text[1:].isdecimal()):
        return None
    spelled = line.said[first.start : second[0].end].replace(" ", "").isalpha()
    size, hundreds = _value(line, at), _value(line, at + 1)
    if not (spelled and size and hundreds and 10 <= size < 100 and hundreds < 10):
        return None
    span = Span(at, at + 2)
    follower, led = _text(line, at + 2), line.words(before(line, grammar, span))
    cued = any(found.end() == len(led) for found in grammar.money.cues.finditer(led))
    light = _ends_part(line, at + 2) or follower in grammar.money.followers
    if not light or (led and not cued) or _other(line, grammar, span):
        return None
    return size * 1_000 + hundreds * 100


def _ends_part(line: Line, at: int) -> bool:
    """Tell whether an item begins a new part of a sentence, or none stands there."""
    return at >= len(line.items) or line.items[at].after_comma


def _agreed(line: Line, grammar: Grammar, found: list[Found[Amount]]) -> list[Found[Amount]]:
    """Leave out amounts that stand against others: of a sentence's, the one agreed on counts."""
    sums: dict[int, set[Amount | None]] = {}
    sentences = [line.sentence(one.span) for one in found]
    for one, sentence in zip(found, sentences, strict=True):
        sums.setdefault(sentence, set()).add(one.value)
    return [
        one
        for one, sentence in zip(found, sentences, strict=True)
        if len(sums[sentence]) == 1
        or grammar.money.agreed.search(line.words(before(line, grammar, one.span)))
        or (
            not _ends_part(line, one.span.after)
            and grammar.money.agreed.match(line.words(behind(line, grammar, one.span)))
        )
    ]


def _value(line: Line, at: int) -> Decimal | None:
    """Return the number an item says; None for an ordinal."""
    text = line.items[at].text[1:].removesuffix("k")
    return None if text.endswith("th") else Decimal(text)


def _crowded(line: Line, grammar: Grammar, at: int) -> bool:
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
    if at and items[at - 1].number and not (items[at].after_comma and _label(line, at - 1)):
        return True
    if at > 1 and items[at - 1].text in grammar.numbers.joins and items[at - 2].number:
        return True
    if at < 2 or items[at - 1].text not in span or items[at - 2].text in grammar.money.moves:
        return False
    money_first = at > 2 and items[at - 2].text in grammar.money.behind
    return items[at - 2].number or (money_first and items[at - 3].number)


def _label(line: Line, at: int) -> bool:
    """Tell a year, or the long number of an order: what follows it is another number."""
    said = line.said[slice(*line.place(Span(at, at + 1)))]
    return _year(line, at) or (said.isdecimal() and len(said) >= _ID)


def _year(line: Line, at: int) -> bool:
    return _value(line, at) in _YEARS


def _currency(line: Line, grammar: Grammar, at: int) -> tuple[Span, str]:
    """Return the number with the currency beside it, and the currency's word."""
    money = grammar.money
    for size in (2, 1):
        behind_it = line.words(Span(at + 1, at + 1 + size))
        if behind_it in money.behind and at + size < len(line.items):
            return Span(at, at + 1 + size), behind_it
        ahead = line.words(Span(max(0, at - size), at))
        if ahead in money.before and at >= size:
            return Span(at - size, at + 1), ahead
    return Span(at, at + 1), ""


def _code(grammar: Grammar, named: str, team: str) -> str:
    money = grammar.money
    if not named:
        return team
    code = money.behind.get(named) or money.before[named]
    shared = money.shared.get(code)
    if shared is None:
        return code
    return team if team in shared else shared[0] if code == "dollars" else ""


def _cents(line: Line, grammar: Grammar, span: Span, named: str) -> tuple[Decimal, int] | None:
    """Return "and fifty cents" behind a currency, and where it ends."""
    at = span.after
    if not named or named not in grammar.money.behind:
        return None
    plus = _text(line, at) in grammar.money.plus
    joined = plus or _text(line, at) in grammar.numbers.joins
    number = re.fullmatch(r"#(\d\d?)", _text(line, at + joined))
    said = _text(line, at + joined + 1) in grammar.money.cents
    if not number or not (
        said
        or (
            (plus or not joined) and len(number[1]) == 2 and _closed(line, grammar, at + joined + 1)
        )
    ):
        return None
    return Decimal(number[1]) / 100, at + joined + 1 + said


def _closed(line: Line, grammar: Grammar, at: int) -> bool:
    rest = line.words(Span(at, at + 2))
    return rest.split(" ", 1)[0] in ("", ".") or bool(grammar.money.each.match(rest))


def _bare(line: Line, grammar: Grammar, at: int, value: Decimal) -> bool:
    """Tell whether a number without a currency is money all the same."""
    money, span = grammar.money, Span(at, at + 1)
    follower = _text(line, at + 1)
    if value < _LEAST_BARE or follower in money.counted:
        return False
    light = follower in money.followers or follower in money.nouns
    if not (light or _ends_part(line, at + 1)):
        return False
    scope = line.words(before(line, grammar, span))
    if any(found.end() == len(scope) for found in money.labels.finditer(scope)):
        return False
    said = line.said[slice(*line.place(span))]
    in_thousands = line.items[at].text.endswith("k") or "," in said or "." in said
    cued = any(found.end() == len(scope) for found in money.cues.finditer(scope))
    return cued and value not in _YEARS if not in_thousands else True


def _other(line: Line, grammar: Grammar, span: Span) -> bool:
    """Tell money that is not what the deal is worth."""
    money = grammar.money
    after = line.words(behind(line, grammar, span))
    if money.each.match(after) or after.split(" ", 1)[0] in money.counted:
        return True
    scope = line.words(told_of(line, grammar, span))
    rest = _rest(line, span)
    if money.wrong.search(scope) or money.lasting.search(rest) or _CHUNKS.search(scope):
        return True
    if _text(line, span.after + len(rest.split()))[:1] == "#" and grammar.clauses.either & set(
        rest.split()
    ):
        return True
    light = money.of | grammar.joints | grammar.repairs
    alone = all(word in light for word in line.words(before(line, grammar, span)).split())
    around = f"{_start(line, span)} {scope} {line.words(span)} {after}"
    return not (alone or money.worth.search(around))


def _rest(line: Line, span: Span) -> str:
    """Return the words behind some, up to the next number or the end of the sentence."""
    after = span.after
    while after < len(line.items) and not line.items[after].number and _text(line, after) != ".":
        after += 1
    return line.words(Span(span.after, after))


def _start(line: Line, span: Span) -> str:
    """Return the words before some, from the last number or the beginning of the sentence."""
    first = span.first
    while first and not line.items[first - 1].number and line.items[first - 1].text != ".":
        first -= 1
    return line.words(Span(first, span.first))


def _units(line: Line, grammar: Grammar, at: int, products: list[Heard]) -> Found[Units] | None:
    value, money = _value(line, at), grammar.money
    if value is None or value != value.to_integral_value() or not 0 < value <= _MOST:
        return None
    if _crowded(line, grammar, at):
        return None
    noun = _skip(line, grammar, at + 1)
    span = Span(at, noun)
    scope = line.words(before(line, grammar, span))
    dealt = bool(money.dealt.search(scope))
    plain = dealt and _text(line, noun).isalpha() and not _product(line, noun, products)
    if plain and _text(line, noun) not in money.pieces | money.followers:
        # One word may tell what kind of pieces: "two demo units".
        noun += _text(line, noun + 1) in money.pieces
    piece = _text(line, noun) in money.pieces
    after = noun + piece
    product = _product(line, _skip(line, grammar, after), products)
    if product:
        after = max(after, _after(line, product))
    span = Span(at, after)
    rest = line.words(behind(line, grammar, Span(at, at + 1)))
    if not product and money.ones.match(rest):
        product = _product_before(line, at, products)
        dealt = dealt or bool(money.dealt.search(line.words(told_of(line, grammar, span))))
        piece = piece or bool(product) or dealt
    dozens = folded(line.said[slice(*line.place(Span(at, at + 1)))]).rpartition(" ")[2]
    if not (piece or product or dozens in money.pieces):
        return None
    owned = any(found.end() == len(scope) for found in money.owned.finditer(scope))
    owned = owned or bool(money.rates.match(line.words(behind(line, grammar, span))))
    alone = all(word in money.of for word in scope.split())
    product_id = product.known.id if product else ""
    return Found(span, None if owned or not (alone or dealt) else Units(int(value), product_id))


def _skip(line: Line, grammar: Grammar, at: int) -> int:
    """Step over words such as "of the"."""
    first = at
    while at - first < 3 and _text(line, at) in grammar.money.of:
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


def _after(line: Line, heard: Heard) -> int:
    return max(at for at, item in enumerate(line.items) if item.start < heard.end) + 1


def _text(line: Line, at: int) -> str:
    return line.items[at].text if at < len(line.items) else ""
