"""How long recordings are kept: chosen in Me, and followed on a notebook without a server."""

import asyncio
from collections.abc import Iterable
from functools import partial

import flet as ft
import pytest

from app import expiring
from app.commands.expiry import expire, keep_recordings
from app.commands.undo import undo
from app.expiring import Expiring, expire_all
from app.queries.search import search
from app.queries.spoken import spoken_note
from app.queries.team import audio_days
from app.screens.me_recordings import RecordingsSection
from app.screens.spoken import SpokenScreen
from sync.client import state
from sync.client.engine import index
from sync.client.files import path_of
from sync.client.replica import Replica
from sync.core.errors import RefusedError
from sync.core.permissions import Actor
from sync.core.records.account import Account
from sync.core.records.attachment import Attachment
from sync.core.records.note import Note
from sync.core.spans import DAY_MS
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.app.test_transcripts import record
from tests.fakes import ManualClock

SAID = "They want a pallet of biscotti"


def choose(replica: Replica, days: int) -> None:
    """Say how long recordings are kept."""
    with replica.transaction() as writer:
        keep_recordings(writer, days)


def spoken(replica: Replica, sound: bytes = b"sound", **fields: str) -> str:
    """File a recording whose words are written down; return the note's id."""
    note_id = record(replica, sound)
    with replica.transaction() as writer:
        acme = writer.add(Account(name="Acme"))
        words = {"transcription": "done", "text": SAID, "original": SAID, "account_id": acme}
        writer.edit(Note, note_id, **(words | fields))
    return note_id


def sounds(replica: Replica) -> list[bytes]:
    """Return the recordings that are here and not removed."""
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT sha256 FROM attachment WHERE NOT deleted")
        hashes = list(found.scalars())
    paths = [path_of(replica, one) for one in hashes]
    return sorted(path.read_bytes() for path in paths if path)


def lying(replica: Replica) -> int:
    """Return how many files lie on this device."""
    folder = replica.path.parent / "files"
    return len([path for path in folder.rglob("*") if path.is_file()])


def test_a_recording_goes_and_its_words_are_found(replica: Replica, clock: ManualClock) -> None:
    note_id = spoken(replica)
    choose(replica, 30)
    clock.move(30 * DAY_MS - 1)
    assert expire_all(replica) == 0
    clock.move(1)
    assert expire_all(replica) == 1
    assert expire_all(replica) == 0
    assert lying(replica) == 1  # for a day: somebody may want it back
    clock.move(DAY_MS)
    expire_all(replica)
    assert lying(replica) == 0
    index(replica)
    with replica.reading() as connection:
        assert [hit.id for hit in search(connection, "biscotti", limit=9)] == [note_id]
        note = spoken_note(connection, note_id, state.load(connection).user_id)
    assert note is not None
    assert note.recording is not None
    assert note.recording.gone == "agreed"
    assert note.text == SAID


@pytest.mark.parametrize(
    "fields",
    [{"transcription": "pending"}, {"transcription": "failed"}, {"text": "", "original": ""}],
)
def test_what_is_not_written_down_stays(
    replica: Replica, clock: ManualClock, fields: dict[str, str]
) -> None:
    spoken(replica, b"sound", **fields)
    choose(replica, 7)
    clock.move(400 * DAY_MS)
    assert expire_all(replica) == 0
    assert sounds(replica) == [b"sound"]


def test_for_ever_is_for_ever(replica: Replica, clock: ManualClock) -> None:
    spoken(replica)
    clock.move(4000 * DAY_MS)
    assert expire_all(replica) == 0
    assert sounds(replica) == [b"sound"]


def test_many_go_one_transaction_after_the_other(
    replica: Replica, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("app.commands.expiry", "app.expiring"):
        monkeypatch.setattr(f"{module}.AT_ONCE", 2)
    for n in range(5):
        spoken(replica, b"sound %d" % n)
    choose(replica, 7)
    clock.move(8 * DAY_MS)
    with replica.transaction() as writer:
        assert expire(writer) == 2
    assert expire_all(replica) == 3
    assert sounds(replica) == []


def test_in_a_team_the_server_says_what_goes(replica: Replica, clock: ManualClock) -> None:
    spoken(replica)
    choose(replica, 7)
    with replica.exclusive() as connection:
        state.save(connection, token="t")
    clock.move(400 * DAY_MS)
    assert expire_all(replica) == 0
    with replica.transaction() as writer:
        assert expire(writer) == 0
    assert sounds(replica) == [b"sound"]


def test_a_notebook_nobody_has_begun_is_left_alone(empty_replica: Replica) -> None:
    assert expire_all(empty_replica) == 0


def test_what_went_by_the_rule_can_be_had_back_the_same_day(
    replica: Replica, clock: ManualClock
) -> None:
    spoken(replica)
    choose(replica, 7)
    clock.move(7 * DAY_MS)
    expire_all(replica)
    choose(replica, 0)
    with replica.transaction() as writer:
        found = writer.connection.exec_driver_sql("SELECT id FROM attachment").scalar_one()
        writer.edit(Attachment, found, deleted=False)
    clock.move(30 * DAY_MS)
    expire_all(replica)
    assert sounds(replica) == [b"sound"]


@pytest.mark.parametrize("role", ["rep", "manager"])
def test_only_an_admin_chooses(replica: Replica, role: str) -> None:
    user_id = replica.state().user_id
    with pytest.raises(RefusedError), replica.transaction(Actor(user_id, role)) as writer:
        keep_recordings(writer, 7)


def test_a_choice_can_be_taken_back(replica: Replica) -> None:
    choose(replica, 90)
    with replica.transaction() as writer:
        done = keep_recordings(writer, 7)
    with replica.transaction() as writer:
        undo(writer, done)
    with replica.reading() as connection:
        assert audio_days(connection) == 90


@in_own_loop
async def test_it_is_looked_after_while_the_app_runs(
    replica: Replica, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiring, "_FIRST_AFTER_S", 0.0)
    spoken(replica)
    choose(replica, 7)
    clock.move(8 * DAY_MS)
    told: asyncio.Queue[Iterable[str]] = asyncio.Queue()
    looking = Expiring(told.put_nowait)
    looking.start(replica)
    looking.start(replica)
    assert list(await told.get()) == ["attachment"]
    await looking.stop()
    assert told.empty()
    assert sounds(replica) == []
    await looking.stop()
    looking.start(replica)
    await looking.stop()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_an_admin_chooses_and_may_take_it_back(replica: Replica, width: float) -> None:
    async with Opened(replica, RecordingsSection, width=width) as window:
        await window.said("Recordings are kept for ever, with their words.")
        await window.click("recordings-days-30")
        await window.said("A recording goes 30 days after it was made")
        with replica.reading() as connection:
            assert audio_days(connection) == 30
        await window.undo()
        await window.said("Recordings are kept for ever")


@in_own_loop
async def test_everybody_reads_the_rule(replica: Replica) -> None:
    choose(replica, 45)
    async with Opened(replica, RecordingsSection) as window:
        await window.shown("recordings-days-45")
    user_id = replica.state().user_id
    with replica.exclusive() as connection:
        connection.exec_driver_sql("UPDATE user SET role = 'rep' WHERE id = ?", (user_id,))
    async with Opened(replica, RecordingsSection) as window:
        await window.said("A recording goes 45 days after it was made")
        assert not [one for one in window.ids() if one.startswith("recordings-days")]
        rule = window.find(ft.Semantics, lambda node: node.identifier == "recordings-rule")
        assert rule is not None


@in_own_loop
async def test_a_recording_had_back_too_late_says_that_it_is_nowhere(
    replica: Replica, clock: ManualClock
) -> None:
    note_id = spoken(replica)
    choose(replica, 7)
    for _ in range(2):
        clock.move(7 * DAY_MS)
        expire_all(replica)
    async with Opened(replica, partial(SpokenScreen, note_id)) as window:
        await window.said("The recording is gone, as your team agreed. The words stay.")
    with replica.transaction() as writer:
        found = writer.connection.exec_driver_sql("SELECT id FROM attachment").scalar_one()
        writer.edit(Attachment, found, deleted=False)
    async with Opened(replica, partial(SpokenScreen, note_id)) as window:
        await window.tap("sound-play")
        await window.said("The recording is not here, nor with your team.")
        assert SAID in {one.label for one in window.find_all(ft.Semantics)}
