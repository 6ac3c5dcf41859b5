"""Words side by side in what was heard, each of which may be a name misheard."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from app.matching.folding import listed
from app.matching.person import SPOKEN_TITLES
from app.speech.names.counted import numbers_in
from app.speech.names.known import WORD
from app.speech.names.ordinary import LANGUAGES, Ordinary, is_settled, ordinary
from app.speech.names.sounding import folded, sound

_LONGEST = 6
"""Words in a stretch: "Rattlesnake Canyon Grocery" was heard as five."""
_LEADS: Final = listed(
    "at from with to of for by met and call ring visit visited until because that offer tell told "
    "ask asked saw see over the a then but so when if while "
    "bei mit von zu fur und "
    "en con de para y"
)
"""What a name comes after, in any of the languages that are understood."""
_TOKEN: Final = re.compile(r"\S+")
_CORE: Final = re.compile(r"([^\w&+]*)(.*?)((?:['\u2019]s)?[^\w&+]*)", re.DOTALL)
_ABBREVIATED = 3
"""A full stop behind no more letters ends no sentence: "St.", "Dr."."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands in the text, without the punctuation around it.

    Attributes:
        start: Where it begins in the text, in characters.
        end: Where it ends.
        plain: Its letters, folded; empty for a mark.
        sound: What it sounds like (`sounding.sound`).
        surprise: The bits it takes to expect it; None for a strange word.
        fixed: Whether no name mends it: a number, a day, a word of an unlisted language.
        tail: What stands behind it without a space: "'s", ",".
    """

    start: int
    end: int
    plain: str
    sound: str
    surprise: float | None
    fixed: bool
    tail: str

    @property
    def leads(self) -> bool:
        """Whether a name may well come next."""
        return self.plain in _LEADS or any(c in ".!?" for c in self.tail)

    @property
    def owns(self) -> bool:
        """Whether it is somebody's own that comes next: "Ridgeway's"."""
        return self.tail[1:2] == "s"

    @property
    def ends(self) -> bool:
        """Whether a sentence ends behind it."""
        return len(self.plain) > _ABBREVIATED and any(c in ".!?" for c in self.tail)


@dataclass(frozen=True, slots=True)
class InDigits(Token):
    """Words that say a number, taken for one word in digits.

    Attributes:
        said: Those words.
        first: The first of them.
        after: The one behind them.
    """

    said: str
    first: int
    after: int


@dataclass(frozen=True)
class Stretch:
    """Words side by side; a number in words may stand there as one in digits.

    Attributes:
        first: The first of the words.
        after: The one behind them.
        tokens: The words.
        text: As it was heard.
        led: Whether a name may well come there, by the word before.
        titled: Whether it is a person by what was said: "Mister".
    """

    first: int
    after: int
    tokens: Sequence[Token]
    text: str
    led: bool
    titled: bool

    @cached_property
    def plain(self) -> str:
        """Its letters, folded."""
        return "".join(token.plain for token in self.tokens)

    @cached_property
    def sound(self) -> str:
        """What it sounds like."""
        return "".join(token.sound for token in self.tokens)

    @property
    def words(self) -> list[str]:
        """The words, folded."""
        return [token.plain for token in self.tokens]

    @property
    def strange(self) -> bool:
        """Whether it has a word that is not ordinary."""
        return any(token.surprise is None for token in self.tokens)

    @property
    def counted(self) -> tuple[InDigits, ...]:
        """Its numbers that were heard in words."""
        return tuple(token for token in self.tokens if isinstance(token, InDigits))


def stretches(text: str, language: str, numbers: Collection[str]) -> Iterator[Stretch]:
    """Yield all stretches of some words, none longer than a name.

    Args:
        text: What was heard.
        language: ISO 639-1 code.
        numbers: Those of known names, in digits. A stretch that says one in words is
            yielded again with the digits.
    """
    tokens = tuple(_tokens(text, language))
    counts = {one.first: one for one in _in_digits(text, tokens, language, numbers)}
    for first, token in enumerate(tokens):
        if not token.plain:
            continue
        for after in range(first + 1, min(first + _LONGEST, len(tokens)) + 1):
            span = tokens[first:after]
            if span[-1].plain:
                said = text[token.start : span[-1].end]
                led = not first or tokens[first - 1].leads
                near = (t.plain for t in tokens[max(0, first - 1) : first + 1])
                titled = not SPOKEN_TITLES.isdisjoint(near)
                yield Stretch(first, after, span, said, led, titled)
                if counted := _counted(span, first, counts):
                    yield Stretch(first, after, counted, said, led, titled)
            if tokens[after - 1].ends:
                break


def _counted(
    span: Sequence[Token], first: int, counts: Mapping[int, InDigits]
) -> tuple[Token, ...]:
    """Return a span with its numbers in digits; empty where none is in it."""
    after = first + len(span)
    inside = [counts[at] for at in range(first, after) if at in counts]
    inside = [one for one in inside if one.after <= after]
    read = tuple(span) if inside else ()
    for one in reversed(inside):
        read = (*read[: one.first - first], one, *read[one.after - first :])
    return read


def _tokens(text: str, language: str) -> Iterator[Token]:
    words = ordinary(language)
    for found in _TOKEN.finditer(text):
        if parts := _CORE.fullmatch(found[0]):
            start, end = (found.start() + at for at in parts.span(2))
            yield _token(start, end, parts, words, language)


def _token(start: int, end: int, parts: re.Match[str], words: Ordinary, language: str) -> Token:
    core = parts[2]
    surprise = words.expected(core)
    fixed = is_settled(core) or language not in LANGUAGES
    return Token(start, end, folded(core), _sound(core, language), surprise, fixed, parts[3])


@lru_cache(maxsize=1 << 12)
def _sound(core: str, language: str) -> str:
    return "".join(sound(word, language) for word in WORD.findall(core))


def _in_digits(
    text: str, tokens: Sequence[Token], language: str, known: Collection[str]
) -> Iterator[InDigits]:
    """Yield the numbers said in words that some name has in digits."""
    if not known:
        return
    firsts = {token.start: at for at, token in enumerate(tokens)}
    afters = {token.end: at for at, token in enumerate(tokens, 1)}
    for one in numbers_in(text, language):
        if one.digits in known and one.start in firsts and one.end in afters:
            first, after = firsts[one.start], afters[one.end]
            surprise = ordinary(language).expected(one.digits)
            yield InDigits(
                one.start,
                one.end,
                plain=one.digits,
                sound=_sound(one.digits, language),
                surprise=surprise,
                fixed=True,
                tail=tokens[after - 1].tail,
                said=text[one.start : one.end],
                first=first,
                after=after,
            )
