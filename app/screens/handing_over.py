"""A customer on one page for whoever takes it over: a text that any device can read."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial

import flet as ft

from app import theme
from app.hooks import use_app
from app.i18n.catalog import Catalog
from app.platforms import in_phone_app
from app.queries.handover import Handover, handover
from app.screens.problems import problem_words
from app.screens.reaching import place_of
from app.screens.saving_file import file_name, save_file
from app.widgets.buttons import quiet_button
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.words import use_words
from sync.core.errors import RapportError


@guarded
def HandoverButton(account_id: str, name: str) -> ft.Control:
    """Offer everything about a customer as one text, to be shared or saved.

    Args:
        account_id: The customer.
        name: Its name.
    """
    app, words, page = use_app(), use_words(), ft.context.page

    async def hand_over() -> None:
        try:
            pack = await app.runtime.ask(partial(handover, account_id=account_id))
        except RapportError as error:
            page.show_dialog(snackbar(problem_words(words, error), wide=app.state.wide))
            return
        if pack is None:
            return
        said = handover_text(words, pack, app.runtime.now())
        if in_phone_app(page):
            await ft.Share().share_text(said, subject=name)
            return
        # The mark tells old editors that it is Unicode.
        content = said.encode("utf-8-sig")
        await save_file(app, file_name(name, ".txt"), content, words.t("handover.saved"))

    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_4),
        content=ft.Row(
            controls=[
                quiet_button(
                    words.t("handover.make"),
                    hand_over,
                    "handover",
                    icon=ft.Icons.DESCRIPTION_OUTLINED,
                )
            ]
        ),
    )


def handover_text(words: Catalog, pack: Handover, now: datetime) -> str:
    """Return the page as plain text, a heading for each part that has something."""
    card, today = pack.card, now.date()
    head = [card.name or words.t("customers.unnamed")]
    about = " · ".join(said for said in (card.industry, card.owner) if said)
    head += [about] if about else []
    head.append(words.t("handover.made", when=words.exact_moment(now)))
    parts = ["\n".join(head)]
    for key, lines in (
        ("must_know", (card.must_know,)),
        ("problems", pack.problems),
        ("reach", _reach(pack)),
        ("people", tuple(_people(words, pack, today))),
        ("deals", tuple(_deals(words, pack, today))),
        ("promised", tuple(_promised(words, pack, today))),
        ("facts", pack.facts),
        ("little", _little(pack)),
        ("asks", tuple(_asks(pack))),
        ("said", tuple(_said(words, pack, now))),
    ):
        parts += _part(words.t(f"handover.{key}"), lines)
    return "\n\n".join(parts) + "\n"


def _part(title: str, lines: Sequence[str]) -> list[str]:
    said = [line for line in lines if line.strip()]
    return ["\n".join([title.upper(), *(f"- {line}" for line in said)])] if said else []


def _reach(pack: Handover) -> tuple[str, ...]:
    card = pack.card
    town = f"{card.postcode} {card.city}".strip()
    return card.phone, card.email, card.website, place_of(card.street, town, card.country)


def _people(words: Catalog, pack: Handover, today: date) -> Iterator[str]:
    for person in pack.card.people:
        said = [person.name, person.title, person.mobile, person.phone, person.email]
        line = ", ".join(part for part in said if part)
        if person.confirmed_ms:
            day = datetime.fromtimestamp(person.confirmed_ms / 1000).astimezone().date()
            line += f" ({words.t('handover.confirmed', when=words.day(day, today))})"
        yield line


def _deals(words: Catalog, pack: Handover, today: date) -> Iterator[str]:
    for deal in pack.card.deals:
        said = [deal.title, deal.stage]
        if deal.currency and deal.amount_minor:
            said.append(words.money(deal.amount_minor, deal.currency))
        if deal.expected_on and deal.outcome == "open":
            said.append(words.day(date.fromisoformat(deal.expected_on), today))
        yield " · ".join(part for part in said if part)


def _promised(words: Catalog, pack: Handover, today: date) -> Iterator[str]:
    for step in pack.card.next_steps:
        when = words.day(date.fromisoformat(step.due_on), today) if step.due_on else ""
        yield " · ".join(part for part in (step.text, when, step.owner) if part)


def _little(pack: Handover) -> tuple[str, ...]:
    known = pack.brief
    birthdays = (f"{one.name}: {one.day.removeprefix('--')}" for one in known.birthdays)
    return (known.hours, known.gate_code, known.favourites, *birthdays)


def _asks(pack: Handover) -> Iterator[str]:
    for ask in pack.asks:
        yield f"{ask.text} {ask.answer}".strip()


def _said(words: Catalog, pack: Handover, now: datetime) -> Iterator[str]:
    for moment in pack.moments:
        day = datetime.fromtimestamp(moment.at_ms / 1000, now.tzinfo).date()
        who = ", ".join(part for part in (words.exact_day(day), moment.author) if part)
        yield f"{who}: {' '.join(moment.text.split())}" if moment.text else who
