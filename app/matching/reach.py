"""Phone numbers, mail addresses and sites, in the one form they are compared in."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from app.matching.folding import folded, listed
from app.matching.regions import region_of

_NOT_DIGIT: Final = re.compile(r"\D+")
_DIGIT: Final = re.compile(r"\d+")
_BETWEEN: Final = re.compile(r"[._-]")
_LEAST_DIGITS: Final = 6
"""A shorter number is an extension, or nobody's."""
_LOCAL_DIGITS: Final = 7
"""Digits behind any area code, to know a number that was written without one."""
_LOCAL_PART: Final = 4
"""Of fewer letters an initial and a last name are hardly made."""
_SITE: Final = re.compile(r"^(?:[a-z]+://)?(?:www\d?\.)?([^/?#:@\s]+\.[a-z]{2,})", re.IGNORECASE)
_PUBLIC: Final = listed(
    "gmail.com googlemail.com yahoo.com yahoo.de yahoo.fr yahoo.co.uk hotmail.com hotmail.de "
    "hotmail.fr hotmail.co.uk outlook.com outlook.de live.com msn.com aol.com icloud.com me.com "
    "mac.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mail.de mail.com "
    "mail.ru yandex.ru bk.ru orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it "
    "alice.it tin.it bluewin.ch protonmail.com proton.me comcast.net verizon.net att.net "
    "sbcglobal.net btinternet.com qq.com 163.com 126.com wp.pl o2.pl onet.pl interia.pl seznam.cz "
    "telenet.be skynet.be ziggo.nl kpnmail.nl uol.com.br bol.com.br terra.com.br facebook.com "
    "linkedin.com instagram.com google.com"
)
"""Domains whose addresses and pages say nothing about a company."""
_ROLES: Final = listed(
    "info office mail kontakt contact contacto contatto sales verkauf vertrieb service hello post "
    "admin support billing buchhaltung reception rezeption empfang bestellung order orders "
    "einkauf zentrale team hr jobs marketing enquiries"
)
_GMAIL: Final = frozenset({"gmail.com", "googlemail.com"})


@lru_cache(maxsize=1 << 13)
def phone(written: str, country: str = "") -> str:
    """Return a phone number in its international form; empty for none.

    Without a country, and without a prefix of one, its digits stand for themselves.

    Example: ``(030) 12 34-567`` in Germany is ``+49301234567``.
    """
    digits = _NOT_DIGIT.sub("", written)
    if len(digits) < _LEAST_DIGITS or len(set(digits)) == 1:
        return ""
    region = region_of(country)
    if not region and not written.lstrip(" (").startswith(("+", "00")):
        return digits.lstrip("0")
    return _international(written, region) or digits.lstrip("0")


def _international(written: str, region: str) -> str:
    import phonenumbers  # noqa: PLC0415  # 15 ms, for those who have numbers to compare

    dialled = re.sub(r"^[\s(]*00", "+", written)
    try:
        number = phonenumbers.parse(dialled, region or None)
    except phonenumbers.NumberParseException:
        return ""
    return f"+{number.country_code}{phonenumbers.national_significant_number(number)}"


def local(number: str) -> str:
    """Return the last digits of a number, which are the same however it was written."""
    return number[-_LOCAL_DIGITS:]


def shared_phones(ones: frozenset[str], others: frozenset[str]) -> Collection[str]:
    """Return which of these numbers reach a phone that one of the others does."""
    found = ones & others
    if found:
        return found
    return [one for one in ones for other in others if same_phone(one, other)]


def same_phone(one: str, other: str) -> bool:
    """Tell whether two numbers reach one phone; a missing area code is no difference."""
    if one == other:
        return True
    if one[0] == "+" == other[0]:
        return False
    short, long = sorted((one.lstrip("+"), other.lstrip("+")), key=len)
    return len(short) >= _LOCAL_DIGITS and long.endswith(short.lstrip("0"))


def email(written: str) -> str:
    """Return a mail address as it is delivered; empty for none.

    Example: ``Ann.Lee+shop@GoogleMail.com`` is ``annlee@gmail.com``.
    """
    before, at, domain = folded(written.strip()).rpartition("@")
    if not (at and before and "." in domain):
        return ""
    before = before.partition("+")[0]
    if domain in _GMAIL:
        before, domain = before.replace(".", ""), "gmail.com"
    return f"{before}@{domain}"


def name_in(address: str, known: str = "") -> tuple[str, ...]:
    """Return the name that an address spells out; half of it may be known.

    Example: ``ann.lee7@...`` is ``ann lee``, and so are ``annlee@...`` and ``a.lee@...`` when
    ``ann`` is known; ``j.smith@...`` is ``j smith`` when ``smith`` is.
    """
    before = folded(address).partition("@")[0]
    words = tuple(_DIGIT.split(word, maxsplit=1)[0] for word in _BETWEEN.split(before))
    if not all(words) or before in _ROLES:
        return ()
    if len(words) == 1:
        return _parted(words[0], known) if len(known) > 1 else ()
    if all(len(word) > 1 for word in words):
        return words if not known or known in words else ()
    first, last = words[0], words[-1]
    if known == last and len(words) == 2:
        return words
    return (known, last) if len(first) == 1 and first == known[:1] else ()


def _parted(whole: str, known: str) -> tuple[str, ...]:
    """Return the two names that a word is made of; one is known, or its initial stands there."""
    behind, before = whole.removeprefix(known), whole.removesuffix(known)
    if behind != whole and len(behind) > 2:
        return known, behind
    if before != whole and len(before) not in (0, 2):
        return before, known
    return (known, whole[1:]) if whole[0] == known[0] and len(whole) > _LOCAL_PART else ()


def is_role(address: str) -> bool:
    """Tell an address of a desk, not a person's: ``info@``."""
    return address.partition("@")[0] in _ROLES


def domain_of(written: str) -> str:
    """Return whose a mail address or a site is; empty for a public provider's.

    Example: ``https://www.Nordlicht.example/kontakt`` is ``nordlicht.example``.
    """
    plain = folded(written.strip()).rpartition("@")[2]
    found = _SITE.match(plain)
    domain = found.group(1) if found else ""
    return "" if domain in _PUBLIC else domain
