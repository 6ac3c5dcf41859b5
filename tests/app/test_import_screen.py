"""Files are previewed, brought in once, and every row that wants a look is shown."""

import asyncio
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app import importing
from app.imports.report import FileCount, FileTrouble, ImportReport, KindCount, Problem
from app.imports.text import SourceFile
from app.screens.import_page import ImportActions, ImportPage
from app.screens.import_report import ordered, problem_row
from app.screens.import_view import import_view
from app.screens.imports import ImportScreen, source_file
from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened

COMPANIES = b"""Record ID,Company name,Company owner,City,Country/Region,Industry,Parent Company
1,Caf\xc3\xa9 R\xc3\xb6st,Nora Falk,Ulm,Germany,HOSPITALITY,
2,Lerchenhof,Nora Falk,Ulm,Germany,HOSPITALITY,
"""
DEALS = b"""Record ID,Deal Name,Deal Stage,Pipeline,Close Date,Deal owner,Amount,Create Date,\
Closed Lost Reason,Associated Company,Associated Company IDs
90,Espresso bar,New,Sales Pipeline,2026-03-01 00:00,Nora Falk,8900,2026-01-01 09:00,,,1
91,Beans,New,Sales Pipeline,2026-03-01 00:00,Nora Falk,a lot,2026-01-01 09:00,,,2
"""
LOST = Problem("deals.csv", 3, "deal", "import.reason.amount", "a lot", arrived=False)
KEPT = Problem("deals.csv", 9, "deal", "import.reason.owner_not_found", "Ben", arrived=True)
REPORT = ImportReport(
    files=(FileCount("deals.csv", "hubspot", "deal", 10_000, ("Colour",)),),
    troubles=(FileTrouble("photo.png", "import.error.not_text", {"file": "photo.png"}),),
    counts=(KindCount("deal", added=9_998, same=1, refused=1),),
    amounts={"EUR": 4_500_000, "CHF": 990_000},
    unlinked={"account": 3},
    problems=(KEPT, LOST),
    reasons={"import.reason.amount": 1, "import.reason.owner_not_found": 1},
)


def press(*_: object) -> None:
    """Stand for a callback that is not asked."""


def shown(page: ImportPage, width: float) -> FletHarness:
    """Put a step on a page."""
    actions = ImportActions(None, *[press] * 13)

    def main(target: ft.Page) -> None:
        wide = width == DESKTOP
        target.render(lambda: import_view(WORDS, page, actions, text_scale=1.0, wide=wide))

    return FletHarness(main, width=width)


async def pick(opened: Opened, *files: tuple[str, bytes]) -> None:
    """Choose files, as a browser hands them over."""
    button: Any = opened.by_id("import-pick")
    picked = [
        {"id": n, "name": name, "size": len(content), "path": None, "bytes": content}
        for n, (name, content) in enumerate(files)
    ]
    await opened.fire(button.action.file_picker, "result", {"files": picked})


def rows(replica: Replica, kind: str) -> int:
    """Return how many records of a kind there are."""
    with replica.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {kind}").scalar_one())


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_a_preview_says_what_each_file_is_and_what_would_arrive(width: float) -> None:
    async with shown(ImportPage("preview", report=REPORT), width) as seen:
        said = seen.texts()
    assert WORDS.t("import.preview_why", count=9_998) in said
    assert "HubSpot, 10,000 deals" in said
    assert WORDS.t("import.left_out", columns="Colour") in said
    assert WORDS.t("import.error.not_text") in said
    assert "9,998 new, 1 already here, 1 not taken" in said
    assert "3 deals have no customer." in said
    assert any("45,000" in text for text in said)
    assert any("9,900" in text for text in said)


@in_own_loop
async def test_rows_that_want_a_look_stand_beside_on_a_desktop_and_behind_on_a_phone() -> None:
    async with shown(ImportPage("preview", report=REPORT), DESKTOP) as desk:
        assert "import-problems" in desk.ids()
    async with shown(ImportPage("preview", report=REPORT), PHONE) as phone:
        assert "import-problems" not in phone.ids()
        assert "import-look" in phone.ids()
    async with shown(ImportPage("preview", report=REPORT, panel="look"), PHONE) as open_:
        assert {"import-problems", "import-unlook"} <= set(open_.ids())


def test_what_did_not_arrive_comes_first() -> None:
    assert ordered((KEPT, LOST)) == (LOST, KEPT)


@in_own_loop
async def test_a_row_says_file_line_reason_and_value() -> None:
    async with FletHarness(lambda page: page.add(problem_row(WORDS, LOST))) as seen:
        assert seen.texts() == [
            "a lot",
            "This is not an amount.",
            "deals.csv, line 3 · not brought in",
        ]


@in_own_loop
async def test_progress_is_counted_in_rows() -> None:
    async with shown(ImportPage("bringing", done=300, total=1_200), PHONE) as seen:
        assert seen.find(ft.ProgressBar).value == 0.25
        assert "300 of 1,200 rows" in seen.texts()


@pytest.mark.parametrize(
    ("value", "asked"), [("3/4/2017", True), ("03.04.17", True), ("soon", False)]
)
def test_the_order_of_a_date_is_asked_only_where_it_matters(value: str, *, asked: bool) -> None:
    unclear = Problem("a.csv", 2, "deal", "import.reason.date", value, arrived=False)
    assert ImportPage(report=ImportReport(problems=(unclear,))).unclear_dates is asked


def test_a_file_comes_by_its_path_or_with_its_bytes() -> None:
    by_path = ft.FilePickerFile(id=1, name="a.csv", size=3, path="/x/a.csv")
    with_bytes = ft.FilePickerFile(id=1, name="a.csv", size=3, bytes=b"a,b")
    assert source_file(by_path) == SourceFile("a.csv", Path("/x/a.csv"))
    assert source_file(with_bytes) == SourceFile("a.csv", b"a,b")


@in_own_loop
async def test_files_are_previewed_then_brought_in_once(replica: Replica) -> None:
    async with Opened(replica, ImportScreen) as opened:
        await pick(opened, ("companies.csv", COMPANIES), ("deals.csv", DEALS))
        await opened.shown("import-go")
        assert rows(replica, "account") == 0
        await opened.click("import-go")
        await opened.shown("import-done")
        assert (rows(replica, "account"), rows(replica, "deal")) == (2, 1)
        assert "1 new, 1 not taken" in opened.texts()
        await opened.click("import-look")
        await opened.said("deals.csv, line 3 · not brought in")
    async with Opened(replica, ImportScreen) as again:
        await pick(again, ("companies.csv", COMPANIES), ("deals.csv", DEALS))
        await again.shown("import-outcome")
        assert WORDS.t("import.nothing_new") in again.texts()
        assert "import-go" not in again.ids()


@in_own_loop
async def test_two_taps_on_one_picture_bring_it_in_once(replica: Replica) -> None:
    async with Opened(replica, ImportScreen) as opened:
        await pick(opened, ("companies.csv", COMPANIES))
        await opened.shown("import-go")
        button = opened.by_id("import-go")
        await asyncio.gather(opened.click(button), opened.click(button))
        await opened.shown("import-done")
    assert rows(replica, "account") == 2
    assert rows(replica, "import_run") == 1


@in_own_loop
async def test_nonsense_is_said_file_by_file_and_nothing_is_touched(replica: Replica) -> None:
    async with Opened(replica, ImportScreen) as opened:
        await pick(opened, ("empty.csv", b""), ("photo.csv", b"\x89PNG\r\n\x1a\n"))
        await opened.shown("import-outcome")
        said = opened.texts()
        assert WORDS.t("import.nothing_read") in said
        assert WORDS.t("import.error.empty") in said
        assert WORDS.t("import.error.not_text") in said
        assert "import-pick" in opened.ids()
    assert rows(replica, "account") == 0


@in_own_loop
async def test_picking_nothing_changes_nothing(replica: Replica) -> None:
    async with Opened(replica, ImportScreen) as opened:
        await pick(opened)
        assert opened.ids("import-") == ["import-pick"]


@in_own_loop
async def test_a_full_device_keeps_the_files_for_another_try(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **__: object) -> ImportReport:
        raise DiskFullError

    async with Opened(replica, ImportScreen) as opened:
        await pick(opened, ("companies.csv", COMPANIES))
        await opened.shown("import-go")
        with monkeypatch.context() as patched:
            patched.setattr(importing, "bring", full)
            await opened.click("import-go")
            await opened.shown("import-problem")
        assert any(WORDS.t("import.partly") in text for text in opened.texts())
        await opened.click("import-go")
        await opened.shown("import-done")
    assert rows(replica, "account") == 2
