"""Everything is taken along and brought back, and a lost server begins anew from a phone."""

import shutil
import zipfile
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Started, Team
from tests.stories.notebooks import is_so, one, rows, server_rows, wait_until
from tests.stories.processes import Process, app_process
from tests.stories.window import Size, Window

COUNTS = (
    "SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM deal),"
    " (SELECT count(*) FROM note), (SELECT coalesce(sum(amount_minor), 0) FROM deal)"
)

STAGE = "SELECT stage_id FROM deal WHERE id = ?"
CLASHES = "SELECT count(*) FROM record WHERE kind = 'conflict'"


def take_along(window: Window, row: str, target: Path) -> Path:
    """Make the file by tapping, and keep what the browser downloads."""
    window.tap(row)
    window.tap("take-make")
    expect(window.find("take-made")).to_be_visible(timeout=60_000)
    with window.page.expect_download() as download:
        window.tap("take-hand-over")
    assert download.value.suggested_filename.startswith("Rapport ")
    download.value.save_as(target)
    assert zipfile.ZipFile(target).testzip() is None
    return target


def test_everything_goes_along_to_an_empty_app(
    alone: Process, started: Started, open_window: OpenWindow, size: Size, tmp_path: Path
) -> None:
    window = open_window(alone, size, "/me")
    file = take_along(window, "me-take", tmp_path / "all.zip")

    other = started(app_process(tmp_path / "other"))
    fresh = open_window(other, size, "/")
    fresh.tap("welcome-back")
    photo = tmp_path / "photo.zip"
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    for chosen in (photo, file):
        with fresh.page.expect_file_chooser() as chooser:
            fresh.tap("back-pick")
        chooser.value.set_files(chosen)
        if chosen == photo:
            expect(fresh.text("This is not a file that Rapport wrote.")).to_be_visible()
    expect(fresh.find("tab-me")).to_be_visible(timeout=60_000)
    assert rows(other.folder, COUNTS) == rows(alone.folder, COUNTS)
    assert fresh.taps == 3, "the way back, a wrong file, the right one"


@pytest.mark.parametrize("size", ["phone"])
def test_a_lost_server_begins_anew_from_a_phone(
    team: Team, started: Started, open_window: OpenWindow, size: Size, tmp_path: Path
) -> None:
    """The manager's file starts it; the rep, who wrote meanwhile, joins with a code."""
    manager = open_window(team.app("manager"), size, "/me")
    file = take_along(manager, "me-source", tmp_path / "all.zip")
    expect(manager.text("rapport serve --from")).to_be_visible()
    before = rows(team.folder / "manager", COUNTS)
    team.server.stop()
    shutil.rmtree(team.server.folder)

    rep = open_window(team.app("rep"), size, f"/deals/{(deal := team.deal())}")
    rep.tap("deal-stage-stage-negotiation")
    server = Process(
        ["app.cli", *("serve", "--data", str(tmp_path / "new"), "--from", str(file))],
        team.server.port,
        tmp_path / "new",
        "/health",
    )
    server.folder.mkdir()
    server.command += ["--port", str(server.port)]
    started(server)

    join(manager, "take-join", (server.folder / "admin-invitation.txt").read_text("utf-8").strip())
    wait_until(lambda: bool(one(team.folder / "manager", "SELECT token FROM replica_state")))
    join(rep.open("/me"), "me-join", team.invitation("rep"))
    stage = "SELECT fields ->> 'stage_id' FROM record WHERE id = ?"
    wait_until(lambda: server_rows(server.folder, stage, deal) == [("stage-negotiation",)])
    wait_until(lambda: one(team.folder / "manager", STAGE, deal) == "stage-negotiation")
    for person in ("manager", "rep"):
        wait_until(partial(is_so, team.folder / person, COUNTS, (), *before))
    assert server_rows(server.folder, CLASHES) == [(0,)]


def join(window: Window, button: str, code: str) -> None:
    """Join again at the address that is known."""
    window.tap(button)
    window.type("join-code", code)
    window.tap("join-go")
    expect(window.find("join-go")).to_have_count(0)
