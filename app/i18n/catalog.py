"""Turn keys and values into words: texts, plurals, numbers, money and dates.

A `Catalog` is made once at start from a `Language` and handed down; it reads no clock,
every relative form takes the day or the moment it is relative to.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.i18n import money as iso4217
from app.i18n.language import Language

_MINUS = "\N{MINUS SIGN}"
_WEEK = 7
_WEEKS_UNTIL = 60  # days; from here on months say it better
_MONTHS_UNTIL = 730
_DAYS_PER_MONTH = 30.44
_DAYS_PER_YEAR = 365.25


class MissingTextError(KeyError):
    """Say that a language has no text for a key: a mistake in code, found by tests."""


@dataclass(frozen=True)
class Money:
    """Hold the parts of an amount, to set the currency smaller than the figures.

    Attributes:
        amount: "45,000" or "1,234.50", a minus sign before it when below zero.
        currency: "€", or the ISO code where a sign would be ambiguous.
        before: Whether the currency stands before the amount in this language.
    """

    amount: str
    currency: str
    before: bool


@dataclass(frozen=True)
class Catalog:
    """Speak one language. Immutable; one per signed-in screen tree, made at start."""

    language: Language

    def t(self, key: str, **values: object) -> str:
        """Return the text of a key with its `{names}` filled in.

        A text with plural forms is asked for by its stem and a `count`, which is
        written as a number: `t("today.waiting", count=1200)`, "1,200 waiting".

        Raises:
            MissingTextError: The language has no such key.
        """
        texts = self.language.texts
        count = values.get("count")
        if isinstance(count, int) and key not in texts:
            key = f"{key}.{self.language.plural(count)}"
        if key not in texts:
            raise MissingTextError(key)
        if isinstance(count, int):
            values["count"] = self.number(count)
        return texts[key].format(**values)

    def number(self, value: int) -> str:
        """Return a whole number with its thousands apart: "45,000"."""
        grouped = abs(value) >= self.language.group_from
        digits = f"{abs(value):,}".replace(",", self.language.group if grouped else "")
        return _MINUS + digits if value < 0 else digits

    def percent(self, share: float) -> str:
        """Return a share of one as whole per cent: 0.42 is "42%"."""
        return self.t("number.percent", value=self.number(round(share * 100)))

    def money_parts(self, minor: int, currency: str, *, exact: bool = False) -> Money:
        """Return an amount in parts; decimals only when there are some, or `exact`.

        Args:
            minor: Minor units, cents for EUR.
            currency: ISO 4217 code.
            exact: Keep decimals that are all zero, as on an invoice.
        """
        whole, rest = iso4217.split(minor, currency)
        amount = self.number(whole)
        if rest.strip("0") or (exact and rest):
            amount += self.language.decimal + rest
        return Money(
            amount=_MINUS + amount if minor < 0 else amount,
            currency=iso4217.sign(currency),
            before=self.language.money.startswith("{currency}"),
        )

    def money(self, minor: int, currency: str, *, exact: bool = False) -> str:
        """Return an amount in one piece: "€45,000", "CHF 1,234.50"."""
        parts = self.money_parts(minor, currency, exact=exact)
        # A code needs air where a sign does not: €45 but CHF 45.
        gap = "\u00a0" if parts.before and parts.currency.isalpha() else ""
        text = self.language.money.format(
            amount=parts.amount.removeprefix(_MINUS), currency=parts.currency + gap
        )
        return _MINUS + text if minor < 0 else text

    def day(self, day: date, today: date) -> str:
        """Return a day as people say it: "today", "Tuesday", "in 3 weeks"."""
        away = (day - today).days
        near = {-1: "when.yesterday", 0: "when.today", 1: "when.tomorrow"}.get(away)
        if near:
            return self.t(near)
        if away in range(2, _WEEK):
            return self.t("when.on", day=self.language.weekdays[day.weekday()])
        if away in range(1 - _WEEK, 0):
            return self.t("when.last", day=self.language.weekdays[day.weekday()])
        unit, count = _span(abs(away))
        return self.t(f"when.{'in' if away > 0 else 'ago'}_{unit}", count=count)

    def ago(self, then: datetime, now: datetime) -> str:
        """Return a moment as people say it: "just now", "2 minutes ago", "yesterday".

        A moment a little ahead of now (another device's clock) is "just now" as well.
        Both are aware; days are counted in the time zone of `now`.
        """
        local = then.astimezone(now.tzinfo)
        # In a zone with summer time an hour of the clock may be none, or two.
        seconds = int(now.timestamp() - then.timestamp())
        if abs(seconds) < 60:
            return self.t("when.just_now")
        if 60 <= seconds < 3600:
            return self.t("when.ago_minutes", count=seconds // 60)
        if seconds > 0 and local.date() == now.date():
            return self.t("when.ago_hours", count=seconds // 3600)
        return self.day(local.date(), now.date())

    def exact_day(self, day: date) -> str:
        """Return the full date, for a tap on a relative one: "Tue 24 November 2026"."""
        return self.language.full_date.format(
            weekday=self.language.short_weekdays[day.weekday()],
            day=day.day,
            month=self.language.months[day.month - 1],
            year=day.year,
        )

    def short_day(self, day: date, today: date) -> str:
        """Return a date for a narrow column: "24 Nov", with its year when not today's."""
        text = self.language.day_month.format(
            day=day.day, month=self.language.short_months[day.month - 1]
        )
        return text if day.year == today.year else f"{text} {day.year}"

    def weekday(self, day: date) -> str:
        """Return the name of the weekday, for a headline: "Tuesday"."""
        return _capital(self.language.weekdays[day.weekday()])

    def long_day(self, day: date) -> str:
        """Return day and month, for the line below it: "24 November"."""
        return self.language.long_day_month.format(
            day=day.day, month=self.language.months[day.month - 1]
        )

    def clock(self, moment: datetime | time) -> str:
        """Return a time of day: "14:05"."""
        return f"{moment:%H:%M}"

    def exact_moment(self, moment: datetime) -> str:
        """Return date and time in full: "Tue 24 November 2026, 14:05"."""
        return f"{self.exact_day(moment.date())}, {self.clock(moment)}"

    def length(self, span: timedelta) -> str:
        """Return how long a recording is: "0:42", "12:05"."""
        minutes, seconds = divmod(int(span.total_seconds()), 60)
        return f"{minutes}:{seconds:02d}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _span(days: int) -> tuple[str, int]:
    """Return the unit and count one would say for this many days, 7 or more."""
    if days < 2 * _WEEK and days % _WEEK:
        return "days", days
    if days < _WEEKS_UNTIL:
        return "weeks", round(days / _WEEK)
    if days < _MONTHS_UNTIL:
        return "months", round(days / _DAYS_PER_MONTH)
    return "years", round(days / _DAYS_PER_YEAR)
