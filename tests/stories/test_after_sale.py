"""A customer calls: the problem is written down in three taps, the call in two more."""

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Team
from tests.stories.notebooks import one, rows, wait_until
from tests.stories.window import Size


def test_a_problem_is_recorded_seen_by_the_manager_and_solved(
    team: Team, open_window: OpenWindow, size: Size
) -> None:
    words = f"The new grinder stops when it gets hot, {size}."
    folder = team.folder / "rep"
    known = "SELECT id FROM account WHERE must_know <> '' AND NOT deleted ORDER BY id LIMIT 1"
    account = one(folder, known)
    one_problem = "SELECT id FROM problem WHERE text = ?"
    rep = open_window(team.app("rep"), size, f"/customers/{account}")
    rep.tap("problem-new")
    rep.type("problem-text", words, tap=False)
    rep.tap("problem-save")
    assert rep.taps == 2, "with the tap that opens a customer from the list, three"
    expect(rep.text(words)).to_be_visible()
    problem = one(folder, one_problem, words)
    expect(rep.find(f"problem-{problem}")).to_be_visible()
    heights = [rep.find(what).bounding_box() for what in (f"problem-{problem}", "must-know")]
    assert heights[0]
    assert heights[1]
    assert heights[0]["y"] < heights[1]["y"], "it stands above everything else"

    rep.tap("customer-call")
    rep.tap("capture-save")
    assert rep.taps == 4, "the call and its note are two"
    calls = "SELECT count(*) FROM visit WHERE form = 'call' AND account_id = ? AND at_ms >= ?"
    since = one(folder, "SELECT created_ms FROM problem WHERE id = ?", problem)
    wait_until(lambda: rows(folder, calls, account, since) == [(1,)])

    manager = open_window(team.app("manager"), "desktop", f"/customers/{account}")
    expect(manager.find(f"problem-{problem}")).to_be_visible(timeout=60_000)
    manager.tap(f"problem-solve-{problem}")
    expect(manager.find(f"problem-{problem}")).to_have_count(0)
    expect(rep.find(f"problem-{problem}")).to_have_count(0, timeout=60_000)
