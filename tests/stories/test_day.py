"""A rep's day: who is unhappy, what is promised, the next stop; and the stops in order."""

import struct
import time
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Geolocation, expect

from app.device import open_replica
from sync.client.join import start_alone
from sync.core.records.problem import Problem
from sync.core.spans import DAY_MS
from tests.builders import make_account, make_follow_up, make_visit
from tests.stories.conftest import OpenWindow, Started
from tests.stories.notebooks import rows, wait_until
from tests.stories.processes import Process, app_process
from tests.stories.window import Size, Window

HERE: Geolocation = {"latitude": 52.5200, "longitude": 13.2900}
FAR, NEAR, MIDDLE = "Kaffeehaus Ost", "Rösterei West", "Hotel Mitte"
WORDS = "They want three grinders."
_FOUND_OR_NOT_MS = 30_000
"""The app gives a position 15 s (`app.whereabouts`) before it says that there is none."""


@pytest.fixture
def day(tmp_path: Path, started: Started) -> Process:
    """The app of a rep with three stops, two promises and an unhappy customer."""
    folder = tmp_path / "day"
    replica = open_replica(folder)
    start_alone(replica, "Ada Byron", "Ada Byron", "EUR")
    now_ms = replica.now_ms()
    with replica.transaction() as writer:
        me = writer.actor.user_id
        for name, east in ((FAR, 13.50), (NEAR, 13.30), (MIDDLE, 13.41)):
            place, phone = f"52.52,{east}", "+49 30 1234"
            writer.add(make_account(name, id=name[-3:], owner_id=me, place=place, phone=phone))
        for at, name in enumerate((FAR, NEAR, MIDDLE)):
            at_ms = now_ms + at * 1_000
            writer.add(
                make_visit(at_ms, id=f"to{at}", account_id=name[-3:], done=False, owner_id=me)
            )
        for name in ("first", "second"):
            due = time.strftime("%Y-%m-%d", time.localtime(now_ms / 1000 - DAY_MS / 1000))
            writer.add(make_follow_up(name, id=name, account_id=FAR[-3:], due_on=due, owner_id=me))
        writer.add(make_account("Bar Sauer", id="bar", owner_id=me, mood="unhappy", mood_ms=now_ms))
        writer.add(Problem(account_id="bar", text="The machine leaks"))
    replica.close()
    return started(app_process(folder))


def test_a_day_is_done_in_a_few_taps(day: Process, open_window: OpenWindow, size: Size) -> None:
    window = open_window(day, size, "/")
    expect(window.find("today-unhappy-bar")).to_be_visible()
    expect(window.text("The machine leaks")).to_be_visible()

    # A promise kept: one gesture, or one tap on the circle beside it.
    swipe(window, "today-step-first")
    wait_until(lambda: done(day, "first"))
    assert window.taps == 0
    window.tap("today-done-second")
    wait_until(lambda: done(day, "second"))
    assert window.taps == 1

    # A visit: capture, words, save.
    window.taps = 0
    window.tap("capture")
    window.type("capture-text", WORDS)
    window.tap("capture-save")
    assert window.taps <= 3
    wait_until(lambda: rows(day.folder, "SELECT text FROM note") == [(WORDS,)])
    expect(window.find("capture-text")).to_have_count(0)

    if size == "desktop":  # the phone that Chromium plays has nothing that dials
        window.taps = 0
        window.tap("today-call")
        window.tap("capture-save")
        assert window.taps == 2
        logged = "SELECT count(*) FROM visit WHERE done AND form = 'call'"
        wait_until(lambda: rows(day.folder, logged) == [(1,)])


def test_the_stops_of_a_day_are_found_and_put_in_order(
    day: Process, open_window: OpenWindow, size: Size, tmp_path: Path
) -> None:
    window = open_window(day, size, "/")
    window.tap("today-order")
    window.tap("stops-near")  # this browser does not say where it is
    expect(window.find("near-problem")).to_be_visible(timeout=_FOUND_OR_NOT_MS)

    window.context.grant_permissions(["geolocation"])
    window.context.set_geolocation(HERE)
    window.taps = 0
    window.tap("stops-near")
    expect(window.find(f"near-{NEAR[-3:]}")).to_be_visible()
    window.tap("stops-shortest")
    order = "SELECT account_id FROM visit WHERE position > 0 ORDER BY position"
    wait_until(lambda: rows(day.folder, order) == [(name[-3:],) for name in (NEAR, MIDDLE, FAR)])
    assert window.taps == 2
    window.tap("sheet-close")

    # A visit with a photo.
    window.tap("capture")
    expect(window.find("capture-photo")).to_be_visible()
    picture = tmp_path / "shelf.png"
    picture.write_bytes(png())
    with window.page.expect_file_chooser() as choosing:
        window.tap("capture-photo")
    choosing.value.set_files(picture)
    expect(window.starting_with("capture-thumb-")).to_be_visible()
    window.tap("capture-save")
    kept = "SELECT a.name, a.mime, v.done FROM attachment a JOIN visit v ON v.id = a.visit_id"
    wait_until(lambda: rows(day.folder, kept) == [("shelf.png", "image/png", 1)])


def swipe(window: Window, identifier: str) -> None:
    """Push a row to the right with one finger."""
    box = window.find(identifier).bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    window.page.mouse.move(box["x"] + 80, middle)
    window.page.mouse.down()
    window.page.wait_for_timeout(300)  # a quicker one is taken for a tap
    for step in range(1, 11):
        window.page.mouse.move(box["x"] + 80 + step * (box["width"] - 120) / 10, middle)
        window.page.wait_for_timeout(16)
    window.page.mouse.up()


def done(process: Process, step_id: str) -> bool:
    return rows(process.folder, "SELECT done_ms > 0 FROM follow_up WHERE id = ?", step_id) == [(1,)]


def png() -> bytes:
    """Return a small picture, as a camera's gallery would."""

    def part(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    lines = b"".join(b"\0" + b"\x6b\x4e\x2e" * 40 for _ in range(40))
    head = part(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(lines)) + part(b"IEND", b"")
