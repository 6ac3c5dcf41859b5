"""Find the names of customers, people and products in words.

A name counts when all of it is said, without its legal form ("Brewster & Lane Ltd" is
"brewster and lane"), or its first two words. One word of it counts when no other customer
has that word, and it was written as a name, or is no word of the language, or the customer is
near anyway. What fits two customers equally is neither. Names heard wrong are set right
before, by `app.speech.names`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from app.understanding.line import folded

NameKind = Literal["customer", "person", "product"]

_WORDS: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # noqa: RUF001  # the quote is meant
_LINKS: Final = frozenset({"and", "und", "y", "e", "et", "the", "of"})
_FORMS: Final = frozenset(
    [
        "ltd",
        "limited",
        "inc",
        "incorporated",
        "llc",
        "llp",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "kg",
        "ohg",
        "ug",
        "mbh",
        "se",
        "sa",
        "sl",
        "slu",
        "srl",
        "spa",
        "bv",
        "nv",
        "oy",
        "ab",
        "aps",
        "as",
        "sarl",
        "sas",
        "cia",
        "spzoo",
        "pty",
        "group",
        "holding",
    ]
)
_ACTS: Final = re.compile(
    r"(?:'s)? (?:wants?|needs?|called|calls?|has|have|had|said|says|say|asked|asks?|signed|signs?|"
    r"decided|likes?|liked|loves?|loved|told|tells?|took|takes?|would|will|might|may|can|can't|"
    r"could|should|is|was|are|were|isn't|aren't|wasn't|weren't|won't|just|bought|buys?|ordered|"
    r"orders?|went|agreed|moved|moving|gave|gives?|rang|rings?|phoned|mentioned|reckons?|thinks?|"
    r"thought|came|comes?|got|gets?|put|pays?|paid|sent|lost|placed|uses?|used|runs?|prefers?|"
    r"chose|opened|opens?|closed|do|does|did|don't|doesn't|didn't|haven't|hasn't|still|already|"
    r"again|looking|expects?|seems?|hat|haben|will|wollen|mochte|mochten|braucht|brauchen|quiere|"
    r"quieren|necesita|necesitan|dice|dicen)\b|'s "
)
"""What tells a name at the beginning of a sentence, where every word has a capital."""
_HEADS: Final = re.compile(r"(?:'s)?(?: again)?[,:] |\.(?: |$)")
"""What tells one that stands over what follows, as its heading: "Redwood: they want"."""
_ROADS: Final = re.compile(
    r" (?:street|road|avenue|square|lane|drive|way|strasse|platz)\b", re.IGNORECASE
)
"""What tells a part of an address."""
_SHORTEST_PART: Final = 4
"""Shorter words are rarely said alone for a name, and often mean something else."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name in the replica.

    Attributes:
        account_id: Of a person: where they work.
    """

    kind: NameKind
    id: str
    name: str
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A name in a text, ``text[start:end]``.

    Attributes:
        full: Whether all of it was said.
    """

    known: KnownName
    start: int
    end: int
    full: bool = True


Strange = Callable[[str, str], bool]


def _never(_word: str, _language: str) -> bool:
    """Call no word strange: there is no list of the ordinary ones."""
    return False


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    named: bool
    road: bool
    opening: bool = False


class Names:
    """An index of names by their words; built once, and read by many threads.

    Measured: 10,000 customers with 16,000 people are built in 0.3 s of one core and take
    15 MB; a note of fifty words then costs 0.3 ms.
    """

    def __init__(self, names: Iterable[KnownName] = (), strange: Strange = _never) -> None:
        """Make the index.

        Args:
            names: In any order.
            strange: Tells a word in small letters that is none of a language: a name.
        """
        self._strange = strange
        self._by_first: dict[str, list[tuple[tuple[str, ...], KnownName]]] = defaultdict(list)
        self._by_word: dict[tuple[NameKind, str], KnownName | None] = {}
        self._people: dict[str, list[KnownName]] = defaultdict(list)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._by_id: dict[str, KnownName] = {}
        for known in names:
            self._add(known)

    def _add(self, known: KnownName) -> None:
        self._by_id.setdefault(known.id, known)
        if known.kind == "person":
            self._people[known.account_id].append(known)
        words = tuple(_significant(known.name))
        if not words:
            return
        if len(words) > 1 or known.kind != "person":
            self._by_first[words[0]].append((words, known))
        if known.kind != "person":
            beginnings = (words[:size] for size in range(2, len(words)))
            self._by_first[words[0]] += [(said, known) for said in beginnings]
        for word in dict.fromkeys(words):
            slot = (known.kind, word)
            first = self._by_word.get(slot, known)
            self._by_word[slot] = known if first and first.id == known.id else None
            self._bearers[word].add(known.account_id or known.id)

    def get(self, record_id: str) -> KnownName | None:
        """Return a name by its record's id."""
        return self._by_id.get(record_id)

    def heard(self, text: str, near: Sequence[str] = (), language: str = "") -> list[Heard]:
        """Return the names in a text, from left to right, each record once.

        `near` are the customers the words are likely about, likeliest first: of several
        with the same name it is one of them, and their people are known by one name alone.
        """
        words = list(_words(text))
        code = language.replace("_", "-").partition("-")[0].lower()
        words = [
            replace(one, named=True, opening=False) if self._is_name(one, text, code) else one
            for one in words
        ]
        found: dict[str, Heard] = {}
        at = 0
        while at < len(words):
            hit, size = self._full(words, at, near)
            hit = hit or self._part(words[at], near)
            hit = None if hit and size == 1 and _inside(text, words, at, hit) else hit
            if hit:
                last = words[at + size - 1]
                full = size == len(tuple(_significant(hit.name)))
                shown = Heard(hit, words[at].start, last.end, full)
                found.setdefault(hit.id, shown)
            at += size
        return list(found.values())

    def _full(
        self, words: list[_Word], at: int, near: Sequence[str]
    ) -> tuple[KnownName | None, int]:
        """Return the longest name that is said whole here, and how many words it took."""
        said = words[at].text
        longest = 0
        fitting: list[KnownName] = []
        for name, known in self._by_first.get(said, ()):
            if len(name) < longest or len(name) > len(words) - at:
                continue
            if all(word == heard.text for word, heard in zip(name, words[at:], strict=False)):
                fitting = [known] if len(name) > longest else [*fitting, known]
                longest = len(name)
        if longest == 1 and not (words[at].named or self._is_near(fitting, near)):
            return None, 1
        return _one_of(fitting, near), max(1, longest)

    def _part(self, word: _Word, near: Sequence[str]) -> KnownName | None:
        """Return the only name a single word can be of."""
        if len(word.text) < _SHORTEST_PART or word.road:
            return None
        for person in (one for account in near for one in self._people.get(account, ())):
            if word.named and word.text in _significant(person.name):
                return person
        for account in near:
            known = self._by_id.get(account)
            first = next(_significant(known.name), "") if known else ""
            if known and word.text == first and word.named:
                return known
        if not word.named or (
            ("person", word.text) in self._by_word and len(self._bearers[word.text]) > 1
        ):
            return None
        known = self._by_word.get(("customer", word.text)) or self._by_word.get(
            ("product", word.text)
        )
        if known and word.opening and next(_significant(known.name)) != word.text:
            return None
        return known

    def _is_name(self, word: _Word, text: str, language: str) -> bool:
        """Tell a word of a name that can be nothing else, however it was written."""
        if len(word.text) < _SHORTEST_PART or not (
            ("customer", word.text) in self._by_word or ("product", word.text) in self._by_word
        ):
            return False
        return self._strange(text[word.start : word.end].casefold(), language)

    def _is_near(self, fitting: list[KnownName], near: Sequence[str]) -> bool:
        return any(known.id in near or known.account_id in near for known in fitting)


def _one_of(fitting: list[KnownName], near: Sequence[str]) -> KnownName | None:
    """Return the only one, or the nearest of several."""
    if len({known.id for known in fitting}) == 1:
        return fitting[0]
    ranked = {known_id: rank for rank, known_id in reversed(list(enumerate(near)))}
    by_rank = {
        ranked[one]: known
        for known in fitting
        for one in (known.id, known.account_id)
        if one in ranked
    }
    return by_rank[min(by_rank)] if by_rank else None


def _inside(text: str, words: list[_Word], at: int, known: KnownName) -> bool:
    """Tell a later word of a name in somebody else's: "Mill Lane"."""
    if next(_significant(known.name)) == words[at].text or not at:
        return False
    before = words[at - 1]
    beside = not text[before.end : words[at].start].strip()
    return beside and text[before.start].isupper()


def _significant(name: str) -> Iterator[str]:
    """Yield the words by which a name is known."""
    for found in _WORDS.finditer(name):
        word = folded(found.group()).removesuffix("'s")
        if word not in _LINKS and word not in _FORMS:
            yield word


def _words(text: str) -> Iterator[_Word]:
    """Yield the words of a text that names are made of."""
    for found in _WORDS.finditer(text):
        said = found.group()
        word = folded(said).removesuffix("'s")
        if word in _LINKS or word in _FORMS:
            continue
        ahead = text[: found.start()].rstrip()
        opening = not ahead or ahead[-1] in ".!?"
        end = found.start() + len(said.removesuffix("'s").removesuffix("’s"))  # noqa: RUF001
        acts = _ACTS.match(text, end) or _HEADS.match(text, end)
        named = said[0].isupper() and (not opening or bool(acts))
        yield _Word(word, found.start(), end, named, bool(_ROADS.match(text, end)), opening)
