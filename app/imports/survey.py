"""Read files once before anything is written: what they are, and their habits.

The second reading then makes drafts row by row, so that a file of any length
takes the memory of a row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from app.imports.amounts import decimal_mark
from app.imports.dates import day_first
from app.imports.draft import LINKED_KIND, Draft, Habits, Link, Reader, RowError, draft_of
from app.imports.errors import ImportFileError, UnknownTableError
from app.imports.layouts import ORDER
from app.imports.mapping import ColumnMapping, Remembered, view_of
from app.imports.namesakes import Namesakes
from app.imports.options import ImportOptions, table_key
from app.imports.report import FileCount, Problem, Tally
from app.imports.sheets import OpenedTable, Sheet, open_file
from app.imports.stage_name import StageName, read_stage
from app.imports.table import BrokenRow, Row, header_key
from app.imports.text import SourceFile

_DAYS = ("close", "expected", "won_on", "lost_on", "created")
_DEPTH = 20
"""Levels of customers within customers; a group of firms has four or five."""

_OUTCOMES = ("open", "won", "lost")
_SAMPLES = 2_000
"""Different cells looked at to tell a column's habits."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A file that can be imported.

    Attributes:
        sheet: The table and its layout.
        habits: How its amounts and dates are written.
        rows: How many sound rows it has.
        owners: Who is named as owner anywhere in it.
        stages: Where its deals stand: open ones by their chance, then won, then lost.
        left_out: Headers with values that nothing takes up.
        mapping: What its columns mean; None where a known system wrote them.
        fixes: Cells set right by hand, by line.
    """

    sheet: Sheet
    habits: Habits
    rows: int
    owners: tuple[Link, ...]
    stages: tuple[StageName, ...]
    left_out: tuple[str, ...]
    mapping: ColumnMapping | None
    fixes: Mapping[int, Mapping[str, str]]

    @property
    def source(self) -> str:
        """The system that wrote it."""
        return self.sheet.layout.source

    @property
    def kind(self) -> str:
        """What its rows are."""
        return self.sheet.layout.kind

    @property
    def beside(self) -> bool:
        """Whether its records stand in rows about something else."""
        return self.sheet.layout.beside


def survey_files(
    files: Iterable[SourceFile],
    options: ImportOptions,
    recalled: Sequence[Remembered],
    tally: Tally,
) -> list[Surveyed]:
    """Look through files, and return what can be read in the order of writing.

    Args:
        files: In any order.
        options: What the person said of them.
        recalled: What earlier imports have left.
        tally: Takes up what was read and what was not.
    """
    found: list[Surveyed] = []
    for file in files:
        try:
            for opened in open_file(file, options, recalled):
                found += _tables(opened, options, tally)
        except ImportFileError as error:
            tally.trouble(file.name, error)
    return sorted(found, key=lambda one: (one.beside, one.source, ORDER.index(one.kind)))


def _tables(opened: OpenedTable, options: ImportOptions, tally: Tally) -> list[Surveyed]:
    table, mapping = opened.table, opened.mapping
    found = [_surveyed(sheet, options, mapping) for sheet in opened.sheets]
    main = found[0] if found else None
    tally.file(
        FileCount(
            table.file.name,
            opened.source,
            main.kind if main else "",
            main.rows if main else 0,
            main.left_out if main else (),
            table.name,
            view_of(table, mapping) if mapping else (),
            recalled=opened.recalled,
            cut=table.cut,
        )
    )
    if not main and table_key(table.file.name, table.name) not in options.mappings:
        headers = ", ".join(h for h in table.headers[:8] if h)[:200]
        tally.trouble(table.file.name, UnknownTableError(file=table.file.name, headers=headers))
    return found


def nameless(surveyed: Surveyed) -> Iterator[Draft]:
    """Yield the drafts of rows without an id of their own, for `Namesakes`."""
    sheet = surveyed.sheet
    if surveyed.beside or not sheet.layout.guessed:
        return
    for row in _rows(sheet, surveyed.fixes):
        if isinstance(row, Row) and not Reader(row, sheet.layout.slots, surveyed.habits).text("id"):
            with suppress(RowError):  # which is said when it is its turn
                draft = draft_of(row, sheet.layout, surveyed.habits, sheet.table.file.name)
                if draft and draft.other_id:
                    yield draft


def drafts(
    surveyed: Surveyed, tally: Tally, namesakes: Namesakes, seen: set[str]
) -> Iterator[Draft]:
    """Yield the drafts of a file, and tally the rows that become none.

    Args:
        surveyed: The file.
        tally: Takes up broken rows and those the source deleted.
        namesakes: Tells rows of one name apart, having seen them all.
        seen: Ids of this source and kind read so far; grows.
    """
    kind, name = surveyed.kind, surveyed.sheet.table.file.name
    for row in _rows(surveyed.sheet, surveyed.fixes):
        try:
            draft = _draft(row, surveyed, namesakes, seen)
        except RowError as error:
            if not surveyed.beside:  # else it is said of what the row is about
                place = (name, row.line, kind, error.reason, error.value)
                table = surveyed.sheet.table.name
                tally.problem(Problem(*place, arrived=False, table=table))
            continue
        if draft is None:
            if not surveyed.beside:
                tally.row(kind, "deleted")
            continue
        seen.add(draft.source_id)
        yield draft


def _draft(
    row: Row | BrokenRow, surveyed: Surveyed, namesakes: Namesakes, seen: set[str]
) -> Draft | None:
    if isinstance(row, BrokenRow):
        raise RowError(reason=row.reason, value=row.value)
    sheet = surveyed.sheet
    draft = draft_of(row, sheet.layout, surveyed.habits, sheet.table.file.name)
    if draft is None:
        return None
    own_id = draft.source_id if draft.source_id not in seen else ""
    if draft.other_id and not draft.beside:
        own_id = namesakes.id_of(draft, seen)
    if not own_id:
        raise RowError(reason="import.reason.repeated", value=draft.source_id)
    return replace(draft, source_id=own_id, table=sheet.table.name)


def parents_first(all_drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield customers after the customer they belong to, keeping only few aside.

    Those that belong to each other in a circle come last, as they are.
    """
    waiting: list[Draft] = []
    for draft in all_drafts:
        if "parent" in draft.links:
            waiting.append(draft)
        else:
            yield draft
    for _ in range(_DEPTH):
        still = {one for draft in waiting for one in _ids(draft)}
        ready = [draft for draft in waiting if still.isdisjoint(_parent_ids(draft))]
        yield from ready
        waiting = [draft for draft in waiting if not still.isdisjoint(_parent_ids(draft))]
        if not ready:
            break
    yield from waiting


def _ids(draft: Draft) -> tuple[str, str]:
    return f"id:{draft.source_id}", f"name:{header_key(str(draft.values['name']))}"


def _parent_ids(draft: Draft) -> tuple[str, str]:
    parent = draft.links["parent"]
    return f"id:{parent.source_id}", f"name:{header_key(parent.name)}"


class _Look:
    """What one pass over a table collects. Lives for that pass."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = 0
        self.amounts: dict[str, None] = {}
        self.days: dict[str, None] = {}
        self.owners: dict[Link, None] = {}
        self.stages: dict[StageName, int] = {}
        self.full: set[str] = set()
        self._slots = sheet.layout.slots
        self._second = {
            second: some[:n]
            for some in self._slots.values()
            for n, second in enumerate(some)
            if n and sheet.layout.guessed and not sheet.layout.beside
        }
        self._unknown = [header_key(h) for h in sheet.left_out]
        self._deals = sheet.layout.kind == "deal"

    def at(self, row: Row) -> None:
        """Take up one row."""
        self.rows += 1
        self.full.update(key for key in self._unknown if row.cells.get(key))
        for key, before in self._second.items():
            value = row.cells.get(key)
            if value and key not in self.full and _taken(row, before, value):
                self.full.add(key)
        reader = Reader(row, self._slots, Habits())
        if reader.deleted():
            return
        if "owner.id" in self._slots or "owner.name" in self._slots:
            self.owners.setdefault(reader.link("owner"))
        if len(self.days) < _SAMPLES:
            self.days.update(dict.fromkeys(reader.text(slot) for slot in _DAYS))
        if self._deals:
            self._deal(reader)

    def _deal(self, reader: Reader) -> None:
        if len(self.amounts) < _SAMPLES:
            self.amounts.setdefault(reader.text("amount"))
        chance = reader.text("probability").rstrip("%").partition(".")[0]
        likely = int(chance) if chance.isascii() and chance.isdecimal() and len(chance) < 4 else 0
        self.stages.setdefault(read_stage(reader), likely)


def _taken(row: Row, before: Iterable[str], value: str) -> bool:
    """Tell whether another column's value is taken instead of this one."""
    return any(row.cells.get(key, value) not in ("", value) for key in before)


def _surveyed(sheet: Sheet, options: ImportOptions, mapping: ColumnMapping | None) -> Surveyed:
    look = _Look(sheet)
    fixes = _fixes(sheet, options)
    for row in _rows(sheet, fixes):
        if isinstance(row, Row):
            look.at(row)
    first = day_first(look.days) if options.day_first is None else options.day_first
    return Surveyed(
        sheet,
        Habits(decimal_mark(look.amounts), first, options.currency),
        look.rows,
        tuple(link for link in look.owners if link.source_id or link.name),
        tuple(sorted(look.stages, key=lambda s: (_OUTCOMES.index(s.outcome), look.stages[s]))),
        tuple(h for h in sheet.table.headers if header_key(h) in look.full),
        mapping,
        fixes,
    )


def _fixes(sheet: Sheet, options: ImportOptions) -> dict[int, Mapping[str, str]]:
    begin = f"{table_key(sheet.table.file.name, sheet.table.name)}\n"
    return {
        int(key.removeprefix(begin)): cells
        for key, cells in options.fixes.items()
        if key.startswith(begin) and key.removeprefix(begin).isdecimal()
    }


def _rows(sheet: Sheet, fixes: Mapping[int, Mapping[str, str]]) -> Iterator[Row | BrokenRow]:
    """Yield the rows of a table, with what was set right by hand."""
    for row in sheet.table.rows():
        cells = fixes.get(row.line)
        if cells is None:
            yield row
        else:
            yield Row(row.line, {**(row.cells if isinstance(row, Row) else {}), **cells})


def elsewhere(found: Iterable[Surveyed]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Tell which tables the ids of other tables in the same import point to.

    ``CustomerID`` in a list of orders is the ``CustomerID`` of the list of
    customers; where no header says so, it is the only list of customers there is.
    """
    main = [one for one in found if not one.beside]
    known: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in main:
        for word, kind in LINKED_KIND.items():
            headers = one.sheet.layout.slots.get(f"{word}.id", ())
            lists = [other for other in main if other.kind == kind and other.source != one.source]
            same = [x for x in lists if set(x.sheet.layout.slots.get("id", ())) & set(headers)]
            if headers and (same or len(lists) == 1):
                known[one.source, kind] = tuple(other.source for other in same or lists)
    return known
