"""A process that writes recordings down is killed at any moment, and goes on."""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from app.commands import transcripts
from app.device import now_ms, steady
from sync.client import state
from sync.client.files import attach, copy_in
from sync.client.join import start_alone
from sync.client.replica import FILE_NAME, Replica
from sync.core.records.attachment import Attachment
from sync.core.records.note import Note
from tests.fakes import CountedBits
from tests.faults.processes import KILLS, PATIENCE_S, chance, check_file
from tests.real_models import SAID, beckett, real_models

_TWICE = 2


class Listener:
    """A process that writes down.

    Attributes:
        models: What it hears with; a stand-in hears without.
        killed_at: How often it was killed while it had a note in its hands.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.models: Path | None = None
        self.killed_at: Counter[str] = Counter()
        self._out = folder / "said.txt"

    def run(self, seconds: float | None) -> None:
        """Let it run for so long and kill it; without a time, once nothing waits."""
        command = [sys.executable, "-m", "tests.faults.hearing_child", str(self.path)]
        command += [str(self.models)] if self.models else []
        with self._out.open("wb") as out:
            process = subprocess.Popen(command, stdout=out)
        try:
            self._wait(process, "at " if seconds is not None else "idle")
            time.sleep(seconds or 0)
            assert process.poll() is None, "it ended by itself"
        finally:
            process.kill()
            process.wait()
        self.killed_at[self._out.read_text().rpartition("at ")[2].split()[0]] += 1

    def _wait(self, process: subprocess.Popen[bytes], word: str) -> None:
        until = time.monotonic() + PATIENCE_S
        while not any(word in line for line in self._out.read_text().splitlines()):
            assert process.poll() is None, "it ended by itself"
            assert time.monotonic() < until, "it says nothing"
            time.sleep(0.005)


def speak(replica: Replica, luck: Random) -> tuple[str, str]:
    """File a recording for the stand-in; return the note's id and what is heard in it."""
    letters = "".join(luck.choices("abcdefgh", k=luck.randint(2, 12)))
    return record(replica, letters.encode()), " ".join(letters)


def record(replica: Replica, sound: bytes) -> str:
    """File a recording; return the note's id."""
    copied = copy_in(replica, BytesIO(sound))
    with replica.transaction() as writer:
        me = state.load(writer.connection).user_id
        note_id = writer.add(
            Note(written_ms=replica.now_ms(), transcription="pending", owner_id=me)
        )
        attach(replica, writer, copied, Attachment(note_id=note_id, mime="audio/wav", owner_id=me))
    return note_id


@pytest.fixture
def listener(tmp_path: Path) -> Listener:
    """A process whose replica has a person, and no recording yet."""
    listener = Listener(tmp_path)
    replica = opened(listener)
    start_alone(replica, "Ada", "Ada's team", "EUR")
    replica.close()
    return listener


def opened(listener: Listener) -> Replica:
    """Open its replica in this process."""
    return Replica(listener.path, now_ms, CountedBits(now_ms()), steady)


def test_every_recording_is_written_down_once_whenever_it_is_killed(listener: Listener) -> None:
    luck, spoken = chance(), dict[str, str]()
    for _ in range(KILLS):
        replica = opened(listener)
        spoken.update(speak(replica, luck) for _ in range(3))
        replica.close()
        listener.run(luck.uniform(0.0, 0.8))
        check_file(listener.path)
    finish(listener)
    replica = opened(listener)
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT id, text, original FROM note").all()
        written = connection.exec_driver_sql("SELECT record_id, fields FROM outbox").all()
        left = connection.exec_driver_sql("SELECT count(*) FROM hearing").scalar()
    replica.close()
    assert {row[0]: row[1] for row in found} == spoken
    assert {row[0]: row[2] for row in found} == spoken
    times = Counter(record_id for record_id, fields in written if "heard" in json.loads(fields))
    assert times == dict.fromkeys(spoken, 1)
    assert left == 0


def test_so_does_moonshine_with_a_real_voice(listener: Listener) -> None:
    luck, listener.models = chance(), real_models()
    kills = max(KILLS // 6, 2)
    for _ in range(kills):
        replica = opened(listener)
        record(replica, beckett(listener.models).read_bytes())
        replica.close()
        # As long as it takes to load the model and to hear two, where nothing else runs.
        listener.run(luck.uniform(0.0, 6.0))
    finish(listener)
    replica = opened(listener)
    with replica.reading() as connection:
        texts = connection.exec_driver_sql("SELECT text FROM note").scalars().all()
        query = "SELECT count(*) FROM outbox WHERE json_extract(fields, '$.heard') <> ''"
        written = connection.exec_driver_sql(query).scalar()
    replica.close()
    assert [re.sub(r"[^a-z ]", "", text.lower()) for text in texts] == [SAID] * kills
    assert written == kills


def finish(listener: Listener) -> None:
    """Let it write down what is left, what it has given up included, if it had reason to."""
    replica = opened(listener)
    with replica.reading() as connection:
        query = "SELECT id FROM note WHERE transcription = 'failed'"
        given_up = connection.exec_driver_sql(query).scalars().all()
    # Who is killed thrice without coming further cannot be told from poison.
    assert all(listener.killed_at[note_id] > _TWICE for note_id in given_up)
    for note_id in given_up:
        with replica.transaction() as writer:
            transcripts.again(writer, note_id)
    replica.close()
    listener.run(None)
