"""Excel workbooks and JSON, sound and hostile."""

import io
import json
import time
import warnings
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.imports import import_files
from app.imports import excel, json_tables
from app.imports.errors import (
    DamagedFileError,
    EmptyFileError,
    ImportFileError,
    LoadPlanError,
    SpreadsheetFileError,
    TooLargeFileError,
)
from app.imports.opening import open_tables
from app.imports.options import ImportOptions
from app.imports.table import Row, Table
from app.imports.text import SourceFile
from sync.client.replica import Replica

NOON = datetime.fromisoformat("2026-03-01T12:00")
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def tables(content: bytes, name: str = "a.xlsx") -> list[Table]:
    return list(open_tables(SourceFile(name, content)))


def read(content: bytes) -> None:
    """Read a file to its end."""
    for table in tables(content):
        list(table.rows())


def cells(table: Table) -> list[dict[str, str]]:
    return [dict(row.cells) for row in table.rows() if isinstance(row, Row)]


def exchanged(content: bytes, part: str, new: bytes) -> bytes:
    """Put other bytes into a part of an archive."""
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(raw, "w", 8) as made:
        for name in old.namelist():
            made.writestr(name, new if name == part else old.read(name))
    return raw.getvalue()


def test_each_sheet_is_a_table_under_whatever_title() -> None:
    content = workbook(
        ("Customers", [["Our customers"], [], ["Name", "Since", "Sales", "Active", "When"],
                       ["Müller", date(2026, 3, 1), 12.0, True, NOON],
                       [], ["José", None, 1.25, None, None]]),
        ("Empty", []),
        ("People", [["Name"], ["Nora"]]),
    )  # fmt: skip
    customers, people = tables(content)
    assert (customers.name, people.name) == ("Customers", "People")
    assert cells(customers) == [
        {"name": "Müller", "since": "2026-03-01", "sales": "12", "active": "true",
         "when": "2026-03-01T12:00:00"},
        {"name": "José", "since": "", "sales": "1.25", "active": "", "when": ""},
    ]  # fmt: skip
    assert [row.line for row in customers.rows()] == [4, 6]
    assert cells(people) == [{"name": "Nora"}]


def test_a_sheet_without_a_header_gets_numbered_columns() -> None:
    (table,) = tables(workbook(("A", [[1, "Müller", "030 1"], [2, "José", "030 2"]])))
    assert table.headers == ("Column 1", "Column 2", "Column 3")
    assert len(cells(table)) == 2


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A gigabyte of zeros packs into one megabyte."""
    sound = workbook(("A", [["Name"], ["Müller"]]))
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(raw, "w", 8) as made:
        for name in old.namelist():
            if name != SHEET:
                made.writestr(name, old.read(name))
        with made.open(SHEET, "w") as part:
            for _ in range(700):
                part.write(bytes(1 << 20))
    started = time.monotonic()
    with pytest.raises(TooLargeFileError):
        tables(raw.getvalue())
    assert time.monotonic() - started < 1


def test_texts_that_would_fill_the_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MAX_HELD", 2_000)
    with pytest.raises(TooLargeFileError):
        tables(workbook(("A", [["Name"], ["Müller"]])))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_billion_laughs_is_refused(part: str) -> None:
    lines = ['<!DOCTYPE l [<!ENTITY l0 "ha">']
    lines += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    laughs = f"<?xml version='1.0'?>{''.join(lines)}]><worksheet>&l9;</worksheet>".encode()
    content = exchanged(workbook(("A", [["Name"], ["x"]])), part, laughs)
    started = time.monotonic()
    with pytest.raises(DamagedFileError):
        read(content)
    assert time.monotonic() - started < 2


def test_a_sheet_of_a_million_empty_rows_ends_early() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "Name", "Müller", "far away"
    raw = io.BytesIO()
    book.save(raw)
    started = time.monotonic()
    (table,) = tables(raw.getvalue())
    assert cells(table) == [{"name": "Müller"}]
    assert time.monotonic() - started < 3


def test_other_archives_and_old_workbooks_are_named() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        made.writestr("letter.txt", "x")
    for content in (raw.getvalue(), b"\xd0\xcf\x11\xe0 an old one"):
        with pytest.raises(SpreadsheetFileError):
            tables(content)


@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=60))
def test_a_damaged_workbook_is_read_or_refused(at: int, damage: bytes) -> None:
    content = bytearray(workbook(("A", [["Name", "City"], ["Müller", "Köln"]])))
    at %= len(content)
    content[at : at + len(damage)] = damage
    reads_or_refuses(bytes(content))


@given(st.text(alphabet="<>/=\"' rowcvtsn1AZ0#&;!", max_size=200))
def test_a_sheet_of_nonsense_is_read_or_refused(text: str) -> None:
    sheet = f"<worksheet><sheetData>{text}</sheetData></worksheet>".encode()
    reads_or_refuses(exchanged(workbook(("A", [["Name"], ["x"]])), SHEET, sheet))


def reads_or_refuses(content: bytes) -> None:
    with suppress(ImportFileError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read(content)


def found(value: object) -> dict[str, list[dict[str, str]]]:
    return {table.name: cells(table) for table in tables(json.dumps(value).encode(), "a.json")}


def test_a_database_of_lists_is_a_table_each() -> None:
    assert found(
        {
            "companies": [{"id": 1, "name": "Hof", "tags": ["a", "b"], "size": 2.50}],
            "contacts": [{"id": 7, "emails": [{"email": "a@x"}, {"email": "b@x"}], "new": True}],
            "empty": [],
            "version": 3,
        }
    ) == {
        "companies": [{"id": "1", "name": "Hof", "tags": "a, b", "size": "2.5"}],
        "contacts": [{"id": "7", "emails.email": "a@x", "emails.email 2": "b@x", "new": "true"}],
    }


def test_a_tree_tells_types_references_and_children() -> None:
    tree = {
        "records": [
            {
                "attributes": {"type": "Account", "referenceId": "A1"},
                "Name": "Hof",
                "Contacts": {
                    "records": [
                        {
                            "attributes": {"type": "Contact", "referenceId": "C1"},
                            "LastName": "Falk",
                            "OwnerId": "@U1",
                        }
                    ]
                },
            }
        ]
    }
    assert found(tree) == {
        "Account": [{"id": "A1", "name": "Hof", "contacts": ""}],
        "Contact": [{"id": "C1", "lastname": "Falk", "ownerid": "U1", "accountid": "A1"}],
    }


def test_a_plan_of_other_files_is_named() -> None:
    with pytest.raises(LoadPlanError):
        found([{"sobject": "Account", "files": ["Accounts.json"]}])


@pytest.mark.parametrize("text", ["[]", "{}", "[1, 2]", '{"a": 1}'])
def test_json_without_a_table_is_named(text: str) -> None:
    with pytest.raises(EmptyFileError):
        tables(text.encode())


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"a": tru', "[1e5000,"])
def test_damaged_json_is_named(text: str) -> None:
    with pytest.raises(DamagedFileError):
        tables(text.encode())


def test_json_that_would_fill_the_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(json_tables, "MAX_CHARS", 1_000)
    path = tmp_path / "a.json"
    path.write_text("[\n" + '{"name": "x"},\n' * 1_000)
    with pytest.raises(TooLargeFileError):
        open_tables(SourceFile.at(path))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["records", "attributes", "type", "id", "a"]), inner)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_random_json_is_read_or_refused(value: object) -> None:
    reads_or_refuses(b" [" + json.dumps(value).encode() + b"]")
    reads_or_refuses(json.dumps(value).encode())


AWKWARD = ("Kunde;Ort;Telefon", "Müller & Söhne;Köln;0221 1", "José Ñ;Málaga;")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_awkward_files_all_say_the_same(
    replica: Replica, encoding: str, delimiter: str, end: str
) -> None:
    """With the header repeated in the middle and a stray empty line, as put together by hand."""
    header, first, second = (line.replace(";", delimiter) for line in AWKWARD)
    text = end.join(["", header, first, header, "", second, ""])
    file = SourceFile("Kunden.csv", text.encode(encoding))
    report = import_files(replica.transaction, [file], ImportOptions())
    assert (report.problems, report.troubles) == ((), ())
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT name, city, phone FROM account ORDER BY name")
        assert [tuple(row) for row in found] == [
            ("José Ñ", "Málaga", ""),
            ("Müller & Söhne", "Köln", "0221 1"),
        ]


def test_a_workbook_and_the_csv_it_was_saved_as_are_the_same_list(replica: Replica) -> None:
    rows = [line.split(";") for line in AWKWARD]
    book = SourceFile("Kunden.xlsx", workbook(("Kunden", [["Our list"], *rows])))
    import_files(replica.transaction, [book], ImportOptions())
    saved = SourceFile("Kunden.csv", "\n".join(AWKWARD).encode("cp1252"))
    assert import_files(replica.transaction, [saved], ImportOptions()).added == 0
