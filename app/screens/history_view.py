"""How a history looks: one entry for each time somebody wrote."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.history import Deed, HistoryItem
from app.queries.said import Said
from app.screens.problems import field_words
from app.screens.said_words import said_words
from app.widgets.rows import timeline_item
from app.widgets.text import text
from sync.core.spans import MINUTE_MS

_LATE_MS: Final = 10 * MINUTE_MS
"""So much later than written it has to be said when it reached the team."""

_ICONS: Final = {
    "made": ft.Icons.ADD_ROUNDED,
    "deleted": ft.Icons.DELETE_OUTLINE_ROUNDED,
    "brought_back": ft.Icons.RESTORE_ROUNDED,
    "changed": ft.Icons.EDIT_OUTLINED,
}


_STEMS: Final = {"owner_id": "given", "stage_id": "moved"}
"""Registers whose change has a verb of its own."""


def history_view(
    words: Catalog, items: Sequence[HistoryItem], now: datetime, *, complete: bool
) -> list[ft.Control]:
    """Return the entries, newest first; the thread ends when they are complete."""
    last = len(items) - 1
    return [
        item_view(words, item, now, last=complete and place == last)
        for place, item in enumerate(items)
    ]


def item_view(words: Catalog, item: HistoryItem, now: datetime, *, last: bool) -> ft.Control:
    """Return one entry: who, when, and what was written in words."""
    then = datetime.fromtimestamp(item.written_ms / 1000, tz=now.tzinfo)
    when = text(words.ago(then, now), "small", theme.INK_SOFT)
    when.tooltip = words.exact_moment(then)
    lines = item_lines(words, item, now)
    foot = about_words(words, item, now)
    return timeline_item(
        who_words(words, item),
        when,
        f"history-{item.n}",
        icon=ft.Icons.SWAP_HORIZ_ROUNDED if _given(item) else _ICONS[item.what],
        body="\n".join(lines),
        lines=None,
        footer=text(foot, "small", theme.INK_SOFT) if foot else None,
        last=last,
        key=f"history-{item.n}-{item.stamp}",
    )


def who_words(words: Catalog, item: HistoryItem) -> str:
    """Return who wrote: a name, or the team's server."""
    if item.mine:
        return words.t("history.you")
    return item.who or words.t("history.server")


def item_lines(words: Catalog, item: HistoryItem, now: datetime) -> list[str]:
    """Return what was written, a line for each thing."""
    lines = [words.t(f"history.{item.what}")] if item.what != "changed" else []
    for deed in item.deeds:
        lines.append(_deed_words(words, deed, now, new=item.what == "made"))
        if deed.kept is not None:
            name = deed.keeper or words.t("clash.someone")
            kept = said_words(words, deed.kept, now)
            lines.append(words.t("history.not_kept", name=name, value=kept))
    return lines


def about_words(words: Catalog, item: HistoryItem, now: datetime) -> str:
    """Return on which device, and when it arrived where that was later."""
    said = [item.device] if item.device else []
    if item.arrived_ms - item.written_ms > _LATE_MS:
        arrived = datetime.fromtimestamp(item.arrived_ms / 1000, tz=now.tzinfo)
        said.append(words.t("history.arrived", when=words.ago(arrived, now)))
    return " · ".join(said)


def _deed_words(words: Catalog, deed: Deed, now: datetime, *, new: bool) -> str:
    value = said_words(words, deed.value, now)
    stem = "wrote" if new else _STEMS.get(deed.field, "wrote")
    if deed.value.form == "empty":
        stem = "taken" if stem == "given" else "emptied"
    before = _before(words, deed.before, now)
    key = f"history.{stem}_from" if before else f"history.{stem}"
    name = field_words(words, deed.field)
    return words.t(key, field=name[:1].upper() + name[1:], value=value, before=before)


def _before(words: Catalog, before: Said | None, now: datetime) -> str:
    return said_words(words, before, now) if before else ""


def _given(item: HistoryItem) -> bool:
    return item.what == "changed" and any(deed.field == "owner_id" for deed in item.deeds)
