"""Columns, doubts and single rows are settled in the preview; an import is taken back."""

from typing import Any

import flet as ft
import pytest

from app.commands import import_runs
from app.imports.options import ImportOptions
from app.imports.text import SourceFile
from app.screens.imports import ImportScreen
from sync.client.replica import Replica
from sync.core.errors import StoreError
from sync.core.records.account import Account
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, WORDS, Opened
from tests.app.test_import_screen import pick, rows

PEOPLE = b"Vorname;Nachname;Firma;Spitzname\nNora;Falk;Hof GmbH;Nori\nBen;Ott;Hof GmbH;Benno\n"
COLUMNS = "import-columns-people.csv-contact"


def told(replica: Replica, question: str) -> list[tuple[object, ...]]:
    with replica.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(question)]


async def choose(opened: Opened, column: str, meaning: str) -> None:
    """Say what a column means, from its menu."""
    button: Any = opened.by_id(f"import-means-{column}")
    (line,) = (item for item in button.items if item.key == meaning)
    await opened.fire(line, "click")


@in_own_loop
async def test_what_a_column_means_is_said_once_and_kept_for_the_next_file(
    replica: Replica,
) -> None:
    async with Opened(replica, ImportScreen, width=DESKTOP) as opened:
        await pick(opened, ("people.csv", PEOPLE))
        await opened.shown("import-go")
        assert WORDS.t("import.left_out", columns="Spitzname") in opened.texts()
        await opened.click(COLUMNS)
        await opened.shown("import-columns-done")
        assert "Nori · Benno" in opened.texts()
        await choose(opened, "spitzname", "jobtitle")
        done: Any = opened.by_id("import-columns-done")
        assert done.content == WORDS.t("import.look_again")
        await opened.click("import-columns-done")
        await opened.shown("import-go")
        assert rows(replica, "contact") == 0
        await opened.click("import-go")
        await opened.shown("import-done")
    assert told(replica, "SELECT name, title FROM contact ORDER BY name") == [
        ("Ben Ott", "Benno"),
        ("Nora Falk", "Nori"),
    ]
    async with Opened(replica, ImportScreen) as again:
        await pick(again, ("next week.csv", PEOPLE.replace(b"Benno", b"Benni")))
        await again.shown("import-go")
        columns: Any = again.by_id("import-columns-next week.csv-contact")
        assert columns.content == WORDS.t("import.recalled")
        assert "1 changed, 1 already here" in again.texts()


@in_own_loop
async def test_a_table_can_be_something_else_or_nothing(replica: Replica) -> None:
    async with Opened(replica, ImportScreen) as opened:
        await pick(opened, ("people.csv", PEOPLE))
        await opened.shown("import-go")
        await opened.click(COLUMNS)
        await opened.click("import-kind-account")
        await opened.shown("import-means-firma")
        await opened.click("import-kind--")
        await opened.gone("import-means-firma")
        await opened.click("import-columns-done")
        await opened.shown("import-done")
        assert WORDS.t("import.nothing_read") in opened.texts()


@in_own_loop
async def test_a_bad_row_is_set_right_in_its_place(replica: Replica) -> None:
    bad = b'Record ID,Company name,City\n1,Hof,Ulm\n2,"Re"st,Ulm\n3,,Bonn\n'
    async with Opened(replica, ImportScreen) as opened:
        await pick(opened, ("companies.csv", bad))
        await opened.tap("import-look")
        await opened.tap("import-fix-4")
        await opened.shown("import-cell-company name")
        assert "Bonn" in [one.value for one in opened.find_all(ft.TextField)]
        await opened.write("import-cell-company name", "Rheinblick")
        await opened.click("import-fix-save")
        await opened.shown("import-look")
        assert "2 new, 1 not taken" in opened.texts()
        await opened.click("import-look")
        await opened.tap("import-fix-3")
        await opened.shown("import-cell-record id")
        assert '2,"Re"st,Ulm' in [one.value for one in opened.find_all(ft.TextField)]
        for name, value in (("record id", "2"), ("company name", "Rest"), ("city", "Ulm")):
            await opened.write(f"import-cell-{name}", value)
        await opened.click("import-fix-save")
        await opened.gone("import-cell-city")
        await opened.tap("import-go")
        await opened.shown("import-done")
    assert told(replica, "SELECT name, city FROM account ORDER BY name") == [
        ("Hof", "Ulm"),
        ("Rest", "Ulm"),
        ("Rheinblick", "Bonn"),
    ]


@in_own_loop
async def test_a_row_set_right_keeps_every_word_that_was_not_touched(replica: Replica) -> None:
    """A separator is missing, and another note has one too many: each arrives to its end."""
    long = "It began in Ulm. " * 120
    bad = (
        "Company;City;Phone;Notes\n"
        f"Hof;Ulm 0731 1;{long}end\n"
        f"Rest;Bonn;0228 2;{long};and on;end\n"
        f'Bad;Graz;0316 3;"{long}\n\nend"\nToo;few\n'
    )
    async with Opened(replica, ImportScreen, width=DESKTOP) as opened:
        await pick(opened, ("companies.csv", bad.encode()))
        await opened.shown("import-go")
        await opened.tap("import-fix-2")
        await opened.shown("import-cell-phone")
        phone: Any = opened.by_id("import-cell-phone")
        for name, value in (("city", "Ulm"), ("notes", phone.value), ("phone", "0731 1")):
            await opened.write(f"import-cell-{name}", value)
        await opened.click("import-fix-save")
        await opened.gone("import-cell-phone")
        await opened.tap("import-fix-3")
        await opened.shown("import-cell-phone")
        await opened.write("import-cell-phone", "0228 22")
        await opened.click("import-fix-save")
        await opened.gone("import-cell-phone")
        await opened.tap("import-go")
        await opened.shown("import-done")
    assert told(replica, "SELECT text FROM note ORDER BY text") == [
        (f"{long}\n\nend",),
        (f"{long};and on;end",),
        (f"{long}end",),
    ]
    assert told(replica, "SELECT phone FROM account WHERE name = 'Rest'") == [("0228 22",)]


@in_own_loop
async def test_a_cell_of_several_lines_keeps_them_while_one_types(replica: Replica) -> None:
    bad = b'Record ID,Company name,Street\n1,,"Hofgasse 3\nHinterhaus"\n'
    async with Opened(replica, ImportScreen, width=DESKTOP) as opened:
        await pick(opened, ("companies.csv", bad))
        await opened.tap("import-fix-2")
        await opened.shown("import-cell-street")
        street: Any = opened.by_id("import-cell-street")
        name: Any = opened.by_id("import-cell-company name")
        assert (street.multiline, name.multiline) == (True, False)


@in_own_loop
async def test_who_may_be_here_is_asked_and_not_doubled(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(Account(name="Quittenhof GmbH", city="Ulm", must_know="Rings twice"))
    file = b"Company,City,Phone\nQuittenhof,Ulm,0731 5554433\nNebelkanne,Bonn,\n"
    async with Opened(replica, ImportScreen) as opened:
        await pick(opened, ("companies.csv", file))
        await opened.tap("import-doubts")
        await opened.said("Quittenhof")
        assert rows(replica, "account") == 1
        await opened.click("import-doubt-2-same")
        await opened.click("import-unlook")
        await opened.click("import-go")
        await opened.shown("import-done")
    assert told(replica, "SELECT name, phone, must_know FROM account ORDER BY name") == [
        ("Nebelkanne", "", ""),
        ("Quittenhof GmbH", "0731 5554433", "Rings twice"),
    ]
    async with Opened(replica, ImportScreen) as again:
        await pick(again, ("companies.csv", file))
        await again.shown("import-outcome")
        assert WORDS.t("import.nothing_new") in again.texts()


@in_own_loop
async def test_an_import_is_taken_back_at_once_or_after_a_restart(replica: Replica) -> None:
    async with Opened(replica, ImportScreen) as opened:
        await pick(opened, ("people.csv", PEOPLE))
        await opened.tap("import-go")
        await opened.tap("import-take-back")
        await opened.said(WORDS.t("import.undone_why"))
        assert told(replica, "SELECT count(*) FROM contact WHERE deleted = 0") == [(0,)]
        await opened.click("import-again")
        await opened.shown("import-take-back")
        assert told(replica, "SELECT count(*) FROM contact WHERE deleted = 0") == [(2,)]
    async with Opened(replica, ImportScreen) as restarted:
        await restarted.said("people.csv")
        await restarted.click("import-take-back")
        await restarted.said(WORDS.t("import.undone_why"))
    assert told(replica, "SELECT count(*) FROM contact WHERE deleted = 0") == [(0,)]


@in_own_loop
async def test_an_import_that_was_cut_off_goes_on_without_its_files(replica: Replica) -> None:
    """A browser's files are gone after a restart; the copies are not."""

    def cut(*_: object) -> None:
        raise StoreError(path="", detail="cut off")

    lines = b"".join(b"Nora;Falk %d;Hof\n" % n for n in range(5))
    file = SourceFile("people.csv", b"Vorname;Nachname;Firma\n" + lines)
    with pytest.raises(StoreError):
        import_runs.bring(replica, [file], ImportOptions(batch=2), cut)
    async with Opened(replica, ImportScreen) as opened:
        await opened.tap("import-go-on")
        await opened.shown("import-done")
    assert rows(replica, "contact") == 5


def test_files_of_imports_that_are_over_do_not_pile_up(replica: Replica) -> None:
    for number in range(3):
        file = SourceFile(f"../{number}.csv", PEOPLE)
        import_runs.bring(replica, [file], ImportOptions())
    folders = list((replica.path.parent / import_runs.FOLDER).iterdir())
    assert [len(list(folder.iterdir())) for folder in folders] == [1]


def test_a_photo_of_a_card_is_kept_with_its_customer_and_goes_with_the_import(
    replica: Replica,
) -> None:
    photo = "/9j/4AAQSkZJRgABAQ=="
    card = f"BEGIN:VCARD\nFN:Nora Falk\nORG:Hof\nPHOTO;ENCODING=b:{photo}\nEND:VCARD\n"
    done = import_runs.bring(replica, [SourceFile("a.vcf", card.encode())], ImportOptions())
    kept = (
        "SELECT t.name, t.mime, t.size, a.name FROM attachment t"
        " JOIN account a ON a.id = t.account_id WHERE t.deleted = 0"
    )
    assert told(replica, kept) == [("Nora Falk.jpg", "image/jpeg", 13, "Hof")]
    assert import_runs.take_back(replica, done.run_id) == 0
    assert told(replica, kept) == []
    assert told(replica, "SELECT count(*) FROM account WHERE deleted = 0") == [(0,)]
