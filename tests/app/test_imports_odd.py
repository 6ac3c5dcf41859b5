"""One odd cell costs itself alone: never the import, and never the screen."""

import asyncio
import json

import pytest

from app import importing
from app.commands.imports import import_files
from app.imports.opening import open_tables
from app.imports.report import ImportReport
from app.imports.table import Row
from app.imports.text import SourceFile
from app.imports.vcard_lines import cards
from app.screens.imports import ImportScreen
from app.widgets.safety import install_safety_net
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS, Opened
from tests.app.test_import_screen import COMPANIES, pick
from tests.app.test_imports_command import HEADER, OPTIONS, csv, rows

HALF = "\ud83d"
"""Half of a smiley, as programs leave it that cut texts without a look."""


@pytest.mark.parametrize("digits", [17, 26, 27, 39])
def test_an_amount_nobody_can_pay_costs_its_row_alone(replica: Replica, digits: int) -> None:
    file = csv(HEADER, f"1,Bar,Prospecting,,{'9' * digits},0,0,", "2,Beans,Prospecting,,5,0,0,")
    report = import_files(replica.transaction, [file], OPTIONS)
    ((line, reason),) = [(one.line, one.reason) for one in report.problems]
    assert (line, reason) in [(2, "import.reason.amount"), (2, "violation.too_large")]
    assert rows(replica, "SELECT title, amount_minor FROM deal") == [("Beans", 500)]


@pytest.mark.parametrize(
    ("lines", "sum_minor"),
    [
        (["999999,900000"] * 2, 179_999_820_000_000),
        (["999999,900000"] * 101, 0),
        (["999999999999,900000", "999999999999999,900000", "2,7"], 1_400),
    ],
    ids=["much", "lines too many for one sum", "lines too dear by themselves"],
)
def test_lines_worth_more_than_a_deal_holds_cost_nothing_else(
    replica: Replica, lines: list[str], sum_minor: int
) -> None:
    orders = csv("OrderID,Customer,Order Date", "1,Hof,2026-01-01", name="orders.csv")
    said = [f"1,Beans {n},{line}" for n, line in enumerate(lines)]
    sold = csv("OrderID,Product,Quantity,Unit Price", *said, name="order_details.csv")
    report = import_files(replica.transaction, [orders, sold], OPTIONS)
    assert rows(replica, "SELECT amount_minor FROM deal") == [(sum_minor,)]
    known = {"import.reason.amount", "import.reason.product_not_found"}
    assert {one.reason for one in report.problems} <= known


def test_half_a_sign_in_json_is_a_question_mark(replica: Replica) -> None:
    companies = [{"id": 1, "name": f"Hof {HALF}", f"note{HALF}": HALF}, {"id": 2, "name": "Rest"}]
    file = SourceFile("a.json", json.dumps({f"companies{HALF}": companies}).encode())
    (table,) = open_tables(file)
    for text in (table.name, *table.headers):
        assert HALF not in text
    report = import_files(replica.transaction, [file], OPTIONS)
    assert report.count("account").added == 2
    assert rows(replica, "SELECT name FROM account ORDER BY name") == [("Hof ?",), ("Rest",)]


@pytest.mark.parametrize(("charset", "said"), [("UTF-7", "A+2D0-"), ("UNICODE_ESCAPE", "A\\ud83d")])
def test_half_a_sign_in_a_vcard_is_a_question_mark(charset: str, said: str) -> None:
    lines = ("BEGIN:VCARD", f"FN;CHARSET={charset};QUOTED-PRINTABLE:{said}", "END:VCARD")
    (card,) = cards(iter(lines))
    assert card.text("FN") == "A?"
    file = SourceFile("a.vcf", "\n".join(lines).encode())
    ((row,),) = [list(table.rows()) for table in open_tables(file)]
    assert isinstance(row, Row)
    assert row.cells["full name"] == "A?"


@in_own_loop
async def test_what_nobody_thought_of_leaves_no_page_that_only_turns(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def odd(*_: object, **__: object) -> ImportReport:
        await asyncio.sleep(0)
        raise ArithmeticError

    async with Opened(replica, ImportScreen) as opened:
        install_safety_net(opened.page, WORDS)
        with monkeypatch.context() as patched:
            patched.setattr(importing, "look", odd)
            await pick(opened, ("companies.csv", COMPANIES))
            await opened.shown("import-problem")
        await pick(opened, ("companies.csv", COMPANIES))
        await opened.shown("import-go")
        with monkeypatch.context() as patched:
            patched.setattr(importing, "bring", odd)
            await opened.click("import-go")
            await opened.said(WORDS.t("error.unexpected"))
        await opened.click("import-go")
        await opened.shown("import-done")
        with monkeypatch.context() as patched:
            patched.setattr(importing, "take_back", odd)
            await opened.click("import-take-back")
            await opened.said(WORDS.t("error.unexpected"))
        await opened.click("import-take-back")
        await opened.gone("import-take-back")
    assert rows(replica, "SELECT count(*) FROM account WHERE deleted = 0") == [(0,)]
