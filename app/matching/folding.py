"""Words as they are compared: small, without accents, one spelling for what has two."""

import re
import unicodedata
from functools import lru_cache
from typing import Final


def _table(letters: str) -> dict[int, str]:
    """Return a translation from pairs with an equals sign: ``ß=ss ø=o``."""
    pairs = (pair.split("=") for pair in letters.split())
    return {ord(one): latin for one, latin in pairs}


_COMPOSED: Final = _table(
    "ß=ss ø=o æ=ae œ=oe ł=l đ=d ð=d þ=th ı=i "  # noqa: RUF001  # these letters are meant
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u "  # noqa: RUF001
    "ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g"  # noqa: RUF001
)
_PLAIN: Final = _table(
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y "  # noqa: RUF001
    "φ=f χ=ch ψ=ps ω=o"
)
_WORD: Final = re.compile(r"[^\W_]+")
_QUOTE: Final = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")  # noqa: RUF001  # the quotes are meant
_DOTTED: Final = re.compile(r"\b(?:[^\W\d_][./](?: (?=[^\W\d_]\.))?){1,5}[^\W\d_]\b\.?")
_BETWEEN: Final = re.compile(r"[./ ]")
_TWO_SPELLINGS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ph", "f"), ("ck", "k"))
_SOFT: Final = re.compile(r"(?<!^)[aeiouyhw]+")
_DOUBLED: Final = re.compile(r"(.)\1+")


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(words.split())


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """Return a text small and without accents, in Latin letters where there is a way.

    Example: ``Müller & Söhne`` is ``muller & sohne``, ``Łódź`` is ``lodz``.
    """
    small = text.casefold()
    if small.isascii():
        return small
    small = unicodedata.normalize("NFKC", small).translate(_COMPOSED)
    apart = unicodedata.normalize("NFKD", small)
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)


def unaccented(text: str) -> str:
    """Return a text without accents, in Latin letters where there is a way, as large as it was.

    Example: ``Łódź Straße`` is ``Lodz Strasse``.
    """
    letters = ((c, folded(c)) for c in unicodedata.normalize("NFC", text))
    return "".join(plain.capitalize() if c.isupper() else plain for c, plain in letters)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded.

    Example: ``Seán O'Brien-Kay`` is ``sean obrien kay``.
    """
    return tuple(_WORD.findall(_QUOTE.sub("", folded(text))))


def undotted(text: str) -> str:
    """Return a text whose letters with full stops between are words: ``S.A.`` is ``SA``."""
    return _DOTTED.sub(lambda found: _BETWEEN.sub("", found.group()) + " ", text)


@lru_cache(maxsize=1 << 14)
def spelling(word: str) -> str:
    """Return one spelling for words that are written in two ways: ``mueller`` is ``muler``."""
    for long, short in _TWO_SPELLINGS:
        word = word.replace(long, short)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """Return the bones of a word, which most typing errors leave alone: ``mooshof`` is ``msf``."""
    return _DOUBLED.sub(r"\1", _SOFT.sub("", spelling(word)))
