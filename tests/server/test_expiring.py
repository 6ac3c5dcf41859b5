"""Recordings go by the team's rule once their words are here, and bytes nobody names go."""

import asyncio
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from sync.core.change import Scalar
from sync.core.expiry import GRACE_DAYS
from sync.core.spans import DAY_MS
from sync.server import erasing, expiring
from sync.server import upkeep as module
from sync.server.checksums import checksum
from sync.server.errors import StorageAwayError
from sync.server.files.disk import DiskStore
from sync.server.rows import about_file
from sync.server.tables import RECORD
from sync.server.upkeep import collect_all, expire_all, remove_all
from tests.builders import NOON_MS
from tests.server.conftest import Server, Team
from tests.server.phones import Phone
from tests.server.test_files import get, patch

SOUND = b"RIFF" + bytes(range(256)) * 100
HASH = sha256(SOUND).hexdigest()
PATH = f"/v1/files/{HASH}"
DAYS = 30


def rule(admin: Phone, days: int) -> None:
    """Let the admin say how long recordings are kept."""
    admin.put("team", admin.joined["team_id"], seen=admin.stamp(), audio_days=days)


def speak(phone: Phone, note_id: str = "n1", data: bytes = SOUND, **fields: Scalar) -> None:
    """File a recording whose words are written down, and send its bytes."""
    note: dict[str, Scalar] = {
        "owner_id": phone.user_id,
        "transcription": "done",
        "text": "They want a pallet",
        "original": "They want a palette",
        "written_ms": NOON_MS,
    }
    phone.sync(phone.change("note", note_id, note | fields))
    digest = sha256(data).hexdigest()
    phone.put(
        "attachment",
        f"a-{note_id}",
        owner_id=phone.user_id,
        note_id=note_id,
        mime="audio/wav",
        sha256=digest,
        size=len(data),
    )
    path = f"/v1/files/{digest}"
    assert patch(phone, data, total=len(data), path=path).headers["upload-complete"] == "?1"


def upkeep(server: Server) -> int:
    """Do what the server does once a day; return how many recordings went."""
    now_ms = server.clock()
    count = expire_all(server.database, now_ms)
    remove_all(server.database, server.app.state.files._store, now_ms)
    collect_all(server.database, now_ms)
    return count


def pass_nights(server: Server, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Let the server look after itself so many times, in no time at all."""
    nights = iter(range(count))

    async def night(_seconds: float) -> None:
        if next(nights, None) is None:
            raise asyncio.CancelledError

    hurried = SimpleNamespace(sleep=night, to_thread=asyncio.to_thread)
    monkeypatch.setattr(module, "asyncio", hurried)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(server.app.state.upkeep())


def held(tmp_path: Path) -> set[str]:
    """Return the files the server has on its disk."""
    return {path.name for path in (tmp_path / "files").glob("*/??/*")}


def test_a_recording_goes_when_its_time_is_up_and_its_words_stay(
    server: Server, team: Team, tmp_path: Path
) -> None:
    rule(team.admin, DAYS)
    speak(team.rep)
    server.clock.move(DAYS * DAY_MS - 1)
    assert upkeep(server) == 0
    assert get(team.rep, PATH).content == SOUND
    server.clock.move(DAY_MS)
    assert upkeep(server) == 1
    assert upkeep(server) == 0
    assert get(team.rep, PATH).status_code == 404
    assert held(tmp_path) == set()
    rows = team.manager.catch_up()["rows"]
    assert rows["a-n1"][3]["deleted"] is True
    assert rows["n1"][3]["text"] == "They want a pallet"
    assert "deleted" not in rows["n1"][3]
    url = "/v1/history/a-n1"
    history = team.manager.http.get(url, headers=team.manager.headers).json()
    assert any("deleted" in str(entry) for entry in history["entries"])


@pytest.mark.parametrize("days", [0, 365])
def test_what_the_team_keeps_longer_stays(
    server: Server, team: Team, tmp_path: Path, days: int
) -> None:
    rule(team.admin, days)
    speak(team.rep)
    server.clock.move(300 * DAY_MS)
    assert upkeep(server) == 0
    assert held(tmp_path) == {HASH}


@pytest.mark.parametrize(
    "note",
    [
        {"transcription": "pending"},
        {"transcription": "failed"},
        {"transcription": "none"},
        {"transcription": ""},
        {"text": "", "original": ""},  # silence, perhaps: nobody can tell from words
        {"written_ms": NOON_MS + 400 * DAY_MS},
    ],
)
def test_a_recording_whose_words_are_not_written_down_stays(
    server: Server, team: Team, tmp_path: Path, note: dict[str, Scalar]
) -> None:
    rule(team.admin, DAYS)
    speak(team.rep, "n1", SOUND, **note)
    server.clock.move(400 * DAY_MS - 1)
    assert upkeep(server) == 0
    assert held(tmp_path) == {HASH}


def test_a_note_whose_clock_was_years_behind_takes_nothing_with_it(
    server: Server, team: Team, tmp_path: Path
) -> None:
    rule(team.admin, DAYS)
    speak(team.rep, written_ms=1)
    assert upkeep(server) == 0
    assert held(tmp_path) == {HASH}
    server.clock.move((DAYS + 1) * DAY_MS)
    assert upkeep(server) == 1


def test_a_photo_of_the_same_age_and_another_teams_recording_stay(
    server: Server, team: Team, tmp_path: Path
) -> None:
    rule(team.admin, DAYS)
    team.rep.put("note", "n1", transcription="done", text="x", written_ms=NOON_MS)
    team.rep.put("attachment", "a1", note_id="n1", mime="image/jpeg", sha256=HASH)
    patch(team.rep, SOUND, total=len(SOUND), path=PATH)
    stranger = server.found("Other")
    stranger.catch_up()
    speak(stranger, "n9")
    server.clock.move(2 * DAYS * DAY_MS)
    assert upkeep(server) == 0
    assert len(list((tmp_path / "files").glob(f"*/??/{HASH}"))) == 2


def test_many_go_some_at_a_time(
    server: Server, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiring, "_AT_ONCE", 2)
    rule(team.admin, DAYS)
    for n in range(5):
        speak(team.rep, f"n{n}", SOUND + bytes([n]))
    server.clock.move((DAYS + 1) * DAY_MS)
    assert upkeep(server) == 5
    assert server.http.get("/v1/verify", headers=team.admin.headers).status_code == 200


def test_words_asked_for_again_in_that_moment_keep_the_recording(
    server: Server, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(team.admin, DAYS)
    speak(team.rep)
    server.clock.move((DAYS + 1) * DAY_MS)
    remove = expiring._remove

    def late(*args: object) -> int:
        team.rep.put("note", "n1", seen=team.rep.stamp(), transcription="pending")
        return remove(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(expiring, "_remove", late)
    assert upkeep(server) == 0
    assert get(team.rep, PATH).content == SOUND


def test_what_a_person_removed_can_be_had_back_for_a_week(
    server: Server, team: Team, tmp_path: Path
) -> None:
    speak(team.rep)
    team.rep.put("attachment", "a-n1", seen=team.rep.stamp(), deleted=True)
    server.clock.move(GRACE_DAYS * DAY_MS - 1_000)
    upkeep(server)
    assert get(team.rep, PATH).status_code == 404
    team.rep.put("attachment", "a-n1", seen=team.rep.stamp(), deleted=False)
    server.clock.move(DAY_MS)
    upkeep(server)
    assert get(team.rep, PATH).content == SOUND
    team.rep.put("attachment", "a-n1", seen=team.rep.stamp(), deleted=True)
    server.clock.move((GRACE_DAYS + 1) * DAY_MS)
    upkeep(server)
    assert held(tmp_path) == set()


def test_bytes_that_another_attachment_names_stay(
    server: Server, team: Team, tmp_path: Path
) -> None:
    rule(team.admin, DAYS)
    speak(team.rep)
    team.manager.put("attachment", "photo", mime="application/pdf", sha256=HASH)
    server.clock.move((DAYS + 1) * DAY_MS)
    assert upkeep(server) == 1
    assert get(team.manager, PATH).content == SOUND
    late, seen = team.manager.stamp(server.clock()), team.manager.stamp()
    fields = {"deleted": True}
    team.manager.sync(team.manager.change("attachment", "photo", fields, stamp=late, seen=seen))
    server.clock.move(DAY_MS)
    upkeep(server)
    assert held(tmp_path) == {HASH}
    server.clock.move(GRACE_DAYS * DAY_MS)
    upkeep(server)
    assert held(tmp_path) == set()


def test_a_row_that_the_disk_has_changed_costs_no_bytes(
    server: Server, team: Team, tmp_path: Path
) -> None:
    speak(team.rep)
    team.rep.put("attachment", "a2", sha256=HASH)
    team.rep.put("attachment", "a2", seen=team.rep.stamp(), deleted=True)
    with server.database.writing() as connection:
        text = f'{{"deleted":true,"sha256":"{HASH}"}}'
        connection.execute(update(RECORD).where(RECORD.c.id == "a-n1").values(fields=text))
    server.clock.move(100 * DAY_MS)
    upkeep(server)
    assert held(tmp_path) == {HASH}


def test_a_name_that_is_no_hash_names_no_place_on_the_disk(
    server: Server, team: Team, tmp_path: Path
) -> None:
    speak(team.rep)
    team.rep.put("attachment", "a-n1", seen=team.rep.stamp(), deleted=True)
    aside = tmp_path / "x"  # as files/<team>/../../x
    aside.write_bytes(b"not a file of the team")
    with server.database.writing() as connection:
        row = connection.execute(select(RECORD).where(RECORD.c.id == "a-n1")).one()
        fields = row.fields.replace(HASH, "../x")
        crc = checksum(row.stamps, fields)
        forged = {"about": about_file("../x"), "fields": fields, "crc": crc}
        connection.execute(update(RECORD).where(RECORD.c.id == "a-n1").values(forged))
    server.clock.move(100 * DAY_MS)
    upkeep(server)
    assert aside.exists()


@pytest.mark.parametrize("error", [StorageAwayError, ValueError])
def test_upkeep_comes_every_day_and_what_fails_holds_up_nothing(
    server: Server, team: Team, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    rule(team.admin, DAYS)
    speak(team.rep)
    server.clock.move((DAYS + 1) * DAY_MS)
    collected: list[int] = []

    def away(*_: object) -> None:
        raise error

    monkeypatch.setattr(DiskStore, "remove", away)
    monkeypatch.setattr(erasing, "finish", away)
    monkeypatch.setattr(module, "collect_all", lambda _database, now_ms: collected.append(now_ms))
    pass_nights(server, monkeypatch, 2)
    assert collected == [server.clock()] * 2
    assert get(team.rep, PATH).status_code == 404


def test_open_devices_hear_of_it_at_once(
    server: Server, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(team.admin, DAYS)
    speak(team.rep)
    server.clock.move((DAYS + 1) * DAY_MS)
    manager = team.manager
    with manager.http.stream("GET", "/v1/live", headers=manager.headers) as response:
        lines = response.iter_lines()
        before = next(lines)
        pass_nights(server, monkeypatch, 1)
        told = [line for line in (next(lines) for _ in range(6)) if line.startswith("data")]
    assert len(told) == 1
    assert told[0] != before
    assert manager.catch_up()["rows"]["a-n1"][3]["deleted"] is True
