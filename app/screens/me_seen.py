"""What a rep's manager sees: their own records, and what never leaves the device."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.seen import Seen, SeenDeals, SeenPage, SeenRow, seen_page
from app.runtime import EVERYTHING
from app.screens.deal_row import ROW, deal_row
from app.screens.deal_words import waiting_mark
from app.screens.going import go
from app.screens.problems import problem_words
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.frames import halves, page_title
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row, section_header
from app.widgets.safety import guarded
from app.widgets.states import Patience
from app.widgets.text import Role, text
from app.widgets.words import use_words
from sync.core.errors import RapportError

NEVER_SENT: Final = {
    "place": ft.Icons.LOCATION_OFF_OUTLINED,
    "looking": ft.Icons.VISIBILITY_OFF_OUTLINED,
    "typing": ft.Icons.KEYBOARD_OUTLINED,
    "keeping": ft.Icons.LOCK_OUTLINE_ROUNDED,
    "correcting": ft.Icons.BACKSPACE_OUTLINED,
    "letting_go": ft.Icons.CHECK_ROUNDED,
}
"""What stays on the device, each with its sign."""

ALONG: Final = {
    "when": ft.Icons.HISTORY_ROUNDED,
    "corrected": ft.Icons.EDIT_OUTLINED,
    "server": ft.Icons.DNS_OUTLINED,
    "counting": ft.Icons.INSIGHTS_OUTLINED,
}
"""What goes along with the records, said as plainly."""

_FEW: Final = 5
_MANY: Final = 100


@dataclass(frozen=True)
class SeenShown:
    """What the screen shows.

    Attributes:
        now: The present moment.
        height: Of a deal's row.
        problem: Why they could not be read again; empty when all is well.
    """

    page: SeenPage
    now: datetime
    height: int = ROW
    problem: str = ""


@guarded
def SeenScreen(on_back: Press) -> ft.Control:
    """Read this person's own records and show them."""
    app, words = use_app(), use_words()
    unfolded, set_unfolded = ft.use_state(frozenset[str]())
    me = app.state.me
    user_id = me.id if me else ""

    most = dict.fromkeys(unfolded, _MANY)
    query = partial(seen_page, user_id=user_id, most=most, few=_FEW)
    loaded = use_query(query, EVERYTHING, user_id, unfolded)

    def unfold(kind: str) -> None:
        set_unfolded(lambda was: was | {kind})

    if loaded.value is None:
        return _unread(words, loaded.error, on_back) if loaded.error else Patience()
    shown = SeenShown(
        loaded.value,
        app.runtime.now(),
        theme.row_height(app.state.settings.text_scale, ROW),
        problem_words(words, loaded.error) if loaded.error else "",
    )
    return seen_view(words, shown, on_back, unfold, wide=app.state.wide)


def seen_view(
    words: Catalog, shown: SeenShown, on_back: Press, on_unfold: Take, *, wide: bool
) -> ft.Control:
    """Return the screen: on a desktop what stays on the device stands beside the records.

    Args:
        words: The language.
        shown: What to show.
        on_back: Goes back to the tab.
        on_unfold: Shows more of a kind.
        wide: Whether the window is a desktop's.
    """
    top = _top(words, on_back)
    why = _line(words.t("seen.why"), "body", theme.INK)
    if shown.problem:
        top.append(banner(shown.problem, "amber", identifier="seen-problem"))
    kept = _points(words, "never", NEVER_SENT)
    along = _points(words, "along", ALONG)
    records = _records(words, shown, on_unfold)
    if wide:
        return _tagged(halves(_column([*top, why, *records]), _column([*kept, *along])))
    return _tagged(_column([*top, why, *kept, *records, *along]))


def _top(words: Catalog, on_back: Press) -> list[ft.Control]:
    back = icon_button(ft.Icons.ARROW_BACK_ROUNDED, words.t("common.back"), on_back, "seen-back")
    return [
        ft.Container(padding=theme.SPACE_4, content=ft.Row(controls=[back])),
        page_title(words.t("seen.title")),
    ]


def _unread(words: Catalog, error: RapportError, on_back: Press) -> ft.Control:
    note = banner(problem_words(words, error), "danger", identifier="seen-problem")
    return _tagged(
        _column([*_top(words, on_back), ft.Container(padding=theme.SPACE_16, content=note)])
    )


def _tagged(content: ft.Control) -> ft.Semantics:
    return ft.Semantics(identifier="seen", expand=True, content=content)


def _column(controls: Sequence[ft.Control]) -> ft.Control:
    return ft.ListView(
        expand=True, padding=ft.Padding.only(bottom=theme.SPACE_48), controls=list(controls)
    )


def _line(said: str, role: Role = "small", color: ft.ColorValue = theme.INK_SOFT) -> ft.Container:
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, bottom=theme.SPACE_8),
        content=text(said, role, color),
    )


def _points(words: Catalog, name: str, points: Mapping[str, ft.IconData]) -> list[ft.Control]:
    parts: list[ft.Control] = [section_header(words.t(f"seen.{name}"))]
    for key, icon in points.items():
        parts.append(
            ft.Semantics(
                identifier=f"seen-{name}-{key}",
                content=ft.Container(
                    padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
                    content=ft.Row(
                        spacing=theme.SPACE_16,
                        vertical_alignment=ft.CrossAxisAlignment.START,
                        controls=[
                            ft.Icon(icon, color=theme.INK_SOFT, size=theme.TEXT_20),
                            text(words.t(f"seen.{name}_{key}"), "body", expand=True),
                        ],
                    ),
                ),
            )
        )
    return parts


def _records(words: Catalog, shown: SeenShown, on_unfold: Take) -> list[ft.Control]:
    deals, today = shown.page.deals, shown.now.date()
    rows: list[ft.Control] = [
        deal_row(words, deal, today, on_open=partial(go, f"/deals/{deal.id}"), height=shown.height)
        for deal in deals.rows
    ]
    parts = _section(words, "deal", deals, rows, on_unfold)
    for kind, found in shown.page.records.items():
        parts += _section(
            words, kind, found, [_row(words, kind, one, shown.now) for one in found.rows], on_unfold
        )
    if shown.page.empty:
        parts.append(_line(words.t("seen.nothing")))
    return parts


def _section(
    words: Catalog,
    kind: str,
    found: Seen | SeenDeals,
    rows: list[ft.Control],
    on_unfold: Take,
) -> list[ft.Control]:
    """Return what there is of a kind under its count; nothing where there is none."""
    if not found.count:
        return []
    parts: list[ft.Control] = [
        ft.Semantics(
            identifier=f"seen-{kind}",
            content=section_header(words.t(f"seen.{kind}", count=found.count)),
        )
    ]
    if found.private:
        alike = found.private == found.count
        key = "seen.all_private" if alike else "seen.private"
        parts.append(_line(words.t(key, count=found.private)))
    parts += rows
    left = found.count - len(rows)
    if left and len(rows) < _MANY:
        more = quiet_button(
            words.t("seen.more", count=left), partial(on_unfold, kind), f"seen-{kind}-more"
        )
        pad = ft.Padding.symmetric(horizontal=theme.SPACE_4)
        parts.append(ft.Container(padding=pad, content=ft.Row(controls=[more])))
    elif left:
        parts.append(_line(words.t("me.more_waiting", count=left)))
    return parts


def _row(words: Catalog, kind: str, row: SeenRow, now: datetime) -> ft.Control:
    then = datetime.fromtimestamp(row.at_ms / 1000, tz=now.tzinfo)
    said = [words.t(f"seen.form_{row.form}")]
    if row.due_on:
        said.append(words.day(date.fromisoformat(row.due_on), now.date()))
    elif row.at_ms and row.form != "done":
        said.append(words.ago(then, now) if then <= now else words.day(then.date(), now.date()))
    if row.private and kind != "follow_up":
        said.append(words.t("deal.not_shared"))
    below = text(row.text, "small", theme.INK, lines=2) if row.text else None
    return list_row(
        row.account or words.t("seen.no_customer"),
        f"seen-row-{row.id}",
        subtitle=" · ".join(said),
        below=below,
        trailing=waiting_mark(words) if row.waiting else None,
        on_press=partial(go, row.path) if row.path else None,
        key=row.id,
    )
