"""The names a notebook knows, and an index of them by sound."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from app.speech.names.ordinary import Ordinary
from app.speech.names.sounding import coarse, folded, readings

WORD: Final = re.compile(r"[\w'\u2019]+|[&+]")
_LEGAL: Final = re.compile(
    r",? (?:GmbH(?: & Co\.? KG)?|mbH|KG|OHG|UG|e\.K\.|AG|SE|SARL|SAS|SA|S\.A\.|S\.L\.|SL|S\.p\.A\."
    r"|Srl|B\.?V\.?|N\.?V\.?|AB|ApS|A/S|AS|Oy|Ltda?\.?|Limited|LLP|LLC|Inc\.?|Co\.|Corp\.?|plc|PLC|Pty"
    r"|Sp\. z o\.o\.|s\.r\.o\.|a\.s\.)$"
)
_CROWD = 200
"""More names than these with one word in common, and the word says nothing: "Hotel"."""
_LIKE = 12
_CLOSEST = 6
_WORD_LETTERS = 4
"""A shorter word of a name is too little to know it by."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name in the notebook.

    Attributes:
        text: As it is written there.
        kind: ``customer``, ``contact`` or ``product``.
        id: Of the record.
    """

    text: str
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Form:
    """A way a name is said.

    Attributes:
        text: How it is written then.
        bearers: Whom it may mean.
        whole: The name without its legal form, rather than a part of it.
        plain: Its letters, folded.
        words: The same, by word.
        beginning: Whether it is the first words of a longer name.
    """

    text: str
    bearers: tuple[KnownName, ...]
    whole: bool
    plain: str
    words: frozenset[str]
    beginning: bool = False

    def begins(self, heard: Sequence[str]) -> bool:
        """Return whether words begin with two of the name's or more, so that it is known by them.

        Args:
            heard: The words, folded: "mercy", "valley", "priya".
        """
        pairs = zip(self._in_order(), heard, strict=False)
        same = [word for word, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
        return len(same) > 1 and len(same[-1]) >= _WORD_LETTERS

    def ends_inside(self, heard: Sequence[str]) -> bool:
        """Return whether there are words outside the name: its last one stands before others.

        So it does in "grange", "vet", "clinic", "want"; and likewise for its first one.
        """
        words = self._in_order()
        return words[0] in heard[1:] or words[-1] in heard[:-1]

    def _in_order(self) -> list[str]:
        return [folded(word) for word in WORD.findall(self.text)]


def short(name: str) -> str:
    """Return a company's name as people say it: without "GmbH" or "Ltd"."""
    while (less := _LEGAL.sub("", name)) not in ("", name):
        name = less
    return name


class Names:
    """Every form of the known names, by sound; costs about 40 µs a name to build."""

    def __init__(self, known: Iterable[KnownName], words: Ordinary) -> None:
        self.forms: list[Form] = []
        self._sounds: list[tuple[str, ...]] = []
        self._by_plain: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_coarse: dict[str, list[int]] = defaultdict(list)
        self._by_id: dict[str, list[int]] = defaultdict(list)
        for form in _forms(known, words):
            self._add(form)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for kinds in self._by_coarse:
            self._by_length[len(kinds)].append(kinds)
        said = frozenset[str]().union(*(form.words for form in self.forms))
        self.numbers: Final = frozenset(word for word in said if word.isdecimal())

    def _add(self, form: Form) -> None:
        if form.beginning:
            # Known by its letters alone: by its sound the whole name is known.
            self._by_plain[form.plain].append(len(self.forms))
            self.forms.append(form)
            self._sounds.append(())
            return
        sounds = tuple(s for s in readings(tuple(WORD.findall(form.text))) if s)
        if not sounds:
            return
        index = len(self.forms)
        self.forms.append(form)
        self._sounds.append(sounds)
        self._by_plain[form.plain].append(index)
        for kinds in {coarse(sound) for sound in sounds}:
            self._by_coarse[kinds].append(index)
        if len(form.words) > 1:
            for word in form.words:
                self._by_word[word].append(index)
        for bearer in form.bearers:
            self._by_id[bearer.id].append(index)

    @property
    def bits(self) -> float:
        """How many bits it takes to tell one of them."""
        return math.log2(max(len(self.forms), 1))

    def sounds(self, index: int) -> tuple[str, ...]:
        """Return the readings of a form."""
        return self._sounds[index]

    def of(self, ids: Iterable[str]) -> list[int]:
        """Return the forms of some records' names."""
        return list(dict.fromkeys(i for one in ids for i in self._by_id.get(one, ())))

    def spelled(self, plain: str) -> list[int]:
        """Return the forms with exactly these letters."""
        return self._by_plain.get(plain, [])

    def sharing(self, word: str) -> list[int]:
        """Return the forms of several words of which this is one; none for a crowd."""
        found = self._by_word.get(word, [])
        return found if len(found) <= _CROWD else []

    def alike(self, sound: str) -> list[int]:
        """Return the forms with the same kinds of consonants."""
        return self._by_coarse.get(coarse(sound), [])[:_CROWD]

    def near(self, sound: str, apart: float) -> Iterator[int]:
        """Yield the forms that may have been heard so.

        Args:
            sound: What was heard.
            apart: The share of the consonants that may differ.
        """
        kinds = coarse(sound)
        most = max(1, int(len(kinds) * apart))
        for length in range(max(2, len(kinds) - most), len(kinds) + most + 1):
            for found, _, _ in process.extract(
                kinds,
                self._by_length.get(length, ()),
                scorer=Levenshtein.distance,
                score_cutoff=most,
                limit=_LIKE,
            ):
                yield from self._by_coarse[found][:_CROWD]

    def closest(self, sound: str, among: Iterable[int]) -> list[int]:
        """Return the few forms of some whose sound comes closest."""
        pairs = [(reading, i) for i in among for reading in self._sounds[i]]
        found = process.extract(
            sound,
            [reading for reading, _ in pairs],
            scorer=Indel.normalized_similarity,
            score_cutoff=0.4,
            limit=_CLOSEST,
        )
        return list(dict.fromkeys(pairs[at][1] for _, _, at in found))


def _forms(known: Iterable[KnownName], words: Ordinary) -> Iterator[Form]:
    bearers: dict[tuple[str, str], dict[str, KnownName]] = defaultdict(dict)
    for name in known:
        said = short(name.text.strip())
        bearers[said, "whole"][name.id] = name
        for word in _telling(said, words):
            bearers[word, "word"][name.id] = name
        for part in _beginnings(said):
            bearers[part, "beginning"][name.id] = name
    for (text, kind), names in bearers.items():
        if kind == "whole" or (text, "whole") not in bearers:
            plain = frozenset(folded(word) for word in WORD.findall(text))
            whole, beginning = kind == "whole", kind == "beginning"
            yield Form(text, tuple(names.values()), whole, folded(text), plain, beginning)


def _beginnings(said: str) -> Iterator[str]:
    """Yield the first two words or more of a longer name: "Mercy Valley" Medical Center."""
    parts = said.split()
    for size in range(2, len(parts)):
        if len(folded(parts[size - 1])) >= _WORD_LETTERS:
            yield " ".join(parts[:size]).rstrip(".,")


def _telling(said: str, words: Ordinary) -> Iterator[str]:
    parts = said.split()
    if len(parts) > 1:
        for part in parts:
            word = part.strip(".,()")
            if len(folded(word)) >= _WORD_LETTERS and words.surprise(word) is None:
                yield word
