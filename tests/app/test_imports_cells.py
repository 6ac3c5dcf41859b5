"""What stands in a cell is read as it was meant, whatever program wrote it down."""

import json
from decimal import Decimal

import pytest

from app.commands.imports import import_files
from app.imports.amounts import plainly
from app.imports.opening import open_tables
from app.imports.table import Row
from app.imports.text import SourceFile
from sync.client.replica import Replica
from tests.app.test_imports_command import OPTIONS, csv, rows
from tests.app.test_imports_forms import workbook


def cells(file: SourceFile) -> list[dict[str, str]]:
    (table,) = open_tables(file)
    return [dict(row.cells) for row in table.rows() if isinstance(row, Row)]


def excel(*lines: tuple[object, ...]) -> SourceFile:
    return SourceFile("a.xlsx", workbook(("Sheet", lines)))


def test_only_a_formula_that_failed_is_left_out() -> None:
    names = ("#1 PIZZA", "#VIP", "#N/A", "#DIV/0!")
    found = cells(excel(("Name", "City"), *((name, "Ulm") for name in names)))
    assert [one["name"] for one in found] == ["#1 PIZZA", "#VIP", "", ""]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ring twice_x000D_\nat the gate", "Ring twice\r\nat the gate"),
        ("Bell_x0007_", "Bell"),
        ("Part_x005F_x000D_", "Part_x000D_"),
        ("Part_x1234_b", "Part_x1234_b"),
    ],
)
def test_signs_that_a_workbook_spells_out_are_signs(written: str, meant: str) -> None:
    (found,) = cells(excel(("Name", "Note"), ("Hof", written)))
    assert found["note"] == meant


DEALS = ("Deal ID", "Deal Name", "Amount", "Company", "Stage")


@pytest.mark.parametrize("form", ["excel", "json"])
def test_a_number_with_three_decimals_is_no_thousand(replica: Replica, form: str) -> None:
    """A text may be read both ways; a number that a file holds as one may not."""
    line = (1, "Belts", 12.345, "Hof", "New")
    if form == "excel":
        file = excel(DEALS, line)
    else:
        told = [dict(zip(DEALS, line, strict=True))]
        file = SourceFile("a.json", json.dumps({"deals": told}).encode())
    import_files(replica.transaction, [file], OPTIONS)
    assert rows(replica, "SELECT title, amount_minor FROM deal") == [("Belts", 1_235)]


def test_a_number_is_written_without_powers_of_ten_unless_nobody_could_read_it() -> None:
    told = {"1E-7": "0.0000001", "1.5E+3": "1500", "-1.125": "-1.1250", "1E+999": "1E+999"}
    assert {number: plainly(Decimal(number)) for number in told} == told


def test_of_two_names_of_a_json_that_are_one_the_value_that_is_there_is_taken() -> None:
    told = [{"Name": "Hof", "Email": "", "email": "hof@x.example"}]
    (found,) = cells(SourceFile("a.json", json.dumps(told).encode()))
    assert found["email"] == "hof@x.example"


def test_a_header_may_go_over_several_lines() -> None:
    file = csv('"Name\nof company";"City, or\r\nvillage";Phone', "Hof;Ulm;0731 1", name="a.csv")
    assert cells(file) == [{"name of company": "Hof", "city, or village": "Ulm", "phone": "0731 1"}]


@pytest.mark.parametrize("header", ['Size 5";Name', '"Size;Name'])
def test_a_quote_too_many_in_a_header_costs_no_delimiter(header: str) -> None:
    (table,) = open_tables(csv(header, *["1,5;Hof"] * 30, name="a.csv"))
    assert getattr(table, "delimiter", "") == ";"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "city"), [("Пекарня Иванова и сыновья", "Новосибирск"), ("上海一号面包店", "上海市")]
)
def test_utf16_without_a_mark_in_another_script(encoding: str, name: str, city: str) -> None:
    text = "name;city\r\n" + f"{name};{city}\r\n" * 60
    assert cells(SourceFile("a.csv", text.encode(encoding))) == [{"name": name, "city": city}] * 60


def test_a_nul_in_a_text_makes_no_utf16_of_it() -> None:
    for text in ("H\0of", "Ho\0f", "\0\0\0"):
        (table,) = open_tables(csv("Name,City", f"{text},Ulm", *["Rest,Ulm"] * 9, name="a.csv"))
        assert table.headers == ("Name", "City")
