"""Small things about deals that lists, board and detail say alike."""

from collections.abc import Iterable, Sequence
from datetime import date

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.deals import DealRow, Total
from app.queries.team import StageOption
from app.widgets.chips import Choice
from app.widgets.menus import Option
from app.widgets.text import date_text, text


def totals_words(words: Catalog, totals: Iterable[Total]) -> str:
    """Return count and sums in one line: "12 deals · €340,000 · $45,000"."""
    totals = tuple(totals)
    count = words.t("deals.count", count=sum(total.deals for total in totals))
    return " · ".join([count, *sums(words, totals)])


def sums(words: Catalog, totals: Iterable[Total]) -> list[str]:
    """Return the sum of each currency in words, largest first."""
    return [words.money(t.amount_minor, t.currency) for t in totals if t.currency]


def day_of(words: Catalog, deal: DealRow, today: date) -> ft.Control:
    """Return when a deal is expected, or when it was closed, as people say it.

    A day that has passed while the deal is open asks to be looked at.
    """
    told = deal.closed_on or deal.expected_on
    if not told:
        return text(words.t("deals.no_date"), "small", theme.INK_SOFT, lines=1)
    day = date.fromisoformat(told)
    late = deal.outcome == "open" and day < today
    return date_text(day, today, words, color=theme.AMBER_INK if late else theme.INK_SOFT)


def read_words(words: Catalog, read: str, confidence: int) -> str:
    """Return a rep's own read of a deal: "Keen, 70 % sure"; empty when they said nothing."""
    said = [words.t(f"read.{read}")] if read else []
    if confidence:
        said.append(words.t("own.sure", percent=confidence))
    return ", ".join(said)


def reason_choices(words: Catalog, reasons: Sequence[str], outcome: str) -> list[Choice]:
    """Return the reasons one may pick from: the team's, or the usual ones while it has none."""
    usual = words.t(f"reasons.usual_{outcome}").split(" · ")
    return [Choice(reason, reason) for reason in reasons or usual]


def pin_mark(words: Catalog, deal: DealRow) -> ft.Control:
    """Return the sign of what this person has pinned, and why where they said so."""
    pin = ft.Icon(ft.Icons.PUSH_PIN_ROUNDED, size=theme.TEXT_16, color=theme.PEN)
    pin.tooltip = words.t("own.pinned_why", why=deal.why) if deal.why else words.t("own.pinned")
    return pin


def waiting_mark(words: Catalog) -> ft.Control:
    """Return the quiet sign of a change that has not gone out yet."""
    mark = ft.Icon(ft.Icons.SCHEDULE_SEND_OUTLINED, size=theme.TEXT_14, color=theme.INK_SOFT)
    mark.tooltip = words.t("deals.waiting")
    return mark


def stage_options(stages: Sequence[StageOption], chosen: str) -> list[Option]:
    """Return every stage as a line of a menu, with its pipeline where there are several.

    Args:
        stages: Of every pipeline.
        chosen: Id of the stage that holds now.
    """
    several = len({stage.pipeline_id for stage in stages}) > 1
    return [
        Option(
            stage.id,
            f"{stage.pipeline} · {stage.name}" if several else stage.name,
            stage.id == chosen,
        )
        for stage in stages
    ]
