"""What the new-deal form and the editing in place ask with: amount, stage, day."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.i18n.currency import COMMON
from app.queries.team import StageOption
from app.screens.days import day_chips, expected_choices
from app.screens.deal_words import stage_options
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.chips import chip
from app.widgets.fields import field
from app.widgets.handlers import Press, Take
from app.widgets.menus import Option, menu_chip
from app.widgets.text import text


def labelled(label: str, control: ft.Control) -> ft.Column:
    """Return a control under the quiet words that say what it asks."""
    return ft.Column(
        spacing=theme.SPACE_4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[text(label, "caption", theme.INK_SOFT), control],
    )


def amount_input(
    words: Catalog,
    typed: str,
    currency: str,
    *,
    on_type: Take,
    on_currency: Take,
    error: str | None = None,
    autofocus: bool = False,
    on_submit: Press | None = None,
    label: str = "",
    identifier: str = "deal-amount",
) -> ft.Control:
    """Return the field of an amount and its currency, one register, one line.

    Args:
        words: The language.
        typed: The amount so far.
        currency: ISO 4217 code.
        on_type: Called with the text at every key.
        on_currency: Called with the code chosen.
        error: What is wrong with the amount.
        autofocus: Take the keyboard at once.
        on_submit: Called on Enter.
        label: What is asked; the deal's amount when left out.
        identifier: Name for tests.
    """
    codes = dict.fromkeys([currency, *COMMON])
    entry = field(
        label or words.t("deal.amount"),
        typed,
        on_type,
        identifier,
        hint=words.t("deal.amount_hint"),
        error=error,
        keyboard=ft.KeyboardType.TEXT,
        autofocus=autofocus,
        on_submit=on_submit,
    )
    choice = menu_chip(
        currency,
        [Option(code, code, code == currency) for code in codes],
        on_currency,
        "deal-currency" if identifier == "deal-amount" else f"{identifier}-currency",
        name=words.t("deal.currency"),
    )
    return ft.Row(
        spacing=theme.SPACE_8,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Container(expand=True, content=entry),
            ft.Container(padding=ft.Padding.only(top=theme.SPACE_4), content=choice),
        ],
    )


def stage_strip(
    words: Catalog,
    stages: Sequence[StageOption],
    stage_id: str,
    pipeline_id: str,
    on_stage: Take | None,
) -> ft.Control:
    """Return every stage of the pipeline to tap, and a menu of the other pipelines' stages.

    Args:
        words: The language.
        stages: Of every pipeline.
        stage_id: The one it is in.
        pipeline_id: The pipeline it is in.
        on_stage: Called with the id of the stage tapped; None when it may not be moved.
    """
    own = [stage for stage in stages if stage.pipeline_id == pipeline_id]
    others = [stage for stage in stages if stage.pipeline_id != pipeline_id]
    if on_stage is None:
        named = next((stage.name for stage in stages if stage.id == stage_id), "")
        return text(named or words.t("deals.no_stage"), "strong")
    chips: list[ft.Control] = []
    for stage in own:
        face = chip(
            stage.name,
            partial(on_stage, stage.id),
            f"deal-stage-{stage.id}",
            selected=stage.id == stage_id,
        )
        face.tooltip = stage.meaning or None
        chips.append(face)
    if others:
        chips.append(
            menu_chip(
                words.t("deal.other_pipeline") if own else words.t("deals.no_stage"),
                stage_options(others, stage_id),
                on_stage,
                "deal-stage-other",
                name=words.t("deals.move"),
            )
        )
    return ft.Row(wrap=True, spacing=theme.SPACE_8, run_spacing=0, controls=chips)


def editor(
    words: Catalog,
    asked: ft.Control,
    on_save: Press,
    on_cancel: Press,
    identifier: str = "deal",
) -> ft.Column:
    """Return what is asked in place, with the way out and the way back."""
    return ft.Column(
        spacing=theme.SPACE_8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            asked,
            ft.Row(
                wrap=True,
                controls=[
                    primary_button(words.t("common.save"), on_save, f"{identifier}-save"),
                    quiet_button(words.t("common.cancel"), on_cancel, f"{identifier}-cancel"),
                ],
            ),
        ],
    )


def expected_input(
    words: Catalog,
    today: date,
    chosen: str,
    on_pick: Take,
    *,
    on_calendar: Press,
    on_cancel: Press | None = None,
) -> ft.Column:
    """Return the choice of the day a deal is expected to close on.

    Args:
        words: The language.
        today: The day to count from.
        chosen: ISO date chosen so far; empty for none.
        on_pick: Called with an ISO date, or "" for none.
        on_calendar: Opens the calendar.
        on_cancel: Leaves it as it is; for editing in place.
    """
    offered = expected_choices(today)
    chips = day_chips(
        words, today, offered, chosen, "deal-expected", on_pick=on_pick, on_calendar=on_calendar
    )
    if chosen:
        chips.append(chip(words.t("day.none"), partial(on_pick, ""), "deal-expected-none"))
    if on_cancel:
        chips.append(quiet_button(words.t("common.cancel"), on_cancel, "deal-expected-cancel"))
    row = ft.Row(wrap=True, spacing=theme.SPACE_8, run_spacing=0, controls=chips)
    return labelled(words.t("deal.expected"), row)
