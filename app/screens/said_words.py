"""Say a value in words: "€45,000", "Tue 24 November 2026", "Proposal"."""

from datetime import date, datetime
from typing import Final

from app.i18n.catalog import Catalog
from app.queries.said import Said

SHORT: Final = 90
"""Letters of a text that fit into a sentence; the rest is read by a tap."""


def said_words(words: Catalog, value: Said, now: datetime, *, whole: bool = False) -> str:
    """Return a value in words, a long text cut at `SHORT` letters unless `whole`.

    A text stands in quotation marks, a day is exact: two of them are compared.
    """
    if value.form == "money":
        return words.money(value.number, value.text) if value.text else words.number(value.number)
    if value.form == "day":
        return _day(words, value.text)
    if value.form == "moment":
        moment = datetime.fromtimestamp(value.number / 1000, tz=now.tzinfo)
        return words.exact_moment(moment)
    if value.form == "choice":
        known = value.text in words.language.texts
        return words.t(value.text) if known else words.t("said.unknown")
    if value.form == "text":
        # The sentence around it brings its own full stop.
        return words.t("said.text", text=value.text if whole else _short(value.text).rstrip("."))
    return value.text if value.form == "name" else words.t(f"said.{value.form}")


def is_long(value: Said) -> bool:
    """Tell whether a value is more than a sentence can hold."""
    return value.form == "text" and _short(value.text) != value.text


def _short(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= SHORT:
        return line if "\n" in text else text
    return line[:SHORT].rstrip() + "…"


def _day(words: Catalog, iso: str) -> str:
    try:
        return words.exact_day(date.fromisoformat(iso))
    except ValueError:
        return words.t("said.unknown")
