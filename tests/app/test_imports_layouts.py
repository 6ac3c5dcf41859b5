"""Which system and which table a file is."""

from pathlib import Path

import pytest

from app.imports.layouts import LAYOUTS, Layout
from app.imports.options import ImportOptions
from app.imports.sheets import Sheet, open_file
from app.imports.text import SourceFile

DATA = Path(__file__).parent / "imports_data"
KINDS = {
    "User": "user",
    "Account": "account",
    "Accounts": "account",
    "companies": "account",
    "organizations": "account",
    "Contact": "contact",
    "Contacts": "contact",
    "people": "contact",
    "Opportunity": "deal",
    "deals": "deal",
    "Deals": "deal",
}


def open_sheet(file: SourceFile) -> Sheet:
    """Open a file that is one table of one kind."""
    (opened,) = open_file(file, ImportOptions())
    (sheet,) = opened.sheets
    return sheet


@pytest.mark.parametrize(
    "path", sorted(DATA.glob("*/*.csv")), ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_every_export_is_recognised_by_its_headers(path: Path) -> None:
    """The file's name plays no part."""
    sheet = open_sheet(SourceFile("any name", path))
    assert (sheet.layout.source, sheet.layout.kind) == (path.parent.name, KINDS[path.stem])


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: f"{one.source}-{one.kind}")
def test_a_table_with_all_headers_of_a_layout_is_that_layout(layout: Layout) -> None:
    """No other layout explains more of it, in capitals too."""
    header = ",".join(sorted(h.upper() for h in layout.headers() | layout.signature))
    assert open_sheet(SourceFile("x", header.encode())).layout == layout


@pytest.mark.parametrize("header", ["a,b,c", "Region ID,Region description", "Id,Start,Length"])
def test_an_unknown_table_becomes_nothing(header: str) -> None:
    """A list of regions, for one, is no customer."""
    (opened,) = open_file(SourceFile("x", header.encode()), ImportOptions())
    assert (opened.sheets, opened.mapping and opened.mapping.kind) == ((), "")


def test_columns_nobody_takes_up_are_named() -> None:
    """So that nothing is lost without a word."""
    sheet = open_sheet(SourceFile.at(DATA / "salesforce" / "Account.csv"))
    assert sheet.left_out == ("AnnualRevenue",)
