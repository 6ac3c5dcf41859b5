"""What an import would do or has done: figures, sums, and every row that wants a look."""

from collections.abc import Callable, Sequence
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.imports.options import table_key
from app.imports.report import FileCount, FileTrouble, ImportReport, KindCount, Problem
from app.imports.table import MAX_COLUMNS
from app.screens.problems import reason_words
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.handlers import Take
from app.widgets.rows import list_row, section_header
from app.widgets.text import money_text, text
from app.widgets.windowed_list import windowed_list

_PROBLEM = 96  # height of a row that wants a look, at text scale 1
_LARGE = 1.3  # text from which its sentences take more lines
_PROBLEM_LARGE = 136
_SYSTEMS = {
    "salesforce": "Salesforce",
    "hubspot": "HubSpot",
    "zoho": "Zoho",
    "pipedrive": "Pipedrive",
    "atomic-crm": "Atomic CRM",
    "salesforce-tree": "Salesforce",
    "vcard": "vCard",
}


def ordered(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return what did not arrive first, then what arrived without a value."""
    return tuple(sorted(problems, key=lambda problem: problem.arrived))


def files_section(words: Catalog, report: ImportReport, opens: Take | None) -> list[ft.Control]:
    """Return what each file was recognised as, or why it was not.

    Args:
        words: The language.
        report: Of a preview or of the import itself.
        opens: Takes a table whose columns are to be looked at; None where that is over.
    """
    rows: list[ft.Control] = [section_header(words.t("import.files"))]
    rows.extend(_trouble_row(words, trouble) for trouble in report.troubles)
    rows.extend(_file_row(words, count, opens) for count in report.files)
    return rows


def _file_row(words: Catalog, count: FileCount, opens: Take | None) -> ft.Control:
    key = count.kind or "nothing"
    what = words.t(f"import.kind.{key}", count=count.rows)
    system = _SYSTEMS.get(count.source, count.table or words.t("import.own_table"))
    said = [words.t("import.columns_cut", most=words.number(MAX_COLUMNS))] if count.cut else []
    if count.left_out:
        said.append(words.t("import.left_out", columns=", ".join(count.left_out)))
    columns = quiet_button(
        words.t("import.recalled" if count.recalled else "import.see_columns"),
        partial(opens or str, table_key(count.file, count.table)),
        f"import-columns-{count.file}-{count.table or key}",
    )
    icon = ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED if count.kind else ft.Icons.HELP_OUTLINE_ROUNDED
    return list_row(
        count.file,
        f"import-file-{count.file}-{count.table or key}",
        subtitle=words.t("import.file", system=system, what=what),
        leading=ft.Icon(icon, color=theme.MOSS if count.kind else theme.AMBER),
        trailing=columns if opens and count.columns else None,
        below=text(" ".join(said), "caption", theme.INK_SOFT, lines=2) if said else None,
    )


def _trouble_row(words: Catalog, trouble: FileTrouble) -> ft.Control:
    return list_row(
        trouble.file,
        f"import-trouble-{trouble.file}",
        leading=ft.Icon(ft.Icons.ERROR_OUTLINE_ROUNDED, color=theme.AMBER),
        below=text(words.t(trouble.key, **trouble.fields), "small", theme.AMBER_INK),
    )


def counts_section(words: Catalog, report: ImportReport, *, done: bool) -> list[ft.Control]:
    """Return the figures of each kind, and the sums of the deals.

    Args:
        words: The language.
        report: Of a preview or of the import itself.
        done: Whether it has happened.
    """
    shown = [count for count in report.counts if count.arrived or count.refused]
    if not shown:
        return []
    title = "import.arrived" if done else "import.would"
    rows: list[ft.Control] = [section_header(words.t(title))]
    rows.extend(_count_row(words, count) for count in shown)
    rows.extend(
        list_row(
            words.t("import.sum"),
            f"import-sum-{currency}",
            trailing=money_text(minor, currency, words),
        )
        for currency, minor in sorted(report.amounts.items())
    )
    missing = [
        words.t(f"import.without_{word}", count=count)
        for word, count in report.unlinked.items()
        if count
    ]
    if missing:
        rows.append(_line(" ".join(missing)))
    return rows


def _count_row(words: Catalog, count: KindCount) -> ft.Control:
    figures = (
        ("added", count.added),
        ("updated", count.updated),
        ("same", count.same),
        ("refused", count.refused),
        ("deleted", count.deleted),
    )
    said = [words.t(f"import.{name}", count=number) for name, number in figures if number]
    total = count.arrived + count.refused
    return list_row(
        words.t(f"import.kind.{count.kind}", count=total),
        f"import-count-{count.kind}",
        subtitle=", ".join(said),
    )


def problem_list(
    words: Catalog,
    problems: tuple[Problem, ...],
    text_scale: float,
    edit: Callable[[Problem], object] | None = None,
) -> ft.Semantics:
    """Return every row that wants a look, however many: takes all the height it gets.

    Args:
        words: The language.
        problems: In the order to show.
        text_scale: Size of all words.
        edit: Opens a row to set it right; None where it cannot be.
    """
    numbered = tuple(enumerate(problems))

    async def fetch(offset: int, limit: int) -> tuple[tuple[int, Problem], ...]:
        return numbered[offset : offset + limit]

    return windowed_list(
        total=len(numbered),
        fetch=fetch,
        row=lambda one: problem_row(words, one[1], edit),
        row_key=lambda one: str(one[0]),
        version=len(numbered),
        identifier="import-problems",
        height=theme.row_height(text_scale, _PROBLEM_LARGE if text_scale > _LARGE else _PROBLEM),
    )


def problem_row(
    words: Catalog, problem: Problem, edit: Callable[[Problem], object] | None = None
) -> ft.Control:
    """Return one row that wants a look: why, what stands there, and where it stands."""
    place = words.t("import.place", file=problem.file, line=words.number(problem.line))
    icon = ft.Icons.INFO_OUTLINE_ROUNDED if problem.arrived else ft.Icons.ERROR_OUTLINE_ROUNDED
    more = 1 if theme.text_scale.factor > _LARGE else 0
    kept = words.t("import.kept" if problem.arrived else "import.not_kept")
    said = ft.Column(
        expand=True,
        spacing=0,
        tight=True,
        controls=[
            text(problem.value or words.t(f"kind.{problem.kind}"), "strong", lines=1),
            text(reason_words(words, problem.reason), "small", lines=2 + more),
            text(
                f"{place if problem.line else problem.file} · {kept}",
                "small",
                theme.INK_SOFT,
                lines=1 + more,
            ),
        ],
    )
    parts: list[ft.Control] = [
        ft.Icon(icon, color=theme.INK_SOFT if problem.arrived else theme.AMBER),
        said,
    ]
    if edit and problem.line:
        fix = words.t("import.fix")
        name = f"import-fix-{problem.line}"
        parts.append(icon_button(ft.Icons.EDIT_OUTLINED, fix, partial(edit, problem), name))
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        content=ft.Row(
            spacing=theme.SPACE_12,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=parts,
        ),
    )


def _line(said: str) -> ft.Control:
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        content=text(said, "small", theme.INK_SOFT),
    )
