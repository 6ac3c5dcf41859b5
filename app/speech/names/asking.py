"""Ask the recogniser itself where the words alone leave a name in doubt.

What sounds somewhat like a name may be the name misheard, or something else. The
recogniser can say how likely its own sound makes the name in that place, beside the
words it wrote; that is evidence of a kind that no spelling of those words holds.

The figures were set on the sentences of ``tests/speech_names``, like those of `correcting`.
On others four in ten of the names that were still wrong became right, and no word of ten
recordings of people became a name, also where 30,000 were known.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.matching.folding import unaccented
from app.speech.names.known import Form
from app.speech.recogniser import Change, Weigh

_WORTH = 0.8
"""Bits that a natural logarithm of likelihood is worth: it is 1.44 by itself, but sound
and spelling have said a part of it already."""
_EXPECTED = 4.0
"""What a name is less likely by for being a name: recognisers were taught few of them."""
_USUAL = -8.0
"""The same of one ordinary word, and of a part of a name that stands for ordinary words,
such as "pharmacy" for a Pharmacie: both may sound the same, and the word is said more often."""
_DENIED = -10.0
"""A likelihood below which ordinary words stay, however like a name they are."""
_HOPELESS = -12.0
"""Bits below which no answer makes a name of it."""
_TWICE = 2
"""How many overlapping stretches are asked about for one name."""
_LEAST_ASKED = 8
"""Questions for few words; for many words there are as many questions as words."""
_ALOUD: Final = str.maketrans({"&": "and", "-": " ", "/": " "})


@dataclass(frozen=True, slots=True)
class Found:
    """A name that may have been heard from one word to another.

    Attributes:
        bits: The evidence for it.
        first: The word it begins with.
        after: The word behind it.
        start: Where it begins in the text, in characters.
        end: Where it ends.
        form: The name.
        same: Whether it is spelled as it was heard.
        right: Whether it stands there already, letter by letter.
        firm: Whether it may be written with nobody asked.
        strange: Whether a word that is not ordinary stands there.
        counted: Numbers of the name, as they were heard in words.
    """

    bits: float
    first: int
    after: int
    start: int
    end: int
    form: Form
    same: bool
    right: bool
    firm: bool
    strange: bool
    counted: tuple[tuple[str, str], ...] = ()

    def beside(self, other: "Found") -> bool:
        """Whether the two share no word."""
        return self.after <= other.first or other.after <= self.first


def asked(found: Sequence[Found], words: int, weigh: Weigh) -> list[Found]:
    """Return what may be written, with the recogniser's evidence added.

    Args:
        found: All that may have been heard.
        words: How many words were heard.
        weigh: Asks the recogniser.
    """
    doubtful = _worth_asking(found, max(words, _LEAST_ASKED))
    changes = [(one, Change(one.start, one.end, text)) for one in doubtful for text in _said(one)]
    gains = weigh([change for _, change in changes])
    best: dict[int, float] = {}
    for (one, _), gain in zip(changes, gains, strict=True):
        if gain is not None:
            best[id(one)] = max(gain, best.get(id(one), gain))
    answered = (_answered(one, best[id(one)]) for one in doubtful if id(one) in best)
    silent = (one for one in doubtful if id(one) not in best and one.firm)
    return [*(one for one in found if one.same), *answered, *silent]


def once(weigh: Weigh) -> Weigh:
    """Return what asks nothing twice."""
    answers: dict[Change, float | None] = {}

    def weighed(changes: Sequence[Change]) -> Sequence[float | None]:
        new = [one for one in dict.fromkeys(changes) if one not in answers]
        answers.update(zip(new, weigh(new), strict=True))
        return [answers[one] for one in changes]

    return weighed


def _answered(one: Found, gain: float) -> Found:
    """Return what was found with the evidence of the sound."""
    if one.strange:
        return replace(one, bits=one.bits + _WORTH * (gain + _EXPECTED))
    if gain < _DENIED:
        return replace(one, bits=-math.inf)
    usual = one.after - one.first == 1 or not one.form.whole
    expected = _USUAL if usual else _EXPECTED
    return replace(one, bits=one.bits + _WORTH * (gain + expected))


def _worth_asking(found: Iterable[Found], most: int) -> list[Found]:
    """Return the likeliest, each name for a few stretches only."""
    sure = [one for one in found if one.right and one.form.whole]
    chosen: list[Found] = []
    for one in sorted(found, key=lambda one: -one.bits):
        if one.bits < _HOPELESS or len(chosen) == most:
            break
        if one.same or not all(one.beside(other) for other in sure):
            continue
        again = sum(other.form is one.form and not one.beside(other) for other in chosen)
        if again < _TWICE:
            chosen.append(one)
    return chosen


def _said(one: Found) -> Iterable[str]:
    """Return the ways a recogniser may write a name."""
    text = one.form.text
    for digits, words in one.counted:
        text = words.join(re.split(rf"\b{digits}\b", text))
    plain = unaccented(text)
    return dict.fromkeys((one.form.text, text, plain, plain.translate(_ALOUD)))
