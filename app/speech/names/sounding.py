"""What written words sound like, roughly, and how like two sounds are.

A sound is a string with one character for each thing heard: capitals are consonants
(``X`` for sh, ``C`` for ch, ``J`` for j in jam, ``0`` for th, ``N`` also for ng) and
small letters vowels. ``sound("Brückner", "en")`` is ``BRuKNeR``.

A known name is read by more than one tongue's rules, for nobody says where a Nowak
lives: in English it has no V, in Polish and German it has.

Likeness is in bits, as in the comparison of proteins (Altschul 1991): how many times
likelier, as a power of two, the two would come from one name misheard than from two
things said by chance. The figures are the rounded logarithms for English: a consonant
is one of about twenty (4.3 bits), less what is often misheard; vowels are hardly heard.
"""

# ruff: noqa: RUF001  # the Turkish letter is meant

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Final

TONGUES: Final = ("en", "de", "pl", "es", "fr")

_TWICE = re.compile(r"(.)\1+")
_SPELLED = (
    "ß=ss ı=i ł=l ø=o đ=d ð=d þ=th æ=ae œ=oe ñ=ny ç=s š=sh ş=sh ś=sh č=ch ć=ch ž=zh "
    "ź=zh ż=zh ğ= ń=ny &=and +=plus ř=rzh ț=ts ţ=ts ș=sh"
)
_LETTERS = str.maketrans(dict(pair.split("=") for pair in _SPELLED.split()))


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """Return the letters and digits of a text, small and without accents."""
    small = unicodedata.normalize("NFC", text.casefold()).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", small)
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def _rules(*tables: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return a pattern with a group for each rule, and the sound of each group.

    Args:
        tables: Rules with spaces between them: letters, ``>``, their sound.
    """
    rules = [rule.rpartition(">") for table in tables for rule in table.split()]
    pattern = re.compile("|".join(f"({letters})" for letters, _, _ in rules))
    return pattern, ("", *(said for _, _, said in rules))


_DIGITS_AND_LETTERS = (
    "0>ZiRo 1>WuN 2>Tu 3>0Ri 4>FoR 5>FaV 6>SiKS 7>SeVN 8>eT 9>NaN ph>F ck|kk|kh>K sh>X "
    "zh>J bb?>B dd?>D ff?>F kk?>K ll?>L mm?>M nn?>N pp?>P rr?h?>R tt?>T qu>KW q>K"
)
_VOWELS = (
    "e[ae]|ie>i o[ou]>u a[iy]|e[iy]>e au|oa>o eu|ue|ui>u o[iy]>oi aa?h?>a eh?>e ih?|y>i oh?>o uh?>u"
)
_READ: Final = {
    "en": _rules(
        "tch|ch>C sch>SK ^x>Z ^kn|^gn|^pn>N ^wr>R ^ps>S wh>W mb$>M igh>a "
        "gh(?=t)|(?<=[aeiou])gh> ^gh>G dg(?=[ei])>J "
        "ti(?=on|ou|al)|ci(?=al|ou|an)|ssi(?=on)>X si(?=on)>J th>0 sc(?=[eiy])>S "
        "cc(?=[ei])>KS c(?=[eiy])>S cc?>K gg>G g(?=[eiy])>J g>G ng>N jj?>J tz|zz>TS z>Z "
        "(?<=[aeiou])se?s?$>Z ss?>S vv?>V x>KS ^y|(?<=[aeiou])y(?=[aeiou])>Y "
        "(?<=[a-z]{2})e$> (?<=[a-z]{2})ed$>D",
        _DIGITS_AND_LETTERS,
        "aw|ow(?![aeiou])>o ew>u",
        _VOWELS,
        "w>W h>H",
    ),
    "de": _rules(
        "tsch>C sch>X chs>KS (?<=[aou])ch>K ch>X ^s(?=[pt])>X th>T tz|zz?>TS c(?=[ei])>TS "
        "cc?>K gg?>G ng>N j>Y ^s(?=[aeiou])|(?<=[aeiou])s(?=[aeiou])>Z ss?>S v>F w>V x>KS "
        "b$>P d$>T g$>K ei|ai>ai ie>i eu>oi au>au",
        _DIGITS_AND_LETTERS,
        _VOWELS,
        "h>H",
    ),
    "pl": _rules(
        "szcz>XC sz>X cz>C rz>J ch>K dz>J th>T zz?>Z ck>TSK c>TS gg?>G j>Y ss?>S v|w>V x>KS",
        _DIGITS_AND_LETTERS,
        _VOWELS,
        "h>H",
    ),
    "es": _rules(
        "^ngu>W ^ng>N ch>C ll>Y gn>NY th>T sc(?=[ei])>X cc(?=[ei])>C c(?=[ei])>S cc?>K "
        "g(?=[ei])>H gu(?=[ei])>G gg?>G j>H zz?|ss?>S v>B qu>K ^x>S x>KS h> w>W",
        _DIGITS_AND_LETTERS,
        "ai>ai au>au ei>e",
        _VOWELS,
    ),
    "fr": _rules(
        "eaux?$|aux?$|ots?$|eau>o eux$>u (?:er|ets?|ez|ait)$>e oi>Wa ch>X gn>NY ill>Y "
        "th>T sc(?=[ei])>S c(?=[eiy])>S cc?>K g(?=[eiy])|j>J gu(?=[ei])>G gg?>G qu>K "
        "(?<=[aeiou])[tdsxp]s?$> (?<=[aeiou])s(?=[aeiou])>Z ss?>S zz?>Z vv?>V x>KS ou>u "
        "es?$> h> w>V",
        _DIGITS_AND_LETTERS,
        _VOWELS,
    ),
}
"""Rules by tongue; the first that fits wins, so longer ones stand first."""


@lru_cache(maxsize=1 << 14)
def sound(word: str, tongue: str) -> str:
    """Return the sound of one word, read in a tongue (ISO 639-1); English in an unknown one."""
    pattern, said = _READ.get(tongue, _READ["en"])
    heard = pattern.sub(lambda found: said[found.lastindex or 0], folded(word))
    return _TWICE.sub(r"\1", heard)


def readings(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the different sounds of a name in every tongue, the English first."""
    return tuple(dict.fromkeys("".join(sound(w, t) for w in words) for t in TONGUES))


_VOICED = frozenset("aeiou")
_FAINT = frozenset("HWYR")
_MIXED_UP = "PB TD KG FV SZ CJ XJ CX SX ZJ MN 0T 0F 0S VW CK KX"
_SOMETIMES = "0D VB WR LR LW HK CT JY JD GJ YL CS TK PK PT DG BD PF ZD NL MB DV"
_CLOSE_VOWELS = "ei ae ao ou au ai eo"
_SYMBOLS = "PBTDKGFVSZXJCMNLRWYH0aeiou"


def _pair(a: str, b: str) -> float:
    if a == b:
        return 2.0 if a in _VOICED else 4.0
    if a in _VOICED and b in _VOICED:
        return 0.5 if _among(_CLOSE_VOWELS, a, b) else -0.5
    if _among(_MIXED_UP, a, b):
        return 1.5
    return 0.0 if _among(_SOMETIMES, a, b) else -3.0


def _among(pairs: str, a: str, b: str) -> bool:
    return a + b in pairs or b + a in pairs


def _gap(symbol: str) -> float:
    if symbol in _VOICED:
        return -1.0
    return -1.5 if symbol in _FAINT else -3.0


_PAIRS: Final = {a: {b: _pair(a, b) for b in _SYMBOLS} for a in _SYMBOLS}
_GAPS: Final = {a: _gap(a) for a in _SYMBOLS}
_COARSE: Final = str.maketrans("PBTD0KGFVWSZXJCMNLR", "PPTTTKKFFFSSSSSNNLR", "YHaeiou")


def likeness(heard: str, known: str) -> float:
    """Return how like two sounds are from end to end, in bits (Needleman and Wunsch 1970)."""
    gaps = [_GAPS[symbol] for symbol in known]
    row = list(accumulate(gaps, initial=0.0))
    for symbol in heard:
        pairs, gap = _PAIRS[symbol], _GAPS[symbol]
        above = row[0]
        left = above + gap
        below = [left]
        for j, other in enumerate(known):
            best = above + pairs[other]
            above = row[j + 1]
            left = max(best, above + gap, left + gaps[j])
            below.append(left)
        row = below
    return row[-1]


def coarse(heard: str) -> str:
    """Return what is left of a sound in a bad recording: the kinds of its consonants."""
    return _TWICE.sub(r"\1", heard.translate(_COARSE))
