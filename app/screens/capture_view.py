"""The capture form as a function of what is on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.capture import DealOption
from app.queries.guess import Guess
from app.screens.capture_form import CaptureForm
from app.screens.capture_more import (
    MoreActions,
    MoreShown,
    more_chips,
    more_lines,
    photo_buttons,
)
from app.screens.days import day_chips, due_choices
from app.screens.sheet import chip_line, inset, sheet_head, sheet_layout
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, primary_button, quiet_button
from app.widgets.chips import Choice, chip, choice_chips
from app.widgets.fields import field, note_field
from app.widgets.handlers import Press
from app.widgets.text import text

_READS = ("keen", "unsure", "cold")
_READ_ICONS = {
    "keen": ft.Icons.SENTIMENT_SATISFIED_ROUNDED,
    "unsure": ft.Icons.SENTIMENT_NEUTRAL_ROUNDED,
    "cold": ft.Icons.AC_UNIT_ROUNDED,
}


@dataclass(frozen=True)
class CaptureActions:
    """What the form can do.

    Attributes:
        edit: Takes the name of a field and its new value.
        pick: Takes id and name of a customer.
        search: Opens the search for another customer.
        open_step: Makes room for a next step.
        pick_day: Opens the calendar.
        start_another: Leaves the words found here as a draft and begins another note.
        blur: The person has left the field.
        speak: Speaks a note instead.
        save: Files it.
        keep: Keeps it on this device alone.
        close: Leaves, keeping the draft.
        more: What can be said beside words.
    """

    edit: Callable[[str, str], object]
    pick: Callable[[str, str], object]
    search: Press
    open_step: Press
    pick_day: Press
    start_another: Press
    blur: Press
    speak: Press
    save: Press
    keep: Press
    close: Press
    more: MoreActions | None = None


@dataclass(frozen=True)
class CaptureShown:
    """What the form has to show beside the words themselves.

    Attributes:
        picker: Stands in for everything else while one searches or takes a photo.
        found: When the words found here were kept: "2 minutes ago"; empty for a new note.
        more: What can be said beside words; None for words alone.
        step: Whether a next step has room; `step_ref` is then its field.
        missing: What to do when no customer was chosen.
        problem: Why Save did not work.
    """

    guesses: Sequence[Guess]
    deals: Sequence[DealOption]
    today: date
    picker: ft.Control | None = None
    found: str = ""
    step: bool = False
    step_ref: ft.Ref[ft.TextField] | None = None
    more: MoreShown | None = None
    missing: str = ""
    problem: str = ""


def capture_view(
    words: Catalog, form: CaptureForm, shown: CaptureShown, act: CaptureActions, *, wide: bool
) -> ft.Control:
    """Return the form: who, the words, what follows, Save."""
    forms = ft.Row(
        controls=[
            ft.Container(expand=True, content=_forms(words, form, act)),
            icon_button(
                ft.Icons.MIC_NONE_ROUNDED, words.t("recording.speak"), act.speak, "capture-speak"
            ),
        ]
    )
    head = sheet_head(forms, words.t("capture.close"), act.close)
    if shown.picker:
        # Alone, so that the search gets the keyboard and the room.
        return sheet_layout([inset(shown.picker)], [], head=head, wide=wide)
    body = [_found_line(words, shown.found, act)] if shown.found else []
    body += [_customer(words, form, shown, act), _others(words, form, shown.guesses, act)]
    body.append(
        inset(
            note_field(
                words.t(f"capture.words_{form.form}"),
                form.text,
                partial(act.edit, "text"),
                "capture-text",
                autofocus=True,
                on_blur=act.blur,
            )
        )
    )
    dock: list[ft.Control] = []
    if shown.more and act.more:
        dock += more_lines(words, form, shown.more, act.more)
    if shown.step or form.next_step or form.due_on:
        body.append(_next_step(words, form, shown, act))
        dock.append(_due(words, form, shown.today, act))
    if shown.deals:
        body.append(_deals(words, form, shown.deals, act))
    dock.append(_tools(words, form, shown, act))
    if shown.problem:
        dock.append(inset(banner(shown.problem, "danger", identifier="capture-problem")))
    dock.append(inset(_save(words, form, act)))
    if wide:
        hint = text(words.t("capture.keys"), "caption", theme.INK_SOFT, align=ft.TextAlign.CENTER)
        dock.append(hint)
    return sheet_layout(body, dock, head=head, wide=wide)


def _save(words: Catalog, form: CaptureForm, act: CaptureActions) -> ft.Control:
    """Return Save, and beside it the way to keep the words to oneself once there are some."""
    save = primary_button(words.t("common.save"), act.save, "capture-save")
    keep = icon_button(
        ft.Icons.LOCK_OUTLINE_ROUNDED, words.t("kept.keep"), act.keep, "capture-keep"
    )
    save.expand = True
    parts = photo_buttons(words, act.more) if act.more else []
    parts.append(save)
    return ft.Row(controls=[*parts, keep] if form.text.strip() else parts)


def _forms(words: Catalog, form: CaptureForm, act: CaptureActions) -> ft.Control:
    kinds = [
        Choice("visit", words.t("capture.visit"), ft.Icons.PLACE_OUTLINED),
        Choice("call", words.t("capture.call"), ft.Icons.CALL_OUTLINED),
    ]
    return choice_chips(kinds, form.form, partial(act.edit, "form"), "capture-form")


def _found_line(words: Catalog, found: str, act: CaptureActions) -> ft.Control:
    line = ft.Row(
        spacing=0,
        controls=[
            text(words.t("capture.found", when=found), "small", theme.INK_SOFT, expand=True),
            quiet_button(words.t("capture.another"), act.start_another, "capture-another"),
        ],
    )
    return inset(line)


def _customer(
    words: Catalog, form: CaptureForm, shown: CaptureShown, act: CaptureActions
) -> ft.Control:
    """Return the chosen customer's name and why it was guessed; a tap searches another."""
    name = form.account if form.has_customer else words.t("capture.who")
    lines: list[ft.Control] = [text(name, "title", lines=2)]
    why = next((g.why for g in shown.guesses if g.account_id == form.account_id), "")
    if shown.missing:
        lines.append(text(shown.missing, "small", theme.RED))
    elif form.has_customer and not form.account_id:
        lines.append(text(words.t("capture.new_customer"), "small", theme.INK_SOFT))
    elif why:
        lines.append(text(words.t(f"capture.why_{why}"), "small", theme.INK_SOFT))
    face = ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_12),
        ink=True,
        on_click=act.search,
        content=ft.Row(
            controls=[
                ft.Column(expand=True, spacing=0, tight=True, controls=lines),
                ft.Icon(ft.Icons.UNFOLD_MORE_ROUNDED, size=theme.TEXT_20, color=theme.INK_SOFT),
            ],
        ),
    )
    return ft.Semantics(identifier="capture-customer", button=True, live_region=True, content=face)


def _others(
    words: Catalog, form: CaptureForm, guesses: Sequence[Guess], act: CaptureActions
) -> ft.Control:
    """Return the other guesses; the one just left stands near where the finger was."""
    chips: list[ft.Control] = [
        chip(
            guess.account,
            partial(act.pick, guess.account_id, guess.account),
            f"capture-guess-{guess.account_id}",
        )
        for guess in guesses
        if guess.account_id != form.account_id
    ]
    other = words.t("capture.someone" if guesses else "capture.search")
    chips.append(chip(other, act.search, "capture-other", icon=ft.Icons.SEARCH_ROUNDED))
    return chip_line(chips, "capture-guesses")


def _tools(
    words: Catalog, form: CaptureForm, shown: CaptureShown, act: CaptureActions
) -> ft.Control:
    chips: list[ft.Control] = [
        chip(
            words.t(f"read.{read}"),
            partial(act.edit, "read", "" if read == form.read else read),
            f"capture-read-{read}",
            icon=_READ_ICONS[read],
            selected=read == form.read,
        )
        for read in _READS
    ]
    step = chip(
        words.t("capture.next_step"),
        act.open_step,
        "capture-step",
        selected=bool(form.next_step or form.due_on),
    )
    more = more_chips(words, form, shown.more, act.more) if shown.more and act.more else []
    return chip_line([step, *more, *chips], "capture-tools")


def _next_step(
    words: Catalog, form: CaptureForm, shown: CaptureShown, act: CaptureActions
) -> ft.Control:
    entry = field(
        words.t("capture.step_label"),
        form.next_step,
        partial(act.edit, "next_step"),
        "capture-step-text",
        ref=shown.step_ref,
    )
    return inset(entry)


def _due(words: Catalog, form: CaptureForm, today: date, act: CaptureActions) -> ft.Control:
    def pick(iso: str) -> object:
        return act.edit("due_on", "" if iso == form.due_on else iso)

    chips = day_chips(
        words,
        today,
        due_choices(today),
        form.due_on,
        "capture-due",
        on_pick=pick,
        on_calendar=act.pick_day,
    )
    return chip_line(chips, "capture-due")


def _deals(
    words: Catalog, form: CaptureForm, deals: Sequence[DealOption], act: CaptureActions
) -> ft.Control:
    chips: list[ft.Control] = [
        chip(
            deal.title or words.t("capture.deal_untitled"),
            partial(act.edit, "deal_id", "" if deal.id == form.deal_id else deal.id),
            f"capture-deal-{deal.id}",
            icon=ft.Icons.HANDSHAKE_OUTLINED,
            selected=deal.id == form.deal_id,
        )
        for deal in deals
    ]
    return chip_line(chips, "capture-deals")
