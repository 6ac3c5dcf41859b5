"""Erase a customer for good: the one thing here that no "Undo" follows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from app import theme
from app.commands.erasing import erase_customer, going
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.screens.newest import newest
from app.screens.problems import problem_words
from app.widgets.banner import banner
from app.widgets.buttons import quiet_button
from app.widgets.fields import field
from app.widgets.handlers import Press, Take
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core import schema
from sync.core.errors import RapportError

_TOLD = ("contact", "deal", "visit", "note", "attachment", "follow_up")
"""What is counted by name; all else is counted together."""


@dataclass(frozen=True, slots=True)
class Erasing:
    """What was typed, and what came of it."""

    asked: bool = False
    typed: str = ""
    working: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ErasingActions:
    """What a person can do here."""

    ask: Press
    type: Take
    erase: Press
    cancel: Press


def erasing_view(
    words: Catalog,
    name: str,
    page: Erasing,
    counts: Mapping[str, int],
    actions: ErasingActions,
) -> ft.Control:
    """Return the way to it, or what will go and the name to be typed first."""
    if not page.asked:
        button = quiet_button(
            words.t("erase.ask"),
            actions.ask,
            "erase-ask",
            icon=ft.Icons.DELETE_FOREVER_OUTLINED,
            color=theme.INK_SOFT,
        )
        return ft.Container(
            padding=ft.Padding.only(left=theme.SPACE_4), content=ft.Row(controls=[button])
        )
    said = " · ".join(going_words(words, counts))
    parts: list[ft.Control] = [
        text(words.t("erase.title", name=name), "strong"),
        ft.Semantics(identifier="erase-going", content=text(said, "body")),
        text(words.t("erase.why"), "small", theme.INK_SOFT),
        field(
            words.t("erase.type", name=name),
            page.typed,
            actions.type,
            "erase-name",
            on_submit=actions.erase,
        ),
    ]
    if page.problem:
        parts.append(banner(page.problem, "amber", identifier="erase-problem"))
    parts.append(
        ft.Row(
            wrap=True,
            controls=[
                quiet_button(
                    words.t("erase.go"),
                    actions.erase,
                    "erase-go",
                    icon=ft.Icons.DELETE_FOREVER_OUTLINED,
                    color=theme.RED_INK,
                ),
                quiet_button(words.t("common.cancel"), actions.cancel, "erase-cancel"),
            ],
        )
    )
    return ft.Container(
        margin=ft.Margin.all(theme.SPACE_16),
        padding=theme.SPACE_16,
        border_radius=theme.RADIUS_12,
        bgcolor=theme.RED_WASH,
        content=ft.Column(
            spacing=theme.SPACE_12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=parts,
        ),
    )


def going_words(words: Catalog, counts: Mapping[str, int]) -> list[str]:
    """Say what would go: "4 people", "3 deals", "12 others"."""
    told = [words.t(f"erase.{kind}", count=counts[kind]) for kind in _TOLD if counts.get(kind)]
    others = {*schema.RECORDS} - {*_TOLD, "account"}
    rest = sum(counts.get(kind, 0) for kind in others)
    more = counts.get("account", 1) - 1
    if more > 0:
        told.insert(0, words.t("erase.account", count=more))
    return [*told, words.t("erase.rest", count=rest)] if rest or not told else told


@guarded
def EraseCustomer(account_id: str, name: str) -> ft.Control:
    """Let an admin erase a customer, once they have read what goes and typed its name.

    Args:
        account_id: The customer.
        name: Its name.
    """
    words, app = use_words(), use_app()
    page, set_page = ft.use_state(Erasing())
    asked = partial(going, account_id=account_id if page.asked else "")
    counts = use_query(asked, [], account_id, page.asked)

    def ask() -> None:
        set_page(Erasing(asked=True))

    def typed(said: str) -> None:
        set_page(lambda old: replace(old, typed=said, problem=""))

    async def erase() -> None:
        now = newest(set_page)
        if now.working:
            return
        if now.typed.strip().casefold() != name.strip().casefold():
            problem = words.t("erase.differs", name=name)
            set_page(lambda old: replace(old, problem=problem))
            return
        set_page(lambda old: replace(old, working=True))
        flet_page = ft.context.page
        try:
            await app.runtime.run(partial(erase_customer, account_id=account_id))
            await app.runtime.moving.scrub()
        except RapportError as error:
            problem = problem_words(words, error)
            set_page(lambda old: replace(old, working=False, problem=problem))
            return
        app.runtime.announce(schema.RECORDS)
        joined = bool(app.state.me and app.state.me.joined)
        said = words.t("erase.done_team" if joined else "erase.done", name=name)
        flet_page.show_dialog(snackbar(said, wide=app.state.wide))
        await flet_page.push_route("/customers")

    def cancel() -> None:
        set_page(Erasing())

    if app.state.me is None or app.state.me.role != "admin":
        return ft.Container()
    actions = ErasingActions(ask, typed, erase, cancel)
    return erasing_view(words, name, page, counts.value or {}, actions)
