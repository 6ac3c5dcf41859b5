"""Write the known names right in what a recogniser heard.

Each stretch of up to six words is compared with each name that may have been heard
there, and the evidence is weighed in bits, as in the search for related proteins
(Altschul 1991):

    how like the two sounds are, and their letters
  - what the ordinary words of the stretch explain by themselves
  - the bits it takes to tell one of the known names

Above zero the name is written; a second name within a few bits, and neither is. Where
the recogniser can be asked, names of less evidence are considered too (`asking`). So a
strange word needs little, ordinary words need to sound like the name from end to end,
a notebook with more names asks for more, and the few of today's plan are easily heard.
So are, at a second look, those that belong to a name found at the first: a customer's
people, a person's customer.

The figures were set on the sentences of ``tests/speech_names``, spoken by seven
synthetic voices, against 3,300 words of English prose in which no name is meant.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from app.speech.heard import Heard
from app.speech.names.asking import Found, asked, once
from app.speech.names.correction import Corrected, Correction
from app.speech.names.known import WORD, Form, KnownName, Names
from app.speech.names.ordinary import is_settled
from app.speech.names.sounding import folded, likeness, readings
from app.speech.names.stretches import Stretch, stretches
from app.speech.recogniser import Weigh

_ANY = 3.0
"""Bits asked of any name beyond telling it from the others."""
_LIKELY = -1.0
"""The same of a name that was to be expected."""
_PART = 2.0
"""Bits asked of a name's one word standing for itself: the whole name is said more often."""
_PART_LIKE = 4.0
"""The same where it was not heard letter by letter: one word is soon like another."""
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
_LEAST_BEHIND = 0.5
"""The same where those words are a name without it: a name heard short stays as it is."""
_DOUBT = 0.4
"""What that share may lack where the recogniser can be asked."""
_UNLED = 0.2
"""More of that share where no word stands before that leads to names, as "at" does."""
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

Kin = Callable[[frozenset[str]], Iterable[str]]
"""Tells the ids of what belongs to records: a customer's people, a person's customer."""


@dataclass(frozen=True, slots=True)
class _Context:
    """The records that are likely to be spoken of, and the forms of their names."""

    ids: frozenset[str]
    forms: tuple[int, ...]

    def asked(self, form: Form, names: Names, *, same: bool) -> float:
        """Return the bits asked of a name, or of its very letters, before it is believed."""
        part = 0.0 if form.whole else _PART if same else _PART_LIKE
        if any(bearer.id in self.ids for bearer in form.bearers):
            return math.log2(len(self.forms)) + _LIKELY + part
        return names.bits + _ANY + part


def correct(
    heard: Heard,
    names: Names,
    near: Iterable[str] = (),
    weigh: Weigh | None = None,
    kin: Kin | None = None,
) -> Corrected:
    """Return what was heard with the known names as the notebook writes them.

    Everything around a name stays as it was. A name that already is right stays, and
    so does one that might be either of two.

    Args:
        heard: The recogniser's words.
        names: All known names.
        near: Ids of the records likely to be spoken of: the customer the rep is with,
            today's plan, the people there and what their deals are about.
        weigh: Asks the recogniser, where its sound is still at hand.
        kin: Tells who and what belongs to the records that were named, which is then
            as likely as what is near.
    """
    text = heard.text
    parts = tuple(stretches(text, heard.language, names.numbers))
    asks = once(weigh) if weigh else None
    ids = frozenset(near)
    chosen = _heard(parts, len(heard.words), names, ids, asks)
    if kin and (named := _named(chosen, ids)):
        ids |= named.union(kin(named))
        chosen = _heard(parts, len(heard.words), names, ids, asks)
    return _written(text, chosen, ids)


def _heard(
    parts: Iterable[Stretch],
    words: int,
    names: Names,
    near: frozenset[str],
    weigh: Weigh | None,
) -> list[Found]:
    """Return the names that were heard, side by side."""
    context = _Context(near, tuple(names.of(near)))
    doubt = _DOUBT if weigh else 0.0
    found = [one for stretch in parts for one in _heard_in(stretch, names, context, doubt)]
    return _chosen(asked(found, words, weigh) if weigh else found)


def _named(found: Iterable[Found], likely: frozenset[str]) -> frozenset[str]:
    """Return the ids of the records that names mean without doubt."""
    bearers = (_bearers(one.form, likely) for one in found)
    return frozenset(some[0].id for some in bearers if len(some) == 1)


def _bearers(form: Form, likely: frozenset[str]) -> Sequence[KnownName]:
    """Return whom a name may mean: those that were to be expected, if there are any."""
    return [one for one in form.bearers if one.id in likely] or form.bearers


def _chosen(found: Iterable[Found]) -> list[Found]:
    """Return the likeliest of what may have been heard, side by side."""
    by_place: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for one in found:
        by_place[one.first, one.after].append(one)
    best = filter(None, map(_best, by_place.values()))
    chosen: list[Found] = []
    for one in sorted(best, key=lambda one: (-one.bits, one.after - one.first, one.first)):
        if all(one.beside(other) for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.first)


def _best(rivals: Sequence[Found]) -> Found | None:
    """Return the likeliest name of a stretch; none where two are as likely."""
    best, *others = sorted(rivals, key=lambda one: -one.bits)
    if best.bits < 0:
        return None
    if best.same:
        if right := next((one for one in rivals if one.right), None):
            return replace(right, bits=_CERTAIN if right.form.whole else best.bits)
        others = [one for one in others if one.same]
    others = [one for one in others if one.form is not best.form]
    return None if others and best.bits - others[0].bits < _RIVAL else best


def _written(text: str, chosen: Iterable[Found], likely: frozenset[str]) -> Corrected:
    parts: list[str] = []
    corrections: list[Correction] = []
    at = length = 0
    for one in chosen:
        if one.right:
            continue
        was, now = text[one.start : one.end], one.form.text
        parts += (text[at : one.start], now)
        start_now = length + one.start - at
        length = start_now + len(now)
        at = one.end
        bearers = _bearers(one.form, likely)
        record = bearers[0].id if len(bearers) == 1 else ""
        corrections.append(Correction(start_now, length, was, now, bearers[0].kind, record))
    return Corrected("".join((*parts, text[at:])), tuple(corrections))


@lru_cache(maxsize=1 << 12)
def _whole(heard: str) -> float:
    return likeness(heard, heard)


def _heard_in(stretch: Stretch, names: Names, context: _Context, doubt: float) -> Iterator[Found]:
    """Yield the names that may have been heard in a stretch, doubtful ones as well."""
    same = names.spelled(stretch.plain)
    if all(token.fixed for token in stretch.tokens) and not same:
        # A number said alone is no product: "500".
        return
    alone = len(stretch.tokens) == 1 and "-" not in stretch.text
    if len(stretch.sound) < 2 or (same and alone and not stretch.strange):
        # An ordinary word that some name is too: "fields". Not "eco-seal", which is no word.
        return
    some = dict.fromkeys(
        (
            *same,
            *names.closest(stretch.sound, dict.fromkeys(_candidates(stretch, names))),
            *names.closest(stretch.sound, context.forms),
        )
    )
    start, end = stretch.tokens[0].start, stretch.tokens[-1].end
    counted = tuple((one.plain, one.said) for one in stretch.counted)
    for index in some:
        form = names.forms[index]
        bits, firm = _bits(stretch, index, names, context, doubt)
        if bits > -math.inf:
            right = form.text == stretch.text
            spelled = form.plain == stretch.plain
            strange = stretch.strange
            yield Found(
                bits,
                stretch.first,
                stretch.after,
                start,
                end,
                form,
                same=spelled,
                right=right,
                firm=firm,
                strange=strange,
                counted=counted,
            )


def _candidates(stretch: Stretch, names: Names) -> Iterator[int]:
    yield from names.alike(stretch.sound)
    for token in stretch.tokens:
        yield from names.sharing(token.plain)
    if stretch.strange or len(names.forms) <= _FEW:
        yield from names.near(stretch.sound, _APART)


def _like(stretch: Stretch, readings: Sequence[str]) -> tuple[float, float]:
    """Return the bits of the likest reading, and their share of those of the very same sound."""
    bits, likest = max((likeness(stretch.sound, reading), reading) for reading in readings)
    return bits, bits / max(_whole(stretch.sound), _whole(likest))


def _like_beside(stretch: Stretch, form: Form) -> bool:
    """Tell whether a name is said beside those of its words that were heard exactly, too.

    Not in "it was 500" for the GTK 500, nor in "Prairie Gold said" for the Cooperative.
    """
    exact = {token.plain for token in stretch.tokens} & form.words
    fixed = {token.plain for token in stretch.tokens if token.fixed}
    if not exact and not fixed:
        return True
    beside = [token for token in stretch.tokens if token.plain not in exact | fixed]
    heard = "".join(token.sound for token in beside)
    rest = (word for word in WORD.findall(form.text) if folded(word) not in exact)
    own = readings(tuple(word for word in rest if not is_settled(word)))
    best = max(likeness(heard, reading) for reading in own)
    # "Mercy Valley priya", "Ridgeway's car": the Medical Center and the Motors have been named.
    owns = any(token.owns and token.plain in exact for token in stretch.tokens[:-1])
    # "They want 700" for the Titan 700: how many they want.
    many = bool(fixed) and not stretch.strange
    least = _LEAST_BEHIND if owns or many or form.begins(stretch.words) else _LEAST_BESIDE
    return best > least * max(_whole(heard), _whole(own[0]))


def _least(stretch: Stretch, form: Form) -> float:
    """Return the share of likeness a stretch must have to be a name."""
    least = _LEAST if stretch.strange else _LEAST_ORDINARY
    edges = (stretch.tokens[0], stretch.tokens[-1])
    small = any(one.surprise is not None and one.surprise < _SMALL for one in edges)
    own = all(one.plain in form.words for one in edges)
    return least + _EDGE * (small and not own) + _UNLED * (not stretch.led)


def _bits(
    stretch: Stretch, index: int, names: Names, context: _Context, doubt: float
) -> tuple[float, bool]:
    """Return the evidence for a name, and whether it is firm without the recogniser's."""
    form = names.forms[index]
    same = form.plain == stretch.plain
    if stretch.titled and any(bearer.kind != "contact" for bearer in form.bearers):
        return -math.inf, False
    said = form.words <= set(stretch.words)
    if not same and (said or form.ends_inside(stretch.words)):
        # It is said already, or the words beside it are not its own.
        return -math.inf, False
    firm = True
    if same:
        bits = _whole(stretch.sound)
    else:
        bits, share = _like(stretch, names.sounds(index))
        least = _least(stretch, form)
        firm = share >= least and _like_beside(stretch, form)
        if not firm and (not doubt or share < least - doubt):
            return -math.inf, False
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
    return bits - context.asked(form, names, same=same), firm
