"""What was said as one line of plain words, each knowing where it stands in the text.

Numbers become ``#45000`` (``#45000k`` when said in thousands, ``#3th`` for the third),
so that patterns need not know how they were spoken; the ends of sentences are ``.``;
fillers and commas are left out. Patterns are searched in `Line.text`.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

from app.understanding.grammar import Grammar
from app.understanding.numbers import Piece, read_number

_TOKENS: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")  # noqa: RUF001  # the quote is meant
_HALF_DAY: Final = re.compile(r"[ap]\.m\.$", re.IGNORECASE)
_SHORTENED: Final = re.compile(
    r"(?<!\w)(?:mr|mrs|ms|dr|prof|st|approx|ca|bzw|inkl|exkl|zzgl|nr|sr|sra)\.$", re.IGNORECASE
)
"""Words whose dot ends no sentence."""
_ENDS: Final = frozenset(".!?;")
_LIGHT: Final = frozenset(',:#"()[]{}«»“”„')  # quotes are meant


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Return a word without case and accents: ``März`` is ``marz``."""
    plain = word.casefold().replace("’", "'")  # noqa: RUF001  # the quote is meant
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a number or the end of a sentence.

    Attributes:
        text: As patterns see it.
        start: Where it begins in the text that was said.
        end: Behind its last character there.
        after_comma: Whether a comma or the like stands before it.
    """

    text: str
    start: int
    end: int
    after_comma: bool = False

    @property
    def number(self) -> bool:
        """Whether it is a number."""
        return self.text[0] == "#"


@dataclass(frozen=True)
class Span:
    """Items ``first`` up to, not with, ``after``."""

    first: int
    after: int


@dataclass(frozen=True)
class Line:
    """Words in order.

    Attributes:
        said: The text they were said in.
    """

    said: str
    items: tuple[Item, ...]

    @cached_property
    def text(self) -> str:
        """The items with a space between."""
        return " ".join(item.text for item in self.items)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for item in self.items:
            starts.append(at)
            at += len(item.text) + 1
        return starts

    def span(self, start: int, end: int) -> Span:
        """Return the items that lie between two places of `text`."""
        return Span(
            bisect_right(self._starts, start) - 1, bisect_right(self._starts, max(start, end - 1))
        )

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[Span, re.Match[str]]]:
        """Yield what a pattern finds, from left to right."""
        for match in pattern.finditer(self.text):
            if match.end() > match.start():
                yield self.span(match.start(), match.end()), match

    @cached_property
    def _sentences(self) -> list[int]:
        return [*accumulate(item.text == "." for item in self.items)]

    def sentence(self, span: Span) -> int:
        """Return which sentence items stand in, from 0."""
        return self._sentences[span.first]

    def closes(self, at: int) -> bool:
        """Tell whether a part of a sentence ends before an item, or the words do."""
        return at >= len(self.items) or self.items[at].after_comma or self.items[at].text == "."

    def words(self, span: Span) -> str:
        """Return items as a pattern sees them."""
        return " ".join(item.text for item in self.items[span.first : span.after])

    def place(self, span: Span) -> tuple[int, int]:
        """Return where items stand in what was said."""
        return self.items[span.first].start, self.items[span.after - 1].end


def read_line(said: str, grammar: Grammar, names: Iterable[tuple[int, int]] = ()) -> Line:
    """Return what was said as a line; the numbers in `names` are none: "Kombi 600"."""
    tokens = [(found.group(), found.start(), found.end()) for found in _TOKENS.finditer(said)]
    pieces = [piece for index in range(len(tokens)) for piece in _pieces(tokens, index, grammar)]
    named = {at for first, end in names for at in range(first, end)}
    items = [*_repaired(_items(said, tokens, pieces, grammar, named), grammar)]
    return Line(said, tuple(_said_anew(items, grammar)))


def _pieces(tokens: list[tuple[str, int, int]], index: int, grammar: Grammar) -> Iterator[Piece]:
    text, start, _ = tokens[index]
    tight = index > 0 and tokens[index - 1][2] == start
    parts = grammar.split(folded(text))
    for number, part in enumerate(parts):
        yield Piece(part, index, tight or number > 0)


def _items(
    said: str,
    tokens: list[tuple[str, int, int]],
    pieces: list[Piece],
    grammar: Grammar,
    named: Container[int],
) -> Iterator[Item]:
    at, comma = 0, False
    while at < len(pieces):
        piece = pieces[at]
        text, start, end = tokens[piece.token]
        found = None if start in named else read_number(grammar.numbers, pieces, at)
        if found and comma and piece.word in grammar.adverbs and not _dates(pieces, at, grammar):
            found = None
        if found and not _cuts(pieces, at + found.size):
            end = tokens[pieces[at + found.size - 1].token][2]
            mark = "th" if found.ordinal else "k" if found.round else ""
            yield Item(f"#{found.value.normalize():f}{mark}", start, end, comma)
            at, comma = at + found.size, False
            continue
        while at < len(pieces) and pieces[at].token == piece.token:
            at += 1
        if text in _LIGHT:
            comma = True
        elif text in _ENDS:
            if _ends(said, end, grammar):
                yield Item(".", start, end)
                comma = False
        elif (word := _word(text, grammar)) and word not in grammar.fillers:
            yield Item(grammar.spellings.get(word, word), start, end, comma)
            comma = False


def _dates(pieces: list[Piece], at: int, grammar: Grammar) -> bool:
    """Tell an ordinal of a date: "first of May", "second January"."""
    word = pieces[at + 1].word if at + 1 < len(pieces) else ""
    return word in grammar.months or word in grammar.numbers.of


def _word(text: str, grammar: Grammar) -> str:
    return text.casefold() if grammar.kept.match(text.casefold()) else folded(text)


def _cuts(pieces: list[Piece], at: int) -> bool:
    """Tell whether a number would end inside a word, as in the ``drei`` of ``Dreieck``."""
    return 0 < at < len(pieces) and pieces[at].token == pieces[at - 1].token


def _ends(said: str, end: int, grammar: Grammar) -> bool:
    """Tell a full stop from the dot of "3. März", "Dr. May" and "at 8 a.m. on Monday"."""
    if end < len(said) and not said[end].isspace():
        return False
    before = said[max(0, end - 8) : end]
    if _HALF_DAY.search(before):
        follower = folded((said[end:].split(maxsplit=1) or [""])[0].strip(".,"))
        dated = follower in grammar.weekdays or follower in grammar.months
        return not (said[end:].lstrip()[:1].islower() or dated)
    return not _SHORTENED.search(before)


def _repaired(items: Iterator[Item], grammar: Grammar) -> Iterator[Item]:
    """Leave out a number that is taken back at once: "in two, no, three weeks"."""
    waiting: list[Item] = []
    for item in items:
        if item.number:
            if len(waiting) > 1 and waiting[0].text[-1:] != "h" and item.text[-1:] != "h":
                waiting = []
            yield from waiting
            waiting = [item]
        elif waiting and item.text in grammar.repairs and len(waiting) < 4:
            waiting.append(item)
        else:
            yield from waiting
            waiting = []
            yield item
    yield from waiting


def _said_anew(items: list[Item], grammar: Grammar) -> Iterator[Item]:
    """Leave out what is counted anew at once: "a thousand bags, no, hang on, a hundred bags"."""
    gone: range = range(0)
    for at, item in enumerate(items):
        if item.number and at + 1 < len(items) and not items[at + 1].number:
            until = at + 2
            while until < len(items) and items[until].text in grammar.repairs | grammar.joints:
                until += 1
            again = items[until + 1].text if until + 1 < len(items) else ""
            led = {one.text for one in items[at + 2 : until]}
            if again == items[at + 1].text and items[until].number and led & grammar.repairs:
                gone = range(at, until)
        if at not in gone:
            yield item
