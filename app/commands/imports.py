"""Import the exports of other systems, in small transactions.

Each batch is committed by itself, so nothing freezes and an import that was
cut off is simply run again: what arrived is recognised by the system it came
from and its id there. What each batch wrote is kept with it; see
`app.commands.import_undo`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from app.imports import journal
from app.imports.apply import Applying
from app.imports.doubts import Doubts
from app.imports.draft import Draft, Link
from app.imports.errors import ImportFileError
from app.imports.layouts import ORDER
from app.imports.links import Links
from app.imports.mapping import remember, remembered
from app.imports.namesakes import Namesakes
from app.imports.options import ImportOptions
from app.imports.photos import KeepFile
from app.imports.report import ImportReport, Tally
from app.imports.stages import Stages
from app.imports.survey import (
    Surveyed,
    drafts,
    elsewhere,
    nameless,
    parents_first,
    survey_files,
)
from app.imports.text import SourceFile
from app.imports.writer import ImportWriter, Rehearsal
from sync.client.writer import Writer
from sync.core import permissions
from sync.core.permissions import Actor

Transact = Callable[[], AbstractContextManager[ImportWriter]]
"""Opens a write transaction: `Replica.transaction`."""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import has come.

    Attributes:
        kind: The kind of record being written.
        done: Rows seen so far, of all files.
        total: Rows of all files.
    """

    kind: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where an import is written down.

    Attributes:
        run_id: What it is written down as; empty for not at all.
        keep: Keeps the photos of people; None for not.
    """

    run_id: str = ""
    keep: KeepFile | None = None


NO_LEDGER: Final = Ledger()

_REMEMBERED = ("csv", "excel", "json")
"""Forms of tables that anybody may have made; others always look the same."""

OnProgress = Callable[[ImportProgress], None]


def import_files(
    transact: Transact,
    files: Sequence[SourceFile],
    options: ImportOptions,
    progress: OnProgress | None = None,
    ledger: Ledger = NO_LEDGER,
) -> ImportReport:
    """Bring files in; a second time adds nothing.

    Args:
        transact: Opens a write transaction; called once per batch.
        files: In any order, of one or several systems.
        options: What the person says about them.
        progress: Called after each batch; may raise to stop there.
        ledger: Where it is written down, to be taken back.

    Returns:
        What arrived, and every row that did not with its reason.

    Raises:
        StoreError: If the replica cannot be written; earlier batches stay.
    """
    return _Run(transact, options, progress, ledger).run(files)


def preview(
    connection: Connection,
    actor: Actor,
    files: Sequence[SourceFile],
    options: ImportOptions,
    progress: OnProgress | None = None,
) -> ImportReport:
    """Say what `import_files` would do, and write nothing.

    Args:
        connection: For reading (`Replica.reading`).
        actor: Who would import.
        files: As for `import_files`.
        options: As for `import_files`.
        progress: As for `import_files`.
    """
    rehearsal = Rehearsal(connection, actor)
    return _Run(lambda: nullcontext(rehearsal), options, progress).run(files)


class _Run:
    """One import, from files to report."""

    def __init__(
        self,
        transact: Transact,
        options: ImportOptions,
        progress: OnProgress | None,
        ledger: Ledger = NO_LEDGER,
    ) -> None:
        self._transact = transact
        self._options = options
        self._progress = progress
        self._ledger = ledger
        self._tally = Tally()
        self._applying: dict[str, Applying] = {}
        self._done = 0
        self._total = 0

    def run(self, files: Sequence[SourceFile]) -> ImportReport:
        with self._transact() as writer:
            recalled = remembered(writer.connection)
        found = survey_files(files, self._options, recalled, self._tally)
        self._total = sum(one.rows for one in found)
        sources = tuple(dict.fromkeys(one.source for one in found))
        with self._transact() as writer:
            links = Links.load(writer.connection, elsewhere(found))
            doubts = Doubts(writer.connection) if isinstance(writer, Rehearsal) else None
            for source in sources:
                stages = Stages.load(writer.connection, source)
                made = Applying(source, links, stages, self._tally)
                self._applying[source] = made.told(doubts, self._options.same, self._ledger.keep)
        self._bring(sources, found)
        self._remember(found)
        return self._tally.freeze()

    def _bring(self, sources: Sequence[str], found: Sequence[Surveyed]) -> None:
        for source in sources:
            self._kind(source, [one for one in found if one.source == source], "user")
        for source in sources:
            self._owners(source, found)
            self._stages(source, found)
        for kind in ORDER[1:]:
            # What stands beside something else may be here by then under its own name.
            for beside in (False, True):
                for source in sources:
                    of = [one for one in found if (one.source, one.beside) == (source, beside)]
                    self._kind(source, of, kind)
            if kind == "deal_line":
                for source in sources:
                    with self._transact() as writer:
                        self._applying[source].sum_lines(writer)
                        self._keep(writer)

    def _stages(self, source: str, found: Sequence[Surveyed]) -> None:
        names = [name for one in found if one.source == source for name in one.stages]
        if names:
            with self._transact() as writer:
                self._applying[source].settle_stages(writer, names)
                self._keep(writer)

    def _owners(self, source: str, found: Sequence[Surveyed]) -> None:
        owners: dict[Link, str] = {}
        for one in found:
            if one.source == source:
                owners = dict.fromkeys(one.owners, one.sheet.table.file.name) | owners
        with self._transact() as writer:
            refused = permissions.refusal(writer.actor, "user", "", None, {"role": "rep"})
        if not refused:  # else each row says that its owner is not here
            applying = self._applying[source]
            self._write(applying, iter(applying.owner_drafts(owners)))

    def _kind(self, source: str, sheets: Sequence[Surveyed], kind: str) -> None:
        rows = self._drafts([one for one in sheets if one.kind == kind])
        self._write(self._applying[source], parents_first(rows) if kind == "account" else rows)

    def _write(self, applying: Applying, rows: Iterator[Draft]) -> None:
        while batch := list(islice(rows, self._options.batch)):
            with self._transact() as writer:
                applying.write(writer, batch)
                self._keep(writer)
            self._report(batch[0].kind)

    def _drafts(self, sheets: list[Surveyed]) -> Iterator[Draft]:
        seen: set[str] = set()
        namesakes = self._namesakes(sheets)
        for sheet in sheets:
            try:
                for draft in drafts(sheet, self._tally, namesakes, seen):
                    self._done += 1
                    yield draft
            except ImportFileError as error:  # it changed, or was taken away, since the survey
                self._tally.trouble(sheet.sheet.table.file.name, error)

    def _namesakes(self, sheets: Sequence[Surveyed]) -> Namesakes:
        """Look at all rows without an id before the first of them is written."""
        namesakes = Namesakes()
        for sheet in sheets:
            rows = nameless(sheet)
            with suppress(ImportFileError):  # which is said when its rows are read
                while batch := list(islice(rows, self._options.batch)):
                    with self._transact() as writer:
                        namesakes.look(writer, batch, self._applying[sheet.source].links.erased)
        return namesakes

    def _keep(self, writer: ImportWriter) -> None:
        """Write down what this transaction has written, in it."""
        if self._ledger.run_id and isinstance(writer, Writer):
            journal.keep(writer, self._ledger.run_id, self._at, self._total)

    def _remember(self, found: Sequence[Surveyed]) -> None:
        """Keep what the columns of tables mean, for the next time."""
        with self._transact() as writer:
            for one in found:
                if one.mapping and not one.beside and one.sheet.table.form in _REMEMBERED:
                    remember(writer, one.sheet.table, one.mapping, one.source)

    @property
    def _at(self) -> int:
        return min(self._done, self._total)

    def _report(self, kind: str) -> None:
        if self._progress:
            self._progress(ImportProgress(kind, self._at, self._total))
