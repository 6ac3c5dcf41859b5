"""One customer: the card, the forms that change it, and the timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.accounts import edit_account
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.accounts import AccountCard
from app.queries.conflicts import Clash
from app.queries.unfinished import must_know_draft, open_account
from app.screens.asking import Asking
from app.screens.clashes import clash_notes, use_clashes
from app.screens.contact_form import ContactForm
from app.screens.customer_acts import (
    ACCOUNT,
    FACT,
    LITTLE,
    MUST_KNOW,
    PERSON,
    PROBLEM,
    CustomerActs,
)
from app.screens.customer_card import card_view
from app.screens.customer_form import CustomerForm, NewCustomer
from app.screens.customer_sections import CardShown
from app.screens.doing import do
from app.screens.drafts import use_draft
from app.screens.erasing import EraseCustomer
from app.screens.fact_form import FactForm
from app.screens.given import use_giving, with_giving
from app.screens.going import NEW, go
from app.screens.handing_over import HandoverButton
from app.screens.kept import KeptWords
from app.screens.little_form import LittleForm
from app.screens.once import use_once
from app.screens.open_account import use_open_account
from app.screens.page_events import use_escape
from app.screens.problem_form import ProblemForm
from app.screens.same import MadeOne
from app.screens.timeline import Timeline
from app.screens.writing import use_writing
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.fields import field
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.words import use_words

_KINDS: Final = (
    "account",
    "contact",
    "deal",
    "fact",
    "follow_up",
    "note",
    "problem",
    "stage",
    "user",
    "visit",
)


@guarded
def CustomerDetail(account_id: str) -> ft.Control:
    """Show one customer, or the form of a new one."""
    return NewCustomer() if account_id == NEW else Customer(account_id, key=account_id)


@guarded
def Customer(account_id: str) -> ft.Control:
    """Hold what of a customer is open: the card, or one of its forms."""
    app, words = use_app(), use_words()
    editing, set_editing = ft.use_state("")
    turn, set_turn = ft.use_state(0)
    unfolded, set_unfolded = ft.use_state(frozenset[str]())
    launcher = ft.use_memo(ft.UrlLauncher, [])
    last: ft.MutableRef[AccountCard] = ft.use_ref()
    use_open_account(account_id)

    loaded = use_query(partial(open_account, account_id=account_id), _KINDS, account_id, turn)
    clashes = use_clashes((account_id, *_ids_of(loaded.value.card if loaded.value else None)))
    given = use_giving("account", account_id)
    acts = CustomerActs(app, words, account_id, launcher)

    def show_card() -> None:
        set_editing("")
        set_turn(lambda n: n + 1)

    def unfold(section: str) -> None:
        set_unfolded(unfolded | {section})

    if loaded.value is None:
        return _not_read(words) if loaded.error else Patience()
    card = loaded.value.card
    if card is None and last.current is not None:
        card = replace(last.current, deleted=True)
    last.current = card
    if card is None:
        return _not_here(words)
    if card.id != account_id:  # another one stands for it
        return Customer(card.id, key=card.id)
    form = _form(card, editing, show_card)
    changing = editing == MUST_KNOW or must_know_draft(account_id) in loaded.value.unfinished
    shown = CardShown(
        app.runtime.now(),
        app.state.me.name if app.state.me else "",
        unfolded,
        loaded.value.unfinished,
        MustKnowEditor(account_id, card.must_know, show_card) if changing else None,
        _with_others(
            account_id, with_giving(clash_notes(clashes, partial(_place, account_id)), given)
        ),
        loaded.value.brief,
    )
    parts = [] if form else card_view(words, card, shown, acts.of(card, set_editing, unfold))
    if parts and not card.deleted:
        parts.append(Asking(card.name, account_id=account_id, key=f"asking-{account_id}"))
        parts.append(KeptWords(account_id, key=f"kept-{account_id}"))
        parts.append(HandoverButton(account_id, card.name, key=f"handover-{account_id}"))
        parts.append(EraseCustomer(account_id, card.name, key=f"erase-{account_id}"))
    return customer_layout(account_id, parts, form, wide=app.state.width >= theme.WIDE)


def _ids_of(card: AccountCard | None) -> tuple[str, ...]:
    """Return the records that have a row of their own on the card."""
    if card is None:
        return ()
    return (
        *(one.id for one in card.people),
        *(one.id for one in card.next_steps),
        *(one.id for one in card.problems),
        *(one.id for one in card.facts),
    )


def _with_others(
    account_id: str, notes: Mapping[str, Sequence[ft.Control]]
) -> dict[str, Sequence[ft.Control]]:
    """Return the notes of the card with word under its head of whom the customer stands for."""
    others = MadeOne(account_id, key=f"made-one-{account_id}")
    return {**notes, "head": (*notes.get("head", ()), others)}


def _place(account_id: str, clash: Clash) -> str:
    """Return the part of the card under which two values stand."""
    if clash.record_id != account_id:
        return clash.record_id
    return MUST_KNOW if clash.field == MUST_KNOW else "head"


def _form(card: AccountCard, editing: str, on_close: Press) -> ft.Control | None:
    """Return the form that is open, if any."""
    if editing == ACCOUNT:
        return CustomerForm(card, on_close, key="form")
    if editing == LITTLE:
        return LittleForm(card, on_close, key="little")
    if editing.startswith(PERSON):
        one_id = editing.removeprefix(PERSON)
        person = next((one for one in card.people if one.id == one_id), None)
        return ContactForm(card.id, one_id, person, on_close, key=editing)
    if editing.startswith(PROBLEM):
        one_id = editing.removeprefix(PROBLEM)
        problem = next((one for one in card.problems if one.id == one_id), None)
        return ProblemForm(card.id, one_id, problem, on_close, key=editing)
    if editing.startswith(FACT):
        one_id = editing.removeprefix(FACT)
        fact = next((one for one in card.facts if one.id == one_id), None)
        return FactForm(card.id, one_id, fact, on_close, key=editing)
    return None


def customer_layout(
    account_id: str, card: list[ft.Control], form: ft.Control | None, *, wide: bool
) -> ft.Control:
    """Return card or form with the timeline beside it, or below it in one scroll.

    Args:
        account_id: Whose timeline.
        card: The card's parts; unused while a form is open.
        form: Stands in the card's place.
        wide: There is room for the timeline at the side.
    """
    if not wide:
        return form or Timeline("account", account_id, tuple(card), key="timeline")
    left = form or ft.ListView(
        expand=True,
        padding=ft.Padding.only(top=theme.SPACE_8, bottom=theme.SPACE_32),
        controls=card,
    )
    return ft.Row(
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(key="card", expand=3, content=left),
            ft.Container(
                key="side",
                expand=2,
                border=ft.Border.only(left=ft.BorderSide(width=1, color=theme.LINE)),
                content=Timeline("account", account_id, key="timeline"),
            ),
        ],
    )


@guarded
def MustKnowEditor(account_id: str, start: str, on_close: Press) -> ft.Control:
    """Let a person change the line on top, in its place."""
    app, words = use_app(), use_words()
    draft = use_draft(must_know_draft(account_id), {MUST_KNOW: start})
    once = use_once()
    use_writing("line")

    async def cancel() -> None:
        await draft.forget()
        on_close()

    @once
    async def save() -> bool:
        line = draft[MUST_KNOW].strip()
        saved = await do(
            app,
            words,
            draft.filing(lambda writer: edit_account(writer, account_id, must_know=line)),
            words.t("customer.must_know_saved"),
        )
        if saved:
            await cancel()
        return saved is not None

    use_escape(cancel)
    return ft.Column(
        spacing=theme.SPACE_8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            field(
                words.t("customer.must_know"),
                draft[MUST_KNOW],
                partial(draft.put, MUST_KNOW),
                "must-know-text",
                hint=words.t("customer.must_know_hint"),
                lines=2,
                autofocus=True,
            ),
            ft.Row(
                wrap=True,
                controls=[
                    primary_button(words.t("common.save"), save, "must-know-save"),
                    quiet_button(words.t("common.cancel"), cancel, "must-know-cancel"),
                ],
            ),
        ],
    )


def _not_read(words: Catalog) -> ft.Control:
    return empty_state(
        ft.Icons.ERROR_OUTLINE_ROUNDED,
        words.t("customer.not_read"),
        words.t("customer.not_read_why"),
        identifier="customer-failed",
    )


def _not_here(words: Catalog) -> ft.Control:
    return empty_state(
        ft.Icons.PERSON_OFF_OUTLINED,
        words.t("customer.not_here"),
        words.t("customer.not_here_why"),
        identifier="customer-missing",
        action=words.t("customer.to_all"),
        on_action=partial(go, "/customers"),
    )
