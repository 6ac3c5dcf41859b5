"""Addresses as they are compared: the number of the house, and the words of the street."""

import re
from dataclasses import dataclass
from typing import Final

from app.matching.folding import words_of

_WORDS: Final = {
    short: long
    for long, shorts in {
        "": "street st str strasse road rd avenue ave av boulevard blvd bd lane ln drive dr court "
        "ct place pl plaza square sq parkway pkwy highway hwy terrace ter circle cir way rue "
        "via calle c ul ulica allee platz weg gasse rua avenida avda viale piazza piazzale "
        "corso chemin impasse cours quai route laan straat plein the de la le les du des del "
        "di da do dos d l of nr no num number suite ste apt apartment unit floor fl flat room "
        "rm bldg building etage stock og eg po box postfach hausnummer bis",
        "n": "north norte nord n",
        "s": "south sur sud s",
        "e": "east este ost est e",
        "w": "west oeste ouest w",
        "1st": "first",
        "2nd": "second",
        "3rd": "third",
        "4th": "fourth",
        "5th": "fifth",
        "saint": "sankt sanct",
    }.items()
    for short in shorts.split()
}
_GLUED: Final = re.compile(
    r"(?<=[a-z]{3})(?:strasse|str|straat|gasse|weg|platz|allee|laan|gatan|gade)$"
)
_HOUSE: Final = re.compile(r"^\d+[a-z]?$")
_ORDINAL: Final = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_FURTHER: Final = re.compile(
    r"\b(?:suite|ste|apt|apartment|unit|floor|fl|room|rm|bldg|building|etage|stock)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Street:
    """Where something stands.

    Attributes:
        house: Number of the house; empty for unknown.
        words: The words of the street's name; a word such as "street" is not one.
        ways: Which of n, s, e, w stand with it.
    """

    house: str = ""
    words: tuple[str, ...] = ()
    ways: frozenset[str] = frozenset()


NOWHERE: Final = Street()


def street(written: str) -> Street:
    """Read an address, whether the number stands before the street or behind it.

    Example: ``27 N. Main Street, Suite 4`` and ``Hauptstr. 27`` have 27 as house.
    """
    words = words_of(_FURTHER.sub("", written.replace("ß", "ss")))
    if not words:
        return NOWHERE
    house = _house(words)
    plain = [_GLUED.sub("", w) for w in words if w != house]
    known = [_ORDINAL.sub(r"\1", _WORDS.get(w, w)) for w in plain]
    ways = frozenset(w for w in known if w in {"n", "s", "e", "w"})
    return Street(house.rstrip("abcdefgh"), tuple(w for w in known if w and w not in ways), ways)


def _house(words: tuple[str, ...]) -> str:
    """Return the number of the house: the first word that can be, else the last."""
    if _HOUSE.match(words[0]):
        return words[0]
    return next((w for w in reversed(words) if _HOUSE.match(w)), "")
