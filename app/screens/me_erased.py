"""What was erased for good, as an admin may have to show: when, by whom and how much."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

import flet as ft

from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.erased import ErasedRow, erased
from app.runtime import BOOKKEEPING
from app.screens.deal_words import waiting_mark
from app.widgets.rows import list_row, section_header
from app.widgets.safety import guarded
from app.widgets.words import use_words


def erased_section(words: Catalog, rows: Sequence[ErasedRow], zone: tzinfo | None) -> ft.Control:
    """Return a line for each erasing; nothing where there was none."""
    if not rows:
        return ft.Container()
    parts: list[ft.Control] = [section_header(words.t("erased.section"))]
    parts.extend(_row(words, row, zone) for row in rows)
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )


def _row(words: Catalog, row: ErasedRow, zone: tzinfo | None) -> ft.Control:
    then = datetime.fromtimestamp(row.at_ms / 1000, tz=zone)
    told = [
        words.exact_day(then.date()),
        row.by or words.t("erased.somebody"),
        words.t("erased.records", count=row.records),
    ]
    return list_row(
        words.t("erased.customers", count=row.customers),
        f"erased-{row.id}",
        subtitle=" · ".join(told),
        trailing=waiting_mark(words) if row.waiting else None,
        key=row.id,
    )


@guarded
def ErasedSection() -> ft.Control:
    """Show an admin the receipts once they are read."""
    words, app = use_words(), use_app()
    found = use_query(erased, ["erasure", "user", BOOKKEEPING])
    me = app.state.me
    if me is None or me.role != "admin" or not found.value:
        return ft.Container()
    return erased_section(words, found.value, app.runtime.now().tzinfo)
