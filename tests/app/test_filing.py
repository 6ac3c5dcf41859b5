"""A recording becomes a visit, a note and its sound: once, whatever comes between."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import filing
from app.commands.offers import file_under
from app.commands.visits import plan_visit
from app.filing import file_left_behind
from app.runtime import Runtime
from app.settings import Settings
from app.speech.folder import About, Recording
from app.speech.wav import WavWriter
from sync.client.files import path_of
from sync.client.replica import Replica
from sync.core.errors import StoreError
from sync.core.records.account import Account
from sync.core.spans import HOUR_MS
from tests.app.flet_harness import in_own_loop
from tests.builders import NOON_MS, make_account, make_deal

SOUND = bytes(range(200)) * 320
"""Two seconds."""


@pytest.fixture
def runtime(replica: Replica) -> Runtime:
    """An app whose person has planned a visit at a hotel about a deal."""
    with replica.transaction() as writer:
        writer.add(make_account("Hotel Lindenhof", id="hotel"))
        writer.add(make_deal(id="deal-1", account_id="hotel"))
        plan_visit(writer, "hotel", NOON_MS + HOUR_MS, "deal-1")
    return Runtime(replica.path.parent, replica, Settings())


def rows(runtime: Runtime, sql: str) -> list[tuple[Any, ...]]:
    with runtime.replica.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def me(runtime: Runtime) -> str:
    return runtime.replica.state().user_id


def planned(runtime: Runtime) -> str:
    return str(rows(runtime, "SELECT id FROM visit ORDER BY id LIMIT 1")[0][0])


async def recorded(runtime: Runtime, sound: bytes = SOUND, **known: Any) -> Recording:
    """Return a recording in the folder, about the hotel unless something else is known."""
    about = About(me(runtime), 0, "visit", "hotel", "Hotel Lindenhof", "", planned(runtime))
    recording = await filing.begin(runtime, replace(about, **known))
    writer = WavWriter(recording.sound)
    writer.write(sound)
    writer.close()
    return recording


NOTES = "SELECT id, account_id, visit_id, transcription, written_ms FROM note WHERE NOT deleted"
VISITS = "SELECT id, account_id, done, at_ms, form FROM visit WHERE NOT deleted AND done"
SOUNDS = "SELECT note_id, visit_id, account_id, mime, size FROM attachment WHERE NOT deleted"


@in_own_loop
async def test_it_is_the_visit_that_was_planned(runtime: Runtime) -> None:
    recording = await recorded(runtime)
    filed = await filing.file(runtime, recording)
    assert filed is not None
    assert filed.length_ms == 2000
    visit = planned(runtime)
    assert rows(runtime, VISITS) == [(visit, "hotel", 1, NOON_MS, "visit")]
    assert rows(runtime, "SELECT deal_id FROM visit WHERE done") == [("deal-1",)]
    assert rows(runtime, NOTES) == [(recording.id, "hotel", visit, "pending", NOON_MS)]
    assert rows(runtime, SOUNDS) == [(recording.id, visit, "hotel", "audio/wav", 44 + len(SOUND))]
    (sha256,) = rows(runtime, "SELECT sha256 FROM attachment")[0]
    kept = path_of(runtime.replica, sha256)
    assert kept is not None
    assert kept.read_bytes()[44:] == SOUND
    assert filing.folder_of(runtime).all() == ()


@in_own_loop
async def test_a_new_customer_is_added(runtime: Runtime) -> None:
    await filing.file(runtime, await recorded(runtime, account_id="", account="Röst"))
    found = rows(runtime, "SELECT a.name FROM note n JOIN account a ON a.id = n.account_id")
    assert found == [("Röst",)]


@pytest.mark.parametrize("known", [{"account_id": "", "account": ""}, {"account_id": "gone"}])
def test_of_nobody_known_it_waits_to_hear_whose_it_is(
    runtime: Runtime, known: dict[str, Any]
) -> None:
    @in_own_loop
    async def told() -> None:
        recording = await recorded(runtime, **known)
        await filing.file(runtime, recording)
        assert rows(runtime, NOTES) == [(recording.id, "", "", "pending", NOON_MS)]
        assert rows(runtime, VISITS) == []
        await runtime.run(lambda writer: file_under(writer, recording.id, "hotel"))
        (visit,) = rows(runtime, VISITS)
        assert visit[1:] == ("hotel", 1, NOON_MS, "visit")
        assert rows(runtime, NOTES) == [(recording.id, "hotel", visit[0], "pending", NOON_MS)]
        assert rows(runtime, SOUNDS)[0][:3] == (recording.id, visit[0], "hotel")

    told()


@in_own_loop
async def test_a_slip_of_the_thumb_is_no_note(runtime: Runtime) -> None:
    assert await filing.file(runtime, await recorded(runtime, SOUND[:3200])) is None
    assert rows(runtime, NOTES) == []
    assert filing.folder_of(runtime).all() == ()


@in_own_loop
async def test_undo_takes_all_back_and_keeps_the_sound(runtime: Runtime) -> None:
    filed = await filing.file(runtime, await recorded(runtime))
    assert filed is not None
    thrown = await filing.take_back(runtime, filed)
    assert rows(runtime, NOTES) == rows(runtime, VISITS) == rows(runtime, SOUNDS) == []
    assert rows(runtime, "SELECT done FROM visit WHERE NOT deleted") == [(0,)]
    assert thrown.about.thrown
    assert thrown.sound.read_bytes()[44:] == SOUND
    kept = filing.folder_of(runtime).tell(thrown, thrown=False)
    assert await filing.file(runtime, kept)
    assert len(rows(runtime, NOTES)) == len(rows(runtime, SOUNDS)) == 1


@in_own_loop
async def test_what_an_earlier_run_left_is_filed_once(runtime: Runtime) -> None:
    yesterday = NOON_MS - 24 * HOUR_MS
    recording = await recorded(runtime, at_ms=yesterday, planned_id="")
    filed = await file_left_behind(runtime)
    assert [one.about.account for one in filed] == ["Hotel Lindenhof"]
    assert rows(runtime, NOTES)[0][0] == recording.id
    assert rows(runtime, NOTES)[0][4] == rows(runtime, VISITS)[0][3] == yesterday
    assert await file_left_behind(runtime) == ()


@in_own_loop
async def test_killed_after_the_commit_it_is_not_filed_again(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = await recorded(runtime)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _no_room)
        with pytest.raises(StoreError):
            await filing.file(runtime, recording)
    assert len(rows(runtime, NOTES)) == 1
    assert recording.sound.exists()
    assert await file_left_behind(runtime) == ()
    assert (
        len(rows(runtime, NOTES)) == len(rows(runtime, VISITS)) == len(rows(runtime, SOUNDS)) == 1
    )
    assert filing.folder_of(runtime).all() == ()


def _no_room(*_args: object, **_kwargs: object) -> None:
    raise OSError(28, "No space left on device")


@in_own_loop
async def test_what_was_thrown_away_is_gone_at_the_next_start(runtime: Runtime) -> None:
    await filing.throw_away(runtime, await recorded(runtime))
    assert await file_left_behind(runtime) == ()
    assert rows(runtime, NOTES) == []
    assert filing.folder_of(runtime).all() == ()


@in_own_loop
async def test_what_another_person_has_spoken_is_not_mine(runtime: Runtime) -> None:
    recording = await recorded(runtime, user_id="somebody-else")
    assert await file_left_behind(runtime) == ()
    assert filing.folder_of(runtime).all() == (recording,)


@in_own_loop
async def test_one_that_cannot_be_filed_holds_up_no_other(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await recorded(runtime)
    await recorded(runtime, planned_id="")
    real, tries = filing._file, []

    def sometimes(runtime: Runtime, recording: Recording) -> filing.Filed | None:
        tries.append(recording)
        if len(tries) == 1:
            raise StoreError(detail="not now")
        return real(runtime, recording)

    monkeypatch.setattr(filing, "_file", sometimes)
    assert len(await file_left_behind(runtime)) == 1
    assert len(filing.folder_of(runtime).all()) == 1
    assert len(await file_left_behind(runtime)) == 1


@in_own_loop
async def test_a_customer_who_is_gone_meanwhile_takes_no_words_along(runtime: Runtime) -> None:
    recording = await recorded(runtime)
    await runtime.run(lambda writer: writer.edit(Account, "hotel", deleted=True))
    await filing.file(runtime, recording)
    assert rows(runtime, NOTES)[0][:3] == (recording.id, "", "")
