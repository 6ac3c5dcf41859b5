"""Read numbers, in digits or in words, in pieces that keep their place.

``forty five thousand``, ``45,000``, ``45 thousand``, ``two and a half million``,
``fünfundvierzigtausend``, ``dos mil quinientos``. Vague ones ("a few hundred", "a
couple of thousand") are no numbers.

Tried and left aside: text2num (MIT; from 3.0 on a compiled wheel that phones lack, 2.5
reads "a hundred and twenty" as 100 and 20 and "twenty five hundred" as 25 and 100),
number-parser (no release since 2023; "one point two million" is "1 point 2000000"),
ovos-number-parser ("one and a half million" is 1 and 500000). None reads halves of a
million, and none says where in the text a number stood.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

_GROUPED: Final = {
    ".": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.(?!\d{3}$)\d+)?"),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,(?!\d{3}$)\d+)?"),
}
"""Three digits behind a mark may be thousands of another country, and are not read."""
_DOZEN: Final = 12
_THOUSAND: Final = 1_000
_MOST_DIGITS: Final = 12
"""Longer ones are numbers of something, and nobody's order reaches a billion."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language, folded (`app.understanding.line.folded`).

    Attributes:
        units: One to nineteen, and what cannot be put together further.
        tens: Twenty to ninety.
        hundreds: Words that are hundreds by themselves, as in Spanish.
        hundred: Words that multiply by a hundred.
        scales: Thousand and up; also short forms such as ``k``.
        joins: Words within a number, such as ``and``.
        points: Words for the decimal mark.
        halves: Words for parts of one: a half, a quarter.
        whole: Words that are a number and a half, such as ``anderthalb``.
        one: Articles that mean one before a scale.
        ordinals: Third and kin, and their number.
        endings: Endings that make an ordinal of digits: ``th``.
        mark: The decimal mark in digits.
        bare: Whether a scale may stand without a number: ``mil`` is 1000.
        inverted: Whether ones come before tens: ``fünfundvierzig``.
        joined_tens: Whether a join stands between tens and ones: ``treinta y dos``.
    """

    units: Mapping[str, int]
    tens: Mapping[str, int]
    hundred: frozenset[str]
    scales: Mapping[str, int]
    joins: frozenset[str]
    points: frozenset[str]
    halves: Mapping[str, Decimal]
    one: frozenset[str]
    ordinals: Mapping[str, int]
    endings: frozenset[str]
    hundreds: Mapping[str, int] = field(default_factory=dict)
    whole: Mapping[str, Decimal] = field(default_factory=dict)
    of: frozenset[str] = frozenset()
    mark: str = "."
    bare: bool = False
    inverted: bool = False
    joined_tens: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a part of one.

    Attributes:
        word: Folded.
        token: Which token it is of.
        tight: Whether nothing stands between it and the piece before.
    """

    word: str
    token: int
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read.

    Attributes:
        value: What it is.
        size: How many pieces it took.
        ordinal: Whether it counts a place: third.
        round: Whether it was said in thousands or more, or as ``12k``.
    """

    value: Decimal
    size: int
    ordinal: bool = False
    round: bool = False


def digits(text: str, mark: str) -> Decimal | None:
    """Return the number that digits say; None for what could be read two ways."""
    if len(text) > _MOST_DIGITS + 4 or not _GROUPED[mark].fullmatch(text):
        return None
    group = "," if mark == "." else "."
    return Decimal(text.replace(group, "").replace(mark, "."))


def read_number(words: NumberWords, pieces: Sequence[Piece], at: int) -> Number | None:
    """Return the longest number that begins at a piece; None when none does."""
    return _Reader(words, pieces, at).number()


class _Reader:
    """Reads one number from left to right; lives for that one."""

    def __init__(self, words: NumberWords, pieces: Sequence[Piece], at: int) -> None:
        self._words = words
        self._pieces = pieces
        self._first = at
        self._at = at

    def number(self) -> Number | None:
        """Read scale after scale, each smaller than the one before."""
        total, rounded, ordinal = Decimal(0), False, False
        below: int | None = None
        while below is None or below > 1:
            start = self._at
            if below is not None:
                self._join()
            group, last = self._group(first=below is None)
            group = self._hundreds_left_out(group) if below == _THOUSAND else group
            scale = 1 if last else self._scale(alone=group is None)
            size = group if scale == 1 else scale
            if size is None or (below is not None and size >= below):
                self._at = start
                break
            total += (1 if group is None else group) * scale + self._half_of(scale)
            below, ordinal, rounded = scale, last, rounded or scale > _DOZEN
        if self._at == self._first:
            return None
        return Number(total, self._at - self._first, ordinal, rounded)

    def _group(self, *, first: bool) -> tuple[Decimal | None, bool]:
        """Read what stands before a scale, and whether it is an ordinal."""
        start = self._at
        written = self._digits()
        if written is not None:
            hundreds = self._accept(self._words.hundred)
            return written * (100 if hundreds else 1), self._ending()
        part = self._part_of_scale() if first else None
        if part is not None:
            return part, False
        value, ordinal = self._below_thousand()
        if value is None:
            self._at = start
            return None, False
        return (Decimal(value) if ordinal else self._with_decimals(value)), ordinal

    def _hundreds_left_out(self, group: Decimal | None) -> Decimal | None:
        """Read "nine ninety five" behind "nine thousand" as 995."""
        start = self._at
        if group is None or not 0 < group < 10 or self._words.inverted or self._words.joined_tens:
            return group
        if (rest := self._below_hundred()) and rest[0] and rest[0] >= 10 and not rest[1]:
            return group * 100 + rest[0]
        self._at = start
        return group

    def _digits(self) -> Decimal | None:
        found = digits(self._word(), self._words.mark) if self._word()[:1].isdigit() else None
        if found is not None:
            self._at += 1
        return found

    def _ending(self) -> bool:
        ends = self._word() in self._words.endings and self._tight()
        self._at += ends
        return ends

    def _part_of_scale(self) -> Decimal | None:
        """Read "half a million", "three quarters of a million", "anderthalb", "a" up to a scale."""
        start = self._at
        whole = self._words.whole.get(self._word())
        if whole is not None or (self._word() in self._words.one and self._scale_after(1)):
            self._at += 1
            return whole or Decimal(1)
        times = 1 if self._accept(self._words.one) else self._words.units.get(self._word(), 0)
        self._at += times > 0 and self._word() in self._words.units
        part = self._words.halves.get(self._word())
        if part is not None:
            self._at += 1
            self._accept(self._words.of)
            self._accept(self._words.one)
            if self._scale_after(0):
                return part * max(1, times)
        self._at = start
        return None

    def _and_part(self) -> Decimal | None:
        """Read "and a half"."""
        start = self._at
        if self._accept(self._words.joins):
            self._accept(self._words.one)
            part = self._words.halves.get(self._word())
            if part is not None:
                self._at += 1
                return part
        self._at = start
        return None

    def _with_decimals(self, value: int) -> Decimal:
        """Read "point five" or "and a half" behind a number."""
        start = self._at
        if self._accept(self._words.points):
            decimals = ""
            while (unit := self._words.units.get(self._word(), 10)) < 10:
                decimals += str(unit)
                self._at += 1
            if decimals:
                return Decimal(f"{value}.{decimals}")
        elif (part := self._and_part()) is not None:
            return value + part
        self._at = start
        return Decimal(value)

    def _half_of(self, scale: int) -> Decimal:
        """Read the half in "a million and a half"."""
        part = self._and_part() if scale > _DOZEN else None
        return Decimal(0) if part is None else scale * part

    def _below_thousand(self) -> tuple[int | None, bool]:
        if self._word() in self._words.hundreds:
            hundreds = self._words.hundreds[self._word()]
            self._at += 1
        else:
            small, ordinal = self._below_hundred()
            start = self._at
            if small is None:
                article = self._word() in self._words.one and self._word(1) in self._words.hundred
                self._at += article
                if not article and not (self._words.bare and self._word() in self._words.hundred):
                    self._at = start
                    return None, False
            behind = self._at
            self._hyphen()
            if ordinal or not self._accept(self._words.hundred):
                self._at = behind
                return small, ordinal
            hundreds = (1 if small is None else small) * 100
        start = self._at
        self._join()
        rest, ordinal = self._below_hundred()
        if rest is None or self._word() in self._words.hundred:
            self._at = start
            return hundreds, False
        return hundreds + rest, ordinal

    def _below_hundred(self) -> tuple[int | None, bool]:
        word = self._word()
        if word in self._words.ordinals:
            self._at += 1
            return self._words.ordinals[word], True
        if word in self._words.tens:
            self._at += 1
            return self._tens(self._words.tens[word])
        if word not in self._words.units:
            return None, False
        self._at += 1
        unit = self._words.units[word]
        start = self._at
        if self._words.inverted and unit < 10 and self._accept(self._words.joins):
            tens = self._words.tens.get(self._word())
            if tens is not None:
                self._at += 1
                return tens + unit, self._ending()
            self._at = start
        return unit, self._words.inverted and self._ending()

    def _tens(self, tens: int) -> tuple[int, bool]:
        if self._words.inverted:
            return tens, self._ending()
        start = self._at
        if self._words.joined_tens and not self._accept(self._words.joins):
            return tens, False
        self._hyphen()
        word = self._word()
        ordinal = self._words.ordinals.get(word, 10)
        unit = self._words.units.get(word, ordinal)
        if not 0 < unit < 10:
            self._at = start
            return tens, False
        self._at += 1
        return tens + unit, word in self._words.ordinals

    def _scale(self, *, alone: bool) -> int:
        """Read a scale; 1 when none stands here."""
        if alone and not self._words.bare:
            return 1
        if self._word() == "-" and self._word(1) in self._words.scales:
            self._at += 1
        scale = self._words.scales.get(self._word(), 1)
        self._at += scale > 1
        return scale

    def _scale_after(self, skip: int) -> bool:
        return self._word(skip) in self._words.scales

    def _accept(self, words: Collection[str]) -> bool:
        accepted = self._word() in words
        self._at += accepted
        return accepted

    def _join(self) -> None:
        """Step over what may stand within a number: "and", "-and-"."""
        self._hyphen()
        self._accept(self._words.joins)
        self._hyphen()

    def _hyphen(self) -> None:
        """Step over the hyphen within "seven-hundred"; not over a dash."""
        pair = self._pieces[self._at : self._at + 2]
        self._at += self._word() == "-" and len(pair) == 2 and all(one.tight for one in pair)

    def _word(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._pieces[at].word if at < len(self._pieces) else ""

    def _tight(self) -> bool:
        return self._pieces[self._at].tight
