"""Bring in customers, people and deals from another system's files."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

import flet as ft

from app import theme
from app.hooks import App, use_app
from app.i18n.catalog import Catalog
from app.imports.options import ImportOptions
from app.imports.report import ImportReport
from app.imports.text import SourceFile
from app.screens.going import go
from app.screens.import_report import counts_section, files_section, ordered, problem_list
from app.screens.problems import problem_words
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.frames import halves, page_title
from app.widgets.handlers import Press, Take, tagged
from app.widgets.rows import section_header
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import RapportError

Step = Literal["pick", "reading", "preview", "bringing", "report"]
_OnPicked = Callable[[ft.FilePickerResultEvent], Awaitable[None]]
_WIDTH = 640
_UNCLEAR_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Where an import stands.

    Attributes:
        files: What was picked.
        report: What would arrive, or what has.
        day_first: What the person said about dates like 3/4; None for nothing.
        done: Rows done so far.
        total: Rows of all files.
        problem: Why the last step did not work; empty while all is well.
        looking: Whether the rows that want a look are open, on a phone.
    """

    step: Step = "pick"
    files: tuple[SourceFile, ...] = ()
    report: ImportReport = field(default_factory=ImportReport)
    day_first: bool | None = None
    done: int = 0
    total: int = 0
    problem: str = ""
    looking: bool = False

    @property
    def title(self) -> str:
        """Return the key of what stands on top."""
        if self.step in ("preview", "report") and not self.news:
            return "import.nothing"
        return f"import.{self.step}"

    @property
    def unclear_dates(self) -> bool:
        """Whether asking which number is the day would bring more rows in."""
        return self.day_first is not None or any(
            problem.reason == "import.reason.date" and _UNCLEAR_DATE.match(problem.value)
            for problem in self.report.problems
        )

    @property
    def news(self) -> int:
        """How many records are new or changed."""
        return sum(count.added + count.updated for count in self.report.counts)


@dataclass(frozen=True, slots=True)
class ImportActions:
    """What a person can do here.

    Attributes:
        pick: Opens the device's file picker, on the person's own tap.
        day_first: Takes "day" or "month".
        look: Opens the rows that want a look.
        unlook: Closes them.
        done: Leaves for what arrived.
    """

    pick: ft.ClientAction | None
    day_first: Take
    bring_in: Press
    look: Press
    unlook: Press
    done: Press


def import_view(
    words: Catalog, page: ImportPage, actions: ImportActions, *, text_scale: float, wide: bool
) -> ft.Control:
    """Return the step an import stands at.

    Args:
        words: The language.
        page: Where it stands.
        actions: What can be done.
        text_scale: Size of all words.
        wide: Whether the window is a desktop's: rows that want a look stand beside.
    """
    problems = ordered(page.report.problems)
    if problems and page.step in ("preview", "report"):
        if wide:
            listing = _problems(words, page, None, text_scale)
            return halves(_column(_body(words, page, actions)), listing)
        if page.looking:
            return _problems(words, page, actions, text_scale)
    body = _column(_body(words, page, actions, look=bool(problems)))
    if not wide:
        return body
    return ft.Row(
        expand=True,
        alignment=ft.MainAxisAlignment.CENTER,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[ft.Container(width=_WIDTH, content=body)],
    )


def _body(
    words: Catalog, page: ImportPage, actions: ImportActions, *, look: bool = False
) -> list[ft.Control]:
    parts: list[ft.Control] = [page_title(words.t(page.title))]
    if page.problem:
        parts.append(_inset(banner(page.problem, "amber", identifier="import-problem")))
    if page.step == "pick":
        return [*parts, *_pick(words, actions)]
    if page.step in ("reading", "bringing"):
        return [*parts, _working(words, page)]
    return [*parts, *_outcome(words, page, actions, look=look)]


def _pick(words: Catalog, actions: ImportActions) -> list[ft.Control]:
    return [
        _inset(text(words.t("import.why"), "body", theme.INK_SOFT)),
        _inset(_pick_button(words.t("import.choose"), actions, first=True)),
        _inset(text(words.t("import.how"), "small", theme.INK_SOFT)),
    ]


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
    counted = page.step == "bringing" and page.total
    share = page.done / page.total if counted else None
    said = words.t("import.progress", done=words.number(page.done), total=words.number(page.total))
    return _inset(
        ft.Column(
            spacing=theme.SPACE_12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                ft.ProgressBar(value=share, color=theme.PEN, bgcolor=theme.LINE, bar_height=4),
                ft.Semantics(
                    identifier="import-progress",
                    content=text(said if counted else "", "small", theme.INK_SOFT),
                ),
                text(words.t("import.working"), "small", theme.INK_SOFT),
            ],
        )
    )


def _outcome(
    words: Catalog, page: ImportPage, actions: ImportActions, *, look: bool
) -> list[ft.Control]:
    done = page.step == "report"
    parts: list[ft.Control] = [
        _inset(
            ft.Semantics(
                identifier="import-outcome",
                content=text(_summary(words, page), "body", theme.INK_SOFT),
            )
        )
    ]
    buttons: list[ft.Control] = []
    if done or not page.news:
        buttons.append(primary_button(words.t("common.done"), actions.done, "import-done"))
    else:
        buttons.append(primary_button(words.t("import.go"), actions.bring_in, "import-go"))
    if not done:
        buttons.append(_pick_button(words.t("import.choose_others"), actions, first=False))
    parts.append(_inset(ft.Row(wrap=True, spacing=theme.SPACE_8, controls=buttons)))
    if not done and page.unclear_dates:
        parts.append(_dates(words, page, actions))
    if look:
        count = sum(page.report.reasons.values())
        button = quiet_button(
            words.t("import.look", count=count),
            actions.look,
            "import-look",
            icon=ft.Icons.ERROR_OUTLINE_ROUNDED,
        )
        parts.append(
            ft.Container(
                padding=ft.Padding.symmetric(horizontal=theme.SPACE_4),
                content=ft.Row(controls=[button]),
            )
        )
    parts += counts_section(words, page.report, done=done)
    return parts + files_section(words, page.report)


def _summary(words: Catalog, page: ImportPage) -> str:
    if not page.report.files:
        return words.t("import.nothing_read")
    if not page.news:
        return words.t("import.nothing_new")
    key = "import.report_why" if page.step == "report" else "import.preview_why"
    return words.t(key, count=page.news)


def _dates(words: Catalog, page: ImportPage, actions: ImportActions) -> ft.Control:
    chosen = None if page.day_first is None else "day" if page.day_first else "month"
    choices = [Choice(key, words.t(f"import.dates_{key}")) for key in ("day", "month")]
    return _inset(
        ft.Column(
            spacing=theme.SPACE_4,
            tight=True,
            controls=[
                text(words.t("import.dates"), "small_strong"),
                choice_chips(choices, chosen, actions.day_first, "import-dates"),
            ],
        )
    )


def _problems(
    words: Catalog, page: ImportPage, actions: ImportActions | None, text_scale: float
) -> ft.Control:
    report = page.report
    count = sum(report.reasons.values())
    parts: list[ft.Control] = [section_header(words.t("import.look", count=count))]
    if actions:
        back = quiet_button(
            words.t("import.unlook"),
            actions.unlook,
            "import-unlook",
            icon=ft.Icons.ARROW_BACK_ROUNDED,
        )
        parts.insert(0, ft.Row(controls=[back]))
    if count > len(report.problems):
        parts.append(
            _inset(
                text(words.t("import.first", count=len(report.problems)), "small", theme.INK_SOFT)
            )
        )
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[*parts, problem_list(words, ordered(report.problems), text_scale)],
    )


def _inset(control: ft.Control) -> ft.Container:
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        content=control,
    )


def _column(controls: Sequence[ft.Control]) -> ft.Column:
    return ft.Column(
        expand=True,
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[*controls, ft.Container(height=theme.SPACE_48)],
    )


@guarded
def ImportScreen() -> ft.Control:
    """Show an import from the files picked to the report."""
    words, app = use_words(), use_app()
    page, set_page = ft.use_state(ImportPage())

    async def read(files: tuple[SourceFile, ...], day_first: bool | None = None) -> None:  # noqa: FBT001  # as the person said
        set_page(ImportPage("reading", files))
        try:
            report = await app.runtime.preview_import(files, _options(app, day_first))
        except RapportError as error:
            set_page(ImportPage(problem=problem_words(words, error)))
            return
        set_page(ImportPage("preview", files, report, day_first))

    async def picked(event: ft.FilePickerResultEvent) -> None:
        if event.files:
            await read(tuple(source_file(file) for file in event.files))

    async def day_first(key: str) -> None:
        await read(page.files, key == "day")

    def told(done: int, total: int) -> None:
        set_page(lambda old: replace(old, done=done, total=total))

    async def bring_in() -> None:
        set_page(replace(page, step="bringing", problem="", done=0, total=0))
        options = _options(app, page.day_first)
        try:
            report = await app.runtime.bring_in(page.files, options, told)
        except RapportError as error:
            problem = f"{problem_words(words, error)} {words.t('import.partly')}"
            set_page(replace(page, problem=problem))
            return
        set_page(ImportPage("report", page.files, report))

    picker = _use_picker(picked)
    actions = ImportActions(
        ft.PickFiles(
            picker,
            allow_multiple=True,
            with_data=bool(ft.context.page.web),  # elsewhere there is a path to read from
            cancel_upload_on_window_blur=False,
        ),
        day_first,
        bring_in,
        partial(set_page, replace(page, looking=True)),
        partial(set_page, replace(page, looking=False)),
        partial(go, "/deals"),
    )
    return import_view(
        words, page, actions, text_scale=app.state.settings.text_scale, wide=app.state.wide
    )


@dataclass
class _Newest:
    """The handler of the newest render; lives as long as the screen."""

    handler: _OnPicked


def _use_picker(on_result: _OnPicked) -> ft.FilePicker:
    """Return this screen's one picker, which calls the handler of the newest render."""
    newest = ft.use_memo(lambda: _Newest(on_result), [])
    newest.handler = on_result

    async def picked(event: ft.FilePickerResultEvent) -> None:
        await newest.handler(event)

    return ft.use_memo(lambda: ft.FilePicker(on_result=picked), [])


def _options(app: App, day_first: bool | None) -> ImportOptions:  # noqa: FBT001  # as the person said
    currency = app.state.me.currency if app.state.me else ""
    return ImportOptions(currency=currency or ImportOptions().currency, day_first=day_first)


def source_file(file: ft.FilePickerFile) -> SourceFile:
    """Return a picked file: by its path on a device, with its bytes in a browser."""
    if file.path and not file.bytes:
        return SourceFile(file.name, Path(file.path))
    return SourceFile(file.name, bytes(file.bytes or b""))
