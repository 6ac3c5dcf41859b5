"""What happens when a person does something in an import."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from app import importing
from app.commands.import_runs import Brought
from app.hooks import App
from app.i18n.catalog import Catalog
from app.imports.mapping import ColumnMapping, as_kind, meaning
from app.imports.options import ImportOptions, row_key
from app.imports.report import Problem
from app.imports.table import header_key
from app.imports.text import SourceFile
from app.runtime import Told
from app.screens.import_page import WORKING, ImportPage
from app.screens.newest import newest
from app.screens.problems import problem_words
from sync.core.errors import RapportError


class SetPage(Protocol):
    """Puts another page in place, or changes the one there is by then."""

    def __call__(self, page: ImportPage | Callable[[ImportPage], ImportPage], /) -> None:
        """Put it in place."""


@dataclass(frozen=True, slots=True)
class ImportFlow:
    """The handlers of one render; each knows the page that was on screen.

    Attributes:
        app: The window's.
        words: The language.
        page: What is on screen.
        set_page: Puts another in its place.
    """

    app: App
    words: Catalog
    page: ImportPage
    set_page: SetPage

    async def load(self) -> None:
        """Read which imports there were."""
        try:
            runs = await importing.earlier(self.app.runtime)
        except RapportError as error:
            said = problem_words(self.words, error)
            self.set_page(lambda old: replace(old, problem=said))
            return
        self.set_page(lambda old: replace(old, runs=runs))

    async def picked(self, files: tuple[SourceFile, ...]) -> None:
        """Look at other files."""
        me = self.app.state.me
        options = ImportOptions(currency=me.currency) if me and me.currency else ImportOptions()
        await self._look(ImportPage(files=files, options=options))

    async def day_first(self, key: str) -> None:
        """Look again, dates read as said."""
        options = replace(self.page.options, day_first=key == "day")
        await self._look(replace(self.page, options=options))

    async def close(self) -> None:
        """Close what is open; look again where something was said in it."""
        if self.page.stale:
            await self._look(self.page)
        else:
            self.set_page(replace(self.page, panel="", fixing=None))

    async def bring_in(self) -> None:
        """Write what the preview shows."""
        page = self.page
        bring = partial(importing.bring, self.app.runtime, page.files, page.options)
        await self._bring(partial(bring, run_id=page.run_id))

    async def go_on(self, run_id: str) -> None:
        """Go on with an import that stopped, or bring it in again."""
        await self._bring(partial(importing.go_on, self.app.runtime, run_id))

    async def take_back(self, run_id: str) -> None:
        """Take an import back."""
        if self._busy():
            return
        page = replace(self.page, problem="", panel="", done=0, total=0)
        self.set_page(replace(page, step="undoing"))
        try:
            with self._never_stuck():
                kept = await importing.take_back(self.app.runtime, run_id, self._told)
        except RapportError as error:
            said = f"{problem_words(self.words, error)} {self.words.t('import.partly_back')}"
            self.set_page(ImportPage(problem=said))
            await self.load()
            return
        self.set_page(ImportPage("undone", run_id=run_id, kept=kept))

    async def edit(self, problem: Problem) -> None:
        """Open a row to set it right."""
        try:
            cells = await importing.cells_of(self.page.files, problem)
        except RapportError as error:
            self.set_page(replace(self.page, problem=problem_words(self.words, error)))
            return
        said = self.page.options.fixes.get(_key(problem), {})
        shown = {header: said.get(header_key(header), text) for header, text in cells.items()}
        self.set_page(replace(self.page, panel="fix", fixing=problem, cells=shown))

    async def save(self) -> None:
        """Keep the open row as it is set right, and look again."""
        page = self.page
        if page.fixing:
            cells = {header_key(header): value for header, value in page.cells.items()}
            options = page.options.fixed(_key(page.fixing), cells)
            await self._look(replace(page, options=options))

    def open(self, key: str) -> None:
        """Open a panel, or the columns of a table."""
        if key in ("look", "doubts"):
            self.set_page(replace(self.page, panel="look" if key == "look" else "doubts"))
        else:
            self.set_page(replace(self.page, panel="columns", table=key))

    def kind(self, key: str) -> None:
        """Say what the rows of the open table are."""
        self._mapped(lambda old: as_kind(old, "" if key == "-" else key))

    def means(self, column: str, said: str) -> None:
        """Say what a column means."""
        self._mapped(lambda old: meaning(old, column, "" if said == "-" else said))

    def put(self, header: str, value: str) -> None:
        """Take what is typed into a cell."""
        self.set_page(lambda old: replace(old, cells={**old.cells, header: value}))

    def same(self, decided: Mapping[str, str]) -> None:
        """Say who is the same as somebody here."""
        self.set_page(lambda old: replace(old, options=old.options.decided(decided)))

    def _mapped(self, change: Callable[[ColumnMapping], ColumnMapping]) -> None:
        def mapped(old: ImportPage) -> ImportPage:
            options = old.options.mapped(old.table, change(old.mapping))
            return replace(old, options=options, stale=True)

        self.set_page(mapped)

    async def _look(self, page: ImportPage) -> None:
        if self._busy():
            return
        files, options, run_id = page.files, page.options, page.run_id
        self.set_page(ImportPage("reading", files, options, run_id=run_id))
        try:
            with self._never_stuck():
                report = await importing.look(self.app.runtime, files, options, self._told)
        except RapportError as error:
            self.set_page(ImportPage(problem=problem_words(self.words, error)))
            await self.load()
            return
        self.set_page(ImportPage("preview", files, options, report, run_id=run_id))

    async def _bring(self, bring: Callable[[Told], Awaitable[Brought]]) -> None:
        if self._busy():
            return
        page = replace(self.page, problem="", panel="", done=0, total=0)
        self.set_page(replace(page, step="bringing"))
        try:
            with self._never_stuck():
                brought = await bring(self._told)
        except RapportError as error:
            said = f"{problem_words(self.words, error)} {self.words.t('import.partly')}"
            self.set_page(replace(page, problem=said))
            await self.load()
            return
        report, run_id = brought.report, brought.run_id
        self.set_page(ImportPage("report", page.files, page.options, report, run_id=run_id))

    @contextmanager
    def _never_stuck(self) -> Iterator[None]:
        """Go back to what was on screen where something fails that nobody has thought of."""
        try:
            yield
        except RapportError:
            raise  # there are words for it
        except Exception:  # whatever it is: the page must not turn for ever; it is raised again
            self.set_page(replace(self.page, problem=self.words.t("error.unexpected")))
            raise

    def _busy(self) -> bool:
        """Tell whether it reads or writes already: a second tap on the same picture."""
        return newest(self.set_page).step in WORKING

    def _told(self, done: int, total: int) -> None:
        self.set_page(lambda old: replace(old, done=done, total=total))


def _key(problem: Problem) -> str:
    return row_key(problem.file, problem.table, problem.line)
