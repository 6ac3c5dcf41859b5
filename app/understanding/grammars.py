"""The languages that notes are understood in."""

from typing import Final

from app.understanding.grammar import Grammar
from app.understanding.languages.english import ENGLISH
from app.understanding.languages.german import GERMAN
from app.understanding.languages.spanish import SPANISH

_GRAMMARS: Final = {grammar.code: grammar for grammar in (ENGLISH, GERMAN, SPANISH)}


def grammar_of(language: str) -> Grammar | None:
    """Return what a language says, by its BCP 47 tag; None for one that nobody has written down."""
    return _GRAMMARS.get(language.replace("_", "-").partition("-")[0].lower())
