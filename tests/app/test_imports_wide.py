"""A table of very many columns is read as far as a table goes, and says so."""

import csv as csv_module
import io
import json

import openpyxl
import pytest

from app.commands.imports import import_files
from app.imports.column import columns_of
from app.imports.opening import open_tables
from app.imports.table import MAX_COLUMNS, BrokenRow, Row, Table
from app.imports.text import SourceFile
from app.screens.import_page import ImportPage
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import PHONE, WORDS
from tests.app.test_import_screen import shown
from tests.app.test_imports_command import OPTIONS, rows

NAMES = ("Company", "City", *(f"Extra {n}" for n in range(MAX_COLUMNS + 98)))
CELLS = ("Hof", "Ulm", *("x" for _ in NAMES[2:]))


def written(name: str, lines: list[tuple[str, ...]]) -> SourceFile:
    """Write a table in a form."""
    if name.endswith("json"):
        objects = [dict(zip(lines[0], line, strict=False)) for line in lines[1:]]
        return SourceFile(name, json.dumps(objects).encode())
    if name.endswith("csv"):
        text = io.StringIO()
        csv_module.writer(text).writerows(lines)
        return SourceFile(name, text.getvalue().encode())
    book, raw = openpyxl.Workbook(), io.BytesIO()
    for line in lines:
        book.worksheets[0].append(line)
    book.save(raw)
    return SourceFile(name, raw.getvalue())


def opened(file: SourceFile) -> Table:
    (table,) = open_tables(file)
    return table


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx"])
def test_the_first_columns_are_read_and_the_rest_is_said_to_be_left_out(
    replica: Replica, name: str
) -> None:
    file = written(name, [NAMES, CELLS])
    table = opened(file)
    assert table.cut
    assert table.headers == NAMES[:MAX_COLUMNS]
    (row,) = table.rows()
    assert isinstance(row, Row)
    assert len(row.cells) == MAX_COLUMNS
    report = import_files(replica.transaction, [file], OPTIONS)
    assert [one.cut for one in report.files] == [True]
    assert rows(replica, "SELECT name, city FROM account") == [("Hof", "Ulm")]


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx"])
def test_a_table_as_wide_as_can_be_is_read_whole(name: str) -> None:
    table = opened(written(name, [NAMES[:MAX_COLUMNS], CELLS[:MAX_COLUMNS]]))
    assert not table.cut
    assert len(table.headers) == MAX_COLUMNS


def test_a_row_that_is_wider_than_its_wide_table_is_still_named() -> None:
    found = list(opened(written("a.csv", [NAMES, CELLS, (*CELLS, "more")])).rows())
    assert [isinstance(row, BrokenRow) for row in found] == [False, True]


def test_ids_that_stand_for_names_make_no_column_each() -> None:
    """Work and memory grow with the rows, not with rows times ids."""
    records = [
        {"name": f"Hof {n}", **{f"{n}-{key}": {"a": key, "b": n} for key in range(10)}}
        for n in range(600)
    ]
    table = opened(SourceFile("a.json", json.dumps(records).encode()))
    assert sum(len(row.cells) for row in table.rows() if isinstance(row, Row)) < 2_000
    assert sum(len(column.samples) for column in columns_of(table)) <= MAX_COLUMNS * 600
    assert sum(bool(row.cells["name"]) for row in table.rows() if isinstance(row, Row)) == 600


@in_own_loop
async def test_the_preview_says_how_many_columns_are_read(replica: Replica) -> None:
    report = import_files(replica.transaction, [written("a.csv", [NAMES, CELLS])], OPTIONS)
    async with shown(ImportPage("report", report=report), PHONE) as seen:
        said = " ".join(seen.texts())
    assert WORDS.t("import.columns_cut", most="400") in said
    assert "Left out: Extra 0" in said
