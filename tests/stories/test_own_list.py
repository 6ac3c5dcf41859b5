"""A rep's own list: a deal moved in two taps, its reason in one more, a pin that stays on top."""

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Team
from tests.stories.notebooks import one, wait_until
from tests.stories.window import Size, Window


def find(window: Window, title: str, deal: str) -> None:
    """Search the list for a deal."""
    window.type("deals-search", title)
    rows = window.starting_with("deal-row-")
    # The rows stand still once none is there that does not hold the words.
    expect(rows.filter(has_not_text=title)).to_have_count(0)
    expect(window.find(f"deal-row-{deal}")).to_be_visible()


def test_a_rep_moves_wins_and_pins_deals(team: Team, open_window: OpenWindow, size: Size) -> None:
    folder = team.folder / "rep"
    moved, pinned = team.deal(), team.deal()
    title = "SELECT title FROM deal WHERE id = ?"
    rep = open_window(team.app("rep"), size, "/deals")

    # Moved in two taps, and why in one more.
    find(rep, one(folder, title, moved), moved)
    before = rep.taps
    rep.tap(f"deal-row-{moved}")
    rep.tap("deal-stage-stage-won")
    assert rep.taps - before == 2
    stage = "SELECT stage_id FROM deal WHERE id = ?"
    wait_until(lambda: one(folder, stage, moved) == "stage-won")
    rep.tap("deal-reason-tag-Price")
    tag = "SELECT reason_tag FROM deal WHERE id = ?"
    wait_until(lambda: one(folder, tag, moved) == "Price")
    assert rep.taps - before == 3

    # Pinned in two, with a reason for whom it may concern: nobody but the rep.
    rep.open("/deals")
    find(rep, one(folder, title, pinned), pinned)
    before = rep.taps
    rep.tap(f"deal-menu-{pinned}")
    rep.press(rep.text("Pin on top"))
    assert rep.taps - before == 2
    rep.type("pin-why", "They merge in March", tap=False)
    rep.tap("pin-why-save")
    why = "SELECT count(*) FROM deal_place WHERE deal_id = ? AND pinned AND why LIKE 'They merge%'"
    wait_until(lambda: one(folder, why, pinned) == 1)
    rep.type("deals-search", "")
    # Above all that is not pinned; the story of the other size may have pinned one, too.
    pins = int(str(one(folder, "SELECT count(*) FROM deal_place WHERE pinned")))
    wait_until(lambda: f"deal-row-{pinned}" in rep.identifiers("deal-row-")[:pins])
    wait_until(lambda: len(rep.identifiers("deal-row-")) > pins)
    wait_until(lambda: one(folder, "SELECT count(*) FROM outbox") == 0)
    seen = one(team.folder / "manager", "SELECT count(*) FROM deal_place")
    assert seen == 0
