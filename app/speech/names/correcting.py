"""Write the known names right in what a recogniser heard.

Each stretch of up to six words is compared with each name that may have been heard
there, and the evidence is weighed in bits, as in the search for related proteins
(Altschul 1991):

    how like the two sounds are, and their letters
  - what the ordinary words of the stretch explain by themselves
  - the bits it takes to tell one of the known names

Above zero the name is written; a second name within a few bits, and neither is. So a
strange word needs little, ordinary words need to sound like the name from end to end,
a notebook with more names asks for more, and the few of today's plan are easily heard.

The figures were set on the sentences of ``tests/speech_names``, spoken by seven
synthetic voices, against 3,300 words of English prose in which no name is meant.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from app.speech.heard import Heard
from app.speech.names.correction import Corrected, Correction
from app.speech.names.known import WORD, Form, Names
from app.speech.names.ordinary import LANGUAGES, Ordinary, is_settled, ordinary
from app.speech.names.sounding import folded, likeness, readings, sound

_LONGEST = 6
"""Words in a stretch: "Rattlesnake Canyon Grocery" was heard as five."""
_ANY = 3.0
"""Bits asked of any name beyond telling it from the others."""
_LIKELY = -1.0
"""The same of a name that was to be expected."""
_PART = 2.0
"""Bits asked of a name's one word standing for itself: the whole name is said more often."""
_WRONG = 2.0
"""Bits an ordinary word counts for: recognisers are seldom wrong about those."""
_ALONE = 6.0
"""The same when it stands for a whole name, which ordinary words hardly do."""
_SETTLED = 40.0
"""The same of a number or a day, which is right, or wrong in a way no name mends, and of
any word of a language whose ordinary words nobody has listed."""
_LEAST = 0.2
"""The share of a name's own likeness that a stretch must have, however few names there are."""
_LEAST_ORDINARY = 0.35
"""The same of a stretch of ordinary words alone."""
_LEAST_BESIDE = 0.05
"""The same of what stands beside words of the name that were heard exactly."""
_UNLED = 0.2
"""More of that share where no word stands before that leads to names, as "at" does."""
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mister", "dr", "doctor", "herr", "frau"})
"""What is said before a person's name and no other."""
_LEADS: Final = frozenset(
    (
        *("at", "from", "with", "to", "of", "for", "by", "met", "and", "call", "ring", "visit"),
        *("visited", "until", "because", "that", "offer", "tell", "told", "ask", "asked", "saw"),
        *(
            "see",
            "over",
            "the",
            "a",
            "then",
            "but",
            "so",
            "when",
            "if",
            "while",
            "bei",
            "mit",
            "von",
            "zu",
            "fur",
            "und",
            "en",
            "con",
            "de",
        ),
        *("para", "y"),
    )
)
_SMALL = 9.0
"""Bits up to which a word is a small one, such as "at" or "said"."""
_EDGE = 0.15
"""More of that share where a small word begins or ends the stretch: it may stand for itself."""
_ORDINARY = 2.0
"""Bits asked of a stretch of ordinary words alone: people also say "call me"."""
_PAUSE = 4.0
"""A comma inside a name."""
_SPELLING = 8.0
"""Bits that equal letters are worth beside equal sounds; less for fewer."""
_CHANCE = 0.6
"""The share of letters that names of like sound have in common anyway."""
_RIVAL = 3.0
"""A second name within so many bits, and nobody knows which was said."""
_CERTAIN = 1_000.0
"""Bits for a whole name that already stands as the notebook writes it: it stays."""
_APART = 0.4
"""The share of its consonants that may be heard wrong in a name of a big notebook."""
_FEW = 2_000
"""Of so many forms every stretch of words may be searched; among more only those
with a strange word, since a search among 30,000 takes some milliseconds."""

_TOKEN: Final = re.compile(r"\S+")
_CORE: Final = re.compile(r"(\W*)(.*?)((?:['\u2019]s)?\W*)", re.DOTALL)
_ABBREVIATED = 3
"""A full stop behind no more letters ends no sentence: "St.", "Dr."."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it stands in the text, without the punctuation around it."""

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
    def ends(self) -> bool:
        """Whether a sentence ends behind it."""
        return len(self.plain) > _ABBREVIATED and any(c in ".!?" for c in self.tail)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words side by side."""

    tokens: Sequence[_Token]
    text: str
    plain: str
    sound: str
    led: bool
    titled: bool

    @property
    def strange(self) -> bool:
        """Whether it has a word that is not ordinary."""
        return any(token.surprise is None for token in self.tokens)


@dataclass(frozen=True, slots=True)
class _Found:
    """A name heard from one token to another."""

    bits: float
    first: int
    after: int
    form: Form


@dataclass(frozen=True, slots=True)
class _Context:
    """The records that are likely to be spoken of, and the forms of their names."""

    ids: frozenset[str]
    forms: tuple[int, ...]

    def asked(self, form: Form, names: Names) -> float:
        """Return the bits asked of a name before it is believed."""
        part = 0.0 if form.whole else _PART
        if any(bearer.id in self.ids for bearer in form.bearers):
            return math.log2(len(self.forms)) + _LIKELY + part
        return names.bits + _ANY + part


def correct(heard: Heard, names: Names, language: str, near: Iterable[str] = ()) -> Corrected:
    """Return what was heard with the known names as the notebook writes them.

    Everything around a name stays as it was. A name that already is right stays, and
    so does one that might be either of two.

    Args:
        heard: The recogniser's words.
        names: All known names.
        language: ISO 639-1 code of what was spoken.
        near: Ids of the records likely to be spoken of: the customer the rep is with,
            today's plan, the people there and what their deals are about.
    """
    text = heard.text
    tokens = tuple(_tokens(text, language))
    ids = frozenset(near)
    context = _Context(ids, tuple(names.of(ids)))
    found = sorted(
        _heard_in(text, tokens, names, context),
        key=lambda one: (-one.bits, one.after - one.first, one.first),
    )
    taken: set[int] = set()
    chosen: list[_Found] = []
    for one in found:
        if taken.isdisjoint(range(one.first, one.after)):
            taken.update(range(one.first, one.after))
            chosen.append(one)
    return _written(text, tokens, sorted(chosen, key=lambda one: one.first), ids)


def _written(
    text: str, tokens: Sequence[_Token], chosen: Iterable[_Found], likely: frozenset[str]
) -> Corrected:
    parts: list[str] = []
    corrections: list[Correction] = []
    at = length = 0
    for one in chosen:
        start, end = tokens[one.first].start, tokens[one.after - 1].end
        was = text[start:end]
        if one.form.text == was:
            continue
        now = one.form.text
        parts += (text[at:start], now)
        start_now = length + start - at
        length = start_now + len(now)
        at = end
        bearers = [b for b in one.form.bearers if b.id in likely] or one.form.bearers
        record = bearers[0].id if len(bearers) == 1 else ""
        corrections.append(Correction(start_now, length, was, now, bearers[0].kind, record))
    return Corrected("".join((*parts, text[at:])), tuple(corrections))


def _tokens(text: str, language: str) -> Iterator[_Token]:
    words = ordinary(language)
    for found in _TOKEN.finditer(text):
        if parts := _CORE.fullmatch(found[0]):
            start, end = (found.start() + at for at in parts.span(2))
            yield _token(start, end, parts, words, language)


def _token(start: int, end: int, parts: re.Match[str], words: Ordinary, language: str) -> _Token:
    core = parts[2]
    surprise = words.surprise(core)
    fixed = is_settled(core) or language not in LANGUAGES
    return _Token(start, end, folded(core), _sound(core, language), surprise, fixed, parts[3])


@lru_cache(maxsize=1 << 12)
def _sound(core: str, language: str) -> str:
    return "".join(sound(word, language) for word in WORD.findall(core))


@lru_cache(maxsize=1 << 12)
def _whole(heard: str) -> float:
    return likeness(heard, heard)


def _heard_in(
    text: str, tokens: Sequence[_Token], names: Names, context: _Context
) -> Iterator[_Found]:
    for first, token in enumerate(tokens):
        if not token.plain:
            continue
        for after in range(first + 1, min(first + _LONGEST, len(tokens)) + 1):
            span = tokens[first:after]
            if span[-1].plain:
                stretch = _Stretch(
                    span,
                    text[token.start : span[-1].end],
                    "".join(t.plain for t in span),
                    "".join(t.sound for t in span),
                    not first or tokens[first - 1].leads,
                    not _TITLES.isdisjoint(t.plain for t in tokens[max(0, first - 1) : first + 1]),
                )
                if best := _best(stretch, names, context):
                    yield _Found(best[0], first, after, best[1])
            if span[-1].ends:
                break


def _best(stretch: _Stretch, names: Names, context: _Context) -> tuple[float, Form] | None:
    """Return the likeliest name and its bits; none where two are as likely."""
    same = names.spelled(stretch.plain)
    if all(token.fixed for token in stretch.tokens) and not same:
        # A number said alone is no product: "500".
        return None
    if len(stretch.sound) < 2 or (same and len(stretch.tokens) == 1 and not stretch.strange):
        # An ordinary word that some name is too: "fields".
        return None
    some = dict.fromkeys(
        (
            *same,
            *names.closest(stretch.sound, dict.fromkeys(_candidates(stretch, names))),
            *names.closest(stretch.sound, context.forms),
        )
    )
    weighed = sorted(((_bits(stretch, i, names, context), i) for i in some), reverse=True)
    if not weighed or weighed[0][0] < 0:
        return None
    bits, best = weighed[0]
    form = names.forms[best]
    if best in same:
        right = next((i for i in same if names.forms[i].text == stretch.text), None)
        if right is not None:
            return _CERTAIN if names.forms[right].whole else bits, names.forms[right]
        weighed = [(b, i) for b, i in weighed if i in same]
    if len(weighed) > 1 and bits - weighed[1][0] < _RIVAL:
        return None
    return bits, form


def _candidates(stretch: _Stretch, names: Names) -> Iterator[int]:
    yield from names.alike(stretch.sound)
    for token in stretch.tokens:
        yield from names.sharing(token.plain)
    if stretch.strange or len(names.forms) <= _FEW:
        yield from names.near(stretch.sound, _APART)


def _like(stretch: _Stretch, readings: Sequence[str]) -> tuple[float, float]:
    """Return the bits of the likest reading, and their share of those of the very same sound."""
    bits, likest = max((likeness(stretch.sound, reading), reading) for reading in readings)
    return bits, bits / max(_whole(stretch.sound), _whole(likest))


def _like_beside(stretch: _Stretch, form: Form) -> bool:
    """Tell whether a name is said beside those of its words that were heard exactly, too.

    Not in "it was 500" for the GTK 500, nor in "Prairie Gold said" for the Cooperative.
    """
    exact = {token.plain for token in stretch.tokens} & form.words
    fixed = {token.plain for token in stretch.tokens if token.fixed}
    if not exact and not fixed:
        return True
    heard = "".join(token.sound for token in stretch.tokens if token.plain not in exact | fixed)
    rest = (word for word in WORD.findall(form.text) if folded(word) not in exact)
    own = readings(tuple(word for word in rest if not is_settled(word)))
    best = max(likeness(heard, reading) for reading in own)
    return best > _LEAST_BESIDE * max(_whole(heard), _whole(own[0]))


def _least(stretch: _Stretch, form: Form) -> float:
    """Return the share of likeness a stretch must have to be a name."""
    least = _LEAST if stretch.strange else _LEAST_ORDINARY
    edges = (stretch.tokens[0], stretch.tokens[-1])
    small = any(one.surprise is not None and one.surprise < _SMALL for one in edges)
    own = all(one.plain in form.words for one in edges)
    return least + _EDGE * (small and not own) + _UNLED * (not stretch.led)


def _bits(stretch: _Stretch, index: int, names: Names, context: _Context) -> float:
    form = names.forms[index]
    same = form.plain == stretch.plain
    if stretch.titled and any(bearer.kind != "contact" for bearer in form.bearers):
        return -math.inf
    if not same and form.words <= {token.plain for token in stretch.tokens}:
        # It is said already, and the words beside it are not its own.
        return -math.inf
    if same:
        bits = _whole(stretch.sound)
    else:
        bits, share = _like(stretch, names.sounds(index))
        if share < _least(stretch, form) or not _like_beside(stretch, form):
            return -math.inf
    bits += _SPELLING * (fuzz.ratio(stretch.plain, form.plain) / 100 - _CHANCE)
    if not (same or stretch.strange):
        bits -= _ORDINARY
    bits -= sum(_PAUSE for token in stretch.tokens[:-1] if "," in token.tail)
    for token in stretch.tokens:
        if token.surprise is None:
            continue
        bits -= max(0.0, _whole(token.sound) - token.surprise)
        if not same and token.plain not in form.words:
            bits -= _SETTLED if token.fixed else _WRONG
            bits -= _ALONE if len(stretch.tokens) == 1 else 0.0
    return bits - context.asked(form, names)
