"""The steps of an import, as pictures of values."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.imports.journal import Run
from app.screens.import_page import WORKING, ImportActions, ImportPage
from app.screens.import_panels import inset, panel_view
from app.screens.import_report import counts_section, files_section
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.frames import halves, page_title
from app.widgets.handlers import Take, tagged
from app.widgets.rows import list_row, section_header
from app.widgets.text import text

_WIDTH = 640


def import_view(
    words: Catalog, page: ImportPage, actions: ImportActions, *, text_scale: float, wide: bool
) -> ft.Control:
    """Return the step an import stands at.

    Args:
        words: The language.
        page: Where it stands.
        actions: What can be done.
        text_scale: Size of all words.
        wide: Whether the window is a desktop's: what wants a look stands beside.
    """
    body = _column(_body(words, page, actions))
    if page.step in ("preview", "report"):
        panel = panel_view(words, page, actions, text_scale, wide=wide)
        if panel:
            return halves(body, panel) if wide else panel
    if not wide:
        return body
    return ft.Row(
        expand=True,
        alignment=ft.MainAxisAlignment.CENTER,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[ft.Container(width=_WIDTH, content=body)],
    )


def _body(words: Catalog, page: ImportPage, actions: ImportActions) -> list[ft.Control]:
    parts: list[ft.Control] = [page_title(words.t(page.title))]
    if page.problem:
        parts.append(inset(banner(page.problem, "amber", identifier="import-problem")))
    match page.step:
        case "pick":
            return [*parts, *_pick(words, page, actions)]
        case step if step in WORKING:
            return [*parts, _working(words, page)]
        case "undone":
            return [*parts, *_undone(words, page, actions)]
        case _:
            return [*parts, *_outcome(words, page, actions)]


def _pick(words: Catalog, page: ImportPage, actions: ImportActions) -> list[ft.Control]:
    parts: list[ft.Control] = [
        inset(text(words.t("import.why"), "body", theme.INK_SOFT)),
        inset(_pick_button(words.t("import.choose"), actions, first=True)),
        inset(text(words.t("import.how"), "small", theme.INK_SOFT)),
    ]
    if page.runs:
        parts.append(section_header(words.t("import.earlier")))
        parts += [_run(words, run, actions) for run in page.runs]
    return parts


def _run(words: Catalog, run: Run, actions: ImportActions) -> ft.Control:
    """Return an earlier import: what it brought, and what can be done about it."""
    first, more = (run.files[0] if run.files else "", len(run.files) - 1)
    title = words.t("import.and_more", file=first, count=more) if more > 0 else first
    day = words.exact_day(datetime.fromtimestamp(run.started_ms / 1000, UTC).astimezone().date())
    said = {
        "open": words.t(
            "import.run_open", done=words.number(run.done), total=words.number(run.total)
        ),
        "done": words.t(
            "import.run_done", added=words.number(run.added), changed=words.number(run.changed)
        ),
        "undoing": words.t("import.run_undoing"),
        "undone": words.t("import.run_undone"),
    }[run.state]
    can: list[tuple[str, Take]] = []
    if run.state == "open":
        can.append(("go_on", actions.go_on))
    if run.state in ("open", "done", "undoing"):
        can.append(("take_back", actions.take_back))
    buttons: list[ft.Control] = [
        quiet_button(
            words.t(f"import.{name}"), partial(act, run.id), f"import-{name.replace('_', '-')}"
        )
        for name, act in can
    ]
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            list_row(title, f"import-run-{run.id}", subtitle=f"{day} · {said}"),
            ft.Row(spacing=theme.SPACE_8, controls=buttons),
        ],
    )


def _pick_button(label: str, actions: ImportActions, *, first: bool) -> ft.Semantics:
    height = theme.room_for_text(theme.TOUCH)
    if first:
        return tagged(
            "import-pick",
            ft.FilledButton(
                content=label,
                icon=ft.Icons.FOLDER_OPEN_ROUNDED,
                action=actions.pick,
                height=height,
            ),
        )
    return tagged("import-pick", ft.TextButton(content=label, action=actions.pick, height=height))


def _working(words: Catalog, page: ImportPage) -> ft.Control:
    share = page.done / page.total if page.total else None
    key = "import.progress_back" if page.step == "undoing" else "import.progress"
    said = words.t(key, done=words.number(page.done), total=words.number(page.total))
    return inset(
        ft.Column(
            spacing=theme.SPACE_12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                ft.ProgressBar(value=share, color=theme.PEN, bgcolor=theme.LINE, bar_height=4),
                ft.Semantics(
                    identifier="import-progress",
                    content=text(said if page.total else "", "small", theme.INK_SOFT),
                ),
                text(words.t("import.working"), "small", theme.INK_SOFT),
            ],
        )
    )


def _undone(words: Catalog, page: ImportPage, actions: ImportActions) -> list[ft.Control]:
    key = "import.undone_kept" if page.kept else "import.undone_why"
    again = quiet_button(
        words.t("import.again"), partial(actions.go_on, page.run_id), "import-again"
    )
    return [
        inset(
            ft.Semantics(
                identifier="import-outcome",
                content=text(words.t(key, count=page.kept), "body", theme.INK_SOFT),
            )
        ),
        inset(
            ft.Row(
                wrap=True,
                controls=[
                    primary_button(words.t("common.done"), actions.done, "import-done"),
                    again,
                ],
            )
        ),
    ]


def _outcome(words: Catalog, page: ImportPage, actions: ImportActions) -> list[ft.Control]:
    done = page.step == "report"
    parts: list[ft.Control] = [
        inset(
            ft.Semantics(
                identifier="import-outcome",
                content=text(_summary(words, page), "body", theme.INK_SOFT),
            )
        ),
        inset(ft.Row(wrap=True, spacing=theme.SPACE_8, controls=_buttons(words, page, actions))),
    ]
    if not done and page.unclear_dates:
        parts.append(_dates(words, page, actions))
    parts += _looks(words, page, actions)
    parts += counts_section(words, page.report, done=done)
    opens = None if done else actions.open
    return parts + files_section(words, page.report, opens)


def _buttons(words: Catalog, page: ImportPage, actions: ImportActions) -> list[ft.Control]:
    if page.step == "report":
        back = quiet_button(
            words.t("import.take_back"), partial(actions.take_back, page.run_id), "import-take-back"
        )
        done = primary_button(words.t("common.done"), actions.done, "import-done")
        return [done, back] if page.run_id and page.news else [done]
    others = _pick_button(words.t("import.choose_others"), actions, first=False)
    if not page.news:
        return [primary_button(words.t("common.done"), actions.done, "import-done"), others]
    return [primary_button(words.t("import.go"), actions.bring_in, "import-go"), others]


def _looks(words: Catalog, page: ImportPage, actions: ImportActions) -> list[ft.Control]:
    """Return what opens the rows that want a look, and who may be here already."""
    found: list[ft.Control] = []
    doubts = len(page.report.doubts) if page.step == "preview" else 0
    for name, count, icon in (
        ("look", sum(page.report.reasons.values()), ft.Icons.ERROR_OUTLINE_ROUNDED),
        ("doubts", doubts, ft.Icons.PEOPLE_OUTLINE_ROUNDED),
    ):
        if count:
            label = words.t(f"import.{name}", count=count)
            press = partial(actions.open, name)
            found.append(quiet_button(label, press, f"import-{name}", icon=icon))
    return [
        ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_4), content=ft.Row(controls=[one])
        )
        for one in found
    ]


def _summary(words: Catalog, page: ImportPage) -> str:
    if not any(count.kind for count in page.report.files):
        return words.t("import.nothing_read")
    if not page.news:
        return words.t("import.nothing_new")
    key = "import.report_why" if page.step == "report" else "import.preview_why"
    return words.t(key, count=page.news)


def _dates(words: Catalog, page: ImportPage, actions: ImportActions) -> ft.Control:
    first = page.options.day_first
    chosen = None if first is None else "day" if first else "month"
    choices = [Choice(key, words.t(f"import.dates_{key}")) for key in ("day", "month")]
    return inset(
        ft.Column(
            spacing=theme.SPACE_4,
            tight=True,
            controls=[
                text(words.t("import.dates"), "small_strong"),
                choice_chips(choices, chosen, actions.day_first, "import-dates"),
            ],
        )
    )


def _column(controls: Sequence[ft.Control]) -> ft.Column:
    return ft.Column(
        expand=True,
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[*controls, ft.Container(height=theme.SPACE_48)],
    )
