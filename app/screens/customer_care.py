"""What a customer's card says of their well-being: problems, mood, what is new, little things."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.accounts import AccountCard
from app.queries.care import RENEWAL_DAYS, CardFact, CardProblem
from app.queries.check_ins import CHECK_IN
from app.queries.unfinished import fact_draft, problem_draft
from app.screens.customer_sections import CardActions, CardShown, folded_section, noted
from app.screens.today_steps import MOODS
from app.widgets.brief import brief_lines, brief_row
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.handlers import tagged
from app.widgets.rows import section_header
from app.widgets.text import text

_FADING: Final = timedelta(days=90)
"""What was said before asks whether it is still so; twice as old it stands in small, soft words."""


def problem_banners(
    words: Catalog, problems: Sequence[CardProblem], shown: CardShown, actions: CardActions
) -> list[ft.Control]:
    """Return a banner for each problem that is not put right, oldest first."""
    return [noted(_problem(words, one, shown, actions), one.id, shown) for one in problems]


def _problem(
    words: Catalog, problem: CardProblem, shown: CardShown, actions: CardActions
) -> ft.Control:
    since = datetime.fromtimestamp(problem.since_ms / 1000, tz=shown.now.tzinfo)
    said = [words.t(f"problem.{problem.state}"), words.ago(since, shown.now)]
    said.append(_seen_to(words, problem, shown))
    if problem_draft("", problem.id) in shown.unfinished:
        said = [words.t("care.unfinished")]
    lines: list[ft.Control] = [
        text(problem.text or words.t("care.problem_unsaid"), "strong", theme.AMBER_INK, lines=4),
        text(" · ".join(said), "small", theme.AMBER_INK, lines=3),
    ]
    mended = icon_button(
        ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED,
        words.t("care.solve"),
        partial(actions.solve, problem.id),
        f"problem-solve-{problem.id}",
    )
    face = ft.Container(
        bgcolor=theme.AMBER_WASH,
        border_radius=theme.RADIUS_12,
        border=ft.Border.only(left=ft.BorderSide(width=theme.SPACE_4, color=theme.AMBER)),
        padding=ft.Padding.only(
            left=theme.SPACE_12,
            right=theme.SPACE_4,
            top=theme.SPACE_12,
            bottom=theme.SPACE_12,
        ),
        ink=True,
        on_click=partial(actions.problem, problem.id),
        content=ft.Row(
            spacing=theme.SPACE_12,
            controls=[
                ft.Icon(
                    ft.Icons.REPORT_PROBLEM_OUTLINED, color=theme.AMBER_INK, size=theme.SPACE_24
                ),
                ft.Column(expand=True, spacing=2, tight=True, controls=lines),
                mended,
            ],
        ),
    )
    return ft.Semantics(
        identifier=f"problem-{problem.id}",
        key=problem.id,
        button=True,
        content=inset(face),
    )


def _seen_to(words: Catalog, problem: CardProblem, shown: CardShown) -> str:
    if not problem.owner:
        return words.t("care.nobody_sees")
    if problem.owner == shown.my_name:
        return words.t("care.you_see")
    return words.t("care.sees", name=problem.owner)


def brief_section(words: Catalog, shown: CardShown) -> list[ft.Control]:
    """Return the lines of the brief that do not stand above already."""
    if shown.brief is None:
        return []
    rest = replace(shown.brief, must_know="", problem="", problems=0, mood="")
    rows: list[ft.Control] = [brief_row(line) for line in brief_lines(words, rest, shown.now)]
    if not rows:
        return []
    column = ft.Column(spacing=theme.SPACE_8, tight=True, controls=rows)
    air = ft.Padding.only(
        left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_8, bottom=theme.SPACE_8
    )
    return [tagged("customer-brief", ft.Container(padding=air, content=column))]


def mood_section(
    words: Catalog, card: AccountCard, shown: CardShown, actions: CardActions
) -> list[ft.Control]:
    """Return how they feel, once they have bought something or somebody has said so."""
    bought = any(deal.outcome == "won" for deal in card.deals)
    asked = any(step.form == CHECK_IN for step in card.next_steps)
    return [_mood(words, card, shown, actions)] if card.mood or bought or asked else []


def _mood(words: Catalog, card: AccountCard, shown: CardShown, actions: CardActions) -> ft.Control:
    said = words.t("care.mood_unsaid")
    if card.mood:
        then = datetime.fromtimestamp(card.mood_ms / 1000, tz=shown.now.tzinfo)
        said = words.t("care.mood_said", when=words.ago(then, shown.now))
        said = f"{words.t(f'mood.{card.mood}')} · {said}"
    unhappy = card.mood == "unhappy"
    lines: list[ft.Control] = [
        text(words.t("care.mood"), "body", lines=2),
        text(said, "small", theme.AMBER_INK if unhappy else theme.INK_SOFT, lines=2),
    ]
    return ft.Semantics(
        identifier="customer-mood",
        content=ft.Container(
            padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_4),
            content=ft.Row(
                spacing=0,
                controls=[
                    ft.Column(expand=True, spacing=0, tight=True, controls=lines),
                    *(_face(words, mood, card.mood, actions) for mood in MOODS),
                ],
            ),
        ),
    )


def _face(words: Catalog, mood: str, now: str, actions: CardActions) -> ft.Control:
    chosen = mood == now
    face = ft.IconButton(
        icon=MOODS[mood],
        icon_color=theme.ON_PEN_WASH if chosen else theme.INK_SOFT,
        bgcolor=theme.PEN_WASH if chosen else None,
        tooltip=words.t(f"mood.{mood}"),
        on_click=partial(actions.mood, mood),
        width=theme.TOUCH,
        height=theme.TOUCH,
    )
    return ft.Semantics(identifier=f"mood-{mood}", selected=chosen, content=face)


def facts_section(
    words: Catalog, facts: Sequence[CardFact], shown: CardShown, actions: CardActions
) -> list[ft.Control]:
    """Return what is new there, last said first; nothing while nothing is: see `adding_row`."""
    if not facts:
        return []
    add = icon_button(
        ft.Icons.ADD_ROUNDED, words.t("care.fact_new"), partial(actions.fact, ""), "fact-new"
    )
    rows = [noted(_fact(words, fact, shown, actions), fact.id, shown) for fact in facts]
    return folded_section(words, "facts", rows, shown, actions, trailing=add)


def _fact(words: Catalog, fact: CardFact, shown: CardShown, actions: CardActions) -> ft.Control:
    then = datetime.fromtimestamp(fact.told_ms / 1000, tz=shown.now.tzinfo)
    age = shown.now - then
    old, faded = age >= _FADING, age >= 2 * _FADING
    when = words.ago(then, shown.now)
    told = words.t("care.told", when=when)
    if fact.teller and fact.teller != shown.my_name:
        told = words.t("care.told_by", name=fact.teller, when=when)
    if fact_draft("", fact.id) in shown.unfinished:
        told = words.t("care.unfinished")
    said = text(
        fact.text or words.t("customers.unnamed"),
        "small" if faded else "body",
        theme.INK_SOFT if faded else theme.INK,
        lines=4,
    )
    below = text(told, "small", theme.AMBER_INK if old else theme.INK_SOFT, lines=1)
    column = ft.Column(expand=True, spacing=0, tight=True, controls=[said, below])
    parts: list[ft.Control] = [column]
    if old:
        parts.append(
            quiet_button(
                words.t("care.still_so"),
                partial(actions.still_so, fact.id),
                f"fact-still-{fact.id}",
            )
        )
    face = ft.Container(
        padding=ft.Padding.only(
            left=theme.SPACE_16,
            right=theme.SPACE_4 if old else theme.SPACE_16,
            top=theme.SPACE_4,
            bottom=theme.SPACE_4,
        ),
        ink=True,
        on_click=partial(actions.fact, fact.id),
        content=ft.Row(
            spacing=0,
            controls=[ft.Container(width=0, height=theme.TOUCH), *parts],
        ),
    )
    return ft.Semantics(identifier=f"fact-{fact.id}", key=fact.id, button=True, content=face)


def little_section(
    words: Catalog, card: AccountCard, shown: CardShown, actions: CardActions
) -> list[ft.Control]:
    """Return hours, gate code, favourites, birthdays and renewal; nothing while none is known."""
    lines = tuple(_little_lines(words, card, shown.now.date()))
    if not lines:
        return []
    pen = icon_button(
        ft.Icons.EDIT_OUTLINED, words.t("care.little_edit"), actions.little, "little-edit"
    )
    header = section_header(words.t("care.little"), trailing=pen)
    return [header, *(_little(*line) for line in lines)]


def adding_row(
    words: Catalog, card: AccountCard, shown: CardShown, actions: CardActions
) -> list[ft.Control]:
    """Return the ways to what has no section yet: an empty one says less than a button."""
    buttons: list[ft.Control] = []
    plus = ft.Icons.ADD_ROUNDED
    if not card.facts:
        label, press = words.t("customer.facts"), partial(actions.fact, "")
        buttons.append(quiet_button(label, press, "fact-new", icon=plus, color=theme.INK_SOFT))
    if not any(_little_lines(words, card, shown.now.date())):
        label, little = words.t("care.little"), actions.little
        buttons.append(quiet_button(label, little, "little-edit", icon=plus, color=theme.INK_SOFT))
    if not buttons:
        return []
    air = ft.Padding.only(left=theme.SPACE_4, right=theme.SPACE_4, top=theme.SPACE_8)
    row = ft.Row(spacing=0, run_spacing=0, wrap=True, controls=buttons)
    return [ft.Container(padding=air, content=row)]


def _little_lines(
    words: Catalog, card: AccountCard, today: date
) -> Iterator[tuple[str, ft.IconData, str, bool]]:
    """Yield each thing known: its name, an icon, its words, and whether to look at it now."""
    if card.renews_on:
        day = date.fromisoformat(card.renews_on)
        away = words.day(day, today)
        said = words.t("care.renews", day=words.short_day(day, today), when=away)
        soon = abs((day - today).days) <= RENEWAL_DAYS
        yield "renews_on", ft.Icons.AUTORENEW_ROUNDED, said, soon
    if card.hours:
        yield "hours", ft.Icons.SCHEDULE_ROUNDED, card.hours, False
    if card.gate_code:
        said = words.t("brief.gate_code", code=card.gate_code)
        yield "gate_code", ft.Icons.DIALPAD_ROUNDED, said, False
    if card.favourites:
        yield "favourites", ft.Icons.LOCAL_CAFE_OUTLINED, card.favourites, False
    for person in card.people:
        if person.birthday:
            when = birthday_words(words, person.birthday)
            said = words.t("brief.birthday", name=person.name, when=when)
            yield f"birthday-{person.id}", ft.Icons.CAKE_OUTLINED, said, False


def birthday_words(words: Catalog, birthday: str) -> str:
    """Return the day of a birthday; as it stands where it is none."""
    try:
        day = date.fromisoformat(birthday.replace("--", "2000-", 1))
    except ValueError:
        return birthday
    said = words.long_day(day)
    return said if birthday.startswith("--") else f"{said} {day.year}"


def _little(name: str, icon: ft.IconData, said: str, now: bool) -> ft.Control:  # noqa: FBT001  # a fact
    ink = theme.AMBER_INK if now else theme.INK
    row = ft.Row(
        spacing=theme.SPACE_12,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Icon(icon, size=theme.TEXT_20, color=ink if now else theme.INK_SOFT),
            text(said, "body", ink, expand=True),
        ],
    )
    air = ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4)
    return tagged(f"little-{name}", ft.Container(padding=air, content=row))


def inset(control: ft.Control) -> ft.Control:
    """Return a block of the card, as far from the edges as all of them."""
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
        content=control,
    )
