"""People and companies written down a second time, as a careless hand does: told by nobody.

In the manner of FEBRL (Christen and Pudjijono 2009): records without errors, and copies in
which a few things went wrong. The figures of `app.matching` were not set on these.
"""

import random
import string
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from app.matching.facts import Facts, Subject, SubjectKind, read_facts

Pairs = frozenset[frozenset[str]]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GIVEN: Final = _words(
    "Margaret Robert William Elizabeth Katherine Anthony Theodore Frederick Deborah Gregory "
    "Nathaniel Ingrid Oskar Lucia Rafael Beatriz Pascal Colette Emre Aylin Dmitri Svetlana "
    "Tomasz Agnieszka Priscilla Desmond Harriet Quentin Rosalind Winston"
)
_NICK: Final = {
    "Margaret": "Peggy",
    "Robert": "Bob",
    "William": "Bill",
    "Elizabeth": "Liz",
    "Katherine": "Kate",
    "Anthony": "Tony",
    "Theodore": "Ted",
    "Frederick": "Fred",
    "Deborah": "Debbie",
    "Gregory": "Greg",
}
_SYLLABLES: Final = _words(
    "bar con del fen gil har jor kel lan mor nor pel quin ros sul tan ver wal"
)
_ENDS: Final = _words("berg dale ford ham kins ley man mont ner son stein ton well wick")
_ROADS: Final = _words("Acacia Bridge Castle Dover Elm Foundry Granary Harbour Ivy Jubilee Kiln")
_TOWNS: Final = _words("Ashby Brackwell Corrington Denholm Eastleach Farrowby")
_TRADES: Final = _words("Bakery Joinery Printing Optics Plumbing Dental Foods Textiles Tools")
_FORMS: Final = ("Ltd", "Limited", "LLC", "Inc.", "plc", "")


class Spoiler:
    """Makes records and spoils copies of them; the same seed, the same."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def people(self, count: int) -> tuple[list[Facts], Pairs]:
        """Return people, two in five of them written down twice, and which are the same."""
        return self._twice(count, "contact", self._person, self._spoil_person)

    def companies(self, count: int) -> tuple[list[Facts], Pairs]:
        """Return the same of companies."""
        return self._twice(count, "account", self._company, self._spoil_company)

    def _twice(
        self,
        count: int,
        kind: SubjectKind,
        make: Callable[[str], Subject],
        spoil: Callable[[Subject], Subject],
    ) -> tuple[list[Facts], Pairs]:
        made = [make(str(number)) for number in range(count)]
        again = [
            replace(spoil(one), id=f"{one.id}-again")
            for one in self._chance.sample(made, count * 2 // 5)
        ]
        same = frozenset(frozenset((one.id, one.id.removesuffix("-again"))) for one in again)
        return [read_facts(one, kind) for one in (*made, *again)], same

    def _person(self, own_id: str) -> Subject:
        given, family = self._chance.choice(_GIVEN), self._family()
        box = f"{given}.{family}{own_id}@post.example".casefold()
        born = f"{self._between(1940, 2004)}-{self._between(1, 12):02}-{self._between(1, 28):02}"
        return replace(
            self._place(own_id),
            name=f"{given} {family}",
            emails=(box,) if self._odds(60) else (),
            born=born if self._odds(85) else "",
        )

    def _company(self, own_id: str) -> Subject:
        words = (self._family(), self._chance.choice(("& Sons", "& Daughters", "", "")))
        name = " ".join((*words, self._chance.choice(_TRADES), self._chance.choice(_FORMS)))
        site = f"https://www.{self._family()}{own_id}.example".casefold()
        return replace(self._place(own_id), name=name, website=site if self._odds(50) else "")

    def _place(self, own_id: str) -> Subject:
        road, town = self._chance.choice(_ROADS), self._chance.choice(_TOWNS)
        return Subject(
            own_id,
            "",
            (f"+44 1{self._between(200, 999)} {self._between(100_000, 999_999)}",),
            street=f"{self._between(1, 190)} {road} Road",
            city=town,
            postcode=f"{town[:2].upper()}{self._between(1, 20)} {self._between(1, 9)}AB",
            country="UK",
        )

    def _spoil_person(self, one: Subject) -> Subject:
        given, family = one.name.split(" ")
        ways = [
            f"{self._typo(given)} {family}",
            f"{given} {self._typo(family)}",
            f"{family}, {given}",
            f"{family} {given}",
            f"{given[0]}. {family}",
            f"{_NICK.get(given, given)} {family}",
            f"Dr {given} {family}",
        ]
        born = one.born
        if born and self._odds(25):
            born = born[:5] + born[8:] + born[4:7] if int(born[8:]) <= 12 else born[:-1] + "9"
        name = self._chance.choice(ways)
        if self._odds(50):
            name = self._typo(name)
        return replace(self._lose(one), name=name, born=born)

    def _spoil_company(self, one: Subject) -> Subject:
        first, *rest = one.name.split()
        bare = " ".join(word for word in (first, *rest) if word not in _FORMS)
        ways = [
            bare.upper(),
            f"{bare} {self._chance.choice(_FORMS)}",
            bare.replace("&", "and"),
            " ".join((self._typo(first), *rest)),
            f"{first} {rest[-1] if rest else ''}",
            f"The {bare}",
        ]
        name = self._chance.choice(ways)
        return replace(self._lose(one), name=self._typo(name) if self._odds(30) else name)

    def _lose(self, one: Subject) -> Subject:
        """Leave out, shorten and mistype what stands beside the name."""
        number = one.phones[0].replace("+44 ", "0").replace(" ", self._chance.choice(" -"))
        return replace(
            one,
            phones=(number,) if self._odds(50) else (),
            emails=one.emails if self._odds(50) else (),
            website=one.website if self._odds(50) else "",
            street=one.street.replace("Road", "Rd") if self._odds(75) else "",
            city=self._typo(one.city) if self._odds(20) else one.city,
            postcode=one.postcode.replace(" ", "") if self._odds(75) else "",
        )

    def _typo(self, word: str) -> str:
        at = self._between(1, len(word) - 2)
        letter = self._chance.choice(string.ascii_lowercase)
        return self._chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )

    def _family(self) -> str:
        parts = self._chance.choice(_SYLLABLES), self._chance.choice(_ENDS)
        return "".join(parts).title()

    def _between(self, low: int, high: int) -> int:
        return self._chance.randint(low, high)

    def _odds(self, percent: int) -> bool:
        return self._chance.random() * 100 < percent
