"""The sections of a customer's card: people, deals, next steps, each folded when long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.accounts import AccountDeal, AccountNextStep, ContactRow
from app.queries.brief import Brief
from app.queries.check_ins import CHECK_IN
from app.queries.unfinished import contact_draft
from app.widgets.avatar import avatar
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row, section_header
from app.widgets.text import money_text, text

_FEW: Final = 4
"""Rows of a section before the rest folds away."""

_FRESH: Final = timedelta(days=180)
"""Details confirmed since are taken as right; older ones ask."""


@dataclass(frozen=True)
class CardActions:
    """What the card calls.

    Attributes:
        edit: Opens the details.
        edit_must_know: Opens the line on top.
        call: Dials the customer's number.
        call_person: Dials a person's number, by their id.
        write: Starts a letter to an address.
        drive: Shows the place on a map; None without an address.
        plan: Plans a visit there.
        restore: Brings a deleted customer back.
        person: Opens a person's details by id; no id opens a new person's.
        confirm: Says that a person's details are still right.
        deal: Opens a deal.
        done: Ticks a next step off.
        unfold: Shows all of a section: ``people`` or ``deals``.
        history: Shows who changed what, and when.
        problem: Opens a problem by id; no id records a new one.
        solve: Says that a problem is put right.
        fact: Opens what is new there by id; no id writes something new.
        still_so: Says that it is still so.
        mood: Says how they feel.
        little: Opens the little things.
    """

    edit: Press
    edit_must_know: Press
    call: Take
    call_person: Take
    write: Take
    drive: Press | None
    plan: Press
    restore: Press
    person: Take
    confirm: Take
    deal: Take
    done: Take
    unfold: Take
    history: Press
    problem: Take
    solve: Take
    fact: Take
    still_so: Take
    mood: Take
    little: Press


@dataclass(frozen=True)
class CardShown:
    """What the card needs to know beside the customer.

    Attributes:
        now: The present moment.
        my_name: The person's own name: their next steps need no name.
        unfolded: Sections shown in full.
        unfinished: Keys of the forms somebody left in the middle.
        editor: Stands in place of the line on top while it is being changed.
        notes: What stands under a person, a next step, a problem or what is new, by id,
            under the line on top as ``must_know``, and under the head as ``head``.
        brief: What to know before walking in.
    """

    now: datetime
    my_name: str
    unfolded: frozenset[str] = frozenset()
    unfinished: frozenset[str] = frozenset()
    editor: ft.Control | None = None
    notes: Mapping[str, Sequence[ft.Control]] = field(default_factory=dict)
    brief: Brief | None = None


def people_section(
    words: Catalog, people: Sequence[ContactRow], shown: CardShown, actions: CardActions
) -> list[ft.Control]:
    """Return who works there, and the way to add somebody."""
    add = icon_button(
        ft.Icons.PERSON_ADD_ALT_OUTLINED,
        words.t("customer.person_new"),
        partial(actions.person, ""),
        "person-new",
    )
    rows = [noted(_person(words, one, shown, actions), one.id, shown) for one in people]
    return folded_section(words, "people", rows, shown, actions, trailing=add)


def _person(
    words: Catalog, person: ContactRow, shown: CardShown, actions: CardActions
) -> ft.Control:
    number = person.mobile or person.phone
    ways: list[ft.Control] = []
    if number:
        name = words.t("customer.call_person", name=person.name)
        call = partial(actions.call_person, person.id)
        ways.append(icon_button(ft.Icons.CALL_OUTLINED, name, call, f"person-call-{person.id}"))
    if person.email:
        name = words.t("customer.write_person", name=person.name)
        write = partial(actions.write, person.email)
        ways.append(icon_button(ft.Icons.MAIL_OUTLINED, name, write, f"person-write-{person.id}"))
    return list_row(
        person.name or words.t("customers.unnamed"),
        f"person-{person.id}",
        subtitle=person.title or None,
        leading=avatar(person.name),
        trailing=ft.Row(spacing=0, tight=True, controls=ways) if ways else None,
        below=_age(words, person, shown, actions),
        on_press=partial(actions.person, person.id),
        key=person.id,
    )


def _age(
    words: Catalog, person: ContactRow, shown: CardShown, actions: CardActions
) -> ft.Control | None:
    if contact_draft("", person.id) in shown.unfinished:
        return text(words.t("customer.person_unfinished"), "small", theme.AMBER_INK, lines=1)
    then = datetime.fromtimestamp(person.confirmed_ms / 1000, tz=shown.now.tzinfo)
    said = words.t("customer.unconfirmed")
    if person.confirmed_ms:
        said = words.t("customer.confirmed", when=words.ago(then, shown.now))
    fresh = person.confirmed_ms > 0 and shown.now - then < _FRESH
    known = person.phone or person.mobile or person.email
    # What was right once may be old; what nobody asked yet is no fault.
    old = person.confirmed_ms > 0 and not fresh
    age = text(said, "small", theme.AMBER_INK if old else theme.INK_SOFT, lines=2)
    if fresh or not known:
        return age if known else None
    right = quiet_button(
        words.t("customer.still_right"),
        partial(actions.confirm, person.id),
        f"person-confirm-{person.id}",
    )
    if theme.text_scale.factor > 1:  # large words stand below each other
        return ft.Column(spacing=0, tight=True, controls=[age, right])
    age.expand, age.expand_loose = True, True
    return ft.Row(spacing=0, controls=[age, right])


def deals_section(
    words: Catalog, deals: Sequence[AccountDeal], shown: CardShown, actions: CardActions
) -> list[ft.Control]:
    """Return the deals with them, as the card has them."""
    today = shown.now.date()
    rows = [_deal(words, deal, today, actions.deal) for deal in deals]
    return folded_section(words, "deals", rows, shown, actions)


def _deal(words: Catalog, deal: AccountDeal, today: date, on_open: Take) -> ft.Control:
    open_ = deal.outcome == "open"
    said = [deal.stage] if deal.stage else []
    if open_ and deal.parked:
        said = [words.t("own.parked"), *said]
    if open_ and deal.expected_on:
        said.append(words.day(date.fromisoformat(deal.expected_on), today))
    amount = None
    if deal.currency:
        ink = theme.INK if open_ else theme.INK_SOFT
        amount = money_text(deal.amount_minor, deal.currency, words, color=ink)
    return list_row(
        deal.title or words.t("customers.unnamed"),
        f"customer-deal-{deal.id}",
        subtitle=" · ".join(said) or None,
        trailing=amount,
        on_press=partial(on_open, deal.id),
        key=deal.id,
    )


def steps_section(
    words: Catalog, steps: Sequence[AccountNextStep], shown: CardShown, actions: CardActions
) -> list[ft.Control]:
    """Return what is to be done next; nothing when nothing is."""
    rows = [noted(_step(words, step, shown, actions.done), step.id, shown) for step in steps]
    return folded_section(words, "steps", rows, shown, actions) if rows else []


def _step(words: Catalog, step: AccountNextStep, shown: CardShown, on_done: Take) -> ft.Control:
    today = shown.now.date()
    due = date.fromisoformat(step.due_on) if step.due_on else None
    said = [words.day(due, today)] if due else []
    if step.owner and step.owner != shown.my_name:
        said.append(step.owner)
    late = due is not None and due < today
    below = text(" · ".join(said), "small", theme.AMBER_INK if late else theme.INK_SOFT, lines=1)
    what = _asked(words, step)
    circle = icon_button(
        ft.Icons.RADIO_BUTTON_UNCHECKED_ROUNDED,
        words.t("customer.done", what=what),
        partial(on_done, step.id),
        f"step-done-{step.id}",
    )
    name = text(what, "body", lines=3)
    lines: list[ft.Control] = [name, below] if said else [name]
    return ft.Semantics(
        identifier=f"step-{step.id}",
        key=step.id,
        content=ft.Container(
            padding=ft.Padding.only(left=theme.SPACE_4, right=theme.SPACE_16, bottom=theme.SPACE_4),
            content=ft.Row(
                spacing=theme.SPACE_4,
                controls=[
                    circle,
                    ft.Column(expand=True, spacing=0, tight=True, controls=lines),
                ],
            ),
        ),
    )


def _asked(words: Catalog, step: AccountNextStep) -> str:
    """Return what is to be done; a check-in asks how it goes."""
    if step.form != CHECK_IN:
        return step.text or words.t("customer.step_untitled")
    return words.t("tray.check_in", text=step.text) if step.text else words.t("tray.check_in_any")


def noted(row: ft.Control, record_id: str, shown: CardShown) -> ft.Control:
    """Return a row, with what stands under it."""
    notes = shown.notes.get(record_id)
    if not notes:
        return row
    return ft.Column(
        key=record_id,
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[row, *notes],
    )


def folded_section(
    words: Catalog,
    name: str,
    rows: Sequence[ft.Control],
    shown: CardShown,
    actions: CardActions,
    *,
    trailing: ft.Control | None = None,
) -> list[ft.Control]:
    """Return a header and the rows, all of them or the first few and a way to the rest."""
    header = section_header(words.t(f"customer.{name}"), trailing=trailing)
    if not rows:
        return [header] if trailing else []
    folded = len(rows) > _FEW + 1 and name not in shown.unfolded
    parts: list[ft.Control] = [header, *(rows[:_FEW] if folded else rows)]
    if folded:
        label = words.t(f"customer.{name}_all", count=len(rows))
        button = quiet_button(label, partial(actions.unfold, name), f"customer-all-{name}")
        parts.append(
            ft.Container(
                padding=ft.Padding.symmetric(horizontal=theme.SPACE_4),
                content=ft.Row(controls=[button]),
            )
        )
    return parts
