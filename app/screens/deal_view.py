"""How one deal looks: whose it is, what, how much, when, how far, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.deal_page import DealDetail, DealPage
from app.screens.deal_around import meanings_view, people_view, steps_view
from app.screens.deal_inputs import labelled, stage_strip
from app.screens.deal_words import read_words, reason_choices
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.chips import Choice, choice_chips, stage_bars
from app.widgets.handlers import Press, Take, tagged
from app.widgets.text import date_text, money_text, text

FIELDS = ("customer", "title", "amount", "expected", "stage")
"""All a phone's form asks; the rest is behind "More". Counted by a test."""

PLACES = {
    "account_id": "head",
    "amount_minor": "facts",
    "closed_on": "facts",
    "deleted": "head",
    "expected_on": "facts",
    "pipeline_id": "stage",
    "stage_id": "stage",
    "title": "head",
}
"""Under which part a note about a register stands; all others stand over "More"."""

_SIDE = ft.Padding.symmetric(horizontal=theme.SPACE_16)
_FLUSH = ft.Margin.only(left=-theme.SPACE_12)
_BELOW = ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_8)


@dataclass(frozen=True)
class DealActions:
    """What can be done on the screen of a deal.

    Attributes:
        customer: Opens the customer's card.
        edit: Opens the editor of a field, by its name in `FIELDS` or ``reason``.
        stage: Moves the deal to a stage, by id.
        step_done: Ticks a next step off, by id.
        more: Opens or closes what is behind "More".
        reason: Takes a reason of the list, or lets it go.
        explain: Shows or hides what stages and fields mean.
    """

    customer: Press
    edit: Take
    stage: Take
    step_done: Take
    more: Press
    reason: Take
    explain: Press


def deal_view(
    words: Catalog,
    page: DealPage,
    deal: DealDetail,
    today: date,
    *,
    act: DealActions,
    editors: Mapping[str, ft.Control],
    more: ft.Control | None = None,
    notes: Mapping[str, Sequence[ft.Control]] = MappingProxyType({}),
    joined: bool = True,
    meanings: bool = False,
) -> list[ft.Control]:
    """Return what stands above the timeline of a deal, top to bottom.

    Args:
        words: The language.
        page: The deal and what belongs to it.
        deal: The deal itself.
        today: The day to tell dates from.
        act: What can be done.
        editors: The editor that stands in place of a field, by field.
        more: What is behind "More", when it is open.
        notes: What stands under a part of `PLACES`, over ``more``, or under a
            next step, by its id.
        joined: There is a server its changes wait for.
        meanings: What stages and fields mean is on show.
    """
    free = "title" in page.may
    edit = act.edit if free else None
    return [
        head_view(words, deal, act, editors, free=free, joined=joined),
        *notes.get("head", ()),
        ft.Container(padding=_BELOW, content=_facts(words, deal, today, edit, editors)),
        *notes.get("facts", ()),
        ft.Container(
            padding=_BELOW,
            content=_stage(words, page, deal, act, free=free, meanings=meanings),
        ),
        *notes.get("stage", ()),
        *_closing(words, page, deal, act, editors, free=free),
        *steps_view(words, page.next_steps, today, act.step_done, notes),
        *people_view(words, page, deal, act.customer),
        *notes.get("more", ()),
        _more(words, act.more, more),
    ]


def head_view(
    words: Catalog,
    deal: DealDetail,
    act: DealActions,
    editors: Mapping[str, ft.Control],
    *,
    free: bool,
    joined: bool,
) -> ft.Control:
    """Return the customer's name above everything, the deal's title, whose it is."""
    return ft.Container(
        padding=ft.Padding.only(
            left=theme.SPACE_16, right=theme.SPACE_8, top=theme.SPACE_12, bottom=theme.SPACE_8
        ),
        content=ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                editors.get("customer") or _customer(words, deal, act, free=free),
                editors.get("title") or _title(words, deal, act.edit if free else None),
                *_pinned(words, deal, act.edit, editors),
                text(_about(words, deal, joined=joined), "small", theme.INK_SOFT),
            ],
        ),
    )


def gone_view(words: Catalog, typed: Mapping[str, str], on_back: Press | None) -> list[ft.Control]:
    """Say that a deal is not here any more, and show what was being typed.

    Args:
        words: The language.
        typed: The words that were not saved yet, by field.
        on_back: Brings it back; None where that is not allowed or not possible.
    """
    notice = banner(
        words.t("deal.gone"),
        "amber",
        identifier="deal-gone",
        action=words.t("deal.bring_back") if on_back else None,
        on_action=on_back,
    )
    kept = " · ".join(value for value in typed.values() if value)
    parts: list[ft.Control] = [notice]
    if kept:
        said = text(kept, "body")
        said.selectable = True
        parts.append(tagged("deal-typed", labelled(words.t("deal.gone_typed"), said)))
    column = ft.Column(
        spacing=theme.SPACE_12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )
    return [ft.Container(padding=theme.SPACE_16, content=column)]


def _customer(words: Catalog, deal: DealDetail, act: DealActions, *, free: bool) -> ft.Control:
    name = text(deal.account or words.t("deal.no_customer"), "heading")
    opens = ft.Container(
        expand=True,
        border_radius=theme.RADIUS_8,
        ink=bool(deal.account),
        on_click=act.customer if deal.account else None,
        content=ft.Row(controls=[ft.Container(width=0, height=theme.TOUCH), name], spacing=0),
    )
    name.expand = True
    parts: list[ft.Control] = [
        ft.Semantics(
            identifier="deal-customer", button=bool(deal.account), expand=True, content=opens
        )
    ]
    if free:
        label = words.t("deal.change_customer")
        change = partial(act.edit, "customer")
        parts.append(icon_button(ft.Icons.EDIT_OUTLINED, label, change, "deal-field-customer"))
    return ft.Row(spacing=0, controls=parts)


def _title(words: Catalog, deal: DealDetail, edit: Take | None) -> ft.Control:
    said = text(
        deal.title or words.t("deal.no_title"),
        "body",
        theme.INK if deal.title else theme.INK_SOFT,
        expand=True,
    )
    return _tappable(
        "deal-field-title", ft.Row(spacing=0, controls=[_floor(), said]), edit, "title"
    )


def _pinned(
    words: Catalog, deal: DealDetail, edit: Take, editors: Mapping[str, ft.Control]
) -> list[ft.Control]:
    """Return why this person has pinned it; a tap changes that. Nobody else sees it."""
    if "pin" in editors:
        return [editors["pin"]]
    if not deal.pinned:
        return []
    said = text(deal.pinned_why or words.t("own.pinned"), "small", theme.PEN, expand=True)
    pin = ft.Icon(ft.Icons.PUSH_PIN_ROUNDED, size=theme.TEXT_16, color=theme.PEN)
    gap = ft.Container(width=theme.SPACE_8, height=0)
    row = ft.Row(spacing=0, controls=[_floor(), pin, gap, said])
    return [_tappable("deal-pinned", row, edit, "pin")]


def _about(words: Catalog, deal: DealDetail, *, joined: bool) -> str:
    said = [words.t("deal.owned", name=deal.owner) if deal.owner else words.t("deal.nobody")]
    if deal.parked:
        said.append(words.t("own.parked_here"))
    if not deal.shared:
        said.append(words.t("deal.not_shared"))
    if deal.waiting and joined:
        said.append(words.t("deals.waiting"))
    return " · ".join(said)


def _facts(
    words: Catalog,
    deal: DealDetail,
    today: date,
    edit: Take | None,
    editors: Mapping[str, ft.Control],
) -> ft.Control:
    amount = (
        money_text(deal.amount_minor, deal.currency, words, role="title")
        if deal.amount_minor
        else text(words.t("deals.no_amount"), "body", theme.INK_SOFT)
    )
    amount.text_align = ft.TextAlign.START
    facts = {
        "amount": _fact(words.t("deal.amount"), amount, edit, "amount"),
        "expected": _fact(*_when(words, deal, today), edit, "expected"),
    }
    if "amount" in editors or "expected" in editors:
        return ft.Column(
            spacing=theme.SPACE_8,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[editors.get(name) or fact for name, fact in facts.items()],
        )
    return ft.Row(
        spacing=theme.SPACE_16,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[ft.Container(expand=True, content=fact) for fact in facts.values()],
    )


def _when(words: Catalog, deal: DealDetail, today: date) -> tuple[str, ft.Control]:
    told = deal.closed_on or deal.expected_on
    label = words.t("deal.closed" if deal.closed_on else "deal.expected")
    if not told:
        return label, text(words.t("deals.no_date"), "body", theme.INK_SOFT)
    day = date.fromisoformat(told)
    late = not deal.closed_on and day < today
    color = theme.AMBER_INK if late else theme.INK
    return label, date_text(day, today, words, role="title", color=color)


def _fact(label: str, value: ft.Control, edit: Take | None, name: str) -> ft.Control:
    return _tappable(f"deal-field-{name}", labelled(label, value), edit, name)


def _stage(
    words: Catalog,
    page: DealPage,
    deal: DealDetail,
    act: DealActions,
    *,
    free: bool,
    meanings: bool,
) -> ft.Control:
    """Return the stage with the rep's own read beside it, and what the words mean on tap."""
    place = next((s for s in page.stages if s.id == deal.stage_id), None)
    on_stage = act.stage if free else None
    strip = stage_strip(words, page.stages, deal.stage_id, deal.pipeline_id, on_stage)
    label: list[ft.Control] = [text(words.t("deal.stage"), "caption", theme.INK_SOFT)]
    if place:
        bars = stage_bars(place.step, place.of)
        label.append(ft.Semantics(exclude_semantics=True, content=bars))
    own = read_words(words, deal.read, deal.confidence)
    said = words.t("means.own_read", read=own) if own else ""
    label.append(text(said, "caption", theme.INK, lines=1, expand=True))
    tip = words.t("means.less" if meanings else "means.show")
    label.append(icon_button(ft.Icons.HELP_OUTLINE_ROUNDED, tip, act.explain, "deal-means"))
    return tagged(
        "deal-field-stage",
        ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                ft.Row(spacing=theme.SPACE_8, controls=label),
                strip,
                *([meanings_view(words, page.stages, deal.pipeline_id)] if meanings else []),
            ],
        ),
    )


def _closing(
    words: Catalog,
    page: DealPage,
    deal: DealDetail,
    act: DealActions,
    editors: Mapping[str, ft.Control],
    *,
    free: bool,
) -> list[ft.Control]:
    """Return why it was won or lost: reasons to tap, and words of one's own; both may be left."""
    if deal.outcome == "open" or not (free or deal.reason or deal.reason_tag):
        return (
            [ft.Container(padding=_SIDE, content=editors["reason"])] if "reason" in editors else []
        )
    label = words.t(f"deal.why_{deal.outcome}")
    parts: list[ft.Control] = []
    if free:
        reasons = reason_choices(words, page.terms.reasons(deal.outcome), deal.outcome)
        known = {one.key for one in reasons}
        kept = [Choice(deal.reason_tag, deal.reason_tag)] if deal.reason_tag else []
        reasons = [*(one for one in kept if one.key not in known), *reasons]
        chips = choice_chips(reasons, deal.reason_tag, act.reason, "deal-reason-tag")
        parts.append(labelled(label, chips))
    elif deal.reason_tag:
        parts.append(labelled(label, text(deal.reason_tag, "body")))
    if "reason" in editors:
        parts.append(editors["reason"])
    elif deal.reason:
        said = text(deal.reason, "body")
        own = words.t("deal.own_words")
        parts.append(_fact(own, said, act.edit if free else None, "reason"))
    elif free:
        ask = partial(act.edit, "reason")
        button = quiet_button(words.t("deal.own_words"), ask, "deal-field-reason")
        parts.append(ft.Row([ft.Container(margin=_FLUSH, content=button)]))
    column = ft.Column(
        spacing=theme.SPACE_4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )
    return [ft.Container(padding=_BELOW, content=column)]


def _more(words: Catalog, on_more: Press, more: ft.Control | None) -> ft.Control:
    icon = ft.Icons.EXPAND_LESS_ROUNDED if more else ft.Icons.EXPAND_MORE_ROUNDED
    label = words.t("deal.less" if more else "common.more")
    toggle = quiet_button(label, on_more, "deal-more", icon=icon)
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Row(controls=[ft.Container(width=theme.SPACE_4), toggle], spacing=0),
            *([more] if more else []),
        ],
    )


def _tappable(identifier: str, content: ft.Control, edit: Take | None, name: str) -> ft.Control:
    return ft.Semantics(
        identifier=identifier,
        button=edit is not None,
        content=ft.Container(
            border_radius=theme.RADIUS_8,
            padding=ft.Padding.symmetric(vertical=theme.SPACE_8),
            ink=edit is not None,
            on_click=partial(edit, name) if edit else None,
            content=content,
        ),
    )


def _floor() -> ft.Container:
    return ft.Container(width=0, height=theme.TOUCH - theme.SPACE_16)
