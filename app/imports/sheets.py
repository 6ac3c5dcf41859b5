"""Join each table of a file with the layout to read it with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.imports.guess import guess, source_of
from app.imports.layouts import LAYOUTS, Layout
from app.imports.opening import open_tables
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


def open_sheets(file: SourceFile) -> list[Sheet]:
    """Open a file and find out what its tables hold.

    Raises:
        ImportFileError: If it cannot be read or nothing in it is of use.
    """
    return [sheet for table in open_tables(file) for sheet in laid_out(table, layouts_of(table))]


def layouts_of(table: Table) -> tuple[Layout, ...]:
    """Find the layout that explains most of a table's headers, or guess.

    Raises:
        UnknownTableError: If it says nothing of customers, people or deals.
    """
    if table.form == "tree" and table.name in _TREES:
        return (_TREES[table.name],)
    keys = frozenset(header_key(h) for h in table.headers)
    fitting = [layout for layout in LAYOUTS if layout.signature <= keys]
    if fitting:
        return (max(fitting, key=lambda one: len(one.headers() & keys)),)
    return guess(table, source_of(table))


def laid_out(table: Table, layouts: Sequence[Layout]) -> list[Sheet]:
    """Join a table with the layouts chosen for it; the first tells what it leaves out."""
    known = frozenset(header for layout in layouts for header in layout.headers())
    left_out = tuple(h for h in table.headers if header_key(h) not in known)
    return [Sheet(table, one, () if one.beside else left_out) for one in layouts]
