"""Me as a function of what is known: how things stand, in words."""

from datetime import UTC, datetime

import flet as ft
import pytest

from app.queries.team import Me, Person
from app.queries.waiting import WaitingChange, WaitingSummary
from app.screens.me import MePage, me_view
from app.screens.me_device import DeviceActions
from app.screens.me_status import StatusActions, change_title, change_words, standing
from app.settings import Settings
from sync.client.engine import Progress
from sync.client.file_queue import FilesWaiting
from sync.client.scheduler import SyncStatus
from sync.core.errors import (
    OutdatedError,
    SignedOutError,
    UnreachableError,
    UntrustedError,
)
from sync.core.spans import MINUTE_MS
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS
from tests.builders import NOON_MS

NOW = datetime.fromtimestamp(NOON_MS / 1000, UTC)
ANNA = Me("u1", "Anna Berg", "rep", "Berg", "EUR", joined=True, server_url="http://server")
ALONE = Me("u1", "Anna Berg", "admin", "Berg", "EUR", joined=False, server_url="")
HEARD_MS = NOON_MS - 2 * MINUTE_MS


def summary(**fields: object) -> WaitingSummary:
    """Return what waits: nothing, heard of two minutes ago."""
    start: dict[str, object] = {
        "joined": True,
        "waiting": 0,
        "refused": 0,
        "synced_ms": HEARD_MS,
        "changes": (),
    }
    return WaitingSummary(**{**start, **fields})  # type: ignore[arg-type]  # each has its own type


def change(**fields: object) -> WaitingChange:
    """Return a waiting change of a deal's amount."""
    start: dict[str, object] = {
        "numbers": (7,),
        "kind": "deal",
        "record_id": "d1",
        "title": "Espresso bar",
        "new": False,
        "deleted": False,
        "fields": ("amount_minor",),
    }
    return WaitingChange(**{**start, **fields})  # type: ignore[arg-type]  # each has its own type


@pytest.mark.parametrize(
    ("me", "waits", "status", "title", "detail"),
    [
        (ALONE, summary(waiting=9), SyncStatus(), "Only on this device", "Nobody else sees"),
        (ANNA, summary(), SyncStatus(online=True), "All saved", "2 minutes ago"),
        (ANNA, summary(waiting=3), SyncStatus(online=True), "3 changes to send", "2 minutes"),
        (
            ANNA,
            summary(files=FilesWaiting(up=2, down=9)),
            SyncStatus(online=True),
            "2 files to send",
            "2 minutes",
        ),
        (
            ANNA,
            summary(files=FilesWaiting(down=1)),
            SyncStatus(online=True),
            "1 file to come",
            "2 minutes",
        ),
        (
            ANNA,
            summary(waiting=3, files=FilesWaiting(up=1)),
            SyncStatus(online=True),
            "3 changes to send",
            "1 file to send. ",
        ),
        (
            ANNA,
            summary(waiting=3),
            SyncStatus(online=False, error=UnreachableError()),
            "No signal",
            "Saved on this device. 3 changes will go out when there is signal.",
        ),
        (
            ANNA,
            summary(),
            SyncStatus(online=False, error=UnreachableError()),
            "No signal",
            "Everything is saved on this device.",
        ),
        (
            ANNA,
            summary(),
            SyncStatus(online=False, error=UntrustedError()),
            WORDS.t("me.held_up"),
            "What answered could not prove that it is your team's server",
        ),
        (
            ANNA,
            summary(waiting=3),
            SyncStatus(online=False, error=SignedOutError()),
            "Signed out",
            "Your words are safe here.",
        ),
        (
            ANNA,
            summary(waiting=3),
            SyncStatus(online=False, error=OutdatedError()),
            "Your changes wait",
            "once Rapport is up to date",
        ),
        (
            ANNA,
            summary(),
            SyncStatus(running=True, progress=Progress(received=1_240, more=True)),
            "Your team's customers are arriving",
            "1,240 customers, deals and notes so far",
        ),
        (
            ANNA,
            summary(waiting=9_000),
            SyncStatus(running=True, progress=Progress(sent=5_000, received=20)),
            "Talking to your team",
            "5,000 sent, 20 received so far.",
        ),
        (ANNA, summary(refused=2), SyncStatus(online=True), "2 changes could not go out", "heard"),
        (ANNA, summary(synced_ms=0), SyncStatus(), "All saved", "has not heard"),
    ],
)
def test_how_things_stand_is_said_in_words(
    me: Me, waits: WaitingSummary, status: SyncStatus, title: str, detail: str
) -> None:
    said = standing(WORDS, me, waits, status, NOW)
    assert said.title == title
    assert detail in said.detail


@pytest.mark.parametrize(
    ("waits", "title", "words"),
    [
        (change(), "Deal “Espresso bar”", "amount"),
        (change(new=True), "Deal “Espresso bar”", "new"),
        (change(deleted=True), "Deal “Espresso bar”", "removed"),
        (change(kind="visit", title=""), "Visit", "amount"),
        (change(kind="note", title="x" * 99), f"Note “{'x' * 60}…”", "amount"),
        (change(kind="note", title="One\nTwo"), "Note “One”", "amount"),
        (
            change(fields=("stage_id", "title", "read", "reason", "owner_id")),
            "Deal “Espresso bar”",
            "stage, title, read of the customer and 2 more",
        ),
    ],
)
def test_a_change_is_named_as_its_person_would(
    waits: WaitingChange, title: str, words: str
) -> None:
    assert change_title(WORDS, waits) == title
    assert change_words(WORDS, waits) == words


def press(*_: object) -> None:
    """Stand for a callback that is not asked."""


def page(**fields: object) -> MePage:
    """Return what a rep with one change sees."""
    waits = summary(waiting=1, changes=(change(),))
    start: dict[str, object] = {
        "me": ANNA,
        "stands": standing(WORDS, ANNA, waits, SyncStatus(), NOW),
        "summary": waits,
        "people": (Person("u1", "Anna Berg", "rep"), Person("u2", "Mia Keller", "manager")),
        "settings": Settings(),
    }
    return MePage(**{**start, **fields})  # type: ignore[arg-type]  # each has its own type


def shown(seen: MePage, width: float) -> FletHarness:
    """Put the tab on a page."""

    def main(target: ft.Page) -> None:
        target.add(
            me_view(
                WORDS,
                seen,
                StatusActions(press, press, press, press),
                DeviceActions(*[press] * 11),
                invite=None,
                wide=width == DESKTOP,
            )
        )

    return FletHarness(main, width=width)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_what_waits_is_listed_at_any_width(width: float) -> None:
    async with shown(page(), width) as seen:
        assert {"me-status", "me-try-now", "waiting-7", "me-theme-dark"} <= set(seen.ids())
        assert "Deal “Espresso bar”" in seen.texts()


@in_own_loop
async def test_a_rep_sees_no_list_of_the_team() -> None:
    async with shown(page(), PHONE) as seen:
        assert seen.ids("person-") == []


@in_own_loop
async def test_a_manager_sees_names_and_roles_and_nothing_else_of_people() -> None:
    manager = Me("u2", "Mia Keller", "manager", "Berg", "EUR", joined=True, server_url="")
    async with shown(page(me=manager), DESKTOP) as seen:
        rows = [seen.by_id(name) for name in seen.ids("person-")]
        words = [[t.value for t in seen.walk(row) if isinstance(t, ft.Text)] for row in rows]
    assert words == [["AB", "Anna Berg", "Rep"], ["MK", "Mia Keller", "Manager, you"]]


@in_own_loop
async def test_many_waiting_changes_are_counted_beyond_the_list() -> None:
    many = summary(waiting=1_001, changes=(change(),))
    async with shown(page(summary=many), PHONE) as seen:
        assert "and 1,000 more" in seen.texts()


@in_own_loop
async def test_practice_data_offers_to_start_for_real_and_nothing_to_send() -> None:
    async with shown(page(settings=Settings(practice=True)), PHONE) as seen:
        assert "me-practice-action" in seen.ids()
        assert not {"me-join", "me-leave", "waiting-7"} & set(seen.ids())
