"""A customer's card: what is wrong, what to know, how to reach them, and all that is known."""

from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.accounts import AccountCard
from app.queries.unfinished import account_draft
from app.screens.customer_care import (
    adding_row,
    brief_section,
    facts_section,
    inset,
    little_section,
    mood_section,
    problem_banners,
)
from app.screens.customer_sections import (
    CardActions,
    CardShown,
    deals_section,
    people_section,
    steps_section,
)
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.handlers import Press
from app.widgets.text import text


def card_view(
    words: Catalog, card: AccountCard, shown: CardShown, actions: CardActions
) -> list[ft.Control]:
    """Return the parts of the card, top to bottom, for a scroll to hold."""
    parts: list[ft.Control] = [_head(words, card, actions)]
    if card.deleted:
        parts.append(
            inset(
                banner(
                    words.t("customer.gone"),
                    "amber",
                    identifier="customer-gone",
                    action=words.t("customer.restore"),
                    on_action=actions.restore,
                )
            )
        )
    parts.extend(problem_banners(words, card.problems, shown, actions))
    parts.extend(shown.notes.get("head", ()))
    if account_draft(card.id) in shown.unfinished:
        parts.append(
            inset(
                banner(
                    words.t("customer.unfinished"),
                    identifier="customer-unfinished",
                    action=words.t("customer.go_on"),
                    on_action=actions.edit,
                )
            )
        )
    parts.append(inset(shown.editor or _must_know(words, card.must_know, actions)))
    parts.extend(shown.notes.get("must_know", ()))
    parts.extend(brief_section(words, shown))
    parts.append(_reach(words, card, actions))
    parts.extend(mood_section(words, card, shown, actions))
    parts.extend(people_section(words, card.people, shown, actions))
    parts.extend(facts_section(words, card.facts, shown, actions))
    parts.extend(deals_section(words, card.deals, shown, actions))
    parts.extend(steps_section(words, card.next_steps, shown, actions))
    parts.extend(little_section(words, card, shown, actions))
    parts.extend(adding_row(words, card, shown, actions))
    parts.append(_history(words, actions.history))
    return parts


def _head(words: Catalog, card: AccountCard, actions: CardActions) -> ft.Control:
    about = [said for said in (card.industry, card.city) if said]
    if card.owner:
        about.append(words.t("customer.owner", name=card.owner))
    lines: list[ft.Control] = [text(card.name or words.t("customers.unnamed"), "heading", lines=3)]
    if about:
        lines.append(text(" · ".join(about), "small", theme.INK_SOFT, lines=2))
    pen = icon_button(
        ft.Icons.EDIT_OUTLINED, words.t("customer.edit"), actions.edit, "customer-edit"
    )
    return ft.Semantics(
        identifier="customer-head",
        header=True,
        content=ft.Container(
            padding=ft.Padding.only(
                left=theme.SPACE_16,
                right=theme.SPACE_4,
                top=theme.SPACE_8,
                bottom=theme.SPACE_8,
            ),
            content=ft.Row(
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[
                    ft.Column(expand=True, spacing=theme.SPACE_4, tight=True, controls=lines),
                    pen,
                ],
            ),
        ),
    )


def _must_know(words: Catalog, said: str, actions: CardActions) -> ft.Control:
    if not said:
        return ft.Row(
            controls=[
                ft.Container(
                    margin=ft.Margin.only(left=-theme.SPACE_12),
                    content=quiet_button(
                        words.t("customer.must_know_add"),
                        actions.edit_must_know,
                        "must-know",
                        icon=ft.Icons.PUSH_PIN_OUTLINED,
                    ),
                )
            ]
        )
    return ft.Semantics(
        identifier="must-know",
        button=True,
        tooltip=words.t("customer.must_know_change"),
        content=ft.Container(
            bgcolor=theme.AMBER_WASH,
            border_radius=theme.RADIUS_12,
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_16),
            ink=True,
            on_click=actions.edit_must_know,
            content=ft.Row(
                spacing=theme.SPACE_12,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[
                    ft.Icon(ft.Icons.PUSH_PIN_OUTLINED, color=theme.AMBER_INK, size=theme.TEXT_20),
                    text(said, "body", theme.AMBER_INK, expand=True),
                ],
            ),
        ),
    )


def _reach(words: Catalog, card: AccountCard, actions: CardActions) -> ft.Control:
    buttons: list[ft.Control] = []
    if card.phone:
        call = partial(actions.call, card.phone)
        buttons.append(
            quiet_button(
                words.t("customer.call"), call, "customer-call", icon=ft.Icons.CALL_OUTLINED
            )
        )
    if card.email:
        write = partial(actions.write, card.email)
        buttons.append(
            quiet_button(
                words.t("customer.write"), write, "customer-write", icon=ft.Icons.MAIL_OUTLINED
            )
        )
    if actions.drive:
        buttons.append(
            quiet_button(
                words.t("customer.map"),
                actions.drive,
                "customer-map",
                icon=ft.Icons.PLACE_OUTLINED,
            )
        )
    buttons.append(
        quiet_button(
            words.t("today.plan"), actions.plan, "customer-plan", icon=ft.Icons.EVENT_OUTLINED
        )
    )
    buttons.append(
        quiet_button(
            words.t("care.problem_new"),
            partial(actions.problem, ""),
            "problem-new",
            icon=ft.Icons.REPORT_PROBLEM_OUTLINED,
        )
    )
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_4),
        content=ft.Row(spacing=0, run_spacing=0, wrap=True, controls=buttons),
    )


def _history(words: Catalog, on_history: Press) -> ft.Control:
    button = quiet_button(
        words.t("history.title"),
        on_history,
        "customer-history",
        icon=ft.Icons.HISTORY_ROUNDED,
        color=theme.INK_SOFT,
    )
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_4, top=theme.SPACE_8),
        content=ft.Row(controls=[button]),
    )
