"""Where an import stands, and what a person can do about it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import flet as ft

from app.imports.journal import Run
from app.imports.mapping import ColumnMapping
from app.imports.options import ImportOptions, table_key
from app.imports.report import FileCount, ImportReport, Problem
from app.imports.text import SourceFile
from app.widgets.handlers import Press, Take

Step = Literal["pick", "reading", "preview", "bringing", "report", "undoing", "undone"]
WORKING: Final[tuple[Step, ...]] = ("reading", "bringing", "undoing")
"""The steps at which something is read or written, and nothing can be tapped."""
Panel = Literal["", "look", "doubts", "columns", "fix"]
_UNCLEAR_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Where an import stands.

    Attributes:
        files: What was picked.
        options: What the person said about them.
        report: What would arrive, or what has.
        done: Rows done so far.
        total: Rows of all files.
        problem: Why the last step did not work; empty while all is well.
        panel: What is open over the summary, or beside it on a desktop.
        table: Whose columns are open, see `table_key`.
        fixing: The row that is set right.
        cells: What stands in it, by header.
        stale: Whether something was said since the files were looked at.
        runs: Earlier imports, newest first.
        run_id: What this import is written down as; empty before it is brought in.
        kept: Records that stayed when it was taken back.
    """

    step: Step = "pick"
    files: tuple[SourceFile, ...] = ()
    options: ImportOptions = field(default_factory=ImportOptions)
    report: ImportReport = field(default_factory=ImportReport)
    done: int = 0
    total: int = 0
    problem: str = ""
    panel: Panel = ""
    table: str = ""
    fixing: Problem | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    stale: bool = False
    runs: tuple[Run, ...] = ()
    run_id: str = ""
    kept: int = 0

    @property
    def title(self) -> str:
        """Return the key of what stands on top."""
        if self.step in ("preview", "report") and not self.news:
            return "import.nothing"
        return f"import.{self.step}"

    @property
    def unclear_dates(self) -> bool:
        """Whether asking which number is the day would bring more rows in."""
        return self.options.day_first is not None or any(
            problem.reason == "import.reason.date" and _UNCLEAR_DATE.match(problem.value)
            for problem in self.report.problems
        )

    @property
    def news(self) -> int:
        """How many records are new or changed."""
        return sum(count.added + count.updated for count in self.report.counts)

    @property
    def count(self) -> FileCount | None:
        """The table whose columns are open."""
        files = self.report.files
        return next((one for one in files if table_key(one.file, one.table) == self.table), None)

    @property
    def mapping(self) -> ColumnMapping:
        """What the open table's columns mean, as said last."""
        if said := self.options.mappings.get(self.table):
            return said
        count = self.count
        columns = {one.key: one.meaning for one in count.columns} if count else {}
        return ColumnMapping(count.kind if count else "", columns)


@dataclass(frozen=True, slots=True)
class ImportActions:
    """What a person can do here.

    Attributes:
        pick: Opens the device's file picker, on the person's own tap.
        day_first: Takes "day" or "month".
        bring_in: Writes what the preview shows.
        open: Opens a panel: "look", "doubts", or a table's columns by its key.
        close: Closes the panel; looks again where something was said in it.
        kind: Takes what the rows of the open table are.
        means: Takes a column and what it means.
        edit: Opens a row to set it right.
        put: Takes a header and what now stands there.
        save: Keeps the row as it is set right.
        same: Takes doubts by their keys, and whether they are the same.
        go_on: Goes on with an earlier import.
        take_back: Takes an import back.
        done: Leaves for what arrived.
    """

    pick: ft.ClientAction | None
    day_first: Take
    bring_in: Press
    open: Take
    close: Press
    kind: Take
    means: Callable[[str, str], object]
    edit: Callable[[Problem], object]
    put: Callable[[str, str], object]
    save: Press
    same: Callable[[Mapping[str, str]], object]
    go_on: Take
    take_back: Take
    done: Press
