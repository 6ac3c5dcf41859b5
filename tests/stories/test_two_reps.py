"""Two reps change one deal while the server is away: both are right."""

import json
import signal
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Team
from tests.stories.notebooks import is_so, rows, server_rows, wait_until
from tests.stories.window import Size, Window


def write_title(window: Window, title: str) -> None:
    window.tap("deal-field-title")
    window.type("deal-title", title, tap=False)
    window.tap("deal-save")
    expect(window.find("deal-title")).to_have_count(0)


@pytest.mark.parametrize("size", ["desktop"])
def test_what_two_reps_change_apart_is_kept_field_by_field(
    team: Team, open_window: OpenWindow, size: Size
) -> None:
    first, second = f"Two ovens, says Jonas ({size})", f"Two ovens, says Aisha ({size})"
    deal = team.deal()
    manager = open_window(team.app("manager"), "desktop", f"/deals/{deal}")
    jonas = open_window(team.app("rep"), size, f"/deals/{deal}")
    aisha = open_window(team.app("rep2"), size, f"/deals/{deal}")
    windows = (manager, jonas, aisha)
    for window in windows:
        expect(window.find("deal-field-amount")).to_be_visible()
    team.server.stop(signal.SIGKILL)

    # One field both, the second later; and one field each.
    write_title(jonas, first)
    write_title(aisha, second)
    jonas.tap("deal-field-amount")
    jonas.type("deal-amount", "98765", tap=False)
    jonas.tap("deal-save")
    expect(jonas.text("98,765")).to_be_visible()
    aisha.tap("deal-field-expected")
    aisha.tap("deal-expected-today")  # on many a day the others fall together
    expect(aisha.find("deal-expected-today")).to_have_count(0)
    expect(aisha.text("98,765")).to_have_count(0)

    team.server.start()
    for window in windows:
        expect(window.text("98,765")).to_be_visible(timeout=90_000)
        expect(window.text(second)).to_be_visible(timeout=90_000)
    # What lost stands beside the title for the two who wrote, and for nobody else.
    expect(manager.text(first)).to_have_count(0)
    for window in (jonas, aisha):
        expect(window.text(first)).to_be_visible(timeout=90_000)

    # The same on every device and the server; what lost is kept there.
    columns = ("title", "amount_minor", "currency", "expected_on")
    sql = f"SELECT {', '.join(columns)} FROM deal WHERE id = ?"
    (at_manager,) = rows(team.folder / "manager", sql, deal)
    assert at_manager[:2] == (second, 9_876_500)
    for person in ("rep", "rep2"):
        folder = team.folder / person
        wait_until(partial(is_so, folder, sql, (deal,), at_manager))
        wait_until(partial(is_so, folder, "SELECT count(*) FROM outbox", (), (0,)))
    ((fields,),) = server_rows(
        team.folder / "server", "SELECT fields FROM record WHERE id = ?", deal
    )
    assert tuple(json.loads(fields)[name] for name in columns) == at_manager
    lost = (
        "SELECT json_extract(fields, '$.field'), json_extract(fields, '$.value')"
        " FROM record WHERE about = ?"
    )
    assert server_rows(team.folder / "server", lost, deal) == [("title", json.dumps(first))]
