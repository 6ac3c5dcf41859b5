"""The rules of a suggested order: the team's text, what it favours, and what it was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import flet as ft

from app import theme
from app.commands.terms import set_terms
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.deal_order import Ranking
from app.queries.order_audit import Audit, Leaning, audit, first_deals
from app.queries.order_rules import read_rules
from app.queries.terms import Terms, terms
from app.screens.deals import KINDS
from app.screens.doing import do
from app.screens.drafts import use_draft
from app.screens.me_terms import inset_column
from app.screens.problems import problem_words
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.fields import field
from app.widgets.handlers import tagged
from app.widgets.rows import list_row, section_header
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import RapportError
from sync.core.protocol import HistoryEntry


@dataclass(frozen=True, slots=True)
class Version:
    """The rules as they were written once.

    Attributes:
        at_ms: When, UTC milliseconds.
        who: Id of who wrote them; empty for the team's server.
    """

    stamp: str
    at_ms: int
    who: str
    rules: str


def versions(entries: Sequence[HistoryEntry]) -> tuple[Version, ...]:
    """Return every text the rules have had, newest first, from a team's history."""
    return tuple(
        Version(one.stamp, int(one.stamp[:12], 16), one.user_id, str(one.fields["order_rules"]))
        for one in entries
        if "order_rules" in one.fields
    )


async def read_versions(app: App, team_id: str) -> tuple[Version, ...]:
    """Ask the team's server for all of them.

    Raises:
        RapportError: If it could not be asked.
    """
    found: list[Version] = []
    before = 0
    while True:
        page = await app.runtime.server.history(team_id, before)
        found += versions(page.entries)
        if not page.before:
            return tuple(found)
        before = page.before


@guarded
def RulesSection() -> ft.Control:
    """Hold what is typed, and which earlier rules are looked at."""
    app, words = use_app(), use_words()
    today = app.runtime.now().date()
    agreed = use_query(terms, ["team"]).value or Terms()
    draft = use_draft("team:rules", {"order_rules": agreed.order_rules})
    typed = read_rules(draft.fields["order_rules"], today)
    ranking = Ranking(typed.rules, today)
    found = use_query(partial(audit, ranking=ranking), KINDS, ranking).value or Audit()
    kept, set_kept = ft.use_state(tuple[Version, ...]())
    problem, set_problem = ft.use_state("")

    async def save() -> None:
        command = partial(set_terms, fields={"order_rules": draft.fields["order_rules"]})
        if await do(app, words, draft.filing(command), words.t("shape.saved")):
            await draft.forget()

    async def look_back() -> None:
        try:
            set_kept(await read_versions(app, agreed.team_id))
            set_problem("")
        except RapportError as error:
            set_problem(problem_words(words, error))

    parts: list[ft.Control] = [
        text(words.t("rules.why"), "small", theme.INK_SOFT),
        field(
            words.t("rules.text"),
            draft.fields["order_rules"],
            partial(draft.put, "order_rules"),
            "rules-text",
            hint="+3 overdue\n+2 expected within 14 days\n+1 keen",
            lines=5,
        ),
    ]
    if typed.unread:
        lines = " · ".join(f"“{line}”" for line in typed.unread[:3])
        parts.append(
            banner(words.t("rules.unread", lines=lines), "amber", identifier="rules-unread")
        )
    if draft.changed:
        parts.append(
            ft.Row(
                wrap=True,
                controls=[
                    primary_button(words.t("common.save"), save, "rules-save"),
                    quiet_button(words.t("common.cancel"), draft.forget, "rules-cancel"),
                ],
            )
        )
    if typed.rules:
        parts.append(audit_view(words, found))
    if app.state.me and app.state.me.joined:
        label = words.t("rules.earlier")
        button = quiet_button(label, look_back, "rules-earlier", icon=ft.Icons.HISTORY_ROUNDED)
        parts.append(
            ft.Row([ft.Container(margin=ft.Margin.only(left=-theme.SPACE_12), content=button)])
        )
    if problem:
        parts.append(banner(problem, "amber", identifier="rules-problem"))
    rows: list[ft.Control] = [EarlierRules(one, key=one.stamp) for one in kept]
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[section_header(words.t("rules.title")), inset_column(parts), *rows],
    )


def audit_view(words: Catalog, found: Audit) -> ft.Control:
    """Return what the first deals have more or less often than all: never whose they are."""
    said = [_leaning(words, one, found.looked_at) for one in found.leanings[:6]]
    lines = [
        text(words.t("rules.favours", count=found.looked_at, of=found.of), "small_strong"),
        *(text(one, "small") for one in said or [words.t("rules.even")]),
        text(words.t("rules.outside", count=found.outside), "small", theme.INK_SOFT),
    ]
    return tagged(
        "rules-audit",
        ft.Container(
            padding=theme.SPACE_12,
            bgcolor=theme.PAPER_SUNK,
            border_radius=theme.RADIUS_12,
            content=ft.Column(spacing=theme.SPACE_4, tight=True, controls=list[ft.Control](lines)),
        ),
    )


def _leaning(words: Catalog, one: Leaning, looked_at: int) -> str:
    value = one.value or words.t("rules.nothing_said")
    if one.trait in ("read", "size") and one.value:
        value = words.t(f"{'read' if one.trait == 'read' else 'rules'}.{one.value}")
    return words.t(
        "rules.leaning",
        trait=words.t(f"rules.{one.trait}"),
        value=value,
        first=one.first,
        count=looked_at,
        share=words.percent(one.share),
    )


@guarded
def EarlierRules(version: Version) -> ft.Control:
    """Show one earlier text; a tap shows the order it would make today."""
    app, words = use_app(), use_words()
    open_, set_open = ft.use_state(False)  # noqa: FBT003
    now = app.runtime.now()
    read = partial(first_deals, rules=version.rules if open_ else "", today=now.date())
    deals = use_query(read, KINDS, version.stamp, open_).value or ()
    when = words.ago(datetime.fromtimestamp(version.at_ms / 1000, tz=now.tzinfo), now)
    row = list_row(
        when[:1].upper() + when[1:],
        f"rules-{version.stamp}",
        subtitle=" · ".join(version.rules.split("\n")) or words.t("rules.none"),
        trailing=ft.Icon(ft.Icons.EXPAND_MORE_ROUNDED, color=theme.INK_SOFT),
        on_press=partial(set_open, not open_),
    )
    shown = [
        text(f"{place}. {deal.account or deal.title}   {', '.join(deal.reasons)}", "small", lines=1)
        for place, deal in enumerate(deals, 1)
    ]
    below = inset_column(list[ft.Control](shown) if open_ and version.rules else [])
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[row, *([tagged(f"rules-order-{version.stamp}", below)] if open_ else [])],
    )
