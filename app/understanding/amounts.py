"""Amounts of money.

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
from app.understanding.context import Found, before, behind, denied, settled, told_of
from app.understanding.figures import crowded, text_at, value_at
from app.understanding.grammar import Grammar
from app.understanding.line import Line, Span
from app.understanding.offer import Amount

_MOST: Final = Decimal(1_000_000_000)
"""Larger ones were misheard."""
_LEAST_BARE: Final = 1_000
"""Below, a number without a currency may be anything."""
_MILLION: Final = ("m", "mn")
"""Behind a sign and a number only: alone they are metres."""
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
    left = settled(line, grammar, found)
    against = [one for one in found if one.value and _refused(line, grammar, one)]
    return _agreed(line, grammar, left, against)


def _refused(line: Line, grammar: Grammar, one: Found[Amount]) -> bool:
    """Tell a sum somebody would not go to, rather than one that was misheard: "not nine"."""
    words = line.words(Span(max(0, one.span.first - 1), one.span.first))
    return denied(line, grammar, one.span) and not grammar.clauses.negations.fullmatch(words)


def _amount(line: Line, grammar: Grammar, at: int, team: str) -> Found[Amount] | None:
    value = value_at(line, at)
    if value is not None and (short := _thousands_left_out(line, grammar, at)):
        return Found(Span(at, at + 2), Amount(int(short.scaleb(decimals(team))), team))
    if value is None or crowded(line, grammar, at):
        return None
    span, named = _currency(line, grammar, at)
    currency = _code(grammar, named, team)
    if not currency:
        return None
    if named in grammar.money.before and text_at(line, span.after) in _MILLION:
        value, span = value * 1_000_000, Span(span.first, span.after + 1)
    cents = _cents(line, grammar, span, named)
    if cents:
        value, span = value + cents[0], Span(span.first, cents[1])
    if not named and not _bare(line, grammar, at, value):
        return None
    if text_at(line, span.after) in grammar.money.nouns:
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
    size, hundreds = value_at(line, at), value_at(line, at + 1)
    if not (spelled and size and hundreds and 10 <= size < 100 and hundreds < 10):
        return None
    span = Span(at, at + 2)
    follower, led = text_at(line, at + 2), line.words(before(line, grammar, span))
    cued = any(found.end() == len(led) for found in grammar.money.cues.finditer(led))
    light = line.closes(at + 2) or follower in grammar.money.followers
    if not light or (led and not cued) or _other(line, grammar, span):
        return None
    return size * 1_000 + hundreds * 100


def _agreed(
    line: Line, grammar: Grammar, found: list[Found[Amount]], against: list[Found[Amount]]
) -> list[Found[Amount]]:
    """Leave out amounts that stand against others: of a sentence's, the one agreed on counts."""
    sums: dict[int, set[Amount | None]] = {}
    sentences = [line.sentence(one.span) for one in found]
    for one in (*found, *against):
        sums.setdefault(line.sentence(one.span), set()).add(one.value)
    return [
        one
        for one, sentence in zip(found, sentences, strict=True)
        if len(sums[sentence]) == 1
        or grammar.money.agreed.search(line.words(before(line, grammar, one.span)))
        or (not line.closes(one.span.after) and _agrees(line, grammar, one.span))
    ]


def _agrees(line: Line, grammar: Grammar, span: Span) -> bool:
    """Tell whether words behind a sum say that it holds, and not the next one."""
    said = grammar.money.agreed.match(line.words(behind(line, grammar, span)))
    after = span.after + len(said[0].split()) if said else 0
    return bool(said) and text_at(line, after)[:1] != "#"


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
    plus = text_at(line, at) in grammar.money.plus
    joined = plus or text_at(line, at) in grammar.numbers.joins
    number = re.fullmatch(r"#(\d\d?)", text_at(line, at + joined))
    said = text_at(line, at + joined + 1) in grammar.money.cents
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
    follower = text_at(line, at + 1)
    if value < _LEAST_BARE or follower in money.counted:
        return False
    light = follower in money.followers or follower in money.nouns
    if not (light or line.closes(at + 1)):
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
    scope = money.anew.split(line.words(told_of(line, grammar, span)))[-1]
    rest = _rest(line, span)
    if money.wrong.search(scope) or money.lasting.search(rest) or _CHUNKS.search(scope):
        return True
    if text_at(line, span.after + len(rest.split()))[:1] == "#" and grammar.clauses.either & set(
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
    while after < len(line.items) and not line.items[after].number and text_at(line, after) != ".":
        after += 1
    return line.words(Span(span.after, after))


def _start(line: Line, span: Span) -> str:
    """Return the words before some, from the last number or the beginning of the sentence."""
    first = span.first
    while first and not line.items[first - 1].number and line.items[first - 1].text != ".":
        first -= 1
    return line.words(Span(first, span.first))
