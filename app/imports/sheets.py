"""Join each table of a file with the layouts to read it with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.imports.guess import source_of
from app.imports.layouts import LAYOUTS, Layout
from app.imports.mapping import ColumnMapping, Remembered, guessed, layouts_by, like
from app.imports.opening import open_tables
from app.imports.options import ImportOptions, table_key
from app.imports.table import Table, header_key
from app.imports.text import SourceFile

_TYPES = {"Account": "account", "Opportunity": "deal", "User": "user"}
_TREES: Mapping[str, Layout] = {
    name: replace(layout, source="salesforce-tree")
    for name, kind in _TYPES.items()
    for layout in LAYOUTS
    if (layout.source, layout.kind) == ("salesforce", kind)
}
"""Types of a Salesforce tree that are laid out as in Salesforce's own export; their
ids are references of that file alone."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and a layout to read it with.

    Attributes:
        left_out: Headers of the table that no layout takes up, as written.
    """

    table: Table
    layout: Layout
    left_out: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """A table, and what is made of it.

    Attributes:
        source: What its records come from.
        mapping: What its columns mean; None where a known system wrote them.
        recalled: Whether an earlier import said so.
        sheets: One for each kind of record in its rows; none where it is left out.
    """

    table: Table
    source: str
    mapping: ColumnMapping | None
    recalled: bool
    sheets: tuple[Sheet, ...]


def open_file(
    file: SourceFile, options: ImportOptions, recalled: Sequence[Remembered] = ()
) -> list[OpenedTable]:
    """Open a file and find out what its tables hold.

    Args:
        file: The file.
        options: What the person says about it.
        recalled: What earlier imports have left.

    Raises:
        ImportFileError: If it cannot be read.
    """
    return [_opened(table, options, recalled) for table in open_tables(file)]


def _opened(table: Table, options: ImportOptions, recalled: Sequence[Remembered]) -> OpenedTable:
    said = options.mappings.get(table_key(table.file.name, table.name))
    if said is None and (layout := known_layout(table)):
        return OpenedTable(
            table, layout.source, None, recalled=False, sheets=laid_out(table, [layout])
        )
    source = source_of(table)
    last = like(table, recalled)
    if last:
        source = last.source
    mapping = said or (_completed(table, last.mapping) if last else guessed(table))
    sheets = laid_out(table, layouts_by(table, mapping, source))
    return OpenedTable(table, source, mapping, recalled=bool(last and not said), sheets=sheets)


def _completed(table: Table, last: ColumnMapping) -> ColumnMapping:
    """Return last time's mapping; columns that are new are guessed."""
    guess = guessed(table)
    if guess.kind != last.kind:
        return last
    return replace(last, columns={**guess.columns, **last.columns})


def known_layout(table: Table) -> Layout | None:
    """Return the layout of a known system that explains most of a table's headers."""
    if table.form == "tree" and table.name in _TREES:
        return _TREES[table.name]
    keys = frozenset(header_key(h) for h in table.headers)
    fitting = [layout for layout in LAYOUTS if layout.signature <= keys]
    return max(fitting, key=lambda one: len(one.headers() & keys), default=None)


def laid_out(table: Table, layouts: Sequence[Layout]) -> tuple[Sheet, ...]:
    """Join a table with the layouts chosen for it; the first tells what it leaves out."""
    known = frozenset(header for layout in layouts for header in layout.headers())
    left_out = tuple(h for h in table.headers if header_key(h) not in known)
    return tuple(Sheet(table, one, () if one.beside else left_out) for one in layouts)
