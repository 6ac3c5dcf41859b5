"""What was heard in a note, offered: one tap takes it, one says it is wrong."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.offers import ABOUT_A_DEAL, Taking, answer_offer, take_offer
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.capture import DealOption, open_deals
from app.queries.offered import Offered, offered
from app.screens.doing import do
from app.understanding.offer import (
    Amount,
    Customer,
    Due,
    Kind,
    Offer,
    Outcome,
    Person,
    Read,
    Stage,
    Step,
    Units,
)
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.handlers import Press, Take
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words

_ICONS: Final[dict[Kind, ft.IconData]] = {
    "customer": ft.Icons.STOREFRONT_ROUNDED,
    "due": ft.Icons.EVENT_ROUNDED,
    "amount": ft.Icons.PAYMENTS_OUTLINED,
    "units": ft.Icons.INVENTORY_2_OUTLINED,
    "stage": ft.Icons.STAIRS_OUTLINED,
    "outcome": ft.Icons.FLAG_OUTLINED,
    "step": ft.Icons.CHECKLIST_ROUNDED,
    "person": ft.Icons.PERSON_OUTLINE_ROUNDED,
    "read": ft.Icons.SENTIMENT_SATISFIED_ROUNDED,
}
OFFER_KINDS: Final = ("note", "visit", "account", "contact", "deal", "stage", "product")
"""Kinds of records that offers are read from."""


@guarded
def Offering(
    note_id: str, account_id: str, most: int | None = None, on_more: Press | None = None
) -> ft.Control:
    """Show what waits to be answered of a note; nothing when nothing does.

    Args:
        note_id: The note.
        account_id: Its customer, whose deals an amount may be about.
        most: How many are shown at once; None for all.
        on_more: Leads to those that are not shown.
    """
    app, words = use_app(), use_words()
    choosing, set_choosing = ft.use_state("")
    now = app.runtime.now()
    me = app.state.me
    found = use_query(
        partial(
            offered,
            names=app.runtime.names,
            note_id=note_id,
            user_id=me.id if me else "",
            now=now,
        ),
        OFFER_KINDS,
        note_id,
        now.date(),
    )
    deals = use_query(partial(open_deals, account_id=account_id), ("deal", "stage"), account_id)
    waiting = found.value or Offered()
    options = deals.value or ()

    async def take(offer: Offer, deal_id: str = "") -> None:
        if offer.kind in ABOUT_A_DEAL and not deal_id:
            deal_id = waiting.deal_id or (options[0].id if len(options) == 1 else "")
            if not deal_id and options:
                set_choosing(offer.key)
                return
        set_choosing("")
        step = _step_of(waiting.offers) if offer.kind == "due" else None
        taking = Taking(offer, now.date(), deal_id, step)
        said = words.t(
            f"offer.took_{offer.kind}", what=offer_words(words, offer, waiting, now.date())
        )
        await do(app, words, partial(take_offer, note_id=note_id, taking=taking), said)

    async def refuse(offer: Offer) -> None:
        command = partial(answer_offer, note_id=note_id, offer=offer, answer="wrong")
        await do(app, words, command, words.t("offer.refused"))

    rows: list[ft.Control] = []
    for offer in waiting.offers[:most]:
        rows.append(
            offer_row(
                words,
                offer,
                offer_words(words, offer, waiting, now.date()),
                partial(take, offer),
                partial(refuse, offer),
            )
        )
        if choosing == offer.key:
            rows.append(_which_deal(words, options, partial(take, offer)))
    more = len(waiting.offers[most:]) if most else 0
    if more and on_more:
        rows.append(quiet_button(words.t("offer.more", count=more), on_more, "offer-more"))
    return ft.Column(
        spacing=theme.SPACE_8,
        tight=True,
        visible=bool(rows),
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=rows,
    )


def offer_row(
    words: Catalog, offer: Offer, said: str, on_take: Press, on_refuse: Press
) -> ft.Control:
    """Return an offer: what it would write, the words it came from, and a cross."""
    lines: list[ft.Control] = [text(said, "strong", theme.ON_PEN_WASH, lines=2)]
    if offer.words:
        heard = words.t("offer.heard", words=offer.words)
        lines.append(text(heard, "small", theme.ON_PEN_WASH, lines=1))
    face = ft.Container(
        expand=True,
        ink=True,
        border_radius=theme.RADIUS_20,
        on_click=on_take,
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_12, vertical=theme.SPACE_8),
        content=ft.Row(
            spacing=theme.SPACE_12,
            controls=[
                ft.Icon(_ICONS[offer.kind], color=theme.ON_PEN_WASH, size=theme.SPACE_24),
                ft.Column(expand=True, spacing=0, tight=True, controls=lines),
                ft.Icon(ft.Icons.ADD_ROUNDED, color=theme.ON_PEN_WASH, size=theme.SPACE_24),
            ],
        ),
    )
    identifier = f"offer-{offer.kind}"
    wrong = words.t("offer.wrong", what=said)
    return ft.Container(
        key=offer.key,
        bgcolor=theme.PEN_WASH,
        border_radius=theme.RADIUS_20,
        content=ft.Row(
            spacing=0,
            controls=[
                ft.Semantics(
                    identifier=identifier,
                    button=True,
                    expand=True,
                    content=face,
                ),
                icon_button(ft.Icons.CLOSE_ROUNDED, wrong, on_refuse, f"{identifier}-wrong"),
            ],
        ),
    )


def offer_words(words: Catalog, offer: Offer, found: Offered, today: date) -> str:
    """Say what taking an offer writes: "Follow up tomorrow", "€45,000"."""
    match offer.value:
        case Due(on, at):
            day = words.day(date.fromisoformat(on), today)
            said = words.t("offer.due_at" if at else "offer.due", day=day, time=at)
        case Amount(minor, currency):
            said = words.money(minor, currency)
        case Units(count, product_id):
            of = found.names.get(product_id) or words.t("offer.pieces")
            said = words.t("offer.units", number=words.number(count), of=of)
        case Step(step):
            said = step
        case Person(contact_id, name):
            said = words.t("offer.person" if contact_id else "offer.new_person", name=name)
        case Outcome(key) | Read(key):
            said = words.t(f"offer.{key}")
        case Customer(record_id) | Stage(record_id):
            name = found.names.get(record_id, "")
            said = words.t(f"offer.{offer.kind}", name=name)
    return said


def _step_of(offers: Sequence[Offer]) -> Offer | None:
    return next((offer for offer in offers if offer.kind == "step"), None)


def _which_deal(words: Catalog, deals: Sequence[DealOption], on_pick: Take) -> ft.Control:
    choices = [Choice(deal.id, deal.title or words.t("capture.deal_untitled")) for deal in deals]
    return ft.Column(
        spacing=theme.SPACE_4,
        tight=True,
        controls=[
            text(words.t("offer.which_deal"), "small_strong", theme.INK),
            choice_chips(choices, None, on_pick, "offer-deal"),
        ],
    )
