"""The tables open in a spreadsheet, say what is there, and run nothing."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archive import writer
from app.archive.sheets import harmless, header, moment, money
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.imports.csv_table import open_table
from app.imports.text import SourceFile
from sync.client.replica import Replica
from sync.core import schema
from tests.archive.notebooks import AWKWARD, fill
from tests.builders import NOON_MS

RUN = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a cell for a formula."""


@pytest.fixture
def tables(replica: Replica, tmp_path: Path) -> dict[str, str]:
    """The tables of a notebook with something in every register."""
    fill(replica)
    writer.write(replica, tmp_path / "out.zip", Catalog(ENGLISH))
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        return {kind: archive.read(f"tables/{kind}.csv").decode() for kind in schema.RECORDS}


def test_every_kind_has_a_table_with_a_column_for_every_register(tables: dict[str, str]) -> None:
    for kind in schema.RECORDS:
        columns, *rows = csv.reader(io.StringIO(tables[kind].removeprefix("\ufeff")))
        told = {*columns, *(f"{name.removesuffix('_at')}_ms" for name in columns)}
        told |= {f"{name}_minor" for name in columns}
        assert {*schema.registers(kind)} - {"deleted"} <= told, kind
        assert len(columns) == len(set(columns)), kind
        assert columns == header(kind)
        found = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
        assert f"{kind}-1" in found
        assert f"{kind}-2" not in found, "it was deleted"
        blank = [name for name, cell in found[f"{kind}-1"].items() if not cell]
        assert [name for name in blank if not name.endswith(("sha256", "_name"))] == [], kind


def test_cells_say_what_people_know(tables: dict[str, str]) -> None:
    text = tables["deal"].removeprefix("\ufeff")
    deal = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}["deal-1"]
    assert deal["amount"] == "45000.01"
    assert deal["created_at"] == "2026-11-21 12:00:00"
    assert deal["expected_on"] == "2026-11-27"
    assert deal["shared"] == "FALSE"
    assert deal["account_name"].startswith("account.name 1 Müller")


def test_another_reader_reads_the_same(tables: dict[str, str]) -> None:
    """The one that reads other systems' exports: it guesses encoding and separator."""
    for kind, text in tables.items():
        table = open_table(SourceFile(f"{kind}.csv", text.encode()))
        assert list(table.headers) == header(kind)
        expected = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]
        assert len(list(table.rows())) == len(expected)


@given(st.text() | st.text(alphabet="=+-@;,\t\r\n \"'a1|"))
def test_no_cell_begins_a_formula_however_a_program_divides(text: str) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([harmless("before"), harmless(text)])
    line = out.getvalue()
    assert [harmless("before"), harmless(text)] == next(csv.reader(io.StringIO(line, newline="")))
    for cells in (next(csv.reader([line])), re.split(r"[;\t\r\n]", harmless(text))):
        for cell in cells:
            assert not cell.lstrip(" \t\r\n\x00\v\f").startswith(RUN)


@given(st.text(alphabet="=@;;\t\r\n  \0\x85\xa0a\uff1d", max_size=14))
def test_an_apostrophe_goes_before_every_sign_that_begins_a_cell_and_nowhere_else(
    text: str,
) -> None:
    """As plainly said, though slow: a separator or the beginning, blanks, the sign."""
    plainly = re.compile(r"(^|[;\t\r\n])([\s\x00]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
    assert harmless(text) == plainly.sub(r"\1\2'", text)


@pytest.mark.parametrize("begin", ["", "a", ";", "a;", "\0"])
@pytest.mark.parametrize("blank", ["\n", "\r\n", " \t", " ", "\0", ";", "; ", "\n;"])
def test_a_note_of_nothing_but_line_ends_holds_nobody_up(begin: str, blank: str) -> None:
    """Each is looked at once; looked at anew from each, half a million would take an hour."""
    text = begin + blank * 500_000
    assert harmless(f"{text}a") == f"{text}a"


def test_words_come_back_by_taking_the_apostrophe_away() -> None:
    assert harmless("=1+1") == "'=1+1"
    assert harmless("Belts, 3-4 weeks; a+b") == "Belts, 3-4 weeks; a+b"
    assert harmless(AWKWARD).replace("'", "") == AWKWARD
    assert harmless("+49 30 123") == "'+49 30 123"


def test_amounts_and_moments_are_exact() -> None:
    assert money(4_500_000, "EUR") == "45000.00"
    assert money(-5, "EUR") == "-0.05"
    assert money(1_234, "KWD") == "1.234"
    assert money(1_234, "JPY") == "1234"
    assert moment(NOON_MS) == "2026-11-21 12:00:00"
    assert moment(0) == ""
    assert moment(2**60) == str(2**60)
