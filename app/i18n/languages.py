"""The languages there are, and the one a person is spoken to in.

Months, marks and plural forms are small tables of our own. Babel knows them too, and
every other language's: 33 MB on the phone and 30 ms of each start, for three.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.i18n.language import Language

SYSTEM: Final = "system"
CODES: Final = ("en", "de", "es")
NAMES: Final = {"en": "English", "de": "Deutsch", "es": "Español"}
"""Each in its own words, as a person looks for theirs."""

_AS_ENGLISH: Final = {"decimal": ".", "group": ",", "group_from": 1_000}
_BEFORE: Final = "{currency}{amount}"
_SWISS: Final = {"decimal": ".", "group": "\N{RIGHT SINGLE QUOTATION MARK}", "money": _BEFORE}
_NORTHERN: Final = {**_AS_ENGLISH, "money": _BEFORE}
_SOUTHERN: Final = {"group_from": 1_000, "money": _BEFORE}
_REGIONS: Final[Mapping[tuple[str, str], Mapping[str, Any]]] = {
    ("de", "CH"): _SWISS,
    ("de", "LI"): _SWISS,
    **{("es", land): _NORTHERN for land in ("DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "SV")},
    ("es", "US"): _NORTHERN,
    **{("es", land): _SOUTHERN for land in ("AR", "BO", "CL", "CO", "EC", "PY", "UY", "VE")},
}
"""Where numbers are written otherwise than at a language's home (CLDR 46)."""


def words_for(chosen: str, preferred: Sequence[str]) -> Catalog:
    """Return the words to speak to a person in.

    Args:
        chosen: A code of `CODES`, or `SYSTEM`: as the device is set. Whatever else a file
            of settings may hold is as the device is set.
        preferred: What the device is set to, most liked first, such as "de-CH". English
            when none of them is here.
    """
    spoken = [_parts(locale) for locale in preferred]
    if chosen not in CODES:
        chosen = next((code for code, _ in spoken if code in CODES), ENGLISH.code)
    country = next((country for code, country in spoken if code == chosen), "")
    return _catalog(chosen, country)


def system_locales(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return what a terminal is set to, most liked first: POSIX, and GNU's LANGUAGE."""
    named = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    main = next(filter(None, named), "")
    liked = environment.get("LANGUAGE", "") if _parts(main)[0] not in ("", "c", "posix") else ""
    return tuple(filter(None, (*liked.split(":"), main)))


def tag(words: Catalog, preferred: Sequence[str]) -> tuple[str, str]:
    """Return language and country for parts that are the system's own, such as a calendar.

    The country is empty where the device names none for this language.
    """
    code = words.language.code
    return code, next((c for spoken, c in map(_parts, preferred) if spoken == code), "")


def _parts(locale: str) -> tuple[str, str]:
    """Return language and country of "de-CH", "de_CH.UTF-8" or "zh-Hans-CN"."""
    code, *rest = locale.partition(".")[0].replace("_", "-").split("-")
    return code.lower(), next((part.upper() for part in rest if len(part) == 2), "")


@cache
def _catalog(code: str, country: str) -> Catalog:
    return Catalog(replace(_language(code), **_REGIONS.get((code, country), {})))


def _language(code: str) -> Language:
    """Return a language; only the one that is spoken is ever loaded, beside English."""
    if code == "de":
        from app.i18n.de import GERMAN  # noqa: PLC0415  # loaded by those who speak it

        return GERMAN
    if code == "es":
        from app.i18n.es import SPANISH  # noqa: PLC0415  # loaded by those who speak it

        return SPANISH
    return ENGLISH
