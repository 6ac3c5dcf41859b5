"""Moving in from another system, by clicking."""

import csv
from pathlib import Path

from playwright.sync_api import expect

from tests.exports import salesforce_export
from tests.stories.conftest import OpenWindow
from tests.stories.notebooks import rows
from tests.stories.processes import Process
from tests.stories.window import Size, Window

DEALS = 300
COUNTS = (
    "SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM deal),"
    " (SELECT count(*) FROM user), (SELECT coalesce(sum(amount_minor), 0) FROM deal)"
)
ALIVE = (
    "SELECT (SELECT count(*) FROM account WHERE deleted = 0),"
    " (SELECT count(*) FROM deal WHERE deleted = 0)"
)
PEOPLE = "Vorname;Nachname;Firma;Rolle\nJörg;Müller;Hof;Einkauf\nNora;Falk;Hof;Chefin\n"
TITLES = "SELECT name, title FROM contact WHERE deleted = 0 ORDER BY name"


def pick(window: Window, *files: Path) -> None:
    with window.page.expect_file_chooser() as chooser:
        window.tap("import-pick")
    chooser.value.set_files(files)


def amounts(export: Path) -> int:
    with (export / "Opportunity.csv").open(encoding="utf-8", newline="") as source:
        return sum(round(float(row["Amount"] or 0) * 100) for row in csv.DictReader(source))


def test_an_export_is_looked_at_brought_in_once_and_never_twice(
    alone: Process, open_window: OpenWindow, size: Size, tmp_path: Path
) -> None:
    export = salesforce_export(tmp_path / "export", DEALS, accounts=20, users=5)
    files = sorted(export.glob("*.csv"))
    window = open_window(alone, size, "/me")
    window.tap("me-import")
    before = rows(alone.folder, COUNTS)

    # Nonsense first: said file by file, and nothing is touched.
    photo, poem = tmp_path / "photo.jpg", tmp_path / "poem.csv"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(2_000))
    poem.write_text("Roses are red,violets are blue\nsugar,sweet\n", encoding="utf-8")
    pick(window, photo, poem)
    expect(window.text("None of these files could be read. Nothing was changed.")).to_be_visible()
    expect(window.text("This is no table and no address book.")).to_be_visible()
    expect(window.text("Nothing in its first line says")).to_be_visible()
    expect(window.find("import-go")).to_have_count(0)
    assert rows(alone.folder, COUNTS) == before

    # The preview counts, and writes nothing.
    pick(window, *files)
    expect(window.text("Nothing is written yet.")).to_be_visible()
    expect(window.find("import-count-deal").get_by_text(f"{DEALS} deals")).to_be_visible()
    assert rows(alone.folder, COUNTS) == before

    window.tap("import-go")
    expect(window.text("have arrived")).to_be_visible(timeout=60_000)
    expect(window.find("import-count-deal").get_by_text(f"{DEALS} new")).to_be_visible()
    expect(window.find("import-count-account").get_by_text("20 new")).to_be_visible()
    arrived = rows(alone.folder, COUNTS)
    assert arrived == [(20, DEALS, 6, amounts(export))]
    window.tap("import-done")
    expect(window.starting_with("deal-row-").first).to_be_visible()

    # Once more: nothing new.
    window.tap("tab-me")
    window.tap("me-import")
    pick(window, *files)
    expect(window.text("Nothing new: all of it is here already.")).to_be_visible()
    expect(window.find("import-go")).to_have_count(0)
    assert rows(alone.folder, COUNTS) == arrived

    # A list of the team's own: what a column means is said, the import is taken back.
    people = tmp_path / "Messekontakte.csv"
    people.write_text(PEOPLE, encoding="cp1252")
    pick(window, people)
    expect(window.text("2 people")).to_be_visible()
    window.tap("import-columns-Messekontakte.csv-contact")
    window.tap("import-means-rolle")
    window.tap("import-means-rolle-jobtitle")
    window.tap("import-columns-done")
    expect(window.find("import-columns-done")).to_have_count(0)
    window.tap("import-go")
    expect(window.text("have arrived")).to_be_visible()
    assert rows(alone.folder, TITLES) == [("Jörg Müller", "Einkauf"), ("Nora Falk", "Chefin")]
    window.tap("import-take-back")
    expect(window.text("All is as it was before.")).to_be_visible()
    assert rows(alone.folder, TITLES) == []
    assert rows(alone.folder, ALIVE) == [(arrived[0][0], arrived[0][1])]
