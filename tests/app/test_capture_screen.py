"""Log a visit or a call: few taps, saved at once, and no word ever lost."""

import json
from pathlib import Path

import flet as ft
import pytest

from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from sync.core.spans import HOUR_MS
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import NOON_MS, make_account, make_deal, make_visit
from tests.fakes import ManualClock


@pytest.fixture
def met(replica: Replica) -> Replica:
    """A replica whose person met one customer yesterday and another before."""
    with replica.transaction() as writer:
        me = writer.actor.user_id
        for name, days in (("Hotel Lindenhof", 1), ("Café Röst", 2)):
            account_id = writer.add(make_account(name, id=f"id-{name.split()[-1].lower()}"))
            at_ms = NOON_MS - days * 24 * HOUR_MS
            writer.add(make_visit(at_ms, account_id=account_id, owner_id=me))
    return replica


@in_own_loop
async def a_visit_in_two_taps(met: Replica, folder: Path, size: tuple[int, int]) -> None:
    async with Window(met, folder, size) as h:
        await h.tap("capture")
        await h.write("capture-text", "They want the price by Friday.")
        await h.tap("capture-save")
        assert h.taps == 2
        await h.eventually(
            "SELECT account_id, text, original FROM note",
            [("id-lindenhof", *["They want the price by Friday."] * 2)],
        )
        await h.sees("tab-today")
        assert h.rows("SELECT count(*) FROM visit WHERE done AND form = 'visit'") == [(3,)]
        assert h.rows("SELECT key FROM draft") == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_a_visit_is_logged_with_two_taps_and_the_words(
    met: Replica, tmp_path: Path, size: tuple[int, int]
) -> None:
    a_visit_in_two_taps(met, tmp_path, size)


@in_own_loop
async def test_a_visit_without_words_is_a_visit(met: Replica, tmp_path: Path) -> None:
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.tap("capture-save")
        await h.eventually("SELECT count(*) FROM visit", [(3,)])
        assert h.rows("SELECT * FROM note") == []


@in_own_loop
async def test_everything_said_is_filed_together(met: Replica, tmp_path: Path) -> None:
    with met.transaction() as writer:
        writer.add(make_deal("Two stations", id="deal-1", account_id="id-röst"))
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.tap("capture-form-call")
        await h.tap("capture-guess-id-röst")
        await h.write("capture-text", "Grinder is loud.")
        await h.tap("capture-read-unsure")
        await h.tap("capture-deal-deal-1")
        await h.tap("capture-step")
        await h.write("capture-step-text", "Bring the new one")
        await h.tap("capture-due-tomorrow")
        await h.tap("capture-save")
        await h.eventually(
            "SELECT account_id, deal_id, text, due_on FROM follow_up",
            [("id-röst", "deal-1", "Bring the new one", "2026-11-22")],
        )
        logged = "SELECT account_id, deal_id, form, read FROM visit ORDER BY created_ms DESC, at_ms"
        assert ("id-röst", "deal-1", "call", "unsure") in h.rows(logged)


@in_own_loop
async def test_a_call_is_offered_where_somebody_was_called(met: Replica, tmp_path: Path) -> None:
    async with Window(met, tmp_path, route="/capture?form=call&account=id-röst") as h:
        await h.tap("capture-save")
        await h.eventually("SELECT account_id FROM visit WHERE form = 'call'", [("id-röst",)])


@in_own_loop
async def test_a_new_customer_is_made_with_the_note(met: Replica, tmp_path: Path) -> None:
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.tap("capture-other")
        await h.write("picker-search", "Kantine am Hafen")
        await h.tap("picker-add")
        await h.write("capture-text", "New kitchen from spring.")
        await h.tap("capture-save")
        await h.eventually(
            "SELECT a.name FROM note n JOIN account a ON a.id = n.account_id",
            [("Kantine am Hafen",)],
        )


@in_own_loop
async def test_without_a_customer_it_asks_kindly_and_keeps_the_words(
    replica: Replica, tmp_path: Path
) -> None:
    async with Window(replica, tmp_path) as h:
        await h.tap("capture")
        await h.write("capture-text", "Somebody said something.")
        await h.tap("capture-save")
        assert WORDS.t("capture.no_customer") in h.texts()
        assert h.find(ft.TextField).value == "Somebody said something."
        assert h.rows("SELECT * FROM visit") == []


@in_own_loop
async def test_two_quick_taps_on_save_are_one_visit(met: Replica, tmp_path: Path) -> None:
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.sees("capture-save")
        button = h.by_id("capture-save")
        first = h.session.dispatch_event(button._i, "click", None)
        second = h.session.dispatch_event(button._i, "click", None)
        await first
        await second
        await h.sees("tab-today")
        assert h.rows("SELECT count(*) FROM visit") == [(3,)]


@in_own_loop
async def test_ctrl_enter_saves_and_escape_keeps(met: Replica, tmp_path: Path) -> None:
    async with Window(met, tmp_path, DESKTOP) as h:
        await h.tap("capture")
        await h.write("capture-text", "By keyboard.")
        await h.press_key("Escape")
        await h.sees("today-draft")
        assert h.rows("SELECT count(*) FROM note") == [(0,)]
        await h.tap("today-draft-action")
        await h.sees("capture-text")
        await h.press_key("Enter", ctrl=True)
        await h.eventually("SELECT text FROM note", [("By keyboard.",)])


# nothing is lost


@in_own_loop
async def words_before_the_kill(replica: Replica, folder: Path) -> None:
    async with Window(replica, folder) as h:
        await h.tap("capture")
        await h.tap("capture-guess-id-röst")
        await h.write("capture-text", "Half a sent")
        await h.eventually("SELECT count(*) FROM draft", [(1,)])


@in_own_loop
async def words_after_the_kill(replica: Replica, folder: Path) -> None:
    async with Window(replica, folder) as h:
        await h.sees("today-draft")
        assert "You were writing about Café Röst." in h.texts()
        await h.tap("capture")
        await h.sees("capture-another")
        assert h.find(ft.TextField).value == "Half a sent"
        assert "Café Röst" in h.texts()


def test_words_survive_a_kill(met: Replica, tmp_path: Path, clock: ManualClock) -> None:
    words_before_the_kill(met, tmp_path)
    again = Replica(met.path, clock, met._randbits)
    words_after_the_kill(again, tmp_path)
    again.close()


@pytest.fixture
def _never_pausing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept just because time passes."""
    monkeypatch.setattr("app.screens.drafts.PAUSE_S", 60.0)


@pytest.mark.usefixtures("_never_pausing")
@pytest.mark.parametrize("why", ["out of sight", "left the field", "closed"])
@in_own_loop
async def test_words_are_kept_before_anything_can_happen_to_them(
    met: Replica, tmp_path: Path, why: str
) -> None:
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.write("capture-text", "Sudden call")
        if why == "out of sight":
            await h.fire(h.page, "app_lifecycle_state_change", {"state": "hide"})
        elif why == "left the field":
            await h.fire(h.by_id("capture-text"), "blur")
        else:
            await h.tap("sheet-close")
        await h.wait_for(lambda: bool(h.rows("SELECT 1 FROM draft")))
        body = json.loads(h.rows("SELECT body FROM draft")[0][0])
        assert body["text"] == "Sudden call"


@pytest.mark.usefixtures("_never_pausing")
@in_own_loop
async def test_words_that_cannot_be_kept_hold_the_sheet_open_once(
    met: Replica, tmp_path: Path
) -> None:
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.write("capture-text", "No room")

        async def full(*_: object) -> None:
            raise DiskFullError

        h.runtime.run = full  # type: ignore[method-assign, assignment]
        await h.tap("sheet-close")
        assert WORDS.t("error.disk_full") in h.texts()
        assert h.find(ft.TextField).value == "No room"
        await h.tap("sheet-close")
        await h.wait_for(lambda: h.page.route == "/")


@in_own_loop
async def test_going_back_by_the_phone_itself_keeps_the_words(met: Replica, tmp_path: Path) -> None:
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.write("capture-text", "Swiped away")
        await h.page.push_route("/")
        await h.sees("today-draft")
        assert json.loads(h.rows("SELECT body FROM draft")[0][0])["text"] == "Swiped away"


@in_own_loop
async def test_undo_takes_everything_back_and_the_words_stand_there_again(
    met: Replica, tmp_path: Path
) -> None:
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.write("capture-text", "Too early.")
        await h.tap("capture-step")
        await h.write("capture-step-text", "Call")
        await h.tap("capture-save")
        await h.eventually("SELECT text FROM follow_up WHERE NOT deleted", [("Call",)])
        await h.undo()
        await h.sees("capture-another")
        assert [field.value for field in h.find_all(ft.TextField)] == ["Too early.", "Call"]
        for kind in ("note", "follow_up"):
            assert h.rows(f"SELECT 1 FROM {kind} WHERE NOT deleted") == []
        assert h.rows("SELECT count(*) FROM visit WHERE NOT deleted") == [(2,)]


@in_own_loop
async def test_a_full_disk_is_said_and_everything_stays(met: Replica, tmp_path: Path) -> None:
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.write("capture-text", "No room")
        await h.wait_for(lambda: bool(h.rows("SELECT 1 FROM draft")))
        run = h.runtime.run

        async def full(*_: object) -> None:
            raise DiskFullError

        h.runtime.run = full  # type: ignore[method-assign, assignment]
        await h.tap("capture-save")
        assert WORDS.t("error.disk_full") in h.texts()
        assert h.find(ft.TextField).value == "No room"
        h.runtime.run = run  # type: ignore[method-assign]
        await h.tap("capture-save")
        await h.eventually("SELECT text FROM note", [("No room",)])


@in_own_loop
async def test_another_note_leaves_the_first_one_waiting(met: Replica, tmp_path: Path) -> None:
    with met.transaction() as writer:
        writer.connection.exec_driver_sql(
            "INSERT INTO draft VALUES ('capture-1', ?, ?)",
            (json.dumps({"text": "First", "account": "X"}), NOON_MS - HOUR_MS),
        )
    async with Window(met, tmp_path) as h:
        await h.tap("capture")
        await h.tap("capture-another")
        await h.wait_for(lambda: h.find(ft.TextField).value == "")
        await h.write("capture-text", "Second")
        await h.tap("capture-save")
        await h.eventually("SELECT text FROM note", [("Second",)])
        assert h.rows("SELECT key FROM draft") == [("capture-1",)]


# where it opens


@in_own_loop
async def test_it_opens_over_a_customer_and_goes_back_there(met: Replica, tmp_path: Path) -> None:
    async with Window(met, tmp_path, route="/customers/id-röst") as h:
        await h.tap("capture")
        await h.sees("capture-customer")
        assert "Café Röst" in h.texts()
        await h.tap("capture-save")
        await h.wait_for(lambda: h.page.route == "/customers/id-röst")
        assert h.rows("SELECT count(*) FROM visit WHERE account_id = 'id-röst'") == [(2,)]
