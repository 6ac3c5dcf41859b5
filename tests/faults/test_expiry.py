"""A recording's time is up: a server and two devices, over weeks.

The server does its upkeep a minute after its start, which is long for a test; so it is
stopped, its upkeep done on its folder, and it is started again on a later day.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.commands.expiry import keep_recordings
from app.device import now_ms
from app.queries.search import search
from sync.client.engine import index, sync_once
from sync.client.file_http import HttpFileService
from sync.client.files import attach, copy_in, fetch_now, move_files
from sync.client.http import HttpSyncService
from sync.client.join import join
from sync.client.replica import FILE_NAME, Replica
from sync.core.errors import ServerFaultError
from sync.core.protocol import InviteRequest
from sync.core.records.attachment import Attachment
from sync.core.records.note import Note
from sync.core.spans import DAY_MS
from sync.server.database import Database
from sync.server.files.disk import DiskStore
from sync.server.upkeep import collect_all, expire_all, remove_all
from tests.fakes import CountedBits
from tests.faults.processes import Processes

SOUND = b"RIFF" + bytes(range(256)) * 4_000
SAID = "They want a pallet of biscotti"


class Weeks:
    """A server in a process of its own, two devices, and the day it is for all of them."""

    def __init__(self, folder: Path) -> None:
        self.processes = Processes(folder)
        self.processes.start_server()
        self.days = 0
        note = folder / "server" / "admin-invitation.txt"
        self.mia = self._join("mia", note.read_text().split()[0])
        with httpx.Client(base_url=self.processes.url) as client:
            service = HttpSyncService(client, self.mia.state().token)
            code = service.invite(InviteRequest(name="Bo")).code
        self.bo = self._join("bo", code)

    def day(self, days: int) -> None:
        """Let it be so many days later, after a night in which the server did its upkeep."""
        self.days = days
        self.processes.kill_server()
        folder = self.processes.folder / "server"
        database = Database.open(folder)
        expire_all(database, self._now_ms())
        remove_all(database, DiskStore(folder / "files"), self._now_ms())
        collect_all(database, self._now_ms())
        database.close()
        self.processes.trouble.set_clock(days * DAY_MS)
        self.processes.start_server()

    def exchange(self) -> None:
        """Let both devices exchange records, then files."""
        for replica in (self.mia, self.bo, self.mia):
            with httpx.Client(base_url=self.processes.url) as client:
                token = replica.state().token
                sync_once(replica, HttpSyncService(client, token))
                move_files(replica, HttpFileService(client, token))
                index(replica)

    def fetch(self, replica: Replica, sha256: str) -> bytes:
        """Listen to a recording."""
        with httpx.Client(base_url=self.processes.url) as client:
            service = HttpFileService(client, replica.state().token)
            return fetch_now(replica, service, sha256, len(SOUND)).read_bytes()

    def held(self) -> dict[str, int]:
        """Return how many files lie where."""
        folder = self.processes.folder
        return {one: len(list((folder / one / "files").glob(_WHOLE[one]))) for one in _WHOLE}

    def close(self) -> None:
        self.processes.kill_server()
        self.mia.close()
        self.bo.close()

    def _join(self, name: str, code: str) -> Replica:
        path = self.processes.folder / name / FILE_NAME
        replica = Replica(path, self._now_ms, CountedBits(len(name)))
        with httpx.Client(base_url=self.processes.url) as client:
            join(replica, HttpSyncService(client), self.processes.url, code, name)
        return replica

    def _now_ms(self) -> int:
        return now_ms() + self.days * DAY_MS


_WHOLE = {"server": "*/??/*", "mia": "??/*", "bo": "??/*"}


@pytest.fixture
def weeks(tmp_path: Path) -> Iterator[Weeks]:
    weeks = Weeks(tmp_path)
    weeks.exchange()
    yield weeks
    weeks.close()


def speak(replica: Replica) -> str:
    """File a recording whose words are written down; return its file's name."""
    copied = copy_in(replica, io.BytesIO(SOUND))
    with replica.transaction() as writer:
        me = writer.actor.user_id
        words = Note(text=SAID, original=SAID, transcription="done", written_ms=writer.now_ms)
        words.owner_id = me
        note_id = writer.add(words)
        sound = Attachment(note_id=note_id, mime="audio/wav", owner_id=me)
        attach(replica, writer, copied, sound)
    return copied.sha256


def edit(replica: Replica, *, deleted: bool) -> None:
    """Remove the recording, or bring it back."""
    with replica.transaction() as writer:
        found = writer.connection.exec_driver_sql("SELECT id FROM attachment").scalar_one()
        writer.edit(Attachment, found, deleted=deleted)


def found(replica: Replica) -> list[str]:
    """Return the kinds of what a search for the words finds."""
    with replica.reading() as connection:
        return [hit.kind for hit in search(connection, "biscotti", limit=9)]


def removed(replica: Replica) -> list[int]:
    """Return which attachments are removed."""
    with replica.reading() as connection:
        return list(connection.exec_driver_sql("SELECT deleted FROM attachment").scalars())


def test_a_recording_goes_everywhere_and_its_words_are_found(weeks: Weeks) -> None:
    with weeks.mia.transaction() as writer:
        keep_recordings(writer, 30)
    digest = speak(weeks.bo)
    weeks.exchange()
    assert weeks.fetch(weeks.mia, digest) == SOUND
    weeks.day(29)
    weeks.exchange()
    assert weeks.held() == {"server": 1, "mia": 1, "bo": 1}
    weeks.day(31)
    weeks.exchange()
    assert weeks.held() == {"server": 0, "mia": 1, "bo": 1}
    weeks.day(33)
    weeks.exchange()
    assert weeks.held() == {"server": 0, "mia": 0, "bo": 0}
    for replica in (weeks.mia, weeks.bo):
        assert removed(replica) == [True]
        assert found(replica) == ["note"]
        with pytest.raises(ServerFaultError):
            weeks.fetch(replica, digest)


def test_what_a_person_removed_can_be_had_back_within_a_week_and_not_later(weeks: Weeks) -> None:
    digest = speak(weeks.bo)
    weeks.exchange()
    edit(weeks.bo, deleted=True)
    weeks.exchange()
    weeks.day(5)
    weeks.exchange()
    assert weeks.held() == {"server": 1, "mia": 0, "bo": 0}
    edit(weeks.bo, deleted=False)
    weeks.exchange()
    assert weeks.held() == {"server": 1, "mia": 0, "bo": 1}
    assert weeks.fetch(weeks.mia, digest) == SOUND
    edit(weeks.bo, deleted=True)
    weeks.exchange()
    weeks.day(13)
    weeks.exchange()
    assert weeks.held() == {"server": 0, "mia": 0, "bo": 0}


def test_a_device_that_still_has_the_bytes_gives_them_back(weeks: Weeks) -> None:
    with weeks.mia.transaction() as writer:
        keep_recordings(writer, 7)
    digest = speak(weeks.bo)
    weeks.exchange()
    weeks.day(8)
    weeks.exchange()
    assert weeks.held() == {"server": 0, "mia": 0, "bo": 1}
    with weeks.mia.transaction() as writer:
        keep_recordings(writer, 0)
    edit(weeks.bo, deleted=False)
    weeks.exchange()
    weeks.day(9)
    weeks.exchange()  # each asks once a day what the server lacks
    assert weeks.held() == {"server": 1, "mia": 0, "bo": 1}
    assert weeks.fetch(weeks.mia, digest) == SOUND
