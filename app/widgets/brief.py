"""What one must know before walking in, in five lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.brief import Birthday, Brief
from app.widgets.handlers import Press
from app.widgets.text import text

LineTone = Literal["plain", "amber", "moss"]
_INKS: Final[dict[LineTone, ft.Colors]] = {
    "plain": theme.INK,
    "amber": theme.AMBER_INK,
    "moss": theme.MOSS_INK,
}
BRIEF_LINES: Final = 5
_FADED: Final = timedelta(days=180)
"""What was so half a year ago may not be so any more."""
_BIRTHDAY_NEAR: Final = timedelta(days=30)
_BIRTHDAY_PAST: Final = timedelta(days=7)
_LEAP_YEAR: Final = 2000


@dataclass(frozen=True)
class BriefLine:
    """One thing to know: an icon for its kind and at most two lines of words."""

    icon: ft.IconData
    words: str
    tone: LineTone = "plain"


def brief_lines(words: Catalog, brief: Brief, now: datetime) -> tuple[BriefLine, ...]:
    """Return up to five lines: must-know, promise, problem, little things, last words.

    What is unknown takes no line. What is so at them now has a line of its own while there
    is one to spare, else it follows what one must know.

    Args:
        words: The language.
        brief: What is known.
        now: The present moment, local.
    """
    must, fact = brief.must_know, _fact(words, brief, now)
    rest = tuple(_after_must_know(words, brief, now))
    if must and fact and len(rest) + 2 > BRIEF_LINES:
        must, fact = f"{must} · {fact}", ""
    lines: list[BriefLine] = []
    if must:
        lines.append(BriefLine(ft.Icons.PUSH_PIN_OUTLINED, must, "amber"))
    if fact:
        lines.append(BriefLine(ft.Icons.LIGHTBULB_OUTLINE_ROUNDED, fact))
    return (*lines, *rest)


def _after_must_know(words: Catalog, brief: Brief, now: datetime) -> Iterator[BriefLine]:
    if brief.promised:
        yield _promise(words, brief, now.date())
    trouble = _trouble(words, brief, now)
    if trouble:
        yield BriefLine(ft.Icons.REPORT_PROBLEM_OUTLINED, trouble, "amber")
    little = " · ".join(_little_things(words, brief, now.date()))
    if little:
        yield BriefLine(ft.Icons.LOCAL_CAFE_OUTLINED, little)
    if brief.last:
        when = words.ago(_local(brief.last.at_ms, now), now)
        said = words.t("brief.last", when=when, text=" ".join(brief.last.text.split()))
        yield BriefLine(ft.Icons.FORMAT_QUOTE_ROUNDED, _capital(said))


def _promise(words: Catalog, brief: Brief, today: date) -> BriefLine:
    if not brief.promised_on:
        said = words.t("brief.promised", text=brief.promised)
        return BriefLine(ft.Icons.EVENT_OUTLINED, said)
    due = date.fromisoformat(brief.promised_on)
    said = words.t("brief.promised_by", text=brief.promised, when=words.day(due, today))
    return BriefLine(ft.Icons.EVENT_OUTLINED, said, "amber" if due < today else "plain")


def _trouble(words: Catalog, brief: Brief, now: datetime) -> str:
    """Return the oldest open problem; an unhappy customer is one, too."""
    if brief.problems > 1:
        return words.t("brief.problems", text=brief.problem, count=brief.problems - 1)
    if brief.problem:
        return words.t("brief.problem", text=brief.problem)
    if brief.mood != "unhappy":
        return ""
    return words.t("brief.unhappy", when=words.ago(_local(brief.mood_ms, now), now))


def _little_things(words: Catalog, brief: Brief, today: date) -> Iterator[str]:
    """Yield what opens the door, when, whose birthday it is and what they like."""
    if brief.gate_code:
        yield words.t("brief.gate_code", code=brief.gate_code)
    if brief.hours:
        yield brief.hours
    for birthday in brief.birthdays:
        day = near_birthday(birthday, today)
        if day:
            yield words.t("brief.birthday", name=birthday.name, when=words.day(day, today))
    if brief.favourites:
        yield brief.favourites


def near_birthday(birthday: Birthday, today: date) -> date | None:
    """Return the day of a birthday that is soon, or was a few days ago; else None.

    Who is born on 29 February has it on the 28th in other years.
    """
    try:
        month, day = (int(part) for part in birthday.day.split("-")[-2:])
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return None
    for year in (today.year - 1, today.year, today.year + 1):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        this = date(year, month, 28 if (month, day) == (2, 29) and not leap else day)
        if -_BIRTHDAY_PAST <= this - today <= _BIRTHDAY_NEAR:
            return this
    return None


def _fact(words: Catalog, brief: Brief, now: datetime) -> str:
    told = _local(brief.fact_ms, now)
    if not brief.fact or now - told > _FADED:
        return ""
    return words.t("brief.fact", text=brief.fact, when=words.ago(told, now))


def _local(at_ms: int, now: datetime) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, now.tzinfo)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def brief_card(
    name: str,
    lead: str,
    lines: Sequence[BriefLine],
    identifier: str,
    *,
    actions: Sequence[ft.Control] = (),
    on_press: Press | None = None,
) -> ft.Semantics:
    """Return the next stop: name, time and place, five lines, what to do.

    Args:
        name: The customer, the loudest words on the screen.
        lead: Time and place: "14:00 · Hafenstraße 12".
        lines: What to know, most important first; more than five are left out.
        identifier: Name for tests.
        actions: Quiet buttons such as call and route.
        on_press: Opens the customer.
    """
    rows: list[ft.Control] = [brief_row(line) for line in lines[:BRIEF_LINES]]
    head = ft.Column(
        spacing=2,
        tight=True,
        controls=[text(lead, "small", theme.INK_SOFT), text(name, "title", lines=2)],
    )
    parts: list[ft.Control] = [head]
    if rows:
        parts.append(ft.Column(spacing=theme.SPACE_8, tight=True, controls=rows))
    if actions:
        parts.append(
            ft.Container(
                margin=ft.Margin.only(left=-theme.SPACE_12, bottom=-theme.SPACE_8),
                content=ft.Row(spacing=0, wrap=True, controls=list(actions)),
            )
        )
    return ft.Semantics(
        identifier=identifier,
        content=ft.Container(
            padding=theme.SPACE_16,
            bgcolor=theme.PAPER_RAISED,
            border=ft.Border.all(1, theme.LINE),
            border_radius=theme.RADIUS_12,
            ink=on_press is not None,
            on_click=on_press,
            content=ft.Column(
                spacing=theme.SPACE_16,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=parts,
            ),
        ),
    )


def brief_row(line: BriefLine) -> ft.Row:
    """Return one line of a brief: its icon, and at most two lines of words."""
    ink = _INKS[line.tone]
    return ft.Row(
        spacing=theme.SPACE_12,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Icon(
                line.icon,
                size=theme.TEXT_20,
                color=theme.INK_SOFT if line.tone == "plain" else ink,
            ),
            text(line.words, "small", ink, lines=2, expand=True),
        ],
    )
