"""The shape of a language: tables of words and patterns over a line."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from app.understanding.numbers import NumberWords

ANYTHING: Final = re.compile("")
NOTHING: Final = re.compile(r"(?!)")

Unit = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a pattern for a day found; 0 or empty where it has no such part.

    Attributes:
        weekday: 0 for Monday; -1 for none.
        since: A weekday that another one follows; -1 for none.
        count: How many units.
        unit: Of what, and how many of it one word means (a fortnight is two weeks).
        quarter: 1 to 4.
    """

    weekday: int = -1
    since: int = -1
    day: int = 0
    month: int = 0
    year: int = 0
    count: int = 0
    unit: tuple[int, Unit] = (0, "day")
    quarter: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """The day words are said on.

    Attributes:
        today: That day.
        sunday_first: Whether weeks begin on Sunday there.
        month_first: Whether ``3/4`` is March; None when the language leaves it open.
    """

    today: date
    sunday_first: bool = False
    month_first: bool | None = None


Reading = Callable[[Parts, When], date | None]


@dataclass(frozen=True, slots=True)
class DayRule:
    """A way of saying a day.

    Attributes:
        pattern: Over `Line.text`. A group ``ahead`` that took part says by itself
            that the day is to come, as "by" does.
        read: What day that is; None for words that only look like one.
        ahead: Whether it is always to come: "tomorrow".
        promised: Whether it counts only where something is to be done: "today".
        follows: Whether it is counted from the day named before it: "the day after".
        closing: Whether it counts only where a part of the sentence ends behind it.
    """

    pattern: re.Pattern[str]
    read: Reading
    ahead: bool = False
    promised: bool = False
    follows: bool = False
    closing: bool = False


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A way of saying a time.

    Attributes:
        pattern: Groups ``hour``, ``minute``, ``half`` (afternoon or morning) and ``noon``.
        shift: Minutes added: -15 for "quarter to", -30 for "halb drei".
    """

    pattern: re.Pattern[str]
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Money:
    """How a language says money.

    Attributes:
        before: Words and signs before a number, and their ISO 4217 code.
        behind: Those behind it.
        shared: Names that several currencies share, and which; the first one
            unless the team's own is among them.
        cents: Words for a hundredth.
        cues: Words that make a bare number behind them money: "budget of".
        followers: Words that may follow a number without being counted by it.
        nouns: Words that a number before them says the worth of: "45k deal".
        each: What makes it a price of one, or a rate.
        lasting: What makes it a rate when it is said later in the sentence: "per year".
        wrong: What makes it somebody else's money, or a difference, when it stands
            before it in the same clause.
        counted: What makes a number before it no money: "percent".
        labels: What makes a bare number behind it no money: "headcount".
        span: What stands between the two ends of a span: "to".
        moves: What makes the second end the one that holds: "down to".
        pieces: Words for things that are counted: units, boxes.
        worth: What makes money in its clause that of the deal; alone it is, too.
        agreed: What makes one of several amounts the one that holds: "settled at".
        lesser: What takes a count before it down: "but only two".
        anew: What tells of now, whatever was told before it: "this year".
        moved: What ends before the second of two sums, the one that holds: "cut from 9 to".
        summed: What makes a number before it the sum of the counts: "in all".
        direct: What ends before a count of whatever is wanted: "they want thirty".
        others: Words for what is counted so, but not bought: "weeks", "people".
        ones: What follows a count of things that were named before: "three of them".
        of: What may stand between the count and the product.
        plus: What may stand between money and its hundredths besides joins of numbers.
        dealt: What makes a count in its clause one of the deal; alone it is one too.
        rates: What makes a count before it a habit, or what has been: "every month".
        owned: What makes a count before it one of things they have already.
    """

    before: Mapping[str, str]
    behind: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]
    cents: frozenset[str]
    cues: re.Pattern[str]
    followers: frozenset[str]
    nouns: frozenset[str]
    each: re.Pattern[str]
    wrong: re.Pattern[str]
    counted: frozenset[str]
    labels: re.Pattern[str]
    span: frozenset[str]
    moves: frozenset[str]
    pieces: frozenset[str]
    of: frozenset[str]
    rates: re.Pattern[str]
    owned: re.Pattern[str]
    agreed: re.Pattern[str] = NOTHING
    lasting: re.Pattern[str] = NOTHING
    ones: re.Pattern[str] = NOTHING
    direct: re.Pattern[str] = NOTHING
    moved: re.Pattern[str] = NOTHING
    lesser: re.Pattern[str] = NOTHING
    anew: re.Pattern[str] = NOTHING
    summed: re.Pattern[str] = NOTHING
    others: frozenset[str] = frozenset()
    plus: frozenset[str] = frozenset()
    dealt: re.Pattern[str] = ANYTHING
    worth: re.Pattern[str] = ANYTHING


@dataclass(frozen=True, slots=True)
class Clauses:
    """How a language tells what is to come from what was, and yes from no.

    Attributes:
        breaks: Words that begin a new clause.
        openings: Subjects that begin a new clause too, unless a word of `holds` leads
            to them: "I don't think I'll".
        negations: Words that deny what follows them in their clause.
        allowed: Phrases with such a word that deny nothing: "don't forget".
        denials: What denies a day behind it: "does not work".
        past: Words of what has been.
        participles: Words of what has been, unless one of what is to come stands by them.
        ahead: Words of what is to come.
        promises: Words of what somebody means to do.
        either: Words between two things of which only one can be: "or".
        ours: What makes a day in its clause one to act on: a deed or a promise of ours,
            something asked of us, an appointment, a deadline.
        deeds: What makes a clause ours from its beginning: an order, a deed of mine.
        strangers: What makes a day before it somebody else's affair: "Friday she".
        hedges: Words that leave open whether anything is done, or say that nothing can
            be: "might", "is away".
        ifs: Words that make a day behind them a condition, unless it is a deadline.
        terms: Those of `ifs` that name a deadline: "if we deliver by Friday".
        subjects: Where somebody else's doing begins: "the papers | they come out on".
        invites: What makes somebody else's day one to go to, wherever it is said behind it.
        theirs: A condition that lies with somebody else: "if they like it".
        bounds: Words that make a day behind them the end or the beginning of a while.
        again: What gives a day the time said before it: "same time".
        hours: What makes a time that stands apart from its day somebody's hours.
        wishes: Words that leave a day open when one of `ifs` stands behind it: "would".
        reported: Words by which somebody once named a day that may be past by now.
    """

    breaks: frozenset[str]
    openings: frozenset[str]
    holds: frozenset[str]
    negations: re.Pattern[str]
    allowed: re.Pattern[str]
    denials: re.Pattern[str]
    past: re.Pattern[str]
    ahead: re.Pattern[str]
    promises: re.Pattern[str]
    either: frozenset[str]
    participles: re.Pattern[str] = NOTHING
    ours: re.Pattern[str] = ANYTHING
    deeds: re.Pattern[str] = NOTHING
    strangers: re.Pattern[str] = NOTHING
    hedges: re.Pattern[str] = NOTHING
    ifs: re.Pattern[str] = NOTHING
    terms: re.Pattern[str] = ANYTHING
    subjects: re.Pattern[str] = NOTHING
    invites: re.Pattern[str] = NOTHING
    theirs: re.Pattern[str] = NOTHING
    bounds: frozenset[str] = frozenset()
    again: re.Pattern[str] = NOTHING
    hours: re.Pattern[str] = ANYTHING
    wishes: re.Pattern[str] = NOTHING
    reported: re.Pattern[str] = NOTHING


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language, made once.

    Attributes:
        code: ISO 639.
        split: Parts of a folded word, for languages that write numbers in one.
        fillers: Words that say nothing.
        repairs: Words by which one takes back what one just said: "no", "sorry".
        withdrawals: Those that take it back also when nothing comes in its place.
        joints: Words that may stand between what is taken back and what replaces it,
            and between a day and its time.
        weekdays: Names, and 0 for Monday.
        months: Names, and 1 for January.
        units: Words for spans of days.
        forenoon: The part of a day before noon.
        afternoon: The parts behind it.
        half: How half of a year begins.
        anyway: Those of `joints` that join over a comma: "at four now, still Thursday".
        adverbs: Ordinals that are none at the beginning of a clause: "first, the lot".
        kept: Words in small letters whose accents tell: "llamó" has been, "llamo" is to come.
        spellings: How words are written that people also write otherwise: "dont".
    """

    code: str
    numbers: NumberWords
    fillers: frozenset[str]
    repairs: frozenset[str]
    withdrawals: frozenset[str]
    joints: frozenset[str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    units: Mapping[str, tuple[int, Unit]]
    forenoon: re.Pattern[str]
    afternoon: re.Pattern[str]
    days: tuple[DayRule, ...]
    clocks: tuple[ClockRule, ...]
    money: Money
    clauses: Clauses
    half: str = "half"
    spellings: Mapping[str, str] = field(default_factory=dict)
    anyway: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    kept: re.Pattern[str] = NOTHING
    split: Callable[[str], tuple[str, ...]] = field(default=lambda word: (word,))


def words(text: str) -> frozenset[str]:
    """Return words that stand in a text with spaces between."""
    return frozenset(text.split())


def named(text: str) -> dict[str, str]:
    """Return a table written as ``francs=CHF, swiss francs=CHF``."""
    entries = (entry.split("=") for entry in " ".join(text.split()).split(", "))
    return {key.strip(): value.strip() for key, value in entries}


def numbered(text: str) -> dict[str, int]:
    """Return a table written as ``monday=0, tuesday=1``."""
    return {key: int(value) for key, value in named(text).items()}


def either(choices: Iterable[str]) -> str:
    """Return a pattern for any of some words, longest first."""
    return "|".join(map(re.escape, sorted(choices, key=lambda word: (-len(word), word))))


def whole(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that begins and ends with whole words of a line."""
    return re.compile(rf"(?<![^ ])(?:{pattern})(?![^ ])")
