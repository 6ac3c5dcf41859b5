"""What stands around a deal: what comes next, whom one meets, what its words mean."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.deal_page import DealDetail, DealPage, DealStep
from app.queries.team import StageOption
from app.widgets.avatar import avatar
from app.widgets.buttons import icon_button
from app.widgets.handlers import Press, Take, tagged
from app.widgets.rows import list_row, section_header
from app.widgets.text import date_text, text, text_style

_EXPLAINED: Final = ("amount", "expected", "read", "confidence", "parked", "pin")


def steps_view(
    words: Catalog,
    steps: tuple[DealStep, ...],
    today: date,
    on_done: Take,
    notes: Mapping[str, Sequence[ft.Control]],
) -> list[ft.Control]:
    """Return what is promised, soonest first."""
    if not steps:
        return []
    parts: list[ft.Control] = [section_header(words.t("deal.next_steps"))]
    for step in steps:
        parts += [_step(words, step, today, on_done), *notes.get(step.id, ())]
    return parts


def _step(words: Catalog, step: DealStep, today: date, on_done: Take) -> ft.Control:
    day = date.fromisoformat(step.due_on) if step.due_on else None
    late = day is not None and day < today
    tick = icon_button(
        ft.Icons.RADIO_BUTTON_UNCHECKED_ROUNDED,
        words.t("deal.step_done"),
        partial(on_done, step.id),
        f"deal-step-done-{step.id}",
    )
    when = (
        date_text(day, today, words, color=theme.AMBER_INK if late else theme.INK_SOFT)
        if (day)
        else None
    )
    return ft.Semantics(
        identifier=f"deal-step-{step.id}",
        key=step.id,
        content=ft.Container(
            padding=ft.Padding.only(left=theme.SPACE_4, right=theme.SPACE_16),
            content=ft.Row(
                spacing=theme.SPACE_4,
                controls=[
                    tick,
                    text(step.text or words.t("deal.step_unnamed"), "body", expand=True),
                    *([when] if when else []),
                ],
            ),
        ),
    )


def people_view(
    words: Catalog, page: DealPage, deal: DealDetail, on_customer: Press
) -> list[ft.Control]:
    """Return whom one meets at the customer, who decides first."""
    if not page.people:
        return []
    first = sorted(page.people, key=lambda person: person.id != deal.contact_id)
    return [
        section_header(words.t("deal.people")),
        *(
            list_row(
                person.name,
                f"deal-person-{person.id}",
                subtitle=" · ".join(filter(None, (person.title, person.mobile or person.phone)))
                or None,
                leading=avatar(person.name),
                on_press=on_customer,
                key=person.id,
            )
            for person in first
        ),
    ]


def meanings_view(words: Catalog, stages: Sequence[StageOption], pipeline_id: str) -> ft.Control:
    """Return what the team means by each stage, and what the fields are for."""
    own = [stage for stage in stages if stage.pipeline_id == pipeline_id]
    said = [(stage.name, stage.meaning or words.t("means.unsaid")) for stage in own]
    said += [(words.t(f"means.{name}"), words.t(f"means.{name}_why")) for name in _EXPLAINED]
    lines: list[ft.Control] = [
        ft.Text(
            spans=[
                ft.TextSpan(f"{name}  ", style=text_style("small_strong")),
                ft.TextSpan(meaning, style=text_style("small", theme.INK_SOFT)),
            ]
        )
        for name, meaning in said
    ]
    return tagged(
        "deal-meanings",
        ft.Container(
            padding=theme.SPACE_12,
            margin=ft.Margin.only(top=theme.SPACE_8),
            bgcolor=theme.PAPER_SUNK,
            border_radius=theme.RADIUS_12,
            content=ft.Column(spacing=theme.SPACE_8, tight=True, controls=lines),
        ),
    )
