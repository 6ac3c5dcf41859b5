"""Tell a note that says nothing: "call went well", "gutes Gespräch", "todo bien".

A note is empty when every one of its words is known to say nothing, in one language, and
together they say how it was or that it was. One word that is not on these lists, a number,
a question or a name, and the note is left alone: a question to a good note is worse than
none. The lists are short on purpose; what they miss costs nobody anything.
"""

import re
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from app.understanding.line import folded

_MOST_CHARS: Final = 120
"""Nobody says nothing in more."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # noqa: RUF001  # the quote is meant
_TELLING: Final = re.compile(r"[\d?%@#/$€£¥&+=<>]")
"""A number, a question, money, an address: something is said."""
_PLACEHOLDER: Final = re.compile(r"(?:n/?a|x+|[\W_]+)", re.IGNORECASE)
"""What stands there because something had to."""
_TOLD: Final = "\N{WHITE MEDIUM STAR}"
"""Stands for a phrase that says that it was, or that it was nothing."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


@dataclass(frozen=True)
class _Language:
    """The words of a language that say nothing, folded.

    Attributes:
        verdicts: Say how it was.
        told: Say that it was.
        nouns: Say what it was; may have a capital anywhere.
        around: Stand around these.
        phrases: Say nothing only together, and are enough.
        beside: Say nothing only together, and are not enough.
    """

    verdicts: frozenset[str]
    told: frozenset[str]
    nouns: frozenset[str]
    around: frozenset[str]
    phrases: re.Pattern[str]
    beside: re.Pattern[str]
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Know all words at once."""
        known = self.verdicts | self.told | self.nouns | self.around | {_TOLD}
        object.__setattr__(self, "known", known)


_ENGLISH: Final = _Language(
    verdicts=_words(
        "good great fine ok okay nice well excellent positive productive constructive pleasant"
        " friendly super perfect fantastic wonderful lovely smooth smoothly brilliant awesome"
    ),
    told=_words("done visited called phoned spoke talked chatted"),
    nouns=_words(
        "call meeting visit chat talk conversation discussion appointment catchup vibe vibes"
        " feeling atmosphere ok"
    ),
    around=_words(
        "a an the it that was is were are had have we i very really quite pretty just and so"
        " went going short quick brief long routine courtesy regular all everything things today"
        " overall"
    ),
    phrases=_phrases(
        r"nothing (?:new|special|else|much|to (?:report|add|say|note))",
        "no (?:news|updates?|changes?)",
        "(?:the )?same as (?:always|usual|ever|before|last time)",
        "(?:business )?as (?:always|usual)",
        "the usual",
        "touched base",
        "checked in",
        "caught up",
        "(?:popped|dropped|looked) in",
        "(?:stopped|dropped) by",
        "was there",
        "said (?:hello|hi)",
        "(?:met|saw|visited|called) (?:the |our )?(?:customer|client|them|him|her)",
    ),
    beside=_phrases(
        r"(?:with|to) (?:the |our )?(?:customer|client|team|them|him|her)",
        "so far",
        "i think",
        "in general",
    ),
)
_GERMAN: Final = _Language(
    verdicts=_words(
        "gut gute guter gutes guten super toll tolle toller tolles nett nette netter nettes ok"
        " okay prima bestens positiv positive positiver positives angenehm angenehme angenehmer"
        " angenehmes konstruktiv konstruktive konstruktiver konstruktives produktiv produktive"
        " produktiver produktives perfekt freundlich freundliche freundlicher freundliches"
        " wunderbar klasse reibungslos lauft laeuft"
    ),
    told=_words(
        "erledigt telefoniert gesprochen besucht getroffen vorbeigeschaut geplaudert ausgetauscht"
        " unterhalten"
    ),
    nouns=_words(
        "gesprach gespraech telefonat besuch termin treffen meeting austausch unterhaltung anruf"
        " stimmung gefuhl gefuehl ok"
    ),
    around=_words(
        "das der die den ein eine einen es war ist waren wir ich hatte hatten hat lief verlief"
        " gelaufen verlaufen sehr ganz recht wirklich kurz kurze kurzer kurzes kurzen lang langes"
        " langer und auch so alles heute nur soweit insgesamt mal"
    ),
    phrases=_phrases(
        "ni(?:chts|x) (?:neues|besonderes|weiter|weiteres)",
        "keine (?:neuigkeiten|anderungen|aenderungen|veranderungen|besonderheiten)",
        "wie (?:immer|gehabt|gewohnt|(?:ue|u)blich)",
        "in ordnung",
        "hallo gesagt",
        "war (?:kurz )?da",
        "alles (?:passt|klar)",
        "passt (?:alles|soweit)",
    ),
    beside=_phrases("(?:mit|beim) (?:dem |der |den |unserem )?(?:kunden?|kundin|team|ihm|ihnen)"),
)
_SPANISH: Final = _Language(
    verdicts=_words(
        "bien bueno buena buen buenas genial perfecto perfecta correcto correcta positivo positiva"
        " productivo productiva agradable excelente estupendo estupenda fantastico fantastica"
        " cordial amable ok okay"
    ),
    told=_words("hecha hecho realizada hablamos charlamos visitado"),
    nouns=_words(
        "reunion llamada visita charla conversacion ambiente sensacion sensaciones impresion ok"
    ),
    around=_words(
        "la el una un todo fue ha ido sido muy y es estuvo salio tuvimos tuve hoy corta corto"
        " breve rapida larga bastante"
    ),
    phrases=_phrases(
        "sin (?:novedad|novedades|cambios)",
        "nada (?:nuevo|especial|que (?:destacar|contar|anadir|decir))",
        "(?:lo de|igual que|como) siempre",
        "en orden",
    ),
    beside=_phrases("con (?:el |la )?(?:cliente|clienta|equipo)", "un rato", "de rutina"),
)
_LANGUAGES: Final = (_ENGLISH, _GERMAN, _SPANISH)


def is_empty(text: str) -> bool:
    """Tell whether words say nothing of what was said or done; no words at all are not asked."""
    said = text.strip()
    if not said or len(said) > _MOST_CHARS:
        return False
    if _PLACEHOLDER.fullmatch(said):
        return not _TELLING.search(said.replace("/", ""))
    if _TELLING.search(said):
        return False
    names = _may_be_names(said)
    plain = " ".join(folded(word) for word in _WORD.findall(said))
    return any(_says_nothing(plain, names, one) for one in _LANGUAGES)


def _says_nothing(plain: str, names: frozenset[str], language: _Language) -> bool:
    shown = reduce(
        lambda said, pair: pair[0].sub(pair[1], said),
        ((language.phrases, _TOLD), (language.beside, "")),
        plain,
    )
    words = frozenset(shown.split())
    if not words <= language.known:
        return False
    if names - language.nouns - _in_phrases(plain, language):
        return False
    return bool(words & (language.verdicts | language.told | {_TOLD}))


def _in_phrases(plain: str, language: _Language) -> frozenset[str]:
    found = (*language.phrases.findall(plain), *language.beside.findall(plain))
    return frozenset(" ".join(found).split())


def _may_be_names(said: str) -> frozenset[str]:
    """Return the words with a capital where no sentence begins, unless all is in capitals."""
    if said.isupper():
        return frozenset()
    found = set()
    for hit in _WORD.finditer(said):
        before = said[: hit.start()].rstrip()
        if hit.group()[0].isupper() and before and before[-1] not in ".!:;-\n":
            found.add(folded(hit.group()))
    return frozenset(found - {"i"})
