"""What can be said about an import before it happens: columns, doubts, single rows."""

from collections.abc import Sequence
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.imports.mapping import KINDS, MEANINGS, ColumnView
from app.imports.report import Doubt
from app.imports.table import header_key
from app.screens.import_page import ImportActions, ImportPage
from app.screens.import_report import ordered, problem_list
from app.screens.problems import reason_words
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.fields import field
from app.widgets.menus import Option, menu_chip
from app.widgets.rows import section_header
from app.widgets.text import text
from app.widgets.windowed_list import windowed_list

_DOUBT = 128  # height of somebody who may be here, at text scale 1
_LEFT_OUT = "-"
_TALL = 4  # lines of a cell that has some


def panel_view(
    words: Catalog, page: ImportPage, actions: ImportActions, text_scale: float, *, wide: bool
) -> ft.Control | None:
    """Return the open panel; on a desktop something always stands beside the summary.

    Args:
        words: The language.
        page: Where the import stands.
        actions: What can be done.
        text_scale: Size of all words.
        wide: Whether the window is a desktop's.
    """
    panel = page.panel
    if wide and not panel:
        panel = "look" if page.report.problems else "doubts" if _doubts(page) else ""
    match panel:
        case "columns":
            return _columns(words, page, actions)
        case "fix":
            return _fix(words, page, actions)
        case "doubts":
            return _doubtful(words, page, actions, text_scale, back=bool(page.panel))
        case "look":
            return _look(words, page, actions, text_scale, back=bool(page.panel))
        case _:
            return None


def _doubts(page: ImportPage) -> Sequence[Doubt]:
    return page.report.doubts if page.step == "preview" else ()


def _back(words: Catalog, actions: ImportActions) -> ft.Control:
    label = words.t("import.unlook")
    icon = ft.Icons.ARROW_BACK_ROUNDED
    return ft.Row(controls=[quiet_button(label, actions.close, "import-unlook", icon=icon)])


def _look(
    words: Catalog, page: ImportPage, actions: ImportActions, text_scale: float, *, back: bool
) -> ft.Control:
    report = page.report
    count = sum(report.reasons.values())
    parts: list[ft.Control] = [_back(words, actions)] if back else []
    parts.append(section_header(words.t("import.look", count=count)))
    parts.append(inset(text(words.t("import.look_why"), "small", theme.INK_SOFT)))
    if count > len(report.problems):
        first = words.t("import.first", count=len(report.problems))
        parts.append(inset(text(first, "small", theme.INK_SOFT)))
    listing = problem_list(words, ordered(report.problems), text_scale, actions.edit)
    return _filled([*parts, listing])


def _fix(words: Catalog, page: ImportPage, actions: ImportActions) -> ft.Control:
    problem = page.fixing
    if problem is None:
        return ft.Container()
    said = f"{reason_words(words, problem.reason)} {problem.value}"
    place = words.t("import.place", file=problem.file, line=words.number(problem.line))
    fields: list[ft.Control] = [
        field(
            header,
            value,
            partial(actions.put, header),
            f"import-cell-{header_key(header)}",
            lines=_TALL if "\n" in value else 1,  # on one line they would run into each other
        )
        for header, value in _offending_first(page)
    ]
    form = ft.Column(
        expand=True,
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            section_header(words.t("import.fix")),
            inset(banner(said.strip(), "amber", identifier="import-fix-why")),
            inset(text(place, "small", theme.INK_SOFT)),
            *(inset(one) for one in fields),
        ],
    )
    save = primary_button(words.t("import.fix_save"), actions.save, "import-fix-save")
    return _filled([_back(words, actions), form, inset(save)])


def _offending_first(page: ImportPage) -> list[tuple[str, str]]:
    """Put the cell that was complained of on top, then what is filled in."""
    wrong = page.fixing.value if page.fixing else ""
    cells = list(page.cells.items())
    return sorted(cells, key=lambda cell: (cell[1] != wrong or not wrong, False))


def _columns(words: Catalog, page: ImportPage, actions: ImportActions) -> ft.Control:
    count, mapping = page.count, page.mapping
    if count is None:
        return ft.Container()
    kinds = [Choice(kind, words.t(f"import.is.{kind}")) for kind in KINDS]
    kinds.append(Choice(_LEFT_OUT, words.t("import.is.nothing")))
    rows = [
        _column(words, one, mapping.columns.get(one.key, ""), mapping.kind, actions)
        for one in count.columns
    ]
    name = f"{count.file}, {count.table}" if count.table else count.file
    again = words.t("import.look_again" if page.stale else "import.unlook")
    return ft.Column(
        expand=True,
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            _back(words, actions),
            section_header(words.t("import.columns", table=name)),
            inset(text(words.t("import.columns_why"), "small", theme.INK_SOFT)),
            inset(text(words.t("import.each_row"), "small_strong")),
            inset(choice_chips(kinds, mapping.kind or _LEFT_OUT, actions.kind, "import-kind")),
            *(rows if mapping.kind else []),
            inset(primary_button(again, actions.close, "import-columns-done")),
            ft.Container(height=theme.SPACE_48),
        ],
    )


def _column(
    words: Catalog, column: ColumnView, meaning: str, kind: str, actions: ImportActions
) -> ft.Control:
    choices = [("", _LEFT_OUT), *((one, one) for one in MEANINGS.get(kind, ()))]
    options = [Option(key, meaning_words(words, one), one == meaning) for one, key in choices]
    chip = menu_chip(
        meaning_words(words, meaning),
        options,
        partial(actions.means, column.key),
        f"import-means-{column.key}",
        name=words.t("import.means", column=column.header),
        selected=bool(meaning),
    )
    samples = " · ".join(column.samples)
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        border=ft.Border.only(bottom=ft.BorderSide(width=1, color=theme.LINE)),
        content=ft.Row(
            spacing=theme.SPACE_12,
            controls=[
                ft.Column(
                    expand=True,
                    spacing=2,
                    tight=True,
                    controls=[
                        text(column.header, "strong", lines=1),
                        text(
                            samples or words.t("import.no_samples"),
                            "small",
                            theme.INK_SOFT,
                            lines=1,
                        ),
                    ],
                ),
                chip,
            ],
        ),
    )


def meaning_words(words: Catalog, meaning: str) -> str:
    """Return what a column means, in words."""
    return words.t(f"import.means.{meaning.replace('#', '_id') or 'nothing'}")


def _doubtful(
    words: Catalog, page: ImportPage, actions: ImportActions, text_scale: float, *, back: bool
) -> ft.Control:
    doubts = page.report.doubts
    same = {doubt.key: doubt.here_id for doubt in doubts}
    every = quiet_button(words.t("import.all_same"), partial(actions.same, same), "import-all-same")
    parts: list[ft.Control] = [_back(words, actions)] if back else []
    parts += [
        section_header(words.t("import.doubts", count=len(doubts))),
        inset(text(words.t("import.doubts_why"), "small", theme.INK_SOFT)),
        ft.Row(controls=[every]),
    ]
    decided = page.options.same

    async def fetch(offset: int, limit: int) -> tuple[Doubt, ...]:
        return doubts[offset : offset + limit]

    listing = windowed_list(
        total=len(doubts),
        fetch=fetch,
        row=lambda doubt: _doubt(words, doubt, actions, same=bool(decided.get(doubt.key))),
        row_key=lambda doubt: doubt.key,
        version=hash(tuple(sorted(decided.items()))),
        identifier="import-doubts",
        height=theme.row_height(text_scale, _DOUBT),
    )
    return _filled([*parts, listing])


def _doubt(words: Catalog, doubt: Doubt, actions: ImportActions, *, same: bool) -> ft.Control:
    choices = [
        Choice("new", words.t("import.as_new")),
        Choice("same", words.t("import.same_as", name=doubt.here)),
    ]

    def chosen(key: str) -> object:
        return actions.same({doubt.key: doubt.here_id if key == "same" else ""})

    place = words.t("import.place", file=doubt.file, line=words.number(doubt.line))
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        content=ft.Column(
            spacing=2,
            tight=True,
            controls=[
                text(doubt.name, "strong", lines=1),
                text(place, "small", theme.INK_SOFT, lines=1),
                choice_chips(
                    choices, "same" if same else "new", chosen, f"import-doubt-{doubt.line}"
                ),
            ],
        ),
    )


def inset(control: ft.Control) -> ft.Container:
    """Return a control with the page's edges around it."""
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        content=control,
    )


def _filled(controls: list[ft.Control]) -> ft.Column:
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=controls,
    )
