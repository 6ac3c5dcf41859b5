"""A visit holds whom one met, what came of it, how they feel, products and photos."""

from collections.abc import Iterator
from pathlib import Path

import flet as ft
import flet_camera as fc
import pytest
from flet.controls.base_control import BaseControl

from app.commands.accounts import edit_account
from app.commands.capture import unfile_capture
from app.commands.visits import CustomerGoneError, VisitLog, log_visit, plan_visit
from app.filing import tidy_photos
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.photos import MAX_BYTES, NoPhotoError, PhotoFolder, PhotoTooLargeError, read, written
from app.queries.capture import visit_choices
from app.screens.capture_form import CaptureForm
from app.screens.problems import problem_words
from sync.client.erasing import erase
from sync.client.files import path_of
from sync.client.replica import Replica
from sync.core.records.product import Product
from sync.core.records.team import Team
from tests.app.flet_harness import in_own_loop
from tests.app.picked import JPEG, photo, pick
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import NOON_MS, make_account, make_contact, make_visit

WORDS = Catalog(ENGLISH)
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture
def known(replica: Replica) -> Replica:
    """A customer with two people, and two products."""
    with replica.transaction() as writer:
        writer.add(make_account("Café Röst", id="roest"))
        for name in ("Ines", "Tomasz"):
            writer.add(make_contact(name, id=name.lower(), account_id="roest"))
        writer.add(Product(id="oven", name="Oven"))
        writer.add(Product(id="grinder", name="Grinder"))
    return replica


@SIZES
def test_everything_about_a_visit_is_a_tap_each(
    known: Replica, tmp_path: Path, size: tuple[int, int]
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Window(known, tmp_path, size, "/capture?account=roest") as h:
            await h.tap("capture-met")
            await h.tap("capture-met-ines")
            await h.tap("capture-met-tomasz")
            await h.tap("capture-outcome")
            await h.tap("capture-outcome-0")
            await h.tap("capture-mood-happy")
            await h.tap("capture-products")
            await h.tap("capture-products-oven")
            await pick(h, photo(tmp_path / "shelf.jpg"))
            await h.sees("capture-photos")
            await h.tap("capture-save")
            visit = "SELECT met, outcome, mood, products, contact_id FROM visit"
            said = ("ines tomasz", WORDS.t("more.outcome_order"), "happy", "oven", "ines")
            await h.eventually(visit, [said])
            await h.eventually("SELECT mood, mood_ms > 0 FROM account", [("happy", 1)])
            kept = "SELECT a.name, a.mime, a.size, v.id = a.visit_id FROM attachment a, visit v"
            await h.eventually(kept, [("shelf.jpg", "image/jpeg", len(JPEG), 1)])
            ((sha256,),) = h.rows("SELECT sha256 FROM attachment")
            kept_at = path_of(known, sha256)
            assert kept_at
            assert kept_at.read_bytes() == JPEG

    told()


def pictures(window: Window) -> list[ft.Image]:
    """Return the kept pictures on screen."""
    return window.find_all(ft.Image, lambda image: "files" in str(image.src))


@SIZES
def test_a_visit_shows_what_was_told_and_its_photos(
    known: Replica, tmp_path: Path, size: tuple[int, int]
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Window(known, tmp_path, size, "/capture?account=roest") as h:
            await h.tap("capture-met")
            await h.tap("capture-met-ines")
            await h.tap("capture-outcome")
            await h.tap("capture-mood-happy")
            await pick(h, photo(tmp_path / "shelf.jpg"))
            await h.sees("capture-photos")
            await h.tap("capture-save")
            await h.eventually("SELECT count(*) FROM attachment", [(1,)])
            ((visit,),) = h.rows("SELECT id FROM visit")
            ((shelf,),) = h.rows("SELECT id FROM attachment")
            await h.page.push_route("/customers/roest")
            await h.tap(f"moment-{visit}")
            assert "Ines · Happy · 1 photo" in h.texts()
            await h.tap(f"moment-photos-{visit}")
            await h.tap(f"visit-photo-{shelf}")
            await h.sees("visit-photo-large")
            await h.wait_for(lambda: len(pictures(h)) == 2)  # small and large
            await h.tap(f"visit-photo-{shelf}")
            await h.wait_for(lambda: "visit-photo-large" not in h.ids())
            await h.tap("sheet-close")
            await h.sees(f"moment-{visit}")

    told()


@in_own_loop
async def test_undo_brings_the_photos_back_to_the_form(known: Replica, tmp_path: Path) -> None:
    async with Window(known, tmp_path, route="/capture?account=roest") as h:
        await pick(h, photo(tmp_path / "shelf.jpg"))
        await h.sees("capture-photos")
        await h.tap("capture-save")
        await h.eventually("SELECT deleted FROM attachment", [(0,)])
        await h.undo()
        await h.eventually("SELECT deleted FROM attachment", [(1,)])
        await h.sees("capture-photos")
        assert len(h.ids("capture-thumb-")) == 1


@in_own_loop
async def test_photos_of_a_draft_outlive_the_app_and_others_go(
    known: Replica, tmp_path: Path
) -> None:
    async with Window(known, tmp_path, route="/capture?account=roest") as h:
        await pick(h, photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg"))
        await h.wait_for(lambda: len(h.ids("capture-thumb-")) == 2)
        await h.tap(h.ids("capture-photo-drop-")[0])
        await h.wait_for(lambda: len(h.ids("capture-thumb-")) == 1)
        await h.tap("sheet-close")
        await h.eventually("SELECT count(*) FROM draft", [(1,)])
        folder = h.runtime.folder / "photos"
        assert len(list(folder.iterdir())) == 2
        await tidy_photos(h.runtime)
        assert len(list(folder.iterdir())) == 1
        await h.tap("capture")
        await h.wait_for(lambda: len(h.ids("capture-thumb-")) == 1)
        assert h.rows("SELECT count(*) FROM attachment") == [(0,)]  # nothing is sent before


@in_own_loop
async def test_what_is_no_photo_or_too_large_is_said_and_the_words_stay(
    known: Replica, tmp_path: Path
) -> None:
    large = tmp_path / "large.jpg"
    with large.open("wb") as file:
        file.write(JPEG)
        file.truncate(50 * 1024 * 1024)
    fifty = ft.FilePickerFile(id=0, name="large.jpg", size=0, path=str(large))
    async with Window(known, tmp_path, route="/capture?account=roest") as h:
        await h.write("capture-text", "They want three.")
        await pick(h, fifty)
        await h.sees("capture-problem")
        assert WORDS.t("error.photo_too_large", size=50, most=25) in h.texts()
        await pick(h, photo(tmp_path / "song.jpg", b"ID3" + bytes(100)), photo(tmp_path / "ok.jpg"))
        await h.wait_for(lambda: WORDS.t("error.no_photo", name="song.jpg") in h.texts())
        await h.wait_for(lambda: len(h.ids("capture-thumb-")) == 1)
        await h.tap("capture-save")
        await h.eventually("SELECT text FROM note", [("They want three.",)])
        await h.eventually("SELECT name FROM attachment", [("ok.jpg",)])


CAMERAS = [
    {"name": "front", "lens_direction": "front", "sensor_orientation": 90},
    {"name": "back", "lens_direction": "back", "sensor_orientation": 90},
]


@in_own_loop
async def test_the_camera_takes_a_photo_in_two_taps(known: Replica, tmp_path: Path) -> None:
    window = Window(known, tmp_path, route="/capture?account=roest")
    window.answers = {"get_available_cameras": CAMERAS, "take_picture": JPEG}
    async with window as h:
        await h.tap("capture-camera")
        await h.wait_for(lambda: "initialize" in [name for name, _ in h.invoked])
        opened = dict(h.invoked)["initialize"]
        assert opened["description"]["name"] == "back"
        assert opened["enable_audio"] is False
        await h.tap("camera-take")
        assert h.taps == 2
        await h.wait_for(lambda: len(h.ids("capture-thumb-")) == 1)
        await h.tap("capture-save")
        await h.eventually("SELECT mime, size FROM attachment", [("image/jpeg", len(JPEG))])


@in_own_loop
async def test_a_form_drawn_again_while_the_camera_opens_keeps_it(
    known: Replica, tmp_path: Path
) -> None:
    window = Window(known, tmp_path, route="/capture?account=roest")

    def while_the_form_is_drawn_again(_: object) -> object:
        shown = window.find(fc.Camera)
        around = [one for one in parents(shown) if isinstance(one, ft.Component)]
        around[1].update()  # type: ignore[no-untyped-call]  # Flet leaves it so
        assert window.find(fc.Camera) is not shown
        return CAMERAS

    window.answers = {"get_available_cameras": while_the_form_is_drawn_again}
    async with window as h:
        await h.tap("capture-camera")
        await h.wait_for(lambda: "initialize" in [name for name, _ in h.invoked])
        assert not h.ids("camera-problem")


def parents(control: BaseControl) -> Iterator[BaseControl]:
    above = control.parent
    while above is not None:
        yield above
        above = above.parent


@pytest.mark.parametrize("cameras", [[], RuntimeError("CameraAccessDenied")])
def test_a_camera_that_does_not_open_says_so_and_the_words_stay(
    known: Replica, tmp_path: Path, cameras: object
) -> None:
    @in_own_loop
    async def told() -> None:
        window = Window(known, tmp_path, route="/capture?account=roest")
        window.answers = {"get_available_cameras": cameras}
        async with window as h:
            await h.write("capture-text", "They want three.")
            await h.tap("capture-camera")
            await h.sees("camera-problem")
            await h.tap("camera-close")
            await h.tap("capture-save")
            await h.eventually("SELECT text FROM note", [("They want three.",)])

    told()


@in_own_loop
async def test_no_more_photos_than_one_note_holds(known: Replica, tmp_path: Path) -> None:
    async with Window(known, tmp_path, route="/capture?account=roest") as h:
        await pick(h, *(photo(tmp_path / f"{at}.jpg") for at in range(12)))
        await h.wait_for(lambda: len(h.ids("capture-thumb-")) == 10)
        assert WORDS.t("photo.most", count=10) in h.texts()


@in_own_loop
async def test_a_customer_deleted_elsewhere_costs_no_word(known: Replica, tmp_path: Path) -> None:
    async with Window(known, tmp_path, route="/capture?account=roest") as h:
        await h.write("capture-text", "They want three.")
        with known.transaction() as writer:
            edit_account(writer, "roest", deleted=True)
            writer.add(make_account("Stadtwerke", id="works"))
        await h.tap("capture-save")
        await h.sees("capture-problem")
        assert WORDS.t("error.customer_gone", name="Café Röst") in h.texts()
        assert h.rows("SELECT count(*) FROM visit") == [(0,)]
        await h.tap("capture-customer")
        await h.write("picker-search", "Stadt")
        await h.tap("picker-works")
        await h.tap("capture-save")
        await h.eventually("SELECT account_id, text FROM note", [("works", "They want three.")])


@in_own_loop
async def test_two_windows_of_one_person_log_one_plan_once_and_lose_nothing(
    known: Replica, tmp_path: Path
) -> None:
    with known.transaction() as writer:
        me = writer.actor.user_id
        writer.add(make_visit(id="plan", account_id="roest", done=False, owner_id=me))
    async with Window(known, tmp_path, route="/capture?visit=plan") as one:
        await one.sees("capture-text")
        async with Window(
            known, tmp_path, DESKTOP, "/capture?visit=plan", runtime=one.runtime
        ) as two:
            await one.write("capture-text", "Said in the one")
            await two.write("capture-text", "Said in the other")
            await one.tap("capture-save")
            await one.eventually("SELECT done FROM visit", [(1,)])
            await two.tap("capture-save")
            said = "SELECT n.text, v.id = 'plan' FROM note n JOIN visit v ON v.id = n.visit_id"
            await two.eventually(
                f"{said} ORDER BY 2 DESC", [("Said in the one", 1), ("Said in the other", 0)]
            )


def test_the_teams_own_outcomes_are_offered(known: Replica) -> None:
    with known.transaction() as writer:
        team_id = writer.connection.exec_driver_sql("SELECT id FROM team").scalar_one()
        writer.edit(Team, team_id, outcomes="Tasting done\n\n  Machine sold ")
    with known.reading() as connection:
        choices = visit_choices(connection, "roest")
    assert choices.outcomes == ("Tasting done", "Machine sold")
    assert [one.name for one in choices.people] == ["Ines", "Tomasz"]
    assert [one.name for one in choices.products] == ["Grinder", "Oven"]


def test_people_of_another_customer_do_not_come_along() -> None:
    form = CaptureForm(account_id="roest", met="ines", deal_id="d", products="oven")
    other = form.about("works", "Stadtwerke")
    assert (other.met, other.deal_id, other.products) == ("", "", "oven")
    assert form.toggled("met", "ines") == ""
    assert form.toggled("met", "tomasz") == "ines tomasz"


def test_a_mood_is_taken_back_with_its_visit(known: Replica) -> None:
    with known.transaction() as writer:
        done = log_visit(writer, VisitLog(account_id="roest", mood="unhappy"))
    with known.transaction() as writer:
        unfile_capture(writer, done, "capture-1", {"text": "x"})
    with known.reading() as connection:
        assert connection.exec_driver_sql("SELECT mood FROM account").scalar_one() == ""


@pytest.mark.parametrize("account_id", ["gone", "erased"])
def test_nothing_is_written_about_a_customer_who_is_gone(replica: Replica, account_id: str) -> None:
    with replica.transaction() as writer:
        writer.add(make_account(id="gone", deleted=True))
        with pytest.raises(CustomerGoneError):
            log_visit(writer, VisitLog(account_id=account_id, text="Words"))
        with pytest.raises(CustomerGoneError):
            plan_visit(writer, account_id, NOON_MS)


@in_own_loop
async def test_a_customer_erased_elsewhere_costs_no_word(known: Replica, tmp_path: Path) -> None:
    draft = "SELECT body ->> 'text', body ->> 'account_id' FROM draft"
    async with Window(known, tmp_path, route="/capture?account=roest") as h:
        await h.write("capture-text", "They want three.")
        await h.eventually(draft, [("They want three.", "roest")])
        with known.transaction() as writer:
            writer.add(make_account("Stadtwerke", id="works"))
        with known.exclusive() as connection:
            erase(connection, "roest")
        assert h.rows(draft) == []
        await h.tap("capture-save")
        await h.sees("capture-problem")
        assert WORDS.t("error.customer_absent") in h.texts()
        await h.eventually(draft, [("They want three.", "")])
        await h.tap("capture-customer")
        await h.write("picker-search", "Stadt")
        await h.tap("picker-works")
        await h.tap("capture-save")
        await h.eventually("SELECT account_id, text FROM note", [("works", "They want three.")])


def test_a_photo_is_what_its_bytes_say(tmp_path: Path) -> None:
    folder = PhotoFolder(tmp_path)
    kept = folder.keep("p1", "x" * 300 + ".png", JPEG)
    assert (kept.mime, kept.size, len(kept.name)) == ("image/jpeg", len(JPEG), 200)
    assert folder.path("p1").read_bytes() == JPEG
    with pytest.raises(NoPhotoError):
        folder.keep("p2", "a.jpg", b"<svg onload=alert(1)>")
    with pytest.raises(PhotoTooLargeError):
        folder.keep("p3", "a.jpg", JPEG[:4] + bytes(MAX_BYTES))
    assert read(written([kept])) == (kept,)
    assert read("") == ()
    assert folder.path("../../secret").parent == tmp_path / "photos"


def test_every_trouble_with_a_photo_has_words() -> None:
    for error in (NoPhotoError(name="a"), PhotoTooLargeError(size=50, most=25)):
        assert problem_words(WORDS, error) != WORDS.t("error.unexpected")
